"""The heartbeat of a stream: on a grid, so that of a thousand streams some beat at once and are asked for together."""

from __future__ import annotations

import asyncio
import math
import random

__all__ = ["Pulse"]

_SECONDS = 15.0
_GRID_SECONDS = 0.5


class Pulse:
    """When one stream beats next, by the clock of the loop: the first time half a beat from now or later."""

    def __init__(self) -> None:
        self.next = _on_grid(_now() + _SECONDS * random.uniform(0.5, 1))  # noqa: S311 — a thousand not at once

    def beats(self) -> bool:
        """Whether it is time; then the next beat is counted from now."""
        late = _now()
        if late < self.next:
            return False
        self.next = _on_grid(late + _SECONDS)
        return True


def _on_grid(moment: float) -> float:
    return math.ceil(moment / _GRID_SECONDS) * _GRID_SECONDS


def _now() -> float:
    return asyncio.get_running_loop().time()
