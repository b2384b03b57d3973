"""When: every date of a text as days of the calendar, with its kind and what happened then.

Owns what the numbers of a date mean: the year that is left out, "yesterday", the solar calendar, the months of a half,
and whether the day is that of the event, of the report, of a birth or of something else.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chorsu.intake.reading.calendars import SOLAR_YEARS, days_in_solar_month, solar_day, solar_year_of
from chorsu.intake.reading.date_atoms import Atom, atoms, in_solar_years
from chorsu.intake.reading.date_forms import Form, forms_of, halves
from chorsu.intake.reading.date_numbers import dates_in_figures
from chorsu.intake.reading.date_offsets import days_after, is_later, told_from_others
from chorsu.intake.reading.date_roles import Roles
from chorsu.intake.reading.datelines import is_head, told_apart
from chorsu.intake.reading.part_years import is_just_over, year_of_part

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.reading.date_numbers import Figures
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["When", "dates"]

_FULL, _NO_YEAR, _RELATIVE, _DOUBTFUL, _PERIOD = 0.98, 0.9, 0.9, 0.7, 0.9
_AHEAD = dt.timedelta(days=1)
"""A day without a year may lie this far behind the publication: clocks and time zones differ."""
_WEEK = 7
_LONGEST_RANGE = dt.timedelta(days=184)
"""Two days further apart, the first without a year, are no range but two days."""
_SOLAR = frozenset({"fa", "ps"})
"""Languages whose press counts the years of the solar calendar."""


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the first and the last day of a range, a night or a period.

    Attributes:
        start: the first day.
        end: the last day; None for one day.
        kind: `day`, `range`, `night` (start is the evening's day where both are named) or `period` (a week, month,
            quarter, half, year, so many months, since …).
        role: `event`, `reported`, `birth` or `other` (a law, a plan, a comparison).
    """

    start: dt.date
    end: dt.date | None = None
    kind: str = "day"
    role: str = "event"


@dataclass(frozen=True, slots=True)
class _Base:
    """What dates are counted from."""

    published: dt.date | None
    year: int | None
    """The first year that the text names, for days without one when nobody says when it was published."""
    solar: bool = False
    """Whether "this year" is one of the solar calendar."""
    head: dt.date | None = None
    """The day at the head of the text, from which "yesterday" counts when nobody says when it was published."""
    latest: dt.date | None = None
    """The latest day of the text, whose year it is "since the beginning of the year" when neither is told."""

    @property
    def day(self) -> dt.date | None:
        """The day of the text itself."""
        return self.published or self.head


type _Read = tuple[int, int, When, float, tuple[When, ...]]
"""A date with its place in the view, how sure it is, and what else it may be."""


def dates(view: View, setting: Setting) -> list[Value[When]]:
    """Every date in the order of the text; days that no calendar has, and days nobody can place, are left out."""
    figures = list(dates_in_figures(view))
    taken = [(one.start, one.end) for one in figures]
    seen = atoms(view.masked(taken) if taken else view, setting.language)
    years = [one.value for one in seen if one.letter == "Y" and one.value not in SOLAR_YEARS]
    base = _Base(
        setting.published,
        next(iter([*(one.day.year for one in figures), *years]), None),
        setting.language in _SOLAR and in_solar_years(seen),
    )
    forms = forms_of(seen, setting.language)
    roles = Roles(view, setting.language)
    found = _all_read(view, roles, figures, [one for one in forms if not is_later(one)], base)
    if not found:
        return []
    told = [(start, end, replace(when, role=roles.told(start, end) or when.role)) for start, end, when, _, _ in found]
    apart = told_apart(view, told, roles.sentences)
    later = told_from_others(
        view,
        [one for one in forms if is_later(one)],
        [(start, end, when) for when, (start, end, *_) in zip(apart, found, strict=True)],
    )
    values = [
        view.value(when, start, end, confidence, other)
        for when, (start, end, _, confidence, other) in zip(apart, found, strict=True)
    ]
    values += [view.value(when, start, end, _DOUBTFUL) for start, end, when in later]
    return sorted(values, key=lambda one: (one.start, one.end))


def _all_read(view: View, roles: Roles, figures: Sequence[Figures], forms: Sequence[Form], base: _Base) -> list[_Read]:
    """Every date by itself; what is counted from the day of the text comes last, for others tell that day."""
    found: list[_Read] = []
    for one in figures:
        when = When(one.day, one.last, "range" if one.last else "day")
        other = (When(one.other),) if one.other else ()
        found.append((one.start, one.end, when, _DOUBTFUL if other else _FULL, other))
    counted = [one for one in forms if _is_counted(one)]
    found += _forms_read([one for one in forms if not _is_counted(one)], base)
    if counted and found and base.published is None:
        days = [one for one in found if one[2].kind != "period"]
        start, end, when, _, _ = min(days or found, key=lambda one: one[0])
        heads = is_head(view, start, end, when) or roles.told(start, end) == "reported"
        latest = max(one[2].end or one[2].start for one in found)
        base = replace(base, head=when.start if heads and when.kind == "day" else None, latest=latest)
    return sorted([*found, *_forms_read(counted, base)], key=lambda one: one[:2])


