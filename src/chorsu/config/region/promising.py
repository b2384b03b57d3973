"""The invented commitments of the example region: from `exchange.yml` through the services, as if done before.

Entered once: what stands there already is left as it is.
"""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["enter_commitments", "load_commitments"]

_SPACE = uuid.UUID("6b1c3a52-92d7-5c0b-8f4e-0a5d6f1f9e32")
"""Of the numbers by which the invented commitments are known again."""


def load_commitments() -> list[dict[str, Any]]:
    """The commitments of the file."""
    text = files("chorsu.config.region").joinpath("exchange.yml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)["commitments"]
    return rows


def enter_commitments(at: dt.datetime) -> None:
    """Enter every invented commitment that was never entered; `days` of the file count back from the moment `at`."""
    from django.db import transaction

    for row in load_commitments():
        with transaction.atomic():  # so that nobody is told meanwhile that something is late
            _enter(row, at)


def _enter(row: dict[str, Any], at: dt.datetime) -> None:
    from chorsu.directory.models import Agency
    from chorsu.exchange.commitments import promising
    from chorsu.exchange.commitments.models import Commitment
    from chorsu.handling.seal import EARLIER
    from chorsu.handling.viewer import viewing

    proposer, number, begun = _actor(row["by"]), uuid.uuid5(_SPACE, row["key"]), at - dt.timedelta(days=row["days"])
    with viewing(replace(proposer, purpose=EARLIER)):
        if Commitment.objects.filter(pk=number).exists():
            return
        said = promising.CommitmentSaid(
            partner=Agency.objects.get(code=row["partner"]).pk,
            first=(begun + dt.timedelta(days=row["first"])).date(),
            **{name: row[name] for name in ("subject", "every", "basis", "way", "grace", "substances", "contact")},
        )
        promising.propose(said=said, actor=proposer, at=begun, number=number, synthetic=True)
    if "accepted" in row:
        officer = _actor(row["accepted"])
        with viewing(replace(officer, purpose=EARLIER)):
            promising.accept(identifier=number, actor=officer, at=begun + dt.timedelta(days=1))
    for sent in row.get("sent", ()):
        _send(row, sent, number, at)


def _send(row: dict[str, Any], sent: dict[str, Any], number: uuid.UUID, at: dt.datetime) -> None:
    from chorsu.exchange.commitments.models import Commitment
    from chorsu.exchange.commitments.standing import standing
    from chorsu.exchange.messages.saying import MessageSaid
    from chorsu.exchange.messages.sending import send_message
    from chorsu.exchange.messages.writing import write_message
    from chorsu.handling.seal import EARLIER
    from chorsu.handling.viewer import viewing

    officer, moment = _actor(sent["by"]), at - dt.timedelta(days=sent["days"])
    with viewing(replace(officer, purpose=EARLIER)):
        one = Commitment.objects.get(pk=number)
        side = next(side for side in one.senders if side == officer.agency)
        owed = standing(one, moment).open(side)
        if not owed:
            return
        said = MessageSaid(
            kind="spontaneous",
            subject=row["subject"],
            body=sent["body"],
            language=sent["language"],
            to=(one.other(side),),
            personal=False,
            fulfils=(one.pk, owed[0].period.number),
        )
        told = write_message(said=said, actor=officer, at=moment, synthetic=True)
        send_message(identifier=told.pk, actor=officer, at=moment)


def _actor(username: str) -> Actor:
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of

    return actor_of(User.objects.select_related("agency__state").get(username=username))
