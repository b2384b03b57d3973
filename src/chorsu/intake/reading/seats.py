"""The town in which an organisation has its seat, for events "on the basis of" it (`lexicons/any/seats.tsv`)."""

from __future__ import annotations

from functools import cache

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases
from chorsu.intake.reading.places import Where, places
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

__all__ = ["seat", "seat_of"]


@cache
def _seats(language: str) -> Phrases[str]:
    return Phrases(
        ((form, row["place"]) for row in lexicon.rows("any", "seats") for form in lexicon.forms(row["names"])), language
    )


def seat_of(name: str, language: str) -> str:
    """The English name of the town; "" for an organisation that the list does not know."""
    found = _seats(language).find(View(name))
    return found[0].value if found else ""


def seat(name: str, language: str) -> Where | None:
    """The town as a place; None for an organisation that the list does not know."""
    town = seat_of(name, language)
    found = places(View(f"It was held in {town}."), Setting("en"), ()) if town else []
    return found[0].value if found else None
