"""Follows the logs of all containers, in one thread: python examples/many_streams.py"""

import dockline


def main() -> None:
    with dockline.client(engine="docker", category="containers", version="auto", throw_exceptions=True) as containers:
        logs = {
            container["Names"][0]: containers.invoke(
                "ContainerLogs",
                params={"id": container["Id"], "follow": True, "stdout": True, "stderr": True},
                as_="stream",
            )
            for container in containers.invoke("ContainerList")
        }
        with dockline.merge(logs) as merged:
            for name, batch in merged:
                if batch is None:
                    print(f"{name} has ended")
                elif isinstance(batch, list):
                    print(*(f"{name}: {line.decode(errors='replace')}" for line in batch), sep="\n")
                else:
                    print(f"{name} has failed: {batch}")


if __name__ == "__main__":
    main()
