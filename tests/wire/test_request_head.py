"""The head of a request is written exactly as it was given, or not at all."""

from __future__ import annotations

import pytest

from dockline._wire.head import request_head


def test_writes_what_it_is_given() -> None:
    head = request_head("POST", "/v1.41/containers/create?name=web", [("Host", "docker"), ("X-Empty", "")])
    assert head == b"POST /v1.41/containers/create?name=web HTTP/1.1\r\nHost: docker\r\nX-Empty: \r\n\r\n"


def test_writes_no_fields() -> None:
    assert request_head("GET", "/_ping", []) == b"GET /_ping HTTP/1.1\r\n\r\n"


def test_keeps_tabs_and_obs_text_of_values() -> None:
    assert b"X: a\tb \xe9\xff\r\n" in request_head("GET", "/", [("X", "a\tb éÿ")])


CONTROLS = [chr(code) for code in (*range(0x20), 0x7F)]


@pytest.mark.parametrize("method", ["", "GET ", "GE T", "GET\r\n", "G\0T", "GÉT", "GET:", "GET/", "Ｇ"])
def test_refuses_a_method_that_is_no_token(method: str) -> None:
    with pytest.raises(ValueError, match="is not a token"):
        request_head(method, "/", [])


@pytest.mark.parametrize("control", [*CONTROLS, " "], ids=ascii)
def test_refuses_what_ends_a_target(control: str) -> None:
    for target in (control, f"/a{control}b", f"/a{control}", f"{control}/a"):
        with pytest.raises(ValueError, match=r"the request target has a space or a control character"):
            request_head("GET", target, [])


@pytest.mark.parametrize("target", ["/é", "/\u2028", "/\u010a", "/\udc0a"], ids=ascii)
def test_refuses_a_target_beyond_ascii(target: str) -> None:
    with pytest.raises(ValueError, match="ascii"):
        request_head("GET", target, [])


def test_refuses_an_empty_target() -> None:
    with pytest.raises(ValueError, match="the request target is empty"):
        request_head("GET", "", [])


@pytest.mark.parametrize("name", ["", " ", "X ", "X:", "X\r\nY", "X\n", "\0", "É", "X\u010a", "(X)"], ids=ascii)
def test_refuses_a_name_that_is_no_token(name: str) -> None:
    with pytest.raises(ValueError, match="is not a token"):
        request_head("GET", "/", [(name, "x")])


@pytest.mark.parametrize("control", [control for control in CONTROLS if control != "\t"], ids=ascii)
def test_refuses_control_characters_in_a_value(control: str) -> None:
    for value in (control, f"a{control}b", f"a{control}", f"a\r{control}X: y"):
        with pytest.raises(ValueError, match="the value of the field X has a control character"):
            request_head("GET", "/", [("X", value)])


@pytest.mark.parametrize("value", ["\u010a", "\u560a", "€", "\udc0a"], ids=ascii)
def test_refuses_values_beyond_latin_1(value: str) -> None:
    """A code point whose low byte is a line end must not become a line end."""
    with pytest.raises(ValueError, match="latin-1"):
        request_head("GET", "/", [("X", value)])


def test_never_names_a_value() -> None:
    """The value may be a password."""
    with pytest.raises(ValueError, match="X-Registry-Auth") as caught:
        request_head("GET", "/", [("X-Registry-Auth", "secret\n")])
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("fields", [[("X", b"y")], [("X", None)], [(b"X", "y")], [("X", 1)]])
def test_wants_text(fields: list[tuple[str, str]]) -> None:
    with pytest.raises((TypeError, AttributeError)):
        request_head("GET", "/", fields)
