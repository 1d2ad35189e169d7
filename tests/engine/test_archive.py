"""Copies files into and out of containers. The files are larger than a program should hold in memory."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import sys
import tarfile

import pytest
from support.waiting import PATIENCE

from dockline.errors import NotFound

MEGABYTES = 200
# Runs in a process of its own, because the kernel reports its peak of memory. The imports are done before.
PROGRAM = """
import hashlib, json, os, resource, sys, threading
import dockline

MB = 1 << 20
engine, version, conn, category, suffix, container, size, path = sys.argv[1:]
size = int(size)
conn = json.loads(conn)
client = dockline.client(engine=engine, version=version, category=category, conn=conn, throw_exceptions=True)
params = {"id" if engine == "docker" else "name": container, "path": "/"}
client.invoke("ContainerArchiveInfo" + suffix, params=params)  # everything is loaded
hashed = hashlib.sha256()

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10

def hash_content(tar):
    # Of the one file in the tar, which follows its header.
    left = 512
    while left:
        left -= len(tar.read(left))
    left = size
    while left:
        part = tar.read(min(MB, left))
        hashed.update(part)
        left -= len(part)
    while tar.read(MB):
        pass

before = peak()
%s
print(hashed.hexdigest(), peak() - before)
"""


@pytest.fixture
def measured(engine, api, container):
    """Runs a program with a client. Returns the hash and the growth in bytes that it reports."""

    def run(name: str, piece: str, size: int = 0, path: object = "") -> tuple[str, int]:
        where = [
            engine.name,
            engine.version,
            json.dumps(engine.conn),
            *(("libpod/containers", "Libpod") if api.libpod else ("containers", "")),
        ]
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM % piece, *where, name, str(size), str(path)],
            check=True,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        digest, growth = done.stdout.split()
        return digest, int(growth)

    return run


@pytest.fixture(scope="module")
def tar(tmp_path_factory):
    """Makes a tar archive of one file with random bytes, and the hash of the file.

    The engine may return another archive with the same file.
    """
    path = tmp_path_factory.mktemp("archive") / "big.tar"
    hashed = hashlib.sha256()
    with path.open("wb") as file, open("/dev/urandom", "rb") as random:  # noqa: PTH123
        entry = tarfile.TarInfo("big")
        entry.size = MEGABYTES << 20
        file.write(entry.tobuf())
        for _ in range(MEGABYTES):
            part = random.read(1 << 20)
            hashed.update(part)
            file.write(part)
        file.write(bytes(1024))
    yield path, hashed.hexdigest()
    path.unlink()


FROM_FILE = """
with open(path, "rb") as file:
    client.invoke("PutContainerArchive" + suffix, params=params, data=file)
"""
FROM_GENERATOR = """
def parts():
    with open(path, "rb") as file:
        while part := file.read(MB):
            yield part

client.invoke("PutContainerArchive" + suffix, params=params, data=parts())
"""
TO_PIPE = """
reader, writer = os.pipe()
with client.invoke("ContainerArchive" + suffix, params={**params, "path": "/big"}, as_="stream") as stream:
    with open(reader, "rb") as pipe:
        hashing = threading.Thread(target=hash_content, args=(pipe,))
        hashing.start()
        written, nothing = stream.copy_to(writer)
        os.close(writer)
        hashing.join()
assert written > size and nothing == 0
"""
BY_READ = """
with client.invoke("ContainerArchive" + suffix, params={**params, "path": "/big"}, as_="stream") as stream:
    hash_content(stream)
"""


@pytest.mark.parametrize("put", [FROM_FILE, FROM_GENERATOR], ids=["file", "generator"])
def test_big(measured, container, tar, put):
    """Copies in and out, in both ways, with the same content and little memory."""
    path, digest = tar
    name = container("sleep", "600")
    _, growth = measured(name, put, path=path)
    assert growth < 50 << 20
    got, growth = measured(name, TO_PIPE if put is FROM_FILE else BY_READ, size=MEGABYTES << 20)
    assert got == digest
    assert growth < 50 << 20


def small_tar(**files: bytes) -> bytes:
    """The archive ends with just two empty blocks. With more, Podman 4 sometimes ends its own unpacking early."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mode = 0o640
            tar.addfile(entry, io.BytesIO(content))
        end = tar.offset
    return packed.getvalue()[: end + 2 * tarfile.BLOCKSIZE]


