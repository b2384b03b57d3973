"""The desk of the exchange: what waits for the viewer's authority, what others owe it, what it sent, its drafts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.exchange import owed
from chorsu.desk.exchange.wording import (
    BESIDES,
    KINDS,
    NOTICES,
    PRECEDENCE_CHIPS,
    PRECEDENCES,
    clock,
    local,
    precedence_chip,
)  # fmt: skip
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.records.wording import joined
from chorsu.desk.requests import actor_from, whole_number
from chorsu.directory.models import User
from chorsu.directory.trail import trail_of
from chorsu.exchange.commitments.selectors import commitment_of_act, still_open
from chorsu.exchange.messages import selectors
from chorsu.exchange.messages.models import Delivery, Message, Notice
from chorsu.exchange.messages.selectors import Asked
from chorsu.exchange.messages.sending import needs_four_eyes
from chorsu.exchange.watches.selectors import new_count
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Actor

__all__ = ["overview"]

A_PAGE = 50
MOST_NOTICES = 8
TABS = {
    "waiting": pgettext_lazy("tab of the exchange", "Waits for us"),
    "out": pgettext_lazy("tab of the exchange", "We wait for"),
    "sent": pgettext_lazy("tab of the exchange", "Sent"),
    "drafts": pgettext_lazy("tab of the exchange", "Drafts"),
}
EMPTY = {
    "waiting": gettext_lazy(
        "Requests, alerts and information sent to your authority stand here, the most urgent first."
    ),
    "out": gettext_lazy("What your authority asked and nobody has answered yet stands here, each with its clock."),
    "sent": gettext_lazy("What your authority sends stands here, with its receipts."),
    "drafts": gettext_lazy("A message that is not sent yet is kept here, for your authority alone."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A reminder or an escalation as the page shows it; `href` leads to its message, where the viewer sees that."""

    line: str
    subject: str
    between: str
    chip: str
    precedence: str
    due: dt.datetime | None
    at: dt.datetime
    mine: bool
    href: str
    promised: bool


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """One tab of the desk, filtered; counts beside the two that wait."""
    actor, at, names = actor_from(request), now(), names_of()
    tab = request.GET.get("tab", "waiting")
    tab = tab if tab in TABS else "waiting"
    asked = _asked(request)
    page, table = _listed(request, tab, asked, names)
    told = _told(actor, names)
    trail_of(request).listed([*(one.pk for one in page.object_list), *(pk for pk, _ in told)])
    authority = actor.agency if actor.provides else None
    return render(
        request,
        "exchange/overview.html",
        {
            "tab": tab,
            "tabs": _tabs(actor, tab, at),
            "page": page,
            "some": bool(table.rows),
            "table": table,
            "empty": EMPTY[tab],
            "asked": asked,
            "filtered": asked != Asked(),
            "kinds": [(code, name, code == asked.kind) for code, name in (KINDS | BESIDES).items()],
            "precedences": [(code, name, code == asked.precedence) for code, name in PRECEDENCES.items()],
            "told": [one for _, one in told],
            "new_alerts": new_count(actor),
            "may_write": bool(actor.provides),
            "may_set": authority is not None and bool(actor.roles & {Role.LIAISON, Role.DUTY}),
            "four_eyes": authority is not None and needs_four_eyes(authority),
        },
    )


def _listed(request: HttpRequest, tab: str, asked: Asked, names: Names) -> tuple[Page[Any], shapes.Table]:
    """One page of a tab, and its table."""
    actor, at, number = actor_from(request), now(), request.GET.get("page")
    if tab in {"waiting", "out"}:
        select = selectors.waiting if tab == "waiting" else selectors.out
        deliveries = Paginator(select(actor, asked, at), A_PAGE).get_page(number)
        besides = owed.listed(tab, asked, actor, at) if deliveries.number == 1 else []
        trail_of(request).opened(one.key for one in besides)
        return deliveries, _deliveries(deliveries, besides, tab, names, actor)
    select_own = selectors.sent if tab == "sent" else selectors.drafts
    found = Paginator(select_own(actor), A_PAGE).get_page(number)
    besides = owed.sent(actor, at, *_times(found)) if tab == "sent" else []
    trail_of(request).opened(one.key for one in besides)
    return found, _messages(found, besides, tab, names)


def _times(page: Page[Message]) -> tuple[dt.datetime | None, dt.datetime | None]:
    """From when until before when a page of what was sent tells; the first has no end, the last no beginning."""
    rows = page.paginator.object_list
    since = rows[page.end_index() - 1].sent_at if page.has_next() else None
    return since, rows[page.start_index() - 2].sent_at if page.has_previous() else None


