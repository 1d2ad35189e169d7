"""Credentials of registries, where the docker and podman commands store them."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import ItemsView, ValuesView
from importlib import import_module
from typing import Any

from dockline import redaction
from dockline.errors import ConfigError, InvalidParameter
from dockline.settings.config_file import ConfigSection
from dockline.spec.engines import Engine

# The names of Docker Hub.
_HUB_HOSTS = ("docker.io", "index.docker.io", "registry-1.docker.io", "registry.hub.docker.com")
_PORTS = range(1024, 65536)  # after a name without a dot, such a number is a port; a smaller one is a tag
_FIELDS = ("username", "password", "email", "identitytoken", "registrytoken")
_NOT_FOUND = b"credentials not found"  # the beginning of every helper's message if it has none
_TOKEN = "<token>"  # noqa: S105 - with this user name, the secret of a helper is an identity token


class Credentials(dict[str, Any]):
    """The value of `X-Registry-Auth`: a dict whose repr does not show its content.

    The reprs of its views and copies do not show it either. Its single values, and a plain `dict` of it, do.
    """

    def __repr__(self) -> str:
        names = self.get("serveraddress") or ", ".join(key for key in self if isinstance(self[key], Credentials))
        return f"<dockline.Credentials of {redaction.without_password(names or 'nobody')}>"

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


class _HiddenItems(ItemsView[str, Any]):
    def __repr__(self) -> str:
        return "<items of dockline.Credentials>"


class _HiddenValues(ValuesView[Any]):
    def __repr__(self) -> str:
        return "<values of dockline.Credentials>"


def registry_auth(registry: str, engine: Engine) -> Credentials:
    """See `dockline.registry_auth`."""
    name = registry.strip() if isinstance(registry, str) else ""
    plain = _without_scheme(name)
    if not plain.partition("/")[0] or any(character.isspace() for character in name):
        raise InvalidParameter(
            f"a registry is like 'registry.example.com:5000', not {redaction.describe_type(registry)}"
        )
    settings_module = import_module(engine.settings_module)
    if plain != name or _begins_with_host(plain):
        return _registry_credentials(_repository(plain), settings_module)
    return (
        _registry_credentials(_HUB_HOSTS[0], settings_module)
        if settings_module.SHORT_NAMES_MEAN_DOCKER_HUB
        else _all_credentials(settings_module)
    )


def _without_scheme(name: str) -> str:
    return name.removeprefix("https://").removeprefix("http://")


def _begins_with_host(name: str) -> bool:
    """Tells whether a name begins with the host of a registry.

    By Docker's rule, the part before a slash is a host if it has a dot, a colon or a capital letter. A name without a
    slash may be both: `a.example` and `registry:5000` are registries, `redis:7` and `redis:7.2` are images.
    """
    first, slash, _ = name.partition("/")
    if slash:
        return first == "localhost" or ":" in first or "." in first or first != first.lower()
    host, colon, port = first.rpartition(":")
    if colon:
        return "@" not in host and port.isdecimal() and ("." in host or host == "localhost" or int(port[:6]) in _PORTS)
    return first == "localhost" or "." in first


def _repository(name: str) -> str:
    """Removes the tag and the digest from the name of an image."""
    name = name.partition("@")[0].rstrip("/")
    path, slash, last = name.rpartition("/")
    return f"{path}/{last.partition(':')[0]}" if slash else name


def _registry_credentials(name: str, settings_module: Any) -> Credentials:
    """Returns the credentials for `name`: a registry, or a repository or namespace in it. Empty if there are none."""
    host = name.partition("/")[0]
    server = settings_module.HUB_SERVER if host in _HUB_HOSTS else host
    for config in settings_module.credential_configs():
        helper = _helper_name(config, server, host)
        found = (
            _run_helper(helper, server, config)
            if helper
            else _stored_credentials(config, name, host, settings_module.NAMESPACE_ENTRIES_MATCH_HOST)
        )
        if found:
            return Credentials({**found, "serveraddress": server})
    return Credentials()


def _all_credentials(settings_module: Any) -> Credentials:
    """Returns the credentials of all registries, by their names. The engine resolves the short name and chooses."""
    names = {
        _normalized_key(key): None
        for config in settings_module.credential_configs()
        for section in ("credHelpers", "auths")
        for key in config.section(section)
        if not _normalized_key(key).startswith("index.docker.io/")  # docker login stores tokens of its own there
    }
    found = {name: _registry_credentials(name, settings_module) for name in names}
    return Credentials({_HUB_HOSTS[0] if name in _HUB_HOSTS else name: each for name, each in found.items() if each})


def _helper_name(config: ConfigSection, server: str, host: str) -> str:
    """Returns the name of the helper that stores the credentials of a registry, or "".

    An empty entry of credHelpers turns credsStore off for its registry.
    """
    helpers = config.section("credHelpers")
    key = next((name for name in (server, host) if name in helpers), None)
    helper = config.text("credsStore") if key is None else helpers.text(key)
    if helper and ("/" in helper or not redaction.is_word(helper)):
        raise config.error("credHelpers or credsStore", "must be the name of a helper, not a path")
    return helper


def _stored_credentials(config: ConfigSection, name: str, host: str, any_namespace: bool) -> dict[str, str]:
    """Returns the entry of a file for a registry. An entry of a namespace (`host/namespace`) wins over one of the host.

    `any_namespace`: if there is no such entry, one of another namespace of the host will do.
    """
    entries = config.section("auths")
    plain = {_normalized_key(key): key for key in reversed(list(entries))}
    keys = [name]  # the best one first
    while "/" in name:
        name = name.rpartition("/")[0]
        keys.append(name)
    if host in _HUB_HOSTS:
        keys[-1:] = ["https://index.docker.io/v1/", *_HUB_HOSTS]
    for each in keys:
        key = each if each in entries else plain.get(each)
        if key is not None:
            return _decode_entry(entries, key)
    if any_namespace and host not in _HUB_HOSTS:
        return next((_decode_entry(entries, key) for each, key in plain.items() if each.partition("/")[0] == host), {})
    return {}


def _normalized_key(key: str) -> str:
    """Returns the key of an entry without the URL that old files have.

    Such a URL stands for the whole registry. Some of Docker Hub's URLs do not: they stay as they are.
    """
    plain = _without_scheme(key).rstrip("/")
    host = plain.partition("/")[0]
    if plain in (f"{host}/v1", f"{host}/v2") or (plain != key.rstrip("/") and host not in _HUB_HOSTS):
        return host
    return plain


def _decode_entry(entries: ConfigSection, key: str) -> dict[str, str]:
    entry = entries.section(key)
    found = {field: entry.text(field) for field in _FIELDS if entry.text(field)}
    auth = entry.text("auth")
    if auth:
        try:
            user, colon, password = base64.b64decode(auth, validate=True).decode().partition(":")
        except ValueError:
            colon = ""
        if not colon:
            raise entry.error("auth", "must be base64 of user:password")
        found |= {"username": user, "password": password.strip("\0")}
    if "identitytoken" in found:
        found.pop("password", None)
    return found


def _run_helper(helper: str, server: str, config: ConfigSection) -> dict[str, str]:
    """Runs a credential helper. Its input is the name of the registry, its output is JSON."""
    program = f"docker-credential-{helper}"
    try:
        done = subprocess.run([program, "get"], input=server.encode(), capture_output=True, check=False)  # noqa: S603
    except OSError as error:
        raise ConfigError(
            f"{config.path} names the credential helper {program}, which can't be run: {error.strerror}; install it, "
            f"or remove it from credHelpers or credsStore"
        ) from error
    if done.returncode != 0:
        if (done.stdout.strip() or done.stderr.strip()).startswith(_NOT_FOUND):
            return {}
        # The message does not show the helper's output: it may hold a secret.
        raise ConfigError(
            f"{program} failed with status {done.returncode}: run `{program} get`, with the registry's name as its "
            "input, to see why"
        )
    answer = _parse_helper_output(program, done.stdout)
    if answer["Username"] == _TOKEN:
        return {"identitytoken": answer["Secret"]}
    return {"username": answer["Username"], "password": answer["Secret"]}


def _parse_helper_output(program: str, text: bytes) -> dict[str, Any]:
    import orjson

    try:
        answer = orjson.loads(text)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict) or not all(isinstance(answer.get(key), str) for key in ("Username", "Secret")):
        raise ConfigError(f"{program} did not answer with JSON of 'Username' and 'Secret'")
    return answer
