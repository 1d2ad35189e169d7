"""The stream of a response body: the part that both drivers share."""

from __future__ import annotations

import io
import math
import sys
from collections.abc import Callable

from dockline import redaction
from dockline._wire.connection import Connection
from dockline._wire.records import Records
from dockline._wire.splitters import ChunkSplitter, DocumentSplitter, FrameSplitter, LineSplitter, Splitter
from dockline.annotations import TYPE_CHECKING, Any
from dockline.errors import DocklineError, InvalidParameter, StreamClosed, api_error
from dockline.exchange.response import Headers, Refusal, document_error, frame_error, not_upgraded
from dockline.json_codec import json_decoder
from dockline.request.request import Request

if TYPE_CHECKING:
    from dockline._wire.positions import ChunkCounter

MAX_RECORD = 1 << 20  # bytes
MAX_DOCUMENT = 16 << 20


class BaseStream:
    """The base class of both drivers' streams. It has the views of the body. One view may be used, once.

    A driver adds the I/O: `_iterator` turns the records of a view into its kind of iterator.
    """

    _connection: Connection | None = None
    _on_close: Callable[[], object] | None = None

    def __init__(
        self,
        connection: Connection | None,
        status: int,
        headers: Headers,
        *,
        release: Callable[[Any], object] = Connection.close,
        request: Request | None = None,
        from_podman: bool = False,
        multiplexed: bool | None = None,
        throw_exceptions: bool = False,
        refusal: Refusal | None = None,
        tty_refusal: Refusal | None = None,
    ) -> None:
        """The stream of a `refusal` has no `connection`. `tty_refusal` tells why `multiplexed` is not known.

        `request` is what the stream answers, and `from_podman` tells which engine has answered.
        """
        self.status = status
        self.headers = headers
        self.multiplexed = multiplexed
        self._connection = connection
        self._release = release
        self._request = request
        self._from_podman = from_podman
        self._throw_exceptions = throw_exceptions
        self._view: str | None = None
        self._read_error: Exception | None = None
        self._refusal = refusal
        self._tty_refusal = tty_refusal
        self._content = None if refusal is None else io.BytesIO(refusal.content)
        if connection is not None:
            connection.begin_streaming()

    def __repr__(self) -> str:
        if self._connection is not None:
            state = f"read by {self._view}" if self._view else "not read yet"
        else:
            state = "refused" if self._refusal is not None else "ended"
        return f"<{self.__module__}.Stream {self.status}, {state}>"

    # The views.

    def chunks(self) -> Records[bytes]:
        """Iterates over the body as bytes, in pieces as they arrive. The chunk framing of HTTP is removed."""
        return self._records("chunks", ChunkSplitter())

    def frames(self, *, multiplexed: bool | None = None, max_record: int = MAX_RECORD) -> Records[tuple[int, bytes]]:
        """Iterates over `(stream, payload)`, for output in Docker's multiplexed format.

        `stream` is 1 for stdout, 2 for stderr, 0 for stdin, 3 for the engine's own error. `payload` is bytes. The raw
        output of a TTY counts as stdout.

        - `multiplexed`: True or False overrides the stream's own `multiplexed`.
        - `max_record`: a payload of more bytes comes in pieces.

        Raises InvalidParameter if neither tells whether the stream is multiplexed.
        """
        splitter = FrameSplitter(
            self._is_multiplexed(multiplexed), _checked_size("max_record", max_record), self._frame_error()
        )
        return self._records("frames", splitter)

    def lines(
        self,
        tagged: bool = False,
        keepends: bool = False,
        *,
        multiplexed: bool | None = None,
        max_record: int = MAX_RECORD,
    ) -> Records[Any]:
        """Iterates over lines as bytes. Lines are joined across frames and chunks, stdout and stderr apart.

        Bytes after the last LF are a line too.

        - `tagged`: gives `(stream, line)` instead, with 1 for stdout and 2 for stderr.
        - `keepends`: keeps the LF at the end of each line.
        - `multiplexed`: as for `frames`.
        - `max_record`: a line of more bytes comes in pieces.

        If the log was asked for with timestamps, they stay in the lines, also in the middle of long ones: the engines
        put one before each part of a line. `entries` takes them off and joins the parts.

        Example: `for stream, line in response.lines(tagged=True): print(stream, line.decode())`
        """
        splitter = LineSplitter(
            self._is_multiplexed(multiplexed),
            tagged,
            keepends,
            _checked_size("max_record", max_record),
            self._frame_error(),
        )
        return self._records("lines", splitter)

    def entries(
        self,
        *,
        multiplexed: bool | None = None,
        max_record: int = MAX_RECORD,
        positions: ChunkCounter | None = None,
    ) -> Records[tuple[int, int, bytes]]:
        """Iterates over `(time, source, line)`, for a log that was asked for with `timestamps=True`.

        `time` is an int, in nanoseconds since the epoch (UTC). `source` is 1 for stdout, 2 for stderr. `line` is bytes
        without the LF. The engine splits a long line and puts a timestamp before each part. Here the parts are joined,
        and the time is that of the first one. The start of a line that never got its LF is an entry too.

        The engine's own error is an entry `(0, 3, message)`, because it has no timestamp.

        - `multiplexed`: as for `frames`.
        - `max_record`: a line of more bytes comes in pieces. Each has the time of its own first part.
        - `positions`: counts what is given, and passes over what was given before. `dockline.follow` uses it.

        Raises InvalidParameter if the log was asked for without timestamps. Also for the log of a TTY from Podman's
        Docker-compatible API: it has no frames, so timestamps in it can't be told from text. Podman's own API has
        frames. Raises ProtocolError if a part of the log has no timestamp.

        Example::

            params = {"id": "web", "stdout": True, "stderr": True, "timestamps": True}
            with containers.invoke("ContainerLogs", params=params, as_="stream") as log:
                for time, source, line in log.entries():
                    print(time // 10**9, source, line.decode())
        """
        from dockline._wire.entries import EntrySplitter

        self._refuse_if_refused()
        request = self._request
        if request is not None and not request.asks_for("timestamps"):
            raise InvalidParameter("entries needs a log that was asked for with timestamps=True; lines needs none")
        from_podman = self._from_podman or (request is not None and "/libpod/" in request.target)
        is_multiplexed = self._is_multiplexed(multiplexed)
        if from_podman and not is_multiplexed:
            raise InvalidParameter(
                "the log of a TTY from Podman's Docker-compatible API has no frames, and is cut anywhere, so "
                "timestamps can't be told from text: ask Podman's own API, such as ContainerLogsLibpod"
            )
        splitter = EntrySplitter(
            is_multiplexed,
            from_podman,
            _checked_size("max_record", max_record),
            _checked_positions(positions),
            self._frame_error(),
        )
        records = self._records("entries", splitter)
        if positions is not None:
            positions.in_use = True
        return records

    def documents(self, *, max_record: int = MAX_DOCUMENT) -> Records[Any]:
        """Iterates over decoded JSON documents. They may be lines, concatenated, or a sequence of RFC 7464.

        Raises ProtocolError for a document of more than `max_record` bytes. With `throw_exceptions`, an error document
        raises APIError.
        """
        decode = json_decoder()

        def decode_checked(text: bytes) -> Any:
            document = decode(text)
            message = document_error(document)
            if message is not None:
                raise api_error(self.status, message, document, self.headers)
            return document

        convert = decode_checked if self._throw_exceptions else decode
        return self._records("documents", DocumentSplitter(_checked_size("max_record", max_record)), convert)

    @property
    def read_timeout(self) -> float:
        """The limit of each wait for bytes, in seconds. Infinite without a limit, and after the end of the body."""
        connection = self._connection
        return math.inf if connection is None else connection.read_timeout

    def on_close(self, callback: Callable[[], object]) -> None:
        """Sets a function to call when the stream is closed before its end. The closing thread calls it."""
        self._on_close = callback

    def on_read_ahead(self, callback: Callable[[], object]) -> None:
        """Sets a function to call when a write has received bytes of the body, or its end.

        A poll of the descriptor does not report these bytes any more. The writing thread calls the function.
        """
        if self._connection is not None:
            self._connection.on_read_ahead = callback

    def _records(self, view: str, splitter: Splitter, convert: Any = None) -> Records[Any]:
        return self._iterator(Records(self._claim_unread(view), splitter, self._finish_reading, convert))

    def _start_copy(self, stdout: Any, stderr: Any, multiplexed: bool | None) -> tuple[Connection, tuple[Any, ...]]:
        """Claims the view `copy_to`. Returns the connection, and the arguments for its `copy_to`."""
        out = file_descriptor(stdout)
        err = out if stderr is None else file_descriptor(stderr)
        is_multiplexed = self._is_multiplexed(multiplexed)
        return self._claim_unread("copy_to"), (out, err, is_multiplexed, self._frame_error())

    # Each driver defines these.

    closed: bool

    def _iterator(self, records: Records[Any]) -> Records[Any]:
        return records

    def close(self) -> None:
        """Closes the stream. May be called twice."""
        raise NotImplementedError

    def _give_back(self, connection: Connection) -> None:
        """Gives the connection back to the pool, after the body was read to its end."""
        self._release(connection)

    def _discard(self, connection: Connection) -> None:
        """Closes a connection that can't be used again."""
        connection.close()

    # Both drivers share these.

    def _refuse_if_closed(self) -> None:
        if self.closed:
            raise StreamClosed("the stream was closed")

    def _refuse_if_refused(self) -> None:
        if self._refusal is not None:
            raise self._refusal.error

    def _claim_unread(self, view: str) -> Connection:
        """Returns the connection to a view. Raises StreamClosed if the body was read already."""
        connection = self._claim_view(view)
        if connection is None:
            raise StreamClosed("the stream has ended")
        return connection

    def _claim_view(self, view: str) -> Connection | None:
        """Returns the connection to a view, or None if the body was read to its end.

        Raises InvalidParameter if another view is in use.
        """
        self._refuse_if_closed()
        if view != "read":
            self._refuse_if_refused()
        if self._view is not None and (self._view != view or view != "read"):
            raise InvalidParameter(f"this stream is being read by {self._view}: a stream has one view, once")
        self._view = view
        return self._connection

    def _finish_reading(self, complete: bool) -> None:
        """Ends the reading. `complete`: the body was read to its end; else reading it failed."""
        connection = self._take_connection()
        if connection is None:
            return
        if complete:
            self._give_back(connection)
        else:
            self._discard(connection)

    def _take_connection(self) -> Connection | None:
        """Removes the connection from the stream and returns it. Later calls return None.

        It is removed in one step. If `close` in another thread meets the end of the body, only one gets it.
        """
        connection: Connection | None = self.__dict__.pop("_connection", None)
        return connection

    def _upgraded(self) -> Connection:
        """Returns the connection, for writing. Raises if it can't be written to."""
        self._refuse_if_closed()
        self._refuse_if_refused()
        if self._connection is None:
            raise StreamClosed("the stream has ended")
        if not self._connection.upgraded:
            if self._connection.asked_upgrade:
                raise not_upgraded(self.status)
            raise InvalidParameter("only the stream of an attach or an exec can be written to")
        return self._connection

    def _is_multiplexed(self, override: bool | None) -> bool:
        multiplexed = self.multiplexed if override is None else override
        if multiplexed is None:
            unknown = InvalidParameter(
                "the engine does not tell whether this stream is multiplexed: give multiplexed=True, or False for a TTY"
            )
            if self._tty_refusal is None:
                raise unknown
            raise self._tty_refusal.error from unknown
        return multiplexed

    def _frame_error(self) -> Callable[[bytes], DocklineError] | None:
        return frame_error(self.status, self.headers) if self._throw_exceptions else None


