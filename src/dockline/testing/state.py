"""The state of the simulated engine: containers, execs, images and events, and the actions on them."""

from __future__ import annotations

import json
import re
import secrets
import signal
import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from typing import Any

from .process import STDOUT, Process, Script, Signal, script_of

EVENTS_KEPT = 256
DEADLY = {signal.SIGINT, signal.SIGQUIT, signal.SIGABRT, signal.SIGKILL, signal.SIGTERM}
NAME = re.compile(r"[a-zA-Z0-9][a-zA-Z0-9_.-]+")


class Refusal(Exception):
    """A refusal of the engine: an HTTP status, and a message as Docker writes it."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


class Image:
    """An image, by its full name. `local` is True after a pull."""

    def __init__(self, name: str, local: bool) -> None:
        self.name, self.local = name, local
        self.id = "sha256:" + secrets.token_hex(32)
        self.created = time.time_ns()


class Container(Process):
    """A container. `config` is the body of its create request."""

    def __init__(
        self, name: str, image: Image, config: Mapping[str, Any], script: Script, on_exit: Callable[[Container], None]
    ) -> None:
        super().__init__(script, tty=bool(config.get("Tty")), on_exit=lambda: on_exit(self))
        self.id = secrets.token_hex(32)
        self.name, self.image, self.config = name, image, config
        self.created = time.time_ns()
        self.removed = False
        self.labels: dict[str, str] = dict(config.get("Labels") or {})
        self.argv = command_of(config)

    @property
    def status(self) -> str:
        return "running" if self.running else "exited" if self.started else "created"


class Exec(Process):
    """A command run inside a container. `config` is the body of its create request."""

    def __init__(self, container: Container, config: Mapping[str, Any], on_exit: Callable[[Exec], None]) -> None:
        self.argv = command_of(config)
        script = script_of(self.argv, stdin=bool(config.get("AttachStdin"))) or _not_found(self.argv)
        super().__init__(script, tty=bool(config.get("Tty")), on_exit=lambda: on_exit(self))
        self.id = secrets.token_hex(32)
        self.container, self.config = container, config


def _not_found(argv: Sequence[str]) -> Script:
    message = (
        "OCI runtime exec failed: exec failed: unable to start container process: "
        f'exec: "{argv[0]}": executable file not found in $PATH: unknown\r\n'
    )
    return Script([(STDOUT, message.encode())], exit_code=126)


def command_of(config: Mapping[str, Any]) -> list[str]:
    """Joins Entrypoint and Cmd to one list. Each may be a list or one string."""
    words: list[str] = []
    for key in ("Entrypoint", "Cmd"):
        value = config.get(key) or []
        words += [value] if isinstance(value, str) else map(str, value)
    return words


def full_name(image: str) -> str:
    """Returns the full name of an image: `busybox` becomes `busybox:latest`. The default registry is removed."""
    image = image.removeprefix("docker.io/").removeprefix("library/")
    return image if ":" in image.rpartition("/")[2] or "@" in image else f"{image}:latest"


class Events:
    """The last `EVENTS_KEPT` events, and the new ones. A subscriber that is further behind loses events."""

    def __init__(self) -> None:
        self._kept: deque[dict[str, Any]] = deque(maxlen=EVENTS_KEPT)
        self._count = 0
        self._changed = Signal()

    def publish(self, kind: str, action: str, actor: str, attributes: Mapping[str, str]) -> None:
        event: dict[str, Any] = {"Type": kind, "Action": action, "Actor": {"ID": actor, "Attributes": {**attributes}}}
        if kind in ("container", "image"):
            origin = {"from": attributes["image"]} if kind == "container" else {}
            event = {"status": action, "id": actor, **origin, **event}
        now = time.time_ns()
        self._kept.append({**event, "scope": "local", "time": now // 10**9, "timeNano": now})
        self._count += 1
        self._changed.notify()

    async def since(self, since: int | None, until: int | None) -> AsyncIterator[list[dict[str, Any]]]:
        """Iterates over events. `since` and `until` are nanoseconds since 1970.

        A `since` of None begins with new events, 0 with the oldest kept one. Without `until`, it waits for more.
        """
        seen = self._count - len(self._kept) if since is not None else self._count
        while True:
            new = [*self._kept][len(self._kept) - min(self._count - seen, len(self._kept)) :]
            seen = self._count
            yield [e for e in new if (since or 0) <= e["timeNano"] and (until is None or e["timeNano"] <= until)]
            if seen == self._count and not await self._changed.wait(until):
                return


class State:
    """The state of the engine. Each action publishes its events. An action that is refused raises `Refusal`."""

    def __init__(self) -> None:
        self.containers: dict[str, Container] = {}
        self.execs: dict[str, Exec] = {}
        self.images: dict[str, Image] = {}
        self.events = Events()

    # Containers

    def find(self, reference: str) -> Container:
        """Finds a container by its id, the beginning of its id, or its name (with or without a leading slash)."""
        name = reference.removeprefix("/")
        named = [c for c in self.containers.values() if name in (c.id, c.name)]
        found = named or [c for c in self.containers.values() if name and c.id.startswith(name)]
        if len(found) > 1:
            raise Refusal(400, f"Multiple IDs found with provided prefix: {reference}")
        if not found:
            raise Refusal(404, f"No such container: {reference}")
        return found[0]

    def create(self, name: str, config: Mapping[str, Any], script: Script | None = None) -> Container:
        """Creates a container. Without a script, the command of `config` makes one."""
        if not config.get("Image"):
            raise Refusal(400, "Config cannot be empty in order to create a container")
        image = self.find_image(str(config["Image"]))
        if image is None:
            raise Refusal(404, f"No such image: {full_name(str(config['Image']))}")
        stdin = bool(config.get("OpenStdin"))
        script = script or script_of(command_of(config), stdin=stdin) or Script(echo=stdin)
        container = Container("", image, config, script, self._died)
        container.name = self._free_name(name) if name else f"container_{container.id[:12]}"
        self.containers[container.id] = container
        self._publish(container, "create")
        return container

    def _free_name(self, name: str) -> str:
        name = name.removeprefix("/")
        if not NAME.fullmatch(name):
            raise Refusal(400, f"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed")
        for other in self.containers.values():
            if other.name == name:
                raise Refusal(
                    409,
                    f'Conflict. The container name "/{name}" is already in use by container "{other.id}". '
                    "You have to remove (or rename) that container to be able to reuse that name.",
                )
        return name

    def start(self, container: Container) -> None:
        # Publish the event first, because a script may end the container at once.
        self._publish(container, "start")
        container.start()

    def _died(self, container: Container) -> None:
        self._publish(container, "die", exitCode=str(container.exit_code))
        for started in [e for e in self.execs.values() if e.container is container]:
            started.exit(137)
        if (container.config.get("HostConfig") or {}).get("AutoRemove"):
            self.remove(container, force=False)

    def stop(self, container: Container) -> None:
        self._publish(container, "kill", signal="15")
        container.exit(137)
        self._publish(container, "stop")

    def kill(self, container: Container, name: str) -> None:
        """Sends a signal, by its name or number. A deadly signal ends the container."""
        short = name.upper().removeprefix("SIG")
        try:
            number = signal.Signals(int(short)) if short.isdigit() else signal.Signals[f"SIG{short}"]
        except (KeyError, ValueError):
            raise Refusal(400, f"Invalid signal: {name}") from None
        self.require_running(container, f"Cannot kill container: {container.name}: ")
        self._publish(container, "kill", signal=str(int(number)))
        if number in DEADLY:
            container.exit(128 + number)

    def require_running(self, container: Container, prefix: str = "") -> None:
        if not container.running:
            raise Refusal(409, f"{prefix}Container {container.id} is not running")

    def rename(self, container: Container, name: str) -> None:
        if not name:
            raise Refusal(400, "Neither old nor new names may be empty")
        if name.removeprefix("/") == container.name:
            raise Refusal(400, "Renaming a container with the same name as its current name")
        old, container.name = container.name, self._free_name(name)
        self._publish(container, "rename", oldName=f"/{old}")

    def remove(self, container: Container, *, force: bool) -> None:
        if container.running and not force:
            raise Refusal(
                409,
                f"You cannot remove a running container {container.id}. "
                "Stop the container before attempting removal or force remove",
            )
        if container.running:
            self._publish(container, "kill", signal="9")
            container.exit(137)
        if self.containers.pop(container.id, None) is None:
            return  # AutoRemove has removed it already
        container.removed = True
        self.execs = {key: e for key, e in self.execs.items() if e.container is not container}
        container.end_followers()
        self._publish(container, "destroy")

    def _publish(self, container: Container, action: str, **attributes: str) -> None:
        known = {**container.labels, "image": str(container.config["Image"]), "name": container.name}
        self.events.publish("container", action, container.id, {**attributes, **known})

    # Execs

    def create_exec(self, container: Container, config: Mapping[str, Any]) -> Exec:
        self.require_running(container)
        if not config.get("Cmd"):
            raise Refusal(400, "No exec command specified")
        new = Exec(container, config, self._exec_died)
        self.execs[new.id] = new
        self._publish(container, f"exec_create: {' '.join(new.argv)}", execID=new.id)
        return new

    def find_exec(self, key: str) -> Exec:
        if key not in self.execs:
            raise Refusal(404, f"No such exec instance: {key}")
        return self.execs[key]

    def start_exec(self, started: Exec) -> None:
        self._publish(started.container, f"exec_start: {' '.join(started.argv)}", execID=started.id)
        started.start()

    def _exec_died(self, ended: Exec) -> None:
        self._publish(ended.container, "exec_die", execID=ended.id, exitCode=str(ended.exit_code))

    # Images

    def find_image(self, reference: str) -> Image | None:
        """Finds a local image by its name or id. Returns None if there is none."""
        by_id = (i for i in self.images.values() if i.local and reference in (i.id, i.id[7:], i.id[7:19]))
        image = self.images.get(full_name(reference)) or next(by_id, None)
        return image if image and image.local else None

    def add_image(self, name: str, *, local: bool) -> Image:
        return self.images.setdefault(full_name(name), Image(full_name(name), local))

    def pull(self, name: str) -> list[dict[str, Any]]:
        """Pulls an image. Returns the progress documents. The document of a failure has `errorDetail`."""
        repository, _, tag = full_name(name).rpartition(":")
        path = repository if "/" in repository else f"library/{repository}"
        progress: list[dict[str, Any]] = [{"status": f"Pulling from {path}", "id": tag}]
        image = self.images.get(full_name(name))
        if image is None:
            message = f"manifest for {full_name(name)} not found: manifest unknown: manifest unknown"
            return [*progress, {"errorDetail": {"message": message}, "error": message}]
        layer, size = image.id[7:19], 1_984_230
        if not image.local:
            progress += [
                {"status": "Pulling fs layer", "progressDetail": {}, "id": layer},
                {"status": "Downloading", "progressDetail": {"current": size // 2, "total": size}, "id": layer},
                {"status": "Download complete", "progressDetail": {}, "id": layer},
                {"status": "Pull complete", "progressDetail": {}, "id": layer},
            ]
        known = "Image is up to date" if image.local else "Downloaded newer image"
        image.local = True
        self.events.publish("image", "pull", image.name, {"name": repository})
        return [*progress, {"status": f"Digest: {image.id}"}, {"status": f"Status: {known} for {image.name}"}]


def filters_of(text: str, known: set[str]) -> dict[str, list[str]]:
    """Decodes the `filters` of a query: JSON of `{key: [value]}`, or of `{key: {value: true}}` by old clients."""
    try:
        filters = {str(key): [str(value) for value in values] for key, values in json.loads(text or "{}").items()}
    except (ValueError, AttributeError, TypeError):
        raise Refusal(400, f"invalid character '{text[:1]}' looking for beginning of value") from None
    for key in filters:
        if key not in known:
            raise Refusal(400, f"Invalid filter '{key}'")
    return filters


def has_label(labels: Mapping[str, str], wanted: str) -> bool:
    """Tells whether the labels have `key`, or `key=value`."""
    key, equals, value = wanted.partition("=")
    return key in labels and (not equals or labels[key] == value)