def _is_counted(form: Form) -> bool:
    return form.kind in _COUNTED or (form.kind == "days" and not form.numbers("Y"))


def _forms_read(forms: Iterable[Form], base: _Base) -> Iterator[_Read]:
    for form in forms:
        read = _read(form, base)
        for part in [form] if read else halves(form):
            read = _read(part, base)
            if read:
                yield (part.start, part.end, *read, ())


def _read(form: Form, base: _Base) -> tuple[When, float] | None:
    reader = _READERS[form.kind]
    try:
        return reader(form, base)
    except (ValueError, OverflowError):
        return None


def _days(form: Form, base: _Base) -> tuple[When, float] | None:
    months, days = form.numbers("MJ"), _day_atoms(form)
    if not 1 <= len(days) <= 2 or not months or len(months) > len(days):  # noqa: PLR2004 - a day or a range
        return None
    solar = months[-1].letter == "J"
    if any((one.value in SOLAR_YEARS) != solar for one in form.numbers("Y")):
        return None
    year, told = _year(form, base, solar)
    last = _resolve(days[-1].value, months[-1], year, base)
    if last is None:
        return None
    sure = _FULL if told else _NO_YEAR
    night = bool(form.numbers("G"))
    if len(days) == 1:
        return When(last, None, "night" if night else "day"), sure
    first = _first_day(form, days[0].value, last, base)
    return (When(first, last, "night" if night else "range"), sure) if first else None


def _first_day(form: Form, day: int, last: dt.date, base: _Base) -> dt.date | None:
    """The first day of a range that ends with `last`; none where the two days are no range."""
    months, years = form.numbers("MJ"), form.numbers("Y")
    year = years[0].value if years else _own_year(last, months[0].letter)
    first = _resolve(day, months[0], year, base)
    if first and first > last and len(years) < 2 and len(months) > 1:  # noqa: PLR2004 - not both told in full
        first = _resolve(day, months[0], year - 1, base)
    return first if first and dt.timedelta() < last - first <= _LONGEST_RANGE else None


def _own_year(day: dt.date, letter: str) -> int:
    return solar_year_of(day) if letter == "J" else day.year


def _day_atoms(form: Form) -> list[Atom]:
    """The numbers that are days: a number word only where no figure is."""
    figures = form.numbers("D")
    return figures or form.numbers("k")


def _year(form: Form, base: _Base, solar: bool) -> tuple[int | None, bool]:  # noqa: FBT001 - which calendar
    """The year of a form, and whether the text says it."""
    years = [one.value for one in form.numbers("Y") if (one.value in SOLAR_YEARS) == solar]
    if years:
        return years[-1], True
    this = base.published and (solar_year_of(base.published) if solar else base.published.year)
    if this and form.numbers("l"):
        return this - 1, True
    if this and (form.numbers("t") or _short_this_year(form)):
        return this, True
    return None, False


def _short_this_year(form: Form) -> bool:
    """Whether the Russian abbreviation of "this year" stands there, whose first letter is the word for "from"."""
    letters = "".join(one.letter for one in form.atoms)
    return "F.y" in letters


def _resolve(day: int, month: Atom, year: int | None, base: _Base) -> dt.date | None:
    """The day of a month: in the year, or the nearest one before the publication."""
    solar = month.letter == "J"
    if year is not None:
        return _place(day, month.value, year, solar=solar)
    if base.published is None:
        return None if base.year is None or solar else _before_head(day, month.value, base.year, base.head)
    this = solar_year_of(base.published) if solar else base.published.year
    for one in (this + 1, this, this - 1, this - 4):
        found = _place(day, month.value, one, solar=solar)
        if found and found <= base.published + _AHEAD:
            return found
    return None


def _before_head(day: int, month: int, year: int, head: dt.date | None) -> dt.date | None:
    """The day in the year, or in the one before where it would lie far behind the day at the head of the text."""
    found = _place(day, month, year, solar=False)
    late = bool(head and found and found - head > _LONGEST_RANGE)
    return _place(day, month, year - 1, solar=False) if late else found


def _place(day: int, month: int, year: int, *, solar: bool) -> dt.date | None:
    if solar:
        return solar_day(year, month, day)
    return dt.date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _span(year: int, first: int, last: int) -> When:
    """The period from the beginning of a month to the end of another, in the calendar of the year."""
    if year in SOLAR_YEARS:
        start, end = solar_day(year, first, 1), solar_day(year, last, days_in_solar_month(year, last))
        if start is None or end is None:
            raise ValueError("no such solar year")
        return When(start, end, "period")
    return When(dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1]), "period")


def _any_year(form: Form, base: _Base) -> int | None:
    years = form.numbers("Y")
    solar = bool(years and years[-1].value in SOLAR_YEARS) or bool(form.numbers("J"))
    solar = solar or (base.solar and not form.numbers("MY"))
    found, _ = _year(form, base, solar)
    if found is None and base.published and form.kind == "months":  # "in the first six months of the year"
        return solar_year_of(base.published) if solar else base.published.year
    return found


