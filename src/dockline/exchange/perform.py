"""Performs a call: from its request to its result. Both drivers use it."""

from __future__ import annotations

from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.errors import APIError, ConnectError, InvalidParameter, ProtocolError, api_error
from dockline.exchange.response import (
    MULTIPLEXED,
    RAW,
    SEQUENCES,
    Headers,
    Refusal,
    Response,
    data_value,
    document_error,
    frame_error,
    is_refusal,
    not_upgraded,
)
from dockline.exchange.transport import Transport
from dockline.json_codec import parse_json
from dockline.request.call import Call
from dockline.request.operation import TtyLookup
from dockline.request.request import Request

# The answer of a TLS server written in Go to a request without TLS.
_PLAIN_TO_TLS = b"Client sent an HTTP request to an HTTPS server"

# The media types of attach and exec begin so.
_STREAMS = "application/vnd.docker."


async def perform(transport: Transport, call: Call) -> Any:
    """Performs a call and returns its result in the form of `call.as_`."""
    deadline = clock() + transport.endpoint.call_timeout
    connection, head = await transport.exchange(call.request, deadline, hand_over=call.as_ == "socket")
    media_type = head.media_type
    if transport.engine_identity is None:
        transport.identify_engine(head)
    if head.coding:
        refuse_content_coding(connection, head, call.request)
        media_type = ""
    status = head.status
    if status >= 300 and is_refusal(status):
        content = await read_whole_body(transport, connection)
        return refusal_result(transport, make_refusal(transport, head, content), call.as_, call.throw_exceptions)
    body: Any = None
    error: APIError | None = None
    try:
        if call.as_ == "socket":
            if not connection.upgraded:
                raise not_upgraded(status)
            return transport.hand_over(connection)
        stream = None if call.request.upgrades and _is_detached(call, connection, media_type) else call.stream
        media_type = media_type or call.media
        multiplexed: bool | None = None
        tty_refusal: Refusal | None = None
        if call.as_ == "stream" or stream == "frames":
            try:
                multiplexed = await _is_multiplexed(transport, call, stream, media_type, connection.upgraded, deadline)
            except Refusal as refusal:
                tty_refusal = refusal
        if call.as_ == "stream":
            return transport.stream(connection, head, call, multiplexed, tty_refusal)
        if tty_refusal is not None:
            connection.close()
            return refusal_result(transport, tty_refusal, call.as_, call.throw_exceptions)
        if status == 304:
            await transport.read_body(connection)
        elif stream == "documents" or (stream is None and media_type in SEQUENCES):
            documents = await transport.read_documents(connection)
            body = documents
            if stream is not None:
                body = documents[0] if call.one_document and len(documents) == 1 else documents
                error = _error_in_documents(head, documents, body)
        elif stream is None:
            body = data_value(await transport.read_body(connection, media_type == MULTIPLEXED), media_type)
        elif stream == "frames":
            body = await transport.read_body(connection, _require_framing(multiplexed), _frame_error(call, head))
        else:
            body = await transport.read_body(connection)
    except BaseException:
        connection.close()
        raise
    transport.release(connection)
    if call.as_ == "response":
        return Response(head.status, head.reason, Headers(head.fields), body)
    if error is not None and call.throw_exceptions:
        raise error
    return body


def _is_detached(call: Call, connection: Any, media_type: str) -> bool:
    """Tells whether an exec was started detached, so that its response is no stream.

    A request body that can be inspected has told it before, so this is for others, such as a file. The engine gives
    streams a media type of their own. It is still there if a proxy has turned a 101 into a 200.
    """
    return call.request.content.whole is None and not connection.upgraded and not media_type.startswith(_STREAMS)


def refusal_result(transport: Transport, refusal: Refusal, as_: str, throw_exceptions: bool) -> Any:
    """Returns or raises a refusal in the form that the call asked for."""
    if as_ == "response":
        return Response(refusal.status, refusal.reason, refusal.headers, refusal.body)
    if throw_exceptions or as_ == "socket":
        raise refusal.error
    return transport.refusal_stream(refusal) if as_ == "stream" else refusal.body


