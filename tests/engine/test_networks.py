"""Networks: made, inspected, joined, left, pruned, removed."""

from __future__ import annotations

import pytest

from dockline.errors import APIError, NotFound


@pytest.fixture
def networks(category):
    return category("networks")


def create(api, networks, name: str) -> str:
    """Makes a network with its name as a label. Returns its identifier."""
    if api.libpod:
        return networks("NetworkCreate", data={"name": name, "labels": {"of": name}})["id"]
    return networks("NetworkCreate", data={"Name": name, "Labels": {"of": name}, "CheckDuplicate": True})["Id"]


def names(found: list[dict]) -> list[str]:
    return sorted(network.get("Name") or network["name"] for network in found)


def joined(containers, target: str) -> list[str]:
    return sorted(containers("ContainerInspect", target)["NetworkSettings"]["Networks"])


@pytest.mark.every_endpoint
def test_life(api, networks, name):
    network_id = create(api, networks, name)
    inspected = networks("NetworkInspect", name)
    assert (inspected.get("Id") or inspected["id"]) == network_id
    assert (inspected.get("Labels") or inspected["labels"]) == {"of": name}
    assert names(networks("NetworkList", filters={"name": [name]})) == [name]
    assert names(networks("NetworkList", filters={"label": [f"of={name}"], "driver": ["bridge"]})) == [name]
    assert networks("NetworkList", filters={"label": [f"of={name}-not"]}) == []
    removed = networks("NetworkDelete", network_id, as_="response")
    assert removed.status in (200, 204)
    with pytest.raises(NotFound, match="network"):
        networks("NetworkInspect", name)


def test_name_is_taken(api, networks, name):
    create(api, networks, name)
    with pytest.raises(APIError, match="already") as raised:
        create(api, networks, name)
    assert raised.value.status in (409, 500)  # Podman's Docker-compatible API answers 500


def test_connect_and_disconnect(api, networks, containers, container, name):
    create(api, networks, f"{name}-net")
    target = container("sleep", "60")
    before = joined(containers, target)
    if api.libpod:
        networks("NetworkConnect", f"{name}-net", data={"container": target, "aliases": ["other"]})
    else:
        data = {"Container": target, "EndpointConfig": {"Aliases": ["other"]}}
        networks("NetworkConnect", f"{name}-net", data=data)
    assert joined(containers, target) == sorted([*before, f"{name}-net"])
    endpoint = containers("ContainerInspect", target)["NetworkSettings"]["Networks"][f"{name}-net"]
    assert "other" in endpoint["Aliases"]
    with pytest.raises(APIError, match=r"active endpoints|being used") as raised:
        networks("NetworkDelete", f"{name}-net")
    assert raised.value.status in (403, 500)
    networks("NetworkDisconnect", f"{name}-net", data={"Container": target, "Force": True})
    assert joined(containers, target) == before


def test_prune(api, networks, name):
    kept, doomed = f"{name}-kept", f"{name}-doomed"
    create(api, networks, kept)
    create(api, networks, doomed)
    pruned = networks("NetworkPrune", filters={"label": [f"of={doomed}"]})
    assert (names(pruned) if api.libpod else pruned["NetworksDeleted"]) == [doomed]
    assert names(networks("NetworkList", filters={"name": [name]})) == [kept]


@pytest.mark.engine("podman")
def test_exists(native, name):
    networks = native("libpod/networks")
    with pytest.raises(NotFound):
        networks("NetworkExistsLibpod", name=name)
    networks("NetworkCreateLibpod", {"name": name})
    assert networks("NetworkExistsLibpod", name=name, as_="response").status == 204
