"""Request bodies: the types of `data`, and how they are sent."""

from __future__ import annotations

import gzip
import io
import os
import re
import tempfile
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from support.scripted_server import PATIENCE, Early, Peer, Request, Server, Step, head, reply, until

from dockline import Client
from dockline.errors import InvalidParameter

BIG = bytes(range(256)) * 5000  # over a megabyte, so it is sent in several parts


@pytest.fixture
def send(serve: Callable[..., Server]) -> Callable[..., Request]:
    """Returns the upload as the server sees it."""

    def send(data: Any, op: str = "PutContainerArchive", **params: Any) -> Request:
        server = serve(reply())
        with server.client("images" if op == "ImageLoad" else "containers") as client:
            if op == "PutContainerArchive":
                params = {"id": "web", "path": "/", **params}
            assert client.invoke({"op": op, "params": params, "data": data}) in (None, [])
        assert server.only.whole
        return server.only

    return send


def sized(seen: Request, body: bytes) -> bool:
    """Tells whether this body came with its size."""
    sizes = seen.field("Content-Length"), seen.field("Transfer-Encoding")
    return seen.body == body and sizes == (str(len(body)), None)


def in_chunks(seen: Request, body: bytes) -> bool:
    sizes = seen.field("Content-Length"), seen.field("Transfer-Encoding")
    return seen.body == body and sizes == (None, "chunked")


# --- Values --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "body"),
    [
        (
            {"Image": "a", "Tty": True, "Env": ["ü"], "X": None},
            '{"Image":"a","Tty":true,"Env":["ü"],"X":null}'.encode(),
        ),
        ({}, b"{}"),
        ([], b"[]"),
        ('{"Image": "é"}', '{"Image": "é"}'.encode()),
        (b'{"Image": "a"}', b'{"Image": "a"}'),
    ],
)
def test_json(send: Callable[..., Request], data: Any, body: bytes) -> None:
    seen = send(data, "ContainerCreate")
    assert sized(seen, body)
    assert seen.field("Content-Type") == "application/json"


@pytest.mark.parametrize(
    ("op", "data", "label", "api"),
    [
        ("ContainerCreate", {"name": "web", "Image": "a"}, "name", ("docker", "v1.41")),
        ("ContainerCreate", {"Name": "web", "Image": "a"}, "name", ("docker", "v1.41")),
        ("ContainerCreate", {"Platform": "linux/arm64"}, "platform", ("docker", "v1.41")),
        ("ContainerCreate", {"Name": "web"}, "name", ("podman", "v4.3.1")),
        ("ContainerExec", {"Cmd": ["true"], "id": "web"}, "id", ("docker", "v1.41")),
        ("ImageCommit", {"Repo": "a"}, "repo", ("docker", "v1.41")),
        ("NetworkConnect", {"id": "net", "Container": "web"}, "id", ("docker", "v1.41")),
        ("NodeUpdate", {"Version": {"Index": 5}, "Role": "worker"}, "version", ("docker", "v1.41")),
        ("ServiceUpdate", {"rollback": "previous"}, "rollback", ("docker", "v1.55")),
        ("SwarmUpdate", {"RotateWorkerToken": True}, "rotateWorkerToken", ("docker", "v1.25")),
        ("ManifestModifyLibpod", {"tlsVerify": True}, "tlsVerify", ("podman", "v5.4.2")),
    ],
)
def test_a_parameter_in_a_json_body_is_refused(op: str, data: Any, label: str, api: tuple[str, str]) -> None:
    from .test_parameters import operation

    params = {"id": "web", "name": "web"} if op not in ("ContainerCreate", "ImageCommit", "SwarmUpdate") else {}
    params = {name: value for name, value in params.items() if name in operation(op, *api).parameters}
    params |= {"version": 5} if "version" in operation(op, *api).parameters else {}
    with pytest.raises(InvalidParameter, match=f"{op} takes '{label}' as a parameter.*into params"):
        operation(op, *api).request(params, data)


