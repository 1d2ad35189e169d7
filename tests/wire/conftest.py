from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Iterator

import pytest

from .peers import Listener


@pytest.fixture
def no_leaked_descriptors() -> Iterator[None]:
    """No test may leave a descriptor open that it found closed."""
    if sys.platform != "linux":
        yield
        return
    before = set(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names, not paths
    yield
    if set(os.listdir("/proc/self/fd")) - before:  # noqa: PTH208
        gc.collect()
    assert len(os.listdir("/proc/self/fd")) <= len(before)  # noqa: PTH208


@pytest.fixture(params=["unix", "tcp"])
def listener(request: pytest.FixtureRequest, no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener(request.param, stack)


@pytest.fixture
def unix_listener(no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener("unix", stack)


@pytest.fixture
def tcp_listener(no_leaked_descriptors: None) -> Iterator[Listener]:
    with contextlib.ExitStack() as stack:
        yield Listener("tcp", stack)
