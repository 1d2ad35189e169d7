"""ssh:// to an engine: the system's ssh runs `dial-stdio` there, or forwards a socket; one process a connection."""

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

# No terminal asks for anything: keys come from the user's configuration and agent. `--`: a host is never an option.
# It may share a master connection that the user has opened, and never becomes the master of others.
_SSH = ("ssh", "-T", "-o", "BatchMode=yes", "-o", "ControlMaster=no")
# Any key of the host will do, none is noted, and nothing is said about it.
_UNVERIFIED = (
    *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o", "GlobalKnownHostsFile=/dev/null"),
    *("-o", "LogLevel=ERROR"),
)
_FORWARD = ("-N", "-o", "ExitOnForwardFailure=yes", "-o", "ControlPath=none")
# A peer that has vanished is noticed after as many of these intervals as ServerAliveCountMax says, three by default.
_KEEP_ALIVE = ("-o", "ServerAliveInterval=30")
_MAX_CONFIG_QUERY = 5  # seconds that the question for the user's configuration may take
_MAX_ENDING = 2  # seconds to wait for the end of the process after the end of its output
_MAX_ERROR_MESSAGE = 4096  # bytes of what ssh says that are shown
# What a far side says of a command that it does not have: a shell (POSIX 2.8.2), docker and podman.
_NO_COMMAND = 127
_MISSING_COMMAND_MESSAGES = ("not found", "is not a docker command", "unknown command", "unrecognized command")


class SshConnector(Connector):
    """To the engine at `path` on `destination` (`host` or `user@host`), else to the one that its command line tool
    finds there. `identity` is the path of a private key, besides those of the user's configuration. `verify`: the
    host's key must be known."""

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
        self._forwards = False
        self._keep_alive: tuple[str, ...] | None = None

    def connect(self, limit: float, attempt: ConnectAttempt) -> RawSocket:
        deadline = clock() + limit
        if self._keep_alive is None:
            self._keep_alive = self._keep_alive_options(limit, attempt)
        if not self._forwards:
            try:
                return self._checked(self._dial(attempt), deadline)
            except _NoDialStdio as missing:
                first = missing
        try:
            raw = self._checked(self._forward(deadline, attempt), deadline)
        except ConnectError as error:
            if self._forwards:
                raise
            raise ConnectError(
                f"{self.destination} can't run `{' '.join(self.engine.dial_stdio)}` ({first}), and a forward of "
                f"{redaction.without_password(self._remote_path)} fails: {error}"
            ) from error
        self._forwards = True
        return raw

    def hand_over(self, raw: Any) -> SshSocket:
        return SshSocket(raw)

    def curl(self) -> tuple[str, list[str], str]:
        near = "./engine.sock"
        forward = shlex.join(
            [
                "ssh",
                "-fNT",
                *self._shown_options,
                "-L",
                f"{near}:{redaction.without_password(self._remote_path)}",
                "--",
                self.destination,
            ]
        )
        return f"{forward} && ", ["--unix-socket", near], f"http://{self.host}"

    def _dial(self, attempt: ConnectAttempt) -> SshRawSocket:
        program, *words = self.engine.dial_stdio
        at = [self.engine.uri_option, f"unix://{self.path}"] if self.path else []
        ours, theirs = socket.socketpair()
        with ours, theirs:
            far = shlex.join([program, *at, *words])
            command = [*_SSH, *(self._keep_alive or ()), *self._options, "--", self.destination, far]
            raw = SshRawSocket(ours.detach(), SshProcess(command, theirs, theirs))
            attempt.opened(raw)
            return raw

    def _forward(self, deadline: float, attempt: ConnectAttempt) -> SshRawSocket:
        """Through a socket in a folder that nobody else may enter, which is gone once it is connected."""
        with tempfile.TemporaryDirectory(prefix="dockline-") as folder:
            near = Path(folder, "socket")
            options = [*_SSH, *_FORWARD, *(self._keep_alive or ()), *self._options]
            command = [*options, "-L", f"{near}:{self._remote_path}", "--", self.destination]
            tunnel = SshProcess(command, subprocess.DEVNULL, subprocess.DEVNULL)
            try:
                while not near.exists():
                    attempt.check_cancelled()
                    if tunnel.wait(0.02) is not None:
                        raise ConnectError(tunnel.error_message())
                    if clock() >= deadline:
                        raise connect_timed_out()
                near_socket = RawSocket.connect_unix(os.fsencode(near), deadline - clock(), attempt.opened)
                raw = SshRawSocket(near_socket.detach(), tunnel, ends_with_process=False)
            except BaseException:
                tunnel.close()
                raise
            attempt.opened(raw)
            return raw

    def _keep_alive_options(self, limit: float, attempt: ConnectAttempt) -> tuple[str, ...]:
        """What makes ssh notice a peer that has vanished, unless the user's configuration says when: an option of the
        command line would win over it, so ssh is asked."""
        # Not in batch mode, for which Debian's ssh has another default.
        asks = ["ssh", "-G", "-T", *self._options, "--", self.destination]
        with tempfile.TemporaryFile() as told:
            question = SshProcess(asks, subprocess.DEVNULL, told)
            try:
                attempt.opened(question)
                question.wait(min(limit, _MAX_CONFIG_QUERY))
            finally:
                question.close()
            attempt.check_cancelled()
            told.seek(0)
            return _KEEP_ALIVE if b"serveraliveinterval 0" in told.read().lower().splitlines() else ()

    @property
    def _remote_path(self) -> str:
        # Of the usual sockets the one that is the same for all users.
        return self.path or next(path for path in self.engine.sockets if path.startswith("/"))

    def _checked(self, raw: SshRawSocket, deadline: float) -> SshRawSocket:
        """The tunnel, after the engine has answered through it: before, nothing tells that it stands."""
        connection = Connection(raw)
        try:
            connection.begin(b"HEAD", False, deadline)
            connection.send(request_head("HEAD", "/_ping", self.origin.fields))
            connection.end_request()
            connection.read_head()
            if not connection.reusable:
                raise ConnectError(f"what answers at {self.destination} is not an engine")
        except ConnectError as error:
            if raw.tunnel.lacks_command(raw.max_ending):
                raise _NoDialStdio(raw.tunnel.error_message()) from error
            raise ConnectError(raw.tunnel.error_message() or str(error)) from error
        except DocklineError as error:
            if isinstance(error, TimedOut):
                raise
            raise ConnectError(f"what answers is not an engine: {error}") from error
        finally:
            if not connection.reusable:
                connection.close()
        return raw


