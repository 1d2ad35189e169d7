"""Every place where a caller can put a value. The tests of bad input and of secrets go through all of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from dockline.spec.tables import load

API = {"docker": "v1.41", "podman": "v5.4.2"}

# The use of a value: a driver, the uri of an engine, and the value.
Act = Callable[[Any, str, Any], Any]


class Place(NamedTuple):
    """A place. `is_name`: messages show a short word. `is_path`: the log shows everything but a password."""

    name: str
    act: Act
    is_name: bool = False
    is_path: bool = False


def use(client: Any) -> None:
    with client:
        repr(client)
        client.invoke({"op": "ContainerList"})


def client(**given: Any) -> Callable[[Any, str], Any]:
    """Makes a client. The test gives one of its arguments."""

    def make(driver: Any, uri: str) -> Any:
        usual = {"engine": "docker", "category": "containers", "version": API["docker"], "conn": {"uri": uri}}
        return driver.client(**{**usual, **given})

    return make


def with_client(**arguments: Callable[[str, Any], Any]) -> Act:
    """Makes a client with an argument made of the engine's uri and the value, and performs its first call."""

    def act(driver: Any, uri: str, value: Any) -> None:
        given = {name: make(uri, value) for name, make in arguments.items()}
        use(client(**given)(driver, uri))

    return act


def with_invoke(op: Callable[[Any], Any]) -> Act:
    """Invokes an operation map that is made of the value."""

    def act(driver: Any, uri: str, value: Any) -> Any:
        with client()(driver, uri) as containers:
            result = containers.invoke(op(value))
            return result.close() if hasattr(result, "close") else result

    return act


def with_request(**arguments: Callable[[Any], Any]) -> Act:
    def act(driver: Any, uri: str, value: Any) -> Any:
        given = {name: make(value) for name, make in arguments.items()}
        result = driver.request({"uri": uri}, **{"path": "/any", "method": "POST", **given})
        return result.close() if hasattr(result, "close") else result

    return act


def same(value: Any) -> Any:
    return value


