"""The results of Docker's API that people read most, for annotations. See `dockline.types`."""

from dockline.types import __getattr__ as __getattr__
