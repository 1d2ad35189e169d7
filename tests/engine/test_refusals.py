"""Refusals of the engine: as data, as a response, and raised."""

from __future__ import annotations

import pytest

from dockline.errors import APIError, BadRequest, Conflict, NotFound

NOBODY = "dockline-nobody"


def message_of(body: object) -> str:
    """Returns the message of a refusal. Docker's attach answers with plain text."""
    return body if isinstance(body, str) else body["message"]


@pytest.mark.parametrize("as_", ["data", "stream"])
@pytest.mark.parametrize(
    "op", ["ContainerInspect", "ContainerLogs", "ContainerAttach", "ContainerStart", "ContainerWait"]
)
def test_404_as_data(containers, op, as_):
    params = {"stdout": True} if op in ("ContainerLogs", "ContainerAttach") else {}
    refused = containers(op, NOBODY, as_=as_, throw_exceptions=False, **params)
    if as_ == "data":
        assert "no such container" in message_of(refused).lower()
        return
    with refused:
        assert refused.status == 404
        with pytest.raises(NotFound, match=r"(?i)no such container"):
            refused.lines()
        assert b"no such container" in refused.read().lower()


def test_404_as_socket(containers):
    with pytest.raises(NotFound, match=NOBODY):
        containers("ContainerAttach", NOBODY, as_="socket", throw_exceptions=False, stream=True, stdout=True)


@pytest.mark.parametrize("throw", [True, False])
def test_404_as_response(containers, throw):
    response = containers("ContainerInspect", NOBODY, as_="response", throw_exceptions=throw)
    assert (response.status, response.reason) == (404, "Not Found")
    assert NOBODY in message_of(response.body)


@pytest.mark.parametrize("as_", ["data", "stream", "socket"])
def test_404_raised(containers, as_):
    with pytest.raises(NotFound) as raised:
        containers("ContainerAttach", NOBODY, as_=as_, stream=True, stdout=True)
    error = raised.value
    assert error.status == 404
    assert NOBODY in error.message
    assert message_of(error.body).strip() == error.message
    assert error.headers["content-type"]
    assert str(error).startswith("404: ")


@pytest.mark.every_endpoint
def test_client_goes_on_after_a_refusal(containers, container):
    target = container("true", start=False)
    for _ in range(3):
        with pytest.raises(NotFound):
            containers("ContainerInspect", NOBODY)
        assert containers("ContainerInspect", target)["State"]["Status"] == "created"


def test_head_has_no_body(containers, container):
    target = container("true", start=False)
    params = {"path": "/nothing/here"}
    refused = containers("ContainerArchiveInfo", target, throw_exceptions=False, **params)
    assert refused == {"message": "404 Not Found"}
    with pytest.raises(NotFound, match="404: Not Found"):
        containers("ContainerArchiveInfo", target, **params)


def test_304(containers, container):
    target = container("sleep", "60")
    assert containers("ContainerStart", target, throw_exceptions=False) is None
    response = containers("ContainerStart", target, as_="response")
    assert (response.status, response.body) == (304, None)
    assert containers("ContainerStart", target) is None
    assert containers("ContainerInspect", target)["State"]["Running"]


def test_400(containers, container):
    target = container("true", start=False)
    with pytest.raises(BadRequest, match="at least one stream"):
        containers("ContainerLogs", target, stdout=False)


def test_409(api, containers, container):
    """The name is taken. Podman 4 answers 500."""
    name = container("true", start=False)
    params, data = (
        ({}, {"name": name, "image": api.engine.image})
        if api.libpod
        else (
            {"name": name},
            {"Image": api.engine.image},
        )
    )
    with pytest.raises(APIError, match="already in use") as raised:
        containers("ContainerCreate", data=data, **params)
    if api.engine.name == "docker":
        assert isinstance(raised.value, Conflict)
    else:
        assert raised.value.status in (409, 500)
    refused = containers("ContainerCreate", data=data, throw_exceptions=False, **params)
    assert "already in use" in refused["message"]


def test_json_that_is_none(containers):
    with pytest.raises(APIError, match="invalid character") as raised:
        containers("ContainerCreate", data=b"{no json")
    assert raised.value.status in (400, 500)


def test_filter_that_is_none(containers):
    with pytest.raises(APIError, match=r"(?i)invalid filter") as raised:
        containers("ContainerList", filters={"dockline": ["x"]})
    assert raised.value.status in (400, 500)
