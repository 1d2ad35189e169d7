"""A swarm of one node: nodes, services, tasks, secrets, configs, and their refusals. The tests leave it at the end."""

from __future__ import annotations

import base64
import fcntl
import os
import socket
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from support.waiting import wait_until

from dockline.errors import APIError, NotFound, ServerError, Unavailable

pytestmark = pytest.mark.engine("docker")

# Writes to both streams, and ends as soon as it is asked to.
TALK = "trap exit TERM; echo out; echo err >&2; sleep 60 & wait"


until = partial(wait_until, pause=0.05)


def network_names(engine) -> set[str]:
    return {network["Name"] for network in engine.request("GET", "/networks")}


@pytest.fixture(scope="module")
def swarms():
    """Knows how to leave the swarm of a module's tests. Other processes wait for it before they make a swarm."""
    leaving: dict[str, Callable[[], None]] = {}
    with Path(tempfile.gettempdir(), f"dockline-swarm-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield leaving
        for leave in leaving.values():
            leave()


@pytest.fixture
def swarm(engine, native, swarms):
    """Makes the engine the manager of a swarm of its own, the same for all tests of the module.

    There is one swarm at a time: the network docker_gwbridge has the same bridge on each engine of a machine.
    """
    if engine.daemon in swarms:
        return
    while swarms:
        swarms.popitem()[1]()
    if engine.request("GET", "/info")["Swarm"]["LocalNodeState"] != "inactive":
        pytest.skip("this engine belongs to a swarm already, and stays in it")
    before = network_names(engine)
    node = until(lambda: begun(native))

    def leave() -> None:
        """Leaves as it was: with the ingress network, leaving would take seconds and leave networks behind."""
        try:
            until(lambda: engine.send("DELETE", "/networks/ingress")[0].status in (204, 404))
            until(lambda: "ingress" not in network_names(engine))
        finally:
            engine.request("POST", "/swarm/leave?force=true")
        if "docker_gwbridge" not in before:
            until(lambda: engine.send("DELETE", "/networks/docker_gwbridge")[0].status in (204, 404))
        assert engine.request("GET", "/info")["Swarm"]["LocalNodeState"] == "inactive"
        assert network_names(engine) <= before

    swarms[engine.daemon] = leave
    assert isinstance(node, str)
    # The engine makes the networks a little later. Leaving earlier would leave them behind.
    until(lambda: {"ingress", "docker_gwbridge"} <= network_names(engine))
    until(lambda: engine.request("GET", "/networks/ingress")["Containers"])


def begun(native) -> object:
    """Makes a new swarm and returns its node. Returns nothing if another program has taken the port in between."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    try:
        return native("swarm")("SwarmInit", {"ListenAddr": address, "AdvertiseAddr": address})
    except APIError as error:
        if "address already in use" not in error.message:
            raise
        return None


@pytest.fixture
def service(engine, native, swarm, name: str):
    """Creates a service of one running task. Gives the service's name. The service is removed after the test."""

    def create(command: str = TALK, **options: object) -> str:
        container = {"Image": engine.image, "Command": ["sh", "-c", command], "StopGracePeriod": 10**9, **options}
        native("services")(
            "ServiceCreate",
            {
                "Name": name,
                "Labels": {"of": name},
                "TaskTemplate": {"ContainerSpec": container, "RestartPolicy": {"Condition": "none"}},
                "Mode": {"Replicated": {"Replicas": 1}},
                "EndpointSpec": {"Mode": "dnsrr"},
            },
        )
        until(lambda: "running" in [task["Status"]["State"] for task in tasks(native, name)])
        return name

    yield create
    engine.send("DELETE", f"/services/{name}")
    until(lambda: not engine.request("GET", f'/containers/json?all=true&filters={{"name":["{name}"]}}'))


def tasks(native, service: str) -> list[dict]:
    return native("tasks")("TaskList", filters={"service": [service]})


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_no_swarm(engine, native):
    if engine.request("GET", "/info")["Swarm"]["LocalNodeState"] != "inactive":
        pytest.skip("this engine belongs to a swarm")
    for category, op in (("swarm", "SwarmInspect"), ("services", "ServiceList"), ("nodes", "NodeList")):
        with pytest.raises(Unavailable, match="not a swarm manager"):
            native(category)(op)
    assert "not a swarm manager" in engine.client("swarm").invoke("SwarmInspect")["message"]


def test_swarm(native, swarm):
    call = native("swarm")
    inspected = call("SwarmInspect")
    assert inspected["JoinTokens"]["Worker"].startswith("SWMTKN-1-")
    assert call("SwarmUnlockkey") == {"UnlockKey": ""}
    spec = {**inspected["Spec"], "Labels": {"dockline": "yes"}}
    call("SwarmUpdate", spec, version=inspected["Version"]["Index"], rotateWorkerToken=True)
    updated = call("SwarmInspect")
    assert updated["Spec"]["Labels"] == {"dockline": "yes"}
    assert updated["JoinTokens"]["Worker"] != inspected["JoinTokens"]["Worker"]
    assert updated["JoinTokens"]["Manager"] == inspected["JoinTokens"]["Manager"]
    with pytest.raises(Unavailable, match="already part of a swarm"):
        call("SwarmInit", {"ListenAddr": "127.0.0.1:1", "AdvertiseAddr": "127.0.0.1:1"})
    with pytest.raises(Unavailable, match="last manager"):
        call("SwarmLeave")


def test_nodes(native, swarm):
    nodes = native("nodes")
    (listed,) = nodes("NodeList", filters={"role": ["manager"]})
    assert nodes("NodeList", filters={"role": ["worker"]}) == []
    node = nodes("NodeInspect", id=listed["ID"])
    assert node["ManagerStatus"]["Leader"] is True
    spec = {**node["Spec"], "Labels": {"dockline": "yes"}}
    # Its version changes whenever the node reports something.
    until(lambda: updated_node(nodes, node["ID"], spec))
    assert nodes("NodeList", filters={"node.label": ["dockline=yes"]})[0]["ID"] == node["ID"]
    with pytest.raises(APIError):
        nodes("NodeDelete", id=node["ID"])
    with pytest.raises(NotFound):
        nodes("NodeInspect", id="dockline-nobody")


def updated_node(nodes, node: str, spec: dict) -> bool:
    version = nodes("NodeInspect", id=node)["Version"]["Index"]
    try:
        nodes("NodeUpdate", spec, id=node, version=version)
    except ServerError as error:
        assert "out of sequence" in error.message
        return False
    return True


def test_service(native, service, name):
    services = native("services")
    target = service()
    (listed,) = services("ServiceList", filters={"label": [f"of={name}"]}, status=True)
    assert listed["Spec"]["Name"] == name
    assert listed["ServiceStatus"]["RunningTasks"] == 1
    assert services("ServiceList", filters={"name": [f"{name}-not"]}) == []
    (task,) = tasks(native, target)
    assert native("tasks")("TaskInspect", id=task["ID"])["ServiceID"] == listed["ID"]
    inspected = services("ServiceInspect", id=target)
    version = inspected["Version"]["Index"]
    spec = {**inspected["Spec"], "Labels": {"of": name, "updated": "yes"}}
    services("ServiceUpdate", spec, id=target, version=version)
    with pytest.raises(ServerError, match="out of sequence"):
        services("ServiceUpdate", spec, id=target, version=version)
    assert services("ServiceInspect", id=target, insertDefaults=True)["Spec"]["Labels"]["updated"] == "yes"
    with pytest.raises(APIError, match="already exists"):
        services("ServiceCreate", spec)
    assert services("ServiceDelete", id=target) is None
    with pytest.raises(NotFound):
        services("ServiceInspect", id=target)


def test_logs_of_a_service(native, service):
    """It is multiplexed without a TTY. dockline asks the service, or the task."""
    target = service()
    (task,) = tasks(native, target)
    for category, op, which in (("services", "ServiceLogs", target), ("tasks", "TaskLogs", task["ID"])):
        call = native(category)
        with call(op, as_="stream", id=which, stdout=True, stderr=True, follow=True) as stream:
            assert stream.multiplexed is True
            lines = stream.lines(tagged=True)
            assert sorted([next(lines), next(lines)]) == [(1, b"out"), (2, b"err")]
        assert sorted(call(op, id=which, stdout=True, stderr=True).split()) == [b"err", b"out"]
        assert call(op, id=which, stdout=True).split() == [b"out"]


def test_logs_of_a_service_with_a_tty(native, service):
    """It is raw: both streams are one."""
    target = service("trap exit TERM; echo out; echo err >&2; sleep 60 & wait", TTY=True)
    (task,) = tasks(native, target)
    for category, op, which in (("services", "ServiceLogs", target), ("tasks", "TaskLogs", task["ID"])):
        call = native(category)
        with call(op, as_="stream", id=which, stdout=True, stderr=True, follow=True) as stream:
            assert stream.multiplexed is False
            lines = stream.lines()
            assert sorted(next(lines).rstrip() for _ in range(2)) == [b"err", b"out"]
        assert sorted(call(op, id=which, stdout=True, stderr=True).split()) == [b"err", b"out"]


def test_secrets_and_configs(native, swarm, name):
    for kind in ("Secret", "Config"):
        call = native(f"{kind.lower()}s")
        created = call(f"{kind}Create", {"Name": name, "Data": encoded("hidden"), "Labels": {"of": name}}, "response")
        assert created.status in (200, 201)
        identifier = created.body["ID"]
        try:
            (listed,) = call(f"{kind}List", filters={"label": [f"of={name}"]})
            assert listed["ID"] == identifier
            inspected = call(f"{kind}Inspect", id=name)
            assert inspected["Spec"].get("Data") == (encoded("hidden") if kind == "Config" else None)
            spec = {**inspected["Spec"], "Labels": {"of": name, "updated": "yes"}}
            call(f"{kind}Update", spec, id=identifier, version=inspected["Version"]["Index"])
            assert call(f"{kind}Inspect", id=identifier)["Spec"]["Labels"]["updated"] == "yes"
            with pytest.raises(APIError, match="already exists") as raised:
                call(f"{kind}Create", {"Name": name, "Data": encoded("other")})
            assert raised.value.status == 409
        finally:
            removed = call(f"{kind}Delete", as_="response", id=identifier)
        assert (removed.status, removed.body) == (204, None)
        with pytest.raises(NotFound):
            call(f"{kind}Inspect", id=identifier)
