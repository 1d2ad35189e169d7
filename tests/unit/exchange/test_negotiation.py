"""version="auto": the engine's answer decides which table is used."""

from __future__ import annotations

from typing import Any

import pytest
from support.scripted_server import Peer, Server, head, reply

import dockline
from dockline.errors import APIError, ConnectError, InvalidParameter, UnknownCategory, UnsupportedVersion
from dockline.spec import tables

LIST = reply([])


def test_a_head_request_tells_and_is_asked_once() -> None:
    with Server(head(api_version="1.41", content_length=2), LIST, LIST) as server:
        containers = server.client(version="auto")
        assert server.peers == []
        assert containers.invoke("ContainerList") == containers.invoke("ContainerList") == []
        assert containers.version == "v1.41"
        assert containers.doc("ContainerList")["doc_url"].count("v1.41") == 1
        assert server.asked == [[("HEAD", "/_ping"), *[("GET", "/v1.41/containers/json")] * 2]]


def test_ops_ask_too() -> None:
    with Server(head(api_version="1.41", content_length=2)) as server:
        known = dockline.client(engine="docker", category="containers", version="v1.41", conn={"uri": server.uri})
        assert server.client(version="auto").ops() == known.ops()


@pytest.mark.parametrize("refusal", [head("404 Not Found", content_length=0), head(content_length=2)])
def test_get_where_head_does_not_tell(refusal: bytes) -> None:
    with Server(refusal, reply(b"OK", media="text/plain", api_version="1.39")) as server:
        assert server.client(version="auto").version == "v1.39"
        assert server.asked == [[("HEAD", "/_ping"), ("GET", "/_ping")]]


def test_podmans_own_field() -> None:
    with Server(head(api_version="1.41", libpod_api_version="4.3.1")) as server:
        assert server.client("libpod/pods", engine="podman", version="auto").version == "v4.3.1"


@pytest.mark.parametrize(
    ("name", "said", "chosen"),
    [
        ("docker", "1.41", "v1.41"),
        ("docker", "1.999", tables.versions("docker")[-1]),
        ("docker", "2.0", tables.versions("docker")[-1]),
        ("podman", "4.3.99", "v4.3.1"),
        ("podman", "4.10.0", "v4.9.5"),
        ("podman", "99.0.0", tables.versions("podman")[-1]),
        ("podman", "5.4.0-dev", "v5.4.0"),
        ("podman", "5.4.3-rc1", "v5.4.2"),
    ],
)
def test_the_newest_table_that_the_engine_understands(name: str, said: str, chosen: str) -> None:
    fields = {"api_version": said} if name == "docker" else {"libpod_api_version": said}
    oldest = {"MinAPIVersion": "1.24", "Components": [{"Details": {"MinAPIVersion": "4.0.0"}}]}
    exact = f"v{said.removesuffix('-dev')}" == chosen
    with Server(head(**fields), *([] if exact else [reply(oldest)])) as server:
        assert server.client("events", engine=name, version="auto").version == chosen


@pytest.mark.parametrize(
    ("name", "said", "oldest", "message"),
    [
        (
            "docker",
            "1.99",
            {"MinAPIVersion": "1.90"},
            "docker engine speaks v1.90 to v1.99, and dockline has tables up to",
        ),
        (
            "podman",
            "9.1.0",
            {"MinAPIVersion": "1.24", "Components": [{"Details": {"MinAPIVersion": "9.0.0"}}]},
            "podman engine speaks v9.0.0 to v9.1.0, and dockline has tables up to",
        ),
    ],
)
def test_an_engine_that_has_forgotten_all_known_versions(name: str, said: str, oldest: Any, message: str) -> None:
    fields = {"api_version": said} if name == "docker" else {"libpod_api_version": said}
    with Server(head(**fields), reply(oldest)) as server:
        with pytest.raises(UnsupportedVersion, match=message):
            server.client("events", engine=name, version="auto").ops()
        assert server.asked == [[("HEAD", "/_ping"), ("GET", "/version")]]


@pytest.mark.parametrize("said", [[], {}, {"MinAPIVersion": None}, {"MinAPIVersion": "old"}, {"MinAPIVersion": 3}, "x"])
def test_an_engine_that_does_not_tell_its_oldest_version(said: Any) -> None:
    with Server(head(api_version="1.99"), reply(said)) as server:
        assert server.client(version="auto").version == tables.versions("docker")[-1]


