"""Builds the image of a folder with a Dockerfile: python examples/build.py FOLDER TAG"""

import io
import sys
import tarfile

import dockline


def main(folder: str, tag: str) -> None:
    context = io.BytesIO()
    with tarfile.open(fileobj=context, mode="w") as archive:
        archive.add(folder, arcname=".")
    context.seek(0)
    with (
        dockline.client(engine="docker", category="build", version="auto", throw_exceptions=True) as builder,
        builder.invoke("ImageBuild", params={"t": tag, "rm": True}, data=context, as_="stream") as progress,
    ):
        for step in progress.documents():  # raises APIError for a step that fails
            print(step.get("stream", ""), end="")


if __name__ == "__main__":
    main(*sys.argv[1:])
