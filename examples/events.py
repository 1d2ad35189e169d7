"""Prints the events of containers from a moment on: python examples/events.py [SINCE [UNTIL]]"""

import sys
from datetime import datetime, timezone

import dockline


def main(since: str = "0m", until: str | None = None) -> None:
    with (
        dockline.client(engine="docker", category="events", version="auto", throw_exceptions=True) as system,
        system.invoke(
            "SystemEvents",
            params={"since": since, "until": until, "filters": {"type": ["container"]}},
            as_="stream",
        ) as events,
    ):
        for event in events.documents():
            moment = datetime.fromtimestamp(event["time"], timezone.utc)
            print(f"{moment:%H:%M:%S} {event['Actor']['Attributes'].get('name')}: {event['Action']}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
