"""A thin, data-driven client of the Docker and Podman APIs whose wire path is compiled.

Five verbs reach every operation of every supported version: `categories`, `client`, `ops`, `doc`, `invoke`.
"""

from dockline.annotations import TYPE_CHECKING, Any
from dockline.api import doc, ops
from dockline.exchange.response import Headers, Response
from dockline.lazy_names import lazy_names
from dockline.request.times import UnixNanoseconds

if TYPE_CHECKING:
    from dockline import notices
    from dockline.following.blocking import Following, follow
    from dockline.following.blocking_events import EventFollowing, follow_events
    from dockline.following.blocking_waiting import wait_for
    from dockline.following.container import Container

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
    "Container",
    "EventFollowing",
    "Following",
    "Headers",
    "Response",
    "Stream",
    "UnixNanoseconds",
    "categories",
    "client",
    "doc",
    "endpoints",
    "follow",
    "follow_events",
    "invoke",
    "merge",
    "notices",
    "ops",
    "registry_auth",
    "request",
    "wait_for",
]


_lazy_name = lazy_names(
    __name__,
    {
        "Container": "dockline.following.container",
        "EventFollowing": "dockline.following.blocking_events",
        "Following": "dockline.following.blocking",
        "follow": "dockline.following.blocking",
        "follow_events": "dockline.following.blocking_events",
        "notices": "dockline.notices",
        "wait_for": "dockline.following.blocking_waiting",
    },
)


def __getattr__(name: str) -> Any:
    """Imports what most programs do not need. Reading the version of what is installed takes long, too."""
    if name == "__version__":
        from importlib.metadata import version

        return version("dockline")
    return _lazy_name(name)


def __dir__() -> list[str]:
    """What an interpreter completes: the public names, not the modules that have them."""
    return sorted({*__all__, "errors", "__version__", *(name for name in globals() if name.startswith("__"))})
