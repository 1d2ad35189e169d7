"""The types of results tell no lies: what is said to be there is there, of the type that is said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

FORMS = json.loads((Path(__file__).parents[2] / "tools/result_forms.json").read_text())
SCALARS = {"str": str, "int": int, "float": (int, float), "bool": bool}


def lies(forms: dict, annotation: str, value: Any, where: str) -> list[str]:
    """What a value has in another way than its annotation says."""
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
    call("volumes", "VolumeList")


@pytest.mark.engine("podman")
def test_what_podman_answers(engine, container) -> None:
    running = container("sleep", "100")

    def call(category: str, op: str, **options: Any) -> None:
        value = engine.client(f"libpod/{category}", throw_exceptions=True).invoke(op, **options)
        check("podman", op, value)

    call("containers", "ContainerInspectLibpod", params={"name": running})
    call("images", "ImageInspectLibpod", params={"name": engine.image})
    call("info", "SystemInfoLibpod")
