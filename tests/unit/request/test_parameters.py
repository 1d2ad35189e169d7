"""Parameters: the caller's values, and what dockline sends for them."""

from __future__ import annotations

import base64
import enum
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.scripted_server import Server, reply

from dockline.errors import InvalidParameter
from dockline.request.operation import Operation
from dockline.request.request import Request
from dockline.spec.tables import load

DOCKER = "docker", "v1.41"
LIBPOD = "podman", "v5.4.2"
PODMAN_6 = "podman", "v6.0.0"


def operation(name: str, engine: str = "docker", version: str = "v1.41") -> Operation:
    for operations in load(engine, version)["categories"].values():
        if name in operations:
            return Operation(name, operations[name], f"/{version}")
    raise LookupError(name)


def asked(
    name: str, params: dict[str, Any], *, data: Any = None, api: tuple[str, str] = ("docker", "v1.41")
) -> Request:
    return operation(name, *api).request(params, data)


def query(name: str, params: dict[str, Any], **options: Any) -> str:
    return asked(name, params, **options).target.partition("?")[2]


def refused(name: str, params: dict[str, Any], **options: Any) -> str:
    with pytest.raises(InvalidParameter) as caught:
        asked(name, params, **options)
    return str(caught.value)


# --- Names ---------------------------------------------------------------------------------------------------------


def test_an_unknown_name_is_refused_with_the_nearest_ones() -> None:
    assert refused("ContainerLogs", {"id": "web", "folow": True}) == (
        "ContainerLogs has no parameter 'folow': did you mean 'follow'?"
    )


@pytest.mark.parametrize("name", [None, 5, "", "All", ("all",)])
def test_names_are_those_of_the_spec_to_the_letter(name: Any) -> None:
    assert "has no parameter" in refused("ContainerList", {name: True})


def test_where_the_engines_differ_the_error_says_so() -> None:
    assert "it is called 'id'" in refused("ContainerInspect", {"name": "web"})
    assert "it is called 'name'" in refused("ContainerInspect", {"id": "web"}, api=LIBPOD)


def test_one_name_in_two_places_is_written_with_its_place() -> None:
    target = asked("ContainerRename", {"path.name": "old", "query.name": "new"}, api=LIBPOD).target
    assert target == "/v5.4.2/containers/old/rename?name=new"
    assert "write path.name or query.name" in refused("ContainerRename", {"name": "new"}, api=LIBPOD)
    assert "'path.name' and 'query.name'" in refused("ContainerRename", {}, api=LIBPOD)


def test_missing_parameters_are_all_named() -> None:
    assert refused("ContainerArchive", {}) == "ContainerArchive needs the parameter 'id' and 'path'"
    assert refused("ContainerArchive", {"id": "web", "path": None}) == "ContainerArchive needs the parameter 'path'"


def test_none_leaves_a_parameter_out() -> None:
    assert query("ContainerList", {"all": None, "limit": 3, "filters": None}) == "limit=3"
    assert asked("ContainerList", {"all": None}).target == "/v1.41/containers/json"


# --- Names that are not in the table -------------------------------------------------------------------------------


@pytest.fixture
def sent(serve: Callable[..., Server]) -> Callable[..., Any]:
    """Returns the request of a call, as the server gets it."""

    def sent(op: str, params: dict[str, Any], *, data: Any = None, category: str = "containers", **options: Any) -> Any:
        server = serve(reply([]))
        with server.client(category, **options) as client:
            client.invoke(op, params=params, data=data)
        return server.only

    return sent


@pytest.fixture
def unsent(serve: Callable[..., Server]) -> Callable[..., str]:
    """Returns the message that refuses a call before a connection is made."""

    def unsent(op: str, params: dict[str, Any], category: str = "containers", **options: Any) -> str:
        server = serve()
        with server.client(category, **options) as client, pytest.raises(InvalidParameter) as caught:
            client.invoke(op, params=params)
        assert server.peers == []
        return str(caught.value)

    return unsent


