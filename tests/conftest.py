"""The addresses of the real engines, and the fixtures `engine` and `api`. `tools/engines` starts the engines.

`engine` runs a test on an older and a newer Docker and Podman, over their unix sockets. On the older Docker it runs the
test with the driver for asyncio, too. Markers change that:

- `every_endpoint`: also with asyncio on all engines, and over TCP, mutual TLS and ssh on the older ones. The option
  `--every-endpoint` does so for all tests.
- `blocking`: only with the blocking driver.
- `slow`: on the newer engines only with the blocking driver, unless `--every-endpoint` is given.

`api` runs a test for each API: Docker's, Podman's Docker-compatible one, and Podman's own.
"""

from __future__ import annotations

import http.client
import importlib.resources
import json
import operator
import os
import re
import signal
import socket
from contextlib import ExitStack
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

import pytest
import trustme
from hypothesis import HealthCheck, settings
from support.aio_facade import Module
from support.waiting import PATIENCE

import dockline

# Shells start jobs in the background with SIGINT ignored. Tests send it.
signal.signal(signal.SIGINT, signal.default_int_handler)

CI = os.environ.get("CI", "").lower() in {"1", "true"}
NAMES = ("docker", "podman")
DAEMONS = (*NAMES, *(f"{name}-newer" for name in NAMES))
# Every engine test runs with these, too, besides the first address of each engine.
ALWAYS = ("docker-asyncio",)
HOST = {"docker": "DOCKER_HOST", "podman": "CONTAINER_HOST"}
# The transports of each engine, and the schemes by which an address of the usual variables belongs to a transport.
TRANSPORTS = {"docker": ("unix", "tcp", "tls", "ssh"), "podman": ("unix", "tcp", "ssh")}
SCHEMES = {"unix": ("unix://",), "tcp": ("tcp://", "http://"), "tls": ("https://",), "ssh": ("ssh://",)}
APIS = {"docker": ("docker",), "podman": ("podman-compat", "podman-libpod")}
MARKERS = (
    "engine(need, ...): the test needs one of these, such as 'docker', 'docker>=1.42', 'podman<5'",
    "every_endpoint: the test runs over TCP, TLS and ssh too, and on every engine with the driver for asyncio",
    "blocking: the test needs the blocking driver: the driver for asyncio lacks its subject, or does it differently",
    "slow: the test takes long; by default it runs on the newer engines with the blocking driver alone",
)
COMPARE = {">=": operator.ge, "<": operator.lt}


# A slow machine is no error of an example.
settings.register_profile(
    "patient",
    settings.default,
    deadline=None,
    suppress_health_check=[*settings.default.suppress_health_check, HealthCheck.too_slow],
)
settings.load_profile("patient")


