"""The types of results are true: each field that they promise is there and has the promised type."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.waiting import wait_until

FORMS = json.loads((Path(__file__).parents[2] / "tools/result_forms.json").read_text())
SCALARS = {"str": str, "int": int, "float": (int, float), "bool": bool}


def lies(forms: dict, annotation: str, value: Any, where: str) -> list[str]:
    """Returns the places where a value differs from its annotation."""
    if annotation == "Any" or (value is None and annotation.endswith(" | None")):
        return []
    annotation = annotation.removesuffix(" | None")
    if annotation.startswith("list[") and isinstance(value, list):
        return [lie for item in value for lie in lies(forms, annotation[5:-1], item, f"{where}[]")]
    if annotation.startswith("dict[str, ") and isinstance(value, dict):
        return [lie for item in value.values() for lie in lies(forms, annotation[10:-1], item, f"{where}{{}}")]
    if annotation in SCALARS:
        return [] if isinstance(value, SCALARS[annotation]) else [f"{where} is no {annotation} but {value!r}"]
    if annotation not in forms or not isinstance(value, dict):
        return [f"{where} is no {annotation} but {value!r}"]
    found = []
    for field, of, there in forms[annotation]:
        if field in value:
            found += lies(forms, of, value[field], f"{where}.{field}")
        elif there:
            found.append(f"{where}.{field} is missing")
    return found


def check(engine: str, op: str, value: Any) -> None:
    assert lies(FORMS[engine]["forms"], FORMS[engine]["results"][op], value, op) == []


def test_what_is_wrong_is_told() -> None:
    forms = {"Thing": [["Name", "str", True], ["Size", "int | None", False]]}
    assert lies(forms, "list[Thing]", [{"Name": "a", "Size": None}], "x") == []
    assert lies(forms, "Thing", {"Size": "b"}, "x") == ["x.Name is missing", "x.Size is no int but 'b'"]
    assert lies(forms, "dict[str, Thing]", {"a": None}, "x") == ["x{} is no Thing but None"]


@pytest.mark.engine("docker")
def test_what_docker_answers(engine, container) -> None:
    running = container("sleep", "100")

    def call(category: str, op: str, **options: Any) -> Any:
        value = engine.client(category, throw_exceptions=True).invoke(op, **options)
        check("docker", op, value)
        return value

    call("containers", "ContainerList", params={"all": True})
    call("containers", "ContainerInspect", params={"id": running})
    call("containers", "ContainerTop", params={"id": running})
    made = call("containers", "ContainerExec", params={"id": running}, data={"Cmd": ["true"]})
    call("exec", "ExecInspect", params={"id": made["Id"]})
    call("images", "ImageList")
    call("images", "ImageInspect", params={"name": engine.image})
    call("images", "ImageHistory", params={"name": engine.image})
    call("info", "SystemInfo")
    call("version", "SystemVersion")
    for network in call("networks", "NetworkList"):
        call("networks", "NetworkInspect", params={"id": network["Id"]})


@pytest.mark.engine("docker")
def test_what_docker_answers_about_more_than_the_usual(engine, name: str) -> None:
    """The containers have a port, a volume, a health check, a network, a volume of their own, or have ended."""

    def call(category: str, op: str, **options: Any) -> Any:
        value = engine.client(category, throw_exceptions=True).invoke(op, **options)
        check("docker", op, value)
        return value

    call("volumes", "VolumeCreate", data={"Name": name})
    call("volumes", "VolumeInspect", params={"name": name})
    call("volumes", "VolumeList")
    network = call("networks", "NetworkCreate", data={"Name": name})
    call("networks", "NetworkInspect", params={"id": network["Id"]})
    call(
        "containers",
        "ContainerCreate",
        params={"name": name},
        data={
            "Image": engine.image,
            "Cmd": ["sleep", "100"],
            "Labels": {name: ""},
            "StopSignal": "SIGKILL",
            "ExposedPorts": {"80/tcp": {}, "81/udp": {}},
            "Healthcheck": {"Test": ["CMD", "true"], "Interval": 10**9},
            "HostConfig": {
                "PortBindings": {"80/tcp": [{"HostIp": "127.0.0.1"}]},
                "Binds": ["/tmp:/host:ro", f"{name}:/data"],
                "Tmpfs": {"/scratch": ""},
                "Ulimits": [{"Name": "nofile", "Soft": 99, "Hard": 99}],
            },
        },
    )
    engine.request("POST", f"/containers/{name}/start")
    wait_until(lambda: call("containers", "ContainerInspect", params={"id": name})["State"]["Health"]["Log"], 0.1)
    call("containers", "ContainerList", params={"filters": {"label": [name]}})
    engine.request("POST", f"/containers/{name}/kill")
    call("containers", "ContainerWait", params={"id": name})
    call("containers", "ContainerPrune", params={"filters": {"label": [name]}})
    engine.request("POST", f"/images/{engine.image}/tag?repo={name}")
    call("images", "ImageDelete", params={"name": name})


@pytest.mark.engine("podman")
def test_what_podman_answers(engine, container) -> None:
    running = container("sleep", "100")

    def call(category: str, op: str, **options: Any) -> None:
        value = engine.client(f"libpod/{category}", throw_exceptions=True).invoke(op, **options)
        check("podman", op, value)

    call("containers", "ContainerInspectLibpod", params={"name": running})
    call(
        "containers",
        "ContainerInspectLibpod",
        params={
            "name": container(
                "sleep", "100", HostConfig={"Binds": ["/tmp:/host:ro"]}, Healthcheck={"Test": ["CMD", "true"]}
            )
        },
    )
    call("images", "ImageInspectLibpod", params={"name": engine.image})
    call("info", "SystemInfoLibpod")
