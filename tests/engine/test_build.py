"""Builds from an archive in memory: progress, result, failure."""

from __future__ import annotations

import io
import tarfile

import pytest

from dockline.errors import APIError, BadRequest


def archive(files: dict[str, str]) -> bytes:
    memory = io.BytesIO()
    with tarfile.open(fileobj=memory, mode="w") as tar:
        for path, text in files.items():
            entry = tarfile.TarInfo(path)
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return memory.getvalue()


def said(documents: list[dict]) -> str:
    return "".join(document.get("stream", "") for document in documents)


@pytest.fixture
def build(category):
    return category("build")


@pytest.fixture
def images(category):
    return category("images")


@pytest.fixture
def context(engine, name: str) -> bytes:
    """Makes a context. Its Dockerfile uses the context, the arguments and the base image."""
    dockerfile = f"""FROM {engine.image}
LABEL of={name}
ARG WHO=nobody
COPY folder/file /copied
RUN echo "hello $WHO, $(cat /copied)"
"""
    return archive({"Dockerfile": dockerfile, "folder/file": "from the context"})


@pytest.fixture
def failing(engine, name: str) -> bytes:
    return archive({"Dockerfile": f"FROM {engine.image}\nRUN echo before {name} && false\n"})


@pytest.mark.every_endpoint
def test_build(build, images, context, name):
    """As data, the result is a list of documents. The tags are a list, the arguments and labels are mappings."""
    tags = [f"localhost:5000/{name}/one:1", f"localhost:5000/{name}/two:2"]
    documents = build("ImageBuild", data=context, t=tags, buildargs={"WHO": "you, ü&?="}, labels={"more": "a=b & c"})
    assert isinstance(documents, list)
    assert "hello you, ü&?=, from the context\n" in said(documents)
    assert not [document for document in documents if "error" in document]
    first, second = (images("ImageInspect", name=tag) for tag in tags)
    assert first["Id"] == second["Id"]
    assert sorted(first["RepoTags"]) == tags
    labels = first["Config"]["Labels"]
    assert (labels["of"], labels["more"]) == (name, "a=b & c")


def test_documents_as_a_stream(build, images, context, name):
    """Reads the documents during the build. There is one tag, as a str."""
    tag = f"localhost:5000/{name}:latest"
    with build("ImageBuild", data=context, t=tag, as_="stream") as stream:
        assert stream.status == 200
        documents = list(stream.documents())
    assert "hello nobody, from the context\n" in said(documents)
    assert images("ImageInspect", name=tag)["RepoTags"] == [tag]


def test_batches(build, context, name):
    with build("ImageBuild", data=context, t=f"localhost:5000/{name}", as_="stream") as stream:
        batches = list(stream.documents().batches())
    assert all(batches)
    assert "hello nobody" in said([document for batch in batches for document in batch])


def test_context_from_a_generator(build, images, context, name):
    """The size of the context is unknown. Its pieces do not end at the records of the archive."""
    pieces = (context[start : start + 777] for start in range(0, len(context), 777))
    tag = f"localhost:5000/{name}:latest"
    assert "from the context" in said(build("ImageBuild", data=pieces, t=tag))
    assert images("ImageInspect", name=tag)["RepoTags"] == [tag]


def test_quiet_and_a_dockerfile_of_another_name(engine, build, images, name):
    context = archive({"folder/recipe": f"FROM {engine.image}\nLABEL of={name}\n"})
    tag = f"localhost:5000/{name}:latest"
    documents = build("ImageBuild", data=context, dockerfile="folder/recipe", q=True, t=tag)
    image = images("ImageInspect", name=tag)["Id"].removeprefix("sha256:")
    assert said(documents).strip().removeprefix("sha256:") == image


def test_failure_as_data(build, failing):
    documents = build("ImageBuild", data=failing, forcerm=True, throw_exceptions=False)
    assert "before" in said(documents)
    assert "errorDetail" in documents[-1]
    response = build("ImageBuild", data=failing, forcerm=True, as_="response")
    assert response.status == 200
    assert "errorDetail" in response.body[-1]


