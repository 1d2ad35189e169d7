"""How Python values become the text of paths, queries and fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from dockline import shown, times
from dockline.annotations import Any
from dockline.errors import InvalidParameter

# What neither a path nor a query needs to escape (RFC 3986 section 2.3).
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

# The fields whose mappings travel as base64url JSON (Engine API, "Authentication").
_BASE64_FIELDS = frozenset(("x-registry-auth", "x-registry-config"))
# The fields that hold credentials, as a mapping or a str: anything else there is a mistake.
SECRET_FIELDS = _BASE64_FIELDS | {"authorization"}
# The fields that follow from the connection and the body: nobody else may say them.
OWN_FIELDS = frozenset(("host", "content-length", "transfer-encoding", "connection", "upgrade"))


def is_token(text: Any) -> bool:
    """Whether it may be a method or the name of a field (RFC 9110 section 5.6.2)."""
    return (
        isinstance(text, str)
        and text.isascii()
        and text != ""
        and all(character.isalnum() or character in "!#$%&'*+-.^_`|~" for character in text)
    )


def query_string(pairs: Iterable[tuple[str, str]]) -> str:
    """`?a=1&b=2`, or nothing."""
    text = "&".join([f"{_quote(name)}={_quote(value)}" for name, value in pairs])
    return f"?{text}" if text else ""


def _quote(text: str, safe: str = "") -> str:
    if _UNRESERVED.issuperset(text):
        return text
    from urllib.parse import quote

    return quote(text, safe)


def path_segment(label: str, value: str, *, keep_slashes: bool) -> str:
    """A value for its place in a path, percent-encoded; refuses what would lead to another path."""
    if _UNRESERVED.issuperset(value) and value not in ("", ".", ".."):
        return value
    if any(character < " " or character == "\x7f" for character in value):
        raise InvalidParameter(f"{label} has a control character")
    if not {"", ".", ".."}.isdisjoint(segments(value)):
        raise InvalidParameter(f"{label} must not be or have an empty, '.' or '..' segment")
    return _quote(value, "/:@" if keep_slashes else ":@")


def segments(path: str) -> list[str]:
    """Those that a router sees: it decodes `%2F` and `%2E` first."""
    if "%" in path:
        from urllib.parse import unquote

        path = unquote(path)
    return path.split("/")


def field_value(label: str, name: str, value: Any) -> str:
    """The value of a request field."""
    if name.lower() in _BASE64_FIELDS and isinstance(value, Mapping):
        from base64 import urlsafe_b64encode

        return urlsafe_b64encode(to_json(label, value)).decode()
    if isinstance(value, str):
        text = str.__str__(value)
    elif name.lower() in SECRET_FIELDS:
        raise InvalidParameter(f"{label} must be a mapping or a str, not {shown.kind(value)}")
    else:
        text = json_text(label, value)
    if any((character < " " and character != "\t") or character == "\x7f" for character in text):
        raise InvalidParameter(f"{label} has a control character, which no field may hold")
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        raise InvalidParameter(f"{label} has characters outside latin-1, which no field may hold") from None
    return text


def fields(label: str, headers: Mapping[Any, Any]) -> list[tuple[str, str]]:
    """The fields that go with every request, which may be credentials: no message shows a value, nor a malformed name,
    which may hold one."""
    made = []
    for name, value in headers.items():
        if not is_token(name):
            raise InvalidParameter(f"{label} has a name that is not of letters, digits and dashes")
        name = str.__str__(name)
        if name.lower() in OWN_FIELDS:
            raise InvalidParameter(
                f"{label} has {shown.name(name)}, which is dockline's own: it follows from the request"
            )
        if not isinstance(value, str):
            raise InvalidParameter(f"{label}: the value of {shown.name(name)} must be a str, not {shown.kind(value)}")
        made.append((name, field_value(f"{label}: the value of {shown.name(name)}", name, value)))
    return made


def string(label: str, value: Any) -> str:
    """A string parameter: also numbers and times."""
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise InvalidParameter(f"{label} has a surrogate, which UTF-8 can't say")
        return str.__str__(value)  # of an enumeration its value, not its name
    if isinstance(value, bool):
        return boolean(label, value)
    if isinstance(value, int):
        return _digits(label, value)
    if isinstance(value, (Mapping, list, tuple)):
        raise InvalidParameter(f"{label} must be one str, not {shown.kind(value)}: here an engine reads one")
    if isinstance(value, float):
        raise InvalidParameter(f"{label} must be a str, an int or a datetime, not a float: it loses digits")
    if not times.is_moment(value):
        raise _wrong_type(label, "a str", value)
    return times.unix_text(label, times.nanoseconds(label, value))


def _digits(label: str, value: int) -> str:
    try:
        return format(value, "d")
    except ValueError:  # Python's own limit
        raise InvalidParameter(f"{label} is an int of thousands of digits, which no engine takes") from None


def json_text(label: str, value: Any) -> str:
    """A string parameter that holds JSON: what is a str is JSON already."""
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
    """As the engine lists it, too: with a slash before it, which no path may have."""
    return string(label, value).removeprefix("/")


def filters(label: str, value: Any) -> str:
    """A JSON object of lists of str: the engines read nothing else. A str is such an object already."""
    if isinstance(value, str):
        return _json_object(label, value)
    if not isinstance(value, Mapping):
        raise InvalidParameter(f"{label} must be a mapping like {{'name': ['web']}}, not {shown.kind(value)}")
    lists = {name: _filter_values(f"{label}: {shown.name(name)}", of) for name, of in value.items() if of is not None}
    return to_json(label, lists).decode()


def _json_object(label: str, text: str) -> str:
    import orjson

    try:
        known = orjson.loads(text)
    except ValueError:  # which would show the text
        known = None
    if not isinstance(known, dict):
        raise InvalidParameter(f'{label} as a str must be a JSON object like \'{{"name": ["web"]}}\'')
    return str.__str__(text)


def _filter_values(label: str, values: Any) -> list[str]:
    if isinstance(values, Mapping):
        # Docker's old form. The engines take its keys, whatever they are mapped to.
        if not all(chosen is True for chosen in values.values()):
            raise InvalidParameter(
                f"{label} must be a list: the engines take a key of a mapping as chosen, by any value"
            )
        values = list(values)
    elif not isinstance(values, (list, tuple)):
        values = [values]
    return [_filter_value(label, value) for value in values]


def _filter_value(label: str, value: Any) -> str:
    if value is None or isinstance(value, (Mapping, list, tuple)):
        raise InvalidParameter(f"{label} must be a list of str, but has {shown.kind(value)}")
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


def to_json(label: str, value: Any) -> bytes:
    """Raises InvalidParameter for what JSON can't say."""
    import orjson

    try:
        text = orjson.dumps(value, default=_plain)
    except TypeError as error:
        raise InvalidParameter(f"{label} can't be encoded as JSON: {error}") from None
    if b"null" in text and _holds_no_number(value):
        raise InvalidParameter(f"{label} has a float that is infinite or no number (NaN), which JSON can't say")
    return text


def _holds_no_number(value: Any) -> bool:
    """Whether a float of it is infinite or NaN, which orjson would write as null."""
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, Mapping):
        return any(map(_holds_no_number, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_holds_no_number, value))
    from dataclasses import fields, is_dataclass
    from enum import Enum

    if is_dataclass(value):
        return any(_holds_no_number(getattr(value, field.name)) for field in fields(value))
    return isinstance(value, Enum) and _holds_no_number(value.value)


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is not plain data")


def _wrong_type(label: str, expected: str, value: Any) -> InvalidParameter:
    return InvalidParameter(f"{label} must be {expected}, not {shown.kind(value)}")
