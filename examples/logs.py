"""Follows the log of a container: python examples/logs.py NAME"""

import sys

import dockline


def main(name: str) -> None:
    with (
        dockline.client(engine="docker", category="containers", version="auto", throw_exceptions=True) as containers,
        containers.invoke(
            "ContainerLogs",
            params={"id": name, "follow": True, "stdout": True, "stderr": True, "tail": 1000},
            as_="stream",
        ) as log,
    ):
        for source, line in log.lines(tagged=True):
            print(line.decode(errors="replace"), file=sys.stderr if source == 2 else sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