@pytest.mark.parametrize(
    ("op", "data", "api"),
    [
        # These are names of fields in the body. Some are also parameters.
        ("VolumeCreate", {"Name": "data"}, ("docker", "v1.41")),
        ("NetworkCreate", {"Name": "net"}, ("docker", "v1.41")),
        ("ContainerCreateLibpod", {"name": "web"}, ("podman", "v5.4.2")),
        ("PodCreateLibpod", {"name": "web"}, ("podman", "v5.4.2")),
        ("ServiceCreate", {"Name": "web"}, ("docker", "v1.41")),
        ("ContainerCreate", {"Labels": {"name": "web"}}, ("docker", "v1.41")),
        # dockline does not inspect text.
        ("ContainerCreate", '{"name": "web"}', ("docker", "v1.41")),
    ],
)
def test_a_name_of_the_body_is_none_of_a_parameter(op: str, data: Any, api: tuple[str, str]) -> None:
    from .test_parameters import operation

    assert operation(op, *api).request({}, data).content.in_memory


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
@pytest.mark.parametrize("size", [1, 64 << 10, (64 << 10) + 1, len(BIG)])
def test_bytes(send: Callable[..., Request], kind: type, size: int) -> None:
    seen = send(kind(BIG[:size]))
    assert sized(seen, BIG[:size])
    assert seen.field("Content-Type") == "application/x-tar"


def test_a_memoryview_with_gaps_or_of_numbers(send: Callable[..., Request]) -> None:
    assert sized(send(memoryview(b"abcdef")[::2]), b"ace")
    assert sized(send(memoryview(b"abcdefgh").cast("I")), b"abcdefgh")


def test_what_is_changed_later_was_sent_before() -> None:
    data = bytearray(b"abc")
    from dockline.request.content import content

    body = content(data)
    data[:] = b"xyz"
    assert body.in_memory == b"abc"


def test_an_empty_body_has_a_size_and_no_type(send: Callable[..., Request]) -> None:
    for data in (b"", "", io.BytesIO(), None):
        seen = send(data, "ContainerWait", id="web") if data is None else send(data)
        assert sized(seen, b"")
        assert seen.field("Content-Type") is None


# --- Files ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "data.tar"
    path.write_bytes(BIG)
    return path


@pytest.mark.parametrize("buffering", [-1, 0])
@pytest.mark.parametrize("offset", [0, 1000, len(BIG) - 1])
def test_a_file_is_sent_from_where_it_stands(
    send: Callable[..., Request], path: Path, buffering: int, offset: int
) -> None:
    with path.open("rb", buffering=buffering) as file:
        file.read(10)
        file.seek(offset)
        assert sized(send(file), BIG[offset:])
        assert file.tell() == len(BIG)
        assert not file.closed


def at_end(tmp_path: Path) -> Iterator[Any]:
    """Makes files with content whose position is at their end."""
    (tmp_path / "plain").write_bytes(b"tar")
    written = io.BytesIO()
    written.write(b"tar")
    read = (tmp_path / "plain").open("rb")
    read.read()
    beyond = (tmp_path / "plain").open("rb", buffering=0)
    beyond.seek(5)
    unpacked = gzip.GzipFile(tmp_path / "packed", "wb")
    unpacked.write(b"tar")
    unpacked.close()
    unpacked = gzip.GzipFile(tmp_path / "packed")
    unpacked.read()
    yield from (written, read, beyond, unpacked)
    with tempfile.SpooledTemporaryFile() as spooled, tempfile.TemporaryFile() as temporary:
        for file in (spooled, temporary):
            file.write(b"tar")
            yield file


def test_a_file_at_its_end_is_refused(ask: Callable[..., Client], tmp_path: Path) -> None:
    containers = ask()  # the server answers no request
    for file in at_end(tmp_path):
        with file, pytest.raises(InvalidParameter, match=r"is at its end.*seek\(0\)"):
            containers.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=file)


