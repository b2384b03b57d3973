"""The list of commitments: what is due from us and to us, each commitment with its figures in both directions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.commitments.wording import EVERY, figures_line, line_chip, state_chip
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.exchange.commitments import selectors
from chorsu.exchange.commitments.promising import may_promise
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.commitments.periods import State
    from chorsu.exchange.commitments.standing import Line, Standing

__all__ = ["listed"]

MOST_DUE = 50


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The commitments of the viewer's authority, and of those that the viewer provides for."""
    actor, names = actor_from(request), names_of()
    found = selectors.seen(now())
    trail_of(request).listed(one.one.pk for one in found)
    theirs = {side for one in found for side in one.one.senders} - actor.provides
    context = {
        "found": bool(found),
        "ours": _due(selectors.due(found, actor.provides), names, "commitments-ours"),
        "theirs": _due(selectors.due(found, theirs), names, "commitments-theirs"),
        "our_figures": figures_line(_sum(found, actor.provides)),
        "their_figures": figures_line(_sum(found, theirs)),
        "table": _all(found, actor.provides, names),
        "may_propose": may_promise(actor, actor.agency),
    }
    return render(request, "commitments/list.html", context)


def _due(rows: list[tuple[Standing, Line]], names: Names, name: str) -> shapes.Table | None:
    """What is due, the oldest first; None where nothing is."""
    if not rows:
        return None
    columns = [
        shapes.Column("subject", gettext_lazy("Subject"), wrap=True),
        shapes.Column("state", pgettext_lazy("column", "State"), wrap=True),
        shapes.Column("day", pgettext_lazy("column of a commitment", "Due")),
        shapes.Column("between", pgettext_lazy("column", "From whom to whom"), wrap=True),
    ]
    shown = []
    for one, line in rows[:MOST_DUE]:
        between = f"{_name(names, line.side)} → {_name(names, one.one.other(line.side))}"
        cells = [one.one.subject, line_chip(line), line.period.day, between]
        href = reverse("commitment", args=[one.one.pk])
        shown.append(shapes.Row([shapes.TableCell(cell) for cell in cells], href=href))
    title = gettext_lazy("Due from us") if name == "commitments-ours" else gettext_lazy("Due to us")
    return shapes.Table(name, title, columns, shown, total=len(rows))


def _all(found: list[Standing], own: Collection[int], names: Names) -> shapes.Table:
    columns = [
        shapes.Column("subject", gettext_lazy("Subject"), wrap=True),
        shapes.Column("other", pgettext_lazy("column of a commitment", "With whom"), wrap=True),
        shapes.Column("every", pgettext_lazy("column of a commitment", "How often")),
        shapes.Column("state", pgettext_lazy("column", "State"), wrap=True),
        shapes.Column("ours", pgettext_lazy("column of a commitment", "From us"), wrap=True),
        shapes.Column("theirs", pgettext_lazy("column of a commitment", "To us"), wrap=True),
    ]
    rows = []
    for standing in found:
        one = standing.one
        side = one.provider_id if one.provider_id in own else one.partner
        cells = [
            one.subject,
            _name(names, one.other(side)),
            str(EVERY[one.every]),
            state_chip(one),
            figures_line(standing.figures(side)) if side in one.senders else "—",
            figures_line(standing.figures(one.other(side))) if one.other(side) in one.senders else "—",
        ]
        href, over = reverse("commitment", args=[one.pk]), one.state in {one.State.DECLINED, one.State.ENDED}
        rows.append(shapes.Row([shapes.TableCell(cell) for cell in cells], href=href, muted=over))
    return shapes.Table("commitments", gettext_lazy("All commitments"), columns, rows, total=len(rows))


def _sum(found: list[Standing], sides: Collection[int]) -> Counter[State]:
    figures: Counter[State] = Counter()
    for one in found:
        for side in one.lines:
            if side in sides:
                figures += one.figures(side)
    return figures


def _name(names: Names, number: int) -> str:
    return names.by_number.get(number, "?")