class Endpoint:
    """One address of a real engine. Its requests use the standard library, because dockline is what the tests check.

    `daemon` tells the engines apart: `docker`, and of the newer generation `docker-newer`.
    """

    def __init__(self, name: str, transport: str, driver: str = "", *, newer: bool = False) -> None:
        self.name = name
        self.transport = transport
        self.driver = driver
        self.newer = newer
        self.daemon = f"{name}-newer" if newer else name
        self.id = "-".join(filter(None, (self.daemon, driver or ("" if newer else transport))))
        self.variable = f"ENGINE_{'NEWER_' if newer else ''}{name}_{transport}".upper()
        host = "" if newer else os.environ.get(HOST[name], "")
        self.uri = os.environ.get(self.variable) or (host if host.startswith(SCHEMES[transport]) else "")
        self.conn: dict = {"uri": self.uri}
        # The standard library has no ssh. For TLS it would need the code that is tested here.
        self.direct_uri = (
            self.uri if transport in ("unix", "tcp") else os.environ.get(f"ENGINE_{name}_UNIX".upper(), "")
        )
        if transport == "tls":
            certs = os.environ.get(f"ENGINE_{name}_CERTS".upper(), "")
            self.conn["mtls"] = {part: f"{certs}/{part}.pem" for part in ("ca", "cert", "key")}

    def __str__(self) -> str:
        try:
            return f"{self.uri} {self.ping['Server']}, API {self.asked_version}"
        except (OSError, http.client.HTTPException) as error:
            return f"{self.uri} does not answer: {error}"

    def send(self, method: str, path: str, body: object = None) -> tuple[http.client.HTTPResponse, bytes]:
        address = urlsplit(self.direct_uri)
        connection = http.client.HTTPConnection("localhost", timeout=PATIENCE)
        try:
            if address.scheme == "unix":
                connection.sock = socket.socket(socket.AF_UNIX)
                connection.sock.settimeout(PATIENCE)
                connection.sock.connect(address.path)
            else:
                connection.sock = socket.create_connection((address.hostname, address.port), PATIENCE)
            data = None if body is None else json.dumps(body)
            connection.request(method, path, data, {"Content-Type": "application/json"} if data else {})
            response = connection.getresponse()
            return response, response.read()
        finally:
            connection.close()

    def request(self, method: str, path: str, body: object = None) -> object:
        """Sends a request. Returns the decoded body of the answer. Raises for a status of 400 and more."""
        response, data = self.send(method, path, body)
        if response.status >= 400:
            raise RuntimeError(f"{method} {path} on {self.id}: {response.status} {data.decode(errors='replace')}")
        return json.loads(data) if data.strip() else None

    @cached_property
    def ping(self) -> http.client.HTTPMessage:
        headers = self.send("GET", "/_ping")[0].headers
        if ("Libpod-API-Version" in headers) != (self.name == "podman"):
            raise OSError(f"it is not {self.name} but {headers['Server']}")
        return headers

    @property
    def asked_version(self) -> str:
        return self.ping["Libpod-API-Version" if self.name == "podman" else "Api-Version"]

    @cached_property
    def version(self) -> str:
        """The newest version that has a table and that the engine speaks."""
        tables = (importlib.resources.files("dockline.spec_tables") / self.name).iterdir()
        versions = [table.name.removesuffix(".json") for table in tables]
        return max((v for v in versions if version_key(v) <= version_key(self.asked_version)), key=version_key)

    @cached_property
    def image(self) -> str:
        """The name of an image with busybox, which the engine has."""
        image = os.environ.get("ENGINE_IMAGE") or "busybox:latest"
        if self.send("GET", f"/images/{image}/json")[0].status != 200:
            pytest.skip(f"{self.id} has no {image}: pull it, or set ENGINE_IMAGE")
        return image

    def fits(self, need: str, *, name_only: bool = False) -> bool:
        match = re.fullmatch(r"(docker|podman)(?:(>=|<)(\d[\d.]*))?", need)
        if match is None:
            raise pytest.UsageError(f"the marker engine({need!r}) is not like 'docker', 'docker>=1.42' or 'podman<5'")
        name, comparison, version = match.groups()
        if name != self.name or name_only or comparison is None:
            return name == self.name
        return COMPARE[comparison](version_key(self.asked_version), version_key(version))


class Engine:
    """An endpoint, for one test."""

    def __init__(self, endpoint: Endpoint, stack: ExitStack) -> None:
        self.name = endpoint.name
        self.daemon = endpoint.daemon
        self.uri = endpoint.uri
        self.direct_uri = endpoint.direct_uri
        self.conn = endpoint.conn
        self.version = endpoint.version
        self.fits = endpoint.fits
        self.send = endpoint.send
        self.request = endpoint.request
        self._endpoint = endpoint
        self._stack = stack
        # An object with the functions of dockline.
        self.dockline = dockline
        if endpoint.driver == "asyncio":
            self.dockline = Module()
            stack.callback(self.dockline.close)

    @property
    def image(self) -> str:
        return self._endpoint.image

    def client(self, category: str, *, conn: dict | None = None, **options: object):
        """Makes a `dockline.client`, which is closed after the test. `conn` is added to the uri."""
        options = {"engine": self.name, "version": self.version, **options}
        return self._stack.enter_context(
            self.dockline.client(category=category, conn={**self.conn, **(conn or {})}, **options)
        )