LIBPOD_OPTIONS = {"engine": "podman", "version": "v5.4.2", "category": "libpod/containers"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a b", [("query", "a%20b")]),
        (True, [("query", "true")]),
        (3, [("query", "3")]),
        (["a", 1], [("query", "a"), ("query", "1")]),
        ({"a": [1]}, [("query", "%7B%22a%22%3A%5B1%5D%7D")]),
    ],
)
def test_a_query_that_no_table_holds_is_sent_as_it_is(
    sent: Callable[..., Any], value: Any, expected: list[tuple[str, str]]
) -> None:
    params = {"query.fancy": value, "all": True}
    fancy = [("fancy", text) for _, text in expected]
    assert sent("ContainerList", params).query == [*fancy, ("all", "true")]


def test_a_field_that_no_table_holds_is_sent_as_it_is(sent: Callable[..., Any]) -> None:
    seen = sent("ContainerList", {"header.X-Fancy": "a b", "header.X-Registry-Auth": {"username": "me"}})
    assert seen.field("X-Fancy") == "a b"
    assert json.loads(base64.urlsafe_b64decode(seen.field("X-Registry-Auth"))) == {"username": "me"}
    assert seen.query == []


def test_a_name_with_its_place_is_the_parameter_of_the_table(
    sent: Callable[..., Any], unsent: Callable[..., str]
) -> None:
    assert sent("ContainerList", {"query.all": True}).query == [("all", "true")]
    assert "must be a bool" in unsent("ContainerList", {"query.all": "yes"})
    assert sent("ContainerArchive", {"id": "a", "query.path": "/x"}).query == [("path", "%2Fx")]
    seen = sent("ImageCreate", {"header.x-registry-auth": {"username": "me"}}, category="images")
    assert json.loads(base64.urlsafe_b64decode(seen.field("X-Registry-Auth"))) == {"username": "me"}
    seen = sent("ContainerCreate", {"header.Content-Type": "application/x-special"}, data=b"{}")
    assert seen.field("Content-Type") == "application/x-special"
    assert sent("ContainerStats", {"id": "a", "query.stream": False}).query == [("stream", "false")]


def test_one_parameter_is_given_once(sent: Callable[..., Any], unsent: Callable[..., str]) -> None:
    assert "'all' and 'query.all' for one parameter" in unsent("ContainerList", {"all": True, "query.all": False})
    assert sent("ContainerList", {"all": True, "query.all": True}).query == [("all", "true")]
    assert sent("ContainerList", {"all": None, "query.all": True}).query == [("all", "true")]


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"fancy": 1}, "has no parameter 'fancy'"),
        ({"path.fancy": 1}, "has no parameter 'path.fancy'"),
        ({"query.": 1}, "has no parameter 'query.'"),
        ({"header.": "a"}, "has no parameter 'header.'"),
        ({"querry.fancy": 1}, "has no parameter 'querry.fancy'"),
        ({"query.fancy": 1.5}, "'query.fancy' must be a str, an int or a datetime"),
        ({"header.a b": "c"}, "must have only letters, digits and dashes"),
        ({"header.Host": "c"}, "can't be given: dockline sets it itself"),
        ({"header.content-length": "1"}, "can't be given: dockline sets it itself"),
        ({"header.Transfer-Encoding": "chunked"}, "can't be given: dockline sets it itself"),
        ({"header.Connection": "close"}, "can't be given: dockline sets it itself"),
        ({"header.X-Fancy": "a\r\nb"}, "control character"),
        ({"header.X-Fancy": b"marker"}, "must be a str, not a bytes"),
    ],
)
def test_what_can_not_be_sent_as_it_is(unsent: Callable[..., str], params: dict[str, Any], message: str) -> None:
    refused = unsent("ContainerList", params)
    assert message in refused
    assert "marker" not in refused


