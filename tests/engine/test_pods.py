"""Operations of Podman alone: pods, Kubernetes documents, manifest lists."""

from __future__ import annotations

import pytest
from support.waiting import wait_until

from dockline.errors import APIError, Conflict, NotFound

pytestmark = pytest.mark.engine("podman")

# It ends at once when it is asked to. The first process of a container does not do so by itself.
SLEEP = ["sh", "-c", "trap exit TERM; sleep 60 & wait"]


@pytest.fixture
def pods(native):
    return native("libpod/pods")


@pytest.fixture
def pod(engine, native, pods, name):
    """A pod with one container, which has the same name with `-c`. It is not started. Gives its name."""
    pods("PodCreateLibpod", {"name": name, "labels": {"of": name}, "no_infra": True})
    data = {"name": f"{name}-c", "image": engine.image, "command": SLEEP, "pod": name}
    native("libpod/containers")("ContainerCreateLibpod", data)
    return name


@pytest.mark.every_endpoint
def test_life(pods, name):
    created = pods("PodCreateLibpod", {"name": name, "labels": {"of": name}, "no_infra": True}, "response")
    assert created.status == 201
    assert pods("PodExistsLibpod", name=name) is None
    (listed,) = pods("PodListLibpod", filters={"label": [f"of={name}"]})
    assert (listed["Id"], listed["Name"], listed["Status"]) == (created.body["Id"], name, "Created")
    assert pods("PodListLibpod", filters={"name": [f"{name}-not"]}) == []
    with pytest.raises(Conflict, match="pod already exists"):
        pods("PodCreateLibpod", {"name": name})
    assert pods("PodDeleteLibpod", name=name)["Err"] is None
    with pytest.raises(NotFound):
        pods("PodExistsLibpod", name=name)


def test_states(pods, pod):
    def state() -> str:
        return pods("PodInspectLibpod", name=pod)["State"]

    inspected = pods("PodInspectLibpod", name=pod)
    assert (inspected["Name"], inspected["Labels"], inspected["NumContainers"]) == (pod, {"of": pod}, 1)
    assert pods("PodStartLibpod", name=pod)["Errs"] is None
    assert state() == "Running"
    assert pods("PodStartLibpod", name=pod) is None  # it is in this state already
    pods("PodPauseLibpod", name=pod)
    assert state() == "Paused"
    pods("PodUnpauseLibpod", name=pod)
    pods("PodRestartLibpod", name=pod)
    assert state() == "Running"
    assert pods("PodStopLibpod", name=pod, t=20)["Errs"] is None
    assert state() == "Exited"
    assert pods("PodStopLibpod", name=pod, t=20) is None
    pods("PodDeleteLibpod", name=pod)


def test_kill_and_prune(pods, native, pod):
    pods("PodStartLibpod", name=pod)
    pods("PodKillLibpod", name=pod, signal="KILL")
    native("libpod/containers")("ContainerWaitLibpod", name=f"{pod}-c", condition=["exited", "stopped"])
    pods("PodDeleteLibpod", name=pod, force=True)
    with pytest.raises(NotFound):
        pods("PodKillLibpod", name=pod, signal="KILL")


def test_top(pods, pod):
    """One document as itself: by default, and by `stream`. Otherwise many as they come, a second apart."""
    pods("PodStartLibpod", name=pod)
    # While the process starts, Podman shows no process, and then another command.
    wait_until(lambda: "sleep" in str(pods("PodTopLibpod", name=pod)), 0.05)
    for params in ({}, {"stream": False}):
        top = pods("PodTopLibpod", name=pod, **params)
        command = top["Titles"].index("COMMAND")
        assert any("sleep" in process[command] for process in top["Processes"])
    assert pods("PodTopLibpod", name=pod, ps_args="pid,comm")["Titles"] == ["PID", "COMMAND"]
    with pods("PodTopLibpod", as_="stream", name=pod, stream=True, delay=1) as stream:
        documents = stream.documents()
        assert [next(documents)["Titles"] for _ in range(2)] == [top["Titles"]] * 2


