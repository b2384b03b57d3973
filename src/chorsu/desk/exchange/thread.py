"""One thread: its messages with translations beside them, deliveries with their clocks, and what can be done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext, ngettext, pgettext
from django.views.decorators.http import require_GET

from chorsu.desk.exchange import owed
from chorsu.desk.exchange.files import ACCEPT, shown_of
from chorsu.desk.exchange.files import Shown as File
from chorsu.desk.exchange.receipts import receipt
from chorsu.desk.exchange.wording import (
    ABOUT,
    BESIDES,
    CHANGES,
    KINDS,
    LANGUAGES,
    PRECEDENCE_CHIPS,
    PRECEDENCES,
    STATE_CHIPS,
    STATES,
    clock,
    clock_chip,
    local,
)  # fmt: skip
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.wording import joined
from chorsu.desk.requests import actor_from
from chorsu.directory.models import User
from chorsu.directory.selectors import officers_of
from chorsu.directory.trail import trail_of
from chorsu.exchange.deadlines.rules import Counts
from chorsu.exchange.messages import selectors
from chorsu.exchange.messages.channels import channel
from chorsu.exchange.messages.delivering import row_of
from chorsu.exchange.messages.models import ANSWERS, Delivery, DeliveryChange, Message, Translation
from chorsu.exchange.messages.saying import records_in
from chorsu.exchange.messages.sending import needs_four_eyes
from chorsu.handling.codes import wording
from chorsu.handling.grounds import grounds
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.deadlines.rules import Row
    from chorsu.handling.rules import Actor

__all__ = ["one", "page"]

MOST_OFFICERS = 200


@dataclass(slots=True)
class Shown:
    """A message as the page shows it.

    `mine`: the viewer's authority sent it. `received`: its deliveries to those that the viewer provides for, named.
    `number` is that of an answer that its form writes; `answer` and `translation` are what stands in these forms.
    """

    one: Message
    sender: str
    to: str
    kind: str
    channel: str
    precedence: str
    chip: str
    language: str
    conditions: list[str]
    mine: bool
    received: list[tuple[Delivery, str]]
    about: str = ""
    ground: str = ""
    records: list[tuple[UUID, str]] = field(default_factory=list)
    translations: list[tuple[Translation, str, str, list[File]]] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    may_release: bool = False
    may_translate: bool = False
    number: UUID = field(default_factory=uuid7)
    answer: Mapping[str, str] = field(default_factory=dict)
    translation: Mapping[str, str] = field(default_factory=dict)

    @property
    def owing(self) -> list[tuple[Delivery, str]]:
        """Those of them that owe an answer to it."""
        return [(side, name) for side, name in self.received if side.state in ANSWERS]

    @property
    def answering(self) -> list[tuple[Delivery, str]]:
        """For whom the viewer may answer it."""
        if self.one.state != Message.State.SENT:
            return []
        return self.owing or ([] if self.one.kind == Message.Kind.REQUEST else self.received)

    @property
    def may_ask(self) -> bool:
        """Whether a clarification may be asked for."""
        return any(side.state == Delivery.State.OPEN for side, _name in self.owing)


@dataclass(frozen=True, slots=True)
class Side:
    """A delivery as the page shows it, with what was done to it; `unit` is what an extension adds."""

    one: Delivery
    subject: str
    addressee: str
    sender: str
    state: str
    chip: str
    clock: str
    clock_chip: str
    due: str
    officer: str
    unit: str
    rule: str
    source: str
    mine: bool
    named: bool
    asked: bool
    changes: list[tuple[str, DeliveryChange, str]]

    @property
    def may_acknowledge(self) -> bool:
        """Whether somebody may still say that it was seen: not after an answer, which says so."""
        return self.mine and self.one.acknowledged_at is None and self.one.state in {*ANSWERS, Delivery.State.TOLD}

    @property
    def loud(self) -> bool:
        """Whether it waits for that: information and replies are done when they are read, unless they are urgent."""
        return self.one.state in ANSWERS or selectors.to_acknowledge(self.one)


@require_GET
def one(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """A message in its thread; opening what was sent to one's own authority is its receipt."""
    return page(request, identifier)


