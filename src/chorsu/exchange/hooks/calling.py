"""Calling: what waits for an authority becomes a call once; a call is tried until it came through or a day has passed.

Done by a worker of its own, since it speaks to networks: one call at a time, each bounded in time. A call is claimed
first, as if it had failed; then spoken, while nothing is locked; then its outcome is kept. So no other worker makes it
meanwhile, and one whose worker was killed is made again, later, under the same identifier. What is sent is the kind and
identifiers, never a word of content.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import socket
import ssl
from http.client import HTTPException

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from chorsu.exchange.hooks.addressing import PrivateError, address_of
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.exchange.hooks.registering import secret_of
from chorsu.exchange.hooks.speaking import post
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

__all__ = ["DEAD_AFTER", "SIGNATURE", "call_next", "collect", "signed"]

SIGNATURE = "Chorsu-Signature"
DEAD_AFTER = dt.timedelta(days=1)
_LOOK_BACK = dt.timedelta(days=7)
"""How old what waits may be when it is first called about: as long as the worker may have been away."""
_SECONDS = 10.0
"""Of a whole call, from looking its name up to the head of the answer: less than the shortest rest."""
_FIRST, _LONGEST = dt.timedelta(minutes=1), dt.timedelta(hours=1)
_MOST_SAID = 200
_FAILURES: tuple[tuple[type[Exception], str], ...] = (
    (PrivateError, "leads into a private network"),
    (socket.gaierror, "name is not known"),
    (TimeoutError, "no answer in time"),
    (ConnectionRefusedError, "connection refused"),
    (ConnectionError, "connection closed"),
    (ssl.SSLCertVerificationError, "certificate is not trusted"),
    (ssl.SSLError, "no secure connection"),
    (OSError, "not reached"),
)
"""In what a call fails before anything is answered: the first of a kind says it."""
_WAITING = {
    Call.Kind.MESSAGE: "SELECT h.id, d.message_id, NULL::uuid, d.received_at FROM exchange_delivery d"
    " JOIN exchange_hook h ON h.authority = d.addressee AND d.state <> 'withdrawn'",
    # A reminder and each level of an escalation are about one delivery, and each a call of its own.
    Call.Kind.NOTICE: "SELECT h.id, n.delivery_id, n.id, n.at FROM exchange_notice n"
    " JOIN exchange_hook h ON h.authority = n.provider_id",
    Call.Kind.RECALL: "SELECT h.id, t.id, NULL::uuid, t.closed_at FROM records_tombstone t"
    " JOIN exchange_hook h ON h.authority = t.authority AND t.lifted_at IS NULL",
}
_COLLECT = """
    INSERT INTO exchange_hook_call (id, hook_id, kind, about, notice, made_at, next_at)
    SELECT uuidv7(), w.hook, %s, w.about, w.notice, %s, %s FROM ({waiting}) AS w (hook, about, notice, at)
    JOIN exchange_hook h ON h.id = w.hook
    WHERE h.ended_at IS NULL AND w.at >= h.made_at AND w.at > %s AND w.at <= %s
    ON CONFLICT (hook_id, kind, about, notice) DO NOTHING
"""
logger = logging.getLogger(__name__)


def collect(at: dt.datetime) -> int:
    """Make a call of each thing that waits for an authority with a hook, once; how many."""
    made = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for kind, waiting in _WAITING.items():
            statement = _COLLECT.format(waiting=waiting)
            cursor.execute(statement, [kind, at, at, at - _LOOK_BACK, at])
            made += cursor.rowcount
    return made


def call_next(at: dt.datetime | None = None) -> int:
    """Collect, then make one call that is due; how much was done."""
    at = at or now()
    made = collect(at)
    one = _claimed(at)
    if one is None:
        return made
    _keep(one, _failure(one, at), at)
    return made + 1


def signed(body: bytes, secret: str, at: dt.datetime) -> str:
    """The signature of a body: when, and the HMAC-SHA256 of that moment, a point and the body."""
    moment = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def _claimed(at: dt.datetime) -> Call | None:
    """A call that is due, tried once more and put off as one that failed; given up where this was the last time."""
    with transaction.atomic():
        due = Call.objects.select_for_update(skip_locked=True, of=("self",)).select_related("hook")
        rested = Q(hook__rests_until=None) | Q(hook__rests_until__lte=at)
        one = due.filter(rested, next_at__lte=at, hook__ended_at=None).order_by("next_at", "id").first()
        if one is None:
            return None
        rests = min(_FIRST * 2 ** min(one.tries, 10), _LONGEST)
        Hook.objects.filter(pk=one.hook_id).update(rests_until=at + rests)
        one.tries += 1
        one.next_at = at + rests
        if one.made_at + DEAD_AFTER <= at:
            one.next_at, one.dead_at = None, at
        one.save(update_fields=["tries", "next_at", "dead_at"])
    return one


def _keep(one: Call, failure: str, at: dt.datetime) -> None:
    """Keep how a claimed call ended, unless it was claimed again since."""
    claimed = Call.objects.filter(pk=one.pk, tries=one.tries)
    if failure:
        claimed.update(said=failure)
        if one.dead_at:
            logger.warning("a call of hook %s is given up: %s", one.hook_id, failure)
        return
    with transaction.atomic():
        claimed.update(next_at=None, dead_at=None, done_at=at, said="")
        Hook.objects.filter(pk=one.hook_id).update(rests_until=None)


def _failure(one: Call, at: dt.datetime) -> str:
    """Send a call; in what that failed, empty where it came through."""
    try:
        _send(one, at)
    except Exception as error:  # noqa: BLE001 — whatever one machine makes go wrong holds up no other's calls
        return _said(error)
    return ""


def _said(error: Exception) -> str:
    """In what a call failed, as it is kept: of what the other side said only signs that print, and not many of them."""
    plain = str(error) if isinstance(error, (HTTPException, InputError)) else type(error).__name__
    said = next((words for kind, words in _FAILURES if isinstance(error, kind)), plain)
    return "".join(sign if sign.isprintable() else " " for sign in said[:_MOST_SAID])


def _send(one: Call, at: dt.datetime) -> None:
    """Send a call.

    Raises:
        Exception: it did not come through; of which kind, the other side has its part in.
    """
    private = settings.CHORSU_HOOKS_PRIVATE
    address = address_of(one.hook.address, private=private)
    told = {"id": str(one.pk), "kind": one.kind, "about": str(one.about), "at": one.made_at.isoformat()}
    if one.notice:
        told["notice"] = str(one.notice)
    body = json.dumps(told).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Chorsu",
        "Chorsu-Id": str(one.pk),
        SIGNATURE: signed(body, secret_of(one.hook), at),
    }
    status = post(address, body, headers, private=private, seconds=_SECONDS)
    if not 200 <= status < 300:  # noqa: PLR2004 — what says that it was taken; a way on is not followed
        raise HTTPException(f"answered {status}")
