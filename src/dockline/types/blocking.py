"""The clients of the blocking driver, for annotations. See `dockline.types`."""

from dockline.types import __getattr__ as __getattr__
