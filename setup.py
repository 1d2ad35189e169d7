"""Builds the compiled modules; everything else is said in pyproject.toml."""

import os
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

WIRE = Path("src/_wire")
# Cython resolves `from dockline._wire.buffer cimport Buffer` only in a folder tree that is named like the package.
CIMPORT_TREE = Path("build/cimport")
# For builds under instruments, see the Makefile. The plugin of coverage looks for C beside the source.
CFLAGS = os.environ.get("WIRE_CFLAGS", "-O3 -g0").split()
TRACED = "CYTHON_TRACE_NOGIL" in " ".join(CFLAGS)


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


setup(
    cmdclass={"build_ext": BuildWire},
    ext_modules=[
        Extension(f"dockline._wire.{source.stem}", [str(source)], extra_compile_args=CFLAGS)
        for source in sorted(WIRE.glob("*.pyx"))
    ],
)
