"""Credentials of registries, as the engines' command line tools keep them."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import ItemsView, ValuesView
from importlib import import_module
from typing import Any

from dockline import shown
from dockline.cli_config import Config, read_json
from dockline.engines import Engine
from dockline.errors import ConfigError, InvalidParameter

# Docker Hub's registry goes by many names; its credentials are kept under the first.
_HUB = (
    "https://index.docker.io/v1/",
    "docker.io",
    "index.docker.io",
    "registry-1.docker.io",
    "registry.hub.docker.com",
)
_FIELDS = ("username", "password", "email", "identitytoken", "registrytoken")
_NOT_FOUND = b"credentials not found"  # how the message of every helper begins that has none
_TOKEN = "<token>"  # noqa: S105 - the user name with which a helper says that its secret is an identity token


class Credentials(dict[str, str]):
    """What `X-Registry-Auth` takes: a dict that does not show what it holds, nor do its views and its copies. The
    values themselves, and a `dict` that is made of them, are plain."""

    def __repr__(self) -> str:
        return f"<dockline.Credentials of {shown.place(self.get('serveraddress', 'nobody'))}>"

    __str__ = __repr__

    def copy(self) -> Credentials:
        return Credentials(self)

    def __or__(self, other: Any) -> Any:
        return self._merged(self, other)

    def __ror__(self, other: Any) -> Any:
        return self._merged(other, self)

    def items(self) -> Any:
        return _HiddenItems(self)

    def values(self) -> Any:
        return _HiddenValues(self)

    @staticmethod
    def _merged(first: Any, second: Any) -> Any:
        if not isinstance(first, dict) or not isinstance(second, dict):
            return NotImplemented
        return Credentials({**first, **second})


class _HiddenItems(ItemsView[str, str]):
    def __repr__(self) -> str:
        return "<items of dockline.Credentials>"


class _HiddenValues(ValuesView[str]):
    def __repr__(self) -> str:
        return "<values of dockline.Credentials>"


def registry_auth(registry: str, engine: Engine) -> Credentials:
    """See `dockline.registry_auth`."""
    name = registry.strip() if isinstance(registry, str) else ""
    for scheme in ("https://", "http://"):
        name = name.removeprefix(scheme)
    host = name.partition("/")[0]
    if not host or any(character.isspace() for character in name):
        raise InvalidParameter(f"a registry is like 'registry.example.com:5000', not {shown.kind(registry)}")
    server = _HUB[0] if host in _HUB or name == "index.docker.io/v1/" else host
    for path in import_module(engine.cli).credential_files():
        config = read_json(path)
        helper = _helper(config, server, host)
        found = _ask(helper, server, config) if helper else _stored(config, name, server)
        if found:
            return Credentials({**found, "serveraddress": server})
    return Credentials()


def _helper(config: Config, server: str, host: str) -> str:
    helpers = config.section("credHelpers")
    name = helpers.text(server) or helpers.text(host) or config.text("credsStore")
    if "/" in name or "\0" in name:
        raise config.fault("credHelpers or credsStore", "must be the name of a helper, not a path")
    return name


def _stored(config: Config, name: str, server: str) -> dict[str, str]:
    """What a file holds of a registry: an entry for a part of it (`host/namespace`) goes before that of its host."""
    entries = config.section("auths")
    by_name = {_plain(key): key for key in entries}
    wanted = list(_HUB) if server == _HUB[0] else []
    while name:
        wanted.append(name)
        name = name.rpartition("/")[0]
    for each in wanted:
        key = by_name.get(_plain(each))
        if key is not None:
            return _entry(entries, key)
    return {}


def _plain(key: str) -> str:
    """Old files have whole URLs."""
    key = key.removeprefix("https://").removeprefix("http://").rstrip("/")
    return key.removesuffix("/v1").removesuffix("/v2")


def _entry(entries: Config, key: str) -> dict[str, str]:
    entry = entries.section(key)
    found = {field: entry.text(field) for field in _FIELDS if entry.text(field)}
    auth = entry.text("auth")
    if auth:
        try:
            user, colon, password = base64.b64decode(auth, validate=True).decode().partition(":")
        except ValueError:
            colon = ""
        if not colon:
            raise entry.fault("auth", "must be base64 of user:password")
        found |= {"username": user, "password": password.strip("\0")}
    if "identitytoken" in found:
        found.pop("password", None)
    return found


def _ask(helper: str, server: str, config: Config) -> dict[str, str]:
    """A helper, by its protocol: the registry's name in, JSON out."""
    program = f"docker-credential-{helper}"
    try:
        done = subprocess.run([program, "get"], input=server.encode(), capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise ConfigError(
            f"{config.path} wants the credential helper {program}, which can't be run: {error.strerror}; install it, "
            f"or take it out of credHelpers or credsStore"
        ) from error
    if done.returncode != 0:
        if (done.stdout.strip() or done.stderr.strip()).startswith(_NOT_FOUND):
            return {}
        # What it says is not shown: secrets come by the same way.
        raise ConfigError(
            f"{program} failed with status {done.returncode}: run `{program} get`, with the registry's name as its "
            "input, to see why"
        )
    answer = _answer(program, done.stdout)
    if answer["Username"] == _TOKEN:
        return {"identitytoken": answer["Secret"]}
    return {"username": answer["Username"], "password": answer["Secret"]}


def _answer(program: str, text: bytes) -> dict[str, Any]:
    import orjson

    try:
        answer = orjson.loads(text)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or not all(isinstance(answer.get(key), str) for key in ("Username", "Secret")):
        raise ConfigError(f"{program} did not answer with JSON of 'Username' and 'Secret'")
    return answer
