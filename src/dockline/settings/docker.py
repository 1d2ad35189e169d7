"""The settings of the docker command: the engine that it would use, and its files of credentials."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dockline import redaction
from dockline.errors import ConfigError, InvalidParameter
from dockline.header_fields import fields
from dockline.settings.config_file import ConfigSection, home, read_json, text_as_json

HUB_SERVER = "https://index.docker.io/v1/"  # the name of Docker Hub for credential helpers
SHORT_NAMES_MEAN_DOCKER_HUB = True
NAMESPACE_ENTRIES_MATCH_HOST = True  # an entry of `host/namespace` also serves the rest of the host

_DEFAULT = "default"  # the context of this name does not exist: it means the variables and the usual sockets
_SOCKET = "/var/run/docker.sock"
_AUTH = "DOCKER_AUTH_CONFIG"
_HEADERS = "DOCKER_CUSTOM_HEADERS"


def settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """Iterates over the configured engines as `(source, conn)`: DOCKER_HOST, DOCKER_CONTEXT, the current context."""
    host = os.environ.get("DOCKER_HOST")
    if host:
        yield _from_variables(host)
    name = os.environ.get("DOCKER_CONTEXT")
    source = f"DOCKER_CONTEXT, the context {redaction.quoted_name(name)}"
    if not name:
        config = read_json(config_file())
        name = config.text("currentContext") or _DEFAULT
        source = f"currentContext in {config.path}, the context {redaction.quoted_name(name)}"
    if name != _DEFAULT:
        yield source, _context(name)
    if not host and _tls_variables():
        yield _from_variables("")


def credential_configs() -> Iterator[ConfigSection]:
    """Iterates over the sections that hold credentials, most important first."""
    text = os.environ.get(_AUTH)
    if text:
        config = text_as_json(_AUTH, text)
        auths = config.section("auths")
        for registry in auths:
            if not auths.section(registry).text("auth"):
                raise auths.section(registry).error("auth", "is missing")
        yield config.restricted_to("auths")
    yield read_json(config_file())


def config_file() -> Path:
    return config_folder() / "config.json"


def http_headers() -> list[tuple[str, str]]:
    """Returns the fields for every request: of DOCKER_CUSTOM_HEADERS, else HttpHeaders of config.json.

    Raises ConfigError. Its message shows no value and no malformed name, because both may be secrets.
    """
    given = os.environ.get(_HEADERS)
    try:
        if given:
            return fields(_HEADERS, _parse_headers(given))
        config = read_json(config_file())
        section = config.section("HttpHeaders")
        return fields(f"HttpHeaders in {config.path}", {name: section.text(name) for name in section})
    except InvalidParameter as error:
        raise ConfigError(str(error)) from None


def _parse_headers(text: str) -> dict[str, str]:
    """Parses a line of `name=value` pairs, separated by commas. Quotes enclose a pair that has a comma."""
    import csv
    import io

    try:
        pairs = next(filter(None, csv.reader(io.StringIO(text, newline=""), strict=True)))
    except (csv.Error, StopIteration):
        raise ConfigError(f"{_HEADERS} must be a line of comma-separated name=value pairs") from None
    headers = {}
    for number, pair in enumerate(pairs, 1):
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ConfigError(f"{_HEADERS} must hold name=value pairs: its part {number} is not one")
        headers[name.strip()] = value
    return headers


def config_folder() -> Path:
    return Path(os.environ.get("DOCKER_CONFIG") or home() / ".docker")


def _tls_variables() -> list[str]:
    """Returns the variables that ask for TLS. Any value means yes, even "0", as for the command."""
    return [name for name in ("DOCKER_TLS_VERIFY", "DOCKER_TLS") if os.environ.get(name)]


def _from_variables(host: str) -> tuple[str, dict[str, Any]]:
    tls_variables = _tls_variables()
    verify = "DOCKER_TLS_VERIFY" in tls_variables
    uri = _uri(host, secured=bool(tls_variables))
    chosen = os.environ.get("DOCKER_CERT_PATH") if tls_variables else None
    mtls = _certificate_files(Path(chosen) if chosen else config_folder())
    if chosen and verify and "ca" not in mtls:
        raise ConfigError(f"DOCKER_CERT_PATH names {chosen}, which has no ca.pem")
    names = [*(["DOCKER_HOST"] if host else []), *tls_variables[:1], *(["DOCKER_CERT_PATH"] if chosen else [])]
    conn = _conn(uri, secured=bool(tls_variables), mtls=mtls, verify=verify or not tls_variables)
    return ", ".join(names if len(conn) > 1 else names[:1]), conn


def _uri(host: str, *, secured: bool) -> str:
    """The uri of a DOCKER_HOST, read as the command reads it.

    Blanks around it are ignored. The default scheme is tcp://. A `%` in a path is no escape. The default port is 2375,
    also with TLS.
    """
    host = host.strip()
    if not host:
        return "tcp://localhost:2376" if secured else f"unix://{_SOCKET}"
    scheme, separator, rest = host.partition("://")
    if not separator:
        scheme, rest = "tcp", host
    if scheme == "unix":
        return f"unix://{quote(os.fsencode(rest or _SOCKET))}"
    if scheme != "tcp":
        return host
    if rest.startswith("/"):
        raise ConfigError(
            "DOCKER_HOST is a bare path, which the docker command reads at localhost:2375: add unix:// before it"
        )
    host_and_port, slash, path = rest.partition("/")
    name, colon, port = host_and_port.rpartition(":")
    if not colon or "]" in port:
        name, port = host_and_port, ""
    return f"tcp://{name or 'localhost'}:{port or 2375}{slash}{path}"


def _context(name: str) -> dict[str, Any]:
    """Returns the conn of a context. A hash of the context's name is the name of its folders. Raises ConfigError."""
    contexts = config_folder() / "contexts"
    folder = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()
    meta = read_json(contexts / "meta" / folder / "meta.json")
    if not list(meta):
        raise ConfigError(
            f"there is no context {redaction.quoted_name(name)}: {meta.path} is missing; `docker context ls` lists them"
        )
    endpoints = meta.section("Endpoints")
    if "docker" not in endpoints:
        raise endpoints.error("docker", "is missing")
    docker = endpoints.section("docker")
    uri = docker.text("Host") or f"unix://{_SOCKET}"
    if uri.startswith("unix://"):
        uri = f"unix://{quote(uri.removeprefix('unix://'))}"
    skips_verify = docker.flag("SkipTLSVerify")
    mtls = _certificate_files(contexts / "tls" / folder / "docker")
    return _conn(uri, secured=bool(mtls) or skips_verify, mtls=mtls, verify=not skips_verify)


def _conn(uri: str, *, secured: bool, mtls: dict[str, str], verify: bool) -> dict[str, Any]:
    """Returns a conn. If `secured`, it uses TLS for tcp://, http:// and https://, like the command."""
    scheme, _, rest = uri.partition("://")
    if not secured or scheme not in ("tcp", "http", "https"):
        return {"uri": uri}
    conn = {"uri": f"https://{rest}" if scheme == "http" else uri, "mtls": mtls}
    return conn if verify else {**conn, "verify": False}


def _certificate_files(folder: Path) -> dict[str, str]:
    """Returns the existing files, as `mtls`. Leaves out a certificate without its key, and a key without its own."""
    found = {name: str(folder / f"{name}.pem") for name in ("ca", "cert", "key") if (folder / f"{name}.pem").exists()}
    if not {"cert", "key"} <= found.keys():
        found.pop("cert", None)
        found.pop("key", None)
    return found
