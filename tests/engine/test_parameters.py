"""Parameters that the specs forgot or describe wrongly: the engines read them, and they have an effect."""

from __future__ import annotations

import io
import re
import tarfile

import pytest

from dockline.errors import APIError, BadRequest, InvalidParameter, NotFound

NOBODY = "dockline-nobody"


def tar(files: dict[str, str]) -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as archive:
        for path, text in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
    return memory.getvalue()


def rows(*lines: str) -> list:
    """`need: category Op name…` as a parameter of a test for each name."""
    made = []
    for line in lines:
        need, _, rest = line.partition(": ")
        category, op, *names = rest.split()
        marks = pytest.mark.engine(need)
        made += [pytest.param(category, op, name, marks=marks, id=f"{op}-{name}") for name in names]
    return made


# Other parameters that an operation needs before the engine reads the tested one.
QUERY = {"ImagePullLibpod": {"reference": "localhost:1/dockline-nobody"}}
BODIES = {"NetworkCreateLibpod": {}, "KubePlayLibpod": "kind: Pod", "PlayKubeLibpod": "kind: Pod"}


@pytest.fixture
def ask(engine):
    """Returns the status and the text of an answer, with `x` for a parameter or without it.

    If the engine reads the parameter, it can't decode `x`. Nothing else happens, because the object in the path does
    not exist.
    """

    def ask(known: dict, op: str, param: dict | None) -> tuple[int, str]:
        query = {other["name"]: "x" for other in known["params"] if other["in"] == "query" and other["required"]}
        query |= QUERY.get(op, {})
        headers = {}
        if param is not None and param["in"] == "header":
            headers[param["name"]] = "no base64"
        elif param is not None:
            query[param.get("sent_as", param["name"])] = "x"
        body = BODIES.get(op)
        if "build" in known["path"]:
            body = tar({"Dockerfile": f"FROM {engine.image}\n"})
            headers["Content-Type"] = "application/x-tar"
        with engine.dockline.request(
            engine.conn,
            engine=engine.name,
            method=known["method"],
            path=f"/{engine.version}" + re.sub(r"\{\w+\}", NOBODY, known["path"]),
            query=query,
            headers=headers,
            body=body,
            as_="stream",
        ) as answer:
            return answer.status, answer.read(1000).decode()

    return ask


@pytest.fixture
def nonsense(engine, ask):
    def nonsense(category: str, op: str, name: str):
        known = engine.client(category).doc(op)
        (param,) = (param for param in known["params"] if param["name"] == name)
        return param, *ask(known, op, param), lambda: ask(known, op, None)[0]

    return nonsense


