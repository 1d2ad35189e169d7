"""The view `entries` of both drivers: which streams have it, and its options."""

from __future__ import annotations

from typing import Any

import pytest
from support.scripted_server import Server, begun, chunked, frame, reply

from dockline._wire.positions import Positions, Search
from dockline.errors import APIError, InvalidParameter, NotFound, PositionLost, ProtocolError
from dockline.exchange.response import MULTIPLEXED, RAW

STAMP = b"2026-01-05T12:00:00.123456789Z "
LATER = b"2026-01-05T14:00:01.5+02:00 "
NOON = 1767614400 * 10**9
PARAMS = {"id": "web", "stdout": True, "stderr": True, "timestamps": True}
LOGS = {"op": "ContainerLogs", "params": PARAMS, "as": "stream"}
UNSTAMPED = {**LOGS, "params": {**PARAMS, "timestamps": False}}
BODY = frame(1, STAMP + b"lo") + frame(2, LATER + b"oops\n") + frame(1, STAMP + b"ng\n") + frame(1, LATER + b"last")
ENTRIES = [(NOON + 1_500_000_000, 2, b"oops"), (NOON + 123456789, 1, b"long"), (NOON + 1_500_000_000, 1, b"last")]
PODMAN = {"libpod_api_version": "4.3.1"}


def answer(body: bytes = BODY, media: str = MULTIPLEXED, **fields: object) -> bytes:
    return chunked(*(body[at : at + 11] for at in range(0, len(body), 11)), media=media, **fields)


def test_one_by_one_and_in_batches(driver: Any) -> None:
    with Server(*[answer()] * 3) as server:
        containers = server.client(version="v1.43", driver=driver)
        assert list(containers.invoke(LOGS).entries()) == ENTRIES
        batches = list(containers.invoke(LOGS).entries().batches())
        assert [entry for batch in batches for entry in batch] == ENTRIES
        assert all(batches)
        entries = containers.invoke(LOGS).entries()
        assert next(entries) == ENTRIES[0]
        assert [entry for batch in entries.batches() for entry in batch] == ENTRIES[1:]


def test_merged(driver: Any) -> None:
    with Server(answer(), answer()) as server:
        containers = server.client(version="v1.43", driver=driver)
        positions = Positions()
        merged = driver.merge(of="entries")
        merged.add("a", containers.invoke(LOGS))
        merged.add("b", containers.invoke(LOGS), of="entries", positions=positions, max_record=2)
        found: dict[str, list[Any]] = {"a": [], "b": []}
        for key, batch in merged:
            assert batch is None or isinstance(batch, list)
            found[key] += batch or []
        assert found["a"] == ENTRIES
        assert [line for _, _, line in found["b"]] == [b"oo", b"ps", b"lo", b"ng", b"la", b"st"]
        assert positions.delivered[0][0] == 3


def test_a_log_without_timestamps_is_refused_before_a_byte_is_read(driver: Any) -> None:
    with Server(*[answer()] * 3) as server:
        containers = server.client(version="v1.43", driver=driver)
        for operation in (UNSTAMPED, {**LOGS, "params": {"id": "web", "stdout": True}}):
            stream = containers.invoke(operation)
            with pytest.raises(InvalidParameter, match="asked for with timestamps=True"):
                stream.entries()
            assert len(list(stream.frames())) == 4
        merged = driver.merge(of="entries")
        with pytest.raises(InvalidParameter, match="timestamps=True"):
            merged.add("a", containers.invoke(UNSTAMPED))
        merged.close()


@pytest.mark.parametrize(
    ("query", "has"),
    [
        ({"timestamps": True}, True),
        ({"timestamps": 1}, True),
        ({"timestamps": "True"}, True),
        ({"timestamps": False}, False),
        ({"timestamps": "0"}, False),
        ({"timestamps": ""}, False),
        ({"details": True}, False),
        (None, False),
    ],
)
def test_the_query_of_a_path_tells(driver: Any, query: Any, has: bool) -> None:
    with Server(answer()) as server:
        stream = driver.request({"uri": server.uri}, path="/v1.43/containers/web/logs", query=query, as_="stream")
        if has:
            assert list(stream.entries(multiplexed=True)) == ENTRIES
        else:
            with pytest.raises(InvalidParameter, match="timestamps"):
                stream.entries(multiplexed=True)
            stream.close()


def test_a_query_in_the_path_tells(driver: Any) -> None:
    with Server(answer()) as server:
        path = "/v1.43/containers/web/logs?stdout=1&timestamps=1"
        stream = driver.request({"uri": server.uri}, path=path, as_="stream")
        assert list(stream.entries(multiplexed=True)) == ENTRIES


