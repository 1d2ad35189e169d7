"""The stream of a response body, for the blocking driver."""

from __future__ import annotations

import io

from dockline._wire.records import Records
from dockline.annotations import Any
from dockline.errors import StreamClosed
from dockline.exchange.stream import BaseStream, as_bytes_view
from dockline.exchange.wrong_driver import RefusesAsyncWith


class Stream(BaseStream, RefusesAsyncWith, io.RawIOBase):
    """The result of as="stream": a binary file of the body. As a context manager it closes itself.

    Instead of `read`, one of the views may be used, once: `chunks`, `frames`, `lines`, `entries`, `documents` or
    `copy_to`. Iterating over the stream itself uses `chunks`.

    - `status` and `headers` are those of the response. If the engine refused the request, `read` gives the body of the
      refusal, and the views raise its APIError.
    - `multiplexed` is True if the body is in Docker's multiplexed format, False if not, None if that is not known.

    Any thread may call `close`; it ends a read that waits. Reading raises StreamClosed after that, TimedOut after
    `read_timeout`, and ProtocolError if the body is cut before its end.
    """

    __module__ = "dockline"

    def copy_to(self, stdout: Any, stderr: Any = None, *, multiplexed: bool | None = None) -> tuple[int, int]:
        """Copies the output to files, up to the end of the stream. Returns the bytes written to (stdout, stderr).

        `stdout` and `stderr` are file descriptors, or files that have one. Without `stderr`, both go to `stdout`.
        `multiplexed` is as for `frames`.

        Example: `stream.copy_to(sys.stdout, sys.stderr)`
        """
        connection, arguments = self._start_copy(stdout, stderr, multiplexed)
        try:
            written = connection.copy_to(*arguments)
        except BaseException:
            self._finish_reading(False)
            raise
        self._finish_reading(True)
        return written

    def __iter__(self) -> Records[bytes]:
        return self.chunks()

    # The binary file.

    def readable(self) -> bool:
        return True

    def readinto(self, memory: Any) -> int:
        connection = self._claim_view("read")
        if self._read_error is not None:
            # After an error, a read must not return b"": it would look like the end of the body.
            raise self._read_error
        if connection is None:
            return 0 if self._content is None else self._content.readinto(memory)
        view = memoryview(memory).cast("B")
        try:
            size = connection.read_into(view)
        except BaseException as error:
            self._read_error = error if isinstance(error, Exception) else StreamClosed("the reading was interrupted")
            self._finish_reading(False)
            raise
        if size == 0 and len(view):
            self._finish_reading(True)
        return size

    # Writing, to an attached container or exec.

    def writable(self) -> bool:
        return self._connection is not None and self._connection.upgraded

    def write(self, data: Any) -> int:
        """Writes bytes to the stdin of an attached container or exec. Returns their number: all are written."""
        view = as_bytes_view(data)
        self._upgraded().write(view)
        return len(view)

    def half_close(self) -> None:
        """Closes the stdin of an attached container or exec. Its output can still be read."""
        self._upgraded().half_close()

    # The end.

    def close(self) -> None:
        connection = self._take_connection()
        if connection is not None:
            connection.close()
            if self._on_close is not None:
                self._on_close()
        io.RawIOBase.close(self)

    def __del__(self) -> None:
        self.close()
