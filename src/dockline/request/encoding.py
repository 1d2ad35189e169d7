"""Encodes Python values as the text of paths, queries and header fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter
from dockline.header_fields import checked_value
from dockline.json_codec import to_json
from dockline.request import times

# The characters that need no escape in a path or a query (RFC 3986 section 2.3).
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")


# dockline sends a mapping for one of these fields as base64url JSON (Engine API, "Authentication").
_BASE64_FIELDS = frozenset(("x-registry-auth", "x-registry-config"))


# These fields hold credentials. Their value must be a mapping or a str.
SECRET_FIELDS = _BASE64_FIELDS | {"authorization"}


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """The query `?a=1&b=2` of the pairs. Empty for no pairs."""
    text = "&".join([f"{_quote(name)}={_quote(value)}" for name, value in pairs])
    return f"?{text}" if text else ""


def _quote(text: str, safe: str = "") -> str:
    if _UNRESERVED.issuperset(text):
        return text
    from urllib.parse import quote

    return quote(text, safe)


def path_segment(label: str, value: str, *, keep_slashes: bool) -> str:
    """A percent-encoded value for a path. Raises InvalidParameter if the value would change the rest of the path."""
    if _UNRESERVED.issuperset(value) and value not in ("", ".", ".."):
        return value
    if any(character < " " or character == "\x7f" for character in value):
        raise InvalidParameter(f"{label} has a control character")
    if not {"", ".", ".."}.isdisjoint(segments(value)):
        raise InvalidParameter(f"{label} must have no empty, '.' or '..' segment")
    return _quote(value, "/:@" if keep_slashes else ":@")


def segments(path: str) -> list[str]:
    """The segments of a path as an engine's router sees them. The router decodes `%2F` and `%2E` first."""
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    return path.split("/")


def field_value(label: str, name: str, value: Any) -> str:
    """The text of a header field. Raises InvalidParameter."""
    if name.lower() in _BASE64_FIELDS and isinstance(value, Mapping):
        from base64 import urlsafe_b64encode

        return urlsafe_b64encode(to_json(label, value)).decode()
    if isinstance(value, str):
        text = str.__str__(value)
    elif name.lower() in SECRET_FIELDS:
        raise InvalidParameter(f"{label} must be a mapping or a str, not {redaction.describe_type(value)}")
    else:
        text = json_text(label, value)
    return checked_value(label, text)


def string(label: str, value: Any) -> str:
    """The text of a string parameter. The value may be a str, a bool, an int or a time."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise InvalidParameter(f"{label} has a surrogate, which UTF-8 does not have")
        return str.__str__(value)  # for a str enumeration, the value and not the name
    if isinstance(value, bool):
        return boolean(label, value)
    if isinstance(value, int):
        return _digits(label, value)
    if isinstance(value, (Mapping, list, tuple)):
        raise InvalidParameter(
            f"{label} must be one str, not {redaction.describe_type(value)}: this parameter has one value"
        )
    if isinstance(value, float):
        raise InvalidParameter(f"{label} must be a str, an int or a datetime, not a float: it loses digits")
    if not times.is_moment(value):
        raise _wrong_type(label, "a str", value)
    return times.format_unix(label, times.nanoseconds(label, value))


def _digits(label: str, value: int) -> str:
    try:
        return format(value, "d")
    except ValueError:  # Python's own limit
        raise InvalidParameter(f"{label} is an int of thousands of digits, which no engine takes") from None


def json_text(label: str, value: Any) -> str:
    """The text of a string parameter that holds JSON. A str is JSON already."""
    return to_json(label, value).decode() if isinstance(value, (Mapping, list, tuple)) else string(label, value)


def boolean(label: str, value: Any) -> str:
    if not isinstance(value, bool):
        raise _wrong_type(label, "a bool", value)
    return "true" if value else "false"


def integer(label: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong_type(label, "an int", value)
    return _digits(label, value)


def number(label: str, value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < math.inf:
        raise _wrong_type(label, "a number", value)
    return _digits(label, value) if isinstance(value, int) else format(value)


def container_name(label: str, value: Any) -> str:
    """The name of a container. The engine lists it with a slash before it; a path must not have that slash."""
    return string(label, value).removeprefix("/")


def filters(label: str, value: Any) -> str:
    """The filters as a JSON object of lists of str. The engines read nothing else. A str is such an object already."""
    if isinstance(value, str):
        return _json_object(label, value)
    if not isinstance(value, Mapping):
        raise InvalidParameter(
            f"{label} must be a mapping like {{'name': ['web']}}, not {redaction.describe_type(value)}"
        )
    lists = {
        name: _filter_values(f"{label}: {redaction.quoted_name(name)}", of)
        for name, of in value.items()
        if of is not None
    }
    return to_json(label, lists).decode()


def _json_object(label: str, text: str) -> str:
    import orjson

    try:
        known = orjson.loads(text)
    except ValueError:  # its message would show the text
        known = None
    if not isinstance(known, dict):
        raise InvalidParameter(f'{label} as a str must be a JSON object like \'{{"name": ["web"]}}\'')
    return str.__str__(text)


def _filter_values(label: str, values: Any) -> list[str]:
    if isinstance(values, Mapping):
        # Docker's old form. The engines take its keys, whatever they are mapped to.
        if not all(chosen is True for chosen in values.values()):
            raise InvalidParameter(
                f"{label} must be a list: of a mapping, the engines read the keys and ignore the values"
            )
        values = list(values)
    elif not isinstance(values, (list, tuple)):
        values = [values]
    return [_filter_value(label, value) for value in values]


def _filter_value(label: str, value: Any) -> str:
    if value is None or isinstance(value, (Mapping, list, tuple)):
        raise InvalidParameter(f"{label} must be a list of str, but has {redaction.describe_type(value)}")
    return number(label, value) if isinstance(value, float) else string(label, value)


ENCODERS: dict[str, Callable[[str, Any], str]] = {
    "string": string,
    "boolean": boolean,
    "integer": integer,
    "number": number,
    # By their `format`.
    "container": container_name,
    "date-time": times.date_time,
    "filters": filters,
    "json": json_text,
    "unix-time": times.unix_time,
}


def _wrong_type(label: str, expected: str, value: Any) -> InvalidParameter:
    return InvalidParameter(f"{label} must be {expected}, not {redaction.describe_type(value)}")
