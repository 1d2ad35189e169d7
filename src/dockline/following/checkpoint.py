"""A file that keeps a cursor."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from dockline import redaction
from dockline.errors import ConfigError

EVERY = 1.0  # seconds: how often it is written


class Checkpoint:
    """A file with a cursor. It is replaced as a whole, so that it is never half written."""

    def __init__(self, path: str | os.PathLike[Any]) -> None:
        self.path = Path(os.fsdecode(path))
        self._shown = redaction.path(str(self.path))
        try:
            is_writable = os.access(self.path.parent, os.W_OK | os.X_OK)
        except ValueError:  # no path has such characters
            is_writable = False
        if not is_writable:
            raise ConfigError(
                f"the checkpoint {self._shown} can't be written: its folder does not exist or is read-only"
            )

    def read(self) -> Any:
        """Returns the cursor, or None if there is no file yet. Raises ConfigError for a file that has none."""
        try:
            cursor = json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ConfigError(f"the checkpoint {self._shown} can't be read: {error.strerror}") from None
        except (ValueError, RecursionError):
            cursor = None
        if not isinstance(cursor, dict):
            raise ConfigError(f"the checkpoint {self._shown} has no cursor: is it the right file?")
        return cursor

    def write(self, cursor: dict[str, Any]) -> None:
        """Writes the cursor to the disk before it returns. Raises OSError."""
        temporary = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        try:
            with temporary.open("w") as file:
                json.dump(cursor, file)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(self.path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)  # the new name too
        finally:
            os.close(folder)
