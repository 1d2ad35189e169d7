"""Reads the compiled API tables; nothing is loaded before it is asked for."""

from __future__ import annotations

from dockline.annotations import TYPE_CHECKING, Any

if TYPE_CHECKING:
    pass


from dockline import redaction
from dockline.errors import UnsupportedVersion, nearest
from dockline.spec.engines import ENGINES, Engine, version_key

Table = dict[str, Any]

# What was read is kept.
_versions: dict[str, list[str]] = {}
_files: dict[tuple[str, ...], Any] = {}


def find_engine(name: str) -> Engine:
    """Raises UnsupportedVersion for an engine that dockline does not know."""
    if not isinstance(name, str) or name not in ENGINES:
        raise UnsupportedVersion(f"no engine is called {redaction.name(name)}: {nearest(name, ENGINES)}")
    return ENGINES[name]


def versions(engine: str) -> list[str]:
    """The versions that have a table, oldest first."""
    if engine not in _versions:
        names = [file.name for file in _folder().joinpath(find_engine(engine).name).iterdir()]
        known = [name.removesuffix(".json") for name in names if name.endswith(".json")]
        _versions[engine] = sorted(known, key=version_key)
    return _versions[engine]


def load(engine: str, version: str) -> Table:
    """The table of one version. Raises UnsupportedVersion with the nearest ones."""
    if version not in versions(engine):
        known = versions(engine)
        raise UnsupportedVersion(
            f"{engine} has no table for version {redaction.name(version)}: there are {known[0]} to {known[-1]}, and "
            f"{nearest(version, known)}"
        )
    table: Table = _read(engine, f"{version}.json")
    return table


def summaries() -> dict[str, str]:
    """A line about each operation, by its name."""
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
    """The categories of operations of an engine's version; one of a namespaced API reads `libpod/containers`.

    Raises UnsupportedVersion for an engine or a version that has no table.
    """
    return list(load(engine, version)["categories"])
