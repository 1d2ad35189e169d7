"""Performs a call: from its request to its result. Both drivers use it."""

from __future__ import annotations

import math

from dockline._wire.head import ResponseHead
from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.errors import APIError, InvalidParameter, api_error
from dockline.exchange.response import (
    MULTIPLEXED,
    SEQUENCES,
    Headers,
    Refusal,
    Response,
    data_value,
    document_error,
    frame_error,
    is_refusal,
    not_upgraded,
    refuse_content_coding,
)
from dockline.exchange.transport import Transport
from dockline.request.call import Call

# The beginning of the media types of attach and exec.
_STREAMS = "application/vnd.docker."


async def perform(transport: Transport, call: Call, latest: float = math.inf) -> Any:
    """Performs a call and returns its result in the form of `call.as_`.

    It ends after the endpoint's `call_timeout`, and at `latest` on the clock of `rawsocket.clock`.
    """
    deadline = min(clock() + transport.endpoint.call_timeout, latest)
    connection, head = await transport.exchange(call.request, deadline, hand_over=call.as_ == "socket")
    media_type = head.media_type
    if transport.engine_identity is None:
        transport.identify_engine(head)
    if head.coding:
        refuse_content_coding(connection, head, call.request)
        media_type = ""
    status = head.status
    if status >= 300 and is_refusal(status):
        content = await transport.read_whole_body(connection)
        return refusal_result(transport, transport.make_refusal(head, content), call.as_, call.throw_exceptions)
    body: Any = None
    error: APIError | None = None
    try:
        if call.as_ == "socket":
            if not connection.upgraded:
                raise not_upgraded(status)
            return transport.hand_over(connection)
        stream = None if call.request.upgrades and _is_detached(call, connection, media_type) else call.stream
        media_type = media_type or call.default_media_type
        multiplexed: bool | None = None
        tty_refusal: Refusal | None = None
        if call.as_ == "stream" or stream == "frames":
            from dockline.exchange.multiplexing import is_multiplexed  # here, because many programs never need it

            try:
                multiplexed = await is_multiplexed(transport, call, stream, media_type, connection.upgraded, deadline)
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

    This is only for a request body that dockline can't inspect, such as a file. Only a stream has a media type of
    Docker's. A stream keeps it even if a proxy turns the 101 into a 200.
    """
    return call.request.content.in_memory is None and not connection.upgraded and not media_type.startswith(_STREAMS)


def refusal_result(transport: Transport, refusal: Refusal, as_: str, throw_exceptions: bool) -> Any:
    """Returns or raises a refusal in the form that the call asked for."""
    if as_ == "response":
        return Response(refusal.status, refusal.reason, refusal.headers, refusal.body)
    if throw_exceptions or as_ == "socket":
        raise refusal.error
    return transport.refusal_stream(refusal) if as_ == "stream" else refusal.body


def _require_framing(multiplexed: bool | None) -> bool:
    if multiplexed is None:
        raise InvalidParameter(
            "dockline can't tell whether there is a TTY: use as='stream', and give its view multiplexed=True or False"
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
