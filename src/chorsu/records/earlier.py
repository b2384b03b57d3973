"""Who could see a record at a moment: the agencies by which what was told then stays told, and to nobody else.

What a correction replaces is read by whoever saw the record before the correction, however far it is released later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.authorities import Authority, authorities
from chorsu.handling.rules import Act, Marking, decide

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["Seeing"]


class Seeing:
    """Who sees what at one moment (aware); the directory is read once, and only where a marking reaches others."""

    def __init__(self, at: dt.datetime) -> None:
        self.at = at
        self._found: dict[Marking, list[int]] = {}
        self._everyone: list[Authority] | None = None

    def of(self, marking: Marking) -> list[int]:
        """The agencies that see what is so marked, by their principals, with its provider."""
        if marking not in self._found:
            others = [] if marking.standing(self.at) <= {marking.provider} else self._directory()
            found = {one.agency for one in others if decide(one.actor, marking, Act.SEE, self.at).allowed}
            self._found[marking] = sorted({marking.provider} | found)
        return self._found[marking]

    def _directory(self) -> list[Authority]:
        if self._everyone is None:
            self._everyone = list(authorities())
        return self._everyone
