"""Calling: what waits for an authority becomes a call once; a call is tried until it came through or a day has passed.

Done by a worker of its own, since it speaks to networks: one call at a time, each bounded in time. What is sent is the
kind and identifiers, never a word of content.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import socket
import ssl
from http.client import HTTPException, HTTPSConnection

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from chorsu.exchange.hooks.addressing import address_of, looked_up
from chorsu.exchange.hooks.models import Call, Hook
from chorsu.exchange.hooks.registering import secret_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

__all__ = ["DEAD_AFTER", "SIGNATURE", "call_next", "collect", "signed"]

SIGNATURE = "Chorsu-Signature"
DEAD_AFTER = dt.timedelta(days=1)
_LOOK_BACK = dt.timedelta(days=7)
"""How old what waits may be when it is first called about: as long as the worker may have been away."""
_SECONDS = 10.0
_FIRST, _LONGEST = dt.timedelta(minutes=1), dt.timedelta(hours=1)
_MOST_SAID = 200
_WAITING = {
    Call.Kind.MESSAGE: "SELECT h.id, d.message_id, d.received_at FROM exchange_delivery d"
    " JOIN exchange_hook h ON h.authority = d.addressee AND d.state <> 'withdrawn'",
    Call.Kind.NOTICE: "SELECT h.id, n.delivery_id, n.at FROM exchange_notice n"
    " JOIN exchange_hook h ON h.authority = n.provider_id",
    Call.Kind.RECALL: "SELECT h.id, t.id, t.closed_at FROM records_tombstone t"
    " JOIN exchange_hook h ON h.authority = t.authority AND t.lifted_at IS NULL",
}
_COLLECT = """
    INSERT INTO exchange_hook_call (id, hook_id, kind, about, made_at, next_at)
    SELECT uuidv7(), w.hook, %s, w.about, %s, %s FROM ({waiting}) AS w (hook, about, at)
    JOIN exchange_hook h ON h.id = w.hook
    WHERE h.ended_at IS NULL AND w.at >= h.made_at AND w.at > %s AND w.at <= %s
    ON CONFLICT (hook_id, kind, about) DO NOTHING
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
    with transaction.atomic():
        due = Call.objects.select_for_update(skip_locked=True, of=("self",)).select_related("hook")
        rested = Q(hook__rests_until=None) | Q(hook__rests_until__lte=at)
        one = due.filter(rested, next_at__lte=at, hook__ended_at=None).order_by("next_at", "id").first()
        if one is None:
            return made
        _tried(one, at)
    return made + 1


def signed(body: bytes, secret: str, at: dt.datetime) -> str:
    """The signature of a body: when, and the HMAC-SHA256 of that moment, a point and the body."""
    moment = str(int(at.timestamp()))
    digest = hmac.new(secret.encode(), moment.encode() + b"." + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def _tried(one: Call, at: dt.datetime) -> None:
    one.tries += 1
    try:
        _spoken(one, at)
    except Exception as error:  # noqa: BLE001 — whatever one machine makes go wrong holds up no other's calls
        one.said = _said(error)
        rests = min(_FIRST * 2 ** min(one.tries - 1, 10), _LONGEST)
        Hook.objects.filter(pk=one.hook_id).update(rests_until=at + rests)
        one.next_at = at + rests
        if one.made_at + DEAD_AFTER <= at:
            one.next_at, one.dead_at = None, at
            logger.warning("a call of hook %s is given up: %s", one.hook_id, one.said)
    else:
        one.next_at, one.done_at, one.said = None, at, ""
        Hook.objects.filter(pk=one.hook_id).update(rests_until=None)
    one.save(update_fields=["tries", "said", "next_at", "dead_at", "done_at"])


def _said(error: Exception) -> str:
    """In what a call failed, as it is kept: of what the other side said only signs that print, and not many of them."""
    said = str(error) if isinstance(error, (HTTPException, InputError)) else type(error).__name__
    return "".join(sign if sign.isprintable() else " " for sign in said[:_MOST_SAID])


def _spoken(one: Call, at: dt.datetime) -> None:
    """Send a call.

    Raises:
        Exception: it did not come through; of which kind, the other side has its part in.
    """
    private = settings.CHORSU_HOOKS_PRIVATE
    address = address_of(one.hook.address, private=private)
    told = {"id": str(one.pk), "kind": one.kind, "about": str(one.about), "at": one.made_at.isoformat()}
    body = json.dumps(told).encode()
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "Chorsu",
        "Chorsu-Id": str(one.pk),
        SIGNATURE: signed(body, secret_of(one.hook), at),
    }
    speaking = _Pinned(address.host, address.port, looked_up(address, private=private))
    try:
        speaking.request("POST", address.path, body, headers)
        status = speaking.getresponse().status
    finally:
        speaking.close()
    if not 200 <= status < 300:  # noqa: PLR2004 — what says that it was taken; a way on is not followed
        raise HTTPException(f"answered {status}")


class _Pinned(HTTPSConnection):
    """A connection to the number that was judged, under the certificate of the name."""

    def __init__(self, host: str, port: int, number: str) -> None:
        self._trusts = ssl.create_default_context(cafile=settings.CHORSU_HOOKS_CA or None)
        super().__init__(host, port, timeout=_SECONDS, context=self._trusts)
        self._number = number

    def connect(self) -> None:
        """Connect to the number, and ask for the name's certificate."""
        line = socket.create_connection((self._number, self.port), self.timeout)
        self.sock = self._trusts.wrap_socket(line, server_hostname=self.host)
