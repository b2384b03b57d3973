"""The digest of a day or a week: a page that prints, and a workbook that can be passed round the authority.

The page tells of records what its reader sees; the workbook holds no word of a record, only where it is found.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import xlsxwriter
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.requests import actor_from
from chorsu.desk.watches.alerts import lines_of
from chorsu.desk.watches.wording import STATES
from chorsu.directory.trail import trail_of
from chorsu.exchange.watches import selectors
from chorsu.exchange.watches.standing import zone_of_authority
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from django.http import HttpRequest

    from chorsu.desk.watches.alerts import Line

__all__ = ["download", "page"]

MOST = 1_000
"""Alerts that one digest tells of."""
PERIODS = {"day": pgettext_lazy("digest", "Day"), "week": pgettext_lazy("digest", "Week")}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a digest, by the clock of the reader's authority; a week begins on Monday. `last` is included."""

    period: str
    first: dt.date
    last: dt.date
    zone: ZoneInfo

    @property
    def moments(self) -> tuple[dt.datetime, dt.datetime]:
        """Its beginning and its end."""
        begin, end = (
            dt.datetime.combine(day, dt.time(), self.zone) for day in (self.first, self.last + dt.timedelta(days=1))
        )
        return begin, end

    def query(self, step: int = 0) -> str:
        """The address of this digest, or of one so many periods on."""
        day = self.first + step * (self.last - self.first + dt.timedelta(days=1))
        return urlencode({"period": self.period, "on": day.isoformat()})


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """The alerts of a day or a week, with what was done to them."""
    span = _span(request)
    lines, more = _lines(request, span)
    records = [told.seizure.pk for line in lines for told in line.told]
    trail_of(request).listed([*(line.alert.pk for line in lines), *records])
    waiting = sum(line.alert.state == "new" for line in lines)
    return render(
        request,
        "watches/digest.html",
        {
            "span": span,
            "lines": lines,
            "more": more,
            "waiting": waiting,
            "periods": [
                shapes.Choice(
                    name, f"?{urlencode({'period': code, 'on': span.last.isoformat()})}", current=code == span.period
                )
                for code, name in PERIODS.items()
            ],
            "before": f"?{span.query(-1)}",
            "after": f"?{span.query(1)}" if span.last < now().astimezone(span.zone).date() else "",
            "address": f"{reverse('alerts-digest-download')}?{span.query()}",
        },
    )


@require_GET
def download(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    span = _span(request)
    lines, _more = _lines(request, span)
    trail_of(request).exported(line.alert.pk for line in lines)
    response = HttpResponse(_workbook(lines, span), content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="alerts-{span.first}-{span.last}.xlsx"'
    return response


def _span(request: HttpRequest) -> Span:
    actor, said = actor_from(request), request.GET
    zone = zone_of_authority(actor.agency or 0)
    period = said.get("period", "day")
    period = period if period in PERIODS else "day"
    today = now().astimezone(zone).date()
    try:
        day = dt.date.fromisoformat(said.get("on", ""))
    except ValueError:
        day = today
    # Years within which days can be reckoned from.
    day = day if abs((day - today).days) <= 36_500 else today  # noqa: PLR2004 — a hundred years
    if period == "day":
        return Span(period, day, day, zone)
    first = day - dt.timedelta(days=day.weekday())
    return Span(period, first, first + dt.timedelta(days=6), zone)


def _lines(request: HttpRequest, span: Span) -> tuple[list[Line], bool]:
    actor = actor_from(request)
    found = list(selectors.alerts_between(actor, *span.moments)[: MOST + 1])
    return lines_of(found[:MOST], actor), len(found) > MOST


def _workbook(lines: list[Line], span: Span) -> bytes:
    heads = (
        gettext("When"), gettext("Watch"), gettext("Precedence"), gettext("Records"), gettext("State"),
        gettext("Who has it"), gettext("Address"),
    )  # fmt: skip
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, bold = book.add_worksheet(gettext("Alerts")), book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, head in enumerate(heads):
            sheet.write_string(0, column, head, bold)
        for row, line in enumerate(lines, start=1):
            when = line.alert.raised_at.astimezone(span.zone)
            address = settings.CHORSU_OFFICERS_URL + reverse("alert", args=[line.alert.pk])
            cells = (
                f"{when:%Y-%m-%d %H:%M}", line.name, line.precedence, line.count, str(STATES[line.alert.state]),
                line.has, address,
            )  # fmt: skip
            for column, cell in enumerate(cells):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(row, column, cell)
    return file.getvalue()
