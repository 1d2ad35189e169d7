"""The life of a container, from its creation to its removal, with the three APIs."""

from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.waiting import PATIENCE, wait_until

import dockline
from dockline.errors import NotFound

LOOP = "while :; do sleep 0.1; done"


def create_data(api, name: str, *command: str) -> tuple[dict, dict]:
    """Returns the params and the data of a create.

    Podman's own API has the name in the body, and other names of fields.
    """
    if api.libpod:
        return {}, {"name": name, "image": api.engine.image, "command": command, "terminal": True, "stdin": True}
    return {"name": name}, {"Image": api.engine.image, "Cmd": command, "Tty": True, "OpenStdin": True}


def timeout(api, seconds: int) -> dict[str, int]:
    return {"timeout" if api.libpod else "t": seconds}


def exit_code(api, waited: object) -> int:
    """Returns an exit code: of a text from Podman's own API, of a document from the others.

    Newer Dockers leave out the error.
    """
    if api.libpod:
        assert isinstance(waited, str)
        return int(waited)
    assert set(waited) == ({"StatusCode"} if api.engine.fits("docker>=1.42") else {"StatusCode", "Error"})
    assert waited.get("Error") is None
    return waited["StatusCode"]


def state(containers, name: str) -> dict:
    return containers("ContainerInspect", name)["State"]


@pytest.mark.every_endpoint
def test_life(api, containers, name):
    params, data = create_data(api, name, "sh", "-c", "exit 3")
    created = containers("ContainerCreate", data=data, as_="response", **params)
    assert created.status == 201
    container_id = created.body["Id"]
    inspected = containers("ContainerInspect", name)
    assert inspected["Id"] == container_id
    assert inspected["Config"]["Tty"] is True
    assert inspected["Config"]["OpenStdin"] is True
    assert inspected["State"]["Status"] == "created"
    assert containers("ContainerStart", name) is None
    assert exit_code(api, containers("ContainerWait", name)) == 3
    ended = state(containers, container_id)
    assert ended["ExitCode"] == 3
    # Podman may still be cleaning up.
    assert ended["Status"] in ({"exited", "stopped"} if api.engine.name == "podman" else {"exited"})
    removed = containers("ContainerDelete", container_id, as_="response")
    assert removed.status in (200, 204)
    with pytest.raises(NotFound):
        containers("ContainerInspect", name)


def test_inspect_as_stream(containers, container):
    target = container("true", start=False)
    with containers("ContainerInspect", target, as_="stream") as body:
        assert body.status == 200
        assert body.headers["content-type"] == "application/json"
        assert [document["State"]["Status"] for document in body.documents()] == ["created"]


def test_list_filters(containers, container, name):
    label = f"of={name}"
    running = container("sleep", "60", Labels={"of": name})
    created = container("true", start=False, Labels={"of": name})

    def listed(**params):
        return [each.removeprefix("/") for item in containers("ContainerList", **params) for each in item["Names"]]

    assert listed(filters={"label": [label]}) == [running]
    assert sorted(listed(all=True, filters={"label": [label]})) == sorted([running, created])
    assert listed(all=True, filters={"label": [label], "status": ["created"]}) == [created]
    assert len(listed(all=True, limit=1)) == 1
    assert listed(filters={"label": [f"{label}-not"]}) == []
    assert running in listed()


def test_wait_while_running(api, containers, ready):
    target = ready("sh", "-c", f"trap 'exit 7' TERM; echo ready; {LOOP}")
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(containers, "ContainerWait", target)
        assert state(containers, target)["Running"]  # the same client makes other calls meanwhile
        assert not waiting.done()
        containers("ContainerKill", target, signal="TERM")
        assert exit_code(api, waiting.result(PATIENCE)) == 7
    assert exit_code(api, containers("ContainerWait", target)) == 7


def test_stop_start_restart_kill(api, containers, ready):
    target = ready("sh", "-c", f"trap 'exit 5' TERM; echo ready; {LOOP}", StopSignal="SIGTERM")
    assert containers("ContainerStop", target, **timeout(api, PATIENCE)) is None
    assert state(containers, target)["ExitCode"] == 5
    assert containers("ContainerStart", target) is None
    first = state(containers, target)
    assert first["Running"]
    assert containers("ContainerRestart", target, **({} if api.libpod else {"t": 20})) is None
    second = state(containers, target)
    assert second["Running"]
    assert second["StartedAt"] > first["StartedAt"]
    assert containers("ContainerKill", target, signal="SIGKILL") is None
    assert exit_code(api, containers("ContainerWait", target)) == 128 + signal.SIGKILL


