"""Containers and other resources on the real engines. Each is removed after its test."""

from __future__ import annotations

import itertools
import os
import re
import secrets

import pytest
from support.following import Follower, Told
from support.waiting import wait_until

# A removed container ends at once. Podman 5 asks it to end, and waits ten seconds for a container that ignores that.
STOPS_AT_ONCE = {"StopSignal": "SIGKILL"}

# These take many minutes, and need a machine that does nothing else: FOLLOW_TESTS=1 runs them.
collect_ignore = [] if "FOLLOW_TESTS" in os.environ else ["test_following.py", "test_following_kills.py"]


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """In CI, a module that skips itself is a failure too. `tests/conftest.py` does the same for tests."""
    report = yield
    if report.skipped and os.environ.get("CI", "").lower() in {"1", "true"}:
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure in CI: {report.longrepr}"
    return report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sorts the tests of a module by engine. So there is one swarm at a time, and each is made once."""
    modules = {path: number for number, path in enumerate(dict.fromkeys(item.path for item in items))}

    def order(item: pytest.Item) -> tuple[int, str]:
        endpoint = item.callspec.params.get("engine") if hasattr(item, "callspec") else None
        return modules[item.path], getattr(endpoint, "daemon", "")

    items.sort(key=order)


def leftovers(engine, name: str):
    """Returns the paths of all resources with `name` in their name, in the order in which they can be deleted."""

    def listed(path: str):
        return engine.request("GET", path) or []

    libpod = f"/{engine.version}/libpod"  # this API needs a version in its path
    if engine.name == "podman":
        pods = f"{libpod}/pods"
        yield from (f"{pods}/{pod['Id']}?force=true&timeout=0" for pod in listed(f"{pods}/json") if name in pod["Name"])
    for container in listed("/containers/json?all=true"):
        if any(name in its_name for its_name in container["Names"]):
            yield f"/containers/{container['Id']}?force=true&v=true"
    yield from (f"/networks/{network['Name']}" for network in listed("/networks") if name in network["Name"])
    for volume in listed("/volumes")["Volumes"] or []:
        if name in volume["Name"]:
            yield f"/volumes/{volume['Name']}?force=true"
    for image in listed("/images/json"):
        yield from (f"/images/{tag}?force=true" for tag in image["RepoTags"] or [] if name in tag)
    if engine.name == "podman":  # Docker has secrets only in a swarm
        names = {secret["ID"]: secret["Spec"]["Name"] for secret in listed(f"{libpod}/secrets/json")}
        yield from (f"{libpod}/secrets/{secret}" for secret in names if name in names[secret])


@pytest.fixture
def name(request: pytest.FixtureRequest, engine):
    """A unique name. After the test, all resources that have it in their names are removed."""
    test = re.sub(r"[^a-z0-9]+", "-", request.node.originalname.removeprefix("test_").lower())[:30].strip("-")
    name = f"dockline-{test}-{secrets.token_hex(4)}"
    yield name

    # Tries more than once: a container that is just ending, or removing itself, is refused, and keeps other resources.
    def remove() -> bool:
        return not [path for path in leftovers(engine, name) if engine.send("DELETE", path)[0].status >= 400]

    wait_until(remove, 0.1)


@pytest.fixture
def container(engine, name: str):
    """Creates and starts a container. Gives its name. `config` is as in Docker's API, on both engines."""
    numbers = itertools.count(2)
    names = itertools.chain([name], (f"{name}-{number}" for number in numbers))

    def create(*command: str, start: bool = True, **config: object) -> str:
        this = next(names)
        config = {"Image": engine.image, "Cmd": command, **STOPS_AT_ONCE, **config}
        engine.request("POST", f"/containers/create?name={this}", config)
        if start:
            engine.request("POST", f"/containers/{this}/start")
        return this

    return create


@pytest.fixture
def ran(engine, container):
    """Like `container`, and waits until the container has exited, and nothing of it changes any more.

    The engines answer a wait first. Podman is then "stopped" until it has cleaned up, which only its own API tells.
    """
    api = "/v4.0.0/libpod" if engine.name == "podman" else ""

    def run(*command: str, **config: object) -> str:
        this = container(*command, **config)
        engine.request("POST", f"/containers/{this}/wait")
        inspected = f"{api}/containers/{this}/json"
        wait_until(lambda: engine.request("GET", inspected)["State"]["Status"] == "exited", 0.05)
        return this

    return run


@pytest.fixture
def ready(engine, container):
    """Like `container`, and waits until the container has written something: then its signal traps are set.

    Without a trap, a signal does nothing to the first process of a container.
    """

    def run(*command: str, **config: object) -> str:
        this = container(*command, **config)
        wait_until(lambda: engine.send("GET", f"/containers/{this}/logs?stdout=true")[1], 0.05)
        return this

    return run


@pytest.fixture(scope="module")
def shared_containers():
    """The containers of `shared`, and how to remove each."""
    made: dict[tuple, str] = {}
    removals = []
    yield made, removals
    for remove in removals:
        remove()


