"""Sanitised versions: a derived record fit for a wider audience, with fields coarsened or left out.

Owns what each degree of coarsening does, and the tie between a version and its source, which only those see who see
the source. The version is a record of its own, for its provider alone until that releases it. Figures never count
both: whoever sees the source counts the source alone (`records.filters`), whoever sees only the version counts that.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.handling.rules import Act, Actor, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.ids import uuid7
from chorsu.records.days import COARSE_MONTH, COARSE_YEAR
from chorsu.records.keeping import seen
from chorsu.records.models import Lot, Sanitised, Seizure
from chorsu.records.rows import rows_of
from chorsu.records.submitting import Submission, submit

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable

    from chorsu.handling.rules import Marking
    from chorsu.kernel.seizures import SeizureRow
    from chorsu.records.store import Kept

    type Keep = Callable[[bytes], Kept]
    """Keeps the bytes of a report in the store."""

__all__ = ["DATES", "PLACES", "QUANTITIES", "Coarsening", "coarsened", "sanitise", "source_of", "versions_of"]

PLACES = ("place", "region", "country")
DATES = ("day", "month", "year")
QUANTITIES = ("exact", "rounded", "none")


@dataclass(frozen=True, slots=True)
class Coarsening:
    """What a version keeps: the place, the day and the quantity each to a degree; manner, route and words or not."""

    place: str = "region"
    date: str = "month"
    quantity: str = "rounded"
    manner: bool = False
    route: bool = False
    words: bool = False

    def checked(self) -> Coarsening:
        """The same, where every degree is known and something is coarsened or left out.

        Raises:
            InputError: a degree is not known, or the version would say all that its source says.
        """
        for value, known in ((self.place, PLACES), (self.date, DATES), (self.quantity, QUANTITIES)):
            if value not in known:
                raise InputError("is no degree", where="the version", to_do="choose from the list")
        if self == Coarsening("place", "day", "exact", manner=True, route=True, words=True):
            raise InputError("nothing is left out", where="the version", to_do="coarsen or leave out something")
        return self


def coarsened(row: SeizureRow, how: Coarsening) -> SeizureRow:
    """One lot as the version tells it; what is coarser than in the source is flagged, what is left out is empty."""
    found = replace(row, flags=(), changes=(), sources={}, details=_details(row, how), sheet="")
    if how.place != "place":
        region = row.admin1 if how.place == "region" else None
        found = replace(found, place="", place_id=None, latitude=None, longitude=None, admin1=region)
        found = replace(found, flags=(*found.flags, "coarse_place"))
    if how.date != "day" and row.seizure_date is not None:
        first = row.seizure_date.replace(day=1)
        first = first if how.date == "month" else first.replace(month=1)
        told = COARSE_MONTH if how.date == "month" else COARSE_YEAR
        found = replace(found, seizure_date=first, flags=(*found.flags, told))
    if not how.manner:
        found = replace(found, concealment=None, conveyance=None, installation=None)
    if not how.route:
        found = replace(found, origin=None, departure=None, destination=None, routing=None)
    return _weighed(found, how)


def _told(row: SeizureRow, lot: Lot, how: Coarsening) -> SeizureRow:
    """A lot as the version tells it, with the doubts that are the lot's own."""
    found = coarsened(row, how)
    return replace(found, flags=tuple(dict.fromkeys((*lot.doubts, *found.flags))))


def _weighed(row: SeizureRow, how: Coarsening) -> SeizureRow:
    if how.quantity == "exact" or row.quantity is None:
        return row
    if how.quantity == "none":
        left = replace(row, quantity=None, unit=None, kg=None, kg_basis="")
        return replace(left, flags=(*row.flags, "no_quantity"))
    rounded = _one_digit(row.quantity)
    kg = None if row.kg is None else _one_digit(row.kg)
    return replace(row, quantity=rounded, kg=kg, flags=(*row.flags, "coarse_quantity"))


def _one_digit(number: float) -> float:
    """The number to one significant digit."""
    return 0.0 if not number else round(number, -math.floor(math.log10(abs(number))))


def _details(row: SeizureRow, how: Coarsening) -> dict[str, Any]:
    names = {"crime_area", "kind", "item", "currency", "substance_text"}
    names |= {"narrative"} if how.words else set()
    names |= {"seized_at"} if how.date == "day" else set()
    names |= {"state"} if how.quantity == "exact" else set()
    return {name: value for name, value in row.details.items() if name in names}


def sanitise(*, seizure: uuid.UUID, how: Coarsening, keep: Keep, actor: Actor, at: dt.datetime) -> Seizure:
    """Make a sanitised version of a seizure, for its provider alone.

    Raises:
        AbsentError: the actor does not see the seizure.
        RefusedError: only its provider may do this, and not of a version, nor of what is withdrawn.
        InputError: a degree that is not known, or nothing is left out.
    """
    how = how.checked()
    with transaction.atomic():
        source = seen(seizure, actor, at)
        if not decide(actor, source.marking, Act.EDIT, at).allowed:
            raise RefusedError("only the provider of a record may do this", to_do="ask the provider")
        if source.withdrawn or Sanitised.objects.filter(version_id=source.pk).exists():
            raise RefusedError("is no source of a version", to_do="open the record that it was made of")
        lots = list(Lot.objects.filter(seizure=source).order_by("number"))
        rows = [_told(row, lot, how) for row, lot in zip(rows_of(source, lots), lots, strict=True)]
        number = uuid7()
        bytes_kept = keep(json.dumps({"number": str(number), "how": asdict(how)}, sort_keys=True).encode())
        submission = Submission(number, "sanitised.json", bytes_kept.digest, bytes_kept.size, rows, ())
        made = submit(
            actor=actor,
            marking=_own(source.marking),
            submission=submission,
            at=at,
            synthetic=source.synthetic,
            narrowed=True,  # a version is released by hand
        ).seizure
        Sanitised.objects.create(
            version=made,
            source=source,
            source_version=source.version,
            provider_id=source.provider_id,
            at=at,
            by=actor.user,
            how=asdict(how),
        )
        tie = {"source": source.pk, "how": asdict(how)}
        append(kind="seizure.sanitised", record=made.pk, version=1, content=tie, said=tie, actor=actor.user, at=at)
    return made


def _own(marking: Marking) -> Marking:
    """The marking of a version: its provider alone; it points nobody to the source and is not counted unseen twice."""
    narrow = marking.only_for_provider()
    return replace(narrow, handling=replace(narrow.handling, pointer="nothing", contact="", countable=False))


def source_of(version: uuid.UUID) -> Sanitised | None:
    """The tie of a version to its source, for those who see both; None where there is none for the viewer."""
    return Sanitised.objects.select_related("source").filter(version_id=version).first()


def versions_of(source: uuid.UUID) -> list[Sanitised]:
    """The ties of a source to its sanitised versions, as far as the viewer sees both, newest first."""
    return list(Sanitised.objects.select_related("version").filter(source_id=source).order_by("-at"))
