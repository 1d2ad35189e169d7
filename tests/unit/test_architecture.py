"""The folders of src/dockline: each imports only from folders below it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "dockline"

# Every folder may import these files. Each of them may import only those before it, and the wire's errors.
FOUNDATION = ("annotations", "lazy_names", "redaction", "errors", "header_fields", "json_codec", "notices")
# From top to bottom. `dockline` is the package's own __init__.py.
ALLOWED: dict[str, set[str]] = {
    "dockline": {"following", "api", "blocking", "exchange", "request", "spec", "types"},
    "following": {"aio", "blocking", "exchange", "request", "spec"},
    "api": {"blocking", "exchange", "request", "connect", "settings", "spec"},
    "aio": {"exchange", "request", "connect", "spec", "types"},
    "blocking": {"exchange", "request", "connect"},
    "exchange": {"request", "connect", "spec"},
    "request": {"connect", "spec"},
    "connect": {"settings", "spec"},
    "settings": {"spec"},
    "spec": set(),
    "testing": set(),
    "types": set(),
}
# The folders that may import compiled modules of `dockline._wire`. Others get its errors from `dockline.errors`.
WIRE = {"following", "api", "aio", "blocking", "exchange", "request", "connect"}
FILES = sorted(SRC.rglob("*.py"))


def folder_of(file: Path) -> str:
    """Returns the folder of a file. For a file beside the folders, returns its own name."""
    parts = file.relative_to(SRC).with_suffix("").parts
    return "dockline" if parts == ("__init__",) else parts[0]


def module_of(file: Path) -> str:
    parts = ("dockline", *file.relative_to(SRC).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(file): file for file in FILES}


def imported(file: Path) -> Iterator[str]:
    """Iterates over the full names of all imported modules of dockline, also inside functions and for type checkers."""
    package = module_of(file) if file.name == "__init__.py" else module_of(file).rpartition(".")[0]
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "dockline")
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            module = ".".join(filter(None, (above, node.module)))
            if module.split(".")[0] == "dockline":
                for alias in node.names:
                    whole = f"{module}.{alias.name}"
                    yield whole if whole in MODULES else module


def test_every_folder_has_its_place() -> None:
    folders = {folder_of(file) for file in FILES}
    assert folders == {*ALLOWED, *FOUNDATION}


def test_the_folders_are_listed_from_the_top_to_the_bottom() -> None:
    order = list(ALLOWED)
    for place, (folder, below) in enumerate(ALLOWED.items()):
        assert below <= set(order[place + 1 :]), folder


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SRC)))
def test_a_file_imports_only_from_below(file: Path) -> None:
    folder = folder_of(file)
    # A package may name for type checkers what it imports when it is asked for: from above, too.
    for module in running_imports(file) if file.name == "__init__.py" else imported(file):
        other = [*module.split("."), "dockline"][1]
        if other == "_wire":
            assert folder in WIRE or (module == "dockline._wire.errors" and folder == "errors"), module
        elif folder in FOUNDATION:
            assert other in FOUNDATION[: FOUNDATION.index(folder)], module
        elif folder == "testing":
            assert other == "testing", module
        elif other != folder:
            assert other in ALLOWED[folder] or other in FOUNDATION, module


def test_no_two_files_import_each_other() -> None:
    """Also not through other files. Imports for type checkers do not count, because they never run."""
    needs = {module: set(running_imports(file)) & MODULES.keys() for module, file in MODULES.items()}
    while free := [module for module, others in needs.items() if not others & needs.keys() - {module}]:
        for module in free:
            del needs[module]
    assert not needs


def running_imports(file: Path) -> Iterator[str]:
    for_checkers = {
        module
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
        for statement in node.body
        if isinstance(statement, ast.ImportFrom)
        for module in [statement.module or "", *(f"{statement.module}.{alias.name}" for alias in statement.names)]
    }
    return (module for module in imported(file) if module not in for_checkers)


def test_the_drivers_have_the_same_files() -> None:
    """asyncio has some files of its own. For the blocking driver, the compiled wire does their work."""
    blocking = {file.name for file in (SRC / "blocking").glob("*.py")}
    of_asyncio = {file.name for file in (SRC / "aio").glob("*.py")}
    assert blocking - of_asyncio == {"polling.py"}
    assert of_asyncio - blocking == {"api.py", "connection.py", "readiness.py", "records.py", "sockets.py"}


@pytest.mark.parametrize(
    "package", ["aio", "blocking", "connect", "exchange", "request", "settings", "spec", "testing"]
)
def test_a_package_holds_names_and_no_code(package: str) -> None:
    tree = ast.parse((SRC / package / "__init__.py").read_text())
    for node in tree.body[1:]:
        # A block for type checkers may name a stub's types.
        nodes = [*node.body, *node.orelse] if ast.unparse(node).startswith("if TYPE_CHECKING:") else [node]
        for statement in nodes:
            assert isinstance(statement, (ast.Import, ast.ImportFrom, ast.Assign)), ast.unparse(statement)
