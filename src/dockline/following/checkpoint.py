"""A file that keeps a cursor."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from dockline.errors import ConfigError

EVERY = 1.0  # seconds: how often it is written


class Checkpoint:
    """A file with a cursor. It is replaced as a whole, so that it is never half written."""

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        if not os.access(self.path.parent, os.W_OK | os.X_OK):
            raise ConfigError(f"the checkpoint {self.path} can't be written: its folder does not exist or is read-only")

    def read(self) -> Any:
        """Returns the cursor, or None if there is no file yet. Raises ConfigError for a file that has none."""
        try:
            return json.loads(self.path.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise ConfigError(f"the checkpoint {self.path} can't be read: {error}") from error

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
