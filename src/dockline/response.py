"""What a response means: its fields, its data, its error."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from dockline.annotations import Any
from dockline.errors import APIError, ProtocolError, api_error

MULTIPLEXED = "application/vnd.docker.multiplexed-stream"
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


def parse_json(text: bytes | bytearray | memoryview | str, what: str = "the body") -> Any:
    return json_decoder(what)(text)


def json_decoder(what: str) -> Callable[[Any], Any]:
    """What makes Python values of a JSON text. It raises ProtocolError, which names `what` is broken."""
    import orjson

    loads = orjson.loads

    def decode(text: Any) -> Any:
        try:
            return loads(text)
        except orjson.JSONDecodeError as error:
            raise ProtocolError(f"{what} is not JSON: {error.msg}, at byte {error.pos} of it", error.pos) from error

    return decode


def document_decoder() -> Callable[[Any], Any]:
    return json_decoder("a document")


def data_value(body: bytes, media: str) -> Any:
    """A body as its media type says: JSON as Python values, text as str, else bytes; none as None."""
    if not body:
        return None
    if media == "application/json":
        return parse_json(body)
    if media.startswith("text/"):
        return str(body, "utf-8", "replace")
    return body


def error_value(body: bytes, media: str) -> Any:
    """The body of a refusal: JSON where it is JSON, else text, whatever it is called (Docker's attach calls its plain
    text a raw stream); none as None."""
    if not body:
        return None
    if "json" in media:
        try:
            return parse_json(body)
        except ProtocolError:
            pass  # such as two documents (Podman's build without a Dockerfile)
    return body.decode(errors="replace")


def refusal(status: int, reason: str, headers: Headers, body: Any) -> APIError:
    """The error that a refusal is; Docker says `message`, Podman also `cause`."""
    if isinstance(body, Mapping):
        message = str(body.get("message") or body.get("cause") or body)
    else:
        message = str(body).strip() if body else reason
    return api_error(status, message, body, headers)


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
