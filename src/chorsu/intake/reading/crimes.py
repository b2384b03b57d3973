"""Areas of crime named in a text beside drugs; the codes are those of the vocabulary's `crime_area`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["crimes"]

_SURE = 0.9


@cache
def _phrases(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "crimes")
    return Phrases([(form, row["area"]) for row in rows for form in lexicon.forms(row["forms"])], language)


def crimes(view: View, setting: Setting) -> list[Value[str]]:
    """Every mention of an area of crime, in text order, as the code of the area."""
    return [view.value(one.value, one.start, one.end, _SURE) for one in _phrases(setting.language).find(view)]
