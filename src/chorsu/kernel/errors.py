"""The table of error kinds. Each error tells the reader what happened, where, and what to do."""

from __future__ import annotations

__all__ = ["AbsentError", "ChorsuError", "InputError", "RefusedError"]


class ChorsuError(Exception):
    """An error with one clear line for its reader; `where` names the file and line, the record or the field."""

    exit_code = 2

    def __init__(self, what: str, *, where: str = "", to_do: str = "") -> None:
        self.what = what
        self.where = where
        self.to_do = to_do
        super().__init__(": ".join(part for part in (where, what) if part) + (f"; {to_do}" if to_do else ""))


class InputError(ChorsuError):
    """A file or a value handed in cannot be used."""


class RefusedError(ChorsuError):
    """The act is refused by a rule that the actor may know about."""


class AbsentError(ChorsuError):
    """Absent or forbidden: the two are one, in text and in shape."""

    def __init__(self) -> None:
        super().__init__("no such record", to_do="check the address, or ask the one who sent it to you")
