"""What messages, log lines and reprs may show of what a caller gave. Nothing else in dockline writes a value into them.

- A name (of an operation, a parameter, a key, an engine) where it is a short word.
- A number, True, False and None.
- Where an accepted uri leads, and the path of a request, without a password before an `@`.
- The path of a file where it, or its folder, is there: other text may be a key without its first line.
- Of all else its type, and how long a text is: nobody can tell which value is a secret.
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


def name(value: Any) -> str:
    """A name that is none of the known ones, in quotes; of what is no word its kind, in brackets."""
    if is_word(value):
        return repr(str.__str__(value))
    return repr(value) if _is_number(value) else f"({kind(value)})"


def number(value: Any) -> str:
    """A number, a boolean or None as it is; of all else its kind."""
    return repr(value) if _is_number(value) else kind(value)


def _is_number(value: Any) -> bool:
    return value is None or type(value) in (bool, float) or (type(value) is int and abs(value) < _LARGEST_NUMBER)


def kind(value: Any) -> str:
    """The type, and how long a text is: `a str of length 12`, `an int`."""
    if value is None:
        return "None"
    type_name = type(value).__name__
    text = f"{'an' if type_name[:1].lower() in 'aeiou' else 'a'} {type_name}"
    return f"{text} of length {len(value)}" if isinstance(value, (str, bytes, bytearray)) else text


def place(text: str) -> str:
    """A uri or a path without a password: without all that stands before the last `@` that a digest does not follow."""
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
    """The path of a file that exists, or might; of other text its kind."""
    there = os.path.exists(text) or os.path.isdir(os.path.dirname(text))  # noqa: PTH110, PTH112, PTH120 - of any text
    return text if there else kind(text)