def _asked(request: HttpRequest) -> Asked:
    said = request.GET
    precedence = whole_number(said.get("precedence", ""))
    kind = said.get("kind", "")
    return Asked(
        kind=kind if kind in KINDS or kind in BESIDES else "",
        precedence=precedence if precedence in PRECEDENCES else None,
        other=whole_number(said.get("other", "")),
        late=bool(said.get("late")),
        mine=bool(said.get("mine")),
    )


def _tabs(actor: Actor, tab: str, at: dt.datetime) -> list[shapes.Choice]:
    others = {one: len(owed.listed(one, Asked(), actor, at)) for one in ("waiting", "out")}
    counts = {
        "waiting": selectors.waiting_count(actor) + others["waiting"],
        "out": selectors.out(actor, Asked(), at).count() + others["out"],
    }
    return [
        shapes.Choice(
            f"{name} ({counts[code]})" if code in counts else str(name),
            f"?{urlencode({'tab': code})}",
            current=code == tab,
        )
        for code, name in TABS.items()
    ]


def _deliveries(page: Page[Delivery], besides: list[owed.Owed], tab: str, names: Names, actor: Actor) -> shapes.Table:
    """What waits, with requests for permission and recalls among the messages, in the order of what presses."""
    found, at = list(page.object_list), now()
    officers = _officers({one.assigned_to for one in found if one.assigned_to})
    columns = [
        shapes.Column("subject", gettext_lazy("Subject"), wrap=True),
        shapes.Column("precedence", gettext_lazy("Precedence")),
        shapes.Column("clock", pgettext_lazy("column", "Clock"), wrap=True),
        shapes.Column("other", gettext_lazy("From") if tab == "waiting" else gettext_lazy("To whom"), wrap=True),
        shapes.Column("kind", pgettext_lazy("column", "Kind"), wrap=True),
        shapes.Column("officer", gettext_lazy("Who has it"), wrap=True),
    ]
    rows = []
    rows += [(_order(0, each.due_at, each.since), _besides(each, names, at)) for each in besides]
    for one in found:
        other, own = (one.sender, one.addressee) if tab == "waiting" else (one.addressee, one.sender)
        cells = [
            one.message.subject,
            precedence_chip(one.precedence),
            _clock(clock(one, at), local(one.due_at, one.answers)),
            str(KINDS[one.kind]),
            officers.get(one.assigned_to or 0, "") or one.acknowledged_name or "—",
        ]
        shown = [shapes.TableCell(cell) for cell in cells]
        of_other = f"?{urlencode({'tab': tab, 'other': other})}"
        between = _between(names.by_number.get(other, "?"), own, tab, names, actor)
        shown.insert(3, shapes.TableCell(between, filter_href=of_other))
        row = shapes.Row(shown, href=reverse("exchange-message", args=[one.message_id]))
        rows.append((_order(one.precedence, one.due_at, one.received_at), row))
    ordered = [row for _key, row in sorted(rows, key=lambda pair: pair[0])]
    return shapes.Table(f"exchange-{tab}", TABS[tab], columns, ordered, total=page.paginator.count + len(besides))


def _between(other: str, own: int, tab: str, names: Names, actor: Actor) -> str:
    """The other side; for who stands for several authorities also which of them is meant."""
    if len(actor.provides) == 1:
        return other
    arrow = "→" if tab == "waiting" else "←"
    return format_html('{}<br><span class="soft small">{} {}</span>', other, arrow, names.by_number.get(own, "?"))


def _clock(left: str, due: str) -> str:
    """A deadline in words, and by the clock of who answers, which breaks between its words alone."""
    if not due:
        return left or gettext("no deadline")
    parts = format_html_join(" ", '<span class="text-nowrap">{}</span>', ((part,) for part in due.split()))
    return format_html('{}<br><span class="soft small">{}</span>', left, parts)


def _order(precedence: int, due: dt.datetime | None, since: dt.datetime) -> tuple[int, bool, float, float]:
    """As `selectors` orders deliveries: by precedence, by deadline, what has none last, then by age."""
    return -precedence, due is None, due.timestamp() if due else 0.0, since.timestamp()


def _besides(one: owed.Owed, names: Names, at: dt.datetime) -> shapes.Row:
    """A request for permission or a recall as a row among deliveries."""
    cells = [
        one.subject,
        precedence_chip(0),
        _clock(one.clock(at), one.due),
        owed.others_named(one, names),
        str(BESIDES[one.kind]),
        "—",
    ]
    return shapes.Row([shapes.TableCell(cell) for cell in cells], href=one.href)


