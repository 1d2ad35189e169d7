"""The settings of the podman command: the engine that it would use, and its files of credentials."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dockline import redaction
from dockline.errors import ConfigError
from dockline.settings import docker
from dockline.settings.config_file import ConfigSection, home, read_bytes, read_json, read_toml, runtime_folder

HUB_SERVER = "docker.io"  # the name of Docker Hub for credential helpers
SHORT_NAMES_MEAN_DOCKER_HUB = False  # the engine's registries.conf decides their registry
NAMESPACE_ENTRIES_MATCH_HOST = False

# The names of a connection's fields in podman-connections.json and in containers.conf.
_JSON = {
    "uri": "URI",
    "identity": "Identity",
    "ca": "TLSCA",
    "cert": "TLSCert",
    "key": "TLSKey",
    "is_machine": "IsMachine",
}
_TOML = {
    "uri": "uri",
    "identity": "identity",
    "ca": "tls_ca",
    "cert": "tls_cert",
    "key": "tls_key",
    "is_machine": "is_machine",
}


def settings() -> Iterator[tuple[str, dict[str, Any]]]:
    """Iterates over the configured engines as `(source, conn)`, most important first.

    These are CONTAINER_CONNECTION, CONTAINER_HOST, then the default connection. CONTAINER_SSHKEY is the key for
    a connection that names no key.
    """
    name = os.environ.get("CONTAINER_CONNECTION")
    if name:
        yield f"CONTAINER_CONNECTION, the connection {redaction.quoted_name(name)}", _connection(name)
    uri = os.environ.get("CONTAINER_HOST")
    if uri:
        yield "CONTAINER_HOST", _conn(uri)
    if name:
        return
    connections = _connections()
    name = connections.text("Default")
    if name:
        yield f"the default connection {redaction.quoted_name(name)} in {connections.path}", _connection(name)
        return
    for config in _containers_conf():
        name = config.section("engine").text("active_service")
        if name:
            yield f"active_service in {config.path}, the connection {redaction.quoted_name(name)}", _connection(name)
            return


def credential_configs() -> Iterator[ConfigSection]:
    """Iterates over the sections that hold credentials, most important first."""
    for path in _credential_files():
        config = read_json(path)
        # Podman reads only these keys of Docker's file.
        yield (
            config.nested_under("auths") if path.name == ".dockercfg" else config.restricted_to("auths", "credHelpers")
        )


def _credential_files() -> list[Path]:
    chosen = os.environ.get("REGISTRY_AUTH_FILE")
    if chosen:
        return [Path(chosen)]
    if os.environ.get("DOCKER_CONFIG"):
        return [docker.config_file()]
    own = Path("containers", "auth.json")
    session = [runtime_folder() / own]
    if not os.environ.get("XDG_RUNTIME_DIR"):
        session.append(Path(f"/run/containers/{os.getuid()}/auth.json"))
    return [*session, _config_folder() / own, docker.config_file(), home() / ".dockercfg"]


def http_headers() -> list[tuple[str, str]]:
    """Returns nothing: the podman command has no such setting."""
    return []


def _connection(name: str) -> dict[str, Any]:
    connections = _connections().section("Connections")
    if name in connections:
        return _destination(connections.section(name), _JSON)
    for config in _containers_conf():
        destinations = config.section("engine").section("service_destinations")
        if name in destinations:
            return _destination(destinations.section(name), _TOML)
    raise ConfigError(
        f"there is no connection {redaction.quoted_name(name)}: `podman system connection list` lists them"
    )


def _destination(destination: ConfigSection, names: dict[str, str]) -> dict[str, Any]:
    uri = destination.text(names["uri"])
    if not uri:
        raise destination.error(names["uri"], "is missing")
    mtls = {part: destination.text(names[part]) for part in ("ca", "cert", "key") if destination.text(names[part])}
    return _conn(uri, destination.text(names["identity"]), mtls, verify=not destination.flag(names["is_machine"]))


def _conn(uri: str, identity: str = "", mtls: dict[str, str] | None = None, *, verify: bool = True) -> dict[str, Any]:
    """Returns a conn. `verify` is False for a virtual machine of `podman machine`: its host key is stored nowhere."""
    scheme, _, rest = uri.partition("://")
    if scheme == "unix" and not rest.startswith("/"):
        return {"uri": f"unix:///{rest}"}
    conn: dict[str, Any] = {"uri": uri}
    if scheme == "ssh":
        identity = identity or os.environ.get("CONTAINER_SSHKEY", "")
        if identity:
            conn["identity"] = identity
        if not verify:
            conn["verify"] = False
    elif scheme == "tcp" and mtls:
        conn["mtls"] = mtls
    return conn


def _connections() -> ConfigSection:
    chosen = os.environ.get("PODMAN_CONNECTIONS_CONF")
    path = Path(chosen) if chosen else _config_folder() / "containers" / "podman-connections.json"
    return read_json(path).section("Connection")


def _containers_conf() -> Iterator[ConfigSection]:
    """Iterates over the files that configure connections, most important first."""
    chosen = os.environ.get("CONTAINERS_CONF")
    if chosen and not Path(chosen).exists():
        raise ConfigError(f"CONTAINERS_CONF names {chosen}, which does not exist")
    paths = [Path(chosen)] if chosen else []
    if not chosen:
        mains = [Path("/usr/share/containers/containers.conf"), Path("/etc/containers/containers.conf")]
        if os.getuid() != 0:
            mains.append(Path("/etc/containers/containers.rootless.conf"))
        mains.append(_config_folder() / "containers" / "containers.conf")
        for main in mains:
            paths += [main, *sorted(Path(f"{main}.d").glob("*.conf"))]
            if main.name == "containers.rootless.conf":
                paths += sorted(Path(f"{main}.d", str(os.getuid())).glob("*.conf"))
    override = os.environ.get("CONTAINERS_CONF_OVERRIDE")
    if override:
        paths.append(Path(override))
    for path in reversed(paths):
        text = read_bytes(path)
        if b"active_service" in text or b"service_destinations" in text:
            yield read_toml(path)


def _config_folder() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or home() / ".config")
