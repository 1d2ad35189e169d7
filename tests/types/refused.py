"""Type checkers must refuse each marked line of this file, and no other. It is never run."""

from __future__ import annotations

import dockline
from dockline import aio

containers = dockline.client(engine="docker", category="containers", version="v1.41")
libpod = dockline.client(engine="podman", category="libpod/containers", version="auto")
stream = containers.invoke("ContainerLogs", params={"id": "web"}, as_="stream")
response = containers.invoke("ContainerList", as_="response")

# The engine, version and category of a client
dockline.client(engine="dcoker", category="containers", version="v1.41")  # refused
dockline.client(engine="docker", category="container", version="v1.41")  # refused
dockline.client(engine="docker", category="libpod/containers", version="v1.41")  # refused
dockline.client(engine="docker", category="containers", version="1.41")  # refused
dockline.client(engine="docker", category="containers", version="v4.3.1")  # refused
dockline.client(engine="docker", category="containers", version="v1.41", throw_exceptions="yes")  # refused
dockline.client("docker", "containers", "v1.41")  # refused
dockline.categories("dcoker", "v1.41")  # refused
dockline.registry_auth("a", engine="dcoker")  # refused

# Operations
containers.invoke("ContainerLists")  # refused
containers.invoke("ImageList")  # refused
containers.invoke({"op": "ImageList"})  # refused
containers.invoke({"operation": "ContainerList"})  # refused
libpod.invoke("ContainerList")  # refused
dockline.invoke(containers, {"op": "ContainerLists"})  # refused

# Kinds of results
containers.invoke("ContainerList", as_="steam")  # refused
containers.invoke("ContainerList", as_="socket")  # refused
containers.invoke({"op": "ContainerList", "as": "steam"})  # refused
containers.invoke({"op": "ContainerList", "as": "socket"})  # refused
dockline.invoke(containers, {"op": "ContainerList", "as": "steam"})  # refused
dockline.request(path="/_ping", as_="steam")  # refused

# Parameters and data
containers.invoke("ContainerInspect", id="web")  # refused
containers.invoke("ContainerInspect", params={"name": "web"})  # refused
containers.invoke("ContainerInspect")  # refused
containers.invoke("ContainerInspect", params={})  # refused
containers.invoke("ContainerLogs", params={"id": "web", "folow": True}, as_="stream")  # refused
containers.invoke("ContainerLogs", params={"id": "web", "follow": "yes"}, as_="stream")  # refused
containers.invoke("ContainerLogs", params={"id": None}, as_="stream")  # refused
containers.invoke("ContainerList", params={"filters": ["a"]})  # refused
containers.invoke("ContainerCreate", params={"name": "web"})  # refused
containers.invoke("ContainerStart", params={"id": "web"}, data={})  # refused
containers.invoke({"op": "ContainerLogs", "params": {"id": "web", "folow": True}})  # refused
containers.invoke({"op": "ContainerLogs", "params": {"id": "web", "folow": True}, "as": "stream"})  # refused
containers.invoke({"op": "ContainerLogs"})  # refused
containers.invoke({"op": "ContainerList", "paras": {"all": True}})  # refused
dockline.invoke(containers, {"op": "ContainerList", "paras": {"all": True}})  # refused
libpod.invoke("ContainerRenameLibpod", params={"name": "web"})  # refused

# Streams and responses
stream.lines(taged=True)  # refused
stream.lines(tagged="yes")  # refused
stream.frames(tagged=True)  # refused
stream.documents(keepends=True)  # refused
stream.line()  # refused
stream.copy_to()  # refused
response.lines()  # refused
response.read()  # refused
stream.body  # refused
dockline.merge({"web": stream}, of="line")  # refused
dockline.merge([stream])  # refused
dockline.merge({"web": response})  # refused

# Follow
following = dockline.follow("web")
dockline.follow(names=3)  # refused
dockline.follow(filters=["app=web"])  # refused
dockline.follow(filter={"label": ["app=web"]})  # refused
dockline.follow(checkpoint=True)  # refused
following.cursor(3)  # refused
for container, batch in following:
    container.name  # refused
    batch[0]  # refused
    len(batch)  # refused

# Results
containers.invoke("ContainerInspect", params={"id": "web"})["Names"]  # refused
containers.invoke("ContainerList")["Id"]  # refused


async def other_driver(client: aio.Client) -> None:
    aio.client(engine="dcoker", category="containers", version="auto")  # refused
    dockline.invoke(client, {"op": "ContainerList"})  # refused
    (await client.invoke("ContainerLogs", as_="stream")).lines(taged=True)  # refused
    await aio.invoke(containers, {"op": "ContainerList"})  # refused
