"""A thin, data-driven client of the Docker and Podman APIs whose wire path is compiled.

Five verbs reach every operation of every supported version: `categories`, `client`, `ops`, `doc`, `invoke`.
"""

from dockline.annotations import TYPE_CHECKING
from dockline.api import doc, ops
from dockline.exchange.response import Headers, Response
from dockline.request.times import UnixNanoseconds

if TYPE_CHECKING:
    __version__: str
    from dockline.types.blocking import (
        Client,
        Stream,
        categories,
        client,
        endpoints,
        invoke,
        merge,
        registry_auth,
        request,
    )
else:
    from dockline.api import client, endpoints, invoke, merge, registry_auth, request
    from dockline.blocking.client import Client
    from dockline.blocking.stream import Stream
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


def __getattr__(name: str) -> str:
    """Looks up `__version__` when it is asked for: reading what is installed takes longer than the import."""
    if name != "__version__":
        raise AttributeError(f"module 'dockline' has no attribute {name!r}")
    from importlib.metadata import version

    return version("dockline")


def __dir__() -> list[str]:
    """What an interpreter completes: the public names, not the modules that have them."""
    return sorted({*__all__, "errors", "__version__", *(name for name in globals() if name.startswith("__"))})
