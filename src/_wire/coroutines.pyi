from collections.abc import Coroutine
from typing import Any

def run(coroutine: Coroutine[Any, Any, Any]) -> Any: ...
