"""Messages show names, numbers and paths. For every other value they show the type."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Any

import pytest

from dockline import redaction
from dockline.spec.tables import load, versions


class Text(str):
    def __repr__(self) -> str:
        return "a secret"

    __str__ = __repr__


class Number(int):
    def __repr__(self) -> str:
        return "a secret"


class Few(enum.IntEnum):
    ONE = 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("folow", "'folow'"),
        ("libpod/containers", "'libpod/containers'"),
        (Text("folow"), "'folow'"),
        ("", "(a str of length 0)"),
        ("Authorization: Basic", "(a str of length 20)"),
        ("me:word@host", "(a str of length 12)"),
        ("a\nb", "(a str of length 3)"),
        ("ghp_" + "a" * 36, "(a str of length 40)"),
        ("dckr_pat_" + "a" * 27, "(a str of length 36)"),
        (b"folow", "(a bytes of length 5)"),
        (None, "None"),
        (5, "5"),
        (True, "True"),
        (Number(5), "(a Number)"),
        (["folow"], "(a list)"),
    ],
)
def test_names_are_words(value: Any, text: str) -> None:
    assert redaction.quoted_name(value) == text


@pytest.mark.parametrize("api", ["docker", "podman"])
def test_all_names_of_the_tables_are_words(api: str) -> None:
    for version in versions(api):
        for category, operations in load(api, version)["categories"].items():
            for op, entry in operations.items():
                for name in (version, category, op, *(parameter["name"] for parameter in entry.get("params", []))):
                    assert redaction.is_word(name), name


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (-1, "-1"),
        (1.5, "1.5"),
        (False, "False"),
        (None, "None"),
        (1 << 64, "an int"),
        (Number(1), "a Number"),
        (Few.ONE, "a Few"),
        ("3", "a str of length 1"),
        (b"3", "a bytes of length 1"),
        ({"a": 1}, "a dict"),
    ],
)
def test_numbers(value: Any, text: str) -> None:
    assert redaction.number(value) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("unix:///run/engine.sock", "unix:///run/engine.sock"),
        ("ssh://me@host/run/user@1000/engine.sock", "ssh://me@host/run/user@1000/engine.sock"),
        ("https://me:word@host:1/x", "https://…@host:1/x"),
        ("https://me:wo/rd@ho@host", "https://…@host"),
        ("me:word@host", "…@host"),
        ("unix:///me%3Aword%40host/a%20b", "unix://…@host/a b"),
        ("unix:///run/user%401000/a%20b", "unix:///run/user%401000/a%20b"),
        ("a word: https://me:word@host", "…@host"),
        ("/v1.41/images/me:word@host/json", "…@host/json"),
        ("/images/host:1/app:tag@sha256:1f/json", "/images/host:1/app:tag@sha256:1f/json"),
        ("/images/me:word@host/app@sha256:1f/json", "…@host/app@sha256:1f/json"),
    ],
)
def test_places_have_no_password(text: str, safe: str) -> None:
    assert redaction.without_password(text) == safe


def test_paths_are_shown_where_they_may_be(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "new", Path("/nowhere")):
        assert redaction.path(str(path)) == str(path)
    for text in ("MIIEow", "MIIE/ow==", "/nowhere/new", "a\0/b", "\ud800/x"):
        assert redaction.path(text) == f"a str of length {len(text)}"