def test_stats(pods, pod):
    pods("PodStartLibpod", name=pod)
    (stats,) = pods("PodStatsAllLibpod", namesOrIDs=[pod])
    assert stats["Name"] == f"{pod}-c"
    assert pod in [each["Name"].removesuffix("-c") for each in pods("PodStatsAllLibpod", all=True)]
    with pytest.raises(NotFound):
        pods("PodStatsAllLibpod", namesOrIDs=[f"{pod}-not"])


@pytest.fixture
def kube_network(engine):
    """Podman makes a network for the pods that it plays, and keeps it."""
    path = f"/{engine.version}/libpod/networks/podman-default-kube-network"
    was_there = engine.send("GET", f"{path}/exists")[0].status == 204
    yield
    if not was_there:
        engine.send("DELETE", path)


@pytest.mark.parametrize("category", ["play", "kube"])
def test_kube(native, pods, pod, kube_network, category):
    """A pod becomes a document, and the document a pod. YAML is sent unchanged."""
    generated = native("libpod/generate")("GenerateKubeLibpod", names=[pod])
    # Podman 4 calls it an archive. Its spec and newer versions call it a text.
    yaml = generated if isinstance(generated, str) else generated.decode()
    assert f"name: {pod}" in yaml
    if category == "kube":
        assert native("libpod/kube")("KubeGenerateLibpod", names=[pod])
    pods("PodDeleteLibpod", name=pod, force=True)
    play, down = ("PlayKube", "PlayKubeDown") if category == "play" else ("KubePlay", "KubePlayDown")
    kube = native(f"libpod/{category}")
    played = kube(f"{play}Libpod", yaml if category == "play" else yaml.encode(), start=False)
    (made,) = played["Pods"]
    assert pods("PodInspectLibpod", name=pod)["Id"] == made["ID"]
    torn = kube(f"{down}Libpod", yaml)
    assert [report["Id"] for report in torn["RmReport"]] == [made["ID"]]
    with pytest.raises(NotFound):
        pods("PodInspectLibpod", name=pod)


def test_kube_that_is_none(native, kube_network):
    with pytest.raises(APIError, match="kind") as raised:
        native("libpod/play")("PlayKubeLibpod", "kind: Dockline\n")
    assert raised.value.status in (400, 500)


def test_systemd(native, pod):
    units = native("libpod/generate")("GenerateSystemdLibpod", name=f"{pod}-c", useName=True, restartPolicy="always")
    assert list(units) == [f"container-{pod}-c"]
    assert "Restart=always" in units[f"container-{pod}-c"]


def test_manifests(engine, native, name):
    """A list of images. Its name has a slash. The added images come from this engine."""
    manifests = native("libpod/manifests")
    target = f"localhost/{name}/list:v1"
    (image,) = (tag for tag in tags(native, engine.image) if tag.startswith("localhost/"))
    created = manifests("ManifestCreateLibpod", as_="response", name=target, images=[f"containers-storage:{image}"])
    assert created.status == 201
    assert manifests("ManifestExistsLibpod", name=target) is None
    (only,) = manifests("ManifestInspectLibpod", name=target)["manifests"]
    assert only["platform"]["os"] == "linux"
    modified = manifests("ManifestModifyLibpod", {"operation": "remove", "images": [only["digest"]]}, name=target)
    assert modified["Id"] == created.body["Id"]
    assert not manifests("ManifestInspectLibpod", name=target)["manifests"]
    removed = manifests("ManifestDeleteLibpod", name=target)
    assert removed["Untagged"] == [target]
    with pytest.raises(NotFound):
        manifests("ManifestExistsLibpod", name=target)


def tags(native, image: str) -> list[str]:
    return native("libpod/images")("ImageInspectLibpod", name=image)["RepoTags"]


def test_manifest_push_to_nowhere(native, name):
    """The default is quiet: the status reports the failure. Otherwise a document after a 200 does."""
    manifests = native("libpod/manifests")
    target = {"name": f"localhost/{name}:v1"}
    manifests("ManifestCreateLibpod", images=[], **target)
    for quiet, status in ((None, 400), (True, 400), (False, 200)):
        with pytest.raises(APIError, match="connection refused") as raised:
            manifests("ManifestPushLibpod", destination=f"127.0.0.1:1/{name}:v1", quiet=quiet, **target)
        assert raised.value.status == status
    assert isinstance(raised.value.body, list)
    manifests("ManifestDeleteLibpod", **target)
