"""Reads the compiled API tables. Each is loaded when it is first needed."""

from __future__ import annotations

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import UnsupportedVersion, nearest
from dockline.spec.engines import ENGINES, Engine, version_key

Table = dict[str, Any]

# Caches of what was read.
_versions: dict[str, list[str]] = {}
_files: dict[tuple[str, ...], Any] = {}


def find_engine(name: str) -> Engine:
    """The engine of that name. Raises UnsupportedVersion if dockline does not know it."""
    if not isinstance(name, str) or name not in ENGINES:
        raise UnsupportedVersion(f"no engine is called {redaction.quoted_name(name)}: {nearest(name, ENGINES)}")
    return ENGINES[name]


def versions(engine: str) -> list[str]:
    """The versions that have a table, oldest first."""
    if engine not in _versions:
        names = [file.name for file in _folder().joinpath(find_engine(engine).name).iterdir()]
        known = [name.removesuffix(".json") for name in names if name.endswith(".json")]
        _versions[engine] = sorted(known, key=version_key)
    return _versions[engine]


def load(engine: str, version: str) -> Table:
    """The table of one version. Raises UnsupportedVersion, whose message suggests versions."""
    if version not in versions(engine):
        from dockline.spec.hints import version_hint

        hint = version_hint(engine, version, {name: versions(name) for name in ENGINES})
        raise UnsupportedVersion(f"{engine} has no table for version {redaction.quoted_name(version)}: {hint}")
    table: Table = _read(engine, f"{version}.json")
    return table


def summaries() -> dict[str, str]:
    """One line about each operation, by the name of the operation."""
    lines: dict[str, str] = _read("summaries.json")
    return lines


def _read(*path: str) -> Any:
    if path not in _files:
        import orjson

        _files[path] = orjson.loads(_folder().joinpath(*path).read_bytes())
    return _files[path]


def _folder() -> Any:
    from importlib.resources import files

    return files("dockline.spec_tables")


def categories(engine: str, version: str) -> list[str]:
    """Returns the names of the categories of operations of one version of an engine.

    A category of Podman's own API is named like `libpod/containers`. Raises UnsupportedVersion if dockline does not
    know the engine or has no table for the version.
    """
    return list(load(engine, version)["categories"])
