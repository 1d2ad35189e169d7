"""The public names of dockline, and the cost of the import."""

from __future__ import annotations

import importlib.metadata
import inspect
import pickle
import subprocess
import sys
import types

import pytest

import dockline
from dockline import Headers, aio, errors
from dockline.testing import Engine

VERBS = {"categories", "client", "ops", "doc", "invoke", "request", "endpoints", "registry_auth", "merge"}
FOLLOWING = {"follow", "Following", "Container", "notices", "follow_events", "EventFollowing", "wait_for"}
NAMES = {*VERBS, *FOLLOWING, "Client", "Stream", "Response", "Headers", "UnixNanoseconds"}
LATER = (
    "ssl",
    "asyncio",
    "socket",
    "logging",
    "subprocess",
    "tempfile",
    "inspect",
    "urllib.parse",
    "importlib.resources",
    "difflib",
    "dockline.exchange.multiplexing",
    "dockline.testing",
)


def test_the_names_are_those_of_the_readme() -> None:
    assert set(dockline.__all__) == NAMES


def test_the_version_is_that_of_what_is_installed() -> None:
    assert dockline.__version__ == importlib.metadata.version("dockline")
    with pytest.raises(AttributeError, match="module 'dockline' has no attribute 'verison'"):
        dockline.verison  # noqa: B018


def test_everything_public_says_what_it_is() -> None:
    for name in NAMES:
        public = getattr(dockline, name)
        assert inspect.getdoc(public), name
        if inspect.isclass(public):
            for method, value in vars(public).items():
                if inspect.isfunction(value) and not method.startswith("_") and public is not dockline.Stream:
                    assert value.__doc__, f"{name}.{method}"


@pytest.mark.parametrize("package", [dockline, aio], ids=["dockline", "dockline.aio"])
def test_public_classes_name_the_package_that_exports_them(package: types.ModuleType) -> None:
    shared = {"Headers", "Response", "UnixNanoseconds"}
    for name in package.__all__:
        public = getattr(package, name)
        if inspect.isclass(public):
            assert public.__module__ == ("dockline" if name in shared else package.__name__), name
            assert pickle.loads(pickle.dumps(public)) is public


def test_pickles_hold_only_public_names() -> None:
    headers = dockline.Headers([("Content-Type", "text/plain"), ("A", "1"), ("A", "2")])
    for value in (headers, dockline.Response(200, "OK", headers, b"body"), dockline.UnixNanoseconds(1)):
        pickled = pickle.dumps(value)
        assert b"dockline." not in pickled  # such as dockline.exchange.response, which may move
        loaded = pickle.loads(pickled)
        assert type(loaded) is type(value)
    status, reason, loaded_headers, body = pickle.loads(pickle.dumps(dockline.Response(200, "OK", headers, b"body")))
    assert (status, reason, dict(loaded_headers), body) == (200, "OK", dict(headers), b"body")
    assert pickle.loads(pickle.dumps(dockline.UnixNanoseconds(7))).count == 7


def test_all_errors_have_one_root() -> None:
    for name in errors.__all__:
        assert issubclass(getattr(errors, name), errors.DocklineError)
        assert getattr(errors, name).__module__ == "dockline.errors"
    assert issubclass(errors.InvalidParameter, ValueError)
    assert issubclass(errors.ConnectError, ConnectionError)
    assert issubclass(errors.TimedOut, TimeoutError)


def test_importing_it_loads_nothing_that_is_needed_later() -> None:
    script = f"import sys, dockline; print([name for name in {LATER!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    bare = subprocess.run(
        [sys.executable, "-c", script.replace(", dockline", "")], capture_output=True, text=True, check=True
    )
    # What the interpreter's own start has loaded (a .pth file, say) is not dockline's.
    assert done.stdout == bare.stdout


def test_tables_load_when_they_are_asked_for() -> None:
    script = (
        "import sys, dockline; print('orjson' in sys.modules);"
        "dockline.categories('docker', 'v1.41'); print('orjson' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]


def test_what_takes_long_to_import_is_not_imported() -> None:
    slow = ["dockline.types", "typing", "re", "asyncio", "datetime", "functools", "json", "ssl", "urllib.parse"]
    script = f"import sys, dockline; print([name for name in {slow} if name in sys.modules])"
    # -I -S: what else is installed imports some of these at the start of every interpreter.
    paths = f"import sys; sys.path[:] = {sys.path}; "
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", paths + script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_interpreter_completes_the_public_names() -> None:
    completed = {name for name in dir(dockline) if not name.startswith("__")}
    assert completed == {*NAMES, "errors"}
    assert Headers([("Api-Version", "1.41")])._ipython_key_completions_() == ["Api-Version"]


def test_a_repr_tells_what_it_is_of() -> None:
    with Engine() as engine:
        engine.add_container("web", log=[("stdout", b"hello\n")], exit_code=0)
        conn = {"uri": engine.uri}
        with dockline.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers:
            assert repr(containers) == f"<dockline.Client docker v1.41 containers at {engine.uri}>"
            stream = containers.invoke("ContainerLogs", params={"id": "web", "stdout": True}, as_="stream")
            assert repr(stream) == "<dockline.Stream 200, not read yet>"
            lines = stream.lines()
            assert repr(stream) == "<dockline.Stream 200, read by lines>"
            assert list(lines) == [b"hello"]
            assert repr(stream) == "<dockline.Stream 200, ended>"
            refused = containers.invoke("ContainerLogs", params={"id": "nobody", "stdout": True}, as_="stream")
            assert repr(refused) == "<dockline.Stream 404, refused>"
            assert repr(containers.invoke("ContainerList", as_="response")) == "<dockline.Response 200 OK>"
            assert repr(dockline.merge({"web": refused})) == "<dockline.Merge of 1>"