# --- Names that differ on the wire ---------------------------------------------------------------------------------


def test_a_name_goes_out_as_the_engine_reads_it(sent: Callable[..., Any]) -> None:
    params = {"name": "web", "v": True, "force": True}
    assert sent("ContainerDeleteLibpod", params, **LIBPOD_OPTIONS).query == [("volumes", "true"), ("force", "true")]
    assert sent("ContainerRestartLibpod", {"name": "web", "t": 3}, **LIBPOD_OPTIONS).query == [("timeout", "3")]
    both = {"name": "web", "t": 3, "timeout": 3}
    assert sent("ContainerRestartLibpod", both, **LIBPOD_OPTIONS).query == [("timeout", "3")]


def test_two_names_of_one_parameter_agree(unsent: Callable[..., str]) -> None:
    params = {"name": "web", "v": True, "volumes": False}
    assert "'v' and 'volumes' for one parameter" in unsent("ContainerDeleteLibpod", params, **LIBPOD_OPTIONS)


def test_doc_tells_what_becomes_of_a_name(serve: Callable[..., Server]) -> None:
    server = serve()

    def param(op: str, name: str, category: str) -> dict[str, Any]:
        with server.client(category, engine="podman", version="v5.4.2") as client:
            (found,) = (param for param in client.doc(op)["params"] if param["name"] == name)
        return found

    assert param("ContainerDeleteLibpod", "v", "libpod/containers")["sent_as"] == "volumes"
    assert param("ImageBuild", "outputs", "build")["read"] is False
    assert param("ImageBuild", "extrahosts", "build")["format"] == "json"
    assert "read" not in param("ImageBuild", "extrahosts", "build")


def test_a_name_that_no_engine_reads_is_still_taken(sent: Callable[..., Any]) -> None:
    seen = sent("ContainerList", {"external": True}, engine="podman", version="v5.4.2")
    assert seen.query == [("external", "true")]


# --- Types ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("all", True, "all=true"),
        ("all", False, "all=false"),
        ("limit", 0, "limit=0"),
        ("limit", -1, "limit=-1"),
        ("limit", 10**20, "limit=100000000000000000000"),
    ],
)
def test_values_by_their_type(name: str, value: Any, expected: str) -> None:
    assert query("ContainerList", {name: value}) == expected


class Limit(enum.IntEnum):
    FEW = 3


class Word(str, enum.Enum):
    YES = "yes"


def test_an_enumeration_is_its_value() -> None:
    assert query("ContainerList", {"limit": Limit.FEW}) == "limit=3"
    assert query("ImageSearch", {"term": Limit.FEW}) == "term=3"
    assert query("ImageSearch", {"term": Word.YES}) == "term=yes"


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("all", 1, "a bool"),
        ("all", "true", "a bool"),
        ("all", [True], "a bool"),
        ("limit", True, "an int"),
        ("limit", "3", "an int"),
        ("limit", 3.0, "an int"),
        ("term", b"{}", "a str"),
        ("term", {1, 2}, "a str"),
        ("term", object(), "a str"),
        ("term", "\ud800", "surrogate"),
    ],
)
def test_a_wrong_type_is_refused(name: str, value: Any, expected: str) -> None:
    message = refused("ImageSearch" if name == "term" else "ContainerList", {name: value})
    assert f"'{name}'" in message
    assert expected in message


@pytest.mark.parametrize("value", [1, 1.5, 0, -2.25, 1e300, 1 / 3, 10**400, Limit.FEW])
def test_numbers_keep_their_value(value: float) -> None:
    given = unquote(query("ImageBuildLibpod", {"timestamp": value}, api=PODMAN_6).removeprefix("timestamp="))
    assert type(value)(float(given) if isinstance(value, float) else int(given)) == value


