"""One call, from its request to its result: the same for every driver."""

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

# How a server in Go answers a request that is not encrypted.
_PLAIN_TO_TLS = b"Client sent an HTTP request to an HTTPS server"


# What the media types of attach and exec begin with.
_STREAMS = "application/vnd.docker."


async def perform(transport: Transport, call: Call) -> Any:
    """The result of a call, as `call.as_` asks."""
    deadline = clock() + transport.endpoint.call_timeout
    connection, head = await transport.exchange(call.request, deadline, hand_over=call.as_ == "socket")
    media = head.media_type
    if transport.engine_identity is None:
        transport.identify_engine(head)
    if head.coding:
        refuse_content_coding(connection, head, call.request)
        media = ""
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
        stream = None if call.request.upgrades and _is_detached(call, connection, media) else call.stream
        media = media or call.media
        multiplexed: bool | None = None
        tty_refusal: Refusal | None = None
        if call.as_ == "stream" or stream == "frames":
            try:
                multiplexed = await _is_multiplexed(transport, call, stream, media, connection.upgraded, deadline)
            except Refusal as refusal:
                tty_refusal = refusal
        if call.as_ == "stream":
            return transport.stream(connection, head, multiplexed, call.throw_exceptions, tty_refusal)
        if tty_refusal is not None:
            connection.close()
            return refusal_result(transport, tty_refusal, call.as_, call.throw_exceptions)
        if status == 304:
            await transport.read_body(connection)
        elif stream == "documents" or (stream is None and media in SEQUENCES):
            documents = await transport.read_documents(connection)
            body = documents
            if stream is not None:
                body = documents[0] if call.one_document and len(documents) == 1 else documents
                error = _error_in_documents(head, documents, body)
        elif stream is None:
            body = data_value(await transport.read_body(connection, media == MULTIPLEXED), media)
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


def _is_detached(call: Call, connection: Any, media: str) -> bool:
    """Whether an exec that can't be looked into before (`data` is a file, say) was started detached, so that there is
    nothing to stream. Of what streams the engines tell a type of their own, also where a proxy has made a 200 of a 101.
    """
    return call.request.content.whole is None and not connection.upgraded and not media.startswith(_STREAMS)


def refusal_result(transport: Transport, refusal: Refusal, as_: str, throw_exceptions: bool) -> Any:
    """What a refusal is to a call that asks for `as_`."""
    if as_ == "response":
        return Response(refusal.status, refusal.reason, refusal.headers, refusal.body)
    if throw_exceptions or as_ == "socket":
        raise refusal.error
    return transport.refusal_stream(refusal) if as_ == "stream" else refusal.body


async def fetch(transport: Transport, request: Request, deadline: float) -> tuple[ResponseHead, bytes]:
    """The whole answer to a question of dockline's own."""
    connection, head = await transport.exchange(request, deadline)
    transport.identify_engine(head)
    if head.coding:
        refuse_content_coding(connection, head, request)
    return head, await read_whole_body(transport, connection)


def refuse_content_coding(connection: Any, head: ResponseHead, request: Request) -> None:
    """dockline asks for no coding and decodes none; who asks for one by a header gets the bytes as they come."""
    if connection.ended or any(name.lower() == "accept-encoding" for name, _ in request.fields):
        return
    connection.close()
    raise ProtocolError(
        f"the answer, {head.status} {head.reason}, has the Content-Encoding {head.coding}, which nobody asked for: is "
        "there a proxy in between that compresses?",
        0,
    )


async def read_whole_body(transport: Transport, connection: Any) -> bytes:
    """The body of an answer; the connection is given back."""
    try:
        content = await transport.read_body(connection)
    except BaseException:
        connection.close()
        raise
    transport.release(connection)
    return content


def make_refusal(transport: Transport, head: ResponseHead, content: bytes) -> Refusal:
    if head.status == 400 and content.startswith(_PLAIN_TO_TLS):
        raise ConnectError(
            f"the engine at {transport.endpoint} speaks TLS: begin the uri with https://, and say whom to trust "
            "and who you are by 'mtls'"
        )
    return Refusal(head.status, head.reason, Headers(head.fields), content, head.media_type)


def _require_framing(multiplexed: bool | None) -> bool:
    if multiplexed is None:
        raise InvalidParameter("it can't be told whether there is a TTY: use as 'stream', and say multiplexed=…")
    return multiplexed


def _frame_error(call: Call, head: ResponseHead) -> Any:
    throws = call.throw_exceptions and call.as_ != "response"
    return frame_error(head.status, Headers(head.fields)) if throws else None


def _error_in_documents(head: ResponseHead, documents: list[Any], body: Any) -> APIError | None:
    """Pull, push, build and load say 200 first and fail later, in their last document."""
    for document in documents:
        message = document_error(document)
        if message is not None:
            return api_error(head.status, message, body, Headers(head.fields))
    return None


async def _is_multiplexed(
    transport: Transport, call: Call, stream: str | None, media: str, upgraded: bool, deadline: float
) -> bool | None:
    """Decided, never guessed; None where nothing tells. Raises Refusal, where the engine does not answer.

    A raw media type is believed only after an upgrade and from API 1.42 on, both in the path and as the engine says of
    itself: before, and without an upgrade, engines say it of either kind (Podman 4 by a later path too).
    """
    if media == MULTIPLEXED:
        return True
    if stream == "frames":
        engine_identity = transport.engine_identity
        if (
            media == RAW
            and upgraded
            and call.trusts_media_type
            and engine_identity is not None
            and engine_identity.trusts_media_type
        ):
            return False
        return True if call.tty is None else await _has_no_tty(transport, call.tty, deadline)
    if stream is not None or media.startswith("text/") or "json" in media or media == "application/x-tar":
        return False
    return None


async def _has_no_tty(transport: Transport, question: TtyLookup, deadline: float) -> bool | None:
    """Asks the engine, unless the caller has said it. Raises Refusal, where what was asked about is gone, say."""
    if not _caller_told_tty(transport, question):
        head, content = await fetch(transport, question.request, deadline)
        if is_refusal(head.status):
            raise make_refusal(transport, head, content)
        if not _caller_told_tty(transport, question):  # by now it is known who answers
            answer = parse_json(content)
            for key in question.field:
                answer = answer.get(key) if isinstance(answer, dict) else None
            return not answer
    return None if question.said is None else not question.said


def _caller_told_tty(transport: Transport, question: TtyLookup) -> bool:
    return question.for_podman and transport.engine_identity is not None and not transport.engine_identity.is_podman
