"""Memory grows with received bytes, never with claimed lengths.

Each case runs in a process that may not grow by 64 MiB.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

PREAMBLE = """
import resource
from dockline._wire.reader import ResponseReader
from dockline._wire.entries import EntrySplitter
from dockline._wire.positions import Positions, Search
from dockline._wire.splitters import ChunkSplitter, FrameSplitter, LineSplitter, DocumentSplitter

PIECE = b"x" * (64 << 10)
OK = b"HTTP/1.1 200 OK\\r\\n"
STAMP = b"2026-01-05T12:00:00.123456789Z "

with open("/proc/self/statm") as statm:
    size = int(statm.read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (size + (64 << 20), size + (64 << 20)))

def start(*heads):
    reader = ResponseReader()
    reader.begin(b"GET")
    for head in heads:
        reader.receive_data(head)
    assert reader.next_head() is not None
    return reader

def flood(reader, splitter, mebibytes, piece=PIECE):
    for _ in range(mebibytes << 20, 0, -len(piece)):
        reader.receive_data(piece)
        yield from reader.next_records(splitter)
"""

CASES = {
    "a claimed length": """
reader = start(OK + b"Content-Length: 9223372036854775807\\r\\n\\r\\nabc")
assert reader.next_records(ChunkSplitter()) == [b"abc"]
assert sum(map(len, flood(reader, ChunkSplitter(), 256))) == 256 << 20
""",
    "a claimed chunk": """
reader = start(OK + b"Transfer-Encoding: chunked\\r\\n\\r\\n4000000000000000\\r\\nabc")
assert reader.next_records(ChunkSplitter()) == [b"abc"]
assert sum(map(len, flood(reader, ChunkSplitter(), 256))) == 256 << 20
""",
    "a claimed frame": """
reader = start(OK + b"\\r\\n\\1\\0\\0\\0\\xff\\xff\\xff\\xffabc")
splitter = FrameSplitter()
assert reader.next_records(splitter) == []
assert {(1, len(payload)) for _, payload in flood(reader, splitter, 256)} == {(1, 1 << 20)}
""",
    "a line without an end": """
reader = start(OK + b"\\r\\n")
assert {len(line) for line in flood(reader, LineSplitter(False), 256)} == {1 << 20}
""",
    "a line without an end, in small frames": """
reader = start(OK + b"\\r\\n")
frames = (b"\\1\\0\\0\\0\\0\\0\\0\\2ab" + b"\\2\\0\\0\\0\\0\\0\\0\\2cd") * 3000
assert {len(line) for line in flood(reader, LineSplitter(True), 64, frames)} == {1 << 20}
""",
    "an entry without an end": """
reader = start(OK + b"\\r\\n")
splitter = EntrySplitter(True, True, counter=Positions())
frames = b"".join(bytes([source, 0, 0, 0, 0, 0, 1, 0]) + STAMP + b"x" * (256 - len(STAMP)) for source in (1, 2)) * 100
assert all(1 << 19 < len(line) <= 1 << 20 for _, _, line in flood(reader, splitter, 128, frames))
""",
    "an entry without an end, in one frame": """
reader = start(OK + b"\\r\\n\\1\\0\\0\\0\\xff\\xff\\xff\\xff" + STAMP)
assert {len(line) for _, _, line in flood(reader, EntrySplitter(True, False), 256)} == {1 << 20}
""",
    "entries that are held or passed over": """
reader = start(OK + b"\\r\\n")
splitter = EntrySplitter(True, True, counter=Positions(((1 << 60, 0), (0, 0)), None, None, True))
frames = (bytes([1, 0, 0, 0, 0, 0, 1, 0]) + STAMP + b"x" * (256 - len(STAMP))) * 200
assert list(flood(reader, splitter, 128, frames)) == []
""",
    "a search for a tail": """
reader = start(OK + b"\\r\\n")
search = Search([(0, 1, 5, 7)] * 16 + [(0, 2, 5, 7)] * 16)
frames = b"".join(bytes([source, 0, 0, 0, 0, 0, 1, 0]) + STAMP + b"x" * (256 - len(STAMP)) for source in (1, 2)) * 100
assert list(flood(reader, EntrySplitter(True, True, counter=search), 128, frames)) == []
assert search.found == 0
""",
    "a text without an end": """
reader = start(OK + b"\\r\\n[")
try:
    list(flood(reader, DocumentSplitter(), 256))
except Exception as error:
    assert "a JSON text is longer than 16777216 bytes" in str(error), error
else:
    raise AssertionError
""",
    "white space between texts": """
reader = start(OK + b"\\r\\n")
assert list(flood(reader, DocumentSplitter(), 256, b" " * (64 << 10))) == []
""",
    "empty frames": """
reader = start(OK + b"\\r\\n")
assert list(flood(reader, LineSplitter(True), 64, b"\\1\\0\\0\\0\\0\\0\\0\\0" * 8192)) == []
""",
    "informational responses": """
reader = ResponseReader(max_informational=1 << 30)
reader.begin(b"GET")
for _ in range(1000):
    reader.receive_data(b"HTTP/1.1 100 Continue\\r\\nX: y\\r\\n\\r\\n" * 1000)
    assert reader.next_head() is None
""",
}


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc/self/statm")
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_memory_is_bounded(case: str) -> None:
    done = subprocess.run([sys.executable, "-c", PREAMBLE + case], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