@pytest.mark.parametrize("value", [True, "1", None, [1], float("nan"), float("inf"), -float("inf")])
def test_what_is_no_number(value: Any) -> None:
    if value is None:
        assert query("ImageBuildLibpod", {"timestamp": value}, api=PODMAN_6) == ""
    else:
        assert "'timestamp' must be a number" in refused("ImageBuildLibpod", {"timestamp": value}, api=PODMAN_6)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (["a", "b/c:1"], "names=a&names=b%2Fc%3A1"),
        (("a", "b"), "names=a&names=b"),
        ([], ""),
        ("a,b", "names=a%2Cb"),
        (["a,b"], "names=a%2Cb"),
        ([1, True], "names=1&names=true"),
    ],
)
def test_a_list_repeats_its_name(value: Any, expected: str) -> None:
    assert query("ImageGetAll", {"names": value}) == expected


@pytest.mark.parametrize("value", [5, True, {"a": "b"}, {"a"}, b"a", [None], [b"a"], [1.5]])
def test_what_is_no_list(value: Any) -> None:
    assert "'names' must be a" in refused("ImageGetAll", {"names": value})


@pytest.mark.parametrize(
    ("name", "params", "api", "expected"),
    [
        ("ImageBuild", {"extrahosts": ["a:1.2.3.4", "b:::1"]}, DOCKER, "extrahosts=a:1.2.3.4&extrahosts=b:::1"),
        ("ImageBuild", {"extrahosts": "a:1.2.3.4"}, DOCKER, "extrahosts=a:1.2.3.4"),
        ("ImageBuild", {"extrahosts": ["a:1.2.3.4"]}, LIBPOD, 'extrahosts=["a:1.2.3.4"]'),
        ("ImageBuildLibpod", {"extrahosts": ("a:1.2.3.4",)}, LIBPOD, 'extrahosts=["a:1.2.3.4"]'),
        ("ImageBuildLibpod", {"extrahosts": '["a:1.2.3.4"]'}, LIBPOD, 'extrahosts=["a:1.2.3.4"]'),
        ("ImageCommit", {"changes": ["ENV a=b", "USER me"]}, DOCKER, "changes=ENV a=b&changes=USER me"),
        ("ImageBuild", {"cachefrom": ["a", "b"]}, DOCKER, 'cachefrom=["a","b"]'),
        ("ImageBuild", {"buildargs": {"a": None}}, DOCKER, 'buildargs={"a":null}'),
        ("ImageBuild", {"buildargs": {"a": "b"}}, ("docker", "v1.30"), 'buildargs={"a":"b"}'),
        ("ImageInspect", {"name": "a", "platform": {"os": "linux"}}, ("docker", "v1.51"), 'platform={"os":"linux"}'),
        (
            "ImageGet",
            {"name": "a", "platform": [{"os": "linux"}, '{"os":"x"}']},
            ("docker", "v1.55"),
            'platform={"os":"linux"}&platform={"os":"x"}',
        ),
        ("ImageDelete", {"name": "a", "platforms": {"os": "linux"}}, ("docker", "v1.51"), 'platforms={"os":"linux"}'),
        ("ImageBuildLibpod", {"secrets": ["id=a,src=b"], "devices": []}, LIBPOD, 'secrets=["id=a,src=b"]&devices=[]'),
        ("ImageBuildLibpod", {"setenv": ["a=b", "c=d"]}, LIBPOD, "setenv=a=b&setenv=c=d"),
    ],
)
def test_a_list_is_repeated_or_json_as_the_engine_reads_it(
    name: str, params: dict[str, Any], api: tuple[str, str], expected: str
) -> None:
    assert unquote(query(name, params, api=api)) == expected


