"""The blocking stream."""

from __future__ import annotations

import io

from dockline._wire.records import Records
from dockline.annotations import Any
from dockline.errors import StreamClosed
from dockline.exchange.stream import BaseStream, as_bytes_view
from dockline.exchange.wrong_driver import RefusesAsyncWith


class Stream(BaseStream, RefusesAsyncWith, io.RawIOBase):
    """What `as="stream"` returns: a binary file of the body, and a context manager that closes it.

    Instead of `read`, one of its views may be used, once: `chunks` (also by iterating), `frames`, `lines`,
    `documents`, `copy_to`. A stream that is cut before its end raises ProtocolError; reading a closed one raises
    StreamClosed. `close` may be called by any thread and ends a blocked read. Where the engine has refused (`status`
    tells), `read` gives the body of its error, and all else raises the APIError.

    `multiplexed` tells whether the body is in Docker's multiplexed format; None where that isn't known.
    """

    def copy_to(self, stdout: Any, stderr: Any = None, *, multiplexed: bool | None = None) -> tuple[int, int]:
        """Writes the payloads to file descriptors (or files that have one), to the end of the stream, and returns the
        bytes of (stdout, stderr). Without `stderr` both go to the first."""
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
        if self._fault is not None:
            # After a fault nothing may look like the end of the body.
            raise self._fault
        if connection is None:
            return 0 if self._content is None else self._content.readinto(memory)
        view = memoryview(memory).cast("B")
        try:
            size = connection.read_into(view)
        except BaseException as fault:
            self._fault = fault if isinstance(fault, Exception) else StreamClosed("the reading was interrupted")
            self._finish_reading(False)
            raise
        if size == 0 and len(view):
            self._finish_reading(True)
        return size

    # The other direction, of attach and exec.

    def writable(self) -> bool:
        return self._connection is not None and self._connection.upgraded

    def write(self, data: Any) -> int:
        """Sends bytes to the stdin of an attached container or exec; returns how many: all."""
        view = as_bytes_view(data)
        self._upgraded().write(view)
        return len(view)

    def half_close(self) -> None:
        """Ends the stdin of an attached container or exec; its output goes on."""
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
