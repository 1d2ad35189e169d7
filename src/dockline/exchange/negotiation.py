"""The choice of version="auto": the newest API version that both the engine and dockline know."""

from __future__ import annotations

from dockline._wire.rawsocket import clock
from dockline.annotations import Any
from dockline.errors import UnsupportedVersion
from dockline.exchange.perform import perform
from dockline.exchange.response import Headers, is_refusal
from dockline.exchange.transport import Transport
from dockline.request.call import Call
from dockline.request.request import Request
from dockline.spec import tables
from dockline.spec.engines import Engine, version_key


async def negotiate(engine: Engine, transport: Transport) -> str:
    """Returns the newest version that the engine speaks and a table describes, such as "v1.41".

    `/_ping` tells the engine's newest version. If no table has exactly that version, `/version` tells the oldest one.

    Raises UnsupportedVersion, and Refusal if the engine or a proxy refuses the request.
    """
    spoken = await _newest(engine, transport)
    known = tables.versions(engine.name)
    try:
        newest = version_key(spoken)
    except ValueError:
        raise UnsupportedVersion(
            f'the {engine.name} engine speaks {spoken}, which is not a version: give a version instead of "auto"'
        ) from None
    fitting = [version for version in known if version_key(version) <= newest]
    if not fitting:
        raise UnsupportedVersion(
            f"the {engine.name} engine speaks {spoken}, which is older than all tables of dockline ({known[0]} to "
            f"{known[-1]}): use `dockline.request`, or a newer engine"
        )
    if version_key(fitting[-1]) < newest:
        oldest = await _oldest(engine, transport)
        if version_key(fitting[-1]) < version_key(oldest):
            raise UnsupportedVersion(
                f"the {engine.name} engine speaks v{oldest} to {spoken}, and dockline has tables up to {fitting[-1]}: "
                "use `dockline.request`, or a newer dockline"
            )
    return fitting[-1]


async def _newest(engine: Engine, transport: Transport) -> str:
    for method in ("HEAD", "GET"):
        deadline = clock() + transport.endpoint.call_timeout
        head, content = await transport.fetch(Request(method, "/_ping", []), deadline)
        spoken = Headers(head.fields).get(engine.version_field)
        if spoken:
            return f"v{spoken}"
    if is_refusal(head.status):
        raise transport.make_refusal(head, content)
    raise UnsupportedVersion(
        f"the engine at {transport.endpoint} does not tell its version ({engine.version_field} is missing): is it "
        f"{engine.name}?"
    )


async def _oldest(engine: Engine, transport: Transport) -> str:
    """Returns the oldest version that the engine speaks, or "0" if it names none."""
    response = await perform(transport, Call(Request("GET", "/version", []), "response"))
    value: Any = response.body
    for key in engine.oldest_version:
        try:
            value = value[key]
        except (TypeError, LookupError):
            return "0"
    try:
        version_key(value)
    except (AttributeError, ValueError):
        return "0"
    return str(value)