class Api:
    """One API of an engine, with Docker's names. `name` is `docker`, `podman-compat` or `podman-libpod`."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name
        self.libpod = name == "podman-libpod"

    def client(self, category: str, **options: object):
        return self.engine.client(f"libpod/{category}" if self.libpod else category, **options)

    def op(self, op: str) -> str:
        return f"{op}Libpod" if self.libpod else op

    def target(self, container: str) -> dict[str, str]:
        """Returns the path parameter that names the container."""
        return {"id" if self.engine.name == "docker" else "name": container}


class NotForThisEngine(pytest.skip.Exception):
    """The only skip that CI accepts: the test needs another engine, or another version."""


def version_key(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def needs(node: pytest.Item) -> list[tuple[str, ...]]:
    return [marker.args for marker in node.iter_markers("engine")]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--every-endpoint", action="store_true", help="run every test of an engine over each transport")


def pytest_configure(config: pytest.Config) -> None:
    for marker in MARKERS:
        config.addinivalue_line("markers", marker)
    config.endpoints = [Endpoint(name, transport) for name in NAMES for transport in TRANSPORTS[name]]
    config.endpoints += [Endpoint(name, "unix", newer=True) for name in NAMES]
    config.endpoints += [Endpoint(name, "unix", "asyncio", newer=newer) for newer in (False, True) for name in NAMES]
    if "ENGINE_SSH" in os.environ:
        # An ssh with a configuration for the tests
        os.environ["PATH"] = f"{os.environ['ENGINE_SSH']}/bin:{os.environ['PATH']}"


def pytest_report_header(config: pytest.Config) -> list[str]:
    known = [f"{endpoint.id}: {endpoint}" for endpoint in config.endpoints if endpoint.uri]
    return known or ["engines: none, see tools/engines"]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    endpoints = [
        endpoint
        for endpoint in metafunc.config.endpoints
        if all(any(endpoint.fits(need, name_only=True) for need in either) for either in needs(metafunc.definition))
    ]
    if metafunc.definition.get_closest_marker("blocking") is not None:
        endpoints = [endpoint for endpoint in endpoints if not endpoint.driver]
    everywhere = metafunc.config.getoption("--every-endpoint")
    if not everywhere and metafunc.definition.get_closest_marker("every_endpoint") is None:
        # The first known address of each engine: its unix socket, unless only another address was given.
        by_engine = [[e for e in endpoints if e.daemon == daemon and not e.driver] for daemon in DAEMONS]
        first = [next((e for e in of_one if e.uri), of_one[0]) for of_one in by_engine if of_one]
        slow = metafunc.definition.get_closest_marker("slow") is not None
        also = [e for e in endpoints if e.uri and e.id in ALWAYS and not (slow and e.newer)]
        endpoints = [e for e in endpoints if e in first or e in also]
    if "api" in metafunc.fixturenames:
        pairs = [(endpoint, api) for endpoint in endpoints for api in APIS[endpoint.name]]
        ids = [endpoint.id + api.removeprefix(endpoint.name) for endpoint, api in pairs]
        metafunc.parametrize(("engine", "api"), pairs, ids=ids, indirect=True)
    else:
        metafunc.parametrize("engine", endpoints, ids=[endpoint.id for endpoint in endpoints], indirect=True)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With several processes, one of them runs all tests of an engine.

    Two processes on one Podman disturb each other.
    """
    from xdist.scheduler import LoadScopeScheduling

    class OneProcessForEachDaemon(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file, _, test = nodeid.partition("::")
            daemon = re.search(r"\[.*?\b((?:docker|podman)(?:-newer)?)-", test.replace("]", "-"))
            return daemon[1] if daemon and file.startswith("tests/engine/") else file

    return OneProcessForEachDaemon(config, log)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo):
    """In CI, a test of an engine that skips has failed: nothing may be left out silently."""
    report = yield
    skipped = report.skipped and not hasattr(report, "wasxfail") and "engine" in getattr(item, "fixturenames", ())
    if CI and skipped and not isinstance(call.excinfo.value, NotForThisEngine):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {call.excinfo.value}"
    return report


@pytest.fixture
def engine(request: pytest.FixtureRequest):
    endpoint: Endpoint = request.param
    if not endpoint.uri:
        other = "" if endpoint.newer else f" or {HOST[endpoint.name]}"
        pytest.skip(f"no {endpoint.id}: start it by tools/engines, or set {endpoint.variable}{other}")
    for either in needs(request.node):
        if not any(endpoint.fits(need) for need in either):
            raise NotForThisEngine(f"needs {' or '.join(either)}; {endpoint.id} has {endpoint.asked_version}")
    with ExitStack() as stack:
        yield Engine(endpoint, stack)


@pytest.fixture
def api(request: pytest.FixtureRequest, engine: Engine) -> Api:
    return Api(engine, request.param)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Issues certificates for the servers and clients of a test."""
    return trustme.CA()