READ = rows(
    "podman: libpod/containers ContainerDeleteLibpod volumes v ignore",
    "podman: libpod/containers ContainerListLibpod last external namespace",
    "podman: libpod/containers ContainerExistsLibpod external",
    "podman: libpod/containers ContainerRestartLibpod timeout t",
    "podman: libpod/containers ContainerResizeLibpod running",
    "podman: libpod/containers ContainerStatsLibpod one-shot",
    "podman: libpod/containers ContainerCheckpointLibpod fileLocks preCheckpoint withPrevious",
    "podman: libpod/containers ContainerRestoreLibpod fileLocks ignoreVolumes",
    "podman: libpod/containers PutContainerArchiveLibpod copyUIDGID noOverwriteDirNonDir rename",
    "podman>=4.7: libpod/containers ContainersStatsAllLibpod all",
    "podman: containers PutContainerArchive rename",
    "podman: containers ContainerTop delay",
    "podman<5: containers ContainerTop stream",
    "podman<5: containers ContainerStop ignore",
    "podman: libpod/generate GenerateSystemdLibpod templateUnitFile",
    "podman: libpod/images ImageDeleteLibpod lookupManifest",
    "podman>=5.4: libpod/images ImageDeleteLibpod ignore",
    "podman: libpod/images ImagePushLibpod all removeSignatures",
    "podman>=4.6: libpod/images ImagePushLibpod compressionLevel",
    "podman>=5: libpod/images ImagePushLibpod retry",
    "podman>=5: libpod/images ImagePullLibpod retry",
    "podman: libpod/commit ImageCommitLibpod squash",
    "podman: libpod/manifests ManifestPushLibpod removeSignatures",
    "podman>=4.6: libpod/manifests ManifestPushLibpod compressionLevel",
    "podman>=5.4: libpod/manifests ManifestDeleteLibpod ignore",
    "podman: libpod/pods PodDeleteLibpod timeout",
    "podman: libpod/pods PodStatsAllLibpod stream delay",
    "podman: libpod/kube KubePlayLibpod noHosts",
    "podman>=5.4: libpod/kube KubePlayLibpod noHostname",
    "podman>=5.7: libpod/kube KubePlayLibpod noPodPrefix",
    "podman>=5.7: libpod/play PlayKubeLibpod noPodPrefix",
    "podman: networks NetworkDelete timeout",
    "podman>=4.4: libpod/networks NetworkCreateLibpod ignoreIfExists",
    "podman: libpod/volumes VolumeDeleteLibpod timeout",
    "podman: volumes VolumeDelete timeout",
    "podman>=4.7: libpod/secrets SecretCreateLibpod replace",
    "podman>=5.6: libpod/secrets SecretCreateLibpod ignore",
    "podman: libpod/system SystemPruneLibpod all volumes",
    "podman>=4.4: libpod/system SystemPruneLibpod external",
    "podman>=5.4: libpod/system SystemPruneLibpod build",
    "podman: libpod/build ImageBuildLibpod compression jobs timestamp ignore layers rusage omithistory tlsVerify",
    "podman: libpod/build ImageBuildLibpod skipunusedstages identitylabel allplatforms isolation",
    "podman: libpod/build ImageBuildLibpod addcaps annotations devices dnsoptions dnssearch dnsservers dropcaps",
    "podman: libpod/build ImageBuildLibpod excludes nsoptions ulimits labelopts secrets cppflags cachettl",
    "podman: libpod/build ImageBuildLibpod idmappingoptions",
    "podman>=4.4: libpod/build ImageBuildLibpod cacheto cachefrom",
    "podman>=5.3: libpod/build ImageBuildLibpod retry retry-delay",
    "podman>=5.6: libpod/build ImageBuildLibpod sourcedateepoch rewritetimestamp compatvolumes",
    "podman: build ImageBuild compression jobs timestamp extrahosts securityopt addcaps devices dnsservers ulimits",
    "podman>=5.6: build ImageBuild sourcedateepoch",
    "podman: libpod/images ImageSearchLibpod X-Registry-Auth",
    "podman: libpod/images ImagePullLibpod X-Registry-Auth",
    "podman: libpod/manifests ManifestPushLibpod X-Registry-Auth",
    "podman>=4.6: libpod/manifests ManifestInspectLibpod X-Registry-Auth",
    "podman: libpod/kube KubePlayLibpod X-Registry-Auth",
    "podman: libpod/build ImageBuildLibpod X-Registry-Auth",
    "podman: images ImageSearch X-Registry-Auth",
)


def refuses(nonsense, category, op, name) -> bool:
    param, status, said, without = nonsense(category, op, name)
    assert "read" not in param
    assert status in (400, 500), said
    # Some refusals do not name the parameter, and some are empty.
    return param.get("sent_as", name).lower() in said.lower() or status != without()


@pytest.mark.engine("podman")
@pytest.mark.parametrize(("category", "op", "name"), READ)
def test_podman_reads_it(nonsense, category, op, name):
    assert refuses(nonsense, category, op, name)


@pytest.mark.engine("docker")
@pytest.mark.parametrize(
    ("category", "op", "name"),
    rows("docker: build ImageBuild ulimits isolation", "docker: containers ContainerStart checkpoint"),
)
def test_docker_reads_it(nonsense, category, op, name):
    assert refuses(nonsense, category, op, name)


