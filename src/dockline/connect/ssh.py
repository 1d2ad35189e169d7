"""Connections by ssh://. The system's ssh runs `dial-stdio` on the remote machine, or forwards the engine's socket.

Each connection has an ssh process of its own.
"""

from __future__ import annotations

import os
import shlex
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote

from dockline import redaction
from dockline._wire.connection import Connection
from dockline._wire.errors import connect_timed_out
from dockline._wire.head import request_head
from dockline._wire.rawsocket import RawSocket, clock
from dockline.connect.connector import ConnectAttempt, Connector
from dockline.connect.uri import host_of
from dockline.errors import ConnectError, DocklineError, InvalidParameter, TimedOut
from dockline.spec.engines import Engine

# ssh asks nothing at the terminal: keys come from the user's configuration and agent. After `--`, a host can't be taken
# for an option. ssh may share a master connection that the user has opened. It never becomes a master itself.
_SSH = ("ssh", "-T", "-o", "BatchMode=yes", "-o", "ControlMaster=no")
# ssh accepts any key of the host, stores none, and prints no warning.
_UNVERIFIED = (
    *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "GlobalKnownHostsFile=/dev/null"),
    *("-o", "LogLevel=ERROR"),
)
_FORWARD = ("-N", "-o", "ExitOnForwardFailure=yes", "-o", "ControlPath=none")
# ssh notices a peer that has vanished after ServerAliveCountMax of these intervals. The default is three.
_KEEP_ALIVE = ("-o", "ServerAliveInterval=30")
_MAX_CONFIG_QUERY = 5  # seconds to wait for ssh to print the user's configuration
_MAX_ENDING = 2  # seconds to wait for the end of the process after the end of its output
_FORWARD_MAX_ENDING = 0.1  # the same for a forward: its process does not end with the connection
_MAX_ERROR_MESSAGE = 4096  # bytes of the error output that a message shows
# How a remote machine reports a missing command: a shell by its status (POSIX 2.8.2), docker and podman by a message.
_NO_COMMAND = 127
_MISSING_COMMAND_MESSAGES = ("not found", "is not a docker command", "unknown command", "unrecognized command")


