"""Mail without content: that alerts wait, how many, and where to read them; to officers who asked for it.

A mail says neither what is watched for nor what came. It is sent again when something newer waits, an hour later at
the earliest. A worker that is killed after sending and before keeping that it did may send one again.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, TypedDict

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery

from chorsu.directory.authorities import authority_of
from chorsu.directory.models import User
from chorsu.exchange.watches.models import Alert, Mailing
from chorsu.handling.rules import Marking
from chorsu.kernel.errors import InputError, RefusedError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.db.models import QuerySet
    from django_stubs_ext import WithAnnotations

    from chorsu.handling.rules import Actor

    class _Waits(TypedDict):
        waits: int

    type Write = Callable[[int, str], tuple[str, str]]
    type _Waiting = WithAnnotations[Mailing, _Waits]

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
    found = list(_waiting(at).values_list("pk", flat=True)[:MOST])
    return sum(_mail(mailing, at, write) for mailing in found)


def _mail(mailing: uuid.UUID, at: dt.datetime, write: Write) -> bool:
    """Send a mail, if something waits still and nobody else sends it; then keep that it was sent.

    While the server is spoken to this one row is locked, so that a worker that is killed sends it again.
    """
    with transaction.atomic():
        one = _waiting(at).select_for_update(skip_locked=True, of=("self",)).filter(pk=mailing).first()
        if one is None:
            return False
        _send(one, *write(one.waits, one.language))
        one.mailed_at = at
        one.save(update_fields=["mailed_at"])
    return True


def _waiting(at: dt.datetime) -> QuerySet[_Waiting]:
    """The mailings of which a mail is due, each with how many alerts wait (`waits`), the one of longest ago first.

    None where no alert came since the last mail, or the officer serves no more.
    """
    rings = Q(waits_until=None) | Q(waits_until__lte=at)
    mine = Q(officer=None) | Q(officer=OuterRef("officer"))
    alerts = Alert.objects.filter(rings, mine, provider_id=OuterRef("provider_id"), state=Alert.State.NEW)
    newer = Q(grown_at__gt=OuterRef("mailed_at")) | Q(waits_until__gt=OuterRef("mailed_at"))
    serves = User.objects.filter(pk=OuterRef("officer"), agency_id=OuterRef("provider_id"), is_active=True)
    counted = alerts.order_by().values("provider_id").annotate(number=Count("pk")).values("number")
    first, again = Q(mailed_at=None) & Exists(alerts), Q(mailed_at__lte=at - APART) & Exists(alerts.filter(newer))
    due = Mailing.objects.filter(first | again, Exists(serves)).annotate(waits=Subquery(counted))
    return due.order_by(F("mailed_at").asc(nulls_first=True), "pk")


def _send(one: Mailing, subject: str, body: str) -> None:
    try:
        EmailMessage(subject, body, settings.CHORSU_MAIL_FROM, [one.address]).send()
    except OSError as error:
        # The alerts stand in their list; the next mail tells of them.
        logger.warning("a mail was not sent: %s", type(error).__name__)