@pytest.mark.every_endpoint
@pytest.mark.parametrize("kind", ["bytes", "file", "iterable"])
def test_small(containers, container, kind):
    name = container("true", start=False)
    packed = small_tar(one=b"1" * 1000, two=b"")
    data = {
        "bytes": packed,
        "file": io.BytesIO(packed),
        "iterable": iter([packed[:100], b"", packed[100:]]),
    }[kind]
    containers("PutContainerArchive", name, data=data, path="/tmp")
    got = containers("ContainerArchive", name, path="/tmp")
    with tarfile.open(fileobj=io.BytesIO(got)) as tar:
        assert tar.extractfile("tmp/one").read() == b"1" * 1000
        assert tar.extractfile("tmp/two").read() == b""


@pytest.mark.engine("docker")
def test_parts_of_a_byte(containers, container):
    """Podman 4 sometimes ends its own unpacking early if the archive ends late."""
    name = container("true", start=False)
    packed = small_tar(one=b"1" * 1000)
    containers("PutContainerArchive", name, data=(bytes([octet]) for octet in packed), path="/tmp")
    assert containers("ContainerArchiveInfo", name, path="/tmp/one", as_="response").status == 200


def test_file_from_its_position(containers, container):
    name = container("true", start=False)
    file = io.BytesIO(b"not this" + small_tar(one=b"1"))
    file.seek(8)
    containers("PutContainerArchive", name, data=file, path="/tmp")
    assert containers("ContainerArchiveInfo", name, path="/tmp/one", as_="response").status == 200


def test_info(containers, container):
    name = container("true", start=False)
    containers("PutContainerArchive", name, data=small_tar(one=b"1" * 1000), path="/tmp")
    response = containers("ContainerArchiveInfo", name, path="/tmp/one", as_="response")
    assert (response.status, response.body) == (200, None)
    info = json.loads(base64.b64decode(response.headers["X-Docker-Container-Path-Stat"]))
    assert (info["name"], info["size"], info["mode"] & 0o777) == ("one", 1000, 0o640)


def test_export(containers, container):
    name = container("true", start=False)
    containers("PutContainerArchive", name, data=small_tar(exported=b"content"), path="/tmp")
    with containers("ContainerExport", name, as_="stream") as stream, tarfile.open(fileobj=stream, mode="r|") as tar:
        members = [member.name for member in tar]
    assert "tmp/exported" in members
    assert "bin/busybox" in members or "bin/sh" in members


@pytest.mark.every_endpoint
@pytest.mark.parametrize("kind", ["file", "generator"])
def test_big_upload_to_nobody(containers, tmp_path, kind):
    """The engine answers and closes long before it has read everything. Its answer counts, not the broken pipe."""
    path = tmp_path / "sparse"
    with path.open("wb") as file:
        file.truncate(MEGABYTES << 20)
    for _ in range(3):
        with path.open("rb") as file, pytest.raises(NotFound, match=r"^404: (?i:.*no such container)"):
            data = file if kind == "file" else iter(lambda file=file: file.read(1 << 16), b"")
            containers("PutContainerArchive", "dockline-nobody", data=data, path="/")
    assert containers("ContainerList", limit=1) is not None


def test_path_that_is_missing(containers, container):
    name = container("true", start=False)
    with pytest.raises(NotFound):
        containers("ContainerArchive", name, path="/nothing/here")


@pytest.mark.engine("docker")
def test_upload_to_a_path_that_is_missing(containers, container):
    """Podman 4 makes the path."""
    with pytest.raises(NotFound):
        containers(
            "PutContainerArchive", container("true", start=False), data=small_tar(one=b"1"), path="/nothing/here"
        )
