"""Names for type checkers. Importing `typing` would take as long as the rest of `import dockline`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any as Any
else:
    Any = object
