"""The errors of the wire: what they are, and that they survive a trip to another process."""

from __future__ import annotations

import copy
import pickle

import pytest

from dockline._wire.errors import ConnectError, DocklineError, ProtocolError, StreamClosed, TimedOut

ERRORS = [ConnectError("no"), TimedOut("late", "read"), ProtocolError("bad", 7), StreamClosed("closed")]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_all_are_dockline_errors_that_say_what_happened(error: DocklineError) -> None:
    assert isinstance(error, DocklineError)
    assert str(error) == error.args[0]
    assert type(error).__module__ == "dockline.errors"


def test_they_are_what_python_has_for_it() -> None:
    assert issubclass(ConnectError, ConnectionError)
    assert issubclass(TimedOut, TimeoutError)


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
def test_they_can_be_copied_and_pickled(error: DocklineError, way: object) -> None:
    assert callable(way)
    again = way(error)
    assert type(again) is type(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