class SshConnector(Connector):
    """Connects to an engine on a remote machine.

    - `destination`: `host` or `user@host`.
    - `path`: the engine's socket there. If it is empty, the engine's command on that machine chooses the socket.
    - `identity`: the path of a private key. ssh tries it besides the keys of the user's configuration.
    - `verify`: the key of the host must be known.
    """

    def __init__(
        self,
        engine: Engine,
        destination: str,
        port: int | None,
        path: str,
        identity: str | None = None,
        *,
        verify: bool = True,
    ) -> None:
        self.engine = engine
        self.destination = destination
        self.path = path
        self._options = ["-p", str(port)] if port else []
        self._shown_options = list(self._options)
        if identity is not None:
            self._options += ["-i", identity]
            self._shown_options += ["-i", redaction.path(identity)]
        if not verify:
            self._options += _UNVERIFIED
            self._shown_options += _UNVERIFIED
        self._must_forward = False
        self._keep_alive: tuple[str, ...] | None = None

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        deadline = clock() + limit
        if self._keep_alive is None:
            self._keep_alive = self._keep_alive_options(limit, attempt)
        if not self._must_forward:
            try:
                return self._ping_through(self._run_dial_stdio(attempt), deadline)
            except _NoDialStdio as error:
                no_dial_stdio = error
        try:
            raw = self._ping_through(self._forward_socket(deadline, attempt), deadline)
        except ConnectError as error:
            if self._must_forward:
                raise
            raise ConnectError(
                f"{self.destination} can't run `{' '.join(self.engine.dial_stdio)}` ({no_dial_stdio}), "
                f"and a forward of {redaction.without_password(self._remote_path)} fails: {error}"
            ) from error
        self._must_forward = True
        return raw

    def hand_over(self, raw: Any) -> SshSocket:
        return SshSocket(raw)

    def curl(self) -> tuple[str, list[str], str]:
        local_path = "./engine.sock"
        forward = shlex.join(
            [
                "ssh",
                "-fNT",
                *self._shown_options,
                "-L",
                f"{local_path}:{redaction.without_password(self._remote_path)}",
                "--",
                self.destination,
            ]
        )
        return f"{forward} && ", ["--unix-socket", local_path], f"http://{self.host}"

    def _run_dial_stdio(self, attempt: ConnectAttempt) -> SshRawSocket:
        """Connects to the engine through the standard input and output of its command on the remote machine."""
        program, *words = self.engine.dial_stdio
        address_option = [self.engine.uri_option, f"unix://{self.path}"] if self.path else []
        our_end, process_end = socket.socketpair()
        with our_end, process_end:
            remote_command = shlex.join([program, *address_option, *words])
            command = [*_SSH, *(self._keep_alive or ()), *self._options, "--", self.destination, remote_command]
            raw = SshRawSocket(our_end.detach(), SshProcess(command, process_end, process_end))
            attempt.register(raw)
            return raw

    def _forward_socket(self, deadline: float, attempt: ConnectAttempt) -> SshRawSocket:
        """Connects to the engine through a local socket that ssh forwards.

        The local socket is in a folder that only this user can enter. The folder is removed after the connection.
        """
        with tempfile.TemporaryDirectory(prefix="dockline-") as folder:
            local_path = Path(folder, "socket")
            options = [*_SSH, *_FORWARD, *(self._keep_alive or ()), *self._options]
            command = [*options, "-L", f"{local_path}:{self._remote_path}", "--", self.destination]
            process = SshProcess(command, subprocess.DEVNULL, subprocess.DEVNULL)
            try:
                while not local_path.exists():
                    attempt.check_cancelled()
                    if process.wait(0.02) is not None:
                        raise ConnectError(process.error_message())
                    if clock() >= deadline:
                        raise connect_timed_out()
                local_socket = RawSocket.connect_unix(os.fsencode(local_path), deadline - clock(), attempt.register)
                raw = SshRawSocket(local_socket.detach(), process, ends_with_process=False)
            except BaseException:
                process.close()
                raise
            attempt.register(raw)
            return raw

    def _keep_alive_options(self, limit: float, attempt: ConnectAttempt) -> tuple[str, ...]:
        """Returns the options by which ssh notices a peer that has vanished.

        The options would override an interval of the user's configuration. So this asks ssh for the configuration, and
        returns no options if it has an interval.
        """
        # This query does not use batch mode: Debian's ssh has another default there.
        query = ["ssh", "-G", "-T", *self._options, "--", self.destination]
        with tempfile.TemporaryFile() as output:
            process = SshProcess(query, subprocess.DEVNULL, output)
            try:
                attempt.register(process)
                process.wait(min(limit, _MAX_CONFIG_QUERY))
            finally:
                process.close()
            attempt.check_cancelled()
            output.seek(0)
            return _KEEP_ALIVE if b"serveraliveinterval 0" in output.read().lower().splitlines() else ()

    @property
    def _remote_path(self) -> str:
        # Without a path: the usual socket that is the same for all users.
        return self.path or next(path for path in self.engine.sockets if path.startswith("/"))

    def _ping_through(self, raw: SshRawSocket, deadline: float) -> SshRawSocket:
        """Returns the socket after the engine has answered a ping through it.

        ssh does not report that the connection stands: only an answer proves it.
        """
        connection = Connection(raw)
        try:
            connection.begin(b"HEAD", False, deadline)
            connection.send(request_head("HEAD", "/_ping", self.request_defaults.fields))
            connection.end_request()
            connection.read_head()
            if not connection.reusable:
                raise ConnectError(f"the peer at {self.destination} is not an engine")
        except ConnectError as error:
            if raw.process.lacks_command(raw.max_ending):
                raise _NoDialStdio(raw.process.error_message()) from error
            raise ConnectError(raw.process.error_message() or str(error)) from error
        except DocklineError as error:
            if isinstance(error, TimedOut):
                raise
            raise ConnectError(f"the peer at {self.destination} is not an engine: {error}") from error
        finally:
            if not connection.reusable:
                connection.close()
        return raw


class _NoDialStdio(Exception):
    """The remote machine does not have the engine's command, or the command does not know `dial-stdio`."""


