"""The engines that dockline speaks to: one entry each, and nothing about an engine anywhere else but its tables."""

from __future__ import annotations


class Engine:
    """What tells one engine from another.

    `namespaces` are the leading path segments under which an engine keeps an API of its own; an operation below one
    belongs to the category `namespace/segment`. `spec_urls` are `(first version, URL template)` pairs, newest first.
    `framing_since` is the first version of the API in which the media type after an upgrade tells whether the stream is
    multiplexed, empty where it may be of both kinds. `version_field` is the response field of `/_ping` that tells the
    newest version of the API that the engine speaks, `oldest_version` are the keys of the oldest one in its `/version`.
    `doc_url` takes `version`, `tag` and `op`, already percent-encoded. `dial_stdio` is the command that connects its
    standard input and output to the engine, which takes the engine's address as `uri_option`. `settings_module` reads
    the settings of its command line tool, which goes through an HTTP proxy if it `uses_http_proxies`. `sockets` are the
    usual ones, in the order in which they are tried.
    """

    def __init__(
        self,
        *,
        name: str,
        namespaces: tuple[str, ...],
        spec_urls: tuple[tuple[str, str], ...],
        doc_url: str,
        framing_since: str,
        version_field: str,
        oldest_version: tuple[str | int, ...],
        dial_stdio: tuple[str, ...],
        uri_option: str,
        settings_module: str,
        uses_http_proxies: bool,
        sockets: tuple[str, ...],
    ) -> None:
        self.name = name
        self.namespaces = namespaces
        self.spec_urls = spec_urls
        self.doc_url = doc_url
        self.framing_since = framing_since
        self.version_field = version_field
        self.oldest_version = oldest_version
        self.dial_stdio = dial_stdio
        self.uri_option = uri_option
        self.settings_module = settings_module
        self.uses_http_proxies = uses_http_proxies
        self.sockets = sockets


ENGINES = {
    engine.name: engine
    for engine in (
        Engine(
            name="docker",
            namespaces=(),
            spec_urls=(("v1.25", "https://docs.docker.com/reference/api/engine/version/{version}.yaml"),),
            doc_url="https://docs.docker.com/reference/api/engine/version/{version}/#tag/{tag}/operation/{op}",
            framing_since="v1.42",
            version_field="Api-Version",
            oldest_version=("MinAPIVersion",),
            dial_stdio=("docker", "system", "dial-stdio"),
            uri_option="--host",
            settings_module="dockline.settings.docker",
            uses_http_proxies=True,
            sockets=("/var/run/docker.sock", "{runtime}/docker.sock", "{home}/.docker/run/docker.sock"),
        ),
        Engine(
            name="podman",
            namespaces=("libpod",),
            spec_urls=(
                ("v6.0.0", "https://docs.podman.io/en/{version}/_static/swagger.yaml"),
                ("v3.1.0", "https://storage.googleapis.com/libpod-master-releases/swagger-{version}.yaml"),
            ),
            doc_url="https://docs.podman.io/en/{version}/_static/api.html#tag/{tag}/operation/{op}",
            framing_since="",
            version_field="Libpod-API-Version",
            oldest_version=("Components", 0, "Details", "MinAPIVersion"),
            dial_stdio=("podman", "system", "dial-stdio"),
            uri_option="--url",
            settings_module="dockline.settings.podman",
            uses_http_proxies=False,
            sockets=("{runtime}/podman/podman.sock", "/run/podman/podman.sock"),
        ),
    )
}


def version_key(version: str) -> tuple[int, ...]:
    """Orders versions: `v1.9` before `v1.41`; the `-dev` or `-rc1` of an unreleased one does not count."""
    return tuple(int(part) for part in version.removeprefix("v").partition("-")[0].split("."))