UNREAD = rows(
    "podman: libpod/secrets SecretDeleteLibpod all",
    "podman: containers ContainerList external",
    "podman: containers ContainerKill all",
    "podman: containers ContainerWait interval",
    "podman: libpod/containers ContainerListLibpod pod",
    "podman: libpod/containers PutContainerArchiveLibpod pause",
    "podman: libpod/containers ContainerArchiveLibpod rename",
    "podman>=4.4: libpod/containers ContainerCheckpointLibpod ignoreVolumes",
    "podman<4.4: libpod/containers ContainerRestoreLibpod leaveRunning",
    "podman: libpod/build ImageBuildLibpod outputs",
    "podman: build ImageBuild outputs",
)


@pytest.mark.engine("podman")
@pytest.mark.parametrize(("category", "op", "name"), UNREAD)
def test_podman_does_not_read_it(nonsense, category, op, name):
    param, status, said, without = nonsense(category, op, name)
    assert param["read"] is False
    assert name not in said
    assert status == without()


# --- Their effects ---------------------------------------------------------------------------------------------------


@pytest.mark.engine("docker")
def test_details_of_a_log(containers, ran):
    target = ran(
        "echo",
        "hello",
        Labels={"who": "me"},
        HostConfig={"LogConfig": {"Type": "json-file", "Config": {"labels": "who"}}},
    )
    assert containers("ContainerLogs", target, stdout=True, details=True) == b"who=me hello\n"


def test_the_changes_of_a_commit_are_a_list(category, api, engine, ran, name):
    target = ran("true")
    commit = category("commit")
    params = {"container": target, "repo": f"localhost/{name}", "tag": "v1", "changes": ["ENV WHO=me", "USER 1000"]}
    data = {} if not api.libpod else None
    made = commit("ImageCommit", data=data, **params)
    config = engine.request("GET", f"/images/{made['Id']}/json")["Config"]
    assert "WHO=me" in config["Env"]
    assert config["User"] == "1000"


@pytest.mark.engine("podman>=4.9.3")
def test_a_commit_needs_no_data(category, ran, name):
    made = category("commit")("ImageCommit", container=ran("true"), repo=f"localhost/{name}")
    assert made["Id"]


def test_the_hosts_of_a_build_are_a_list(category, engine, name):
    context = tar({"Dockerfile": f"FROM {engine.image}\nLABEL of={name}\nRUN cat /etc/hosts\n"})
    built = category("build")(
        "ImageBuild", data=context, t=f"localhost/{name}:1", extrahosts=["one:1.2.3.4", "two:1.2.3.5"], nocache=True
    )
    said = "".join(document.get("stream", "") for document in built)
    assert re.search(r"1\.2\.3\.4\s+one", said)
    assert re.search(r"1\.2\.3\.5\s+two", said)


@pytest.mark.engine("podman")
def test_v_removes_the_anonymous_volumes(engine, native, container):
    """libpod reads `volumes` instead."""
    containers = native("libpod/containers")
    target = container("true", start=False, Volumes={"/data": {}})
    (mount,) = engine.request("GET", f"/containers/{target}/json")["Mounts"]
    containers("ContainerDeleteLibpod", name=target, v=True)
    assert engine.send("GET", f"/volumes/{mount['Name']}")[0].status == 404


@pytest.mark.engine("podman")
def test_t_gives_a_container_time_to_stop(engine, native, container):
    """libpod reads `timeout` instead, and without it kills at once."""
    script = "trap 'echo stopped; exit' TERM; echo ready; while true; do sleep 0.1; done"
    target = container("sh", "-c", script, StopSignal="SIGTERM")
    containers = native("libpod/containers")
    with containers("ContainerLogsLibpod", name=target, stdout=True, follow=True, as_="stream") as stream:
        assert next(stream.lines()) == b"ready"
    containers("ContainerRestartLibpod", name=target, t=30)
    assert b"stopped\n" in containers("ContainerLogsLibpod", name=target, stdout=True)


