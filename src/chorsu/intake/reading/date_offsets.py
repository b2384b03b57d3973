"""Days told from another day of the text: "three days later", "на следующий день", "həmin gün".

Owns only the counting from the day told last. Where that day stands beside the words themselves ("the next day,
7 March"), it tells enough, and they tell nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.date_forms import Form
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.views import View

__all__ = ["days_after", "is_later", "told_from_others"]

type Placed = tuple[int, int, When]
"""A date with its place in the view."""

_BESIDE = re.compile(r"[\s,(—-]{1,4}(?:[^\W\d_]{1,6} )?")
"""What stands between the words and the day that they are about."""
_LONGEST = 60
"""Days after which nothing is told as "so many days later"."""


def days_after(form: Form) -> int:
    """How many days the form counts, from the day told before it or, with "ago", from the publication."""
    fixed = form.numbers("d")
    return fixed[0].value if fixed else form.numbers("Dk")[0].value


def is_later(form: Form) -> bool:
    """Whether the form counts from another day of the text."""
    return form.kind == "counted" and not form.numbers("U")


def told_from_others(view: View, forms: Sequence[Form], told: Sequence[Placed]) -> list[Placed]:
    """The days of the forms, each counted from the last day of an event before it."""
    found: list[Placed] = []
    for form in forms:
        if any(_beside(view, form, start, end) for start, end, _ in told):
            continue
        before = [one for one in (*told, *found) if one[1] <= form.start and _is_day(one[2])]
        after = days_after(form)
        if before and after <= _LONGEST:
            when = max(before, key=lambda one: one[0])[2]
            day = (when.end or when.start) + dt.timedelta(days=after)
            found.append((form.start, form.end, replace(when, start=day, end=None, kind="day")))
    return found


def _beside(view: View, form: Form, start: int, end: int) -> bool:
    first, last = (form.end, start) if form.end <= start else (end, form.start)
    return bool(_BESIDE.fullmatch(view.plain, first, last))


def _is_day(when: When) -> bool:
    return when.role == "event" and when.kind != "period"
