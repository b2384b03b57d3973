"""The page of one commitment: what was agreed, its periods by side, what was done, and what can be done here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.commitments.offering import data_link, data_offered
from chorsu.desk.commitments.wording import ACTS, EVERY, figures_line, grace_line, line_chip, state_chip
from chorsu.desk.exchange.wording import local
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language, substance_chip
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.exchange.commitments import selectors
from chorsu.exchange.commitments.giving import may_give, read_of
from chorsu.exchange.commitments.models import Commitment, CommitmentChange
from chorsu.exchange.commitments.promising import may_promise
from chorsu.exchange.commitments.standing import DONE, standing
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.messages.models import Message
from chorsu.handling.grounds import grounds
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.commitments.standing import Line, Standing
    from chorsu.handling.rules import Actor

__all__ = ["one"]

SHOWN = 60


@dataclass(frozen=True, slots=True)
class Side:
    """One side that sends: its name, its periods as a table, newest first, and what its officers can do here."""

    number: int
    name: str
    figures: str
    table: shapes.Table | None
    open: list[tuple[int, dt.date]]
    done: list[tuple[int, dt.date]]
    messages: list[Message]
    data: list[tuple[str, str]]
    listed: list[uuid.UUID]
    mine: bool


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One commitment; absent for whoever is on neither side."""
    actor, at, names = actor_from(request), now(), names_of()
    found = selectors.commitment(identifier)
    if found is None:
        raise Http404
    trail_of(request).opened([found.pk])
    stands, spoken = standing(found, at), language()
    proposed = found.state == Commitment.State.PROPOSED
    ours, theirs = may_promise(actor, found.provider_id), may_promise(actor, found.partner)
    sides = [_side(stands, side, actor, names, at) for side in found.senders]
    trail_of(request).listed(number for side in sides for number in side.listed)
    context = {
        "one": found,
        "chip": state_chip(found),
        "provider": names.by_number.get(found.provider_id, "?"),
        "partner": names.by_number.get(found.partner, "?"),
        "terms": _terms(found, names, spoken),
        "substances": [substance_chip(code) for code in found.substances],
        "sides": sides,
        "acts": _acts(stands, names),
        "may_answer": proposed and theirs,
        "waits": proposed and not theirs,
        "may_end": ours if proposed else found.state == Commitment.State.STANDING and (ours or theirs),
        "grounds": [(code, ground.label(spoken)) for code, ground in grounds("permission").items()],
    }
    return render(request, "commitments/commitment.html", context)


def _terms(one: Commitment, names: Names, spoken: str) -> list[tuple[str, str]]:
    """What was agreed, as titles and words."""
    way = channel(one.channel)
    senders = " ⇄ " if one.way == Commitment.Way.MUTUAL else " → "
    sides = [one.partner, one.provider_id] if one.way == Commitment.Way.ASKS else [one.provider_id, one.partner]
    handling = ", ".join(sorted(way.use | way.dissemination))
    found = [
        (gettext("Who sends"), senders.join(names.by_number.get(side, "?") for side in sides)),
        (pgettext("column of a commitment", "How often"), str(EVERY[one.every])),
        (gettext("First day due"), one.first.isoformat()),
        (gettext("Days of grace"), grace_line(one.grace)),
        (
            gettext("From, until"),
            f"{one.since.isoformat()} – {one.last.isoformat() if one.last else gettext('no end')}",
        ),
        (gettext("Channel"), f"{way.label(spoken)}: {handling}"),
        (gettext("Basis"), one.basis),
        (gettext("Contact"), one.contact),
    ]
    return [(title, words) for title, words in found if words]


def _side(stands: Standing, side: int, actor: Actor, names: Names, at: dt.datetime) -> Side:
    lines, in_force = stands.lines.get(side, []), stands.one.state == Commitment.State.STANDING
    mine = side in actor.provides and in_force
    told = [line for line in lines if line.state in DONE]
    messages = selectors.may_fulfil(stands.one, side, at) if mine else []
    given = may_give(stands, side, at) if mine else []
    return Side(
        number=side,
        name=names.by_number.get(side, "?"),
        figures=figures_line(stands.figures(side)),
        table=_table(stands, side, names) if lines else None,
        open=[(line.period.number, line.period.day) for line in stands.open(side)] if mine else [],
        done=[(line.period.number, line.period.day) for line in reversed(told)] if mine else [],
        messages=messages,
        data=data_offered(given),
        listed=[*(one.pk for one in messages), *(one.number for one in given)],
        mine=mine,
    )


def _table(stands: Standing, side: int, names: Names) -> shapes.Table:
    columns = [
        shapes.Column("day", pgettext_lazy("column of a commitment", "Due")),
        shapes.Column("state", pgettext_lazy("column", "State"), wrap=True),
        shapes.Column("sent", pgettext_lazy("column of a commitment", "Sent"), wrap=True),
        shapes.Column("received", pgettext_lazy("column of a commitment", "Received"), wrap=True),
    ]
    states = dict(Agency.objects.filter(pk__in=[side, stands.one.other(side)]).values_list("pk", "state__code"))
    lines = list(reversed(stands.lines[side]))[:SHOWN]
    tied = [line.act.message for line in lines if line.act is not None and line.act.message is not None]
    seen = set(Message.objects.filter(pk__in=tied).values_list("pk", flat=True))
    rows, read = [], read_of(stands, side)
    for line in lines:
        sent = local(line.sent_at, states.get(side) or "") or "—"
        received = local(line.received_at, states.get(stands.one.other(side)) or "") or _unreceived(line, read)
        href = data_link(line.act) if line.act is not None else ""
        if line.act is not None and line.act.message in seen:
            href = reverse("exchange-message", args=[line.act.message])
        told = [shapes.TableCell(line.period.day), shapes.TableCell(line_chip(line)), shapes.TableCell(sent, href=href)]
        rows.append(shapes.Row([*told, shapes.TableCell(received)]))
    title = gettext("Periods of %(authority)s") % {"authority": names.by_number.get(side, "?")}
    return shapes.Table(f"periods-{side}", title, columns, rows, total=len(stands.lines[side]))


def _unreceived(line: Line, read: Collection[uuid.UUID]) -> str:
    data = line.act and (line.act.report or line.act.statement)
    if data:
        return gettext("lies in the data bank, open to them") if data in read else gettext("closed to them by now")
    return gettext("not opened yet") if line.delivery is not None else "—"


def _acts(stands: Standing, names: Names) -> list[dict[str, Any]]:
    """What was done, the newest first."""
    days = {(side, line.period.number): line.period.day for side, rows in stands.lines.items() for line in rows}
    found = [
        {
            "name": str(ACTS[change.kind]),
            "change": change,
            "side": names.by_number.get(change.side, "?") if change.side else "",
            "day": days.get((change.side or 0, change.period or 0)),
            "ground": _ground(change),
        }
        for change in reversed(stands.changes)
    ]
    one = stands.one
    proposed = CommitmentChange(at=one.at, by_name=one.by_name, words="")
    return [*found[:SHOWN], {"name": str(ACTS["proposed"]), "change": proposed, "side": "", "day": None, "ground": ""}]


def _ground(change: CommitmentChange) -> str:
    known = grounds("permission").get(change.ground)
    return known.label(language()) if known else ""
