"""dockline for asyncio. It has the names of `dockline`, with the same arguments and results.

`invoke` and `request` are coroutines. Streams are read by `async for`.
"""

from dockline.aio.api import doc, ops
from dockline.aio.records import Records
from dockline.aio.sockets import Reader, Writer
from dockline.annotations import TYPE_CHECKING
from dockline.exchange.response import Headers, Response
from dockline.lazy_names import lazy_names
from dockline.request.times import UnixNanoseconds

if TYPE_CHECKING:
    from dockline.following.aio import Following, follow
    from dockline.following.aio_events import EventFollowing, follow_events
    from dockline.following.aio_waiting import wait_for
    from dockline.types.aio import Client, Merge, Stream, categories, client, invoke, merge, request
else:
    from dockline.aio.api import client, invoke, merge, request
    from dockline.aio.client import Client
    from dockline.aio.merging import Merge
    from dockline.aio.stream import Stream
    from dockline.spec.tables import categories

    __getattr__ = lazy_names(
        __name__,
        {
            "EventFollowing": "dockline.following.aio_events",
            "Following": "dockline.following.aio",
            "follow": "dockline.following.aio",
            "follow_events": "dockline.following.aio_events",
            "wait_for": "dockline.following.aio_waiting",
        },
    )

__all__ = [
    "Client",
    "EventFollowing",
    "Following",
    "Headers",
    "Merge",
    "Reader",
    "Records",
    "Response",
    "Stream",
    "UnixNanoseconds",
    "Writer",
    "categories",
    "client",
    "doc",
    "follow",
    "follow_events",
    "invoke",
    "merge",
    "ops",
    "request",
    "wait_for",
]
