"""What an object of one driver says where it is used as one of the other: Python itself tells only which method it
lacks.

Nothing here makes an object look like what it is not: a blocking one has no `__aiter__` and no `__await__`, and one for
asyncio no `__iter__`, because frameworks look for them to choose how they read.
"""

from __future__ import annotations

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter


class RefusesAsyncWith:
    """What `async with` finds at an object of the blocking driver."""

    def __aenter__(self) -> Any:
        raise TypeError("this is of the blocking driver: write `with`, or use dockline.aio")

    def __aexit__(self, *details: object) -> Any:
        self.__aenter__()


class RefusesWith:
    """What `with` and `for` find at an object for asyncio."""

    def __enter__(self) -> Any:
        raise TypeError("this is of dockline.aio: write `async with`")

    def __exit__(self, *details: object) -> Any:
        self.__enter__()


class RefusesFor:
    """What `for` finds at an iterator for asyncio: without an `__iter__`, Python asks for item 0."""

    def __getitem__(self, index: Any) -> Any:
        raise TypeError("this is of dockline.aio: write `async for`")


def check_client(client: Any, kind: type, other: type, hint: str) -> None:
    """Refuses a client of the other driver, and what is none."""
    if isinstance(client, kind):
        return
    if isinstance(client, other):
        raise InvalidParameter(f"this client is of the other driver: {hint}")
    if not hasattr(client, "invoke"):
        raise InvalidParameter(f"the first argument is a client, as `client` makes it, not {redaction.kind(client)}")