@pytest.mark.engine("podman")
def test_a_file_is_renamed_as_it_is_put(native, container):
    target = container("true", start=False)
    containers = native("libpod/containers")
    containers("PutContainerArchiveLibpod", tar({"one": "hello"}), name=target, path="/tmp", rename={"one": "two"})
    assert containers("ContainerArchiveLibpod", name=target, path="/tmp/two")
    with pytest.raises(NotFound):
        containers("ContainerArchiveLibpod", name=target, path="/tmp/one")


@pytest.mark.engine("podman")
def test_events_without_a_stream_end(engine, native):
    assert isinstance(native("events")("SystemEvents", since="0", stream=False), list)


@pytest.mark.engine("podman")
def test_top_as_a_stream(native, container):
    containers = native("containers")
    target = container("sleep", "1000")
    once = containers("ContainerTop", name=target)
    assert "PID" in " ".join(once["Titles"])
    with containers("ContainerTop", name=target, stream=True, delay=1, as_="stream") as stream:
        documents = stream.documents()
        assert next(documents)["Titles"] == next(documents)["Titles"] == once["Titles"]


@pytest.mark.engine("podman>=4.6")
def test_a_container_of_another_platform_is_not_made(engine, native):
    with pytest.raises(APIError):
        native("containers")("ContainerCreate", {"Image": engine.image}, platform="windows/arm64")


@pytest.mark.engine("podman")
def test_credentials_of_a_manifest(native, name):
    manifests = native("libpod/manifests")
    manifests("ManifestCreateLibpod", name=f"localhost/{name}")
    images = {"operation": "update", "images": ["localhost:1/nobody"]}
    with pytest.raises(BadRequest, match="X-Registry-Auth"):
        manifests("ManifestModifyLibpod", images, name=f"localhost/{name}", **{"X-Registry-Auth": "no base64"})
    native("libpod/images")("ImageDeleteLibpod", name=f"localhost/{name}", lookupManifest=True)


@pytest.mark.engine("podman>=4.8")
def test_an_exec_is_removed(native, execs, container):
    target = container("sleep", "1000")
    made = native("containers")("ContainerExec", {"Cmd": ["true"]}, name=target)["Id"]
    native("libpod/exec")("ExecRemoveLibpod", {"Force": False}, id=made)
    with pytest.raises(NotFound):
        native("libpod/exec")("ExecInspectLibpod", id=made)


@pytest.mark.engine("podman>=4.7")
def test_a_secret_is_shown(native, name):
    made = native("libpod/secrets")("SecretCreateLibpod", b"of this test", name=name)["ID"]
    assert "SecretData" not in native("secrets")("SecretInspect", name=made)
    assert native("secrets")("SecretInspect", name=made, showsecret=True)["SecretData"] == "of this test"


@pytest.mark.engine("docker")
@pytest.mark.parametrize(
    ("op", "more"),
    [
        ("CheckpointList", {"dir": "/tmp"}),
        ("CheckpointCreate", {"data": {"CheckpointID": "one"}}),
        ("CheckpointDelete", {"checkpoint": "one"}),
    ],
)
def test_checkpoints_are_experimental(containers, op, more):
    refused = containers(op, NOBODY, as_="response", throw_exceptions=False, **more)
    assert refused.status in (404, 501)
    assert re.search("experimental|No such container", refused.body["message"])


@pytest.mark.engine("docker")
def test_a_build_is_cancelled(native):
    cancel = native("build")
    assert cancel("BuildCancel", id=NOBODY) is None
    with pytest.raises(InvalidParameter, match="'id'"):
        cancel("BuildCancel")


# --- Parameters that no table has ------------------------------------------------------------------------------------


@pytest.mark.every_endpoint
def test_what_no_table_holds_is_sent_as_it_is(api, containers, container):
    target = container("true", start=False)
    client = api.client("containers")
    listing = {"query.all": True, "query.dockline-fancy": ["a", "b"], "header.X-Dockline-Fancy": "a"}
    listed = client.invoke(api.op("ContainerList"), params=listing)
    assert any(f"{target}" in str(entry["Names"]) for entry in listed)
