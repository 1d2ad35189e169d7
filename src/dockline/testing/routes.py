"""The routes of the simulated engine. A route calls an action on the state, and makes the answer."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from . import documents, streams
from .connection import (
    JSON,
    MULTIPLEXED_STREAM,
    RAW_STREAM,
    Answer,
    Hijack,
    Reply,
    Request,
    Stream,
    document,
    json_reply,
)
from .process import STDERR, STDOUT, Process
from .state import Container, Refusal, State, filters_of, has_label

VERSIONED = re.compile(r"/v(\d+)\.(\d+)(?=/)")
ATTACHED = {STDOUT: "AttachStdout", STDERR: "AttachStderr"}
NO_CONTENT, NOT_MODIFIED = Reply(204), Reply(304)

Version = tuple[int, int]
Handler = Callable[..., Answer]
_routes: list[tuple[str, re.Pattern[str], Handler]] = []


def _route(method: str, path: str) -> Callable[[Handler], Handler]:
    """Registers the handler of a method and a path. `{}` is one segment. `{*}`, an image's name, may have slashes."""

    def register(handler: Handler) -> Handler:
        pattern = re.escape(path).replace(r"\{\*\}", "(.+)").replace(r"\{\}", "([^/]+)")
        _routes.append((method, re.compile(pattern), handler))
        return handler

    return register


@dataclass(frozen=True)
class Call:
    """A request, the state that it acts on, the API version of its path, and the highest that the engine takes."""

    state: State
    request: Request
    version: Version
    maximum: str

    def stream_type(self, process: Process) -> str | None:
        """The Content-Type of a log or session; None below API 1.42, where a log has none."""
        return None if self.version < (1, 42) else RAW_STREAM if process.tty else MULTIPLEXED_STREAM


def answer(state: State, api_version: str, request: Request) -> Answer:
    """Answers a request. `api_version` is the highest accepted version, and the default one."""
    try:
        return _dispatch(state, api_version, request)
    except Refusal as refusal:
        return json_reply({"message": refusal.message}, refusal.status)
    except Exception as error:  # an error in the request that no check has found, or in this code
        return json_reply({"message": f"{type(error).__name__}: {error}"}, 500)


def _dispatch(state: State, api_version: str, request: Request) -> Answer:
    if "//" in request.path:
        return Reply(301, fields={"Location": re.sub("//+", "/", request.path)})
    path, version = request.path, _version(api_version)
    if found := VERSIONED.match(path):
        path, version = path[found.end() :], (int(found[1]), int(found[2]))
    for method, pattern, handler in _routes:
        if method == request.method and (match := pattern.fullmatch(path)):
            _check_version(version, api_version)
            return handler(Call(state, request, version, api_version), *match.groups())
    raise Refusal(404, "page not found")


def _check_version(version: Version, maximum: str) -> None:
    asked, minimum = "client version {}.{} is too".format(*version), documents.MIN_API_VERSION
    if version > _version(maximum):
        raise Refusal(400, f"{asked} new. Maximum supported API version is {maximum}")
    if version < _version(minimum):
        hint = "please upgrade your client to a newer version"
        raise Refusal(400, f"{asked} old. Minimum supported API version is {minimum}, {hint}")


def _version(text: str) -> Version:
    major, _, minor = text.partition(".")
    return int(major), int(minor)


# System


@_route("GET", "/_ping")
@_route("HEAD", "/_ping")
def _ping(call: Call) -> Answer:
    no_cache = {"Cache-Control": "no-cache, no-store, must-revalidate", "Pragma": "no-cache"}
    return Reply(200, b"OK", "text/plain; charset=utf-8", no_cache)


@_route("GET", "/version")
def _get_version(call: Call) -> Answer:
    return json_reply(documents.version(call.maximum))


@_route("GET", "/info")
def _get_info(call: Call) -> Answer:
    return json_reply(documents.info(call.state))


@_route("GET", "/events")
def _get_events(call: Call) -> Answer:
    return Stream(streams.events(call.state.events, call.request), JSON)


# Containers


@_route("GET", "/containers/json")
def _list(call: Call) -> Answer:
    filters = filters_of(call.request.query.get("filters", ""), {"name", "id", "label", "status"})
    for status in filters.get("status", []):
        if status not in ("created", "restarting", "running", "removing", "paused", "exited", "dead"):
            raise Refusal(400, f"Invalid filter 'status={status}'")
    limit = int(call.request.query.get("limit") or 0)
    everything = call.request.flag("all") or limit > 0 or "status" in filters
    newest_first = reversed(call.state.containers.values())
    found = [c for c in newest_first if (everything or c.running) and _matches(c, filters)]
    return json_reply([documents.container_summary(c) for c in found[: limit if limit > 0 else None]])


