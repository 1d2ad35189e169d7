"""A TLS connection that was handed over to the caller, as an `ssl.SSLSocket`."""

from __future__ import annotations

import errno
import math
import os
import select
import socket
import ssl
from typing import Any

from dockline._wire.tlssocket import TlsSocket
from dockline.errors import StreamClosed


class EngineSocket(ssl.SSLSocket):
    """A TLS connection that was handed over to the caller.

    It can do more than ssl.SSLSocket: one thread may read while another writes, and `shutdown(SHUT_WR)` half-closes the
    connection. Like ssl.SSLSocket, it refuses `flags`.
    """

    def __init__(self, tls: TlsSocket, context: ssl.SSLContext, name: str) -> None:
        # A descriptor of its own, to poll. The bytes go through `tls`.
        socket.socket.__init__(self, fileno=os.dup(tls.fileno()))
        self._tls = tls
        # ssl.SSLSocket's methods about the session read these attributes.
        self._context = context
        self._sslobj = tls.session
        self._session = None
        self._connected = True
        self.server_side = False
        self.server_hostname = name
        self.do_handshake_on_connect = self.suppress_ragged_eofs = False
        self._ended_here = False

    def recv_into(self, buffer: Any, nbytes: int | None = None, flags: int = 0) -> int:
        _refuse_flags(flags)
        view = memoryview(buffer).cast("B")[: nbytes or None]
        if self.gettimeout() == 0 and not self._tls.readable():
            raise ssl.SSLWantReadError(ssl.SSL_ERROR_WANT_READ, "nothing to read yet")
        try:
            return self._tls.read(view, self._limit())
        except StreamClosed:
            raise _bad_descriptor() from None
        except TimeoutError:
            raise
        except OSError:
            if self._ended_here:
                return 0
            raise

    def recv(self, buflen: int = 1024, flags: int = 0) -> bytes:
        _refuse_flags(flags)
        memory = memoryview(bytearray(min(buflen, 256 << 10)))
        return bytes(memory[: self.recv_into(memory)])

    def read(self, len: int = 1024, buffer: Any = None) -> Any:
        return self.recv(len) if buffer is None else self.recv_into(buffer, len)

    def send(self, data: Any, flags: int = 0) -> int:
        _refuse_flags(flags)
        view = memoryview(data).cast("B")
        if self.gettimeout() == 0:
            poll = select.poll()
            poll.register(self, select.POLLOUT)
            if not poll.poll(0):
                raise ssl.SSLWantWriteError(ssl.SSL_ERROR_WANT_WRITE, "no room to write yet")
            view = view[:4096]  # a socket that is ready to write has room for this
        try:
            self._tls.write(view, self._limit())
        except StreamClosed:
            raise _bad_descriptor() from None
        return len(view)

    def sendall(self, data: Any, flags: int = 0) -> None:
        view = memoryview(data).cast("B")
        while len(view):
            view = view[self.send(view, flags) :]

    def write(self, data: Any) -> int:
        return self.send(data)

    def sendfile(self, file: Any, offset: int = 0, count: int | None = None) -> int:
        return self._sendfile_use_send(file, offset, count)  # type: ignore[attr-defined,no-any-return]

    def pending(self) -> int:
        return self._tls.pending()

    def shutdown(self, how: int) -> None:
        """Half-close with SHUT_WR; SHUT_RDWR ends the connection."""
        if how == socket.SHUT_WR:
            self._tls.shutdown_send()
        else:
            self._ended_here = True
            socket.socket.shutdown(self, how)

    def unwrap(self) -> socket.socket:
        raise NotImplementedError("the connection ends with TLS: use shutdown(SHUT_WR), and close")

    def close(self) -> None:
        super().close()
        if self.fileno() == -1:  # no file of makefile uses it any more
            self._tls.close()

    def _limit(self) -> float:
        """The limit of a wait in seconds, from settimeout."""
        return self.gettimeout() or math.inf


def _bad_descriptor() -> OSError:
    """The error that the methods of a socket raise after `close`."""
    return OSError(errno.EBADF, os.strerror(errno.EBADF))


def _refuse_flags(flags: int) -> None:
    if flags:
        raise ValueError("TLS knows no flags of recv and send")
