"""Python values to JSON, and JSON to Python values."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from dockline.annotations import Any
from dockline.errors import InvalidParameter, ProtocolError


def to_json(label: str, value: Any) -> bytes:
    """Encodes `value` as JSON. Raises InvalidParameter, with `label` in the message, if JSON has no such value."""
    import orjson

    try:
        text = orjson.dumps(value, default=_mapping_as_dict)
    except TypeError as error:
        raise InvalidParameter(f"{label} can't be encoded as JSON: {error}") from None
    if b"null" in text and _has_nan_or_infinity(value):
        raise InvalidParameter(f"{label} has a float that is infinite or no number (NaN), which JSON can't represent")
    return text


def _has_nan_or_infinity(value: Any) -> bool:
    """Whether a float in `value` is infinite or NaN. orjson would write it as null."""
    if isinstance(value, float):
        return not math.isfinite(value)
    if isinstance(value, Mapping):
        return any(map(_has_nan_or_infinity, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_has_nan_or_infinity, value))
    from dataclasses import fields, is_dataclass
    from enum import Enum

    if is_dataclass(value):
        return any(_has_nan_or_infinity(getattr(value, field.name)) for field in fields(value))
    return isinstance(value, Enum) and _has_nan_or_infinity(value.value)


def _mapping_as_dict(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a {type(value).__name__} is not plain data")


def parse_json(text: bytes | bytearray | memoryview | str, subject: str = "the body") -> Any:
    return json_decoder(subject)(text)


def json_decoder(subject: str = "a document") -> Callable[[Any], Any]:
    """Returns a function that decodes a JSON text. The function raises ProtocolError, with `subject` in the message.

    Engines pass on some bytes unchanged, such as the names of files. These need not be UTF-8. Bytes that are not UTF-8
    become surrogates, as in Python's own names of files. `os.fsencode` gives the bytes back.
    """
    import orjson

    loads = orjson.loads

    def decode(text: Any) -> Any:
        try:
            return loads(text)
        except orjson.JSONDecodeError as error:
            if isinstance(text, bytes) and not _is_utf8(text):
                return _decode_lenient(text, subject)
            raise ProtocolError(f"{subject} is not JSON: {error.msg}, at byte {error.pos} of it", error.pos) from error

    return decode


def _is_utf8(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def _decode_lenient(text: bytes, subject: str) -> Any:
    """Decodes a text that is not UTF-8. It is as strict as orjson in everything else."""
    import json

    characters = text.decode(errors="surrogateescape")
    position = 0
    try:
        return json.loads(characters, parse_constant=_refuse_constant, parse_float=_finite_float)
    except json.JSONDecodeError as error:
        message = error.msg
        position = len(characters[: error.pos].encode(errors="surrogateescape"))
    except (ValueError, RecursionError) as error:
        message = str(error)
    raise ProtocolError(f"{subject} is not JSON: {message}, at byte {position} of it", position)


def decode_sequence(body: bytes) -> list[Any] | None:
    """Returns the documents of a body that has several, or None if the body is broken."""
    import json

    decoder = json.JSONDecoder(parse_constant=_refuse_constant, parse_float=_finite_float)
    text = body.decode(errors="surrogateescape")
    documents = []
    position = 0
    try:
        while position < len(text):
            if text[position] in " \t\r\n\x1e":
                position += 1
                continue
            document, position = decoder.raw_decode(text, position)
            documents.append(document)
    except (ValueError, RecursionError):
        return None
    return documents


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"there is no {name}")


def _finite_float(digits: str) -> float:
    number = float(digits)
    return number if math.isfinite(number) else _refuse_constant("number as large as that")