def _matches(container: Container, filters: dict[str, list[str]]) -> bool:
    tests: dict[str, Callable[[str], bool]] = {
        "name": lambda value: bool(re.search(value.removeprefix("/"), container.name)),
        "id": container.id.startswith,
        "label": lambda value: has_label(container.labels, value),
        "status": lambda value: container.status == value,
    }
    # A container needs all labels of the filter. Of another filter's values, one is enough.
    return all((all if key == "label" else any)(map(tests[key], values)) for key, values in filters.items())


@_route("POST", "/containers/create")
def _create(call: Call) -> Answer:
    container = call.state.create(call.request.query.get("name", ""), call.request.json())
    return json_reply({"Id": container.id, "Warnings": []}, 201)


@_route("GET", "/containers/{}/json")
def _inspect(call: Call, name: str) -> Answer:
    return json_reply(documents.container_details(call.state.find(name)))


@_route("POST", "/containers/{}/start")
def _start(call: Call, name: str) -> Answer:
    container = call.state.find(name)
    if container.running:
        return NOT_MODIFIED
    call.state.start(container)
    return NO_CONTENT


@_route("POST", "/containers/{}/stop")
def _stop(call: Call, name: str) -> Answer:
    container = call.state.find(name)
    if not container.running:
        return NOT_MODIFIED
    call.state.stop(container)
    return NO_CONTENT


@_route("POST", "/containers/{}/kill")
def _kill(call: Call, name: str) -> Answer:
    call.state.kill(call.state.find(name), call.request.query.get("signal") or "KILL")
    return NO_CONTENT


@_route("POST", "/containers/{}/rename")
def _rename(call: Call, name: str) -> Answer:
    call.state.rename(call.state.find(name), call.request.query.get("name", ""))
    return NO_CONTENT


@_route("DELETE", "/containers/{}")
def _remove(call: Call, name: str) -> Answer:
    call.state.remove(call.state.find(name), force=call.request.flag("force"))
    return NO_CONTENT


@_route("POST", "/containers/{}/wait")
def _wait(call: Call, name: str) -> Answer:
    return Stream(streams.wait(call.state.find(name), call.request.query.get("condition", "")), JSON)


@_route("GET", "/containers/{}/logs")
def _logs(call: Call, name: str) -> Answer:
    container = call.state.find(name)
    return Stream(streams.logs(container, call.request), call.stream_type(container))


@_route("POST", "/containers/{}/attach")
def _attach(call: Call, name: str) -> Answer:
    container = call.state.find(name)
    session = streams.Session(
        container,
        streams.wanted(call.request),
        stdin=call.request.flag("stdin") and bool(container.config.get("OpenStdin")),
        closes_stdin=bool(container.config.get("StdinOnce")),
        start=0 if call.request.flag("logs") else len(container.output),
        ends=container.ends,
    )
    return Hijack(session, call.stream_type(container) or RAW_STREAM)


# Execs


@_route("POST", "/containers/{}/exec")
def _create_exec(call: Call, name: str) -> Answer:
    return json_reply({"Id": call.state.create_exec(call.state.find(name), call.request.json()).id}, 201)


@_route("GET", "/exec/{}/json")
def _inspect_exec(call: Call, key: str) -> Answer:
    return json_reply(documents.exec_details(call.state.find_exec(key)))


@_route("POST", "/exec/{}/start")
def _start_exec(call: Call, key: str) -> Answer:
    started, options = call.state.find_exec(key), call.request.json()
    call.state.require_running(started.container)
    if started.started:
        raise Refusal(409, f"exec command {key} has already run")
    call.state.start_exec(started)
    if options.get("Detach"):
        return Reply(200)
    asked = {number for number, name in ATTACHED.items() if started.config.get(name)}
    session = streams.Session(started, asked, stdin=bool(started.config.get("AttachStdin")), closes_stdin=True)
    return Hijack(session, call.stream_type(started) or RAW_STREAM)


# Images


@_route("GET", "/images/json")
def _list_images(call: Call) -> Answer:
    return json_reply([documents.image_summary(image) for image in call.state.images.values() if image.local])


@_route("GET", "/images/{*}/json")
def _inspect_image(call: Call, name: str) -> Answer:
    image = call.state.find_image(name)
    if image is None:
        raise Refusal(404, f"no such image: {name}: No such image: {name}")
    return json_reply(documents.image_details(image))


@_route("POST", "/images/create")
def _pull(call: Call) -> Answer:
    name, tag = call.request.query.get("fromImage", ""), call.request.query.get("tag")
    if not name:
        raise Refusal(400, "invalid reference format")
    progress = call.state.pull(f"{name}:{tag}" if tag else name)

    async def chunks() -> AsyncIterator[list[bytes]]:
        for step in progress:
            yield [document(step)[:-1] + b"\r\n"]

    return Stream(chunks(), JSON)
