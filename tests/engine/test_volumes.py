"""Volumes, and other resources with a name and labels: secrets of Podman."""

from __future__ import annotations

import pytest

from dockline.errors import APIError, NotFound


@pytest.fixture
def volumes(category):
    return category("volumes")


def listed(api, volumes, **filters: list[str]) -> list[str]:
    found = volumes("VolumeList", filters=filters)
    return [volume["Name"] for volume in (found if api.libpod else found["Volumes"])]


@pytest.mark.every_endpoint
def test_life(api, volumes, name):
    created = volumes("VolumeCreate", data={"Name": name, "Labels": {"of": name}}, as_="response")
    assert created.status == 201
    assert created.body["Name"] == name
    assert listed(api, volumes, name=[name]) == [name]
    assert listed(api, volumes, label=[f"of={name}"]) == [name]
    assert listed(api, volumes, label=[f"of={name}-not"]) == []
    inspected = volumes("VolumeInspect", name=name)
    assert inspected["Labels"] == {"of": name}
    assert inspected["Mountpoint"] == created.body["Mountpoint"]
    removed = volumes("VolumeDelete", name=name, as_="response")
    assert (removed.status, removed.body) == (204, None)
    with pytest.raises(NotFound, match="no such volume"):
        volumes("VolumeInspect", name=name)


def test_empty_data_is_an_object(volumes):
    """The volume has no name. `{}` is a body, unlike no body."""
    name = volumes("VolumeCreate", data={})["Name"]
    assert len(name) == 64
    volumes("VolumeDelete", name=name, force=True)


def test_prune(api, volumes, name):
    kept, doomed = f"{name}-kept", f"{name}-doomed"
    volumes("VolumeCreate", data={"Name": kept, "Labels": {"of": kept}})
    volumes("VolumeCreate", data={"Name": doomed, "Labels": {"of": doomed}})
    chosen = {"label": [f"of={doomed}"]}
    if api.engine.fits("docker>=1.42"):
        # Without `all`, it does not prune volumes that have a name.
        assert volumes("VolumePrune", filters=chosen)["VolumesDeleted"] == []
        chosen["all"] = ["true"]
    pruned = volumes("VolumePrune", filters=chosen)
    assert ([item["Id"] for item in pruned] if api.libpod else pruned["VolumesDeleted"]) == [doomed]
    assert listed(api, volumes, name=[name]) == [kept]


def test_in_use(volumes, container, name):
    """All engines answer 409, also with `force`."""
    volumes("VolumeCreate", data={"Name": f"{name}-data"})
    container("true", start=False, HostConfig={"Binds": [f"{name}-data:/data"]})
    with pytest.raises(APIError, match=r"volume is (in use|being used)") as raised:
        volumes("VolumeDelete", name=f"{name}-data")
    assert raised.value.status == 409
    assert volumes("VolumeInspect", name=f"{name}-data")["Name"] == f"{name}-data"


@pytest.mark.engine("podman")
def test_exists(native, name):
    volumes = native("libpod/volumes")
    with pytest.raises(NotFound):
        volumes("VolumeExistsLibpod", name=name)
    volumes("VolumeCreateLibpod", {"Name": name})
    assert volumes("VolumeExistsLibpod", name=name) is None


@pytest.mark.engine("podman")
def test_secrets(api, category, name):
    """Podman has secrets outside of a swarm, too. Its own API takes them as bytes, with the name in the query."""
    secrets = category("secrets")
    if api.libpod:
        created = secrets("SecretCreate", data=b"\x00\xffsecret", as_="response", name=name, labels={"of": name})
    else:
        data = {"Name": name, "Data": "c2VjcmV0", "Labels": {"of": name}}
        created = secrets("SecretCreate", data=data, as_="response")
    assert created.status in (200, 201)
    secret = created.body["ID"]
    assert [item["ID"] for item in secrets("SecretList", filters={"name": [name]})] == [secret]
    assert secret in [item["ID"] for item in secrets("SecretList")]
    inspected = secrets("SecretInspect", name=name)
    assert (inspected["ID"], inspected["Spec"]["Name"], inspected["Spec"]["Labels"]) == (secret, name, {"of": name})
    with pytest.raises(APIError, match="secret name in use"):
        if api.libpod:
            secrets("SecretCreate", data=b"other", name=name)
        else:
            secrets("SecretCreate", data={"Name": name, "Data": "c2VjcmV0"})
    assert secrets("SecretDelete", name=name, as_="response").status == 204
    with pytest.raises(NotFound):
        secrets("SecretInspect", name=name)
