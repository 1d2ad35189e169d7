"""Builds the compiled modules. pyproject.toml has the rest."""

import os
import re
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.errors import CompileError

WIRE = Path("src/_wire")
# Cython resolves `from dockline._wire.buffer cimport Buffer` only in a folder tree with the package's name.
CIMPORT_TREE = Path("build/cimport")
# For builds under instruments, see the Makefile. The plugin of coverage looks for C beside the source.
CFLAGS = os.environ.get("WIRE_CFLAGS", "-O3 -g0").split()
TRACED = "CYTHON_TRACE_NOGIL" in " ".join(CFLAGS)
NO_COMPILER = """dockline could not be compiled: {}

Building it needs a C compiler and the headers of Python. A wheel needs neither.
  Debian, Ubuntu:  apt-get install gcc libc6-dev python3-dev
  Fedora:          dnf install gcc python3-devel
  Alpine:          apk add gcc musl-dev python3-dev
  macOS:           xcode-select --install
"""
REPOSITORY = "https://github.com/dockline/dockline"


def readme() -> str:
    """Returns README.md for the page of a package index. Relative links become absolute there."""

    def absolute(link: re.Match[str]) -> str:
        kind = "raw" if link[1] == "!" else "tree" if Path(link[3]).is_dir() else "blob"
        return f"{link[1]}[{link[2]}]({REPOSITORY}/{kind}/main/{link[3]}{link[4] or ''})"

    return re.sub(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)#]+)(#[^)]*)?\)", absolute, Path("README.md").read_text("utf-8"))


class BuildWire(build_ext):
    def finalize_options(self) -> None:
        from Cython.Build import cythonize

        package = CIMPORT_TREE / "dockline"
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.pxd").touch()
        if not (package / "_wire").exists():
            (package / "_wire").symlink_to(os.path.relpath(WIRE, package), target_is_directory=True)
        self.distribution.ext_modules = cythonize(
            self.distribution.ext_modules,
            include_path=[str(CIMPORT_TREE)],
            build_dir=None if TRACED else "build/c",
            compiler_directives={
                "language_level": 3,
                "linetrace": TRACED,
                "boundscheck": False,
                "wraparound": False,
                "cdivision": True,
                "initializedcheck": False,
                "embedsignature": True,
                "embedsignature.format": "python",
                "auto_pickle": False,
                "warn.unused": True,
                "warn.maybe_uninitialized": True,
            },
        )
        super().finalize_options()

    def build_extensions(self) -> None:
        try:
            super().build_extensions()
        except CompileError as error:
            raise CompileError(NO_COMPILER.format(error)) from None


setup(
    long_description=readme(),
    long_description_content_type="text/markdown",
    cmdclass={"build_ext": BuildWire},
    ext_modules=[
        Extension(f"dockline._wire.{source.stem}", [str(source)], extra_compile_args=CFLAGS)
        for source in sorted(WIRE.glob("*.pyx"))
    ],
)
