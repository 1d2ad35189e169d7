"""The conn mapping: where an engine is, and how long to wait for it."""

from __future__ import annotations

import math
from datetime import timedelta
from typing import Any

import pytest

import dockline
from dockline.endpoint import endpoint
from dockline.errors import ConnectError, InvalidParameter


@pytest.mark.parametrize(
    ("uri", "address"),
    [
        ("unix:///var/run/docker.sock", (b"/var/run/docker.sock", "localhost", 0)),
        ("unix:/var/run/docker.sock", (b"/var/run/docker.sock", "localhost", 0)),
        ("unix:///tmp/a%20b.sock", (b"/tmp/a b.sock", "localhost", 0)),
        ("unix:///tmp/ä.sock", ("/tmp/ä.sock".encode(), "localhost", 0)),
        ("tcp://127.0.0.1:1234", (None, "127.0.0.1", 1234)),
        ("tcp://engine", (None, "engine", 2375)),
        ("http://engine", (None, "engine", 80)),
        ("http://engine:8080/", (None, "engine", 8080)),
        ("tcp://[::1]:2375", (None, "::1", 2375)),
        ("UNIX:///tmp/a.sock", (b"/tmp/a.sock", "localhost", 0)),
        ("TCP://Engine", (None, "engine", 2375)),
        ("tcp://bücher.example", (None, "xn--bcher-kva.example", 2375)),
        ("tcp://例え.example", (None, "xn--r8jz45g.example", 2375)),
    ],
)
def test_addresses(uri: str, address: tuple[bytes | None, str, int]) -> None:
    place = endpoint({"uri": uri})
    assert (place.path, place.host, place.port) == address


@pytest.mark.parametrize(
    ("conn", "fault"),
    [
        ("unix:///var/run/docker.sock", "conn must be a mapping"),
        ({}, "conn needs a 'uri'"),
        ({"uri": None}, "conn needs a 'uri'"),
        ({"url": "unix:///a"}, "did you mean 'uri'"),
        ({"uri": "unix:///a", "timeout": 3}, "conn has no key 'timeout'.*timeout"),
        ({"uri": "/var/run/docker.sock"}, "must begin with unix://, tcp://, http://"),
        ({"uri": "ftp://engine"}, "must begin with"),
        ({"uri": "unix://docker.sock"}, "absolute path"),
        ({"uri": "tcp://"}, "names no host"),
        ({"uri": "tcp://engine:port"}, "malformed"),
        ({"uri": "tcp://engine:99999"}, "malformed"),
        ({"uri": "tcp://engine/v1.41"}, "just a scheme, a host and a port"),
        ({"uri": "tcp://user@engine"}, "just a scheme, a host and a port"),
        ({"uri": "tcp://engine\0.example"}, "malformed"),
        ({"uri": "tcp://" + "ü" * 70}, "malformed"),
        ({"uri": "tcp://\udc80"}, "malformed"),
        ({"uri": "unix:///tmp/a%00b"}, "malformed"),
    ],
)
def test_wrong_ones_are_refused_at_once(conn: Any, fault: str) -> None:
    with pytest.raises(InvalidParameter, match=fault):
        dockline.client(engine="docker", category="containers", version="v1.41", conn=conn)


KEYS = ("connect_timeout", "read_timeout", "write_timeout", "call_timeout")


@pytest.mark.parametrize("key", KEYS)
def test_time_limits_are_seconds(key: str) -> None:
    limits = {None: math.inf, 2: 2.0, 0.25: 0.25, timedelta(milliseconds=1500): 1.5}
    for given, seconds in limits.items():
        assert getattr(endpoint({"uri": "unix:///a", key: given}), key) == seconds
    for wrong in (0, -1, True, "3", math.nan, timedelta(0)):
        with pytest.raises(InvalidParameter, match=f"{key} must be a positive number of seconds"):
            endpoint({"uri": "unix:///a", key: wrong})


def test_the_path_of_a_unix_socket_has_a_limit() -> None:
    with pytest.raises(ConnectError, match="1 to 107 bytes"):
        dockline.request({"uri": "unix:///" + "x" * 107}, path="/_ping")
