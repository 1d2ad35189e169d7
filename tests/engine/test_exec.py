"""Commands in a running container: their output, input, exit code and terminal."""

from __future__ import annotations

import hashlib
import os
import socket
from concurrent.futures import ThreadPoolExecutor

import pytest
from support.aio_facade import Socket
from support.waiting import PATIENCE, wait_until

from dockline.errors import APIError, ConnectError, InvalidParameter, NotFound, ProtocolError

SIZE = 5_000_000
BOTH = ("sh", "-c", "echo out; echo err >&2; exit 3")
OUTPUT = {"AttachStdout": True, "AttachStderr": True}
WITH_INPUT = {**OUTPUT, "AttachStdin": True}
START = {"Detach": False}


@pytest.fixture
def create(containers, shared):
    """Creates an exec in a running container. Returns its ID."""
    target = shared("sleep", "600", wait=False)

    def create(*command: str, **config: object) -> str:
        data = {"Cmd": command, **OUTPUT, **config}
        return containers("ContainerExec", target, data=data)["Id"]

    return create


def inspect(execs, exec_id: str) -> dict:
    """Inspects an exec after its end. The stream ends before the engine has noted that."""
    wait_until(lambda: not execs("ExecInspect", exec_id)["Running"], 0.05)
    return execs("ExecInspect", exec_id)


def by_stream(records) -> dict[int, bytes]:
    joined = {1: b"", 2: b""}
    for stream, payload in records:
        joined[stream] += payload
    return joined


@pytest.mark.every_endpoint
def test_data(execs, create):
    exec_id = create(*BOTH)
    assert not execs("ExecInspect", exec_id)["Running"]
    data = execs("ExecStart", exec_id, data=START)
    assert sorted(data.splitlines()) == [b"err", b"out"]
    assert inspect(execs, exec_id)["ExitCode"] == 3


def test_data_of_nothing(execs, create):
    exec_id = create("true")
    assert execs("ExecStart", exec_id, data=START) == b""
    assert inspect(execs, exec_id)["ExitCode"] == 0


def test_response(execs, create):
    response = execs("ExecStart", create("printf", "text"), data=START, as_="response")
    assert (response.status, response.body) == (101, b"text")


def test_stream(execs, create):
    with execs("ExecStart", create(*BOTH), data=START, as_="stream") as stream:
        assert stream.multiplexed is True
        assert by_stream(stream.frames()) == {1: b"out\n", 2: b"err\n"}
    with execs("ExecStart", create(*BOTH), data=START, as_="stream") as stream:
        assert sorted(stream.lines(tagged=True)) == [(1, b"out"), (2, b"err")]


def test_copy_to(execs, create, tmp_path):
    stream = execs("ExecStart", create(*BOTH), data=START, as_="stream")
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        assert stream.copy_to(out, err) == (4, 4)
    assert (tmp_path / "out").read_bytes() == b"out\n"
    assert (tmp_path / "err").read_bytes() == b"err\n"


def test_socket(execs, create):
    connection = execs("ExecStart", create("printf", "text"), data=START, as_="socket")
    assert isinstance(connection, (socket.socket, Socket))
    with connection, connection.makefile("rb") as file:
        assert file.read() == b"\1\0\0\0\0\0\0\4text"


@pytest.mark.parametrize("as_", ["stream", "socket"])
def test_input(execs, create, as_):
    sent = os.urandom(SIZE)
    exec_id = create("sha256sum", **WITH_INPUT)
    attached = execs("ExecStart", exec_id, data=START, as_=as_)
    with attached:
        if as_ == "socket":
            attached.sendall(sent)
            attached.shutdown(socket.SHUT_WR)
            with attached.makefile("rb") as file:
                line = file.read()[8:]
        else:
            attached.write(sent)
            attached.half_close()
            line = attached.lines().__next__()
    assert line.split()[0].decode() == hashlib.sha256(sent).hexdigest()
    assert inspect(execs, exec_id)["ExitCode"] == 0


def test_input_and_output_at_once(execs, create):
    sent = os.urandom(SIZE)

    def feed(stream):
        stream.write(sent)
        stream.half_close()

    with (
        execs("ExecStart", create("cat", **WITH_INPUT), data=START, as_="stream") as stream,
        ThreadPoolExecutor(1) as pool,
    ):
        feeding = pool.submit(feed, stream)
        received = b"".join(payload for _, payload in stream.frames())
        feeding.result(PATIENCE)
    assert hashlib.sha256(received).digest() == hashlib.sha256(sent).digest()


@pytest.mark.every_endpoint
def test_input_that_nobody_reads(execs, create, engine):
    """The process has ended, and the engine may keep the connection open: one thread can write first and read later."""
    exec_id = create("sh", "-c", "seq 1000", **WITH_INPUT)
    with execs("ExecStart", exec_id, data=START, as_="stream") as stream:
        with pytest.raises(ConnectError, match="takes no more of this stream"):
            stream.write(bytes(64 << 20))
        lines = []
        try:
            lines.extend(stream.lines(tagged=True, keepends=True))
        except ProtocolError:
            # Podman closes with unread bytes, which resets a TCP connection. Nobody can know if all output has come.
            assert engine.name == "podman"
            assert engine.uri.startswith("tcp:")
    # Podman may add an error of its own to stderr.
    output = b"".join(line for source, line in lines if source == 1)
    whole = b"".join(b"%d\n" % number for number in range(1, 1001))
    # Podman leaves as soon as it can't pass on more of the input. It drops all output that it has not sent by then.
    # That may be all of it.
    assert whole.startswith(output) if engine.name == "podman" else output == whole


