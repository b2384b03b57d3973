"""The list of returns and the calendar of who reported when, as shapes of the kit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy

from chorsu.desk.records.wording import chip_of
from chorsu.desk.returns.passing import figure_line
from chorsu.desk.returns.wording import period_name, place_of_return, subject_name
from chorsu.records.filters import Filter
from chorsu.returns.models import Return
from chorsu.returns.periods import Period
from chorsu.ui import shapes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from chorsu.desk.hand_in.audience import Names
    from chorsu.directory.models import Agency
    from chorsu.handling.rules import Actor
    from chorsu.returns.selectors import Day

__all__ = ["AuthorityShown", "MonthShown", "calendar_shown", "return_table", "year_choices"]

_MOST = 12


@dataclass(frozen=True, slots=True)
class MonthShown:
    """One month of one authority: how it stands, what stands in the cell, where that leads, and all of it in words."""

    standing: str
    text: str
    href: str
    title: str
    returned: str
    """Where a statistical return of the month leads; empty without one."""


@dataclass(frozen=True, slots=True)
class AuthorityShown:
    """A row of the calendar."""

    name: str
    months: list[MonthShown]


def return_table(rows: Sequence[Return], names: Names, actor: Actor, total: int) -> shapes.Table:
    """The list: state, period, whose figures, what it says, its source, when it came, who may see it."""
    columns = [
        shapes.Column("state", pgettext_lazy("a country", "State")),
        shapes.Column("period", gettext_lazy("Period")),
        shapes.Column("authority", gettext_lazy("Authority"), wrap=True),
        shapes.Column("says", gettext_lazy("What it says"), wrap=True),
        shapes.Column("source", gettext_lazy("Source"), wrap=True),
        shapes.Column("received", gettext_lazy("Received")),
        shapes.Column("marking", gettext_lazy("Marking")),
    ]
    return shapes.Table("returns", gettext("Returns"), columns, [_row(one, names, actor) for one in rows], total=total)


def _row(one: Return, names: Names, actor: Actor) -> shapes.Row:
    said = gettext("Nothing to report: %(subject)s") % {"subject": subject_name(one.subject_kind, one.subject)}
    if one.kind == Return.Kind.STATED:
        said = gettext("Stated in a text: %(figure)s") % {"figure": figure_line(one.figures.first())}
    elif one.kind == Return.Kind.FIGURES:
        count = one.figures.count()
        said = ngettext("%(count)s figure", "%(count)s figures", count) % {"count": count}
    cells = (
        place_of_return(one.country),
        period_name(one.days),
        one.authority_text or names.by_number.get(one.provider_id, ""),
        said,
        one.source or one.file_name,
        one.received_at.date(),
        chip_of(names, one, actor, short=True),
    )
    return shapes.Row(
        [shapes.TableCell(cell) for cell in cells],
        href=reverse("return", args=[one.pk]),
        muted=one.status == Return.Status.WITHDRAWN,
    )


def year_choices(offered: Sequence[int], chosen: int, country: str) -> list[shapes.Choice]:
    """The switch of years: all, then the newest."""
    kept = {"country": country} if country else {}
    found = [shapes.Choice(gettext("All years"), f"?{urlencode(kept)}", current=not chosen)]
    return found + [
        shapes.Choice(str(year), f"?{urlencode({'year': year, **kept})}", current=year == chosen)
        for year in offered[:_MOST]
    ]


def calendar_shown(
    agencies: Sequence[Agency],
    days: Mapping[int, Mapping[int, Day]],
    names: Mapping[int, str],
    year: int,
    today: dt.date,
) -> list[AuthorityShown]:
    """The calendar: an authority a row, a month a cell; months to come are empty."""
    return [
        AuthorityShown(
            names.get(agency.pk, ""),
            [
                _month(agency.pk, days.get(agency.pk, {}).get(month), Period(year, None, month), today)
                for month in range(1, 13)
            ],
        )
        for agency in agencies
        if agency.state is not None or agency.pk in days
    ]


def _month(agency: int, day: Day | None, month: Period, today: dt.date) -> MonthShown:
    name = period_name(month)
    if day is None:
        if month.since > today:
            return MonthShown("ahead", "", "", name, "")
        return MonthShown("silent", "·", "", gettext("%(month)s: silent") % {"month": name}, "")
    asked = Filter(provider=(agency,), since=month.since, until=month.until)
    href, text, said = "", "", []
    if day.seizures:
        href, text = f"{reverse('records')}?{asked.as_query()}", str(day.seizures)
        said.append(ngettext("%(count)s seizure", "%(count)s seizures", day.seizures) % {"count": day.seizures})
    returned = reverse("return", args=[day.returns[0].pk]) if day.returns else ""
    if day.returns:
        said.append(gettext("a statistical return"))
    if day.nil:
        subjects = ", ".join(subject_name(one.subject_kind, one.subject) for one in day.nil)
        said.append(gettext("nothing to report: %(subjects)s") % {"subjects": subjects})
        if not text:
            href, text = reverse("return", args=[day.nil[0].pk]), gettext("nil")
    return MonthShown(day.standing, text, href, f"{name}: {'; '.join(said)}", returned)
