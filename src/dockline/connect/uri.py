"""The host of a URI."""

from __future__ import annotations

from dockline.annotations import TYPE_CHECKING
from dockline.errors import InvalidParameter

if TYPE_CHECKING:
    from urllib.parse import SplitResult


def host_of(parts: SplitResult, *, idna: bool) -> str:
    """Returns the host of a uri, or "". Raises InvalidParameter.

    An IPv6 address keeps its zone, in the form that the system reads. `idna`: encodes the name for the DNS.
    """
    host_and_port = parts.netloc.rpartition("@")[2]
    if host_and_port.startswith("["):
        return _ipv6(host_and_port[1:].partition("]")[0])
    host = host_and_port.partition(":")[0]
    try:
        if idna:
            host = host.lower() if host.isascii() else host.encode("idna").decode()
        if not all(character.isalnum() or character in "-._" for character in host):
            raise ValueError
    except ValueError:
        raise InvalidParameter("the host of a uri may have only letters, digits, '-', '.' and '_'") from None
    return host


def _ipv6(literal: str) -> str:
    """Returns `fe80::1%eth0` for `fe80::1%25eth0` (RFC 6874) and for `fe80::1%eth0`."""
    from ipaddress import IPv6Address

    address, percent, zone = literal.partition("%")
    zone = zone.removeprefix("25") or zone
    try:
        IPv6Address(address)
        if percent and (not zone or not zone.isprintable() or set(zone) & set(" %/[]")):
            raise ValueError
    except ValueError:
        raise InvalidParameter(
            "the brackets of a uri must hold an IPv6 address, optionally with an interface: [fe80::1%25eth0]"
        ) from None
    return address + percent + zone
