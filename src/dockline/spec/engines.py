"""One entry for each engine. Only this file and the tables know how the engines differ."""

from __future__ import annotations


class Engine:
    """The differences between one engine and another.

    - `name`: the name that a caller gives.
    - `namespaces`: the first path segments of the engine's own APIs. An operation below one belongs to the category
      `namespace/segment`.
    - `spec_urls`: pairs of a first version and a URL template, newest first.
    - `doc_url`: a template that takes `version`, `tag` and `op`, percent-encoded.
    - `media_type_trusted_since`: the first version of the API whose media type, after an upgrade, says if the stream is
      multiplexed. Empty if the media type never says it reliably.
    - `version_field`: the response field of `/_ping` with the newest version of the API that the engine speaks.
    - `oldest_version`: the keys that lead to the oldest such version in the document of `/version`.
    - `dial_stdio`: the command that connects its standard input and output to the engine.
    - `uri_option`: the option of that command for the engine's address.
    - `settings_module`: the module that reads the settings of the engine's command.
    - `uses_http_proxies`: whether the engine's command uses the HTTP proxy of the environment.
    - `sockets`: the usual sockets, in the order in which they are tried.
    """

    def __init__(
        self,
        *,
        name: str,
        namespaces: tuple[str, ...],
        spec_urls: tuple[tuple[str, str], ...],
        doc_url: str,
        media_type_trusted_since: str,
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
        self.media_type_trusted_since = media_type_trusted_since
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
            media_type_trusted_since="v1.42",
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
            media_type_trusted_since="",
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
    """The sort key of a version: `v1.9` comes before `v1.41`. A suffix such as `-dev` or `-rc1` is ignored."""
    return tuple(int(part) for part in version.removeprefix("v").partition("-")[0].split("."))
