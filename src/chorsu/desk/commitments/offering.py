"""What a message may fulfil, as the form of a message offers it: the open periods that its authority owes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext

from chorsu.desk.commitments.wording import line_chip, period_chip
from chorsu.desk.requests import whole_number
from chorsu.desk.returns.wording import period_name, place_of_return
from chorsu.desk.watches.reading import identifier_in
from chorsu.exchange.commitments import selectors
from chorsu.exchange.commitments.periods import State
from chorsu.records.models import Report
from chorsu.returns.models import Return

if TYPE_CHECKING:
    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.commitments.giving import Given
    from chorsu.exchange.commitments.models import Commitment, CommitmentChange
    from chorsu.exchange.commitments.standing import Line, Standing

__all__ = ["begun_by", "data_link", "data_offered", "left_promised", "offered", "pressing", "tie_in", "tie_of"]


def offered(authority: int, names: Names, at: dt.datetime) -> list[tuple[str, str]]:
    """Values and labels: the day due, what, to whom."""
    return [
        (
            f"{standing.one.pk}:{line.period.number}",
            f"{line.period.day.isoformat()} · {standing.one.subject} → {_other(names, standing, line)}",
        )
        for standing, line in selectors.owed_by(authority, at)
    ]


def pressing(authority: int, names: Names, at: dt.datetime) -> list[dict[str, Any]]:
    """What an authority owes today or is late with, for its duty desk."""
    return [
        {
            "id": standing.one.pk,
            "subject": standing.one.subject,
            "href": reverse("commitment", args=[standing.one.pk]),
            "other": _other(names, standing, line),
            "chip": line_chip(line),
            "day": line.period.day,
        }
        for standing, line in selectors.pressing(selectors.in_force(at), {authority}, at)
    ]


def left_promised(kept: list[dict[str, Any]], names: Names) -> list[dict[str, Any]]:
    """What a hand-over kept of promises, in the same shape; how each stood then."""
    found = {str(one.pk): one for one in selectors.commitments([row["id"] for row in kept])}
    return [
        {
            "id": UUID(row["id"]),
            "subject": found[row["id"]].subject if row["id"] in found else "",
            "href": reverse("commitment", args=[row["id"]]),
            "other": names.by_number.get(row["other"], "?"),
            "chip": period_chip(State(row["state"]), row["days"]),
            "day": dt.date.fromisoformat(row["day"]),
        }
        for row in kept
    ]


def data_offered(found: list[Given]) -> list[tuple[str, str]]:
    """Data that may fulfil a period, as values and labels: the day, and which file or return it is."""
    return [(f"{one.what}:{one.number}", f"{one.at.date().isoformat()} · {_data_name(one.one)}") for one in found]


def data_link(act: CommitmentChange) -> str:
    """The page of the data that fulfil a period: the return, or the records that were handed in; empty for others."""
    if act.statement is not None:
        return reverse("return", args=[act.statement])
    return f"{reverse('records')}?report={act.report}" if act.report is not None else ""


def _data_name(one: Report | Return) -> str:
    if isinstance(one, Report):
        return gettext("Hand-in: %(file)s") % {"file": one.file_name}
    what = gettext("Nil return") if one.kind == Return.Kind.NIL else gettext("Return")
    return f"{what}: {place_of_return(one.country)}, {period_name(one.days)}"


def tie_in(text: str) -> tuple[UUID, int] | None:
    """What a value of such a list says; None for none."""
    number, _, period = text.partition(":")
    commitment, place = identifier_in(number), whole_number(period)
    return None if commitment is None or place is None else (commitment, place)


def tie_of(kept: dict[str, object] | None) -> str:
    """The value for what a draft is to fulfil."""
    return f"{kept['commitment']}:{kept['period']}" if kept else ""


def begun_by(text: str, authority: int) -> tuple[Commitment, int] | None:
    """The commitment that a link to the form names, and the other side of it; None where there is none."""
    tie = tie_in(text)
    found = selectors.commitment(tie[0]) if tie else None
    if found is None or authority not in found.senders:
        return None
    return found, found.other(authority)


def _other(names: Names, standing: Standing, line: Line) -> str:
    return names.by_number.get(standing.one.other(line.side), "?")