def test_an_empty_file_is_sent_empty(send: Callable[..., Request], tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    with (tmp_path / "empty").open("rb") as file:
        assert sized(send(file), b"")
    assert sized(send(io.BytesIO()), b"")


def test_a_file_in_memory(send: Callable[..., Request]) -> None:
    file = io.BytesIO(BIG)
    file.seek(7)
    assert sized(send(file), BIG[7:])


def test_a_temporary_file(send: Callable[..., Request]) -> None:
    for kind in (tempfile.TemporaryFile, tempfile.NamedTemporaryFile, tempfile.SpooledTemporaryFile):
        with kind() as file:
            file.write(BIG)
            file.seek(0)
            assert sized(send(file), BIG)


def test_a_compressed_file_is_as_long_as_what_it_gives(send: Callable[..., Request], tmp_path: Path) -> None:
    with gzip.open(tmp_path / "data.tar.gz", "wb") as file:
        file.write(BIG)
    with gzip.open(tmp_path / "data.tar.gz") as file:
        seen = send(file, "ImageLoad")
    assert seen.body == BIG


def test_a_pipe_has_no_size(send: Callable[..., Request]) -> None:
    reading, writing = os.pipe()

    def write() -> None:
        with os.fdopen(writing, "wb") as file:
            file.write(BIG)

    thread = threading.Thread(target=write)
    thread.start()
    with os.fdopen(reading, "rb") as file:
        assert in_chunks(send(file), BIG)
    thread.join()


def test_a_device_has_no_size(send: Callable[..., Request]) -> None:
    with Path("/dev/null").open("rb") as file:
        assert in_chunks(send(file), b"")


class Reader:
    """A minimal file object: it has only what dockline needs."""

    def __init__(self, *parts: Any) -> None:
        self.parts = list(parts)

    def read(self, size: int) -> Any:
        return self.parts.pop(0) if self.parts else b""


def test_a_reader_of_no_known_size(send: Callable[..., Request]) -> None:
    assert in_chunks(send(Reader(b"ab", bytearray(b"c"), memoryview(b"d"))), b"abcd")


def test_a_file_that_grows_is_sent_as_it_was(send: Callable[..., Request], path: Path) -> None:
    class Growing(io.FileIO):
        def read(self, size: int | None = -1) -> bytes:
            with path.open("ab") as more:
                more.write(b"more")
            return super().read(-1 if size is None else size)

    with Growing(path) as file:
        assert sized(send(file), BIG)


def test_a_file_that_shrinks_is_an_error(serve: Callable[..., Server], path: Path) -> None:
    server = serve(Peer.hold)
    with server.client() as client, path.open("rb", buffering=0) as file:
        original = file.read

        class Shrinking(Reader):
            fileno, tell, seek = file.fileno, file.tell, file.seek

            def read(self, size: int) -> bytes:
                os.truncate(path, 300_000)
                return original(size)

        with pytest.raises(InvalidParameter, match="data ended 980000 bytes early: the file has become shorter"):
            upload(client, Shrinking())
    server.close()
    assert (len(server.only.body), server.only.whole) == (300_000, False)


def upload(client: Client, data: Any) -> Any:
    return client.invoke("PutContainerArchive", params={"id": "web", "path": "/"}, data=data)


# --- Iterables -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "parts",
    [(), (b"",), (b"a",), (b"", b"a", b"", b"bc", b""), (bytearray(b"a"), memoryview(b"b")), (BIG, BIG), (b"x",) * 500],
)
def test_an_iterable_is_sent_in_chunks(send: Callable[..., Request], parts: tuple[bytes, ...]) -> None:
    assert in_chunks(send(iter(parts)), b"".join(parts))
    assert in_chunks(send(part for part in parts), b"".join(parts))
    assert in_chunks(send(parts), b"".join(parts))


def test_each_part_goes_out_at_once(serve: Callable[..., Server]) -> None:
    arrived = threading.Event()

    def play(peer: Peer) -> None:
        assert peer.file.readline() + peer.file.read(7) == b"5\r\nfirst\r\n"
        arrived.set()
        assert peer.file.read(16) == b"6\r\nsecond\r\n0\r\n\r\n"
        peer.send(reply())

    def parts() -> Iterator[bytes]:
        yield b"first"
        assert arrived.wait(PATIENCE)
        yield b"second"

    with serve(Early([play])).client() as client:
        assert upload(client, parts()) is None


class Broken(Exception):
    pass


def test_an_error_before_the_first_part_comes_before_anything_is_sent(serve: Callable[..., Server]) -> None:
    def parts() -> Iterator[bytes]:
        raise Broken
        yield

    server = serve(reply())
    with server.client() as client:
        with pytest.raises(Broken):
            upload(client, parts())
        assert client.invoke("ContainerList") is None
    assert server.only.method == "GET"


