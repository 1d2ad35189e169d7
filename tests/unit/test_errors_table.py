"""The table of errors in docs/errors.md."""

from __future__ import annotations

import re
from pathlib import Path

from dockline import errors

TABLE = re.findall(
    r"^\| `(\w+)` \| (.+) \| (.+) \|$", (Path(__file__).parents[2] / "docs" / "errors.md").read_text(), re.MULTILINE
)


def test_the_table_has_every_public_error_class_once() -> None:
    assert sorted(name for name, _, _ in TABLE) == sorted(errors.__all__)


def test_the_table_has_the_status_of_every_class_that_a_status_raises() -> None:
    texts = {name: when for name, when, _ in TABLE}
    for status in (400, 401, 403, 404, 409, 500, 501, 503):
        name = type(errors.api_error(status, "", None, {})).__name__
        assert texts[name].startswith(f"{status}"), name


def test_the_table_names_the_built_in_class_that_catches_an_error_too() -> None:
    texts = {name: when for name, when, _ in TABLE}
    for name in errors.__all__:
        built_in = {base.__name__ for base in getattr(errors, name).__bases__} - {*errors.__all__, "Exception"}
        for base in built_in:
            assert f"Also a `{base}`" in texts[name], name
