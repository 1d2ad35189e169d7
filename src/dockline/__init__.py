"""A thin, data-driven client of the Docker and Podman APIs whose wire path is compiled.

Five verbs reach every operation of every supported version: `categories`, `client`, `ops`, `doc`, `invoke`.
"""

from dockline.api import Client, categories, client, doc, endpoints, invoke, merge, ops, registry_auth, request
from dockline.response import Headers, Response
from dockline.stream import Stream
from dockline.times import UnixNanoseconds

__all__ = [
    "Client",
    "Headers",
    "Response",
    "Stream",
    "UnixNanoseconds",
    "categories",
    "client",
    "doc",
    "endpoints",
    "invoke",
    "merge",
    "ops",
    "registry_auth",
    "request",
]