@pytest.mark.parametrize(
    ("said", "message"),
    [("1.12", "speaks v1.12, which is older than all"), ("new", "speaks vnew, which is not a version")],
)
def test_a_version_that_no_table_fits(said: str, message: str) -> None:
    with Server(head(api_version=said)) as server, pytest.raises(UnsupportedVersion, match=message):
        server.client(version="auto").invoke("ContainerList")


def test_an_engine_that_does_not_tell() -> None:
    with (
        Server(head(server="nginx"), reply(b"OK")) as server,
        pytest.raises(UnsupportedVersion, match=r"does not tell its version \(Libpod-API-Version is missing\)"),
    ):
        server.client("libpod/pods", engine="podman", version="auto").ops()


def test_after_a_failure_it_is_asked_again() -> None:
    with Server(Peer.close, head(api_version="1.41", content_length=0)) as server:
        containers = server.client(version="auto")
        with pytest.raises(ConnectError):
            containers.ops()
        assert containers.version == "v1.41"


def test_a_category_that_the_version_lacks() -> None:
    with Server(head(api_version="1.41")) as server, pytest.raises(UnknownCategory, match="did you mean 'containers'"):
        server.client("container", version="auto").ops()


# Errors before the first call


REFUSALS = ["301 Moved Permanently", "401 Unauthorized", "403 Forbidden", "407 Proxy", "500 Oops", "502 Bad", "503 No"]


@pytest.mark.parametrize("status", REFUSALS)
def test_a_refused_ping_fails_as_the_call_would(driver: Any, status: str) -> None:
    refused = [head(status, content_length=20), reply({"message": "not you"}, status)]
    with Server(*refused * 5) as server:
        containers = server.client(driver=driver, version="auto")
        call = {"op": "ContainerLogs", "params": {"id": "web"}}
        assert containers.invoke(call) == {"message": "not you"}
        with pytest.raises(APIError, match=f"^{status[:3]}: not you$"):
            containers.invoke({**call, "throw_exceptions": True})
        response = containers.invoke({**call, "as": "response", "throw_exceptions": True})
        assert (response.status, response.body) == (int(status[:3]), {"message": "not you"})
        with containers.invoke({**call, "as": "stream"}) as stream:
            assert stream.status == int(status[:3])
            assert stream.read() == b'{"message": "not you"}'
        with pytest.raises(APIError, match=f"^{status[:3]}: not you$"):
            containers.invoke({**call, "as": "socket"})
        assert server.asked == [[("HEAD", "/_ping"), ("GET", "/_ping")] * 5]


@pytest.mark.parametrize("ask", [lambda it: it.ops(), lambda it: it.doc("ContainerList"), lambda it: it.version])
def test_a_refused_ping_is_an_error_for_who_asks_for_names(driver: Any, ask: Any) -> None:
    with Server(*[reply(status="401 Unauthorized")] * 2) as server:
        containers = server.client(driver=driver, version="auto")
        with pytest.raises(APIError, match="^401: Unauthorized$"):
            ask(containers)


def test_an_empty_refusal_of_the_ping_says_its_status(driver: Any) -> None:
    with Server(*[reply(status="502 Bad Gateway")] * 2) as server:
        assert server.client(driver=driver, version="auto").invoke("ContainerList") == {"message": "502 Bad Gateway"}


def test_a_refusal_that_tells_the_version_is_enough(driver: Any) -> None:
    with Server(head("400 Bad Request", api_version="1.41", content_length=0), LIST) as server:
        assert server.client(driver=driver, version="auto").invoke("ContainerList") == []


def test_after_a_refusal_it_is_asked_again(driver: Any) -> None:
    refused = reply(status="503 Not Now")
    with Server(refused, refused, head(api_version="1.41", content_length=0), LIST) as server:
        containers = server.client(driver=driver, version="auto")
        assert containers.invoke("ContainerList") == {"message": "503 Not Now"}
        assert containers.invoke("ContainerList") == []


def test_a_malformed_map_is_refused_before_the_engine_is_asked(driver: Any) -> None:
    with Server() as server:
        containers = server.client(driver=driver, version="auto")
        for wrong in ({"op": 5}, {"op": "ContainerList", "as": "json"}, {"op": "ContainerList", "throw_exceptions": 1}):
            with pytest.raises(InvalidParameter):
                containers.invoke(wrong)
        assert server.peers == []
