"""Seizures told anew by a later sheet of the same sender, and the way back: each a new version with its reason.

Called inside a transaction by the intake worker. Which row tells which seizure anew is decided by the caller.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from chorsu.handling.models import HANDLING_COLUMNS, MARKING_COLUMNS
from chorsu.journal.services import Entered, append_many
from chorsu.records.apart import apart_of
from chorsu.records.bulk import prepared
from chorsu.records.committed import committed
from chorsu.records.contents import IDENTIFIER_FIELDS, LOT_FIELDS, SEIZURE_FIELDS, content_of
from chorsu.records.earlier import Seeing
from chorsu.records.identifiers import identified, shared, tell_anew
from chorsu.records.models import Lot, Report, Seizure, Version
from chorsu.records.persons import counted, is_hidden, keep_persons, persons_before, persons_told
from chorsu.records.precision import precision_of
from chorsu.records.rows import rows_of
from chorsu.records.transfers.guarding import Before, Keeping, told_by
from chorsu.records.transfers.holding import hold_words, words_told
from chorsu.records.transfers.reaching import home_of, within_state
from chorsu.records.transfers.telling import told_of
from chorsu.records.withheld import CELLS, store_apart, take_apart, whole, withheld_of

if TYPE_CHECKING:
    import uuid
    from collections import Counter
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from chorsu.records.bulk import SourceRow
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["SENT_AGAIN", "identifiers_told", "revert", "told_by_sheet", "update"]

SENT_AGAIN = "sent again"
"""The reason of what a later sheet did; its file is its provider's own, and is not told with it."""
_NOT_TOLD = {"withdrawn", "synthetic", *MARKING_COLUMNS, *HANDLING_COLUMNS}
_TOLD = tuple(name for name in SEIZURE_FIELDS if name not in _NOT_TOLD)
"""What a sheet tells of a seizure; marking, withdrawal and the synthetic mark are not its to change."""
_OF_THE_SHEET = {"report_id", "sheet", "row", "source_cells", "provenance", "changes"}
"""Where it stands and how it was read, which tells nothing of the seizure."""
type Told = tuple[list[Lot], Mapping[str, int], Sequence[Iterable[Any]] | None]
"""Lots, counts of the statuses of persons that are told anew, and identifiers (None: nothing is told of them)."""
_SINCE = {"crime_area": "drugs", "narrative": "", "sender_key": ""}
"""Fields that the content of the oldest versions does not have, with what they then say."""
_DATES: dict[str, Any] = {"seized_on": dt.date.fromisoformat, "seized_at": dt.datetime.fromisoformat}


def told_by_sheet(seizures: Iterable[Seizure]) -> dict[uuid.UUID, dict[str, Any]]:
    """For each seizure (lots and identifiers prefetched) what its sheet said of it, whatever was changed by hand since.

    Under `persons` stand the counts, as far as the viewer may see them; under `identifiers` their normal forms as text.
    """
    seizures = list(seizures)
    whole(seizures)
    found = {
        seizure.pk: (seizure, content_of(seizure, seizure.lots.all(), shared(seizure.identifiers.all())))
        for seizure in seizures
    }
    later = [pk for pk, (seizure, _) in found.items() if seizure.version != seizure.sheet_version]
    for version in Version.objects.filter(seizure__in=later):
        if version.version == found[version.seizure_id][0].sheet_version:
            found[version.seizure_id] = (found[version.seizure_id][0], version.content)
    persons = persons_told({pk: seizure.sheet_version for pk, (seizure, _) in found.items()})
    return {
        pk: content
        | {"persons": persons[pk]}
        | {"identifiers": identifiers_told(one["normal"] for one in content.get("identifiers", ()))}
        for pk, (_, content) in found.items()
    }


def identifiers_told(normals: Iterable[str]) -> str:
    """Identifiers as one text, so that two tellings of a seizure can be compared."""
    return ", ".join(sorted(set(normals)))


@dataclass(frozen=True, slots=True)
class Updated:
    """How many seizures were told anew, and of how many what is new of persons stays in their own state."""

    seizures: int
    held: int = 0


def update(  # noqa: PLR0913 — an act has these parts
    rows: Mapping[uuid.UUID, SourceRow],
    *,
    report: Report,
    reason: str,
    actor: int | None,
    at: dt.datetime,
    transfer: TransferSaid | None = None,
) -> Updated:
    """Tell seizures anew by rows of a later report; how many there were.

    What they newly tell of persons goes to other states that they reach on the basis said in `transfer`, else no
    further than their own state.
    """

    def tell(seizure: Seizure) -> Told:
        said, own = prepared(rows[seizure.pk])
        for name in _TOLD:
            if name != "report_id":
                setattr(seizure, name, said[name])
        seizure.report, seizure.precision = report, said["precision"]
        details = rows[seizure.pk].lots[0].details
        told = [Lot(**{name: lot[name] for name in LOT_FIELDS}) for lot in own]
        return told, details.get("persons", {}), details.get("identifiers")

    return _turn(list(rows), tell, transfer, reason=reason, actor=actor, at=at)


def revert(seizures: Collection[uuid.UUID], *, reason: str, actor: int | None, at: dt.datetime) -> int:
    """Take the last telling by a sheet back: what stood before it stands again, as a new version."""
    before = {
        version.seizure_id: version.content
        for version in Version.objects.filter(seizure__in=seizures).select_related("seizure")
        if version.version == version.seizure.sheet_version - 1
    }

    counts = persons_before(before)

    def tell(seizure: Seizure) -> Told:
        content = before[seizure.pk]
        for name in _TOLD:
            value = content.get(name, _SINCE.get(name))
            setattr(seizure, name, _DATES[name](value) if name in _DATES and value else value)
        told = [Lot(**{name: lot[name] for name in LOT_FIELDS if name in lot}) for lot in content["lots"]]
        seizure.precision = precision_of(rows_of(seizure, told))
        identifiers = [tuple(one[name] for name in IDENTIFIER_FIELDS) for one in content.get("identifiers", [])]
        return told, counts[seizure.pk].get(seizure.sheet_version - 1, {}), identifiers

    return _turn(list(before), tell, None, reason=reason, actor=actor, at=at).seizures


