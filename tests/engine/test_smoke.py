"""A short way through everything: the engines, the fixtures and the client fit together."""

import pytest


def test_version(api):
    version = api.client("version").invoke({"op": api.op("SystemVersion")})
    assert version["Version"]
    assert version["ApiVersion"]


@pytest.mark.every_endpoint
def test_list(api, container):
    name = container("true")
    containers = api.client("containers").invoke({"op": api.op("ContainerList"), "params": {"all": True}})
    assert name in [each.removeprefix("/") for item in containers for each in item["Names"]]


def test_inspect(api, container):
    target = api.target(container("sleep", "60", Tty=True))
    inspected = api.client("containers").invoke({"op": api.op("ContainerInspect"), "params": target})
    assert inspected["State"]["Running"]
    assert inspected["Config"]["Tty"]


@pytest.mark.engine("podman")
def test_pods(engine):
    assert isinstance(engine.client("libpod/pods").invoke({"op": "PodListLibpod"}), list)