@pytest.mark.parametrize(
    ("name", "params"),
    [
        ("ContainerKill", {"id": "a", "signal": ["SIGTERM"]}),
        ("ContainerKill", {"id": "a", "signal": ("SIGTERM",)}),
        ("ContainerKill", {"id": "a", "signal": {"SIGTERM": True}}),
        ("ImageCommit", {"container": ["a"]}),
        ("ImageCommit", {"repo": ["a", "b"]}),
        ("ImageCreate", {"platform": {"os": "linux"}}),
        ("ContainerInspect", {"id": ["a"]}),
    ],
)
def test_a_plain_string_is_one_value(name: str, params: dict[str, Any]) -> None:
    label = next(label for label, value in params.items() if not isinstance(value, str))
    assert f"'{label}' must be one str, not a " in refused(name, params)


def test_a_field_that_repeats_is_written_once_for_each() -> None:
    made = asked("Session", {"X-Docker-Expose-Session-Grpc-Method": ["/a/b", "/c/d"]}).fields
    assert [value for name, value in made if name == "X-Docker-Expose-Session-Grpc-Method"] == ["/a/b", "/c/d"]


# --- Paths and queries ---------------------------------------------------------------------------------------------

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(texts)
def test_a_query_round_trips(text: str) -> None:
    given = query("ImageSearch", {"term": text}).removeprefix("term=")
    assert unquote(given) == text
    assert given.isascii()
    assert not set(given) & set(" &=+#?/\r\n\0")


def is_name(text: str) -> bool:
    """Tells whether a name has neither a control character nor a segment that leads to another path."""
    segments = [segment for written in (text, unquote(text)) for segment in written.split("/")]
    return not ({"", ".", ".."} & set(segments) or any(c < " " or c == "\x7f" for c in text))


@given(texts.filter(is_name))
def test_a_segment_round_trips(text: str) -> None:
    target = asked("VolumeInspect", {"name": text}).target
    segment = target.removeprefix("/v1.41/volumes/")
    assert unquote(segment) == text
    assert segment.isascii()
    assert not set(segment) & set(" /?#")


@pytest.mark.parametrize("octet", [*range(0x20, 0x7F)])
def test_every_octet_of_a_segment(octet: int) -> None:
    plain = chr(octet).isalnum() or chr(octet) in "-._~:@"
    expected = f"a{chr(octet) if plain else f'%{octet:02X}'}b"
    assert asked("ContainerInspect", {"id": f"a{chr(octet)}b"}).target == f"/v1.41/containers/{expected}/json"


def test_text_beyond_ascii_is_percent_encoded_utf_8() -> None:
    assert asked("ContainerInspect", {"id": "é"}).target == "/v1.41/containers/%C3%A9/json"
    assert query("ImageSearch", {"term": "é"}) == "term=%C3%A9"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("busybox", "busybox"),
        ("library/busybox:latest", "library/busybox:latest"),
        ("localhost:5000/a/b@sha256:00", "localhost:5000/a/b@sha256:00"),
        ("a?b#c", "a%3Fb%23c"),
    ],
)
def test_an_image_name_keeps_its_slashes(name: str, expected: str) -> None:
    assert asked("ImageInspect", {"name": name}).target == f"/v1.41/images/{expected}/json"


def test_another_name_does_not() -> None:
    assert asked("ContainerInspect", {"id": "a/b"}).target == "/v1.41/containers/a%2Fb/json"


@pytest.mark.parametrize("name", ["", ".", "..", "a\r\nb", "a\nb", "a\0b", "\x7f", "a\tb", "\udc80"])
def test_a_segment_can_lead_nowhere_else(name: str) -> None:
    assert "'id'" in refused("ContainerInspect", {"id": name})
    assert "'name'" in refused("ImageInspect", {"name": name})


@pytest.mark.parametrize("name", ["../containers", "a/../b", "a/..", "a//b", "/a", "a/", "/", "a/./b"])
def test_no_segment_of_an_image_name_is_empty_or_dots(name: str) -> None:
    assert "segment" in refused("ImageInspect", {"name": name})


