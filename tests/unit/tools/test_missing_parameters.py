"""The tool that compares the tables with the parameters of handlers. The handlers here are made up."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tools"))

import missing_parameters  # noqa: E402


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Makes three versions of one operation, which has `Ignore`, and another operation of the same path without it."""
    for version in ("v4.9.0", "v4.10.0", "v5.0.0"):
        params = [{"name": "name", "in": "path"}, {"name": "Ignore", "in": "query"}]
        get = {"method": "GET", "path": "/libpod/things/{name}", "params": params}
        delete = {"method": "DELETE", "path": "/things/{name}", "params": params[:1]}
        table = {"categories": {"libpod/things": {"ThingGetLibpod": get}, "things": {"ThingDelete": delete}}}
        (tmp_path / f"{version}.json").write_text(json.dumps(table))
    return tmp_path


def span(reads: dict[str, str], since: str = "v4.9.0", until: str = "v5.0.0", **changes: Any) -> dict[str, Any]:
    return {"from": since, "to": until, "handler": "libpod.GetThing", "reads": reads, "auth": False} | changes


def run(
    tables: Path, handlers: dict[str, Any], capsys: pytest.CaptureFixture[str], *more: str
) -> tuple[int, list[str]]:
    file = tables / "handlers.json"
    file.write_text(json.dumps(handlers))
    code = missing_parameters.main([str(file), "--tables", str(tables), *more])
    return code, capsys.readouterr().out.splitlines()


def test_what_is_known_is_no_gap_in_any_case(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, lines = run(tables, {"GET /libpod/things/{name}": [span({"ignore": "bool"})]}, capsys)
    assert (code, lines) == (0, ["known: 100.0 % of 3 readings, 100.0 % of 3 by libpod's own"])


def test_what_is_missing_is_told_with_its_versions(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handlers = {
        "GET /libpod/things/{name}": [
            span({"ignore": "bool", "all": "bool"}, until="v4.9.0"),
            span({"ignore": "bool", "size": "*uint"}, since="v4.10.0"),
        ],
        "DELETE /things/{name}": [span({"name": "string"}, since="v5.0.0", handler="compat.RemoveThing", auth=True)],
    }
    code, lines = run(tables, handlers, capsys)
    assert code == 1
    assert lines == [
        "GET /libpod/things/{name} (ThingGetLibpod, libpod.GetThing): all bool, v4.9.0",
        "GET /libpod/things/{name} (ThingGetLibpod, libpod.GetThing): size *uint, v4.10.0-v5.0.0",
        "DELETE /things/{name} (ThingDelete, compat.RemoveThing): name string, v5.0.0",
        "DELETE /things/{name} (ThingDelete, compat.RemoveThing): X-Registry-Auth header, v5.0.0",
        "known: 37.5 % of 8 readings, 50.0 % of 6 by libpod's own",
    ]


def test_a_gap_between_versions_is_seen(tables: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handlers = {
        "GET /libpod/things/{name}": [
            span({"all": "bool"}, until="v4.9.0"),
            span({"ignore": "bool"}, since="v4.10.0", until="v4.10.0"),
            span({"all": "bool"}, since="v5.0.0"),
        ]
    }
    assert run(tables, handlers, capsys)[1][0].endswith(": all bool, v4.9.0 v5.0.0")


def test_what_is_useless_is_no_gap_and_not_known(
    tables: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(missing_parameters, "USELESS", ((r"GET (/libpod)?/things/{}", "all size"),))
    handlers = {"GET /libpod/things/{name}": [span({"ignore": "bool", "all": "bool"})]}
    assert run(tables, handlers, capsys, "--least", "50") == (
        0,
        ["known: 50.0 % of 6 readings, 50.0 % of 6 by libpod's own"],
    )
    assert run(tables, handlers, capsys)[0] == 1
