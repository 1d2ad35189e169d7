"""A secret may be in any place of a call: no message, traceback, repr, warning or log line shows it."""

from __future__ import annotations

import copy
import json
import logging
import pprint
import traceback
import types
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.scripted_server import Server, reply

import dockline
from dockline.errors import DocklineError, InvalidParameter
from dockline.settings.credentials import Credentials

from .places import API, PARAMETERS, PLACES, Place

SECRET = "hunter2"
PEM = f"-----BEGIN PRIVATE KEY-----\n{SECRET}\n-----END PRIVATE KEY-----\n"

# A password before an `@`, in well-formed and in malformed text.
ADDRESSES = [
    f"https://me:{SECRET}@host",
    f"ssh://me:{SECRET}@host",
    f"tcp://:{SECRET}@host:1",
    f"unix://me:{SECRET}@host/run/engine.sock",
    f"unix:///me:{SECRET}@host/run/engine.sock",
    f"unix:me:{SECRET}@host",
    f"me:{SECRET}@host",
    f"https://me:a/{SECRET}@host",
    f"https://me:a#{SECRET}@host",
    f"https://me:a?{SECRET}@host",
    f"tcp://me:a/{SECRET}#b?c@d@host:1",
    f"https://me:{SECRET}@[host",
    f"https://me:{SECRET}@host:port",
    f" https://me:{SECRET}@host\n",
]
# These are no words, so no message shows them.
TEXTS = [
    PEM,
    PEM.replace("\n", ""),
    f"/{SECRET}+base64==/{SECRET}",
    f"{SECRET} {SECRET}",
    f"Authorization: Bearer {SECRET}",
    f"\0{SECRET}",
    f"\ud800{SECRET}",
    f"é{SECRET}",
    f"{SECRET}\r\n{SECRET}",
    f"{SECRET}?a=b",
    f"{SECRET}/../{{}}",
    SECRET * 6,
    json.dumps({"password": SECRET}),
    f"https://host/?token={SECRET}",
    f"https://host#{SECRET}",
    f"https://host:{SECRET}",
    f"tcp://host/{SECRET}",
]
WORDS = [SECRET, f"token-{SECRET}", f"me/{SECRET}"]


class Told:
    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    __str__ = __repr__


class Text(str):
    pass


# The types in which a text may come, also wrong ones.
SHAPES = {
    "as it is": lambda text: text,
    "bytes": lambda text: text.encode(errors="replace"),
    "bytearray": lambda text: bytearray(text, "utf-8", "replace"),
    "a str of its own": Text,
    "an object": Told,
    "an exception": ValueError,
    "a list": lambda text: [text],
    "a tuple": lambda text: (text, 5),
    "a set": lambda text: {text},
    "a list in a list": lambda text: [[text], {text}],
    "a dict": lambda text: {"a": text},
    "a dict of bytes": lambda text: {"a": text.encode(errors="replace")},
    "a dict by keys": lambda text: {text: {text}},
    "a mapping": lambda text: types.MappingProxyType({"a": Told(text)}),
    "an iterator": lambda text: iter([text]),
    "an iterator that fails later": lambda text: iter([b"a", text]),
    "a path": Path,
}


def hidden_texts(place: Place, shape: str) -> list[str]:
    """Returns the texts that no message may show.

    Of a path, that is only a password. A short word may be shown as a name.
    """
    if place.is_path:
        return ADDRESSES
    is_name = place.is_name or shape == "a dict by keys"
    return [*ADDRESSES, *TEXTS, *([] if is_name else WORDS)]


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(always=reply({"Config": {"Tty": True}})) as server:
        yield server


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.DEBUG, "dockline")
    return caplog


def told(driver: Any, server: Server, log: pytest.LogCaptureFixture, place: Place, value: Any) -> str:
    """Returns everything that a program can read after a call."""
    log.clear()
    said: list[str] = []
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            said.append(repr(place.act(driver, server.uri, value)))
        except DocklineError as error:
            said += [str(error), repr(error), *traceback.format_exception(error)]
            while (cause := error.__cause__ or (None if error.__suppress_context__ else error.__context__)) is not None:
                said += [str(cause), repr(cause)]
                error = cause  # type: ignore[assignment]
    said += [f"{record.getMessage()} {record.args}" for record in log.records if record.name.startswith("dockline")]
    return "\n".join(said + [str(warning.message) for warning in warned])