def file_descriptor(file: Any) -> int:
    """Returns the descriptor of an open file, flushed, or the given number. Raises InvalidParameter."""
    if isinstance(file, int) and not isinstance(file, bool) and 0 <= file < 1 << 31:
        return file
    try:
        file.flush()
        return int(file.fileno())
    except (AttributeError, OSError, TypeError, ValueError) as error:
        raise InvalidParameter(
            f"copy_to needs a file descriptor or a file that has one, not {redaction.describe_type(file)}"
        ) from error


def _checked_size(name: str, value: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= sys.maxsize:
        raise InvalidParameter(f"{name} must be a positive number of bytes, not {redaction.number(value)}")
    return value


def _checked_positions(positions: Any) -> Any:
    from dockline._wire.positions import ChunkCounter

    if positions is not None:
        if not isinstance(positions, ChunkCounter):
            raise InvalidParameter(f"positions must be Positions or Search, not {redaction.describe_type(positions)}")
        if positions.in_use:
            raise InvalidParameter("these positions are of another view: make new ones for each")
    return positions


def as_bytes_view(data: Any) -> memoryview:
    """Returns the memory of a bytes-like object as a flat view of bytes. Raises InvalidParameter."""
    try:
        view = memoryview(data)
        return (view if view.c_contiguous else memoryview(bytes(view))).cast("B")
    except (TypeError, ValueError):  # a view that was released is a ValueError
        hint = ": encode it" if isinstance(data, str) else ""
        raise InvalidParameter(f"only bytes can be written, not {redaction.describe_type(data)}{hint}") from None
