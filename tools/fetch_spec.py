"""Downloads the published specs of engine versions, for the table compiler.

    python tools/fetch_spec.py [--specs DIR] [--base-url URL] ENGINE VERSION [VERSION ...]

The files are `DIR/<engine>/<version>.yaml`, and replace a `.yaml.gz`. Without --specs, DIR is the environment variable
DOCKLINE_SPECS. A file is complete or not there. --base-url is a mirror: another server with the same paths.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import runpy
import sys
import tempfile
import urllib.error
import urllib.request
from http.client import HTTPException
from pathlib import Path
from urllib.parse import urlsplit

# Run as a file: an import would import the package, which may not be built.
REGISTRY = runpy.run_path(str(Path(__file__).resolve().parent.parent / "src/dockline/spec/engines.py"))
ENGINES, version_key = REGISTRY["ENGINES"], REGISTRY["version_key"]
TIMEOUT = 60


class FetchError(Exception):
    """A spec can't be downloaded. The message says why."""


def spec_url(engine: str, version: str, base_url: str | None = None) -> str:
    if engine not in ENGINES:
        raise FetchError(f"there is no engine {engine!r}: one of {', '.join(ENGINES)}")
    if not re.fullmatch(r"v\d+(\.\d+)+", version):
        raise FetchError(f"{version!r} is not a version: write it like {ENGINES[engine].spec_urls[0][0]}")
    for first, template in ENGINES[engine].spec_urls:
        if version_key(version) >= version_key(first):
            url: str = template.format(version=version)
            return base_url.rstrip("/") + urlsplit(url).path if base_url else url
    raise FetchError(f"{engine} {version} is older than {first}, the first that has a spec")


def download(url: str) -> bytes:
    if urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(f"{url} is no http:// or https:// URL")
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
            text: bytes = response.read()
    except urllib.error.HTTPError as error:
        raise FetchError(f"{url} answers {error.code} {error.reason}: is there such a version?") from None
    except (OSError, HTTPException) as error:
        raise FetchError(f"{url}: {getattr(error, 'reason', None) or error}") from None
    # A site may answer 200 with a page that says "not found".
    if not re.search(rb"^swagger:", text, re.MULTILINE):
        raise FetchError(f"{url} answers with something that is not a Swagger spec")
    return text


def store(text: bytes, specs: Path, engine: str, version: str) -> Path:
    """Writes the spec to a temporary file and renames it, so that no half-written file is ever in its place."""
    folder = specs / engine
    folder.mkdir(parents=True, exist_ok=True)
    packed = folder / f"{version}.yaml.gz"
    target = packed if packed.exists() else folder / f"{version}.yaml"
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
        try:
            file.write(gzip.compress(text, mtime=0) if target == packed else text)
            file.close()
            Path(file.name).chmod(0o644)
            Path(file.name).replace(target)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise
    return target


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Download the specs of engine versions.")
    parser.add_argument("engine", help=", ".join(ENGINES))
    parser.add_argument("versions", nargs="+", metavar="version", help="as in v1.41")
    parser.add_argument("--specs", type=Path, metavar="DIR", help="where to; else $DOCKLINE_SPECS")
    parser.add_argument("--base-url", metavar="URL", help="a mirror of the publisher's server")
    options = parser.parse_args(arguments)
    specs = options.specs or os.environ.get("DOCKLINE_SPECS")
    if not specs:
        parser.error("give --specs or set DOCKLINE_SPECS")
    try:
        for version in options.versions:
            text = download(spec_url(options.engine, version, options.base_url))
            print(store(text, Path(specs), options.engine, version))
    except FetchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
