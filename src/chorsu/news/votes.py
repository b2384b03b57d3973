"""Taking a vote: one for each visitor and item, known by a signed cookie and stored under a keyed hash.

The hash differs from item to item, so that the stored votes of one visitor cannot be put together. The database keeps
the tally; this process cannot read a vote again.
"""

from __future__ import annotations

import hmac
import secrets
import threading
import time
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, connection, transaction

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

__all__ = ["VOTES", "Limit", "cast_vote", "keep_visitor", "visitor_of", "vote_of"]

VISITOR_COOKIE = "chorsu_public_visitor"
MINE_COOKIE = "chorsu_public_vote"
YEAR = 365 * 24 * 3600


@dataclass(slots=True)
class Limit:
    """At most `most` acts in `seconds` from one address, in this process; remembers at most `addresses` of them."""

    most: int
    seconds: float
    addresses: int = 10_000
    clock: Callable[[], float] = time.monotonic
    _seen: OrderedDict[str, deque[float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def allows(self, address: str) -> bool:
        """Whether one more act is allowed now; counts it when it is."""
        now = self.clock()
        with self._lock:
            acts = self._seen.setdefault(address, deque())
            self._seen.move_to_end(address)
            while len(self._seen) > self.addresses:
                self._seen.popitem(last=False)
            while acts and acts[0] <= now - self.seconds:
                acts.popleft()
            if len(acts) >= self.most:
                return False
            acts.append(now)
            return True


VOTES = Limit(most=60, seconds=60.0)
"""More votes than this from one address in a minute are no readers'; many readers may share one address."""


def cast_vote(item: uuid.UUID, visitor: str, stars: int) -> bool:
    """Store the visitor's stars (1 to 5), replacing an earlier vote; false when the item is no longer in public."""
    key = f"chorsu.news.vote:{settings.SECRET_KEY}".encode()
    voter = hmac.digest(key, f"{item}:{visitor}".encode(), "sha256")
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Django would ask for the row back, which this role may not read.
            cursor.execute(
                "INSERT INTO newsroom_vote (item_id, voter, stars) VALUES (%s, %s, %s)", [item, voter, stars]
            )
    except IntegrityError:
        return False
    return True


def visitor_of(request: HttpRequest) -> str:
    """The visitor's token from the signed cookie, or a new one."""
    kept = request.get_signed_cookie(VISITOR_COOKIE, default="", salt=VISITOR_COOKIE, max_age=YEAR)
    return kept or secrets.token_urlsafe(16)


def vote_of(request: HttpRequest) -> int | None:
    """The stars that this visitor gave to the item of this very address, as their own cookie says."""
    kept = request.get_signed_cookie(MINE_COOKIE, default="", salt=MINE_COOKIE, max_age=YEAR)
    return int(kept) if kept in {"1", "2", "3", "4", "5"} else None


def keep_visitor(response: HttpResponse, visitor: str, stars: int, path: str) -> None:
    """Let the visitor's browser keep its token, and the vote for the page at `path`."""
    for name, value, where in ((VISITOR_COOKIE, visitor, "/"), (MINE_COOKIE, str(stars), path)):
        response.set_signed_cookie(
            name,
            value,
            salt=name,
            path=where,
            max_age=YEAR,
            httponly=True,
            samesite="Lax",
            secure=settings.CSRF_COOKIE_SECURE,
        )
