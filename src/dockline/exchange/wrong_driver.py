"""Error messages for objects of one driver that a program uses like those of the other.

Python's own message would only name the missing method.

Frameworks look for `__aiter__`, `__await__` and `__iter__` to choose how to read an object. So these classes never add
one that the object can't support.
"""

from __future__ import annotations

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import InvalidParameter


class RefusesAsyncWith:
    """Makes `async with` on an object of the blocking driver raise a helpful TypeError."""

    def __aenter__(self) -> Any:
        raise TypeError("this object belongs to the blocking driver: write `with`, or use dockline.aio")

    def __aexit__(self, *details: object) -> Any:
        self.__aenter__()


class RefusesWith:
    """Makes `with` on an object of dockline.aio raise a helpful TypeError."""

    def __enter__(self) -> Any:
        raise TypeError("this object belongs to dockline.aio: write `async with`")

    def __exit__(self, *details: object) -> Any:
        self.__enter__()


class RefusesFor:
    """Makes `for` on an object of dockline.aio raise a helpful TypeError.

    Without `__iter__`, Python asks for item 0.
    """

    def __getitem__(self, index: Any) -> Any:
        raise TypeError("this object belongs to dockline.aio: write `async for`")


def check_client(client: Any, kind: type, other: type, hint: str) -> None:
    """Raises InvalidParameter, unless `client` is of the class `kind` or another object with `invoke`."""
    if isinstance(client, kind):
        return
    if isinstance(client, other):
        raise InvalidParameter(f"this client belongs to the other driver: {hint}")
    if not hasattr(client, "invoke"):
        raise InvalidParameter(
            f"the first argument is a client, as `client` makes it, not {redaction.describe_type(client)}"
        )