@pytest.fixture
def shared(engine, shared_containers):
    """Like `ran`, or with `wait=False` like `container`, but shared by all tests of a module that ask for the same.

    The tests may only read it.
    """
    made, removals = shared_containers
    request = engine.request

    def run(*command: str, wait: bool = True, **config: object) -> str:
        key = (engine.daemon, command, repr(config))
        if key not in made:
            this = f"dockline-shared-{secrets.token_hex(4)}"
            config = {"Image": engine.image, "Cmd": command, **STOPS_AT_ONCE, **config}
            request("POST", f"/containers/create?name={this}", config)
            removals.append(lambda: request("DELETE", f"/containers/{this}?force=true&v=true"))
            request("POST", f"/containers/{this}/start")
            made[key] = this
        if wait:
            request("POST", f"/containers/{made[key]}/wait")
        return made[key]

    return run


class Category:
    """One category of an API as a function: `containers("ContainerLogs", name, as_="stream", stdout=True)`.

    The target goes to the path. A refusal raises, unless the test asks otherwise.
    """

    def __init__(self, api, category: str, **options: object) -> None:
        self.client = api.client(category, **options)
        self._op = api.op
        self._target = (lambda exec_id: {"id": exec_id}) if category == "exec" else api.target

    def __call__(self, op, target=None, /, *, data=None, as_="data", throw_exceptions=True, **params):
        return self.client.invoke(
            self._op(op),
            params={**(self._target(target) if target is not None else {}), **params},
            data=data,
            as_=as_,
            throw_exceptions=throw_exceptions,
        )


@pytest.fixture
def containers(api) -> Category:
    return Category(api, "containers")


@pytest.fixture
def execs(api) -> Category:
    return Category(api, "exec")


@pytest.fixture
def logs(containers):
    """Reads the logs of a container, stdout and stderr."""

    def read(name: str, as_: str = "stream", **params: object):
        return containers("ContainerLogs", name, as_=as_, **{"stdout": True, "stderr": True, **params})

    return read


@pytest.fixture
def category(api):
    """Makes a function of any category of the API, like `containers`: `category("images")`."""
    return lambda category, **options: Category(api, category, **options)


@pytest.fixture
def native(engine):
    """Makes a function of any category of the engine by its full name.

    Its operations have their own names. A refusal raises.
    """

    def choose(category: str):
        client = engine.client(category, throw_exceptions=True)

        def call(op: str, data: object = None, as_: str = "data", **params: object):
            return client.invoke(op, params=params, data=data, as_=as_)

        return call

    return choose


class Follows:
    """What the tests of `follow` need: containers with a label of their own, and followings of them."""

    def __init__(self, engine, container, label: str) -> None:
        self.engine = engine
        self.filters = {"label": [f"follow={label}"]}
        self._labels = {"follow": label}
        self._container = container
        self._running: list[Follower] = []
        libpod = engine.name == "podman"
        self._containers = engine.client("libpod/containers" if libpod else "containers", throw_exceptions=True)
        self._logs = ("ContainerLogsLibpod", "name") if libpod else ("ContainerLogs", "id")

    def create(self, *command: str, start: bool = True, driver: str = "", options=None, host=None, **config) -> str:
        """Creates a container with the label, and starts it. Returns its id. `driver` is its log driver."""
        host = {"NetworkMode": "none", **(host or {})}
        if driver or options:
            host["LogConfig"] = {"Type": driver, "Config": options or {}}
        name = self._container(*command, start=start, HostConfig=host, Labels=self._labels, **config)
        return self.inspect(name)["Id"]

    def post(self, id_: str, action: str) -> None:
        self.engine.request("POST", f"/containers/{id_}/{action}")

    def inspect(self, id_: str):
        return self.engine.request("GET", f"/containers/{id_}/json")

    def name_of(self, id_: str) -> str:
        return self.inspect(id_)["Name"].lstrip("/")

    def remove(self, id_: str) -> None:
        self.engine.request("DELETE", f"/containers/{id_}?force=true")

    def wait(self, *ids: str) -> None:
        """Waits until the containers have ended."""
        for id_ in ids:
            self.post(id_, "wait")

    def open(self, *names: str, **options):
        """Makes a following of the containers with the label."""
        options = {"engine": self.engine.name, "conn": self.engine.conn, "filters": self.filters, **options}
        return self.engine.dockline.follow(*names, **options)

    def follow(self, *names: object, on_output=lambda *output: None, **options) -> Follower:
        """Begins to follow in a thread."""
        follower = Follower(self.open(*names, **options), on_output)
        self._running.append(follower)
        return follower

    def ready(self, **options) -> Follower:
        """Begins to follow, and waits until the containers that are there are listed."""
        first = self.create("true")
        follower = self.follow(**options)
        follower.wait_for_end(first)
        return follower

    def read(self, **options) -> Told:
        """Follows until now."""
        told = Told()
        with self.open(until="now", **options) as following:
            for container, batch in following:
                told.add(container, batch)
        return told

    def whole(self, id_: str) -> list[tuple[int, int, bytes]]:
        """Reads the log without `follow`."""
        op, key = self._logs
        params = {key: id_, "stdout": True, "stderr": True, "timestamps": True}
        with self._containers.invoke(op, params=params, as_="stream") as stream:
            return list(stream.entries())

    def close(self) -> None:
        for follower in self._running:
            follower.stop()


@pytest.fixture
def follows(engine, container, name: str):
    follows = Follows(engine, container, name)
    yield follows
    follows.close()
