"""What Docker's command line tool would connect to, and where it keeps its passwords."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dockline.cli_config import home, read_json
from dockline.errors import ConfigError

_DEFAULT = "default"  # the name of the context that is none: it means the variables and the usual sockets
_MATERIAL = ("ca", "cert", "key")


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
