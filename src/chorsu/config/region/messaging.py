"""The invented messages and rosters of the example region: from `exchange.yml` through the services.

Entered once: what stands there already, or what a visitor has answered or taken back, is left as it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from chorsu.exchange.messages.models import Message
    from chorsu.exchange.messages.saying import MessageSaid
    from chorsu.handling.rules import Actor

__all__ = ["enter_messages", "enter_rosters", "load_messages"]

_SPACE = uuid.UUID("0d7b2f70-3a52-5a0f-8a5e-2c1c7a6f4b11")
"""Of the numbers by which the invented messages are known again."""


DAYS = 14
"""How long somebody of the example is on duty at a stretch."""


def load_messages() -> list[dict[str, Any]]:
    """The threads of the file."""
    return _load("threads")


def _load(part: str) -> list[dict[str, Any]]:
    text = files("chorsu.config.region").joinpath("exchange.yml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)[part]
    return rows


def enter_rosters(at: dt.datetime) -> None:
    """Put the officers of the file on duty, each where the roster of the authority names nobody at the moment `at`."""
    from chorsu.directory.roster import DutySaid, enter_duty, on_duty_for
    from chorsu.handling.viewer import viewing

    for row in _load("roster"):
        officer = _actor(row["officer"])
        with viewing(officer):
            if officer.user is not None and officer.agency is not None and not on_duty_for(officer.agency, at):
                until = at + dt.timedelta(days=DAYS)
                said = DutySaid(officer.user, at, until, row["languages"], row["telephone"])
                enter_duty(authority=officer.agency, said=said, actor=officer, at=at)


def enter_messages(at: dt.datetime) -> None:
    """Enter every invented thread that was never entered, as if its acts had been done before the moment `at`."""
    for row in load_messages():
        _enter(row, at)


def _enter(row: dict[str, Any], at: dt.datetime) -> None:
    from chorsu.exchange.messages import receiving
    from chorsu.exchange.messages.models import Message
    from chorsu.handling.seal import EARLIER
    from chorsu.handling.viewer import viewing

    sender, number = _actor(row["from"]), uuid.uuid5(_SPACE, row["key"])
    with viewing(replace(sender, purpose=EARLIER)):
        if Message.objects.filter(pk=number).exists():
            return
        _send(sender, row, at, number=number)
        if "translation" in row:
            code, subject, body = row["translation"]
            receiving.translate(message=number, language=code, subject=subject, body=body, actor=sender, at=at)
    if "acknowledged" in row:
        officer = _actor(row["acknowledged"])
        with viewing(replace(officer, purpose=EARLIER)):
            receiving.acknowledge(message=number, actor=officer, at=_before(at, row["hours"] - 0.5))
    for answer in row.get("answers", ()):
        officer = _actor(answer["by"])
        with viewing(replace(officer, purpose=EARLIER)):
            _send(officer, {"subject": row["subject"], "to": (), **answer}, at, answers=number)


def _send(actor: Actor, row: dict[str, Any], at: dt.datetime, **more: Any) -> Message:
    from chorsu.exchange.messages.sending import send_message
    from chorsu.exchange.messages.writing import write_message

    moment = _before(at, row["hours"])
    one = write_message(said=_said(row), actor=actor, at=moment, synthetic=True, **more)
    return send_message(identifier=one.pk, actor=actor, at=moment)


def _said(row: dict[str, Any]) -> MessageSaid:
    from chorsu.directory.models import Agency
    from chorsu.exchange.messages.saying import About, MessageSaid, Question

    told = ("kind", "subject", "body", "channel", "precedence", "urgency", "language", "ground")
    return MessageSaid(
        **{name: row[name] for name in told if name in row},
        question=Question(About(row["about"]), row["value"]) if "about" in row else None,
        to=tuple(Agency.objects.filter(code__in=row["to"]).values_list("pk", flat=True)),
        personal=False,
    )


def _actor(username: str) -> Actor:
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of

    return actor_of(User.objects.select_related("agency__state").get(username=username))


def _before(at: dt.datetime, hours: float) -> dt.datetime:
    return at - dt.timedelta(hours=hours)
