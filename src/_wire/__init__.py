"""The wire: HTTP/1.1 and Docker's multiplexed streams, from raw bytes to records.

Bottom up, and nothing imports upwards: `errors`, `grammar`, `buffer` → `head`, `body`, `frames` → `splitters` →
`reader` (all sans-I/O) → `rawsocket` → `connection` (the blocking driver).
"""
