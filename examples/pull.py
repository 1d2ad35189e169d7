"""Pulls an image, with the credentials of `docker login`: python examples/pull.py IMAGE"""

import sys

import dockline


def main(image: str) -> None:
    with (
        dockline.client(engine="docker", category="images", version="auto", throw_exceptions=True) as images,
        images.invoke(
            "ImageCreate",
            params={"fromImage": image, "X-Registry-Auth": dockline.registry_auth(image)},
            as_="stream",
        ) as progress,
    ):
        for step in progress.documents():  # raises APIError if the engine reports an error
            print(step.get("id", ""), step.get("status", ""))


if __name__ == "__main__":
    main(*sys.argv[1:])