async def fetch(transport: Transport, request: Request, deadline: float) -> tuple[ResponseHead, bytes]:
    """Sends a request that dockline itself needs. Returns the head and the whole body of the response."""
    connection, head = await transport.exchange(request, deadline)
    transport.identify_engine(head)
    if head.coding:
        refuse_content_coding(connection, head, request)
    return head, await read_whole_body(transport, connection)


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


async def read_whole_body(transport: Transport, connection: Any) -> bytes:
    """Reads the whole body, and gives the connection back to the pool."""
    try:
        content = await transport.read_body(connection)
    except BaseException:
        connection.close()
        raise
    transport.release(connection)
    return content


def make_refusal(transport: Transport, head: ResponseHead, content: bytes) -> Refusal:
    """Makes the refusal of a response. Raises ConnectError for the answer of a TLS server to a request without TLS."""
    if head.status == 400 and content.startswith(_PLAIN_TO_TLS):
        raise ConnectError(
            f"the engine at {transport.endpoint} speaks TLS: begin the uri with https://, and give the "
            "certificate files by 'mtls'"
        )
    return Refusal(head.status, head.reason, Headers(head.fields), content, head.media_type)


def _require_framing(multiplexed: bool | None) -> bool:
    if multiplexed is None:
        raise InvalidParameter(
            "it can't be told whether there is a TTY: use as 'stream', and give its view multiplexed=True or False"
        )
    return multiplexed


def _frame_error(call: Call, head: ResponseHead) -> Any:
    throws = call.throw_exceptions and call.as_ != "response"
    return frame_error(head.status, Headers(head.fields)) if throws else None


def _error_in_documents(head: ResponseHead, documents: list[Any], body: Any) -> APIError | None:
    """Returns the error that a sequence of documents reports, or None.

    Pull, push, build and load begin with a 200. A later failure is a document in the body.
    """
    for document in documents:
        message = document_error(document)
        if message is not None:
            return api_error(head.status, message, body, Headers(head.fields))
    return None


async def _is_multiplexed(
    transport: Transport, call: Call, stream: str | None, media_type: str, upgraded: bool, deadline: float
) -> bool | None:
    """Tells whether the body has Docker's multiplexed format. Returns None if that can't be known; it never guesses.

    Older engines give the raw media type to both formats. Newer engines do so without an upgrade. It is trusted only
    after an upgrade, and only if the API versions of the path and of the engine itself are both at least 1.42. (Podman
    4 accepts newer paths, but reports an older version.)

    Raises Refusal if the engine refuses to tell whether there is a TTY.
    """
    if media_type == MULTIPLEXED:
        return True
    if stream == "frames":
        engine_identity = transport.engine_identity
        if (
            media_type == RAW
            and upgraded
            and call.trusts_media_type
            and engine_identity is not None
            and engine_identity.trusts_media_type
        ):
            return False
        return True if call.tty is None else await _has_no_tty(transport, call.tty, deadline)
    if (
        stream is not None
        or media_type.startswith("text/")
        or "json" in media_type
        or media_type == "application/x-tar"
    ):
        return False
    return None


async def _has_no_tty(transport: Transport, question: TtyLookup, deadline: float) -> bool | None:
    """Tells whether there is no TTY. Asks the engine, unless the call itself told it. Returns None if that is unknown.

    Raises Refusal, for example if the container is gone.
    """
    if not _caller_told_tty(transport, question):
        head, content = await fetch(transport, question.request, deadline)
        if is_refusal(head.status):
            raise make_refusal(transport, head, content)
        if not _caller_told_tty(transport, question):  # the response may have told that the engine is Podman
            answer = parse_json(content)
            for key in question.field:
                answer = answer.get(key) if isinstance(answer, dict) else None
            return not answer
    return None if question.said is None else not question.said


def _caller_told_tty(transport: Transport, question: TtyLookup) -> bool:
    return question.for_podman and transport.engine_identity is not None and not transport.engine_identity.is_podman
