"""Shows the main job: finds an engine, lists its containers, follows a log, and prints the speed.

The engine is the one that the docker command would use, or the podman command, else an embedded one. The demo changes
nothing on it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack

import dockline
from dockline.errors import DocklineError
from dockline.testing import Engine

EMBEDDED_LINES = 1_000_000


def engine_conns() -> Iterator[dict]:
    """Iterates over the conns that the commands would use. Podman speaks Docker's API, too."""
    for engine in ("docker", "podman"):
        try:
            yield from (found["conn"] for found in dockline.endpoints(engine) if found["wins"])
        except DocklineError as error:
            print(f"What the {engine} command uses can't be told: {error}")


def connect(conn: dict, patience: float) -> dockline.Client:
    """Returns a client of an engine that has answered."""
    conn = {**conn, "connect_timeout": patience, "read_timeout": patience}
    containers = dockline.client(
        engine="docker", category="containers", version="auto", conn=conn, throw_exceptions=True
    )
    print(f"Engine at {conn['uri']}, API {containers.version}: {len(containers.ops())} operations on containers.")
    return containers


def find_engine(stack: ExitStack, patience: float) -> dockline.Client:
    for conn in engine_conns():
        try:
            return stack.enter_context(connect(conn, patience))
        except DocklineError as error:
            print(f"No engine at {conn['uri']}: {error}")
    print("No engine was found (DOCKER_HOST names one): an embedded one plays Docker.")
    embedded = stack.enter_context(Engine())
    text = b"".join(
        b"line %07d of a log that is worth reading, all of it, as fast as it comes\n" % n for n in range(1000)
    )
    log = [("stdout", text)] * (EMBEDDED_LINES // 1000)
    embedded.add_container("chatty", log=log, exit_code=0)
    embedded.add_container("quiet", log=[("stdout", b"hello\n"), ("stderr", b"nothing to see\n")])
    return stack.enter_context(connect({"uri": embedded.uri}, patience))


def show_containers(containers: dockline.Client) -> list[dict]:
    started = time.perf_counter()
    found = containers.invoke("ContainerList", params={"all": True})
    milliseconds = (time.perf_counter() - started) * 1e3
    print(f"{len(found)} containers, listed in {milliseconds:.1f} ms:")
    for container in found[:10]:
        name, image = container["Names"][0], container["Image"]
        print(f"  {container['Id'][:12]}  {name:<24.24}  {image:<24.24}  {container['State']}")
    return found


def follow_log(containers: dockline.Client, container: dict, patience: float) -> None:
    """Follows the log from its beginning, until it ends or is silent."""
    params = {"id": container["Id"], "follow": True, "stdout": True, "stderr": True}
    lines = size = 0
    last = b""
    cpu, wall = time.thread_time(), time.perf_counter()
    waited = 0.0
    with containers.invoke("ContainerLogs", params=params, as_="stream") as stream:
        try:
            for batch in stream.lines().batches():
                lines += len(batch)
                size += sum(map(len, batch))
                last = batch[-1]
        except dockline.errors.TimedOut:
            waited = patience
    cpu, wall = time.thread_time() - cpu, time.perf_counter() - wall - waited
    print(f"Followed the log of {container['Names'][0]}: {lines:,} lines, {size / 1e6:,.1f} MB in {wall:.2f} s.")
    if lines:
        print(f"  {lines / wall:,.0f} lines a second; {cpu / lines * 1e9:,.0f} ns of CPU a line in this thread.")
        print(f"  The last one: {last[:100].decode(errors='replace')}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patience", type=float, default=5, help="seconds that a followed log may be silent")
    patience = parser.parse_args().patience
    with ExitStack() as stack:
        containers = find_engine(stack, patience)
        found = show_containers(containers)
        if not found:
            print("There is no container whose log could be followed: start one, and run this again.")
            return 0
        running = [container for container in found if container["State"] == "running"]
        exited = [container for container in found if container["State"] == "exited"]
        for container in exited + running:
            try:
                follow_log(containers, container, patience)
                break
            except DocklineError as error:
                print(f"  The log of {container['Names'][0]} is not to be had: {error}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
