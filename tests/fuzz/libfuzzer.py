"""Runs one target under libFuzzer, which `tools/sanitized` loads: python -m fuzz.libfuzzer TARGET [ITS ARGUMENTS]"""

from __future__ import annotations

import ctypes
import os
import sys
import traceback
from typing import Any

from .targets import TARGETS


def main(name: str, *arguments: str) -> int:
    target = TARGETS[name]

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t)
    def run(data: int, size: int) -> int:
        try:
            target(ctypes.string_at(data, size) if size else b"")
        except BaseException:
            traceback.print_exc()
            os.abort()  # libFuzzer writes the input to a file and ends the process.
        return 0

    # A merge runs the command of argv[0] again.
    command = [f"{sys.executable} -m fuzz.libfuzzer {name}", *arguments]
    count = ctypes.c_int(len(command))
    argv: Any = (ctypes.c_char_p * (len(command) + 1))(*map(os.fsencode, command), None)
    values = ctypes.cast(argv, ctypes.POINTER(ctypes.c_char_p))
    return int(ctypes.CDLL(None).LLVMFuzzerRunDriver(ctypes.byref(count), ctypes.byref(values), run))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