class SshProcess:
    """A running ssh. `stdin` and `stdout` are files, sockets or `subprocess.DEVNULL`."""

    def __init__(self, command: list[str], stdin: Any, stdout: Any) -> None:
        self._owner = os.getpid()
        # A file, not a pipe: ssh never has to wait until its errors are read.
        self._stderr = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        try:
            # A session of its own: Ctrl-C at the terminal interrupts the program, not ssh.
            self._process = subprocess.Popen(  # noqa: S603 - no shell here; the words for the remote shell are quoted
                command, stdin=stdin, stdout=stdout, stderr=self._stderr, start_new_session=True
            )
        except OSError as error:
            self._stderr.close()
            raise ConnectError(f"ssh can't be started: {error.strerror}; is it installed, and in PATH?") from error

    def wait(self, seconds: float) -> int | None:
        """Waits at most `seconds` for the process to end. Returns its exit status, or None if it still runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def lacks_command(self, seconds: float) -> bool:
        """Waits at most `seconds` for the process to end. Returns True if the remote machine lacks the command."""
        status = self.wait(seconds)
        message = self.error_message().lower()
        return status == _NO_COMMAND or (
            status not in (None, 0, 255) and any(words in message for words in _MISSING_COMMAND_MESSAGES)
        )

    def error_message(self) -> str:
        """Returns the end of the error output, and the exit status unless it is 0. Returns "" if there is neither."""
        if self._stderr.closed:
            return ""
        self._stderr.seek(0, os.SEEK_END)
        self._stderr.seek(max(0, self._stderr.tell() - _MAX_ERROR_MESSAGE))
        text = self._stderr.read().decode(errors="replace").strip().replace("\r", "")
        status = self._process.poll()
        if not status:
            return f"ssh says: {text}" if text else ""
        return f"ssh failed with status {status}: {text}" if text else f"ssh failed with status {status}"

    def close(self) -> None:
        """Ends the process. May be called twice. Does nothing in a forked child."""
        if os.getpid() != self._owner or self._stderr.closed:
            return
        self._process.terminate()
        if self.wait(2) is None:
            self._process.kill()
            self._process.wait()
        self._stderr.close()


class SshRawSocket(RawSocket):
    """A raw socket whose other end is an ssh process. `close` also ends the process.

    `ends_with_process`: the process ends when the connection ends. The process of a forward does not.
    """

    def __init__(self, fd: int, process: SshProcess, *, ends_with_process: bool = True) -> None:
        super().__init__(fd)
        self.process = process
        self.max_ending = _MAX_ENDING if ends_with_process else _FORWARD_MAX_ENDING

    def close_reason(self) -> str:
        return self.process.error_message() if self.process.wait(self.max_ending) else ""

    def close(self) -> None:
        super().close()
        self.process.close()

    def __del__(self) -> None:
        self.close()


class SshSocket(socket.socket):
    """The result of as="socket" over ssh. Closing it ends the ssh process."""

    def __init__(self, raw: SshRawSocket) -> None:
        self._raw = raw  # it ends the process even if the caller drops this socket without `close`
        super().__init__(fileno=raw.detach())

    def close(self) -> None:
        super().close()
        if self.fileno() == -1:  # else a file made by `makefile` still uses it
            self._raw.close()


def ssh_connector(parts: SplitResult, path: str, engine: Engine, identity: Any, *, verify: bool) -> SshConnector:
    """Makes the connector for `ssh://user@host:port/path/of/the.sock`. Only the host is required.

    Raises InvalidParameter. The user and the host may have only the characters of such names, because the user's
    configuration of ssh may pass them to a shell (`ProxyCommand`, `Match exec`).
    """
    user, _, host_and_port = parts.netloc.rpartition("@")
    user, colon, _ = user.partition(":")
    user = unquote(user)
    for part, text in (("user", user), ("host", host_and_port)):
        if text.startswith("-"):
            raise InvalidParameter(f"ssh would take the {part} of the uri for an option: it begins with '-'")
    # Not in lower case: a name in the user's ssh configuration may have capital letters.
    host = host_of(parts, idna=False)
    if colon:
        raise InvalidParameter("the uri has a password: ssh takes keys, of a file or an agent")
    if not host or parts.query or parts.fragment:
        raise InvalidParameter("an ssh:// uri is like 'ssh://user@host:port' or 'ssh://host/path/of/the.sock'")
    # The user of a domain is written `DOMAIN\user` or `user@domain`.
    if user.endswith("\\") or not all(character.isalnum() or character in "-._+@\\" for character in user):
        raise InvalidParameter(
            "the user in an ssh:// uri may have only letters, digits, '-', '.', '_', '+', '@' and '\\'"
        )
    if not isinstance(identity, (str, os.PathLike, type(None))):
        raise InvalidParameter(f"identity must be the path of a private key, not {redaction.describe_type(identity)}")
    identity = None if identity is None else os.fsdecode(identity)
    try:
        usable = identity is None or not any(control in os.fsencode(identity) for control in b"\0\n")
    except UnicodeEncodeError:
        usable = False
    if not usable:
        raise InvalidParameter("identity must be the path of a private key: it has a NUL, a surrogate or several lines")
    return SshConnector(
        engine,
        f"{user}@{host}" if user else host,
        parts.port,
        "" if path == "/" else path,
        identity,
        verify=verify,
    )
