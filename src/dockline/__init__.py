"""A thin, data-driven client of the Docker and Podman APIs whose wire path is compiled.

Five verbs reach every operation of every supported version: `categories`, `client`, `ops`, `doc`, `invoke`.
"""

from dockline.api import client, doc, endpoints, invoke, merge, ops, registry_auth, request
from dockline.blocking.client import Client
from dockline.blocking.stream import Stream
from dockline.exchange.response import Headers, Response
from dockline.request.times import UnixNanoseconds
from dockline.spec.tables import categories

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
