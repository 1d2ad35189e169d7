"""Shows the resources that a container uses, once a second: python examples/stats.py NAME [TIMES]"""

import sys
from itertools import islice

import dockline


def main(name: str, times: str = "60") -> None:
    with (
        dockline.client(engine="docker", category="containers", version="auto", throw_exceptions=True) as containers,
        containers.invoke("ContainerStats", params={"id": name, "stream": True}, as_="stream") as stats,
    ):
        for sample in islice(stats.documents(), int(times)):
            memory = sample["memory_stats"].get("usage", 0)
            cpu = sample["cpu_stats"]["cpu_usage"]["total_usage"]
            print(f"{memory / 1e6:8.1f} MB  {cpu / 1e9:8.2f} s of CPU", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