def test_pause(containers, container):
    target = container("sleep", "60")
    assert containers("ContainerPause", target) is None
    assert state(containers, target)["Status"] == "paused"
    assert containers("ContainerUnpause", target) is None
    assert state(containers, target)["Status"] == "running"


def test_rename(api, containers, container):
    target = container("true", start=False)
    new = f"{target}-new"
    if api.engine.name == "docker":
        containers("ContainerRename", target, name=new)
    else:
        params = {"path.name": target, "query.name": new}
        containers("ContainerRename", **params)
    assert containers("ContainerInspect", new)["Name"].removeprefix("/") == new


@pytest.mark.engine("podman")
def test_rename_says_where_a_name_belongs(containers, name):
    with pytest.raises(dockline.errors.InvalidParameter, match=r"path\.name or query\.name"):
        containers("ContainerRename", name)


def test_remove_with_force(containers, container):
    target = container("sleep", "60")
    containers("ContainerDelete", target, force=True, v=True)
    with pytest.raises(NotFound):
        containers("ContainerInspect", target)


def test_prune(api, containers, container):
    label = container("true", start=False)
    doomed = container("true", start=False, Labels={label: "yes"})
    pruned = containers("ContainerPrune", filters={"label": [f"{label}=yes"]})
    ids = [item["Id"] for item in pruned] if api.libpod else pruned["ContainersDeleted"]
    assert len(ids) == 1
    with pytest.raises(NotFound):
        containers("ContainerInspect", doomed)
    assert containers("ContainerInspect", label)["Id"] not in ids


def test_changes(containers, ran):
    assert {"Path": "/dockline-made", "Kind": 1} in containers("ContainerChanges", ran("touch", "/dockline-made"))


def test_resize(containers, container):
    target = container("sh", "-c", f"trap 'stty size' WINCH; echo ready; {LOOP}", Tty=True)
    with containers("ContainerLogs", target, as_="stream", stdout=True, follow=True) as log:
        lines = log.lines()
        assert next(lines) == b"ready\r"
        assert not containers("ContainerResize", target, h=43, w=132)
        assert next(lines) == b"43 132\r"


class TestTop:
    """A container that has just started may still have the process that becomes its own."""

    def test_data(self, containers, container):
        target = container("sleep", "59")

        def runs() -> bool:
            top = containers("ContainerTop", target)
            assert isinstance(top, dict)
            return "sleep 59" in " ".join(" ".join(process) for process in top["Processes"])

        wait_until(runs, 0.05)

    @pytest.mark.engine("docker")
    def test_ps_args(self, containers, container):
        top = containers("ContainerTop", container("sleep", "60"), ps_args="-o pid,comm")
        assert top["Titles"] == ["PID", "COMMAND"]

    @pytest.mark.engine("podman")
    def test_stream(self, engine, container):
        params = {"name": container("sleep", "59"), "stream": True, "delay": 1}
        libpod = engine.client("libpod/containers", throw_exceptions=True)
        with libpod.invoke("ContainerTopLibpod", params=params, as_="stream") as top:
            documents = top.documents()
            assert any("sleep 59" in str(document["Processes"]) for document in documents)
            assert "sleep 59" in next(documents)["Processes"][0]


class TestStats:
    def test_one(self, containers, container):
        target = container("sleep", "60")
        stats = containers("ContainerStats", target, stream=False)
        assert isinstance(stats, dict)
        assert stats["name"].removeprefix("/") == target
        assert stats["memory_stats"]["usage"] > 0

    def test_stream(self, engine, containers, container):
        target = container("sleep", "60")
        with containers("ContainerStats", target, as_="stream") as stream:
            documents = stream.documents()
            first = next(documents)
            assert first["name"].removeprefix("/") == target
            if engine.name == "docker":  # Podman sends the next one after 5 seconds
                assert first["read"] < next(documents)["read"]

    def test_stream_as_response_of_one(self, containers, container):
        response = containers("ContainerStats", container("sleep", "60"), as_="response", stream=False)
        assert response.status == 200
        assert response.body["read"]
