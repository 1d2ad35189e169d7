"""The JSON documents that the simulated engine returns, in the shape of dockerd 20.10."""

from __future__ import annotations

import time
from typing import Any

from .process import Process
from .state import Container, Exec, Image, State

VERSION = "20.10.24"
MIN_API_VERSION = "1.12"
NEVER = "0001-01-01T00:00:00Z"


def timestamp(ns: int) -> str:
    """Formats a time as RFC 3339 with nine digits. `ns` is nanoseconds since 1970; 0 means never."""
    seconds, rest = divmod(ns, 10**9)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(seconds))}.{rest:09d}Z" if ns else NEVER


def version(api_version: str) -> dict[str, Any]:
    facts = {
        "Version": VERSION,
        "ApiVersion": api_version,
        "MinAPIVersion": MIN_API_VERSION,
        "GitCommit": "5d6db84",
        "GoVersion": "go1.19.8",
        "Os": "linux",
        "Arch": "amd64",
        "KernelVersion": "6.1.0",
        "BuildTime": "2023-04-04T18:10:00.000000000+00:00",
    }
    details = {key: value for key, value in facts.items() if key != "Version"} | {"Experimental": "false"}
    component = {"Name": "Engine", "Version": VERSION, "Details": details}
    return {"Platform": {"Name": ""}, "Components": [component], **facts}


def info(state: State) -> dict[str, Any]:
    statuses = [container.status for container in state.containers.values()]
    return {
        "ID": "TEST:ENGI:NEOF:DOCK:LINE:AAAA:BBBB:CCCC:DDDD:EEEE:FFFF:GGGG",
        "Containers": len(statuses),
        "ContainersRunning": statuses.count("running"),
        "ContainersPaused": 0,
        "ContainersStopped": len(statuses) - statuses.count("running"),
        "Images": sum(image.local for image in state.images.values()),
        "Driver": "overlay2",
        "LoggingDriver": "json-file",
        "CgroupDriver": "cgroupfs",
        "SystemTime": timestamp(time.time_ns()),
        "OperatingSystem": "dockline.testing",
        "OSType": "linux",
        "Architecture": "x86_64",
        "NCPU": 1,
        "MemTotal": 2**30,
        "Name": "dockline",
        "Labels": [],
        "ServerVersion": VERSION,
        "Swarm": {"NodeID": "", "LocalNodeState": "inactive", "ControlAvailable": False, "Error": ""},
        "Warnings": None,
    }


def container_summary(container: Container) -> dict[str, Any]:
    """A container as the list has it."""
    return {
        "Id": container.id,
        "Names": [f"/{container.name}"],
        "Image": container.config["Image"],
        "ImageID": container.image.id,
        "Command": " ".join(container.argv),
        "Created": container.created // 10**9,
        "Ports": [],
        "Labels": container.labels,
        "State": container.status,
        "Status": _status_text(container),
        "HostConfig": {"NetworkMode": "default"},
        "NetworkSettings": {"Networks": {}},
        "Mounts": [],
    }


def _status_text(container: Container) -> str:
    if container.running:
        return f"Up {_age(container.started)}"
    return f"Exited ({container.exit_code}) {_age(container.finished)} ago" if container.started else "Created"


def _age(ns: int) -> str:
    seconds = (time.time_ns() - ns) // 10**9
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute"), (1, "second")):
        if count := seconds // size:
            return f"{count} {unit}{'s' * (count > 1)}"
    return "Less than a second"


def container_details(container: Container) -> dict[str, Any]:
    """A container as its inspect has it."""
    argv = container.argv or ["sh"]
    return {
        "Id": container.id,
        "Created": timestamp(container.created),
        "Path": argv[0],
        "Args": argv[1:],
        "State": _state(container),
        "Image": container.image.id,
        "Name": f"/{container.name}",
        "RestartCount": 0,
        "Driver": "overlay2",
        "Platform": "linux",
        "ExecIDs": None,
        "HostConfig": {
            "LogConfig": {"Type": "json-file", "Config": {}},
            "NetworkMode": "default",
            "AutoRemove": False,
            **(container.config.get("HostConfig") or {}),
        },
        "Mounts": [],
        "Config": {
            "Hostname": container.id[:12],
            **dict.fromkeys(("AttachStdin", "AttachStdout", "AttachStderr", "Tty", "OpenStdin", "StdinOnce"), False),
            **dict.fromkeys(("Env", "Cmd", "Entrypoint")),
            **{key: value for key, value in container.config.items() if key not in ("HostConfig", "NetworkingConfig")},
            "Labels": container.labels,
        },
        "NetworkSettings": {"Ports": {}, "IPAddress": "", "Networks": {}},
    }


def _state(process: Container) -> dict[str, Any]:
    return {
        "Status": process.status,
        "Running": process.running,
        **dict.fromkeys(("Paused", "Restarting", "OOMKilled", "Dead"), False),
        "Pid": _pid(process),
        "ExitCode": process.exit_code,
        "Error": "",
        "StartedAt": timestamp(process.started),
        "FinishedAt": timestamp(process.finished),
    }


def _pid(process: Process) -> int:
    return 4242 if process.running else 0  # nothing runs: any number will do


def exec_details(started: Exec) -> dict[str, Any]:
    """An exec as its inspect has it; the exit code is null until it has run."""
    program, *arguments = started.argv
    return {
        "ID": started.id,
        "Running": started.running,
        "ExitCode": started.exit_code if started.finished else None,
        "ProcessConfig": {"tty": started.tty, "entrypoint": program, "arguments": arguments, "privileged": False},
        **{f"Open{name}": bool(started.config.get(f"Attach{name}")) for name in ("Stdin", "Stderr", "Stdout")},
        "CanRemove": False,
        "ContainerID": started.container.id,
        "DetachKeys": "",
        "Pid": _pid(started),
    }


def image_summary(image: Image) -> dict[str, Any]:
    """An image as the list has it."""
    return {
        "Containers": -1,
        "Created": image.created // 10**9,
        "Id": image.id,
        "Labels": None,
        "ParentId": "",
        "RepoDigests": None,
        "RepoTags": [image.name],
        "SharedSize": -1,
        "Size": 1_984_230,
        "VirtualSize": 1_984_230,
    }


def image_details(image: Image) -> dict[str, Any]:
    """An image as its inspect has it."""
    return {
        "Id": image.id,
        "RepoTags": [image.name],
        "RepoDigests": [],
        "Parent": "",
        "Comment": "",
        "Created": timestamp(image.created),
        "DockerVersion": VERSION,
        "Author": "",
        "Config": {"Env": ["PATH=/bin"], "Cmd": ["sh"], "Labels": None},
        "Architecture": "amd64",
        "Os": "linux",
        "Size": 1_984_230,
        "VirtualSize": 1_984_230,
        "RootFS": {"Type": "layers", "Layers": [image.id]},
    }
