"""One thread follows many containers."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timezone

import pytest

CONTAINERS = 10
LINES = 2000


@pytest.fixture
def talkers(container) -> list[str]:
    """Containers that write a little, then much, on both streams, and end."""
    script = f"echo hello; for i in $(seq 3); do seq $((i * 1000)) $((i * 1000 + {LINES})); echo error $i >&2; done"
    return [container("sh", "-c", script) for _ in range(CONTAINERS)]


@pytest.mark.every_endpoint
def test_followed_to_their_end(engine, containers, logs, talkers):
    """The logs of containers that run and end: all lines of each in order, and the end of each."""
    streams = {name: logs(name, follow=True, stderr=True) for name in talkers}
    lines = defaultdict(list)
    ends = {}
    with engine.dockline.merge(streams, tagged=True) as merged:
        for name, batch in merged:
            if isinstance(batch, list):
                assert name not in ends
                lines[name] += batch
            else:
                ends[name] = batch
    assert ends == dict.fromkeys(talkers)
    whole = [b"hello", *(b"%d" % n for i in (1, 2, 3) for n in range(i * 1000, i * 1000 + LINES + 1))]
    for name in talkers:
        out = [line for stream, line in lines[name] if stream == 1]
        if containers.client.engine == "docker":
            assert out == whole
        else:
            # A log of Podman that is followed to its end may lack chunks, also parts of lines. If the container ended
            # before the log
            # was read, all of it may be missing. The rest comes in order.
            rest = iter(b"\n".join(whole))
            assert all(octet in rest for octet in b"\n".join(out))


def test_events_and_logs_together(engine, category, containers, logs, container):
    """A supervisor follows the events, and the log of each container that starts."""
    events = category("events")
    names = [container("sh", "-c", f"echo I am {number}; sleep 600", start=False) for number in range(5)]
    chosen = {"container": names, "event": ["start"]}
    stream = events("SystemEvents", as_="stream", since=datetime.now(timezone.utc), filters=chosen)
    said, started = {}, []
    with engine.dockline.merge() as merged:
        merged.add("events", stream, of="documents")
        for name in names:
            containers("ContainerStart", name)
            merged.add(name, logs(name, follow=True))
        for key, batch in merged:
            if key == "events":
                started += [event["Actor"]["Attributes"]["name"] for event in batch]
            elif isinstance(batch, list):
                said[key] = batch
                merged.remove(key)
            if len(said) == len(started) == len(names):
                break
    assert started == names
    assert said == {name: [b"I am %d" % number] for number, name in enumerate(names)}
