"""What Podman's command line tool would connect to, and where it keeps its passwords."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dockline import docker_cli
from dockline.cli_config import Config, home, read_bytes, read_json, read_toml, runtime_folder
from dockline.errors import ConfigError

# As podman-connections.json and containers.conf write the parts of a connection.
_JSON = {"uri": "URI", "identity": "Identity", "ca": "TLSCA", "cert": "TLSCert", "key": "TLSKey"}
_TOML = {"uri": "uri", "identity": "identity", "ca": "tls_ca", "cert": "tls_cert", "key": "tls_key"}


def settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """What is set, as `(source, conn)`, most important first: CONTAINER_HOST (and CONTAINER_SSHKEY),
    CONTAINER_CONNECTION, then the default connection."""
    uri = os.environ.get("CONTAINER_HOST")
    key = os.environ.get("CONTAINER_SSHKEY")
    if uri:
        yield "CONTAINER_HOST", {"uri": uri, "identity": key} if key and uri.startswith("ssh://") else {"uri": uri}
    name = os.environ.get("CONTAINER_CONNECTION")
    if name:
        yield f"CONTAINER_CONNECTION, the connection {name!r}", _connection(name)
        return
    connections = _connections()
    name = connections.text("Default")
    if name:
        yield f"the default connection {name!r} in {connections.path}", _connection(name)
        return
    for config in _containers_conf():
        name = config.section("engine").text("active_service")
        if name:
            yield f"active_service in {config.path}, the connection {name!r}", _connection(name)
            return


def credential_files() -> list[Path]:
    chosen = os.environ.get("REGISTRY_AUTH_FILE")
    if chosen:
        return [Path(chosen)]
    own = Path("containers", "auth.json")
    return [runtime_folder() / own, _config_folder() / own, *docker_cli.credential_files()]


def http_headers() -> list[tuple[str, str]]:
    """Podman's command knows none."""
    return []


def _connection(name: str) -> dict[str, Any]:
    connections = _connections().section("Connections")
    if name in connections:
        return _destination(connections.section(name), _JSON)
    for config in _containers_conf():
        destinations = config.section("engine").section("service_destinations")
        if name in destinations:
            return _destination(destinations.section(name), _TOML)
    raise ConfigError(f"there is no connection {name!r}: `podman system connection list` lists them")


def _destination(destination: Config, names: dict[str, str]) -> dict[str, Any]:
    values = {part: destination.text(name) for part, name in names.items()}
    uri = values["uri"]
    if not uri:
        raise destination.fault(names["uri"], "is missing")
    conn: dict[str, Any] = {"uri": uri}
    if uri.startswith("ssh://"):
        if values["identity"]:
            conn["identity"] = values["identity"]
    elif uri.startswith("tcp://"):
        mtls = {part: values[part] for part in ("ca", "cert", "key") if values[part]}
        if mtls:
            conn["mtls"] = mtls
    return conn


def _connections() -> Config:
    chosen = os.environ.get("PODMAN_CONNECTIONS_CONF")
    path = Path(chosen) if chosen else _config_folder() / "containers" / "podman-connections.json"
    return read_json(path).section("Connection")


def _containers_conf() -> Iterator[Config]:
    """The files that say something of services, the most important first."""
    chosen = os.environ.get("CONTAINERS_CONF")
    paths = [Path(chosen)] if chosen else []
    if not chosen:
        for folder in (Path("/usr/share"), Path("/etc"), _config_folder()):
            main = folder / "containers" / "containers.conf"
            paths += [main, *sorted(Path(f"{main}.d").glob("*.conf"))]
    override = os.environ.get("CONTAINERS_CONF_OVERRIDE")
    if override:
        paths.append(Path(override))
    for path in reversed(paths):
        text = read_bytes(path)
        if b"active_service" in text or b"service_destinations" in text:
            yield read_toml(path)


def _config_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config")
