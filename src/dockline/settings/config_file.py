"""Reads the configuration files of the docker and podman commands, and checks the type of each value."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from dockline.errors import ConfigError

MAX_SIZE = 4 << 20  # bytes of a file


class ConfigSection:
    """The values of a file, or a section of them.

    Every access checks the type of the value. A value that is missing or null reads as an empty one. `path` is the path
    of the file, or the name of the environment variable that holds the values.
    """

    def __init__(self, path: Path | str, values: dict[str, Any], prefix: str = "") -> None:
        self.path = path
        self._values = values
        self._prefix = prefix

    def text(self, key: str) -> str:
        return str(self._get(key, str, "a string") or "")

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool, "a boolean"))

    def section(self, key: str) -> ConfigSection:
        return ConfigSection(self.path, self._get(key, dict, "an object") or {}, self._full_name(key))

    def restricted_to(self, *keys: str) -> ConfigSection:
        """Returns a copy that has only these keys."""
        return ConfigSection(self.path, {key: self._values[key] for key in keys if key in self}, self._prefix)

    def nested_under(self, key: str) -> ConfigSection:
        """Returns a new section that has this one as its section `key`."""
        return ConfigSection(self.path, {key: self._values}, self._prefix)

    def error(self, key: str, problem: str) -> ConfigError:
        """Makes an error that names the file and the field, never the value. `problem` ends the message."""
        return ConfigError(f"{self.path}: the field {self._full_name(key)} {problem}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def _get(self, key: str, kind: type, kind_name: str) -> Any:
        value = self._values.get(key)
        if value is not None and not isinstance(value, kind):
            raise self.error(key, f"must be {kind_name}, not {_KINDS.get(type(value), type(value).__name__)}")
        return value

    def _full_name(self, key: str) -> str:
        return f"{self._prefix}.{key}" if self._prefix else key


_KINDS = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


def read_json(path: Path) -> ConfigSection:
    """Reads a JSON file. A missing file reads as an empty one. Raises ConfigError."""
    import orjson

    return _parse(path, read_bytes(path), "JSON", orjson.loads)


def text_as_json(name: str, text: str) -> ConfigSection:
    """Decodes `text`, the value of the environment variable `name`. Raises ConfigError."""
    import orjson

    return _parse(name, os.fsencode(text), "JSON", orjson.loads)


def read_toml(path: Path) -> ConfigSection:
    """Reads a TOML file. A missing file reads as an empty one. Raises ConfigError."""
    try:
        toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ModuleNotFoundError:
        raise ConfigError(f"{path} is TOML, for which Python 3.10 needs the package tomli: install it") from None
    return _parse(path, read_bytes(path), "TOML", lambda text: toml.loads(text.decode()))


def read_bytes(path: Path) -> bytes:
    """Reads a file. A missing file reads as an empty one. Raises ConfigError."""
    try:
        # O_NONBLOCK: the path may be that of a pipe.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise ConfigError(f"{path} is not a file")
            with open(descriptor, "rb", closefd=False) as file:
                content = file.read(MAX_SIZE + 1)
        finally:
            os.close(descriptor)
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path} can't be read: {getattr(error, 'strerror', None) or error}") from error
    if len(content) > MAX_SIZE:
        raise ConfigError(f"{path} is larger than {MAX_SIZE >> 20} MiB: is this the right file?")
    return content


def _parse(path: Path | str, content: bytes, language: str, parse: Callable[[bytes], Any]) -> ConfigSection:
    try:
        values = parse(content) if content.strip() else {}
    except (ValueError, RecursionError) as error:
        # The message shows the number of the line. The text of the line may be a secret.
        line = getattr(error, "lineno", None)
        raise ConfigError(f"{path} is not {language}" + (f": see line {line}" if line else "")) from None
    if not isinstance(values, dict):
        raise ConfigError(f"{path} must hold an object, not {_KINDS.get(type(values), type(values).__name__)}")
    return ConfigSection(path, values)


def home() -> Path:
    """The home folder of the user, as the commands find it."""
    return Path(os.environ.get("HOME") or Path("~").expanduser())


def runtime_folder() -> Path:
    """The folder of the sockets and credentials of a session (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
