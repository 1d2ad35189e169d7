"""An installed dockline needs no checkout: the wheel has its tables and its extension modules."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


def test_a_wheel_made_of_the_sdist_works_away_from_the_checkout(tmp_path: Path) -> None:
    # A clean copy: nothing that was built in the checkout can help.
    build = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(tmp_path)]
    subprocess.run([*build, "--sdist", str(ROOT)], check=True, capture_output=True)
    (sdist,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (source,) = (tmp_path / "unpacked").iterdir()
    subprocess.run([*build, "--wheel", str(source)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    subprocess.run([sys.executable, ROOT / "tools" / "smoke_test.py", str(wheel)], check=True)
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
        page = archive.read(metadata).decode()
    links = re.findall(r"\]\(([^)]+)\)", page)
    assert len(links) > 10
    assert [link for link in links if not link.startswith("https://")] == [], "an index's page has no such files"


def test_without_a_compiler_the_error_says_what_to_install(tmp_path: Path) -> None:
    folders = ["--build-lib", tmp_path, "--build-temp", tmp_path]
    build = [sys.executable, "setup.py", "-q", "build_ext", "--force", *folders]
    done = subprocess.run(build, cwd=ROOT, env={**os.environ, "CC": "no-such-compiler"}, capture_output=True, text=True)
    assert done.returncode != 0
    assert "apt-get install gcc libc6-dev python3-dev" in done.stderr
    assert "no-such-compiler" in done.stderr


def test_workflows_pin_what_they_run() -> None:
    for workflow in (ROOT / ".github" / "workflows").glob("*.yml"):
        text = workflow.read_text()
        used = re.findall(r"uses: (?!\./)(\S+)(.*)", text)
        for action, comment in used:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action), f"{workflow.name}: {action}"
            assert re.fullmatch(r" # v[\d.]+", comment), f"{workflow.name} does not say which release {action} is"
        assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
