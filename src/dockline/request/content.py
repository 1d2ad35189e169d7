"""Request bodies: turns `data` of a caller into parts of bytes, with their size if it is known."""

from __future__ import annotations

import os
import stat
from collections.abc import AsyncGenerator, AsyncIterable, Iterable, Iterator, Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter
from dockline.json_codec import to_json

PART_SIZE = 256 << 10


class Content:
    """A body.

    - `parts`: the bytes, part by part.
    - `size`: bytes of all parts. None if it is unknown before the last part.
    - `in_memory`: all bytes, if they are in memory and can be sent again. Else None.
    - `is_json`: dockline encoded the body as JSON.
    - `reads_file`: the parts are read from a file, and reading may block.
    """

    __slots__ = ("in_memory", "is_json", "parts", "reads_file", "size")

    def __init__(
        self,
        parts: Iterable[bytes] | AsyncGenerator[bytes, None],
        size: int | None,
        *,
        in_memory: bytes | None = None,
        is_json: bool = False,
        reads_file: bool = False,
    ) -> None:
        self.parts = parts
        self.size = size
        self.in_memory = in_memory
        self.is_json = is_json
        self.reads_file = reads_file


NO_CONTENT = Content((), 0, in_memory=b"")


def content(data: Any) -> Content:
    """The body for `data`. Raises InvalidParameter for data of a type that can't be a body."""
    if isinstance(data, (Mapping, list)):
        return _from_memory(to_json("data", data), is_json=True)
    if isinstance(data, str):
        try:
            return _from_memory(data.encode())
        except UnicodeEncodeError as error:
            raise InvalidParameter(f"data can't be encoded as UTF-8: {error.reason}") from None
    if isinstance(data, (bytes, bytearray, memoryview)):
        return _from_memory(_bytes(data))
    if isinstance(data, AsyncIterable):  # also an asynchronous stream with a `read` method
        return Content(_awaited_parts(data), None)
    if hasattr(data, "read") and not isinstance(data, type):
        _refuse_unreadable(data)
        size = _size_left(data)
        return Content(_file_parts(data, size), size, reads_file=True)
    if isinstance(data, Iterable):
        return Content(_checked_parts(data), None)
    raise InvalidParameter(
        "data must be a mapping, a list, bytes, a str, a binary file or an iterable of bytes, not "
        f"{redaction.describe_type(data)}"
    )


def _from_memory(data: bytes, is_json: bool = False) -> Content:
    return Content((data,), len(data), in_memory=data, is_json=is_json)


def _refuse_unreadable(file: Any) -> None:
    if hasattr(file, "encoding"):
        raise InvalidParameter("data must be a binary file, not a text file: open it in mode 'rb'")
    try:
        if getattr(file, "closed", False) is True:
            raise InvalidParameter("data is a file that was closed: give one that is open")
        readable = getattr(file, "readable", None)
        if callable(readable) and readable() is False:
            raise InvalidParameter("data is a file that can't be read: open it in mode 'rb'")
    except ValueError as error:
        if isinstance(error, InvalidParameter):
            raise
        raise InvalidParameter("data is a file that was detached: give one that is open") from None


def _size_left(file: Any) -> int | None:
    """Bytes from the file's position to its end. None for a pipe, a device or a file that can't seek."""
    try:
        # Seeking in a device succeeds, and has no effect.
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            return None
    except (AttributeError, OSError, ValueError):
        pass
    # fstat would give a wrong size: the descriptor of a gzip file belongs to the compressed file.
    try:
        position = int(file.tell())
        end = int(file.seek(0, os.SEEK_END))
        file.seek(position)
    except (AttributeError, OSError, ValueError):
        return None
    if position >= end and position > 0:
        raise InvalidParameter("data is a file that is at its end, so nothing would be sent: seek(0) first")
    return end - position


def _file_parts(file: Any, size: int | None) -> Iterator[bytes]:
    remaining = size
    while remaining is None or remaining > 0:
        part = file.read(PART_SIZE if remaining is None else min(PART_SIZE, remaining))
        if not isinstance(part, (bytes, bytearray, memoryview)):
            raise InvalidParameter(f"data must be a binary file: it gave {redaction.describe_type(part)}")
        if not part:
            if remaining:
                raise InvalidParameter(f"data ended {remaining} bytes early: the file has become shorter")
            return
        if remaining is not None:
            remaining -= len(part)
        yield bytes(part)


def _checked_parts(parts: Iterable[Any]) -> Iterator[bytes]:
    for number, part in enumerate(parts, 1):
        if checked := _checked(part, number):
            yield checked


async def _awaited_parts(parts: AsyncIterable[Any]) -> AsyncGenerator[bytes, None]:
    iterator = aiter(parts)
    number = 0
    try:
        async for part in iterator:
            number += 1
            if checked := _checked(part, number):
                yield checked
    finally:
        # Without this, the caller's generator would keep its files open until it is collected.
        if isinstance(iterator, AsyncGenerator):
            await iterator.aclose()


def _checked(part: Any, number: int) -> bytes:
    if isinstance(part, (bytes, bytearray, memoryview)):
        return _bytes(part)
    sent = "; those before it were sent, and the connection is closed" if number > 1 else ""
    raise InvalidParameter(
        f"data must be an iterable of bytes: its part {number} is {redaction.describe_type(part)}{sent}"
    )


def _bytes(data: bytes | bytearray | memoryview) -> bytes:
    try:
        return bytes(data)
    except ValueError:
        raise InvalidParameter("data is a memoryview that was released") from None
