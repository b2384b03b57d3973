"""What can become of a row of a table: read, skipped by a named rule, or refused. Every row becomes one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chorsu.kernel.seizures import SeizureRow

__all__ = ["Outcome", "Read", "Refused", "Skipped"]


class Read(NamedTuple):
    """An input row that became one or more seizure rows (several when it holds several kinds of quantity).

    `cells` is the whole row as received, `headers` that of its table, so that every cell can be shown and not only
    those that a value was read from.
    """

    row: int
    rows: tuple[SeizureRow, ...]
    sheet: str = ""
    cells: Sequence[str] = ()
    headers: Sequence[str] = ()


class Skipped(NamedTuple):
    """An input row left out by a named rule (a skip code).

    `note` says what the row itself tells beyond its rule: columns under this header that are not read, a total that its
    rows do not add up to, why a sheet holds no table of seizures.
    """

    row: int
    rule: str
    sheet: str = ""
    note: str = ""


class Refused(NamedTuple):
    """An input row that cannot be read: the column's header, its text, the reason (a refusal code), what to do.

    `cells` holds the texts of the row's columns by role, for the repair file.
    """

    row: int
    column: str
    value: str
    reason: str
    suggestion: str
    sheet: str = ""
    cells: Mapping[str, str] = {}


type Outcome = Read | Skipped | Refused
