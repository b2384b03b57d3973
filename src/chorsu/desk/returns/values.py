"""The fields of the form of a return as text, as they were sent or are shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["BLANK_ROWS", "FormRow", "Values"]

BLANK_ROWS = 6
"""Empty rows of a fresh form; a script adds more as one types, the button "More rows" does so without."""


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the form as its fields stand; `place` is the number of the figure that it was filled from."""

    label: str = ""
    value: str = ""
    unit: str = "kg"
    role: str = ""
    authority: str = ""
    place: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing was written into it."""
        return not (self.label or self.value)


@dataclass(frozen=True, slots=True)
class Values:
    """The fields of the form as text."""

    country: str = ""
    year: str = ""
    part: str = ""
    scope: str = "state"
    texts: dict[str, str] | None = None
    plants: str = ""
    rows: tuple[FormRow, ...] = ()

    def text(self, name: str) -> str:
        """A field of text."""
        return (self.texts or {}).get(name, "")

    @property
    def shown(self) -> tuple[FormRow, ...]:
        """The rows that were filled, and empty ones to go on with."""
        filled = self.filled
        return (*filled, *(FormRow() for _ in range(max(BLANK_ROWS - len(filled), 2))))

    @property
    def filled(self) -> tuple[FormRow, ...]:
        """The rows into which something was written."""
        return tuple(row for row in self.rows if not row.empty)