@pytest.mark.parametrize("name", ["x/../../images/json", "a//b", "a/", "a/.", "./a", "//a", "a/.."])
@pytest.mark.parametrize("slash", ["/", "%2F", "%2f"])
@pytest.mark.parametrize("dot", [".", "%2E", "%2e"])
def test_no_name_of_anything_leads_to_another_path(name: str, slash: str, dot: str) -> None:
    name = name.replace(".", dot).replace("/", slash)
    assert "segment" in refused("ContainerInspect", {"id": name})
    assert "segment" in refused("ContainerInspectLibpod", {"name": name}, api=LIBPOD)
    assert "segment" in refused("VolumeInspect", {"name": name})
    assert "segment" in refused("ExecInspect", {"id": name})
    assert "segment" in refused("ImageInspect", {"name": name})


# --- Names of containers, as the engine lists them -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("op", "params", "api", "target"),
    [
        ("ContainerInspect", {"id": "/web"}, ("docker", "v1.41"), "/v1.41/containers/web/json"),
        ("ContainerInspect", {"id": "web"}, ("docker", "v1.41"), "/v1.41/containers/web/json"),
        ("ContainerInspect", {"name": "/web"}, LIBPOD, "/v5.4.2/containers/web/json"),
        ("ContainerInspectLibpod", {"name": "/web"}, LIBPOD, "/v5.4.2/libpod/containers/web/json"),
        ("ContainerDelete", {"id": "/web"}, ("docker", "v1.25"), "/v1.25/containers/web"),
        ("ContainerExec", {"id": "/web"}, ("docker", "v1.55"), "/v1.55/containers/web/exec"),
        (
            "ContainerRename",
            {"id": "/web", "name": "/new"},
            ("docker", "v1.41"),
            "/v1.41/containers/web/rename?name=new",
        ),
        (
            "ContainerRename",
            {"path.name": "/web", "query.name": "/new"},
            LIBPOD,
            "/v5.4.2/containers/web/rename?name=new",
        ),
        ("ContainerCreate", {"name": "/web"}, LIBPOD, "/v5.4.2/containers/create?name=web"),
    ],
)
def test_the_slash_before_a_containers_name_goes(
    op: str, params: dict[str, Any], api: tuple[str, str], target: str
) -> None:
    data = {} if op in ("ContainerExec", "ContainerCreate") else None
    assert asked(op, params, data=data, api=api).target == target


@pytest.mark.parametrize("name", ["/", "//web", "/.", "/..", "/a/../b", "/web/"])
def test_only_one_slash_goes(name: str) -> None:
    assert "segment" in refused("ContainerInspect", {"id": name})


def test_what_asks_for_the_tty_drops_the_slash_too() -> None:
    question = operation("ContainerLogs").tty_lookup({"id": "/web"}, None)
    assert question.request.target == "/v1.41/containers/web/json"  # type: ignore[union-attr]


def test_every_path_of_a_container_takes_its_name_as_listed() -> None:
    for api in (("docker", "v1.55"), PODMAN_6):
        for operations in load(*api)["categories"].values():
            for name, entry in operations.items():
                if re.match(r"(/libpod)?/containers/{", entry["path"]):
                    made = Operation(name, entry, "")
                    (label, *others) = [key for key, known in made.parameters.items() if known.location == "path"]
                    target = made._target(made.path, {label: "/web", **dict.fromkeys(others, "x")})
                    assert re.match(r"(/libpod)?/containers/web(/|$)", target), name


def test_a_segment_that_looks_like_a_template_is_one_no_more() -> None:
    params = {"name": "{destination}", "destination": "{name}"}
    target = asked("ManifestPushLibpod", params, api=LIBPOD).target
    assert target == "/v5.4.2/libpod/manifests/%7Bdestination%7D/registry/%7Bname%7D"


def test_control_characters_of_a_query_are_encoded() -> None:
    assert query("ImageSearch", {"term": "a\r\nb\0"}) == "term=a%0D%0Ab%00"


