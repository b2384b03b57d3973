"""Words that count persons and weigh goods alike: Persian "تن" is a person ("یازده تن بازداشت شدند") and a tonne.

Such an amount is one of goods only where their name stands beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.quantities import Amount
    from chorsu.intake.reading.values import Value

__all__ = ["counts_persons"]

_FEW = 1
"""Words between an amount and its substance: "دو تن انواع مواد مخدر"."""


@cache
def _counters(language: str) -> frozenset[str]:
    """Words that are a unit and a word for persons."""
    persons, units = (
        {View(form).plain for row in rows for form in lexicon.forms(row["words"])}
        for rows in (
            [row for row in lexicon.rows(language, "detained") if row["kind"] == "person"],
            lexicon.rows(language, "units"),
        )
    )
    return frozenset(persons & units)


def counts_persons(view: View, language: str, one: Value[Amount], substances: Sequence[Value[str]]) -> bool:
    """Whether an amount counts persons: its unit is such a word, and no substance stands right behind it."""
    start, end = view.place(one.start, one.end)
    if view.plain[start:end].split()[-1] not in _counters(language):
        return False
    behind = (view.place(name.start, name.end)[0] for name in substances)
    gaps = [view.plain[end:at] for at in behind if at >= end]
    return not any(len(gap.split()) <= _FEW and not gap.strip(" \n").endswith(".") for gap in gaps)
