"""What Docker's command line tool would connect to, and where it keeps its passwords."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dockline.cli_config import home, read_json
from dockline.encoding import fields
from dockline.errors import ConfigError, InvalidParameter

_DEFAULT = "default"  # the name of the context that is none: it means the variables and the usual sockets
_MATERIAL = ("ca", "cert", "key")
_HEADERS = "DOCKER_CUSTOM_HEADERS"


def settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """What is set, as `(source, conn)`, most important first: DOCKER_HOST, DOCKER_CONTEXT, then the current context."""
    host = os.environ.get("DOCKER_HOST")
    if host:
        yield "DOCKER_HOST", _by_variables(host)
    name = os.environ.get("DOCKER_CONTEXT")
    source = f"DOCKER_CONTEXT, the context {name!r}"
    if not name:
        config = read_json(config_folder() / "config.json")
        name = config.text("currentContext") or _DEFAULT
        source = f"currentContext in {config.path}, the context {name!r}"
    if name != _DEFAULT:
        yield source, _context(name)
    if os.environ.get("DOCKER_TLS_VERIFY") and not host:
        yield "DOCKER_TLS_VERIFY", _by_variables("tcp://localhost:2376")


def credential_files() -> list[Path]:
    return [config_folder() / "config.json"]


def http_headers() -> list[tuple[str, str]]:
    """The fields that go with every request: of DOCKER_CUSTOM_HEADERS, else HttpHeaders of config.json. Raises
    ConfigError, which shows neither a name that is malformed nor a value."""
    given = os.environ.get(_HEADERS)
    try:
        if given:
            return fields(_HEADERS, _listed_headers(given))
        config = read_json(config_folder() / "config.json")
        section = config.section("HttpHeaders")
        return fields(f"HttpHeaders in {config.path}", {name: section.text(name) for name in section})
    except InvalidParameter as error:
        raise ConfigError(str(error)) from None


def _listed_headers(text: str) -> dict[str, str]:
    """Of a line of comma-separated values like `name=value`; what has a comma is quoted."""
    import csv
    import io

    try:
        listed = next(filter(None, csv.reader(io.StringIO(text, newline=""), strict=True)))
    except (csv.Error, StopIteration):
        raise ConfigError(f"{_HEADERS} must be a line of comma-separated name=value pairs") from None
    headers = {}
    for number, pair in enumerate(listed, 1):
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise ConfigError(f"{_HEADERS} must be name=value pairs, which its part {number} is not")
        headers[name.strip()] = value
    return headers


def config_folder() -> Path:
    return Path(os.environ.get("DOCKER_CONFIG") or home() / ".docker")


def _by_variables(host: str) -> dict[str, Any]:
    uri = host if "://" in host else f"tcp://{host}"
    if not uri.startswith("tcp://") or not os.environ.get("DOCKER_TLS_VERIFY"):
        return {"uri": uri}
    folder = os.environ.get("DOCKER_CERT_PATH")
    mtls = _material(Path(folder) if folder else config_folder())
    if folder:
        # It was asked for: where it is missing, that is an error.
        mtls["ca"] = str(Path(folder, "ca.pem"))
    return {"uri": uri, "mtls": mtls}


def _context(name: str) -> dict[str, Any]:
    """A context's folders are named by a hash of its name."""
    contexts = config_folder() / "contexts"
    place = hashlib.sha256(name.encode(errors="surrogateescape")).hexdigest()
    meta = read_json(contexts / "meta" / place / "meta.json")
    if not list(meta):
        raise ConfigError(f"there is no context {name!r}: {meta.path} is missing; `docker context ls` lists them")
    uri = meta.section("Endpoints").section("docker").text("Host")
    if not uri:
        raise meta.section("Endpoints").section("docker").fault("Host", "is missing")
    mtls = _material(contexts / "tls" / place / "docker")
    return {"uri": uri, "mtls": mtls} if mtls and uri.startswith("tcp://") else {"uri": uri}


def _material(folder: Path) -> dict[str, str]:
    return {name: str(folder / f"{name}.pem") for name in _MATERIAL if (folder / f"{name}.pem").exists()}