def test_a_part_without_a_timestamp(driver: Any) -> None:
    with Server(answer(BODY + frame(1, b"2026-13-05T12:00:00Z no\n"))) as server:
        entries = server.client(version="v1.43", driver=driver).invoke(LOGS).entries()
        found = []
        with pytest.raises(ProtocolError, match=f"no timestamp, at byte {len(BODY) + 8} of the body"):
            for entry in entries:
                found.append(entry)  # noqa: PERF402 - those before the error count
        assert found == ENTRIES[:2]  # the last is not finished


def test_which_engine_decides_how_lines_are_joined(driver: Any) -> None:
    """Docker's API, spoken by Podman: a line goes on whatever its timestamps."""
    body = frame(1, STAMP + b"a") + frame(1, LATER + b"b\n")
    with Server(answer(body), answer(body, **PODMAN)) as server:
        for expected in ([b"a", b"b"], [b"ab"]):
            # Each has its own client: it notes which engine answers.
            containers = server.client(version="v1.43", driver=driver)
            assert [line for _, _, line in containers.invoke(LOGS).entries()] == expected
            containers.close()


def test_podmans_own_api(driver: Any) -> None:
    """Without the header that names Podman, which a proxy may have removed."""
    body = frame(1, STAMP + b"a") + frame(1, LATER + b"b\n")
    with Server(answer(body, media="application/octet-stream")) as server:
        containers = server.client("libpod/containers", engine="podman", version="v4.3.1", driver=driver)
        params = {"name": "web", "stdout": True, "timestamps": True}
        stream = containers.invoke("ContainerLogsLibpod", params=params, as_="stream")
        assert [line for _, _, line in stream.entries()] == [b"ab"]


def test_a_tty(driver: Any) -> None:
    body = STAMP + b"one\r\n" + LATER + b"two"
    expected = [(NOON + 123456789, 1, b"one\r"), (NOON + 1_500_000_000, 1, b"two")]
    inspected = reply({"Config": {"Tty": True}})
    by_podman = reply({"Config": {"Tty": True}}, **PODMAN)
    with Server(answer(body, RAW), inspected, answer(body, RAW, **PODMAN), by_podman) as server:
        stream = server.client(version="v1.43", driver=driver).invoke(LOGS)
        assert list(stream.entries()) == expected
        stream = server.client(version="v1.43", driver=driver).invoke(LOGS)
        with pytest.raises(InvalidParameter, match="ask Podman's own API, such as ContainerLogsLibpod"):
            stream.entries()
        assert stream.read() == body


def test_a_refused_request_raises_its_error(driver: Any) -> None:
    with Server(reply({"message": "No such container: web"}, "404 Not Found")) as server:
        stream = server.client(driver=driver).invoke(UNSTAMPED)
        with pytest.raises(NotFound):
            stream.entries()


def test_an_error_of_the_engine(driver: Any) -> None:
    body = frame(1, STAMP + b"a\n") + frame(3, b"disk full\n")
    with Server(answer(body), answer(body)) as server:
        containers = server.client(version="v1.43", driver=driver)
        assert list(containers.invoke(LOGS).entries()) == [(NOON + 123456789, 1, b"a"), (0, 3, b"disk full")]
        entries = containers.invoke({**LOGS, "throw_exceptions": True}).entries()
        assert next(entries) == (NOON + 123456789, 1, b"a")
        with pytest.raises(APIError, match="disk full"):
            next(entries)


def test_a_log_that_begins_otherwise(driver: Any) -> None:
    with Server(answer()) as server:
        positions = Positions(((1, 4711), (0, 0)))
        entries = server.client(version="v1.43", driver=driver).invoke(LOGS).entries(positions=positions)
        with pytest.raises(PositionLost, match="source 1"):
            list(entries)


def test_options_that_are_refused_do_not_take_the_view(driver: Any) -> None:
    used = Positions()
    with Server(*[answer()] * 2) as server:
        containers = server.client(version="v1.43", driver=driver)
        assert list(containers.invoke(LOGS).entries(positions=used)) == ENTRIES
        stream = containers.invoke(LOGS)
        for size in (0, -1, True, 1.5, "1", None):
            with pytest.raises(InvalidParameter, match="max_record must be a positive number of bytes"):
                stream.entries(max_record=size)
        for other in (((0, 0), (0, 0)), [], object()):
            with pytest.raises(InvalidParameter, match="positions must be Positions or Search"):
                stream.entries(positions=other)
        with pytest.raises(InvalidParameter, match="of another view"):
            stream.entries(positions=used)
        search = Search(used.tail)
        assert list(stream.entries(positions=search)) == []
        assert search.found == 1
        with pytest.raises(InvalidParameter, match="one view, once"):
            stream.entries()


def test_one_view_once(driver: Any) -> None:
    with (
        Server((begun(BODY, media=MULTIPLEXED),)) as server,
        server.client(version="v1.43", driver=driver).invoke(LOGS) as stream,
    ):
        entries = stream.entries()
        with pytest.raises(InvalidParameter, match="read by entries"):
            stream.lines()
        assert next(entries) == ENTRIES[0]
