"""The spec fetcher, with a server in this process."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.scripted_server import Peer, Server, head, reply

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "tools"))

import fetch_spec

SPEC = b"definitions: {}\nswagger: '2.0'\npaths: {}\n"
PUBLISHED = {
    "/reference/api/engine/version/v1.41.yaml": reply(SPEC),
    "/libpod-master-releases/swagger-v4.3.1.yaml": reply(SPEC),
    "/en/v6.0.0/_static/swagger.yaml": reply(SPEC),
    "/reference/api/engine/version/v1.40.yaml": reply(b"<html>Sorry, that page does not exist: swagger: 2.0</html>"),
    # The server promises more bytes than it sends.
    "/reference/api/engine/version/v1.39.yaml": head(content_length=len(SPEC) + 100) + SPEC,
}


def publish(peer: Peer) -> None:
    peer.send(PUBLISHED.get(peer.requests[-1].path, reply(b"nothing here", 404)))
    peer.close()


@pytest.fixture
def publisher(serve: Callable[..., Server]) -> str:
    return f"http://{serve(always=publish, family='tcp').uri.removeprefix('tcp://')}"


def fetch(specs: Path, base_url: str, *arguments: str) -> int:
    return fetch_spec.main([*arguments, "--specs", str(specs), "--base-url", base_url])


@pytest.mark.parametrize(
    ("engine_name", "version", "url"),
    [
        ("docker", "v1.25", "https://docs.docker.com/reference/api/engine/version/v1.25.yaml"),
        ("podman", "v5.8.2", "https://storage.googleapis.com/libpod-master-releases/swagger-v5.8.2.yaml"),
        ("podman", "v6.0.0", "https://docs.podman.io/en/v6.0.0/_static/swagger.yaml"),
        ("podman", "v10.0.0", "https://docs.podman.io/en/v10.0.0/_static/swagger.yaml"),
    ],
)
def test_where_the_engines_publish(engine_name: str, version: str, url: str) -> None:
    assert fetch_spec.spec_url(engine_name, version) == url


@pytest.mark.parametrize(("engine_name", "version"), [("docker", "v1.41"), ("podman", "v4.3.1"), ("podman", "v6.0.0")])
def test_a_spec_is_stored_in_its_place(tmp_path: Path, publisher: str, engine_name: str, version: str) -> None:
    assert fetch(tmp_path, publisher + "/", engine_name, version) == 0
    file = tmp_path / engine_name / f"{version}.yaml"
    assert [found for found in tmp_path.rglob("*") if found.is_file()] == [file]
    assert file.read_bytes() == SPEC
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_packed_spec_is_replaced_by_a_packed_one(tmp_path: Path, publisher: str) -> None:
    packed = tmp_path / "podman/v4.3.1.yaml.gz"
    packed.parent.mkdir()
    packed.write_bytes(b"old")
    assert fetch(tmp_path, publisher, "podman", "v4.3.1") == 0
    assert gzip.decompress(packed.read_bytes()) == SPEC
    assert list(packed.parent.iterdir()) == [packed]


@pytest.mark.parametrize(
    ("engine_name", "version", "message"),
    [
        ("dokcer", "v1.41", "no engine 'dokcer': one of docker, podman"),
        ("docker", "1.41", "'1.41' is not a version: write it like v1.25"),
        ("docker", "v../etc", "is not a version"),
        ("docker", "v1.24", "docker v1.24 is older than v1.25"),
        ("docker", "v1.99", "/reference/api/engine/version/v1.99.yaml answers 404"),
        ("docker", "v1.40", "not a Swagger spec"),
    ],
)
def test_a_failure_says_why_and_leaves_nothing(
    tmp_path: Path, publisher: str, capsys: pytest.CaptureFixture[str], engine_name: str, version: str, message: str
) -> None:
    assert fetch(tmp_path, publisher, engine_name, version) == 1
    assert message in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == []


def test_an_answer_that_is_cut_short_is_no_spec(
    tmp_path: Path, publisher: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert fetch(tmp_path, publisher, "docker", "v1.39") == 1
    assert "v1.39.yaml: IncompleteRead" in capsys.readouterr().err
    assert list(tmp_path.rglob("*")) == []


def test_nobody_listens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(tmp_path, "http://127.0.0.1:1", "docker", "v1.41") == 1
    assert "refused" in capsys.readouterr().err


def test_only_http(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fetch(tmp_path, "file:///", "docker", "v1.41") == 1
    assert "no http:// or https:// URL" in capsys.readouterr().err


def test_a_failing_disk_leaves_the_old_spec_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = fetch_spec.store(b"old", tmp_path, "docker", "v1.41")

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="disk full"):
        fetch_spec.store(SPEC, tmp_path, "docker", "v1.41")
    assert old.read_bytes() == b"old"
    assert list(old.parent.iterdir()) == [old]


def test_it_stops_at_the_first_failure(tmp_path: Path, publisher: str) -> None:
    assert fetch(tmp_path, publisher, "docker", "v1.41", "v1.99", "v1.40") == 1
    assert (tmp_path / "docker/v1.41.yaml").exists()


def test_the_folder_comes_from_the_environment_or_is_asked_for(
    tmp_path: Path, publisher: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOCKLINE_SPECS", str(tmp_path))
    assert fetch_spec.main(["docker", "v1.41", "--base-url", publisher]) == 0
    assert (tmp_path / "docker/v1.41.yaml").exists()
    monkeypatch.delenv("DOCKLINE_SPECS")
    with pytest.raises(SystemExit):
        fetch_spec.main(["docker", "v1.41"])
