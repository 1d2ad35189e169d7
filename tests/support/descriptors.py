"""Checks that no test leaves descriptors open."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator

import pytest

from .waiting import wait_until


def descriptors() -> int:
    """Returns the number of descriptors that this process has open."""
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names, not paths


@pytest.fixture
def no_leaked_descriptors() -> Iterator[None]:
    """Fails a test that leaves a descriptor open. A thread that is just ending may still have one."""
    if sys.platform != "linux":
        yield
        return
    before = descriptors()
    yield

    def none_is_left() -> bool:
        if descriptors() > before:
            gc.collect()
        return descriptors() <= before

    wait_until(none_is_left, 0.01, patience=60)
