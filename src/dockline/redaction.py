"""Decides which values of a caller messages, log lines and reprs may show. Nothing else in dockline decides this.

They show:

- a name (of an operation, a parameter, a key, an engine) if it is a short word;
- a number, True, False and None;
- an accepted uri and the path of a request, without a password before an `@`;
- the path of a file, if the file or its folder exists: another text may be a key without its first line;
- for every other value the type, and the length of a text: any value may be a secret.
"""

from __future__ import annotations

import os

from dockline.annotations import Any

# The longest name of the tables has 35 characters; a token of a registry or a code host has 36 and more.
_LONGEST_WORD = 35
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./")
_LARGEST_NUMBER = 1 << 64


def is_word(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_WORD and _WORD.issuperset(value)


def quoted_name(value: Any) -> str:
    """A name that dockline does not know, in quotes. For a value that is no word, its type in brackets."""
    if is_word(value):
        return repr(str.__str__(value))
    return repr(value) if _is_number(value) else f"({describe_type(value)})"


def number(value: Any) -> str:
    """A number, a boolean or None as it is. For every other value its type."""
    return repr(value) if _is_number(value) else describe_type(value)


def _is_number(value: Any) -> bool:
    return value is None or type(value) in (bool, float) or (type(value) is int and abs(value) < _LARGEST_NUMBER)


def describe_type(value: Any) -> str:
    """The type, and the length of a text: `a str of length 12`, `an int`."""
    if value is None:
        return "None"
    type_name = type(value).__name__
    text = f"{'an' if type_name[:1].lower() in 'aeiou' else 'a'} {type_name}"
    return f"{text} of length {len(value)}" if isinstance(value, (str, bytes, bytearray)) else text


def without_password(text: str) -> str:
    """A uri or a path without a password.

    Everything before the last `@` is left out, except before the `@` of a digest.
    """
    if "%" not in text:
        return _without_password(text)
    from urllib.parse import unquote

    plain = unquote(text)
    harmless = _without_password(plain)
    return text if harmless == plain else harmless


def _without_password(text: str) -> str:
    before, at, after = text.rpartition("@")
    if not at:
        return text
    if after.startswith("sha256:"):
        return f"{_without_password(before)}@{after}"
    scheme, separator, user = before.partition("://")
    if ":" not in (user if separator else before):
        return text
    return f"{scheme}://…@{after}" if separator and is_word(scheme) else f"…@{after}"


def path(text: str) -> str:
    """The path of a file, if the file or its folder exists. For other text its type."""
    exists = os.path.exists(text) or os.path.isdir(os.path.dirname(text))  # noqa: PTH110, PTH112, PTH120 - of any text
    return text if exists else describe_type(text)
