"""Messages as officers of the cast write, send and answer them; each act at a moment of its own choice."""

import datetime as dt
from dataclasses import replace

from builders.releasing import agency
from cast import actor, earlier
from chorsu.exchange.attachments.services import attach
from chorsu.exchange.messages import receiving, sending, writing
from chorsu.exchange.messages.models import Delivery, Message
from chorsu.exchange.messages.saying import MessageSaid
from chorsu.exchange.templates.services import keep_template
from chorsu.handling.viewer import viewing
from chorsu.intake.attaching import look_into
from chorsu.intake.services import store
from chorsu.records.transfers.said import TransferSaid

__all__ = [
    "AT", "BASIS", "KZ", "TJ", "UZ", "acknowledged", "answered", "attached", "delivery", "does", "draft", "enter_colleague", "hours",
    "said", "seen", "sent", "template",
]  # fmt: skip

AT = dt.datetime(2026, 3, 2, 21, 0, tzinfo=dt.UTC)
"""A Monday evening in Greenwich, Tuesday 02:00 in Tashkent and in Almaty."""
UZ, KZ, TJ = "example-border-uz", "example-customs-kz", "example-drug-control-tj"
BASIS = TransferSaid("Example agreement on exchange, art. 4", "to find the sender")


def hours(number):
    """So many hours after `AT`."""
    return AT + dt.timedelta(hours=number)


def said(subject="Who owns this lorry?", to=(KZ,), **more):
    """A request for information, unless another kind is said; without persons."""
    given = {"kind": "request", "urgency": "8h", "personal": False} | more
    if given["kind"] != "request":
        given["urgency"] = ""
    numbers = tuple(agency(code) if isinstance(code, str) else code for code in to)
    return MessageSaid(subject=subject, to=numbers, **given)


def does(who, act, *, at=AT, **parts):
    """One act of an officer."""
    officer = actor(who) if isinstance(who, str) else who
    with earlier(officer):
        return act(actor=officer, at=at, **parts)


def draft(*, who="border-officer", at=AT, answers=None, synthetic=False, **more):
    """A draft."""
    wanted = replace(said(**more), to=()) if answers else said(**more)
    return does(who, writing.write_message, at=at, said=wanted, answers=answers, synthetic=synthetic)


def sent(*, who="border-officer", at=AT, **more):
    """A message that was sent."""
    one = draft(who=who, at=at, **more)
    return does(who, sending.send_message, at=at, identifier=one.pk)


def attached(message, name, content, *, who="border-officer", at=AT):
    """A file attached to a draft, looked into as it is from a page."""
    return does(who, attach, at=at, message=message.pk, file=look_into(name, content), store=store())


def template(name, *, who="liaison-b", code=UZ, at=AT, **more):
    """A template of an authority, as its liaison officer keeps it."""
    return does(who, keep_template, at=at, name=name, said=said(**more), provider=agency(code))


def answered(message, kind, *, who="liaison-a", at=AT, **more):
    """An answer that was sent."""
    return sent(who=who, at=at, kind=kind, answers=message.pk, subject=f"Re: {message.subject}", **more)


def delivery(message, code=KZ, who="border-officer"):
    """The delivery of a message to an authority, as somebody sees it."""
    with viewing(actor(who)):
        return Delivery.objects.get(message=message.pk, addressee=agency(code))


def seen(message, who):
    """Whether somebody sees a message."""
    with viewing(actor(who)):
        return Message.objects.filter(pk=message.pk).exists()


def enter_colleague(as_role, name="colleague", code=UZ, roles=("officer",)):
    """A further officer of an authority; its sign-in name."""
    from chorsu.directory.models import Agency
    from chorsu.directory.services import enter_officer
    from chorsu.handling.rules import Role

    with as_role("owner"):
        enter_officer(
            username=name,
            agency=Agency.objects.get(code=code),
            roles=[Role(role) for role in roles],
            first_name="Example",
            last_name=name.title(),
        )
    return name


def acknowledged(message, *, who="liaison-a", at=AT):
    """The delivery after an officer of the addressee acknowledged it."""
    return does(who, receiving.acknowledge, at=at, message=message.pk)