def test_failure_raises(build, failing, name):
    """As data, the error's body has all documents. As a stream, the error comes after the documents before it."""
    with pytest.raises(APIError, match=r"returned a non-zero code: 1$|exit status 1$") as raised:
        build("ImageBuild", data=failing, forcerm=True)
    assert raised.value.status == 200
    assert f"before {name}" in said(raised.value.body)
    assert "errorDetail" in raised.value.body[-1]
    assert raised.value.message == raised.value.message.strip()
    documents = []
    with build("ImageBuild", data=failing, forcerm=True, as_="stream") as stream:  # noqa: SIM117
        with pytest.raises(APIError) as raised:
            for document in stream.documents():
                documents.append(document)  # noqa: PERF402 what came before the error counts
    assert f"before {name}" in said(documents)
    assert "errorDetail" in raised.value.body


def test_failure_is_a_document_of_a_stream(build, failing):
    with build("ImageBuild", data=failing, forcerm=True, as_="stream", throw_exceptions=False) as stream:
        documents = list(stream.documents())
    assert "before" in said(documents)
    assert documents[-1]["errorDetail"]["message"]


def test_no_dockerfile(build, name):
    """Docker reports it by its status, Podman's APIs in documents: the own one in two of them, after a 400."""
    context = archive({"other": name})
    with pytest.raises(APIError, match="Dockerfile") as raised:
        build("ImageBuild", data=context)
    assert raised.value.status in (200, 400, 500)
    refused = build("ImageBuild", data=context, throw_exceptions=False)
    assert "Dockerfile" in str(refused)


def test_context_that_is_no_archive(build):
    with pytest.raises(APIError) as raised:
        build("ImageBuild", data=b"this is no archive" * 1000)
    assert raised.value.status == 500


def test_credentials_as_a_mapping(api, build, context, name):
    """The mapping has credentials for each registry."""
    if "X-Registry-Config" not in [param["name"] for param in build.client.doc(api.op("ImageBuild"))["params"]]:
        return  # Podman's own API takes them, but its spec does not say so
    params = {"t": f"localhost:5000/{name}"}
    config = {"127.0.0.1:1": {"username": "user", "password": "päss\u20ac"}}
    assert "hello nobody" in said(build("ImageBuild", data=context, **params, **{"X-Registry-Config": config}))
    if api.engine.name == "podman":
        # It reads the credentials though it needs none, and can't decode these. So the test knows that they arrive.
        with pytest.raises(BadRequest):
            build("ImageBuild", data=context, **params, **{"X-Registry-Config": {"127.0.0.1:1": "no mapping"}})


def test_commit(api, category, containers, images, ran, name):
    """A container becomes an image."""
    target = ran("sh", "-c", "echo new > /added")
    params = {"container": target, "repo": f"localhost:5000/{name}", "tag": "v1", "comment": "ours", "author": "us"}
    change = f"LABEL of={name}"
    if api.libpod:
        committed = category("commit")("ImageCommit", changes=[change], format="docker", **params)
    elif api.name == "docker":
        committed = category("commit")("ImageCommit", changes=change, **params)
    else:  # it needs a body, which its spec does not have
        committed = category("commit")("ImageCommit", data={}, changes=change, **params)
    inspected = images("ImageInspect", name=f"localhost:5000/{name}:v1")
    assert inspected["Id"].removeprefix("sha256:") == committed["Id"].removeprefix("sha256:")
    assert inspected["Config"]["Labels"] == {"of": name}
    assert (inspected["Author"], inspected["Comment"]) == ("us", "ours")


@pytest.mark.engine("docker")
def test_prune(native, name):
    pruned = native("build")("BuildPrune", filters={"id": [name]})
    assert pruned == {"CachesDeleted": None, "SpaceReclaimed": 0}
