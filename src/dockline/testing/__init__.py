"""A believable Docker engine on a unix socket, for tests of code that talks to one, where Docker is not to be had.

>>> from dockline.testing import Engine
>>> with Engine() as engine:
...     web = engine.add_container("web", log=[("stdout", b"hello\\n"), ("stderr", b"oops\\n")])
...     assert engine.uri.startswith("unix:///")

It plays containers, logs, events, attach, exec, images and pulls, as dockerd 20.10 does them on the wire. Nothing runs:
a container writes the log that it was given, echoes its stdin like `cat`, or knows `echo`, `true` and `false`.
Only the standard library is used.
"""

from __future__ import annotations

from .engine import Engine

__all__ = ["Engine"]
