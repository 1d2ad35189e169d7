"""The wire: HTTP/1.1 and Docker's multiplexed streams, from raw bytes to records.

The modules from bottom to top; none imports a higher one: `errors`, `grammar`, `buffer` → `head`, `body`, `frames` →
`splitters` → `reader` (these do no I/O) → `rawsocket`, `tlssocket` → `sinks` → `channel` → `sending`, `body_readers` →
`connection` → `records`. `items` and `coroutines` stand alone.
"""