@pytest.mark.parametrize("before", [1, 3])
def test_an_error_of_the_iterable_passes_through_and_the_connection_goes(
    serve: Callable[..., Server], before: int
) -> None:
    def parts() -> Iterator[bytes]:
        yield from [b"part"] * before
        raise Broken

    server = serve(always=reply())
    with server.client() as client:
        with pytest.raises(Broken):
            upload(client, parts())
        assert client.invoke("ContainerList") is None
    server.close()
    cut, after = (peer.requests[0] for peer in server.peers)
    assert (cut.body, cut.whole) == (b"part" * before, False)
    assert (server.counts, after.method) == ([1, 1], "GET")


# --- Refused data --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        5,
        1.5,
        True,
        object(),
        io.StringIO("text"),
        "\ud800",
        {"a": object()},
        {1: 2},
        [{1, 2}],
        {"a": "\ud800"},
    ],
    ids=lambda data: re.sub(" at 0x[0-9a-f]+", "", repr(data)),
)
def test_what_can_not_be_a_body_is_never_sent(serve: Callable[..., Server], data: Any) -> None:
    server = serve()
    with server.client() as client:
        for op, params in (("ContainerCreate", {}), ("PutContainerArchive", {"id": "web", "path": "/"})):
            with pytest.raises(InvalidParameter, match="data"):
                client.invoke(op, params=params, data=data)
    assert server.peers == []


def test_a_text_file_is_never_sent(serve: Callable[..., Server], path: Path) -> None:
    server = serve()
    with server.client() as client, path.open(encoding="latin-1") as file, tempfile.NamedTemporaryFile("w+") as other:
        for text in (file, other):
            with pytest.raises(InvalidParameter, match="binary"):
                upload(client, text)
    assert server.peers == []


@pytest.mark.parametrize("data", [Reader("text"), ("text",), (5,), range(3), iter([b"", "b"])])
def test_a_first_part_that_is_no_bytes_is_never_sent(serve: Callable[..., Server], data: Any) -> None:
    server = serve(reply())
    with server.client() as client:
        with pytest.raises(InvalidParameter, match="data must be a"):
            upload(client, data)
        assert client.invoke("ContainerList") is None
    assert server.only.method == "GET"


@pytest.mark.parametrize("data", [Reader(b"a", None), iter([b"a", "b"])])
def test_later_parts_that_are_no_bytes_end_the_request(serve: Callable[..., Server], data: Any) -> None:
    server = serve(b"")
    with server.client() as client, pytest.raises(InvalidParameter, match="data must be a"):
        upload(client, data)
    server.close()
    assert not server.only.whole


def test_an_operation_without_a_body_takes_no_data(serve: Callable[..., Server]) -> None:
    server = serve()
    with server.client() as client:
        with pytest.raises(InvalidParameter, match="ContainerList takes no data"):
            client.invoke("ContainerList", data={})
        with pytest.raises(InvalidParameter, match="ContainerCreate needs data: application/json"):
            client.invoke("ContainerCreate")
        with pytest.raises(InvalidParameter, match="bytes or a binary file for PutContainerArchive: application/x-tar"):
            upload(client, {"a": 1})
    assert server.peers == []


# --- Early answers -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["close", "reset", "shutdown", None])
@pytest.mark.parametrize("chunks", [True, False], ids=["chunks", "sized"])
def test_a_refusal_ends_a_large_upload(
    serve: Callable[..., Server], family: str, ending: str | None, chunks: bool
) -> None:
    refused = threading.Event()
    missing = reply({"message": "no such container"}, 404)
    endings: dict[str | None, tuple[Step, ...]] = {
        "close": (lambda peer: peer.file.read(1000), Peer.close),
        "reset": (lambda peer: peer.file.read(1000), Peer.reset),
        "shutdown": (Peer.shutdown, Peer.hold),
        None: (until(refused),),
    }

    def endless() -> Iterator[bytes]:
        while True:
            yield BIG

    with serve(*[Early([missing, *endings[ending]])] * 3, family=family).client() as client:
        for _ in range(3):
            data = endless() if chunks else BIG * 20
            assert upload(client, data) == {"message": "no such container"}
    refused.set()


def test_a_success_that_comes_early_does_not_end_the_upload(serve: Callable[..., Server], family: str) -> None:
    bodies = []

    def play(peer: Peer) -> None:
        bodies.append(peer.file.read(len(BIG) * 3))

    with serve(Early([head(content_length=4), b"do", play, b"ne"]), family=family).client("images") as client:
        stream = client.invoke("ImageLoad", data=BIG * 3, as_="stream")
        assert stream.read() == b"done"
    assert bodies == [BIG * 3]