def _turn(  # noqa: PLR0913 — an act has these fields
    identifiers: Collection[uuid.UUID],
    tell: Callable[[Seizure], Told],
    transfer: TransferSaid | None,
    *,
    reason: str,
    actor: int | None,
    at: dt.datetime,
) -> Updated:
    """Keep the version before, let `tell` change the seizure and give lots and persons, store, and enter the acts."""
    seizures = list(Seizure.objects.filter(pk__in=identifiers).select_for_update().order_by("pk"))
    lots = _lots_of(identifiers)
    versions, fresh, acts, waiting = [], [], [], 0
    homes = cache(home_of)
    persons, stood_by = counted(identifiers), identified(identifiers)
    narrow = {(pk, lot.number): lot.only_for for pk, own in lots.items() for lot in own}
    withheld, seeing = withheld_of(identifiers), Seeing(at)
    whole(seizures)
    for seizure in seizures:
        stood = stood_by[seizure.pk]
        before = content_of(seizure, lots[seizure.pk], shared(stood))
        told_then = told_by(persons[seizure.pk], stood, words=words_told(seizure, withheld[seizure.pk]))
        gate = Before(seizure.pk, seizure.marking, told_then, homes(seizure.provider_id))
        own, told, identified_by = tell(seizure)
        counts = {**persons[seizure.pk], **told}
        names = [(one.kind, one.normal) for one in shared(stood)]
        names = names if identified_by is None else [_named(one) for one in identified_by]
        anew = told_of(counts, names, words=words_told(seizure, withheld[seizure.pk]))
        held = _held_at_home(gate, anew, transfer, Keeping(seizure.provider_id, actor, "", at))
        if held is not None:
            hold_words(seizure, withheld[seizure.pk], words=seizure.narrative != before["narrative"])
        waiting += held is not None
        stands = tell_anew(seizure, stood, identified_by, only_for=held)
        changed = keep_persons(
            seizure,
            before=persons[seizure.pk],
            now=told,
            number=seizure.version,
            seeing=seeing.of(seizure.marking),
            only_for=held,
        )
        hidden = is_hidden(changed) and _same(before, content_of(seizure, own, shared(stands)))
        act = "recounted" if hidden else "corrected"
        kept = Version(seizure=seizure, version=seizure.version, act=act, reason=reason, at=at, by=actor)
        kept.content = before
        # Cells that are told anew are no longer those of before a correction.
        cells = withheld[seizure.pk].pop(CELLS, None)
        parted = bool(withheld[seizure.pk])
        narrow_to = seizure.marking.narrowed_to(seeing.of(seizure.marking))
        narrow_to = narrow_to if cells is None else narrow_to.narrowed_to(cells.only_for)
        kept.marking = seizure.marking.only_for_provider() if hidden or parted else narrow_to
        versions.append(kept)
        for lot in own:
            lot.seizure, lot.marking = seizure, seizure.marking.narrowed_to(narrow.get((seizure.pk, lot.number)))
        fresh += own
        seizure.version += 1
        seizure.sheet_version, seizure.changed_at = seizure.version, at
        said = committed(content_of(seizure, own, stands), counts, reason)
        parts = withheld.get(seizure.pk, {})
        take_apart(seizure, parts, own)
        beside = apart_of(seizure, parts.values(), own, stands)
        acts.append(Entered(f"seizure.{act}", seizure.pk, seizure.version, said, beside))
        if parted or cells:
            store_apart(seizure, parts)
    Version.objects.bulk_create(versions, batch_size=1_000)
    Lot.objects.filter(seizure__in=identifiers).delete()
    Seizure.objects.bulk_update(
        seizures, [*_names(), "version", "sheet_version", "changed_at", "precision"], batch_size=500
    )
    Lot.objects.bulk_create(fresh, batch_size=1_000)
    append_many(acts, actor=actor, at=at)
    return Updated(len(seizures), waiting)


def _held_at_home(
    gate: Before,
    now: Counter[str],
    transfer: TransferSaid | None,
    keeping: Keeping,
) -> frozenset[int] | None:
    """Who alone sees what is newly told of persons, for want of a basis; None where nothing is held back."""
    to = gate.to_weigh(gate.marking, now, keeping.at)
    if not to:
        return None
    if transfer is not None:
        keeping.allowed([gate.seizure], to, transfer, until=None)
        return None
    keeping.held([gate.seizure], to, until=None)
    return within_state(gate.marking.provider)


def _named(identifier: Iterable[Any]) -> tuple[str, str]:
    kind, normal, *_written = identifier
    return kind, normal


def _lots_of(identifiers: Collection[uuid.UUID]) -> Mapping[uuid.UUID, list[Lot]]:
    found: dict[uuid.UUID, list[Lot]] = defaultdict(list)
    for lot in Lot.objects.filter(seizure__in=identifiers).order_by("number"):
        found[lot.seizure_id].append(lot)
    return found


def _same(before: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether two contents say the same, wherever it stands in its sheet."""
    return all(
        before.get(name) == now.get(name) for name in (*_TOLD, "lots", "identifiers") if name not in _OF_THE_SHEET
    )


def _names() -> list[str]:
    return ["report" if name == "report_id" else name for name in _TOLD]
