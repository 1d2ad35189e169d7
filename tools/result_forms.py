"""Compiles the forms of the most used results from the specs, to tools/result_forms.json.

    python tools/result_forms.py [--check] [--specs DIR]

A form is the names and types of a JSON object, as in the newest version. The older versions, back to those of engines
some years old, decide one thing: a field is always there if all of them have it.

The specs do not tell which fields are left out, null or of another type. result_observations.json holds the answers
that engines were seen to send. tests/engine/test_result_forms.py fails if they send something else. A form that is not
in it was never seen, so none of its fields counts as always there. DIR is that of compile_tables.py.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import yaml
from compile_types import ENGINES, FORMS, version_key

OBSERVATIONS = FORMS.with_name("result_observations.json")
SINCE = {"docker": "v1.41", "podman": "v4.0.0"}
WANTED = {
    "docker": (
        *("ContainerList", "ContainerInspect", "ContainerCreate", "ContainerTop", "ContainerWait", "ContainerPrune"),
        *("ContainerExec", "ExecInspect", "ImageList", "ImageInspect", "ImageHistory", "ImageDelete", "ImageSearch"),
        *("NetworkList", "NetworkInspect", "NetworkCreate", "VolumeList", "VolumeInspect", "VolumeCreate"),
        *("SystemInfo", "SystemVersion"),
    ),
    # Go has two types of one name, and the specs mix them up. This affects results that Docker's API has, too.
    "podman": ("ContainerInspectLibpod", "ImageInspectLibpod", "PodInspectLibpod", "SystemInfoLibpod"),
}
SCALARS = {"string": "str", "integer": "int", "number": "float", "boolean": "bool"}

Schema = dict[str, Any]
# The fields of each form: name, annotation, whether it is always there.
Forms = dict[str, dict[str, tuple[str, bool]]]


class Spec:
    """One version: the forms of its results."""

    def __init__(self, engine: str, spec: dict[str, Any]) -> None:
        self._definitions = spec.get("definitions", {})
        self._responses = spec.get("responses", {})
        self.forms: Forms = {}
        self.results: dict[str, str] = {}
        for methods in spec["paths"].values():
            for raw in methods.values():
                if raw["operationId"] in WANTED[engine]:
                    self._read(raw["operationId"], raw["responses"])

    def _read(self, name: str, responses: dict[Any, dict[str, Any]]) -> None:
        answer = next((responses[code] for code in responses if str(code) in ("200", "201")), {})
        if "$ref" in answer:
            answer = self._responses.get(answer["$ref"].rpartition("/")[2], {})
        if "schema" in answer:
            self.results[name] = self._annotation(answer["schema"], f"{name}Result")

    def _annotation(self, schema: Schema, name: str) -> str:
        annotation = self._plain_annotation(schema, name)
        return f"{annotation} | None" if schema.get("x-nullable") and annotation != "Any" else annotation

    def _plain_annotation(self, schema: Schema, name: str) -> str:
        if "$ref" in schema:
            target = schema["$ref"].rpartition("/")[2]
            return self._annotation(self._definitions.get(target, {}), class_name(target))
        if schema.get("type") in SCALARS:
            return SCALARS[schema["type"]]
        if schema.get("type") == "array":
            return f"list[{self._annotation(schema.get('items', {}), f'{name}Item')}]"
        fields = self._fields(schema)
        if fields:
            self._add(name, fields)
            return name
        if schema.get("type") != "object":
            return "Any"
        values = schema.get("additionalProperties")
        return f"dict[str, {self._annotation(values, f'{name}Value') if isinstance(values, dict) else 'Any'}]"

    def _fields(self, schema: Schema) -> dict[str, Schema]:
        fields = dict(schema.get("properties", {}))
        for part in schema.get("allOf", ()):
            if "$ref" in part:
                part = self._definitions.get(part["$ref"].rpartition("/")[2], {})
            fields |= self._fields(part)
        return fields

    def _add(self, name: str, fields: dict[str, Schema]) -> None:
        if name in self.forms:
            return
        self.forms[name] = {}  # a form may refer to itself
        for label, schema in fields.items():
            annotation = self._annotation(schema, name + class_name(label))
            self.forms[name][label] = (annotation, not schema.get("x-omitempty"))


def class_name(text: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in re.split(r"\W|_", text))


def read(source: Path) -> Spec:
    text = gzip.decompress(source.read_bytes()) if source.suffix == ".gz" else source.read_bytes()
    return Spec(source.parent.name, yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def merge(engine: str, specs: list[Spec]) -> dict[str, Any]:
    """Merges specs, the newest first. Forms have the names of the newest spec. Fields that went away are left out."""
    observations = json.loads(OBSERVATIONS.read_text())[engine]
    newest = specs[0]
    results: dict[str, str] = {}
    for spec in reversed(specs):
        results |= spec.results
    used: dict[str, list[list[Any]]] = {}
    for name, fields in newest.forms.items():
        others = [spec.forms[name] for spec in specs if name in spec.forms]
        used[name] = [
            observed(observations.get(name), label, annotation, there and all(label in other for other in others))
            for label, (annotation, there) in fields.items()
        ]
    known = {name: of for name, of in results.items() if set(re.findall(r"\b[A-Z]\w+", of)) - {"Any"} <= used.keys()}
    return {"results": dict(sorted(known.items())), "forms": dict(sorted(used.items()))}


def observed(seen: dict[str, list[str]] | None, label: str, annotation: str, there: bool) -> list[Any]:
    """Returns a field as engines send it: name, annotation, whether it is always there.

    `seen` maps `missing`, `null` and `other` to the fields that were seen so. It is None if the form was never seen.
    """
    if seen is None:
        return [label, annotation, False]
    what = " ".join(words for words, labels in seen.items() if label in labels)
    if "other" in what:
        annotation = "Any"
    elif "null" in what and not annotation.endswith("None"):
        annotation += " | None"
    return [label, annotation, there and "missing" not in what]


def sources(folder: Path, engine: str) -> list[Path]:
    """Returns the last version of each minor one, newest first."""
    versions: dict[tuple[int, ...], Path] = {}
    for path in (folder / engine).glob("v*.yaml*"):
        key = version_key(re.sub(r"\.yaml(\.gz)?$", "", path.name))
        if key >= version_key(SINCE[engine]):
            versions[key] = path
    last: dict[tuple[int, ...], Path] = {}
    for key in sorted(versions):
        last[key[:2]] = versions[key]
    return [last[key] for key in sorted(last, reverse=True)]


def compile_all(folder: Path) -> str:
    found = {engine: sources(folder, engine) for engine in ENGINES}
    with ProcessPoolExecutor(min(2, os.cpu_count() or 1)) as pool:
        forms = {engine: merge(engine, list(pool.map(read, paths))) for engine, paths in found.items()}
    return json.dumps(forms, indent=1) + "\n"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Compile the forms of results from the specs.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail where the file differs")
    parser.add_argument("--specs", type=Path, metavar="DIR", help="as of compile_tables.py; else $DOCKLINE_SPECS")
    options = parser.parse_args(arguments)
    folder = options.specs or os.environ.get("DOCKLINE_SPECS")
    if not folder:
        parser.error("give --specs or set DOCKLINE_SPECS")
    text = compile_all(Path(folder))
    if options.check:
        if text != FORMS.read_text():
            print(f"different: {FORMS.name}")
            return 1
        return 0
    FORMS.write_text(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
