"""A response: its header fields, its decoded body, its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dockline._wire.head import ResponseHead
from dockline.annotations import Any
from dockline.errors import APIError, ProtocolError, api_error
from dockline.json_codec import decode_sequence, parse_json
from dockline.request.request import Request

MULTIPLEXED = "application/vnd.docker.multiplexed-stream"
RAW = "application/vnd.docker.raw-stream"

# Media types of a sequence of JSON documents.
SEQUENCES = frozenset(("application/x-ndjson", "application/jsonl", "application/json-seq"))


class Headers(Mapping[str, str]):
    """The header fields of a response: a mapping of names to values, both str.

    Names are found in upper and lower case. The values of a repeated field are joined by ", ".
    """

    __module__ = "dockline"

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

    def _ipython_key_completions_(self) -> list[str]:
        return list(self)


class Response:
    """The result of as="response". It unpacks: `status, reason, headers, body = response`.

    `status` is an int, `reason` a str and `headers` a `Headers`. `body` is the value that as="data" returns.
    """

    __module__ = "dockline"

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


def data_value(body: bytes, media_type: str) -> Any:
    """Decodes a body by its media type: JSON to Python values, text to str. Else it stays bytes; empty is None."""
    if not body:
        return None
    if media_type == "application/json":
        try:
            return parse_json(body)
        except ProtocolError:
            documents = decode_sequence(body)
            if documents is None:
                raise
            return documents
    if media_type.startswith("text/"):
        return str(body, "utf-8", "replace")
    return body


def is_refusal(status: int) -> bool:
    """Tells whether a response refuses the request. A 304 does not: nothing needed to change. A redirect does."""
    return status >= 300 and status != 304


class Refusal(Exception):
    """A response that refuses the request: `content` is its body as bytes, `body` is decoded, `error` can be raised.

    It is raised itself if a request that dockline needs is refused. Callers of dockline never see it.
    """

    def __init__(self, status: int, reason: str, headers: Headers, content: bytes, media_type: str) -> None:
        super().__init__(status)
        self.status = status
        self.reason = reason
        self.headers = headers
        self.content = content
        where = _redirect_target(headers) if status < 400 else ""
        phrase = (reason or _standard_reason(status)) + where
        self.body = _decode_refusal(content, media_type) if content else {"message": f"{status} {phrase}".rstrip()}
        message = (
            error_message(self.body) if content and "html" not in media_type else ""
        )  # an HTML page has no message
        self.error = api_error(status, message + where if message else phrase, self.body, headers)


def _decode_refusal(content: bytes, media_type: str) -> Any:
    """Decodes JSON, else text. The media type alone does not decide.

    Docker's attach labels plain text as a raw stream. Podman's compatible pull and push give JSON no media type.
    """
    if "json" in media_type or content.lstrip()[:1] in (b"{", b"["):
        try:
            return parse_json(content)
        except ProtocolError:
            pass  # such as two documents (Podman's build without a Dockerfile)
    return content.decode(errors="replace")


def error_message(body: Any) -> str:
    """Returns the message of a refusal: Docker's `message`, Podman's `cause`, or the one of a progress stream.

    A body of another shape becomes JSON.
    """
    message = body
    if isinstance(body, Mapping):
        known = (body.get("message"), body.get("cause"), document_error(body))
        message = next((text for text in known if isinstance(text, str) and text), body)
    if not isinstance(message, str):
        import json

        message = json.dumps(message, ensure_ascii=False)
    return str(message.strip().encode(errors="replace"), "utf-8")  # without surrogates, so that it can be printed


def _redirect_target(headers: Headers) -> str:
    """Says where a redirect points. User info and the query are left out: they may hold credentials."""
    location = headers.get("Location", "")
    if not location:
        return ""
    scheme, separator, target = location.partition("://")
    if not scheme.isalnum():
        scheme, separator, target = "", "", location
    if scheme or not target.startswith("/") or target.startswith("//"):
        target = target.rpartition("@")[2]
    for mark in "?#&":
        target = target.partition(mark)[0]
    return f": it points to {scheme}{separator}{target}, and redirects are not followed"


def _standard_reason(status: int) -> str:
    """Returns the standard reason phrase of a status, for a response without one."""
    from http import HTTPStatus

    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def refuse_content_coding(connection: Any, head: ResponseHead, request: Request) -> None:
    """Raises ProtocolError for a response with a Content-Encoding. dockline asks for none and decodes none.

    A caller that asks for one by the header Accept-Encoding gets the encoded bytes.
    """
    if connection.ended or any(name.lower() == "accept-encoding" for name, _ in request.fields):
        return
    connection.close()
    raise ProtocolError(
        f"the answer, {head.status} {head.reason}, has the Content-Encoding {head.coding}, which was not asked "
        "for: does a proxy on the way compress responses?",
        0,
    )


def not_upgraded(status: int) -> ProtocolError:
    """Makes the error for writing to a connection that was not upgraded."""
    return ProtocolError(
        f"the answer was {status} and not 101 (Switching Protocols): the connection can be read from, but not written "
        "to or handed over; a proxy on the way has likely dropped the header Upgrade, and must be told to pass it on",
        0,
    )


def document_error(document: Any) -> str | None:
    """Returns the message of an error document (of pull, push, build, load, Podman's events), else None."""
    if not isinstance(document, dict):
        return None
    detail = document.get("errorDetail")
    if isinstance(detail, dict) and detail.get("message"):
        return str(detail["message"]).strip()
    error = document.get("error")
    if isinstance(error, str) and error:
        return error.strip()
    # Podman may fail after a 200. It then writes the body of a refusal as a document.
    return str(document["message"]).strip() if document.keys() >= {"cause", "message", "response"} else None


def frame_error(status: int, headers: Headers) -> Callable[[bytes], APIError]:
    """Returns a function that makes an APIError of a frame with the engine's own error."""

    def error(payload: bytes) -> APIError:
        return api_error(status, payload.decode(errors="replace").strip(), payload, headers)

    return error
