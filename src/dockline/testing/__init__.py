"""A simulated Docker engine on a unix socket, for tests of code that uses Docker, on machines without Docker.

>>> from dockline.testing import Engine
>>> with Engine() as engine:
...     web = engine.add_container("web", log=[("stdout", b"hello\\n"), ("stderr", b"oops\\n")])
...     assert engine.uri.startswith("unix:///")

It simulates containers, logs, events, attach, exec, images and pulls, as dockerd 20.10 does on the wire. No program
is run: a container writes the log that it was given, or echoes its stdin like `cat`. It knows the commands `echo`,
`cat`, `true` and `false`. The package uses only the standard library.
"""

from __future__ import annotations

from .engine import Engine

__all__ = ["Engine"]
