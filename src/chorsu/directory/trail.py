"""What a request tells the audit trail: one small object on the request, filled by views, written by the middleware.

Owns what an entry says of a request. Every request of a signed-in person leaves exactly one entry, whether its view
told anything or not; only a view that says `without_records` leaves none. Must not decide who may see what.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Collection
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from chorsu.handling.seal import entering_of
from chorsu.journal.trail.entries import Act, digest_of
from chorsu.journal.trail.services import Told, enter
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest, HttpResponseBase

    from chorsu.directory.models import User
    from chorsu.handling.rules import Actor

__all__ = ["Trail", "begin", "enter_request", "is_exempt", "trail_of", "without_records"]

_SAFE = {"GET", "HEAD", "OPTIONS"}
_REFUSED, _SERVER_ERROR = 400, 500
_MARK = "without_records"


@dataclass(slots=True)
class Trail:
    """What the view of one request told: see each method. `user` and `agency` are who asked, where signed in."""

    user: int | None = None
    agency: int | None = None
    act: str = ""
    named: dict[uuid.UUID, None] = field(default_factory=dict)
    leaving: Iterable[uuid.UUID] = ()
    """What a file holds: kept as it came, for it may be a million."""
    shown: int | None = None
    digest: bytes | None = None
    words: dict[str, list[str]] = field(default_factory=dict)
    purpose: str = ""
    refused: bool = False
    """What was asked for was not done, though the answer's status does not say so."""

    @property
    def told(self) -> bool:
        """Whether the view told what it answered with."""
        return bool(self.act or self.named or self.shown is not None)

    def opened(self, identifiers: Iterable[uuid.UUID]) -> None:
        """These were opened: their content stands in the answer."""
        self.named.update(dict.fromkeys(identifiers))

    def exported(self, identifiers: Iterable[uuid.UUID]) -> None:
        """These leave in a file."""
        self.act, self.leaving = Act.EXPORT, identifiers if isinstance(identifiers, Collection) else list(identifiers)

    def listed(self, identifiers: Iterable[uuid.UUID]) -> None:
        """These stand in a list; the entry keeps how many and the digest of their identifiers."""
        found = set(identifiers)
        self.charted(len(found), digest_of(found))

    def charted(self, count: int, digest: bytes) -> None:
        """A list or chart of so many, told apart by this digest."""
        self.act = self.act or Act.LIST
        self.shown, self.digest = count, digest

    def figured(self, count: int, figures: object) -> None:
        """Figures over so many, told apart by the digest of the figures themselves."""
        self.charted(count, hashlib.sha256(repr(figures).encode()).digest())

    def searched(self, words: Mapping[str, str], purpose: str) -> None:
        """A search with these words, for this purpose (a code, for it stays); what it found is told beside."""
        self.act, self.purpose = Act.SEARCH, purpose
        self.words |= {name: [value] for name, value in words.items()}

    def did(self, act: str, identifiers: Iterable[uuid.UUID] = ()) -> None:
        """The request did this act (`journal.trail.entries.Act`) with these."""
        self.act = act
        self.opened(identifiers)

    def signed(self, act: str, user: User | None, name: str = "") -> None:
        """Somebody signed in or out, proved who they are or changed how (`Act.SIGNING`), or tried to by this name."""
        self.act = act
        if user is not None:
            self.user, self.agency = user.pk, user.agency_id
            self.words.pop("name", None)
        elif name:
            self.words["name"] = [name[:150]]


def trail_of(request: HttpRequest) -> Trail:
    """The trail of a request, made on first use."""
    known = getattr(request, "trail", None)
    if known is None:
        known = Trail()
        request.trail = known  # type: ignore[attr-defined] # read here alone
    return cast("Trail", known)


def without_records[V: Callable[..., Any]](reason: str) -> Callable[[V], V]:
    """Marks a view that answers with nothing marked, whoever asks, and so leaves no entry; `reason` says why."""

    def mark(view: V) -> V:
        setattr(view, _MARK, reason)
        return view

    return mark


def begin(request: HttpRequest) -> Trail:
    """The trail of a request with who asks."""
    trail = trail_of(request)
    user = cast("User", request.user)
    if user.is_authenticated:
        trail.user, trail.agency = user.pk, user.agency_id
    return trail


def is_exempt(request: HttpRequest) -> bool:
    """Whether the view of the request says that it answers with nothing marked."""
    match = request.resolver_match
    return match is not None and hasattr(match.func, _MARK)


def enter_request(request: HttpRequest, response: HttpResponseBase, actor: Actor) -> None:
    """Enter what the request did, where it did anything that is entered; inside a transaction of its `actor`'s.

    The last thing done in it: whose a sign-in is, or a try by nobody known, is said to the database, and nothing else.
    """
    trail, match = trail_of(request), request.resolver_match
    if trail.user is None and not trail.act:
        return
    if match is None or (is_exempt(request) and not trail.told):
        return
    page = match.view_name or match.func.__name__
    trail.opened(value for value in match.kwargs.values() if isinstance(value, uuid.UUID))
    told = Told(
        act=_act(trail, request.method or "GET", response.status_code),
        page=page,
        status=response.status_code,
        actor=trail.user,
        agency=trail.agency,
        purpose=trail.purpose,
        opened=chain(trail.named, (one for one in trail.leaving if one not in trail.named)),
        shown=trail.shown,
        digest=trail.digest,
        words=trail.words if trail.act in Act.SIGNING else _words(request, match.kwargs) | trail.words,
    )
    own = trail.user is not None and trail.user == actor.user and told.act not in Act.SIGNING
    with nullcontext() if own else entering_of(trail.user):
        enter(told, now())


def _act(trail: Trail, method: str, status: int) -> str:
    if status >= _SERVER_ERROR:
        return Act.FAILED
    if trail.act in Act.SIGNING:
        return trail.act
    if trail.refused or (status >= _REFUSED and trail.act != Act.TOMBSTONE):
        return Act.REFUSED
    if trail.act not in {"", Act.LIST}:
        return trail.act
    if method not in _SAFE:
        return Act.CHANGE
    return Act.READ if trail.named else Act.LIST


def _words(request: HttpRequest, kwargs: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the address says beside identifiers: the filter or search, and plain parts such as the form of a file."""
    said = {name: values for name, values in request.GET.lists() if any(values)}
    parts = {f"/{name}": [str(value)] for name, value in kwargs.items() if not isinstance(value, uuid.UUID)}
    return said | parts
