"""Hints for an error message: the version or the operation that a caller probably meant."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import nearest

_NEWEST = {"auto", "latest", "newest", "max"}

# The words of the docker and podman commands, and the operations that do their work, in this order. The names are those
# of Docker's API, then those that only Podman's own API has.
COMMANDS: dict[str, tuple[str, ...]] = {
    "attach": ("ContainerAttach",),
    "build": ("ImageBuild",),
    "commit": ("ImageCommit",),
    "cp": ("ContainerArchive", "PutContainerArchive"),
    "create": ("ContainerCreate",),
    "df": ("SystemDataUsage",),
    "diff": ("ContainerChanges",),
    "events": ("SystemEvents",),
    "exec": ("ContainerExec", "ExecStart"),
    "export": ("ContainerExport",),
    "history": ("ImageHistory",),
    "images": ("ImageList",),
    "import": ("ImageCreate", "ImageImport"),
    "info": ("SystemInfo",),
    "inspect": ("ContainerInspect",),
    "kill": ("ContainerKill",),
    "load": ("ImageLoad",),
    "login": ("SystemAuth",),
    "logs": ("ContainerLogs",),
    "ls": ("ContainerList",),
    "pause": ("ContainerPause",),
    "ping": ("SystemPing",),
    "port": ("ContainerInspect",),
    "prune": ("ContainerPrune", "ImagePrune", "NetworkPrune", "VolumePrune"),
    "ps": ("ContainerList",),
    "pull": ("ImageCreate", "ImagePull"),
    "push": ("ImagePush",),
    "rename": ("ContainerRename",),
    "restart": ("ContainerRestart",),
    "rm": ("ContainerDelete",),
    "rmi": ("ImageDelete",),
    "run": ("ContainerCreate", "ContainerStart"),
    "save": ("ImageGet",),
    "search": ("ImageSearch",),
    "start": ("ContainerStart",),
    "stats": ("ContainerStats",),
    "stop": ("ContainerStop",),
    "tag": ("ImageTag",),
    "top": ("ContainerTop",),
    "unpause": ("ContainerUnpause",),
    "update": ("ContainerUpdate",),
    "version": ("SystemVersion",),
    "wait": ("ContainerWait",),
}
# Other words for the verbs at the end of the operations' names.
SYNONYMS = {"Remove": "Delete", "Rm": "Delete", "Get": "Inspect", "Show": "Inspect", "Ls": "List", "Pull": "Create"}


def version_hint(engine: str, version: Any, versions: Mapping[str, list[str]]) -> str:
    """Returns the end of the message for a version without a table.

    `versions` maps the engines to the versions that have a table, oldest first.
    """
    known = versions[engine]
    if version is None or (isinstance(version, str) and version.lower() in _NEWEST):
        return f"give one of {known[0]} to {known[-1]}; a client also takes 'auto', by which it asks the engine"
    name = "v" + (version.removeprefix("v") if isinstance(version, str) else redaction.number(version))
    for other, its_versions in versions.items():
        fitting = [each for each in its_versions if each == name or each.startswith(f"{name}.")]
        if fitting and other == engine:
            return f"did you mean {' or '.join(map(repr, fitting[-3:]))}?"
        if fitting:
            return f"that is a version of {other}; those of {engine} are {known[0]} to {known[-1]}"
    near = nearest(version, known)
    return f"there are {known[0]} to {known[-1]}" + (f"; {near}" if near.endswith("?") else "")


def operation_hint(name: str, category: str, categories: Mapping[str, Mapping[str, Any]]) -> str:
    """Returns the end of the message for an operation that a category does not have.

    `categories` are those of the table. The hint names the operations that do the work of a command's word, such as
    `run`, and the one that has a synonym in its name, such as `ContainerRemove`. They may be in other categories.
    """
    # Podman has most operations twice. A client of its own API means those of its own API.
    suffixes = ("Libpod", "") if category.startswith("libpod/") else ("", "Libpod")
    for suffix in suffixes:
        found = [
            repr(op) if category in places else f"{op!r} (category {places[0]!r})"
            for op in (f"{meant}{suffix}" for meant in _operations_meant(name))
            if (places := [each for each, operations in categories.items() if op in operations])
        ]
        if found:
            return f"did you mean {' and '.join(found)}?"
    return nearest(name, categories[category])


def _operations_meant(name: str) -> tuple[str, ...]:
    if name.lower() in COMMANDS:
        return COMMANDS[name.lower()]
    plain = name.removesuffix("Libpod")
    for synonym, verb in SYNONYMS.items():
        if plain.endswith(synonym):
            return (plain, plain.removesuffix(synonym) + verb)
    return (plain,)
