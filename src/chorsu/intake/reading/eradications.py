"""Plants destroyed where they grow: an event of its own, of which no persons need be told.

Owns the words for it (`lexicons/<language>/eradication.tsv`).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.seen import Seen

__all__ = ["destroyed", "is_plants"]


@cache
def _eradication(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "eradication")
    return Phrases([(form, "eradication") for row in rows for form in lexicon.forms(row["words"])], language)


def is_plants(lot: Lot) -> bool:
    """Whether a lot is counted in plants."""
    return lot.amount.value.unit == "plant"


def destroyed(seen: Seen, lots: Sequence[Lot], holds: Callable[[int], bool]) -> bool:
    """Only plants, in a clause that tells of their destruction; `holds`: whether a place of the view is in theirs."""
    return all(map(is_plants, lots)) and any(holds(found.start) for found in seen.find(_eradication(seen.language)))
