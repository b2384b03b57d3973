"""The delivery of a message to each addressee, and every act on it: one way, with its change kept, its clock set anew.

Owns how a change makes a delivery what it is (`fold`), and so what `due_at` is: always what the clock says of the
changes. Must not know pages, nor who may do what: its callers ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from chorsu.directory.models import Agency, Group
from chorsu.exchange.deadlines.calendars import calendar_of
from chorsu.exchange.deadlines.counting import Clock, Pause
from chorsu.exchange.deadlines.rules import Urgency, row_for
from chorsu.exchange.messages.models import Delivery, DeliveryChange, Message
from chorsu.exchange.messages.stepping import Waiting, next_step
from chorsu.handling.rules import Marking
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable

    from chorsu.exchange.deadlines.rules import Row, Rule

__all__ = [
    "addressees_of",
    "authorities_in",
    "change",
    "clock_of",
    "content_of_change",
    "deliver",
    "fold",
    "row_of",
    "rule_of",
    "set_clock",
    "stand_for",
    "waiting",
]

Kind, State = DeliveryChange.Kind, Delivery.State
_AFTER = {
    Kind.PAUSED: State.PAUSED,
    Kind.RESUMED: State.OPEN,
    Kind.REOPENED: State.OPEN,
    Kind.ANSWERED: State.ANSWERED,
    Kind.REFUSED: State.REFUSED,
    Kind.WITHDRAWN: State.WITHDRAWN,
}
"""The state after an act that changes it."""
_DONE = (State.ANSWERED, State.REFUSED)
"""What was answered stays so, also when the message is taken back."""
_FOLDED = (
    "state", "opened_at", "acknowledged_at", "acknowledged_name", "assigned_to", "due_at", "answered_at", "ground",
    "reminded_at", "escalated_at", "level", "next_at", "version",
)  # fmt: skip
_SAID = ("kind", "at", "by", "by_name", "reason", "amount", "officer", "ground", "message")


def authorities_in(principals: Collection[int], *, but: int) -> list[Agency]:
    """The authorities that these stand for, groups by their members of today, each once; without the sender.

    Raises:
        InputError: nobody is named, or one that is neither an authority nor a group that takes part.
    """
    asked = set(principals)
    groups = Group.objects.filter(pk__in=asked, until=None)
    named = Agency.objects.select_related("state").filter(until=None)
    agencies = {one.pk: one for one in named.filter(pk__in=asked)}
    if asked - agencies.keys() - set(groups.values_list("pk", flat=True)):
        raise InputError("somebody is named who takes no part", where="addressees", to_do="choose from the list")
    agencies |= {one.pk: one for one in named.filter(groups__in=groups)}
    agencies.pop(but, None)
    if not agencies:
        raise InputError("nobody is named", where="addressees", to_do="choose an authority or a group")
    return [agencies[number] for number in sorted(agencies)]


def stand_for(principals: Collection[int], *, but: int) -> set[int]:
    """The authorities that these stand for today, as `authorities_in`; none where one stands for nobody any more."""
    try:
        return {agency.pk for agency in authorities_in(principals, but=but)}
    except InputError:
        return set()


def addressees_of(message: Message) -> set[int]:
    """The authorities that a message went to; before it is sent, those that it would go to today."""
    told = set(Delivery.objects.filter(message=message).values_list("addressee", flat=True))
    return told or stand_for(message.to, but=message.provider_id)


def deliver(message: Message, to: Iterable[Agency], at: dt.datetime) -> list[Delivery]:
    """Deliver a message that is being sent; it is received at once. In the transaction of the sending."""
    asks = _code(Agency.objects.select_related("state").get(pk=message.provider_id))
    wanted = message.kind == Message.Kind.REQUEST
    found = []
    for agency in to:
        one = Delivery(message=message, thread=message.thread, sender=message.provider_id, addressee=agency.pk)
        one.asks, one.answers = asks, _code(agency)
        one.kind, one.precedence, one.urgency = message.kind, message.precedence, message.urgency
        one.state, one.received_at = State.OPEN if wanted else State.TOLD, at
        one.synthetic = message.synthetic
        one.marking = Marking(message.provider_id, frozenset({message.provider_id, agency.pk}))
        set_clock(one, ())
        found.append(one)
    Delivery.objects.bulk_create(found)
    return found


def change(
    delivery: Delivery, kind: DeliveryChange.Kind, *, by: int | None, by_name: str = "", at: dt.datetime, **said: Any
) -> DeliveryChange:
    """Do one act on a delivery that is locked: keep it, set the clock anew, enter it in the journal."""
    before = list(DeliveryChange.objects.filter(delivery=delivery))
    one = DeliveryChange(delivery=delivery, number=len(before) + 1, kind=kind, at=at, by=by, by_name=by_name, **said)
    fold(delivery, [*before, one])
    one.state, one.due_at = delivery.state, delivery.due_at
    one.save(force_insert=True)
    delivery.save(update_fields=_FOLDED)
    content = content_of_change(one, delivery)
    append(kind=f"delivery.{kind}", record=delivery.pk, version=one.number, content=content, actor=by, at=at)
    return one


def content_of_change(one: DeliveryChange, standing: Delivery | DeliveryChange) -> dict[str, Any]:
    """To what the journal commits of a change; `standing` tells the state after it: the row, or the delivery."""
    said = {name: getattr(one, name) for name in _SAID}
    return said | {"delivery": one.delivery_id, "state": str(standing.state), "due_at": standing.due_at}


def fold(delivery: Delivery, changes: list[DeliveryChange]) -> None:
    """Make a delivery what its last change makes of it; `changes` are all of them, in order."""
    one = changes[-1]
    match one.kind:
        case Kind.OPENED:
            delivery.opened_at = one.at
        case Kind.ACKNOWLEDGED:
            delivery.acknowledged_at, delivery.acknowledged_name, delivery.level = one.at, one.by_name, 0
        case Kind.ASSIGNED:
            delivery.assigned_to = one.officer
        case Kind.ANSWERED | Kind.REFUSED:
            delivery.answered_at, delivery.ground = one.at, one.ground
        case Kind.REOPENED:
            delivery.answered_at, delivery.ground = None, ""
            if not delivery.urgency:
                delivery.acknowledged_at, delivery.acknowledged_name = None, ""
        case Kind.REMINDED:
            delivery.reminded_at = one.at
        case Kind.ESCALATED:
            delivery.escalated_at, delivery.level = one.at, delivery.level + 1
    delivery.state = _state_after(delivery, DeliveryChange.Kind(one.kind))
    delivery.version = one.number
    set_clock(delivery, changes)
    if one.kind == Kind.EXTENDED and (delivery.due_at is None or delivery.due_at > one.at):
        delivery.reminded_at = None
        delivery.level = 0 if delivery.acknowledged_at else delivery.level
        set_clock(delivery, changes)


def _state_after(delivery: Delivery, kind: DeliveryChange.Kind) -> str:
    if kind == Kind.WITHDRAWN and delivery.state in _DONE:
        return delivery.state
    if kind == Kind.REOPENED and not delivery.urgency:
        return State.TOLD
    return _AFTER.get(kind, State(delivery.state))


def set_clock(delivery: Delivery, changes: Iterable[DeliveryChange]) -> None:
    """When the answer is due, and when the worker looks next."""
    rule, clock = rule_of(delivery), clock_of(delivery, changes)
    delivery.next_at = None
    if rule is None or clock is None:
        return
    delivery.due_at = clock.due()
    if delivery.state == State.OPEN and delivery.due_at is not None:
        step = next_step(waiting(delivery, delivery.due_at, rule))
        delivery.next_at = None if step is None else step[0]


def waiting(delivery: Delivery, due: dt.datetime, rule: Rule) -> Waiting:
    """A delivery whose clock runs, as its steps are counted."""
    reminded = delivery.reminded_at is not None
    return Waiting(delivery.received_at, due, rule, delivery.acknowledged_at, reminded, delivery.level)


def rule_of(delivery: Delivery) -> Rule | None:
    """The rule of its deadline; None where no answer is wanted."""
    row = row_of(delivery)
    return None if row is None else row.rule


def row_of(delivery: Delivery) -> Row | None:
    """The row that its deadline follows: what held on the day of receipt where it is answered; None as for the rule."""
    if not delivery.urgency:
        return None
    on = calendar_of(delivery.answers).day_of(delivery.received_at)
    example = bool(settings.CHORSU_EXAMPLE)
    return row_for(Urgency(delivery.urgency), asks=delivery.asks, answers=delivery.answers, on=on, example=example)


def clock_of(delivery: Delivery, changes: Iterable[DeliveryChange]) -> Clock | None:
    """The clock of a delivery with these changes; None where no answer is wanted."""
    rule = rule_of(delivery)
    if rule is None:
        return None
    pauses: list[Pause] = []
    extensions = []
    for one in changes:
        if one.kind == Kind.PAUSED:
            pauses.append(Pause(one.at))
        elif one.kind in {Kind.RESUMED, Kind.REOPENED} and pauses and pauses[-1].until is None:
            pauses[-1] = Pause(pauses[-1].since, one.at)
        elif one.kind == Kind.EXTENDED and one.amount:
            extensions.append(one.amount)
    return Clock(delivery.received_at, rule, calendar_of(delivery.answers), tuple(pauses), tuple(extensions))


def _code(agency: Agency) -> str:
    return "" if agency.state is None else agency.state.code
