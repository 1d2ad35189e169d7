"""`wait_for` on real engines."""

from __future__ import annotations

import threading

import pytest

from dockline.errors import ContainerEnded, InvalidParameter, NotFound, TimedOut

SECOND = 10**9
UNTIL_ASKED = "trap 'exit 7' USR1; while :; do sleep 0.05; done"
CHECK = {"Test": ["CMD-SHELL", "test -f /ok"], "Interval": SECOND // 2, "Timeout": 5 * SECOND, "Retries": 1000}


@pytest.fixture
def waits(api):
    """Waits with a client of each API."""
    client = api.client("containers")
    return lambda *arguments, **options: api.engine.dockline.wait_for(client, *arguments, **options)


def later(engine, path: str) -> threading.Timer:
    timer = threading.Timer(0.3, lambda: engine.request("POST", path))
    timer.start()
    return timer


def test_running(engine, container, waits) -> None:
    this = container("sleep", "1000", start=False)
    timer = later(engine, f"/containers/{this}/start")
    answer = waits(this, "running", timeout=60)
    timer.join()
    assert answer["State"]["Running"]
    assert waits(this, "running", timeout=60)["Id"] == answer["Id"]


def test_exited(engine, ready, waits) -> None:
    this = ready("sh", "-c", f"echo; {UNTIL_ASKED}")
    timer = later(engine, f"/containers/{this}/kill?signal=USR1")
    answer = waits(this, "exited", timeout=60)
    timer.join()
    assert answer["State"]["ExitCode"] == 7


def test_a_function(engine, ready, waits) -> None:
    this = ready("sh", "-c", f"echo; {UNTIL_ASKED}")
    timer = later(engine, f"/containers/{this}/rename?name={this}-renamed")
    answer = waits(this, lambda answer: answer["Name"].endswith("renamed"), timeout=60)
    timer.join()
    assert answer["Name"].lstrip("/") == f"{this}-renamed"


@pytest.mark.engine("docker")
def test_healthy(engine, container, waits) -> None:
    this = container("sh", "-c", "sleep 1; touch /ok; sleep 1000", Healthcheck=CHECK)
    assert waits(this, "healthy", timeout=60)["State"]["Health"]["Status"] == "healthy"


def test_without_a_health_check(engine, container, waits) -> None:
    this = container("sleep", "1000")
    with pytest.raises(InvalidParameter, match=f"the container {this} has no health check"):
        waits(this, "healthy", timeout=60)


def test_it_ends_first(engine, ready, waits) -> None:
    this = ready("sh", "-c", f"echo; {UNTIL_ASKED}", Healthcheck=CHECK)
    timer = later(engine, f"/containers/{this}/kill?signal=USR1")
    with pytest.raises(ContainerEnded, match=f"{this} has ended with exit code 7: it will not be healthy") as caught:
        waits(this, "healthy", timeout=60)
    timer.join()
    assert caught.value.exit_code == 7


def test_a_container_that_ended_before(engine, ran, waits) -> None:
    this = ran("sh", "-c", "exit 3")
    with pytest.raises(ContainerEnded, match="exit code 3: it will not be running"):
        waits(this, "running", timeout=60)
    assert waits(this, "exited", timeout=60)["State"]["ExitCode"] == 3


@pytest.mark.engine("docker")
def test_a_container_that_is_started_again(engine, container, waits) -> None:
    policy = {"RestartPolicy": {"Name": "on-failure", "MaximumRetryCount": 2}}
    this = container("sh", "-c", "exit 1", HostConfig=policy)
    assert waits(this, "exited", timeout=60)["RestartCount"] == 2


def test_a_time_limit(engine, container, waits) -> None:
    this = container("sleep", "1000")
    with pytest.raises(TimedOut, match=f"0.2 s have passed while waiting until the container {this} is exited"):
        waits(this, "exited", timeout=0.2)


def test_no_such_container(engine, waits) -> None:
    with pytest.raises(NotFound):
        waits("nosuch", "running", timeout=60)


def test_removed_while_waiting(engine, container, waits) -> None:
    this = container("sleep", "1000", start=False)
    timer = threading.Timer(0.3, lambda: engine.request("DELETE", f"/containers/{this}?force=true"))
    timer.start()
    with pytest.raises((NotFound, TimedOut)):
        waits(this, "running", timeout=20)
    timer.join()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("x", "runing"), "did you mean 'running'"),
        (("x", 5), "a state or a function"),
        ((5, "running"), "the name or the id of a container"),
        (("", "running"), "the name or the id of a container"),
        (("x", "running", "soon"), "timeout must be seconds"),
        (("x", "running", -1), "timeout must be seconds"),
    ],
)
def test_bad_input(engine, waits, arguments: tuple, message: str) -> None:
    with pytest.raises(InvalidParameter, match=message):
        waits(*arguments)
