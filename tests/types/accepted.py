"""Type checkers must accept this file. It is never run."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from typing_extensions import assert_type

import dockline
from dockline import aio
from dockline.errors import DocklineError
from dockline.notices import Ended, Gap, Notice
from dockline.types.blocking import DockerContainers
from dockline.types.docker import Category, ContainerLogsParams, ContainersOperation, Version
from dockline.types.docker_results import ContainerInspectResponse, ContainerSummary

conn = {"uri": "unix:///var/run/docker.sock"}
containers = dockline.client(engine="docker", category="containers", version="v1.41", conn=conn)
libpod = dockline.client(engine="podman", category="libpod/containers", version="auto", throw_exceptions=True)
images = dockline.client(engine="docker", category="images", version="auto")


def keywords() -> None:
    assert_type(containers, DockerContainers)
    assert_type(containers.invoke("ContainerLogs", params={"id": "web", "stdout": True}, as_="stream"), dockline.Stream)
    assert_type(containers.invoke("ContainerList", as_="response"), dockline.Response)
    assert_type(containers.invoke("ContainerAttach", params={"id": "web"}, as_="socket"), socket.socket)
    assert_type(containers.invoke("ContainerList", params={"all": True}), list[ContainerSummary])
    assert_type(containers.invoke("ContainerInspect", params={"id": "web"}, as_="data"), ContainerInspectResponse)
    assert_type(containers.invoke("ContainerDelete", params={"id": "web", "force": True}), Any)
    containers.invoke("ContainerStart", params={"id": "web"}, as_="stream")
    containers.invoke("ContainerStop", params={"id": "web", "t": None}, as_="response", throw_exceptions=True)
    containers.invoke("ContainerCreate", params={"name": "web"}, data={"Image": "busybox"})
    containers.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=Path("web.tar").read_bytes())
    with Path("web.tar").open("rb") as archive:
        containers.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=archive)
    containers.invoke("ContainerLogs", params={"id": "web", "since": datetime.now()}, as_="stream")
    containers.invoke("ContainerLogs", params={"id": "web", "until": dockline.UnixNanoseconds(1), "tail": 10})
    containers.invoke("ContainerList", params={"filters": {"status": "exited", "label": ["a", "b=c"], "exited": [0]}})
    images.invoke("ImageCreate", params={"fromImage": "a", "X-Registry-Auth": dockline.registry_auth("a")})
    libpod.invoke("ContainerRenameLibpod", params={"path.name": "web", "query.name": "web2"})


def maps() -> None:
    assert_type(containers.invoke({"op": "ContainerList"}), Any)
    assert_type(containers.invoke({"op": "ContainerLogs", "params": {"id": "web"}, "as": "stream"}), dockline.Stream)
    assert_type(containers.invoke({"op": "ContainerList", "as": "response"}), dockline.Response)
    assert_type(containers.invoke({"op": "ContainerAttach", "params": {"id": "a"}, "as": "socket"}), socket.socket)
    assert_type(dockline.invoke(containers, {"op": "ContainerList", "params": {"all": True}}), Any)
    assert_type(dockline.invoke(containers, {"op": "ContainerList", "as": "response"}), dockline.Response)
    params = {"id": "web", "follow": True}
    assert_type(dockline.invoke(containers, {"op": "ContainerLogs", "params": params, "as": "stream"}), dockline.Stream)


def views(stream: dockline.Stream) -> None:
    for chunk in stream:
        assert_type(chunk, bytes)
    for line in stream.lines():
        assert_type(line, bytes)
    for tagged in stream.lines(tagged=True, keepends=True, multiplexed=False):
        assert_type(tagged, tuple[int, bytes])
    for batch in stream.lines(True).batches():
        assert_type(batch, list[tuple[int, bytes]])
    for frame in stream.frames():
        assert_type(frame, tuple[int, bytes])


def any_client(client: dockline.Client, op: str, params: Mapping[str, Any]) -> None:
    """A client of an unknown category takes any operation."""
    assert_type(client.invoke(op, params=params, as_="stream"), dockline.Stream)
    assert_type(client.invoke("ContainerList"), Any)
    assert_type(client.invoke({"op": "ContainerLogs", "params": params, "as": "stream"}), dockline.Stream)
    client.doc(op)


def annotated(operation: ContainersOperation, category: Category, version: Version) -> None:
    params: ContainerLogsParams = {"id": "web", "stdout": True}
    params["follow"] = True
    containers.invoke("ContainerLogs", params=params, as_="stream")
    containers.invoke(operation, params={"id": "web"}, as_="response")
    any_client(containers, operation, {})
    print(category, version)


def results() -> None:
    for container in containers.invoke("ContainerList"):
        print(container["Names"][0].upper(), container["Created"] + 1)
    state = containers.invoke("ContainerInspect", params={"id": "web"})["State"]
    print(state["Running"] if state else False)


def many(streams: dict[str, dockline.Stream]) -> None:
    with dockline.merge(streams, of="frames", multiplexed=True) as merged:
        merged.add("db", streams["db"], "documents")
        for name, batch in merged:
            assert_type(name, str)
            if isinstance(batch, list):
                print(len(batch))
            elif batch is not None:
                assert_type(batch, DocklineError)
    assert_type(dockline.request(path="/_ping", as_="stream"), dockline.Stream)


def followed(saved: list[dict[str, Any]], container: dockline.Container) -> None:
    labels = {"label": ["app=web"], "status": "running"}
    with dockline.follow(["web", "db"], filters=labels, cursor=saved) as following:
        assert_type(following, dockline.Following)
        assert_type(following.cursor(container), dict[str, Any])
        assert_type(following.cursor(), dict[str, Any])
        for container_or_none, batch in following:
            if container_or_none is None:
                print(batch)
                continue
            assert_type(container_or_none, dockline.Container)
            print(container_or_none.name.upper(), container_or_none.id.upper(), container_or_none.labels["app"])
            if isinstance(batch, Notice):
                assert_type(batch, Notice)
                if isinstance(batch, Ended):
                    assert_type(batch.exit_code, int | None)
                elif isinstance(batch, dockline.notices.Gap):
                    assert_type(batch, Gap)
            else:
                assert_type(batch, list[tuple[int, int, bytes]])
    dockline.follow("web", engine="podman", conn=conn, since="10m", until=datetime.now(), checkpoint=Path("web.cursor"))
    dockline.follow(since=dockline.UnixNanoseconds(1), until="now", cursor=saved[0])


async def asynchronous() -> None:
    async with aio.client(engine="docker", category="containers", version="auto") as client:
        stream = await client.invoke("ContainerLogs", params={"id": "web"}, as_="stream")
        assert_type(stream, aio.Stream)
        async for source, line in stream.lines(tagged=True):
            print(source + 1, line.decode())
        reader, writer = await client.invoke("ContainerAttach", params={"id": "web"}, as_="socket")
        print(await reader.read(), writer)
        assert_type(await aio.invoke(client, {"op": "ContainerList", "as": "response"}), aio.Response)
        assert_type(await client.invoke("ContainerList"), list[ContainerSummary])
    async with aio.follow("web", conn=conn, checkpoint="web.cursor") as following:
        assert_type(following, aio.Following)
        async for container, batch in following:
            assert_type(container, dockline.Container | None)
            if not isinstance(batch, Notice):
                assert_type(batch, list[tuple[int, int, bytes]])
    assert_type(following.cursor("web"), dict[str, Any])
