"""How dockline decides whether a stream is multiplexed. It asks the engine, and never guesses from the bytes."""

from __future__ import annotations

from dockline.exchange.response import MULTIPLEXED, RAW, is_refusal
from dockline.exchange.transport import Transport
from dockline.json_codec import parse_json
from dockline.request.call import Call
from dockline.request.operation import TtyLookup


async def is_multiplexed(
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
        head, content = await transport.fetch(question.request, deadline)
        if is_refusal(head.status):
            raise transport.make_refusal(head, content)
        if not _caller_told_tty(transport, question):  # the response may have told that the engine is Podman
            answer = parse_json(content)
            for key in question.keys:
                answer = answer.get(key) if isinstance(answer, dict) else None
            return not answer
    return None if question.caller_flag is None else not question.caller_flag


def _caller_told_tty(transport: Transport, question: TtyLookup) -> bool:
    return question.for_podman and transport.engine_identity is not None and not transport.engine_identity.is_podman
