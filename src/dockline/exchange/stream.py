"""Streams: the body of a response while it arrives."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable

from dockline import redaction
from dockline._wire.connection import Connection
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter
from dockline.annotations import Any
from dockline.errors import DocklineError, InvalidParameter, StreamClosed, api_error
from dockline.exchange.response import Headers, Refusal, document_error, frame_error, not_upgraded
from dockline.json_codec import json_decoder

MAX_RECORD = 1 << 20


MAX_DOCUMENT = 16 << 20


class BaseStream:
    """What the streams of all drivers have in common: the views of a body, of which one may be used, once. A driver
    makes them iterators (`_iterator`), and says what `closed` is."""

    _connection: Connection | None = None
    _on_close: Callable[[], object] | None = None

    def __init__(
        self,
        connection: Connection | None,
        status: int,
        headers: Headers,
        *,
        release: Callable[[Any], object] = Connection.close,
        multiplexed: bool | None = None,
        throw_exceptions: bool = False,
        refusal: Refusal | None = None,
        tty_refusal: Refusal | None = None,
    ) -> None:
        """Without a `connection`, of a `refusal`. `tty_refusal`: why `multiplexed` is not known."""
        self.status = status
        self.headers = headers
        self.multiplexed = multiplexed
        self._connection = connection
        self._release = release
        self._throw_exceptions = throw_exceptions
        self._view: str | None = None
        self._fault: Exception | None = None
        self._refusal = refusal
        self._tty_refusal = tty_refusal
        self._content = None if refusal is None else io.BytesIO(refusal.content)
        if connection is not None:
            connection.begin_streaming()

    # The views.

    def chunks(self) -> Records[bytes]:
        """bytes, as they came; the framing of HTTP is removed."""
        return self._records("chunks", ChunkSplitter())

    def frames(self, *, multiplexed: bool | None = None, max_record: int = MAX_RECORD) -> Records[tuple[int, bytes]]:
        """`(stream, payload)` of the multiplexed format: 1 stdout, 2 stderr, 0 stdin, 3 the engine's own error.

        A raw stream (of a TTY) comes as payloads of stdout, as they arrive. A payload longer than `max_record` bytes
        comes in pieces. `multiplexed` overrules what the stream knows of itself.
        """
        splitter = FrameSplitter(self._multiplexed(multiplexed), _size("max_record", max_record), self._frame_error())
        return self._records("frames", splitter)

    def lines(
        self,
        tagged: bool = False,
        keepends: bool = False,
        *,
        multiplexed: bool | None = None,
        max_record: int = MAX_RECORD,
    ) -> Records[Any]:
        """Lines as bytes, joined across frames and chunks, for each of stdout and stderr.

        `tagged` gives `(stream, line)`; `keepends` keeps the LF. What follows the last LF is a last line. A line
        longer than `max_record` bytes comes in pieces. `multiplexed` is that of `frames`.
        """
        splitter = LineSplitter(
            self._multiplexed(multiplexed), tagged, keepends, _size("max_record", max_record), self._frame_error()
        )
        return self._records("lines", splitter)

    def documents(self, *, max_record: int = MAX_DOCUMENT) -> Records[Any]:
        """Decoded JSON documents: one a line, concatenated, or RFC 7464 sequences. One longer than `max_record` bytes
        is a ProtocolError. With `throw_exceptions`, an error document raises APIError."""
        decode = json_decoder()

        def decode_checked(text: bytes) -> Any:
            document = decode(text)
            message = document_error(document)
            if message is not None:
                raise api_error(self.status, message, document, self.headers)
            return document

        convert = decode_checked if self._throw_exceptions else decode
        return self._records("documents", DocumentSplitter(_size("max_record", max_record)), convert)

    @property
    def read_timeout(self) -> float:
        """Seconds that a wait for bytes may take; infinite for no limit, and after the end."""
        connection = self._connection
        return math.inf if connection is None else connection.read_timeout

    def on_close(self, callback: Callable[[], object]) -> None:
        """`callback` is called when somebody closes the stream before its end, by the thread that does."""
        self._on_close = callback

    def on_read_ahead(self, callback: Callable[[], object]) -> None:
        """`callback` is called when a write has received bytes of the body, or its end, by the thread that writes: no
        descriptor tells of them any more."""
        if self._connection is not None:
            self._connection.on_read_ahead = callback

    def _records(self, view: str, splitter: Splitter, convert: Any = None) -> Records[Any]:
        return self._iterator(Records(self._claim_unread(view), splitter, self._finish_reading, convert))

    def _start_copy(self, stdout: Any, stderr: Any, multiplexed: bool | None) -> tuple[Connection, tuple[Any, ...]]:
        """The connection, and the arguments of its `copy_to`."""
        out = file_descriptor(stdout)
        err = out if stderr is None else file_descriptor(stderr)
        is_multiplexed = self._multiplexed(multiplexed)
        return self._claim_unread("copy_to"), (out, err, is_multiplexed, self._frame_error())

    # Of the driver.

    closed: bool

    def _iterator(self, records: Records[Any]) -> Records[Any]:
        return records

    def close(self) -> None:
        """Ends the stream. Idempotent."""
        raise NotImplementedError

    def _give_back(self, connection: Connection) -> None:
        """Gives a connection back, whose response was read to its end."""
        self._release(connection)

    def _discard(self, connection: Connection) -> None:
        """Closes a connection that can't be used again."""
        connection.close()

    # Of all.

    def _refuse_if_closed(self) -> None:
        if self.closed:
            raise StreamClosed("the stream was closed")

    def _claim_unread(self, view: str) -> Connection:
        """The connection, for a view that reads it from its beginning."""
        connection = self._claim_view(view)
        if connection is None:
            raise StreamClosed("the stream has ended")
        return connection

    def _claim_view(self, view: str) -> Connection | None:
        """The connection, for a view that may read it; None when all was read."""
        self._refuse_if_closed()
        if self._refusal is not None and view != "read":
            raise self._refusal.error
        if self._view is not None and (self._view != view or view != "read"):
            raise InvalidParameter(f"this stream is being read by {self._view}: a stream has one view, once")
        self._view = view
        return self._connection

    def _finish_reading(self, clean: bool) -> None:
        """The body was read to its end, or reading it failed."""
        connection = self._take_connection()
        if connection is None:
            return
        if clean:
            self._give_back(connection)
        else:
            self._discard(connection)

    def _take_connection(self) -> Connection | None:
        """The connection, for the one who ends the stream: popped in one step, so that a `close` from another thread
        and the end of the body can't both have it."""
        connection: Connection | None = self.__dict__.pop("_connection", None)
        return connection

    def _upgraded(self) -> Connection:
        self._refuse_if_closed()
        if self._refusal is not None:
            raise self._refusal.error
        if self._connection is None:
            raise StreamClosed("the stream has ended")
        if not self._connection.upgraded:
            if self._connection.asked_upgrade:
                raise not_upgraded(self.status)
            raise InvalidParameter("only the stream of an attach or an exec can be written to")
        return self._connection

    def _multiplexed(self, said: bool | None) -> bool:
        multiplexed = self.multiplexed if said is None else said
        if multiplexed is None:
            unknown = InvalidParameter(
                "the engine does not tell whether this stream is multiplexed: say multiplexed=True, or False for a TTY"
            )
            if self._tty_refusal is None:
                raise unknown
            raise self._tty_refusal.error from unknown
        return multiplexed

    def _frame_error(self) -> Callable[[bytes], DocklineError] | None:
        return frame_error(self.status, self.headers) if self._throw_exceptions else None


def file_descriptor(file: Any) -> int:
    if isinstance(file, int) and not isinstance(file, bool) and 0 <= file < 1 << 31:
        return file
    try:
        file.flush()
        return int(file.fileno())
    except (AttributeError, OSError, TypeError, ValueError) as error:
        raise InvalidParameter(
            f"copy_to needs a file descriptor or a file that has one, not {redaction.kind(file)}"
        ) from error


def _size(name: str, value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= sys.maxsize:
        raise InvalidParameter(f"{name} must be a positive number of bytes, not {redaction.number(value)}")
    return value


def as_bytes_view(data: Any) -> memoryview:
    """What may be written to a stream, as bytes."""
    try:
        view = memoryview(data)
        return (view if view.c_contiguous else memoryview(bytes(view))).cast("B")
    except (TypeError, ValueError):  # a view that was released is a ValueError
        hint = ": encode it" if isinstance(data, str) else ""
        raise InvalidParameter(f"only bytes can be written, not {redaction.kind(data)}{hint}") from None
