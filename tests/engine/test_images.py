"""Images: imported, listed, tagged, saved, loaded, pruned, and images that no registry has."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from dockline.errors import APIError, BadRequest, Conflict, NotFound

NO_REGISTRY = "127.0.0.1:1"  # no registry listens there
CONTENT = b"one file\n" * 1000


@pytest.fixture
def images(category):
    return category("images")


@pytest.fixture
def repo(name: str) -> str:
    """The name has a registry and slashes, so that every API writes it in the same way."""
    return f"localhost:5000/{name}/deep/image"


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    """Makes a tar archive of a file system with one file."""
    path = tmp_path / "layer.tar"
    with tarfile.open(path, "w") as archive:
        entry = tarfile.TarInfo("only.txt")
        entry.size = len(CONTENT)
        archive.addfile(entry, io.BytesIO(CONTENT))
    return path


def import_image(api, images, repo: str, data: object) -> str:
    """Makes `repo:latest` from a file system. Returns its identifier."""
    if api.libpod:
        image = images("ImageImport", data=data, reference=repo)["Id"]
    else:
        (document,) = images("ImageCreate", data=data, fromSrc="-", repo=repo)
        image = document["status"]
    return image.removeprefix("sha256:")


def identifier(inspected: dict) -> str:
    return inspected["Id"].removeprefix("sha256:")


def save(api, images, *names: str, as_: str = "data"):
    """Returns an archive of images that every engine can load."""
    if api.libpod:
        return images("ImageExport", references=list(names), format="docker-archive", as_=as_)
    return images("ImageGetAll", names=list(names), as_=as_)


def said(documents: list[dict]) -> str:
    return "".join(document.get("stream", "") for document in documents)


def layers_of(archive: tarfile.TarFile) -> list[str]:
    """Returns the files in the layers of a docker-archive.

    Newer Dockers use the OCI layout, whose manifest lists them too.
    """
    names = []
    for image in json.load(archive.extractfile("manifest.json")):
        for path in image["Layers"]:
            with tarfile.open(fileobj=archive.extractfile(path)) as layer:
                names += layer.getnames()
    return names


@pytest.mark.every_endpoint
def test_import_from_a_file(api, images, repo, layer):
    """The size of the file is known, so it is sent with a Content-Length."""
    with layer.open("rb") as file:
        image = import_image(api, images, repo, file)
    inspected = images("ImageInspect", name=repo)
    assert identifier(inspected) == image
    assert inspected["RepoTags"] == [f"{repo}:latest"]


@pytest.mark.every_endpoint
def test_import_from_a_generator(api, images, repo, layer):
    """The size is unknown, so it is sent in chunks."""

    def parts() -> Iterator[bytes]:
        data = layer.read_bytes()
        yield b""
        for start in range(0, len(data), 999):
            yield data[start : start + 999]

    image = import_image(api, images, repo, parts())
    assert identifier(images("ImageInspect", name=image)) == image


def test_list(api, images, repo, layer):
    image = import_image(api, images, repo, layer.read_bytes())
    (listed,) = images("ImageList", filters={"reference": [repo]})
    assert identifier(listed) == image
    assert listed["RepoTags"] == [f"{repo}:latest"]
    assert images("ImageList", filters={"reference": [f"{repo}-not"]}) == []
    assert image in [identifier(each) for each in images("ImageList", all=True)]
    assert image not in [identifier(each) for each in images("ImageList", filters={"dangling": ["true"]})]


def test_tag_and_remove(api, images, repo, layer):
    image = import_image(api, images, repo, layer.read_bytes())
    other = f"{repo}/other"
    tagged = images("ImageTag", name=f"{repo}:latest", repo=other, tag="v1.0", as_="response")
    assert tagged.status == 201
    assert sorted(images("ImageInspect", name=f"{other}:v1.0")["RepoTags"]) == [f"{other}:v1.0", f"{repo}:latest"]

    def untagged(removed) -> list[str]:
        return removed["Untagged"] if api.libpod else [item["Untagged"] for item in removed if "Untagged" in item]

    assert untagged(images("ImageDelete", name=f"{other}:v1.0")) == [f"{other}:v1.0"]
    assert identifier(images("ImageInspect", name=repo)) == image
    assert untagged(images("ImageDelete", name=repo)) == [f"{repo}:latest"]
    with pytest.raises(NotFound):
        images("ImageInspect", name=repo)
    with pytest.raises(NotFound):
        images("ImageDelete", name=repo, force=True)


def test_remove_what_is_in_use(api, images, repo, layer, name):
    import_image(api, images, repo, layer.read_bytes())
    api.engine.request("POST", f"/containers/create?name={name}", {"Image": repo, "Cmd": ["/only.txt"]})
    with pytest.raises(Conflict, match=r"container|in use"):
        images("ImageDelete", name=repo)
    assert images("ImageInspect", name=repo)["RepoTags"] == [f"{repo}:latest"]


def test_history(api, images, repo, layer):
    import_image(api, images, repo, layer.read_bytes())
    (only,) = images("ImageHistory", name=f"{repo}:latest")
    assert only["Size"] >= len(CONTENT)
    assert only["Comment"].lower().startswith("imported from")


def test_history_and_inspect_of_nothing(images, repo):
    for op in ("ImageHistory", "ImageInspect", "ImageGet"):
        with pytest.raises(NotFound):
            images(op, name=f"{repo}:none")
        assert images(op, name=f"{repo}:none", throw_exceptions=False)["message"]


@pytest.mark.every_endpoint
def test_save_and_load(api, images, repo, layer, tmp_path):
    """Copies the stream to a file by its descriptor, and loads the file into the engine."""
    image = import_image(api, images, repo, layer.read_bytes())
    path = tmp_path / "image.tar"
    with path.open("wb") as file, save(api, images, repo, as_="stream") as stream:
        assert stream.copy_to(file) == (file.tell(), 0)
    with tarfile.open(path) as archive:
        assert ("oci-layout" in archive.getnames()) == api.engine.fits("docker>=1.44")
        assert layers_of(archive) == ["only.txt"]
    images("ImageDelete", name=repo)
    with path.open("rb") as file:
        loaded = images("ImageLoad", data=file)
    if api.libpod:
        assert loaded == {"Names": [f"{repo}:latest"]}
    else:
        assert said(loaded) == f"Loaded image: {repo}:latest" + ("\n" if api.name == "docker" else "")
    assert identifier(images("ImageInspect", name=repo)) == image


def test_save_one(images, api, repo, layer):
    """Reads ImageGet as a binary file, while it arrives."""
    import_image(api, images, repo, layer.read_bytes())
    with images("ImageGet", name=repo, as_="stream") as stream, tarfile.open(fileobj=stream, mode="r|") as archive:
        names = archive.getnames()
    assert names
    with tarfile.open(fileobj=io.BytesIO(images("ImageGet", name=repo))) as archive:
        assert archive.getnames() == names


def test_save_several(engine, api, images, repo, layer, tmp_path):
    """The names are a list. The archive is read in pieces of another size than they arrive in."""
    import_image(api, images, repo, layer.read_bytes())
    path = tmp_path / "images.tar"
    with path.open("wb") as file, save(api, images, repo, engine.image, as_="stream") as stream:
        shutil.copyfileobj(stream, file, 12345)
    with tarfile.open(path) as archive:
        names = layers_of(archive)
    assert "only.txt" in names
    assert any(each.endswith("bin/busybox") for each in names)


def test_load_of_what_is_no_archive(images):
    """Docker reports it in a document after its 200, Podman by its status."""
    with pytest.raises(APIError, match=r"invalid tar header|unexpected EOF") as raised:
        images("ImageLoad", data=b"this is no archive" * 1000)
    assert raised.value.status in (200, 500)


def test_load_takes_no_mapping(images):
    with pytest.raises(ValueError, match=r"bytes or a binary file.*application/x-tar"):
        images("ImageLoad", data={"Names": []})


@pytest.mark.engine("docker")
def test_import_with_changes_and_prune(native, name, layer):
    images = native("images")
    changes = [f"LABEL of={name}", 'CMD ["a", "b"]']
    images("ImageCreate", layer.read_bytes(), fromSrc="-", repo=name, tag="v2", changes=changes)
    config = images("ImageInspect", name=f"{name}:v2")["Config"]
    assert (config["Labels"], config["Cmd"]) == ({"of": name}, ["a", "b"])
    pruned = images("ImagePrune", filters={"dangling": ["false"], "label": [f"of={name}"]})
    assert {"Untagged": f"{name}:v2"} in pruned["ImagesDeleted"]
    assert images("ImageList", filters={"label": [f"of={name}"]}) == []


@pytest.mark.engine("podman")
def test_own_operations(native, repo, name, layer):
    images = native("libpod/images")
    changes = [f"LABEL of={name}", 'CMD ["a", "b"]']
    imported = images("ImageImportLibpod", layer.read_bytes(), reference=repo, message="ours", changes=changes)
    inspected = images("ImageInspectLibpod", name=repo)
    assert inspected["Id"] == imported["Id"].removeprefix("sha256:")
    assert inspected["Comment"] == "ours"
    assert inspected["Config"] == {"Cmd": ["a", "b"], "Labels": {"of": name}}
    assert images("ImageExistsLibpod", name=repo) is None
    assert repo in images("ImageTreeLibpod", name=repo)["Tree"]
    assert {"Path": "/only.txt", "Kind": 1} in images("ImageChangesLibpod", name=repo)
    images("ImageTagLibpod", name=repo, repo=f"{repo}/more", tag="t")
    images("ImageUntagLibpod", name=repo, repo=f"{repo}/more", tag="t")
    assert images("ImageInspectLibpod", name=repo)["RepoTags"] == [f"{repo}:latest"]
    pruned = images("ImagePruneLibpod", all=True, filters={"label": [f"of={name}"]})
    assert [item["Id"] for item in pruned] == [inspected["Id"]]
    with pytest.raises(NotFound):
        images("ImageExistsLibpod", name=repo)


@pytest.mark.engine("podman")
def test_remove_several(native, repo, layer):
    images = native("libpod/images")
    for tag in ("a", "b"):
        images("ImageImportLibpod", layer.read_bytes(), reference=f"{repo}:{tag}", message=tag)
    removed = images("ImageDeleteAllLibpod", images=[f"{repo}:a", f"{repo}:b"])
    assert sorted(removed["Untagged"]) == [f"{repo}:a", f"{repo}:b"]
    assert images("ImageListLibpod", filters={"reference": [repo]}) == []


def pull(api, images, name: str, **options: object):
    if api.libpod:
        return images("ImagePull", reference=f"{name}:none", tlsVerify=False, **options)
    return images("ImageCreate", fromImage=name, tag="none", **options)


def test_pull_from_nowhere(api, images, name):
    """Docker and Podman 5's compatible API report it by their status, the others in a document after a 200.

    The engines try again for seconds, so the test asks both at once.
    """
    with ThreadPoolExecutor(2) as pool:
        as_data = pool.submit(pull, api, images, f"{NO_REGISTRY}/{name}", throw_exceptions=False)
        raising = pool.submit(pull, api, images, f"{NO_REGISTRY}/{name}")
        with pytest.raises(APIError, match="connection refused") as raised:
            raising.result()
        result = as_data.result()
    if api.name == "docker" or (api.name == "podman-compat" and api.engine.fits("podman>=5")):
        assert raised.value.status == 500
        assert "connection refused" in result["message"]
    else:
        assert raised.value.status == 200
        assert raised.value.body == result
        assert "connection refused" in result[-1]["error"]


@pytest.mark.engine("podman")
def test_error_while_a_pull_is_streamed(engine):
    """The error raises, or it is a document, as the caller asked."""
    operation = {"op": "ImagePullLibpod", "params": {"reference": "NOT A NAME"}, "as": "stream"}
    images = engine.client("libpod/images")
    with images.invoke({**operation, "throw_exceptions": True}) as stream, pytest.raises(APIError) as raised:
        list(stream.documents())
    message = "invalid reference format"
    if engine.fits("podman>=5"):
        message = f'parsing reference "NOT A NAME": {message}'
    assert (raised.value.status, raised.value.body) == (200, {"error": message})
    with images.invoke(operation) as stream:
        assert list(stream.documents()) == [{"error": message}]


def test_pull_of_a_name_that_is_none(api, images):
    with pytest.raises(APIError, match="invalid reference format") as raised:
        pull(api, images, "NOT A NAME")
    if api.name == "docker":
        assert isinstance(raised.value, BadRequest)


def test_push_to_nowhere(api, images, engine, name):
    """The credentials are a mapping. The error is in a document after a 200.

    Podman 5's compatible API reports it by its status.
    """
    target = f"{NO_REGISTRY}/{name}/image"
    images("ImageTag", name=engine.image, repo=target, tag="v1")
    params = {"name": target, "tag": "v1", "X-Registry-Auth": {"username": "user", "password": "pass"}}
    if api.libpod:
        params = {"name": f"{target}:v1", "destination": f"{target}:v1", "tlsVerify": False, "quiet": False}
    with ThreadPoolExecutor(2) as pool:
        as_data = pool.submit(images, "ImagePush", throw_exceptions=False, **params)
        raising = pool.submit(images, "ImagePush", **params)
        with pytest.raises(APIError, match="connection refused") as raised:
            raising.result()
        result = as_data.result()
    if api.name == "podman-compat" and engine.fits("podman>=5"):
        assert raised.value.status == 500
        assert "connection refused" in result["error"]
        return
    assert raised.value.status == 200
    assert isinstance(result, list)
    assert any("connection refused" in document.get("error", "") for document in result)


@pytest.mark.engine("podman")
def test_pull_of_what_is_here(native, engine):
    """The engine need not ask a registry. With `quiet`, the result is one document."""
    images = native("libpod/images")
    image = images("ImageInspectLibpod", name=engine.image)["Id"]
    for quiet in (False, True):
        pulled = images("ImagePullLibpod", reference=engine.image, policy="missing", quiet=quiet)
        document = {"images": [image], "id": image}
        assert pulled == (document if quiet else [document])


def test_login_to_nowhere(native):
    """The credentials are the body."""
    credentials = {"username": "user", "password": "pass", "serveraddress": NO_REGISTRY}
    with pytest.raises(APIError, match="connection refused") as raised:
        native("auth")("SystemAuth", credentials)
    assert raised.value.status == 500
