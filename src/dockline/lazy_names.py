"""Names of a package whose modules are imported when a name is first used."""

from __future__ import annotations

from collections.abc import Callable

from dockline.annotations import Any


def lazy_names(package: str, modules: dict[str, str]) -> Callable[[str], Any]:
    """Returns the `__getattr__` of a package. `modules` maps names to the modules that have them.

    A name that is mapped to a module of the same name is that module.
    """

    def look_up(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        from importlib import import_module

        module = import_module(modules[name])
        return module if modules[name].endswith(f".{name}") else getattr(module, name)

    return look_up
