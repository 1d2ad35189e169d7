"""Names for annotations: the arguments and results of clients, for type checkers and editors.

- `docker` and `podman`: the versions, categories, operations and parameters of an engine.
- `docker_results` and `podman_results`: the results of an engine.
- `blocking` and `aio`: the clients of the two drivers, one class for each category.

Type checkers read the stubs beside this file. `tools/compile_types.py` makes them. At run time, each name is
`typing.Any`. A program that does not import these names does not load this package.
"""

from __future__ import annotations

import typing


def __getattr__(name: str) -> typing.Any:
    if not name[:1].isupper():  # a module, or a name that an interpreter looks for
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return typing.Any