def _messages(page: Page[Message], besides: list[owed.Owed], tab: str, names: Names) -> shapes.Table:
    """What was sent, with requests for permission and recalls among the messages, the newest first; or drafts."""
    found = list(page.object_list)
    to: dict[uuid.UUID, list[int]] = {one.pk: list(one.to) for one in found}
    for message, addressee in Delivery.objects.filter(message__in=found).values_list("message_id", "addressee"):
        to[message].append(addressee)
    columns = [
        shapes.Column("subject", gettext_lazy("Subject"), wrap=True),
        shapes.Column("precedence", gettext_lazy("Precedence")),
        shapes.Column("to", gettext_lazy("To whom"), wrap=True),
        shapes.Column("kind", pgettext_lazy("column", "Kind"), wrap=True),
        shapes.Column("at", pgettext_lazy("column", "When, UTC")),
        shapes.Column("state", pgettext_lazy("column", "State"), wrap=True),
    ]
    rows = [(each.since, _sent_besides(each, names)) for each in besides]
    for one in found:
        editable = one.state == Message.State.DRAFT
        href = reverse("exchange-draft" if editable else "exchange-message", args=[one.pk])
        cells = [
            one.subject,
            precedence_chip(one.precedence),
            joined(names.join(to[one.pk], one.provider_id)) or "—",
            str(KINDS[one.kind]),
            one.sent_at or one.changed_at,
            _state(one),
        ]
        rows.append((one.sent_at or one.changed_at, shapes.Row([shapes.TableCell(cell) for cell in cells], href=href)))
    if tab == "sent":
        rows.sort(key=lambda pair: pair[0], reverse=True)
    total = page.paginator.count + len(besides)
    return shapes.Table(f"exchange-{tab}", TABS[tab], columns, [row for _moment, row in rows], total=total)


def _sent_besides(one: owed.Owed, names: Names) -> shapes.Row:
    """A request for permission or a recall as a row among messages that were sent."""
    to, kind = owed.others_named(one, names), str(BESIDES[one.kind])
    cells = [one.subject, precedence_chip(0), to, kind, one.since, one.state]
    return shapes.Row([shapes.TableCell(cell) for cell in cells], href=one.href)


def _state(one: Message) -> str:
    if one.state == Message.State.WAITING:
        return gettext("Waits for a second officer")
    if one.state == Message.State.RECALLED:
        return gettext("Taken back")
    if one.state == Message.State.SENT:
        return gettext("Sent")
    return gettext("Given back") if one.returned_why else gettext("Draft")


def _told(actor: Actor, names: Names) -> list[tuple[uuid.UUID, Told]]:
    """The newest reminders and escalations of the viewer's authority that still tell something, to the viewer first."""
    rows = list(still_open(selectors.notices(actor))[:MOST_NOTICES])
    of = [one.delivery_id for one in rows]
    messages = {one.pk: one.message for one in selectors.received(actor).filter(pk__in=of)}
    found = []
    for one in sorted(rows, key=lambda row: actor.user not in row.people):
        message = messages.get(one.delivery_id)
        sides = dict.fromkeys((one.sender, one.addressee))
        told = Told(
            line=str(NOTICES[one.kind, one.level]),
            subject=message.subject if message else "",
            between=" → ".join(names.by_number.get(side, "?") for side in sides),
            chip=PRECEDENCE_CHIPS[one.precedence],
            precedence=PRECEDENCES[one.precedence],
            due=one.due_at,
            at=one.at,
            mine=actor.user in one.people,
            href=_told_of(one, message),
            promised=one.kind in {Notice.Kind.COMMITMENT, Notice.Kind.COMMITMENT_LATE},
        )
        found.append((one.pk, told))
    return found


def _told_of(one: Notice, message: Message | None) -> str:
    """Where a notice leads: to the hand-over, the commitment, or to the message where the viewer sees it."""
    if one.kind in {Notice.Kind.COMMITMENT, Notice.Kind.COMMITMENT_LATE}:
        promised = commitment_of_act(one.delivery_id)
        return reverse("commitment", args=[promised]) if promised else ""
    if one.kind == Notice.Kind.HANDOVER:
        return reverse("duty-handed", args=[one.delivery_id])
    return reverse("exchange-message", args=[message.pk]) if message else ""


def _officers(numbers: set[int]) -> dict[int, str]:
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=numbers)}
