"""How requests were answered and promises kept, by pair of authorities, over some days back."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import whole_number
from chorsu.directory.trail import trail_of
from chorsu.exchange.commitments.statistics import Kept, kept_since
from chorsu.exchange.messages.statistics import Pair, pairs_since
from chorsu.handling.grounds import grounds
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names

__all__ = ["statistics"]

PERIODS = (30, 90, 365)


@require_GET
def statistics(request: HttpRequest) -> HttpResponse:
    """The pairs that the viewer's authority is part of; for the centre's analysts all of them, as counts."""
    asked = whole_number(request.GET.get("days", ""))
    days = asked if asked in PERIODS else PERIODS[1]
    at = now()
    since = at - dt.timedelta(days=days)
    pairs, kept = pairs_since(since), kept_since(since, at)
    trail_of(request).figured(len(pairs) + len(kept), [pairs, kept])
    choices = [
        shapes.Choice(
            ngettext("%(count)d day", "%(count)d days", period) % {"count": period},
            f"?days={period}",
            current=period == days,
        )
        for period in PERIODS
    ]
    names = names_of()
    context = {
        "choices": choices,
        "pairs": pairs,
        "table": _table(pairs, names),
        "kept": kept,
        "promises": _promises(kept, names),
    }
    return render(request, "exchange/statistics.html", context)


def _table(pairs: list[Pair], names: Names) -> shapes.Table:
    columns = [
        shapes.Column("sender", gettext_lazy("Who asked"), wrap=True),
        shapes.Column("addressee", gettext_lazy("Who was asked"), wrap=True),
        shapes.Column("sent", gettext_lazy("Requests"), number=True),
        shapes.Column("in_time", gettext_lazy("Answered in time"), number=True),
        shapes.Column("late", pgettext_lazy("requests", "Late"), number=True),
        shapes.Column("open", pgettext_lazy("requests", "Open"), number=True),
        shapes.Column("withdrawn", pgettext_lazy("requests", "Taken back"), number=True),
        shapes.Column("refused", pgettext_lazy("requests", "Refused"), number=True),
        shapes.Column("grounds", gettext_lazy("Refused on which ground"), wrap=True),
    ]
    rows = []
    for pair in pairs:
        who = [names.by_number.get(pair.sender, "?"), names.by_number.get(pair.addressee, "?")]
        figures = [pair.sent, pair.in_time, pair.late, pair.open, pair.withdrawn, pair.refused]
        rows.append(shapes.Row([shapes.TableCell(value) for value in (*who, *figures, _grounds(pair))]))
    return shapes.Table("exchange-pairs", gettext("Pairs of authorities"), columns, rows, total=len(rows))


def _promises(kept: list[Kept], names: Names) -> shapes.Table:
    columns = [
        shapes.Column("sender", gettext_lazy("Who promised"), wrap=True),
        shapes.Column("addressee", gettext_lazy("To whom"), wrap=True),
        shapes.Column("promised", pgettext_lazy("periods of commitments", "Promised"), number=True),
        shapes.Column("in_time", pgettext_lazy("periods of commitments", "Sent in time"), number=True),
        shapes.Column("late", pgettext_lazy("periods of commitments", "Sent late"), number=True),
        shapes.Column("grace", pgettext_lazy("periods of commitments", "In grace"), number=True),
        shapes.Column("missing", pgettext_lazy("periods of commitments", "Missing"), number=True),
    ]
    rows = []
    for pair in kept:
        who = [names.by_number.get(pair.sender, "?"), names.by_number.get(pair.addressee, "?")]
        figures = [pair.promised, pair.in_time, pair.late, pair.grace, pair.missing]
        rows.append(shapes.Row([shapes.TableCell(value) for value in (*who, *figures)]))
    title = gettext("Pairs of authorities with commitments")
    return shapes.Table("exchange-promises", title, columns, rows, total=len(rows))


def _grounds(pair: Pair) -> str:
    known = grounds("permission")
    named = ((known[code].label(language()) if code in known else code, count) for code, count in pair.grounds.items())
    return "; ".join(f"{label}: {count}" for label, count in sorted(named)) or "—"
