"""Days told from another day of the text: "three days later", "днем ранее", "həmin gün".

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
"""Days beyond which nothing is told as "so many days later" or "earlier"."""


def days_after(form: Form) -> int:
    """How many days the form counts, from the day told before it or, with "ago", from the publication.

    Days "earlier" are less than none.
    """
    fixed = form.numbers("d")
    if fixed:
        return fixed[0].value
    return form.numbers("Dk")[0].value * (-1 if form.numbers("E") else 1)


def is_later(form: Form) -> bool:
    """Whether the form counts from another day of the text."""
    return form.kind == "counted" and not form.numbers("U")


def told_from_others(view: View, forms: Sequence[Form], told: Sequence[Placed]) -> list[Placed]:
    """The days of the forms, each counted from the last day of an event before it.

    "Earlier" may also count from a day on which something was reported ("Police said on 12 May that a day earlier").
    """
    found: list[Placed] = []
    for form in forms:
        if any(_beside(view, form, start, end) for start, end, _ in told):
            continue
        after = days_after(form)
        before = [one for one in (*told, *found) if one[1] <= form.start and _is_day(one[2], earlier=after < 0)]
        if before and abs(after) <= _LONGEST:
            when = max(before, key=lambda one: one[0])[2]
            day = ((when.end or when.start) if after >= 0 else when.start) + dt.timedelta(days=after)
            found.append((form.start, form.end, replace(when, start=day, end=None, kind="day", role="event")))
    return found


def _beside(view: View, form: Form, start: int, end: int) -> bool:
    first, last = (form.end, start) if form.end <= start else (end, form.start)
    return bool(_BESIDE.fullmatch(view.plain, first, last))


def _is_day(when: When, *, earlier: bool) -> bool:
    return when.role in ({"event", "reported"} if earlier else {"event"}) and when.kind != "period"