class _NoDialStdio(Exception):
    """The far side has no such command."""


class SshProcess:
    """A process of ssh, its standard input and output."""

    def __init__(self, command: list[str], stdin: Any, stdout: Any) -> None:
        self._owner = os.getpid()
        # A file, so that it never waits for who reads it.
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        try:
            # A session of its own: Ctrl-C at the terminal is for the program.
            self._process = subprocess.Popen(  # noqa: S603 - no shell here, and quoted words for the one there
                command, stdin=stdin, stdout=stdout, stderr=self._said, start_new_session=True
            )
        except OSError as error:
            self._said.close()
            raise ConnectError(f"ssh can't be started: {error.strerror}; is it installed, and in PATH?") from error

    def wait(self, seconds: float) -> int | None:
        """Waits at most `seconds` for the process to end. Returns its exit status, or None if it still runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def lacks_command(self, seconds: float) -> bool:
        """Waits at most `seconds` for the process to end. Returns True if the far side lacks the command."""
        status = self.wait(seconds)
        said = self.error_message().lower()
        return status == _NO_COMMAND or (
            status not in (None, 0, 255) and any(words in said for words in _MISSING_COMMAND_MESSAGES)
        )

    def error_message(self) -> str:
        """What it said, if anything, and its exit status, if that is not 0."""
        if self._said.closed:
            return ""
        self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, self._said.tell() - _MAX_ERROR_MESSAGE))
        said = self._said.read().decode(errors="replace").strip().replace("\r", "")
        status = self._process.poll()
        if not status:
            return f"ssh says: {said}" if said else ""
        return f"ssh failed with status {status}: {said}" if said else f"ssh failed with status {status}"

    def close(self) -> None:
        """Nothing is left of it. Idempotent; in a forked child it does nothing."""
        if os.getpid() != self._owner or self._said.closed:
            return
        self._process.terminate()
        if self.wait(2) is None:
            self._process.kill()
            self._process.wait()
        self._said.close()


class SshRawSocket(RawSocket):
    """A raw socket at this end of a tunnel, which ends with it."""

    def __init__(self, fd: int, tunnel: SshProcess, *, ends_with_process: bool = True) -> None:
        super().__init__(fd)
        self.tunnel = tunnel
        self.max_ending = _MAX_ENDING if ends_with_process else 0.1

    def close_reason(self) -> str:
        return self.tunnel.error_message() if self.tunnel.wait(self.max_ending) else ""

    def close(self) -> None:
        super().close()
        self.tunnel.close()

    def __del__(self) -> None:
        self.close()


class SshSocket(socket.socket):
    """A connection through a tunnel that was handed over: a socket that ends its tunnel when it is closed."""

    def __init__(self, raw: SshRawSocket) -> None:
        self._raw = raw  # which ends the tunnel, also where this socket is forgotten
        super().__init__(fileno=raw.detach())

    def close(self) -> None:
        super().close()
        if self.fileno() == -1:  # no file of makefile uses it any more
            self._raw.close()


def ssh_connector(parts: SplitResult, path: str, engine: Engine, identity: Any, *, verify: bool) -> SshConnector:
    """Of a uri `ssh://user@host:port/path/of/the.sock`, of which only the host must be. Raises InvalidParameter.

    The user and the host are of the characters that such names have: they may go through the user's configuration of
    ssh into a shell (`ProxyCommand`, `Match exec`).
    """
    user, _, place = parts.netloc.rpartition("@")
    user, colon, _ = user.partition(":")
    user = unquote(user)
    for part, text in (("user", user), ("host", place)):
        if text.startswith("-"):
            raise InvalidParameter(f"ssh would take the {part} of the uri for an option: it begins with '-'")
    # As it is written: a name of the user's ssh configuration may have capital letters.
    name = host_of(parts, idna=False)
    if colon:
        raise InvalidParameter("the uri has a password: ssh takes keys, of a file or an agent")
    if not name or parts.query or parts.fragment:
        raise InvalidParameter("a uri of ssh is like 'ssh://user@host:port' or 'ssh://host/path/of/the.sock'")
    # A domain's user is like `DOMAIN\user` or `user@domain`.
    if user.endswith("\\") or not all(character.isalnum() or character in "-._+@\\" for character in user):
        raise InvalidParameter("the user of a uri of ssh has letters, digits, '-', '.', '_', '+', '@' and '\\' alone")
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
        f"{user}@{name}" if user else name,
        parts.port,
        "" if path == "/" else path,
        identity,
        verify=verify,
    )
