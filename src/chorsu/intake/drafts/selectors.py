"""Reading texts and drafts: those of the viewer's agency, and the seizures in the bank that a draft may tell again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from chorsu.intake.drafts.models import Draft, Text
from chorsu.intake.drafts.recording import values_of
from chorsu.intake.drafts.slots import complete, restored
from chorsu.intake.schema.values import Values
from chorsu.kernel.errors import AbsentError
from chorsu.matching.events.comparable import comparable
from chorsu.matching.events.pairs import score
from chorsu.matching.lookup import comparables_of
from chorsu.records.models import Lot, Seizure

if TYPE_CHECKING:
    import uuid

    from django.db.models import QuerySet

__all__ = ["Known", "known_of", "passed", "text_behind", "text_of", "texts", "to_decide"]

NEAR_DAYS = 7
"""Days within which reports of one event are looked for, as far apart as `matching` believes their dates."""
MOST_COMPARED = 500
MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Known:
    """A seizure that the viewer sees and that a draft may tell again; `verdict` is `same` or `possible`."""

    seizure: Seizure
    probability: float
    verdict: str


def texts() -> QuerySet[Text]:
    """The texts that the viewer's agency handed in, newest first, the items of a file in its order; to be listed."""
    return (
        Text.objects.select_related("report")
        .defer("text", "reading", "pages")
        .order_by("-started_at", "report_id", "number")
    )


def to_decide() -> QuerySet[Text]:
    """The texts with something to decide: drafts, findings, or that they could not be read; the oldest first."""
    drafts = Exists(Draft.objects.filter(text=OuterRef("pk"), state=Draft.State.OPEN))
    unsettled = Q(findings__gt=0, settled_at=None)
    read = Q(state=Text.State.READ) & (drafts | unsettled)
    return Text.objects.filter(read | Q(state=Text.State.FAILED)).order_by("started_at", "number")


def text_of(identifier: uuid.UUID) -> Text:
    """One text.

    Raises:
        AbsentError: there is none that the viewer may see.
    """
    found = Text.objects.select_related("report").filter(pk=identifier).first()
    if found is None:
        raise AbsentError
    return found


def text_behind(record: uuid.UUID) -> Text | None:
    """The text that a record was read from, for those who see the text."""
    found = Draft.objects.select_related("text").defer("text__text", "text__reading").filter(record=record).first()
    return found.text if found else None


def passed(*, reviewed: bool = False) -> QuerySet[Draft]:
    """Drafts that a standing rule let through, newest first: those nobody has looked at, or those looked at."""
    found = Draft.objects.select_related("text").defer("text__text", "text__reading")
    found = found.filter(passed_by_rule=True, state=Draft.State.ACCEPTED)
    return found.filter(reviewed_at__isnull=not reviewed).order_by("-decided_at", "text_id", "number")


def known_of(draft: Draft, *, at: dt.datetime, country: str) -> list[Known]:
    """Seizures in the bank that may be the one of an open draft, the likeliest first; only what the viewer sees.

    Compared by the core of `matching`, as records are; the draft itself leaves no trace there.
    """
    slots = restored(draft.slots)
    if not complete(slots):
        return []
    values = values_of(slots, at=at, country=country, lang="en", name="draft")
    if not isinstance(values, Values):
        return []
    day = values.lots[0].seizure_date
    if day is None:
        return []
    mine = [comparable("draft", row) for row in values.lots]
    span = (day - dt.timedelta(days=NEAR_DAYS), day + dt.timedelta(days=NEAR_DAYS))
    near = Seizure.objects.filter(seized_on__range=span, withdrawn=False, country=values.lots[0].country or "")
    groups = {row.substance_group for row in values.lots}
    if None not in groups:
        near = near.filter(Exists(Lot.objects.filter(seizure=OuterRef("pk"), substance_group__in=groups)))
    found = []
    for seizure in near.prefetch_related("lots").order_by("-seized_on", "-id")[:MOST_COMPARED]:
        pairs = [pair for a in mine for b in comparables_of(seizure, seizure.lots.all()) if (pair := score(a, b))]
        best = max(pairs, key=lambda pair: pair.probability, default=None)
        if best is not None and best.verdict:
            found.append(Known(seizure, best.probability, best.verdict))
    return sorted(found, key=lambda one: -one.probability)[:MOST_SHOWN]