# --- Header fields -------------------------------------------------------------------------------------------------


def fields(name: str, params: dict[str, Any], **options: Any) -> dict[str, str]:
    made = asked(name, params, **options).fields
    assert len(dict(made)) == len(made)
    return dict(made)


def test_credentials_are_base64url_json() -> None:
    credentials = {"username": "ü", "password": "??>>", "serveraddress": "https://example.com"}
    value = fields("ImagePush", {"name": "a", "X-Registry-Auth": credentials})["X-Registry-Auth"]
    assert json.loads(base64.urlsafe_b64decode(value)) == credentials
    assert not set(value) & set("+/")


def test_credentials_that_are_encoded_already_stay() -> None:
    assert fields("ImagePush", {"name": "a", "X-Registry-Auth": "e30="})["X-Registry-Auth"] == "e30="


@pytest.mark.parametrize("value", ["a\r\nX: b", "a\nb", "a\0", "\x7f", "č", "\udc80"])
def test_a_field_stays_one_line_of_latin_1(value: str) -> None:
    assert "'X-Registry-Auth'" in refused("ImagePush", {"name": "a", "X-Registry-Auth": value})
    assert "Content-type" in refused("ImageBuild", {"Content-type": value}, data=b"tar")


@pytest.mark.parametrize("name", ["Content-type", "Content-Type", "content-type"])
def test_the_type_of_a_body_can_be_said(name: str) -> None:
    made = asked("ImageBuild", {name: "application/x-special"}, data=b"tar").fields
    assert made == [("Content-Type", "application/x-special")]


def test_the_type_of_a_body_is_that_of_the_spec() -> None:
    assert fields("ImageBuild", {}, data=b"tar") == {"Content-Type": "application/x-tar"}
    assert fields("ContainerCreate", {}, data={}) == {"Content-Type": "application/json"}
    assert fields("KubePlayLibpod", {}, data="a: b", api=LIBPOD)["Content-Type"] == "application/yaml"


def test_nothing_has_no_type() -> None:
    assert fields("ImageBuild", {"remote": "https://example.com/a.tar"}) == {}
    assert fields("ImageBuild", {"Content-type": "application/x-special"}) == {}


def test_an_operation_without_a_body_knows_no_content_type() -> None:
    assert "has no parameter 'Content-Type'" in refused("ContainerList", {"Content-Type": "text/plain"})


# --- On the wire ---------------------------------------------------------------------------------------------------


def test_what_is_refused_is_never_sent(serve: Callable[..., Server]) -> None:
    server = serve()
    with server.client() as client:
        for params in ({"id": ".."}, {"id": "a", "since": 1.5}, {"folow": 1}, {}, {"id": "a", "follow": 1}):
            with pytest.raises(InvalidParameter):
                client.invoke("ContainerLogs", params=params)
        for params in ([], "id=a", 5, {"id"}):
            with pytest.raises(InvalidParameter, match="params must be a mapping"):
                client.invoke({"op": "ContainerList", "params": params})
    assert server.peers == []


def test_what_is_sent(serve: Callable[..., Server]) -> None:
    server = serve(reply(b"", 204))
    with server.client("plugins") as client:
        auth = {"username": "me"}
        client.invoke(
            "PluginUpgrade",
            params={"name": "a/b:1", "remote": "c d", "X-Registry-Auth": auth},
            data=[{"Name": "network"}],
        )
    seen = server.only
    assert (seen.method, seen.path, seen.query) == ("POST", "/v1.41/plugins/a/b:1/upgrade", [("remote", "c%20d")])
    assert seen.body == b'[{"Name":"network"}]'
    assert seen.field("Content-Type") == "application/json"
    assert seen.field("Content-Length") == "20"
    assert seen.field("Host") == "localhost"
    assert seen.field("X-Registry-Auth") == base64.urlsafe_b64encode(b'{"username":"me"}').decode()