def key_of(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Returns the value as a key. Returns a fixed key if the value can't be one."""

    def made(value: Any) -> Any:
        try:
            hash(value)
        except (TypeError, ValueError):
            return make("")
        return make(value)

    return made


def conn(**given: Any) -> Callable[[str, Any], Any]:
    """Makes a conn with the value in it, where `given` says `same` or has a function of the value."""
    return lambda uri, value: {"uri": uri, **{key: make(value) for key, make in given.items()}}


SECURE = "https://127.0.0.1:1"
FAR = "ssh://127.0.0.1:1"


def conns() -> Iterator[Place]:
    yield Place("conn", with_client(conn=lambda uri, value: value))
    yield Place("conn uri", with_client(conn=conn(uri=same)))
    for key in ("connect_timeout", "read_timeout", "write_timeout", "call_timeout", "mtls", "tls", "headers", "verify"):
        yield Place(f"conn {key}", with_client(conn=conn(**{key: same})))
    for key in ("mtls", "tls", "verify"):
        yield Place(f"conn {key} of https", with_client(conn=conn(uri=lambda value: SECURE, **{key: same})))
    for key in ("ca", "cert", "key", "password"):
        made = conn(uri=lambda value: SECURE, mtls=lambda value, key=key: {key: value})
        yield Place(f"conn mtls {key}", with_client(conn=made))
    yield Place(
        "conn mtls all",
        with_client(
            conn=conn(
                uri=lambda value: SECURE, mtls=lambda value: dict.fromkeys(("ca", "cert", "key", "password"), value)
            )
        ),
    )
    yield Place(
        "conn mtls key's name",
        with_client(conn=conn(uri=lambda value: SECURE, mtls=key_of(lambda value: {value: 1}))),
        is_name=True,
    )
    yield Place(
        "conn identity", lambda driver, uri, value: repr(client(conn={"uri": FAR, "identity": value})(driver, uri))
    )
    yield Place(
        "conn key", with_client(conn=lambda uri, value: key_of(lambda key: {"uri": uri, key: 1})(value)), is_name=True
    )
    yield Place("conn headers name", with_client(conn=conn(headers=key_of(lambda value: {value: "a"}))), is_name=True)
    yield Place("conn headers value", with_client(conn=conn(headers=lambda value: {"X-Key": value})))


def clients() -> Iterator[Place]:
    for name in ("engine", "category", "version"):
        yield Place(f"client {name}", with_client(**{name: lambda uri, value: value}), is_name=True)
    yield Place("client throw_exceptions", with_client(throw_exceptions=lambda uri, value: value))
    yield Place("doc op", lambda driver, uri, value: client()(driver, uri).doc(value), is_name=True)


def operations() -> Iterator[Place]:
    yield Place("invoke map", with_invoke(same), is_name=True)
    yield Place("invoke op", with_invoke(lambda value: {"op": value}), is_name=True)
    yield Place("invoke key", with_invoke(key_of(lambda value: {"op": "ContainerList", value: 1})), is_name=True)
    yield Place("invoke params", with_invoke(lambda value: {"op": "ContainerList", "params": value}))
    yield Place(
        "invoke params name",
        with_invoke(key_of(lambda value: {"op": "ContainerList", "params": {value: 1}})),
        is_name=True,
    )
    for place in ("query", "header"):
        yield Place(
            f"invoke params {place} of no table",
            with_invoke(lambda value, place=place: {"op": "ContainerList", "params": {f"{place}.X-Any": value}}),
        )
        yield Place(
            f"invoke params {place} name of no table",
            with_invoke(
                lambda value, place=place: {
                    "op": "ContainerList",
                    "params": {f"{place}.{value}" if isinstance(value, str) else place: "a"},
                }
            ),
            is_name=True,
        )
    yield Place("invoke as", with_invoke(lambda value: {"op": "ContainerList", "as": value}), is_name=True)
    yield Place(
        "invoke throw_exceptions", with_invoke(lambda value: {"op": "ContainerList", "throw_exceptions": value})
    )
    yield Place("invoke data", with_invoke(lambda value: {"op": "ContainerCreate", "data": value}))
    yield Place("invoke data of none", with_invoke(lambda value: {"op": "ContainerList", "data": value}))
    for made in (lambda value: {"Env": [value]}, lambda value: [value], key_of(lambda value: {value: value})):
        yield Place(
            "invoke data inside", with_invoke(lambda value, made=made: {"op": "ContainerCreate", "data": made(value)})
        )
    archive = {"op": "PutContainerArchive", "params": {"id": "web", "path": "/"}}
    yield Place("invoke data of bytes", with_invoke(lambda value: {**archive, "data": value}))
    yield Place("invoke data in parts", with_invoke(lambda value: {**archive, "data": iter([value])}))


def requests() -> Iterator[Place]:
    yield Place("request engine", with_request(engine=same), is_name=True)
    yield Place("request conn", lambda driver, uri, value: driver.request(value, path="/any"))
    yield Place("request method", with_request(method=same), is_name=True)
    yield Place("request path", with_request(path=same), is_path=True)
    yield Place(
        "request path inside",
        with_request(path=lambda value: f"/{value}" if isinstance(value, str) else value),
        is_path=True,
    )
    yield Place(
        "request path query",
        with_request(path=lambda value: f"/any?token={value}" if isinstance(value, str) else value),
    )
    for name in ("query", "headers", "body", "throw_exceptions"):
        yield Place(f"request {name}", with_request(**{name: same}))
    yield Place("request as_", with_request(as_=same), is_name=True)
    for name in ("query", "headers"):
        yield Place(f"request {name} name", with_request(**{name: key_of(lambda value: {value: "a"})}), is_name=True)
    for name in ("token", "X-Api-Key", "Cookie", "Proxy-Authorization", "Authorization", "X-Registry-Auth"):
        yield Place(f"request query {name}", with_request(query=lambda value, name=name: {name: value}))
        yield Place(f"request header {name}", with_request(headers=lambda value, name=name: {name: value}))
    yield Place("request query all", with_request(query=lambda value: {"all": value}))
    yield Place("request query list", with_request(query=lambda value: {"a": [value, [value]]}))
    yield Place("request query filters", with_request(query=lambda value: {"filters": {"a": [value]}}), is_path=True)


def other_calls() -> Iterator[Place]:
    yield Place("merge of", lambda driver, uri, value: driver.merge({}, value), is_name=True)
    for view in ("frames", "lines", "documents"):
        yield Place(
            f"{view} max_record",
            with_stream(
                lambda stream, value, view=view: getattr(stream, view)(
                    max_record=value, **({} if view == "documents" else {"multiplexed": False})
                )
            ),
        )
    yield Place("copy_to", with_stream(lambda stream, value: stream.copy_to(value, multiplexed=False)))


def followings() -> Iterator[Place]:
    for name in ("names", "filters", "since", "until", "cursor", "checkpoint"):
        yield Place(f"follow {name}", with_follow(**{name: same}), is_path=name == "checkpoint")
    yield Place("follow engine", with_follow(engine=same), is_name=True)
    yield Place("follow names inside", with_follow(names=lambda value: ["web", value]))
    yield Place("follow filters name", with_follow(filters=key_of(lambda value: {value: ["a"]})), is_name=True)
    yield Place("follow filters values", with_follow(filters=lambda value: {"label": value}))
    yield Place("follow filters inside", with_follow(filters=lambda value: {"label": ["a", value]}))
    plain = {"name": "web", "since": 0, "chunks": [0, 0, 0, 0], "tail": ""}
    cursor = {"version": 1, "engine": "docker", "engine_id": None, "containers": {"a" * 64: plain}}
    for key in cursor:
        yield Place(
            f"follow cursor {key}", with_follow(cursor=lambda value, key=key: {**cursor, key: value}), is_name=True
        )
    for key in (*plain, "begun", "floor", "ended"):
        made = with_follow(cursor=lambda value, key=key: {**cursor, "containers": {"a" * 64: {**plain, key: value}}})
        yield Place(f"follow cursor container's {key}", made)
    made = with_follow(cursor=key_of(lambda value: {**cursor, "containers": {value: plain}}))
    yield Place("follow cursor container's id", made)


def with_follow(**arguments: Callable[[Any], Any]) -> Act:
    """Makes a following, and closes it before it sends anything."""

    def act(driver: Any, uri: str, value: Any) -> None:
        with driver.follow(conn={"uri": uri}, **{name: make(value) for name, make in arguments.items()}) as following:
            repr(following)
            json.dumps(following.cursor())

    return act


def with_stream(view: Callable[[Any, Any], Any]) -> Act:
    def act(driver: Any, uri: str, value: Any) -> None:
        with driver.request({"uri": uri}, path="/any", as_="stream") as stream:
            view(stream, value)

    return act


def parameters(engine: str) -> Iterator[Place]:
    """Iterates over each parameter of each operation, with the other parameters that the operation needs."""
    from dockline.exchange.log import _SHOWN_PARAMETERS

    for category, entries in load(engine, API[engine])["categories"].items():
        for op, entry in entries.items():
            known = entry.get("params", [])
            names = [parameter["name"] for parameter in known]
            needed = {
                (
                    f"{parameter['in']}.{parameter['name']}"
                    if names.count(parameter["name"]) > 1
                    else parameter["name"]
                ): "a"
                for parameter in known
                if parameter.get("required") and parameter["type"] == "string"
            }
            data = b"{}" if (entry.get("body") or {}).get("required") else None
            for parameter in known:
                name = parameter["name"]
                label = f"{parameter['in']}.{name}" if names.count(name) > 1 else name
                is_path = parameter["in"] == "path" or name in _SHOWN_PARAMETERS or name.lower() == "content-type"
                yield Place(
                    f"{op} {label}", _with_parameter(engine, category, op, needed, label, data), is_path=is_path
                )


def _with_parameter(engine: str, category: str, op: str, needed: dict[str, Any], label: str, data: Any) -> Act:
    def act(driver: Any, uri: str, value: Any) -> Any:
        made = client(engine=engine, category=category, version=API[engine])
        with made(driver, uri) as scope:
            result = scope.invoke({"op": op, "params": {**needed, label: value}, "data": data})
            return result.close() if hasattr(result, "close") else result

    return act


PLACES = [*conns(), *clients(), *operations(), *requests(), *other_calls(), *followings()]
PARAMETERS = [*parameters("docker"), *parameters("podman")]
