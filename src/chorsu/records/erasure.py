"""Erasing a record on a legal ground: what it said goes for good, that it was there and was erased stays.

The journal's entries stay and verify: they hold salted commitments, whose salts go with the content (decision 12). What
was taken out before cannot be called back; the audit trail says who has it. Must not judge whether the ground holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import connection, transaction

from chorsu.handling.rules import Act, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.keeping import seen
from chorsu.records.models import Erasure, ErasureProposal, Seizure

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.handling.rules import Actor
    from chorsu.records.store import Store

__all__ = ["GROUNDS", "Told", "erase", "erasure_of", "erasure_told", "named"]

GROUNDS = ("court", "data-subject", "unlawful", "retention", "entered-in-error")
"""A decision of a court or of a supervisory authority; a person's right; collected unlawfully; its time is over; what
should never have been entered."""
_LONGEST = 500


class Told(NamedTuple):
    """What of an erasure is told to its provider alone: the decision, and the numbers of the two officers."""

    words: str
    by: int | None
    proposed_by: int | None


def erasure_of(record: uuid.UUID) -> Erasure | None:
    """That a record was erased, on which ground and when, for whoever could see it; None where not, or for others."""
    return Erasure.objects.only("seizure", "provider_id", "ground", "at").filter(pk=record).first()


def erasure_told(record: uuid.UUID) -> Told | None:
    """What of an erasure is its provider's; None for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, confirmed_by, proposed_by FROM records_erasure_told(%s)", [record])
        found = cursor.fetchone()
    return Told(*found) if found else None


def named(ground: str, words: str) -> str:
    """The decision or the article, tidied.

    Raises:
        InputError: no such ground, or no words that say which decision or law it is.
    """
    told = words.strip().replace("\x00", "")
    if ground not in GROUNDS:
        raise InputError("is no ground", where="ground", to_do=f"choose one of {', '.join(GROUNDS)}")
    if not told or len(told) > _LONGEST:
        raise InputError("is not named", where="the decision or article", to_do=f"name it in up to {_LONGEST} signs")
    return told


def erase(  # noqa: PLR0913 — an act has these fields
    *,
    seizure: uuid.UUID,
    ground: str,
    words: str,
    store: Store,
    actor: Actor,
    at: dt.datetime,
    proposed_by: int | None = None,
) -> Erasure:
    """Erase what a seizure says, as its provider; `words` name the decision or the article, never the content.

    An officer erases what another proposed (`records.erasures.proposing`), which the database asks again; nobody alone
    erases what nobody decided on in time (`records.reviews`).

    Fields, lots, persons, identifiers, withheld parts, versions, cells, links, photographs, permissions, flags on
    products and the ties of sanitised versions go, with the words of transfers and tombstones, the name of the file,
    the salts of their entries and the words of the audit trail beside what opened it; the stored bytes go when the
    transaction has committed. The file that it was handed in with goes as a whole: what else was read from it stays in
    the bank.

    Raises:
        AbsentError: there is none, or not for this actor.
        RefusedError: the actor does not provide it, or no other officer proposed it.
        InputError: no such ground, or no words that say which decision or law it is.
    """
    told = named(ground, words)
    with transaction.atomic():
        if not decide(actor, seen(seizure, actor, at).marking, Act.EDIT, at).allowed:
            raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
        if actor.user is not None and proposed_by in {None, actor.user}:
            raise RefusedError("an erasure is confirmed by somebody else than its proposer", to_do="ask a colleague")
        found = Seizure.objects.select_for_update().filter(pk=seizure).first()
        if found is None:
            raise AbsentError
        kept = Erasure(seizure=found.pk, report=found.report_id, ground=ground, words=told, at=at, by=actor.user)
        kept.proposed_by = proposed_by
        kept.version, kept.synthetic, kept.marking = found.version + 1, found.synthetic, found.marking
        kept.save(force_insert=True)
        ErasureProposal.objects.filter(pk=found.pk).delete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT what, told FROM records_erase(%s) ORDER BY what, told", [found.pk])
            gone = cursor.fetchall()
        digests = [value for what, value in gone if what == "file"]
        append(
            kind="seizure.erased",
            record=found.pk,
            version=kept.version,
            content={"ground": ground, "words": told},
            said={"also": [value for what, value in gone if what == "also"]},
            actor=actor.user,
            at=at,
        )
        transaction.on_commit(lambda: _remove(store, digests))
    return kept


def _remove(store: Store, digests: list[str]) -> None:
    """After the commit: a failed act leaves the record whole; a crash here leaves bytes that nothing names."""
    for digest in digests:
        store.path(digest).unlink(missing_ok=True)
