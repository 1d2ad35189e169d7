"""What only type checkers need: to import `typing` would take as long as all else of `import dockline`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any as Any
else:
    Any = object
