"""The town in which an organisation has its seat, for events "on the basis of" it (`lexicons/any/seats.tsv`)."""

from __future__ import annotations

from functools import cache

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases
from chorsu.intake.reading.views import View

__all__ = ["seat_of"]


@cache
def _seats(language: str) -> Phrases[str]:
    return Phrases(
        ((form, row["place"]) for row in lexicon.rows("any", "seats") for form in lexicon.forms(row["names"])), language
    )


def seat_of(name: str, language: str) -> str:
    """The English name of the town; "" for an organisation that the list does not know."""
    found = _seats(language).find(View(name))
    return found[0].value if found else ""
