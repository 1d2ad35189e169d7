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

    - `stream`: the kind of the response's stream, as in `Call`. None if the response is no stream after all.
    - `media_type`: the media type of the response.
    - `upgraded`: the engine has changed the protocol of the connection.
    - `deadline`: the time limit for asking the engine, on the clock of `rawsocket.clock`.

    Older engines give the raw media type to both formats. Newer engines do so without an upgrade. So dockline trusts it
    only after an upgrade, and only if the API versions of the path and of the engine itself are both at least 1.42.
    (Podman 4 accepts newer paths, but reports an older version.)

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


async def _has_no_tty(transport: Transport, lookup: TtyLookup, deadline: float) -> bool | None:
    """Tells whether there is no TTY. Asks the engine, unless the flag in the caller's data counts. None if unknown.

    Raises Refusal, for example if the container is gone.
    """
    if not _caller_flag_counts(transport, lookup):
        head, content = await transport.fetch(lookup.request, deadline)
        if is_refusal(head.status):
            raise transport.make_refusal(head, content)
        if not _caller_flag_counts(transport, lookup):  # the response may show that the engine is not Podman
            answer = parse_json(content)
            for key in lookup.answer_keys:
                answer = answer.get(key) if isinstance(answer, dict) else None
            return not answer
    return None if lookup.caller_flag is None else not lookup.caller_flag


def _caller_flag_counts(transport: Transport, lookup: TtyLookup) -> bool:
    """Tells whether the TTY flag in the caller's data decides. Podman may ignore the flag, so it must be asked."""
    identity = transport.engine_identity
    return lookup.only_podman and identity is not None and not identity.is_podman