def _month(form: Form, base: _Base) -> tuple[When, float] | None:
    months = form.numbers("MJ")
    year = _any_year(form, base)
    if year is None:
        near = _resolve(1, months[-1], None, base)
        if near is None:
            return None
        year = _own_year(near, months[-1].letter)
    if (year in SOLAR_YEARS) != (months[0].letter == "J") or months[0].value > months[-1].value:
        return None
    return _span(year, months[0].value, months[-1].value), _PERIOD


def _months(form: Form, base: _Base) -> tuple[When, float] | None:
    counts = [one.value for one in (*form.numbers("D"), *form.numbers("k"))]
    year, count = _any_year(form, base), max(counts, default=0)
    if not form.numbers("YytlJ") and not is_just_over(count, base.published):
        return None
    return (_span(year, 1, count), _PERIOD) if year and 1 <= count <= 12 else None  # noqa: PLR2004 - months


def _part(form: Form, base: _Base) -> tuple[When, float] | None:
    """A half or a quarter."""
    size = 6 if form.kind == "half" else 3
    numbers = form.numbers("Dk")
    nth = numbers[-1].value if numbers else 0
    year = _any_year(form, base)
    if year is None and base.published and form.kind == "half":
        year = year_of_part(nth * size, base.published, solar=base.solar)
    if not year or not 1 <= nth <= 12 // size:
        return None
    return _span(year, (nth - 1) * size + 1, nth * size), _PERIOD


def _since(form: Form, base: _Base) -> tuple[When, float] | None:
    year = form.numbers("Y")[-1].value
    start = _span(year, 1, 1).start
    return When(start, max(start, base.published) if base.published else None, "period"), _PERIOD


def _since_month(form: Form, base: _Base) -> tuple[When, float] | None:
    """From the first day of a month to the publication."""
    read = _month(form, base)
    if read is None:
        return None
    start = read[0].start
    return When(start, max(start, base.published) if base.published else None, "period"), _PERIOD


def _so_far(form: Form, base: _Base) -> tuple[When, float] | None:
    year = _any_year(form, base)
    of_text = base.day or base.latest
    if year is None and of_text:
        year = solar_year_of(of_text) if base.solar else of_text.year
    if year is None:
        return None
    whole = _span(year, 1, 12)
    if base.latest and not base.day:  # nobody says until when
        return When(whole.start, None, "period"), _PERIOD
    end = min(base.day, whole.end) if base.day and whole.end else whole.end
    return When(whole.start, max(whole.start, end) if end else None, "period"), _PERIOD


def _whole_year(form: Form, base: _Base) -> tuple[When, float] | None:
    year = _any_year(form, base)
    return (_span(year, 1, 12), _PERIOD) if year else None


def _relative(form: Form, base: _Base) -> tuple[When, float] | None:
    if base.day is None:
        return None
    return When(base.day + dt.timedelta(days=form.numbers("R")[0].value)), _RELATIVE


def _ago(form: Form, base: _Base) -> tuple[When, float] | None:
    if base.day is None:
        return None
    return When(base.day - dt.timedelta(days=days_after(form))), _RELATIVE


def _weekday(form: Form, base: _Base) -> tuple[When, float] | None:
    """The last such day up to the publication; the one before with "last", the one after with "next".

    Beside a week ("on Monday last week") it is the day of that week.
    """
    if base.day is None:
        return None
    nth = form.numbers("w")[0].value
    weeks = form.numbers("W")
    if weeks:
        monday = base.day - dt.timedelta(days=base.day.weekday())
        return When(monday + dt.timedelta(days=nth + _WEEK * weeks[0].value)), _RELATIVE
    back = (base.day.weekday() - nth) % _WEEK
    if form.numbers("N"):
        return When(base.day + dt.timedelta(days=_WEEK - back)), _RELATIVE
    if form.numbers("p") and back == 0:
        back = _WEEK
    return When(base.day - dt.timedelta(days=back), None, "night" if form.numbers("G") else "day"), _RELATIVE


def _week(form: Form, base: _Base) -> tuple[When, float] | None:
    if base.day is None:
        return None
    monday = base.day - dt.timedelta(days=base.day.weekday() - _WEEK * form.numbers("W")[0].value)
    return When(monday, monday + dt.timedelta(days=_WEEK - 1), "period"), _RELATIVE


def _past_month(_form: Form, base: _Base) -> tuple[When, float] | None:
    if base.day is None:
        return None
    last = base.day.replace(day=1) - dt.timedelta(days=1)
    return _span(last.year, last.month, last.month), _RELATIVE


_COUNTED = frozenset({"so_far", "relative", "weekday", "week", "past_month", "counted"})
"""Forms that count from the day of the text."""
_READERS = {
    "days": _days,
    "month": _month,
    "months": _months,
    "half": _part,
    "quarter": _part,
    "since": _since,
    "since_month": _since_month,
    "so_far": _so_far,
    "year": _whole_year,
    "relative": _relative,
    "weekday": _weekday,
    "week": _week,
    "past_month": _past_month,
    "counted": _ago,
}
