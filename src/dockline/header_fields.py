"""Header fields that a caller gives: their names and values, checked before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter

# dockline writes these fields itself, from the connection and the body. A caller may not give them.
RESERVED_FIELDS = frozenset(("host", "content-length", "transfer-encoding", "connection", "upgrade"))


def is_token(text: Any) -> bool:
    """Whether `text` is a valid method or field name (a token, RFC 9110 section 5.6.2)."""
    return (
        isinstance(text, str)
        and text.isascii()
        and text != ""
        and all(character.isalnum() or character in "!#$%&'*+-.^_`|~" for character in text)
    )


def checked_value(label: str, text: str) -> str:
    """Returns the field value `text`. Raises InvalidParameter if it has a character that is not allowed in a field."""
    if any((character < " " and character != "\t") or character == "\x7f" for character in text):
        raise InvalidParameter(f"{label} has a control character, which no field may hold")
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        raise InvalidParameter(f"{label} has characters outside latin-1, which no field may hold") from None
    return text


def fields(label: str, headers: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """The pairs of name and value of `headers`, checked. Raises InvalidParameter.

    A field may hold credentials. So no message shows a value, or a malformed name, which may be a value.
    """
    made = []
    for name, value in headers.items():
        if not is_token(name):
            raise InvalidParameter(f"{label} has an invalid name: a name has letters, digits and dashes")
        name = str.__str__(name)
        if name.lower() in RESERVED_FIELDS:
            raise InvalidParameter(f"{label} has {redaction.quoted_name(name)}, which dockline sets itself")
        if not isinstance(value, str):
            raise InvalidParameter(
                f"{label}: the value of {redaction.quoted_name(name)} must be a str, not "
                f"{redaction.describe_type(value)}"
            )
        made.append((name, checked_value(f"{label}: the value of {redaction.quoted_name(name)}", str.__str__(value))))
    return made
