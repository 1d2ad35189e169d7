"""What a response means: its fields, its data, its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dockline.annotations import Any
from dockline.errors import APIError, ProtocolError, api_error
from dockline.json_codec import (
    _decode_sequence,
    parse_json,
)

MULTIPLEXED = "application/vnd.docker.multiplexed-stream"


RAW = "application/vnd.docker.raw-stream"


# Media types of a sequence of JSON documents.
SEQUENCES = frozenset(("application/x-ndjson", "application/jsonl", "application/json-seq"))


class Headers(Mapping[str, str]):
    """The fields of a response by name, in any case; a repeated field's values are joined by a comma."""

    def __init__(self, fields: list[tuple[str, str]]) -> None:
        self._fields: dict[str, tuple[str, str]] = {}
        for name, value in fields:
            key = name.lower()
            if key in self._fields:
                name, value = self._fields[key][0], f"{self._fields[key][1]}, {value}"
            self._fields[key] = (name, value)

    def __getitem__(self, name: str) -> str:
        return self._fields[name.lower()][1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self._fields.values())

    def __len__(self) -> int:
        return len(self._fields)

    def __repr__(self) -> str:
        return f"Headers({dict(self)!r})"


class Response:
    """What `as="response"` returns, `body` as `as="data"` would have returned it. It unpacks into its four parts."""

    __slots__ = ("body", "headers", "reason", "status")

    def __init__(self, status: int, reason: str, headers: Headers, body: Any) -> None:
        self.status = status
        self.reason = reason
        self.headers = headers
        self.body = body

    def __iter__(self) -> Iterator[Any]:
        return iter((self.status, self.reason, self.headers, self.body))

    def __repr__(self) -> str:
        return f"<dockline.Response {self.status} {self.reason}>"


def data_value(body: bytes, media: str) -> Any:
    """A body as its media type says: JSON as Python values, text as str, else bytes; none as None."""
    if not body:
        return None
    if media == "application/json":
        try:
            return parse_json(body)
        except ProtocolError:
            documents = _decode_sequence(body)
            if documents is None:
                raise
            return documents
    if media.startswith("text/"):
        return str(body, "utf-8", "replace")
    return body


def is_refusal(status: int) -> bool:
    """304 does not: what was asked for is so already. A redirect does, for none is followed."""
    return status >= 300 and status != 304


class Refusal(Exception):
    """An answer that refuses, and what it is to the caller: `content` as bytes, `body` as data, `error` to be raised.
    It is raised itself where an answer to dockline's own question refuses; it never leaves dockline."""

    def __init__(self, status: int, reason: str, headers: Headers, content: bytes, media: str) -> None:
        super().__init__(status)
        self.status = status
        self.reason = reason
        self.headers = headers
        self.content = content
        where = _redirect_target(headers) if status < 400 else ""
        phrase = (reason or _standard_reason(status)) + where
        self.body = _decode_refusal(content, media) if content else {"message": f"{status} {phrase}".rstrip()}
        said = (
            _error_message(self.body) if content and "html" not in media else ""
        )  # the page of a proxy or a router says less
        self.error = api_error(status, said + where if said else phrase, self.body, headers)


def _decode_refusal(content: bytes, media: str) -> Any:
    """JSON where it is JSON, else text, whatever it is called: Docker's attach calls its plain text a raw stream, and
    Podman's compat pull and push give their JSON no name."""
    if "json" in media or content.lstrip()[:1] in (b"{", b"["):
        try:
            return parse_json(content)
        except ProtocolError:
            pass  # such as two documents (Podman's build without a Dockerfile)
    return content.decode(errors="replace")


def _error_message(body: Any) -> str:
    """The message in the body of a refusal: Docker's `message`, Podman's `cause`, or what a progress stream has; a body
    of another shape as JSON."""
    said = body
    if isinstance(body, Mapping):
        known = (body.get("message"), body.get("cause"), document_error(body))
        said = next((text for text in known if isinstance(text, str) and text), body)
    if not isinstance(said, str):
        import json

        said = json.dumps(said, ensure_ascii=False)
    return str(said.strip().encode(errors="replace"), "utf-8")  # a message can be printed, whatever it was made of


def _redirect_target(headers: Headers) -> str:
    """Where a redirect points, without what may be a credential: before its host, or in its query."""
    location = headers.get("Location", "")
    if not location:
        return ""
    scheme, separator, place = location.partition("://")
    if not scheme.isalnum():
        scheme, separator, place = "", "", location
    if scheme or not place.startswith("/") or place.startswith("//"):
        place = place.rpartition("@")[2]
    for mark in "?#&":
        place = place.partition(mark)[0]
    return f": it points to {scheme}{separator}{place}, and redirects are not followed"


def _standard_reason(status: int) -> str:
    """The usual reason of a status, where a response gives none."""
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def not_upgraded(status: int) -> ProtocolError:
    """The error of who wants to write to a connection that went on speaking HTTP."""
    return ProtocolError(
        f"the answer was {status} and not 101 (Switching Protocols): the connection can be read from, but not written "
        "to or handed over; a proxy on the way has likely dropped the header Upgrade, and must be told to pass it on",
        0,
    )


def document_error(document: Any) -> str | None:
    """The message of an error document of a stream (pull, push, build, load; Podman's events), else None."""
    if not isinstance(document, dict):
        return None
    detail = document.get("errorDetail")
    if isinstance(detail, dict) and detail.get("message"):
        return str(detail["message"]).strip()
    error = document.get("error")
    if isinstance(error, str) and error:
        return error.strip()
    # Podman's body of a refusal, which it writes also where it has said 200 already.
    return str(document["message"]).strip() if document.keys() >= {"cause", "message", "response"} else None


def frame_error(status: int, headers: Headers) -> Callable[[bytes], APIError]:
    """Makes the error of a frame in which the engine reports its own failure."""

    def error(payload: bytes) -> APIError:
        return api_error(status, payload.decode(errors="replace").strip(), payload, headers)

    return error
