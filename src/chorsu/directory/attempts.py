"""Failed tries to prove who one is: each makes the next wait longer. Shared by all processes, in the database.

Tries are counted for an account *with* an address, so that whoever guesses from elsewhere locks nobody out; for an
address alone, and for an account alone only with a short wait. A device from which its owner signed in before has a
count of its own, which nobody else can raise.
"""

from __future__ import annotations

import datetime as dt
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import F
from django.db.models.functions import Least

from chorsu.directory.holding import digest_of, holding
from chorsu.directory.models import Attempts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Prover", "failed", "succeeded", "wait"]

FORGOTTEN = dt.timedelta(hours=6)
"""After so long without a failure the count begins anew."""


@dataclass(frozen=True, slots=True)
class Prover:
    """Who tries: the name of the account as typed, the address, and the device where the owner is known by it.

    `step` is what is proven: `password` or `code`.
    """

    account: str
    address: str
    device: str = ""
    step: str = "password"

    def counted(self) -> Iterator[tuple[str, int, dt.timedelta]]:
        """Each key, how many failures are free, and the longest wait."""
        account = self.account.casefold()
        if self.device:
            yield _key(self.step, account, "device", self.device), 5, dt.timedelta(minutes=15)
            return
        yield _key(self.step, account, self.address), 5, dt.timedelta(minutes=15)
        yield _key(self.step, "", self.address), 50, dt.timedelta(minutes=15)
        yield _key(self.step, account, ""), 30, dt.timedelta(seconds=30)


def wait(prover: Prover, at: dt.datetime) -> dt.timedelta:
    """How long this one has to wait before a try is looked at; nothing for who may try now."""
    rules = {key: (free, longest) for key, free, longest in prover.counted()}
    waits = [dt.timedelta()]
    with holding(*rules):
        found = list(Attempts.objects.filter(key__in=map(digest_of, rules), last_at__gt=at - FORGOTTEN))
    by_digest = {digest_of(key): rule for key, rule in rules.items()}
    for row in found:
        free, longest = by_digest[row.key]
        if row.failures >= free:
            long = min(longest, dt.timedelta(seconds=2 ** min(row.failures - free, 20) * 2))
            waits.append(row.last_at + long - at)
    return max(waits)


def failed(prover: Prover, at: dt.datetime) -> None:
    """Count a failure."""
    for counted, _free, _longest in prover.counted():
        with holding(counted):
            _count(digest_of(counted), at)


def _count(key: str, at: dt.datetime) -> None:
    Attempts.objects.filter(key=key, last_at__lte=at - FORGOTTEN).delete()
    _row, new = Attempts.objects.get_or_create(key=key, defaults={"failures": 1, "last_at": at})
    if not new:
        Attempts.objects.filter(key=key).update(failures=Least(F("failures") + 1, 1000), last_at=at)


def succeeded(prover: Prover) -> None:
    """Forget the failures of this account from here; those of the address alone stay, as others may be behind them."""
    first = next(prover.counted())[0]
    with holding(first):
        Attempts.objects.filter(key=digest_of(first)).delete()


def _key(*parts: str) -> str:
    """Made with a key that no table holds: who can merely say SQL makes none, and finds no count by it."""
    said = "\x00".join(parts).encode(errors="replace")
    return hmac.digest(b"chorsu.attempts:" + settings.SECRET_KEY.encode(), said, "sha256").hex()
