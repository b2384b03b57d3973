"""Mail without content: that alerts wait, how many, and where to read them; to officers who asked for it.

A mail says neither what is watched for nor what came. It is sent again when something newer waits, an hour later at
the earliest. A worker that is killed after sending and before keeping that it did may send one again.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import F, Q

from chorsu.directory.authorities import authority_of
from chorsu.directory.models import User
from chorsu.exchange.watches.models import Alert, Mailing
from chorsu.handling.rules import Marking
from chorsu.kernel.errors import InputError, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from chorsu.handling.rules import Actor

    type Write = Callable[[int, str], tuple[str, str]]

__all__ = ["APART", "mail_waiting", "mailing_of", "stop_mailing", "want_mail"]

APART = dt.timedelta(hours=1)
"""The least time between two mails to one officer."""
MOST = 50
"""Mails of one step."""
logger = logging.getLogger(__name__)


def mailing_of(actor: Actor) -> Mailing | None:
    """Where the actor is told, where that was asked for."""
    return None if actor.user is None else Mailing.objects.filter(officer=actor.user).first()


def want_mail(*, address: str, language: str, actor: Actor) -> Mailing:
    """Ask to be told by mail, at this address instead of an earlier one.

    Raises:
        RefusedError: the actor works for no authority.
        InputError: it is no address.
    """
    owner = authority_of(actor)
    if owner is None or owner not in actor.provides or actor.user is None:
        raise RefusedError("watches are made for one's own authority only", to_do="ask that authority")
    try:
        validate_email(address)
    except ValidationError:
        raise InputError("is no address of mail", where="address", to_do="write it as name@example.org") from None
    with transaction.atomic():
        stop_mailing(actor=actor)
        one = Mailing(officer=actor.user, address=address, language=language)
        one.marking = Marking(owner, frozenset({owner}))
        one.save(force_insert=True)
    return one


def stop_mailing(*, actor: Actor) -> None:
    """Ask to be told by mail no more."""
    if actor.user is not None:
        Mailing.objects.filter(officer=actor.user).delete()


def mail_waiting(at: dt.datetime, *, write: Write) -> int:
    """Tell those who asked for it that alerts wait; how many mails were sent. Called as the worker.

    `write` gives the subject and the text for a number of alerts and a language.
    """
    sent = 0
    while sent < MOST and _mail_next(at, write):
        sent += 1
    return sent


def _mail_next(at: dt.datetime, write: Write) -> bool:
    with transaction.atomic():
        due = Mailing.objects.select_for_update(skip_locked=True).filter(
            Q(mailed_at=None) | Q(mailed_at__lte=at - APART)
        )
        for one in due.order_by(F("mailed_at").asc(nulls_first=True), "pk"):
            waits = _waiting(one, at)
            if waits:
                one.mailed_at = at
                one.save(update_fields=["mailed_at"])
                _send(one, *write(waits, one.language))
                return True
    return False


def _waiting(one: Mailing, at: dt.datetime) -> int:
    """How many alerts wait for an officer; 0 where none came since the last mail, or the officer serves no more."""
    if not User.objects.filter(pk=one.officer, agency_id=one.provider_id, is_active=True).exists():
        return 0
    rings = Q(held_until=None) | Q(held_until__lte=at)
    mine = Q(officer=None) | Q(officer=one.officer)
    rows = Alert.objects.filter(rings, mine, provider_id=one.provider_id, state=Alert.State.NEW)
    newer = Q() if one.mailed_at is None else Q(grown_at__gt=one.mailed_at) | Q(held_until__gt=one.mailed_at)
    return rows.count() if rows.filter(newer).exists() else 0


def _send(one: Mailing, subject: str, body: str) -> None:
    try:
        EmailMessage(subject, body, settings.CHORSU_MAIL_FROM, [one.address]).send()
    except OSError as error:
        # The alerts stand in their list; the next mail tells of them.
        logger.warning("a mail was not sent: %s", type(error).__name__)
