"""The files in which the engines' command line tools keep their settings, read with care."""

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
    """A file's values, or a section of them; every access checks the type. What is missing, or null, is empty. `path`
    is the name of a variable where that holds the values."""

    def __init__(self, path: Path | str, values: dict[str, Any], place: str = "") -> None:
        self.path = path
        self._values = values
        self._place = place

    def text(self, key: str) -> str:
        return str(self._get(key, str, "a string") or "")

    def flag(self, key: str) -> bool:
        return bool(self._get(key, bool, "a boolean"))

    def section(self, key: str) -> ConfigSection:
        return ConfigSection(self.path, self._get(key, dict, "an object") or {}, self._name(key))

    def only(self, *keys: str) -> ConfigSection:
        """The same without its other keys."""
        return ConfigSection(self.path, {key: self._values[key] for key in keys if key in self}, self._place)

    def under(self, key: str) -> ConfigSection:
        """What has all of this as its section `key`."""
        return ConfigSection(self.path, {key: self._values}, self._place)

    def fault(self, key: str, what: str) -> ConfigError:
        """Names the file and the field, never its value."""
        return ConfigError(f"{self.path}: the field {self._name(key)} {what}")

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def _get(self, key: str, kind: type, kind_name: str) -> Any:
        value = self._values.get(key)
        if value is not None and not isinstance(value, kind):
            raise self.fault(key, f"must be {kind_name}, not {_KINDS.get(type(value), type(value).__name__)}")
        return value

    def _name(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key


_KINDS = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}


def read_json(path: Path) -> ConfigSection:
    """The values of a JSON file; nothing where there is none. Raises ConfigError."""
    import orjson

    return _parsed(path, read_bytes(path), "JSON", orjson.loads)


def text_as_json(name: str, text: str) -> ConfigSection:
    """The values in the variable `name`, whose value is `text`. Raises ConfigError."""
    import orjson

    return _parsed(name, os.fsencode(text), "JSON", orjson.loads)


def read_toml(path: Path) -> ConfigSection:
    """The values of a TOML file; nothing where there is none. Raises ConfigError."""
    try:
        toml = import_module("tomllib" if sys.version_info >= (3, 11) else "tomli")
    except ModuleNotFoundError:
        raise ConfigError(f"{path} is TOML, for which Python 3.10 needs the package tomli: install it") from None
    return _parsed(path, read_bytes(path), "TOML", lambda text: toml.loads(text.decode()))


def read_bytes(path: Path) -> bytes:
    """The content of a file; nothing where there is none. Raises ConfigError."""
    try:
        # Not blocking: what should be a file may be a pipe.
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
        raise ConfigError(f"{path} is larger than {MAX_SIZE >> 20} MiB: is it what it should be?")
    return content


def _parsed(path: Path | str, content: bytes, language: str, parse: Callable[[bytes], Any]) -> ConfigSection:
    try:
        values = parse(content) if content.strip() else {}
    except (ValueError, RecursionError) as error:
        # What a parser says of a place is fine to show, what it found there may be a secret.
        at = getattr(error, "lineno", None)
        raise ConfigError(f"{path} is not {language}" + (f": see line {at}" if at else "")) from None
    if not isinstance(values, dict):
        raise ConfigError(f"{path} must hold an object, not {_KINDS.get(type(values), type(values).__name__)}")
    return ConfigSection(path, values)


def home() -> Path:
    """The user's folder, as the tools find it."""
    return Path(os.environ.get("HOME") or Path("~").expanduser())


def runtime_folder() -> Path:
    """Where the sockets and passwords of a session are (XDG Base Directory Specification)."""
    return Path(os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}")
