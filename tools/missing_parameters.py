"""Shows the parameters that Podman's handlers read and the tables do not have.

    python tools/missing_parameters.py HANDLERS.json [--tables DIR] [--least SHARE]

HANDLERS.json has, for each `METHOD /path` of the tables, the names that its handler decodes in spans of versions:

    {"GET /x/{name}": [{"from": "v4.0.0", "to": "v5.8.2", "handler": "libpod.GetX", "reads": {"all": "bool"},
                        "auth": false}]}

A name that is useless by forgotten.py is not missing. The exit code is 1 if a name is missing, or if the tables have
less than SHARE per cent of the names that libpod's own handlers read.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from forgotten import USELESS

ROOT = Path(__file__).resolve().parent.parent
version_key = runpy.run_path(str(ROOT / "src/dockline/spec/engines.py"))["version_key"]

AUTH = "X-Registry-Auth"


class Reading(NamedTuple):
    """A name that the handler of an operation reads in one version, and whether the table has it."""

    version: str
    route: str
    op: str
    handler: str
    name: str
    go_type: str
    known: bool


def readings(handlers: dict[str, list[dict[str, Any]]], tables: Path) -> Iterator[Reading]:
    for file in sorted(tables.glob("v*.json"), key=lambda file: version_key(file.stem)):
        for operations in json.loads(file.read_text())["categories"].values():
            for op, operation in operations.items():
                route = f"{operation['method']} {operation['path']}"
                for span in handlers.get(route, ()):
                    if version_key(span["from"]) <= version_key(file.stem) <= version_key(span["to"]):
                        yield from of_operation(file.stem, route, op, operation, span)


def of_operation(
    version: str, route: str, op: str, operation: dict[str, Any], span: dict[str, Any]
) -> Iterator[Reading]:
    """The decoder ignores the case of names."""
    known = {param["name"].lower() for param in operation["params"] if param["in"] != "path"}
    names = span["reads"] | ({AUTH: "header"} if span["auth"] else {})
    for name, go_type in names.items():
        yield Reading(version, route, op, span["handler"], name, go_type, name.lower() in known)


def is_useless(route: str, name: str) -> bool:
    blanked = re.sub("{[^}]+}", "{}", route)
    return any(name in names.split() and re.fullmatch(where, blanked) for where, names in USELESS)


def spans(versions: list[str], all_versions: list[str]) -> str:
    """Joins versions that follow each other: `v4.0.0-v4.3.1 v5.8.2`."""
    runs: list[list[str]] = []
    for version in versions:
        if runs and all_versions.index(version) == all_versions.index(runs[-1][-1]) + 1:
            runs[-1].append(version)
        else:
            runs.append([version])
    return " ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def share(found: list[Reading]) -> float:
    return 100 * sum(reading.known for reading in found) / max(len(found), 1)


def report(found: list[Reading]) -> Iterator[str]:
    """Iterates over the lines of a report: one for each missing name, and one for the share of known names."""
    missing: dict[tuple[str, str, str], list[Reading]] = {}
    for reading in found:
        if not reading.known and not is_useless(reading.route, reading.name):
            missing.setdefault((reading.route, reading.op, reading.name), []).append(reading)
    all_versions = list(dict.fromkeys(reading.version for reading in found))
    for (route, op, name), readings_of in missing.items():
        types = "/".join(dict.fromkeys(reading.go_type for reading in readings_of))
        where = spans([reading.version for reading in readings_of], all_versions)
        yield f"{route} ({op}, {readings_of[0].handler}): {name} {types}, {where}"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Show the parameters that the handlers read and the tables have not.")
    parser.add_argument("handlers", type=Path, metavar="HANDLERS.json")
    parser.add_argument("--tables", type=Path, default=ROOT / "spec_tables/podman", metavar="DIR")
    parser.add_argument("--least", type=float, default=97.0, metavar="SHARE")
    options = parser.parse_args(arguments)
    found = list(readings(json.loads(options.handlers.read_text()), options.tables))
    libpod = [reading for reading in found if reading.handler.startswith("libpod.")]
    gaps = list(report(found))
    for line in gaps:
        print(line)
    print(
        f"known: {share(found):.1f} % of {len(found)} readings, {share(libpod):.1f} % of {len(libpod)} by libpod's own"
    )
    return 1 if gaps or share(libpod) < options.least else 0


if __name__ == "__main__":
    sys.exit(main())