class TestTty:
    """Docker's stream is raw by the `Tty` of the start, Podman's by the `Tty` of the create."""

    @pytest.mark.parametrize("start_tty", [None, False, True])
    @pytest.mark.parametrize("create_tty", [False, True])
    def test_decides(self, api, execs, create, create_tty, start_tty):
        exec_id = create("printf", "text", Tty=create_tty)
        data = START if start_tty is None else {**START, "Tty": start_tty}
        raw = bool(start_tty) if api.engine.name == "docker" else create_tty
        with execs("ExecStart", exec_id, data=data, as_="stream") as stream:
            assert stream.multiplexed is not raw
            assert b"".join(stream) == (b"text" if raw else b"\1\0\0\0\0\0\0\4text")

    @pytest.mark.parametrize("create_tty", [False, True])
    @pytest.mark.parametrize("start_tty", [False, True])
    def test_data(self, execs, create, create_tty, start_tty):
        exec_id = create("printf", "text", Tty=create_tty)
        assert execs("ExecStart", exec_id, data={**START, "Tty": start_tty}) == b"text"

    def test_size(self, execs, create):
        # The process may get the new size a little later than a line.
        said = "read line; for i in $(seq 600); do stty size | grep -q '43 132' && break; sleep 0.1; done; stty size"
        exec_id = create("sh", "-c", said, Tty=True, **WITH_INPUT)
        with execs("ExecStart", exec_id, data={**START, "Tty": True}, as_="stream") as stream:
            execs("ExecResize", exec_id, h=43, w=132)
            stream.write(b"go\n")
            assert list(stream.lines()) == [b"go\r", b"43 132\r"]

    def test_json_text_as_the_body(self, execs, create):
        exec_id = create("printf", "text", Tty=True)
        assert execs("ExecStart", exec_id, data=b'{"Detach": false, "Tty": true}') == b"text"


def test_detached(containers, execs, ready):
    """The answer is empty (Podman's is an empty line). The container shows that the process runs."""
    name = ready("sh", "-c", "trap 'exit 4' USR1; echo ready; while :; do sleep 0.1; done")
    exec_id = containers("ContainerExec", name, data={"Cmd": ["kill", "-USR1", "1"], **OUTPUT})["Id"]
    assert not (execs("ExecStart", exec_id, data={"Detach": True}) or "").strip()
    waited = containers("ContainerWait", name)
    assert (int(waited) if isinstance(waited, str) else waited["StatusCode"]) == 4


def test_detached_as_response(execs, create):
    assert execs("ExecStart", create("true"), data={"Detach": True}, as_="response").status == 200


def test_detached_has_no_socket(execs, create):
    with pytest.raises(InvalidParameter, match="with Detach does not hand over its connection"):
        execs("ExecStart", create("true"), data={"Detach": True}, as_="socket")


def test_no_such_exec(execs):
    with pytest.raises(NotFound, match="nobody"):
        execs("ExecStart", "nobody", data=START)
    assert "nobody" in execs("ExecInspect", "nobody", throw_exceptions=False)["message"]


def test_not_running(containers, shared):
    with pytest.raises(APIError) as raised:
        containers("ContainerExec", shared("true"), data={"Cmd": ["true"], **OUTPUT})
    assert raised.value.status in (409, 500)  # Podman 4 answers 500


def test_no_such_command(execs, create):
    """The engine has already answered 101. Its error comes as output, and the exit code reports it."""
    exec_id = create("nothing-like-this")
    assert b"nothing-like-this" in execs("ExecStart", exec_id, data=START)
    assert inspect(execs, exec_id)["ExitCode"] in (126, 127)


@pytest.mark.parametrize("version", ["v1.41", "v1.43"])
@pytest.mark.parametrize("start", [False, True])
@pytest.mark.parametrize("created", [False, True])
def test_dockers_api_of_either_engine(engine, shared, version, created, start):
    """Docker makes frames by the data of the start, Podman by the data of the create. The caller sees no difference."""
    docker = {"engine": "docker", "version": version}
    command = {"Cmd": ["echo", "hi"], "AttachStdout": True, "Tty": created}
    containers = engine.client("containers", throw_exceptions=False, **docker)
    made = containers.invoke("ContainerExec", params={"id": shared("sleep", "600", wait=False)}, data=command)
    if "Id" not in made:
        assert "too new" in made["message"]
        return
    execs = engine.client("exec", throw_exceptions=True, **docker)
    call = {"op": "ExecStart", "params": {"id": made["Id"]}, "data": {"Tty": start}}
    with execs.invoke({**call, "as": "stream"}) as stream:
        assert [line.rstrip(b"\r") for line in stream.lines()] == [b"hi"]
    again = containers.invoke("ContainerExec", params={"id": shared("sleep", "600", wait=False)}, data=command)
    assert execs.invoke({**call, "params": {"id": again["Id"]}}).replace(b"\r", b"") == b"hi\n"
