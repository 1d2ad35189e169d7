"""A call: a request, and how its response is to be read."""

from __future__ import annotations

from collections.abc import Mapping

from dockline import redaction
from dockline.annotations import Any
from dockline.errors import (
    InvalidParameter,
    nearest,
)
from dockline.request.operation import TtyLookup
from dockline.request.request import Request

RESULT_KINDS = ("data", "stream", "socket", "response")


class Call:
    """A request, and how to read its response.

    - `as_`: the result kind, one of `RESULT_KINDS`.
    - `stream`: the kind of the response's stream (`frames`, `documents`, `tar`, `raw`). None for an ordinary body, or
      if no table has the operation.
    - `one_document`: the stream of documents has only one.
    - `tty`: how to find out if the frames are raw. None if they never are.
    - `trusts_media_type`: in this version of the API, the media type after an upgrade says if the stream is
      multiplexed.
    - `default_media_type`: the media type to assume if the engine names none (Podman's ContainerTop).
    """

    __slots__ = (
        "as_",
        "default_media_type",
        "one_document",
        "request",
        "stream",
        "throw_exceptions",
        "trusts_media_type",
        "tty",
    )

    def __init__(
        self,
        request: Request,
        as_: str,
        throw_exceptions: bool = False,
        *,
        stream: str | None = None,
        one_document: bool = False,
        tty: TtyLookup | None = None,
        trusts_media_type: bool = False,
        default_media_type: str = "",
    ) -> None:
        self.request = request
        self.as_ = as_
        self.throw_exceptions = throw_exceptions
        self.stream = stream
        self.one_document = one_document
        self.tty = tty
        self.trusts_media_type = trusts_media_type
        self.default_media_type = default_media_type


def unknown_result_kind(as_: Any) -> InvalidParameter:
    return InvalidParameter(f"there is no as={redaction.quoted_name(as_)}: {nearest(as_, RESULT_KINDS)}")


def check_throw_exceptions(throw_exceptions: Any) -> bool:
    if not isinstance(throw_exceptions, bool):
        raise InvalidParameter(f"throw_exceptions must be True or False, not {redaction.number(throw_exceptions)}")
    return throw_exceptions


def misplaced_arguments(arguments: Mapping[str, Any]) -> InvalidParameter:
    """Makes the error for keyword arguments of `invoke` that it does not have: most are parameters of the operation."""
    if "as" in arguments:
        return InvalidParameter("invoke takes as_=… as a keyword: `as` is a keyword of Python")
    names = ", ".join(f"{name!r}: …" for name in arguments if redaction.is_word(name))
    return InvalidParameter(f"parameters of an operation go into params: write params={{{names}}}")


def operation_map(
    operation: Mapping[str, Any] | str,
    params: Mapping[str, Any] | None,
    data: Any,
    as_: str | None,
    throw_exceptions: bool | None,
) -> Mapping[str, Any]:
    """The operation map for the arguments of `Client.invoke`. Raises InvalidParameter."""
    if isinstance(operation, str):
        operation = {"op": operation, "params": params, "data": data, "throw_exceptions": throw_exceptions}
        if as_ is not None:
            operation["as"] = as_
    elif params is not None or data is not None or as_ is not None or throw_exceptions is not None:
        given = {"params": params, "data": data, "as": as_, "throw_exceptions": throw_exceptions}
        names = ", ".join(key for key, value in given.items() if value is not None)
        raise InvalidParameter(f"{names}: with an operation map, write it into the map")
    return operation
