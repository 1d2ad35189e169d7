"""dockline for asyncio. It has the names of `dockline`, with the same arguments and results.

`invoke` and `request` are coroutines. Streams are read by `async for`.
"""

from dockline.aio.api import client, doc, invoke, merge, ops, request
from dockline.aio.client import Client
from dockline.aio.merging import Merge
from dockline.aio.records import Records
from dockline.aio.sockets import Reader, Writer
from dockline.aio.stream import Stream
from dockline.exchange.response import Headers, Response
from dockline.request.times import UnixNanoseconds
from dockline.spec.tables import categories

__all__ = [
    "Client",
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
    "invoke",
    "merge",
    "ops",
    "request",
]
