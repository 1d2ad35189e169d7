"""Names for annotations: what a client takes and gives, as type checkers and editors know it.

`docker` and `podman` have the versions, categories, operations and parameters of an engine, `docker_results` and
`podman_results` what it answers, `blocking` and `aio` its clients, a class a category. What the names stand for, only
the stubs beside this file tell, which tools/compile_types.py makes: at run time each is `typing.Any`, and a program
that does not import them never loads this.
"""

from __future__ import annotations

import typing


def __getattr__(name: str) -> typing.Any:
    if not name[:1].isupper():  # a module, or what an interpreter looks for
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return typing.Any
