"""Tests a wheel as its user gets it: installed in a fresh environment, away from the checkout.

python tools/smoke_test.py dist/dockline-*.whl
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import venv
from importlib.util import find_spec
from pathlib import Path


def main(wheel: str) -> None:
    with tempfile.TemporaryDirectory(prefix="dockline-smoke-") as folder:
        venv.create(folder, with_pip=True)
        python = Path(folder, "bin", "python")
        subprocess.run([python, "-m", "pip", "install", "-q", Path(wheel).resolve()], check=True)
        # -I: neither the current folder nor PYTHONPATH can bring in the checkout.
        subprocess.run([python, "-I", Path(__file__).resolve(), "--installed"], cwd=folder, check=True)


def check_installed() -> None:
    import dockline

    installed = Path(sys.prefix).resolve()
    package = Path(dockline.__file__).resolve().parent
    assert package.is_relative_to(installed), f"dockline comes from {package}, not from the wheel"

    compiled = sorted(package.glob("_wire/*.so"))
    assert compiled, f"{package}/_wire has no compiled module"
    for path in compiled:
        name = f"dockline._wire.{path.name.split('.')[0]}"
        spec = find_spec(name)
        assert spec is not None, f"{name} is not found"
        assert spec.origin == str(path), f"{name} comes from {spec.origin}, not from {path}"
        __import__(name)
    leaked = [path.name for suffix in ("pyx", "pxd", "c") for path in package.rglob(f"*.{suffix}")]
    assert not leaked, f"the wheel has sources of the compiled modules: {leaked}"
    assert (package / "py.typed").exists(), "py.typed is missing: type checkers would not read the annotations"
    assert (package / "types/blocking.pyi").exists(), "the stubs are missing: operations would have no types"

    assert "containers" in dockline.categories("docker", "v1.41")
    assert "libpod/containers" in dockline.categories("podman", "v4.3.1")
    # A client connects at its first call, not before.
    conn = {"uri": "unix:///nowhere/docker.sock"}
    with dockline.client(engine="docker", category="containers", version="v1.41", conn=conn) as containers:
        assert "ContainerLogs" in dockline.ops(containers)
        assert dockline.doc(containers, "ContainerLogs")["method"] == "GET"
    print(f"ok: dockline with {len(compiled)} compiled modules, Python {sys.version.split()[0]}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--installed":
        check_installed()
    else:
        main(sys.argv[1])
