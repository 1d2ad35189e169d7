"""Type checkers take what is right and refuse what is wrong, and the stubs are those of the tables."""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import dockline
from dockline import aio
from dockline.exchange.merging import VIEWS

ROOT = Path(__file__).parents[2]
STUBS = ROOT / "src/dockline/types"
SPECS = Path(os.environ.get("DOCKLINE_SPECS") or ROOT.parent / "shared/specs")
HERE = Path(__file__).parent
FILES = [HERE / "accepted.py", HERE / "refused.py", *sorted((ROOT / "examples").glob("*.py"))]
Place = tuple[str, int]


def marked(file: Path) -> set[Place]:
    """The lines that must be refused."""
    return {
        (file.name, number) for number, line in enumerate(file.read_text().splitlines(), 1) if "  # refused" in line
    }


def code_of(page: Path, folder: Path) -> Path:
    """Writes the code blocks of a page to a file."""
    blocks = re.findall(r"^```python\n(.*?)^```$", page.read_text(), re.MULTILINE | re.DOTALL)
    assert blocks
    file = folder / f"{page.stem}_page.py"
    file.write_text("\n\n".join(blocks))
    return file


def mypy(folder: Path, files: list[Path]) -> dict[Place, str]:
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={folder}", "--output=json"]
    done = subprocess.run([*command, *files], cwd=ROOT, capture_output=True, text=True)
    assert not done.stderr
    found = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {(Path(one["file"]).name, one["line"]): one["message"] for one in found if one["severity"] == "error"}


def pyright(folder: Path, files: list[Path]) -> dict[Place, str]:
    settings = {"typeCheckingMode": "strict", "reportUnusedExpression": False}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, *files]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {(Path(one["file"]).name, one["range"]["start"]["line"] + 1): one["message"] for one in found}


@pytest.mark.parametrize("checker", [mypy, pyright])
def test_the_marked_lines_and_no_others_are_refused(checker, tmp_path: Path) -> None:
    files = [*FILES, *(code_of(ROOT / f"docs/{page}.md", tmp_path) for page in ("types", "follow"))]
    expected = set().union(*map(marked, files))
    assert len(expected) > 20
    found = checker(tmp_path, files)
    assert {place: message for place, message in found.items() if place not in expected} == {}
    assert sorted(expected - found.keys()) == []


def test_the_stubs_are_those_of_the_tables() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools/compile_types.py", "--check"], capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0)


@pytest.mark.skipif(not SPECS.is_dir(), reason="no raw specs: set DOCKLINE_SPECS (tools/fetch_spec.py)")
def test_the_forms_of_results_are_those_of_the_specs() -> None:
    command = [sys.executable, ROOT / "tools/result_forms.py", "--check", "--specs", SPECS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def test_the_views_are_those_of_merge() -> None:
    text = (STUBS / "__init__.pyi").read_text()
    (line,) = (line for line in text.splitlines() if line.startswith("View: "))
    assert sorted(VIEWS) == sorted(ast.literal_eval(line[line.index("[") :]))


@pytest.mark.parametrize(("stub", "module"), [("blocking", dockline), ("aio", aio)])
def test_the_stubs_have_the_arguments_of_what_they_describe(stub: str, module) -> None:
    tree = ast.parse((STUBS / f"{stub}.pyi").read_text())
    described = {f"{module.__name__}.{node.name}": node for node in tree.body if isinstance(node, FUNCTIONS)}
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and hasattr(module, node.name):
            methods = [method for method in node.body if isinstance(method, FUNCTIONS)]
            described |= {f"{module.__name__}.{node.name}.{method.name}": method for method in methods}
    assert len(described) >= 7
    for name, node in described.items():
        real = module
        for part in name.removeprefix(f"{module.__name__}.").split("."):
            real = getattr(real, part)
        known = inspect.signature(real).parameters
        given = [
            argument.arg for argument in (*node.args.args, *node.args.kwonlyargs, *filter(None, [node.args.kwarg]))
        ]
        # `invoke` takes misplaced arguments to say where they belong: a type checker refuses them.
        assert given == [key for key in known if key != "misplaced"], name
        keyword_only = [argument.arg for argument in node.args.kwonlyargs]
        assert keyword_only == [key for key, of in known.items() if of.kind is of.KEYWORD_ONLY], name
        assert inspect.iscoroutinefunction(real) == isinstance(node, ast.AsyncFunctionDef), name


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def test_at_run_time_the_names_are_there_for_annotations() -> None:
    from dockline.types import Engine, docker
    from dockline.types.blocking import DockerContainers

    assert dict[str, Engine] is not None
    assert docker.ContainerLogsParams is DockerContainers  # typing.Any
    with pytest.raises(AttributeError):
        docker.nothing  # noqa: B018