@pytest.mark.parametrize("shape", SHAPES)
def test_no_secret_in_any_place(driver: Any, server: Server, log: pytest.LogCaptureFixture, shape: str) -> None:
    for place in PLACES:
        for text in hidden_texts(place, shape):
            if (shape == "as it is" and driver is dockline) or text in (ADDRESSES[0], PEM, SECRET):
                said = told(driver, server, log, place, SHAPES[shape](text))
                assert SECRET not in said, f"{place.name}, {text!r}: {said}"


@settings(max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(place=st.sampled_from(PARAMETERS), shape=st.sampled_from(sorted(SHAPES)), data=st.data())
def test_no_secret_in_any_parameter(
    driver: Any, server: Server, log: pytest.LogCaptureFixture, place: Place, shape: str, data: st.DataObject
) -> None:
    text = data.draw(st.sampled_from(hidden_texts(place, shape)))
    assert SECRET not in told(driver, server, log, place, SHAPES[shape](text))


def test_the_command_for_curl_shows_no_parameter_that_is_not_known(
    server: Server, log: pytest.LogCaptureFixture
) -> None:
    for place in PARAMETERS:
        if not place.is_path:
            for text in (SECRET, ADDRESSES[0]):
                said = told(dockline, server, log, place, text)
                assert SECRET not in said, f"{place.name}: {said}"


# --- The settings of the commands -----------------------------------------------------------------------------------

# The settings whose value is no path of a file or a folder.
VARIABLES = {
    "docker": ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_CUSTOM_HEADERS", "DOCKER_AUTH_CONFIG", "DOCKER_TLS_VERIFY"),
    "podman": ("CONTAINER_HOST", "CONTAINER_CONNECTION", "CONTAINER_SSHKEY"),
}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user without settings."""
    for variable in (*VARIABLES["docker"], *VARIABLES["podman"], "DOCKER_CONFIG", "DOCKER_TLS", "DOCKER_CERT_PATH"):
        monkeypatch.delenv(variable, raising=False)
    for variable in ("HOME", "XDG_CONFIG_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    return tmp_path


def told_of_settings(server: Server, log: pytest.LogCaptureFixture, command: str) -> str:
    """Returns everything that a program can read after dockline has read the settings.

    Only `endpoints` returns secrets, in its conns.
    """
    category = {"docker": "containers", "podman": "libpod/containers"}[command]

    def ask(driver: Any, uri: str, value: Any) -> str:
        made = driver.client(engine=command, category=category, version=API[command], throw_exceptions=True)
        with made:
            return repr(made)

    def look(driver: Any, uri: str, value: Any) -> list[str]:
        return [f"{found['source']} {found['why']}" for found in driver.endpoints(command)]

    def log_in(driver: Any, uri: str, value: Any) -> Any:
        return driver.registry_auth("a.example/app", engine=command)

    return "\n".join(told(dockline, server, log, Place("settings", act), None) for act in (ask, look, log_in))


@pytest.mark.parametrize(
    ("command", "variable"), [(command, variable) for command, names in VARIABLES.items() for variable in names]
)
def test_no_secret_of_a_variable(
    server: Server, log: pytest.LogCaptureFixture, home: Path, command: str, variable: str
) -> None:
    for text in (*ADDRESSES, *TEXTS):
        # A name that is not ASCII may be the name of a host. Messages show it then.
        if "\0" not in text and (text.isascii() or not variable.endswith("HOST")) and "\ud800" not in text:
            with pytest.MonkeyPatch.context() as patch:
                if variable == "CONTAINER_SSHKEY":
                    patch.setenv("CONTAINER_HOST", "ssh://host")
                patch.setenv(variable, text)
                assert SECRET not in told_of_settings(server, log, command), text


@pytest.mark.parametrize("key", ["currentContext", "credsStore", "credHelpers", "auths", "HttpHeaders", "proxies"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_secret_of_a_config(server: Server, log: pytest.LogCaptureFixture, home: Path, key: str, shape: str) -> None:
    (home / ".docker").mkdir()
    secret = f"{SECRET} {SECRET}"
    values = (
        SHAPES[shape](secret),
        {"a.example": SHAPES[shape](secret)},
        {"a.example": {"auth": SHAPES[shape](secret)}},
    )
    for value in values:
        try:
            text = json.dumps({key: value})
        except TypeError:
            text = f"{key} {secret}"
        (home / ".docker" / "config.json").write_text(text)
        said = told_of_settings(server, log, "docker")
        assert SECRET not in said, (value, said)


@pytest.mark.parametrize("uri", ["tcp://engine.invalid:1", "https://engine.invalid:1"])
def test_no_secret_of_a_proxy(
    driver: Any, server: Server, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, uri: str
) -> None:
    variable = "HTTPS_PROXY" if uri.startswith("https") else "HTTP_PROXY"
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    place = Place("proxy", lambda driver, own_uri, value: driver.request({"uri": uri}, path="/_ping"))
    nowhere = [f"http://me:{SECRET}@127.0.0.1:1", f"me:{SECRET}@127.0.0.1:1", f"http://me:{SECRET}\udcff@127.0.0.1:1"]
    for text in (*nowhere, *(address.replace("host", "127.0.0.1") for address in ADDRESSES)):
        monkeypatch.setenv(variable, text)
        assert SECRET not in told(driver, server, log, place, None), text


# --- Leaks that were found -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("as_text", [True, False])
def test_pem_as_text_is_pem(authority: Any, as_text: bool) -> None:
    """Inline PEM makes the same context as a file does."""
    leaf = authority.issue_cert("me@example.com")
    pems = {
        "ca": authority.cert_pem.bytes(),
        "cert": leaf.cert_chain_pems[0].bytes(),
        "key": leaf.private_key_pem.bytes(),
    }
    mtls = {part: pem.decode() if as_text else pem for part, pem in pems.items()}
    made = dockline.client(
        engine="docker", category="containers", version="v1.41", conn={"uri": "https://host", "mtls": mtls}
    )
    assert "host" in repr(made)


@pytest.mark.parametrize("part", ["ca", "cert", "key"])
def test_pem_that_is_none_is_not_shown(authority: Any, part: str) -> None:
    leaf = authority.issue_cert("me@example.com")
    mtls = {"cert": leaf.cert_chain_pems[0].bytes(), "key": leaf.private_key_pem.bytes(), part: PEM}
    with pytest.raises(InvalidParameter) as raised:
        dockline.request({"uri": "https://host", "mtls": mtls}, path="/_ping")
    assert f"mtls '{part}'" in str(raised.value)
    assert SECRET not in "".join(traceback.format_exception(raised.value))


def test_what_is_shown_of_a_refused_uri() -> None:
    for uri, shown in ((f"ftp://me:{SECRET}@host", "'ftp://…'"), (f"me:{SECRET}@host", "a str of length 15")):
        with pytest.raises(InvalidParameter) as raised:
            dockline.request({"uri": uri}, path="/_ping")
        assert shown in str(raised.value)


def test_copies_and_views_of_credentials_show_nothing() -> None:
    made = Credentials({"username": "me", "password": SECRET, "serveraddress": f"me:{SECRET}@host"})
    copies = [
        made.copy(),
        copy.copy(made),
        copy.deepcopy(made),
        made | {"email": "a"},
        {"email": "a"} | made,
        made | made,
        made.items(),
        made.values(),
        [made],
        {"a": made},
    ]
    for each in (made, *copies):
        assert SECRET not in f"{each} {each!r} {pprint.pformat(each)}"
    merged = Credentials(made)
    merged |= {"email": SECRET}
    assert SECRET not in repr(merged)
    assert merged["email"] == SECRET
    assert dict(made | {"email": "a"}) == {**made, "email": "a"}
    assert list(made.items()) == list(dict(made).items())
    assert list(made.values()) == list(dict(made).values())
    with pytest.raises(TypeError):
        made | [1]  # type: ignore[operator]


@pytest.mark.parametrize("registry", [f"me:{SECRET}@ host", f" {SECRET} {SECRET}", f"https:///{SECRET}", {SECRET}])
def test_no_secret_in_the_name_of_a_registry(registry: Any) -> None:
    with pytest.raises(InvalidParameter) as raised:
        dockline.registry_auth(registry)
    assert SECRET not in "".join(traceback.format_exception(raised.value))


def test_the_command_for_curl_shows_what_is_harmless(server: Server, log: pytest.LogCaptureFixture) -> None:
    dockline.request(
        {"uri": server.uri, "headers": {"X-Proxy-Key": SECRET}},
        method="POST",
        path="/v1.41/images/create",
        query={"fromImage": "app", "tag": "1", "all": True, "token": SECRET, f"{SECRET}=": "a", "credentials": "me:pw"},
        headers={"Accept": "text/plain", "Cookie": SECRET, "X-Api-Key": SECRET, "Proxy-Authorization": SECRET},
        body=SECRET,
    )
    (command,) = (record.getMessage() for record in log.records if record.name == "dockline.curl")
    assert command.removeprefix(f"curl -N --unix-socket {server.uri.removeprefix('unix://')} ") == (
        "-X POST -H 'Accept: text/plain' -H 'Cookie: …' -H 'X-Api-Key: …' -H 'Proxy-Authorization: …' --data-binary "
        "@body 'http://localhost/v1.41/images/create?fromImage=app&tag=1&all=true&token=…&…&credentials=…'"
    )