def page(
    request: HttpRequest, identifier: UUID, *, form: str = "", typed: Mapping[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a thread; with what was `typed` into a form of this message, `answer` or `translation`."""
    actor, at = actor_from(request), now()
    thread = selectors.thread_shown(identifier)
    if thread is None:
        raise Http404
    receipt(identifier, actor, at)
    names = names_of()
    messages, deliveries = selectors.thread_of(thread), selectors.deliveries_in(thread)
    trail_of(request).opened(message.pk for message in messages)
    shown = _messages(messages, deliveries, names, actor)
    for each in shown:
        if form and typed is not None and each.one.pk == identifier:
            setattr(each, form, typed)
    gone = [side for side in deliveries if side.message_id not in {message.pk for message in messages}]
    first = next((message for message in messages if message.pk == identifier), messages[0] if messages else None)
    context = {
        "identifier": identifier,
        "title": first.subject if first else gettext("A message that was taken back"),
        "shown": shown,
        "gone": _gone(gone, names),
        "owed": [
            (each, owed.others_named(each, names), BESIDES[each.kind]) for each in owed.about(messages, actor, at)
        ],
        "sides": _sides(deliveries, messages, names, actor, at),
        "officers": _officers_of(deliveries, actor),
        "grounds": [(code, ground.label(language())) for code, ground in grounds("permission").items()],
        "languages": list(LANGUAGES.items()),
        "own_language": language(),
        "accept": ACCEPT,
    }
    return render(request, "exchange/thread.html", context, status=status)


def _gone(deliveries: list[Delivery], names: Names) -> list[tuple[Delivery, str, bool]]:
    """What was delivered and is not open any more, with its sender, and whether that took it back."""
    recalled = {one.delivery_id for one in selectors.changes_of(deliveries) if one.kind == one.Kind.WITHDRAWN}
    return [(side, names.by_number.get(side.sender, "?"), side.pk in recalled) for side in deliveries]


def _messages(messages: list[Message], deliveries: list[Delivery], names: Names, actor: Actor) -> list[Shown]:
    to: dict[UUID, list[int]] = {message.pk: list(message.to) for message in messages}
    own: dict[UUID, list[tuple[Delivery, str]]] = {}
    for side in sorted(deliveries, key=lambda one: one.addressee != actor.agency):
        to.setdefault(side.message_id, []).append(side.addressee)
        if side.addressee in actor.provides:
            own.setdefault(side.message_id, []).append((side, names.by_number.get(side.addressee, "?")))
    found = [_message(message, names, actor, to[message.pk], own.get(message.pk, [])) for message in messages]
    by_number, files = {shown.one.pk: shown for shown in found}, shown_of(messages)
    for shown in found:
        shown.files = files.get((shown.one.pk, None), [])
    for translation in selectors.translations_of(messages):
        by = names.by_number.get(translation.provider_id, "?")
        by_number[translation.message_id].translations.append(
            (translation, LANGUAGES[translation.language], by, files.get((translation.message_id, translation.pk), []))
        )
    return found


def _message(
    message: Message, names: Names, actor: Actor, to: list[int], received: list[tuple[Delivery, str]]
) -> Shown:
    spoken, mine = language(), message.provider_id in actor.provides
    question = message.question or {}
    ground = grounds("permission").get(message.ground)
    # Whom else it went to is not the addressee's to know, nor is it in any row that an addressee reads.
    addressees = joined(names.join(to, message.provider_id)) if mine else pgettext("to whom", "you")
    return Shown(
        one=message,
        sender=names.by_number.get(message.provider_id, "?"),
        to=addressees,
        kind=str(KINDS[message.kind]),
        channel=channel(message.channel).label(spoken),
        precedence=PRECEDENCES[message.precedence],
        chip=PRECEDENCE_CHIPS[message.precedence],
        language=LANGUAGES.get(message.language, message.language),
        conditions=_conditions(message, spoken),
        mine=mine,
        received=received,
        about=str(ABOUT.get(question.get("about", ""), "")),
        ground=ground.label(spoken) if ground else "",
        records=_records(records_in(question)),
        may_release=mine and message.state == Message.State.WAITING and actor.user not in message.writers,
        may_translate=not mine or not needs_four_eyes(message.provider_id),
    )


def _conditions(message: Message, spoken: str) -> list[str]:
    marks = [("use", code) for code in message.use_codes] + [("dissemination", c) for c in message.dissemination_codes]
    return [f"{code}: {wording(axis, code, spoken)}" for axis, code in marks]


def _records(numbers: list[UUID]) -> list[tuple[UUID, str]]:
    """The records that a question was built from, as far as the viewer sees them."""
    rows = Seizure.objects.filter(pk__in=numbers).prefetch_related("lots")
    return [(row.pk, card.title_of(row)) for row in rows]


def _sides(
    deliveries: list[Delivery], messages: list[Message], names: Names, actor: Actor, at: dt.datetime
) -> list[Side]:
    changes: dict[UUID, list[DeliveryChange]] = {}
    for change in selectors.changes_of(deliveries):
        changes.setdefault(change.delivery_id, []).append(change)
    given = [*(one.assigned_to for one in deliveries), *(one.officer for rows in changes.values() for one in rows)]
    people = [number for number in given if number is not None]
    officers = {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=people)}
    subjects = {message.pk: message.subject for message in messages}
    found = []
    for side in deliveries:
        row = row_of(side)
        found.append(
            Side(
                one=side,
                subject=subjects.get(side.message_id, ""),
                addressee=names.by_number.get(side.addressee, "?"),
                sender=names.by_number.get(side.sender, "?"),
                state=str(STATES[side.state]),
                chip=STATE_CHIPS[side.state],
                clock=clock(side, at),
                clock_chip=clock_chip(side, at),
                due=local(side.due_at, side.answers),
                officer=officers.get(side.assigned_to or 0, ""),
                unit=gettext("hours") if row and row.rule.counts == "hours" else gettext("days"),
                rule=_rule(row) if row else "",
                source=row.source if row else "",
                mine=side.addressee in actor.provides and side.message_id in subjects,
                named=len(actor.provides) > 1,
                asked=side.sender in actor.provides and side.state in ANSWERS,
                changes=[
                    (str(CHANGES[one.kind]), one, officers.get(one.officer or 0, ""))
                    for one in changes.get(side.pk, [])
                ],
            )
        )
    return found


def _rule(row: Row) -> str:
    """The rule that a deadline follows: what it is called, and what it counts."""
    amount, said = row.rule.amount, {"amount": row.rule.amount, "name": row.name(language())}
    match row.rule.counts:
        case Counts.HOURS:
            line = ngettext("%(name)s: %(amount)d hour", "%(name)s: %(amount)d hours", amount)
        case Counts.DAYS:
            line = ngettext("%(name)s: %(amount)d day", "%(name)s: %(amount)d days", amount)
        case Counts.WORKING_DAYS:
            line = ngettext("%(name)s: %(amount)d working day", "%(name)s: %(amount)d working days", amount)
    return line % said


def _officers_of(deliveries: list[Delivery], actor: Actor) -> list[tuple[int, str]]:
    """The officers to whom the viewer may give a message: those of the authorities that it was sent to."""
    own = {side.addressee for side in deliveries if side.addressee in actor.provides}
    rows = officers_of(own).order_by("last_name", "pk")
    return [(user.pk, user.get_full_name() or user.username) for user in rows[:MOST_OFFICERS]]
