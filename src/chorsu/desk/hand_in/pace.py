"""How fast rows are taken in, as a page that asks again and again sees it: over the last seconds alone.

A restart of the machine is no slow hour. What was seen travels with the page's own requests; nothing is stored.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Self

__all__ = ["Pace"]

_WINDOW_SECONDS = 15.0
_LEAST_SECONDS = 2.0
_MOST_SEEN = 20
_SEEN = re.compile(r"(\d{1,12}(?:\.\d{1,3})?):(\d{1,12})")


@dataclass(frozen=True, slots=True)
class Pace:
    """Moments (seconds since 1970) with the rows done by then, the oldest first."""

    seen: tuple[tuple[float, int], ...] = ()

    @classmethod
    def from_text(cls, text: str) -> Self:
        """What an earlier answer handed out as text; whatever is not of that form has seen nothing."""
        found = [_SEEN.fullmatch(part) for part in text[:1_000].split(",")[:_MOST_SEEN]]
        return cls(tuple((float(one[1]), int(one[2])) for one in found if one))

    def as_text(self) -> str:
        """The same for the address of the next request."""
        return ",".join(f"{moment:.1f}:{done}" for moment, done in self.seen)

    def and_now(self, moment: float, done: int) -> Pace:
        """With one look more; what is too old, of the future or ahead of what is done now is forgotten."""
        kept = [one for one in self.seen if moment - _WINDOW_SECONDS <= one[0] <= moment and one[1] <= done]
        return Pace((*kept[1 - _MOST_SEEN :], (moment, done)))

    @property
    def a_second(self) -> int | None:
        """Rows a second over what was seen; None until that can be known."""
        if not self.seen:
            return None
        (began, before), (moment, done) = self.seen[0], self.seen[-1]
        if moment - began < _LEAST_SECONDS or done == before:
            return None
        return round((done - before) / (moment - began))
