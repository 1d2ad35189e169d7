"""The names of Docker's API, for annotations. See `dockline.types`."""

from dockline.types import __getattr__ as __getattr__
