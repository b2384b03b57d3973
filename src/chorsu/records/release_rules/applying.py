"""Standing release rules at work: a consumer of the journal releases what is stored; a dry run says what it would have.

Runs as the worker, who sees all. A record that came marked more narrowly than by default, or that its provider has
recalled, or kept from somebody, is left alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from chorsu.directory.authorities import authorities
from chorsu.directory.days import end_after
from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.journal.consumers import consume
from chorsu.kernel.clock import now
from chorsu.records.keeping import changing
from chorsu.records.listing import with_lots
from chorsu.records.models import Lot, Photograph, ReleaseRule, Seizure, Version
from chorsu.records.release_rules.meaning import Told, means, widened_by
from chorsu.records.release_rules.selectors import BY_RULE
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid
from chorsu.records.transfers.telling import personal_among

if TYPE_CHECKING:
    import uuid
    from collections.abc import Collection, Iterator, Sequence

    from chorsu.journal.models import EntryRow

__all__ = ["MOST_TRIED", "DryRun", "dry_run", "release_by_rule"]

CONSUMER = "release-rules"
MOST = 500
"""Entries read in one transaction."""
MOST_TRIED = 20_000
"""Records that a dry run looks at, the newest first."""
_LISTED = 50
_STEP = 1_000
_YEAR = dt.timedelta(days=365)


def release_by_rule() -> int:
    """Release the next stored records as the rules say; how many entries of the journal were read."""
    return consume(CONSUMER, _work, most=MOST)


def _work(entries: Sequence[EntryRow]) -> None:
    stored = [entry.record_id for entry in entries if entry.kind == "seizure.recorded"]
    rules: dict[int, list[ReleaseRule]] = defaultdict(list)
    for rule in ReleaseRule.objects.filter(off_at=None).order_by("pk"):
        if rule.in_force:
            rules[rule.provider_id].append(rule)
    if not stored or not rules:
        return
    own = Seizure.objects.filter(pk__in=stored, provider_id__in=list(rules), withdrawn=False, narrowed=False)
    identifiers = list(own.order_by("pk").values_list("pk", flat=True))
    told = _told(identifiers)
    at = now()
    for seizure in with_lots(identifiers):
        for rule in rules[seizure.provider_id]:
            if rule.since <= seizure.recorded_at and means(rule, seizure, told[seizure.pk]):
                _release(seizure, rule, at)


def _release(seizure: Seizure, rule: ReleaseRule, at: dt.datetime) -> None:
    """Release one record in the name of its provider, unless it took it back or the rule gives nobody anything."""
    # A recall that is under way is waited for, and then found among the versions.
    standing = Seizure.objects.select_for_update().get(pk=seizure.pk).marking
    taken_back = Version.objects.filter(seizure=seizure, act__in=("recalled", "excluded")).exists()
    until = _end_of(rule, at)
    if taken_back or widened_by(rule, standing, at, until) == standing:
        return
    own = frozenset({seizure.provider_id})
    in_its_name = Actor(user=None, name="", principals=own, provides=own, roles=frozenset())
    reason = f"{BY_RULE}:{rule.pk}"
    said = TransferSaid(rule.basis, rule.purpose) if rule.basis and rule.purpose else None
    # Without a basis it waits as a record does that was handed in without one: an officer releases it.
    with (
        suppress(NeedsBasisError),
        changing(
            seizure.pk, kind="released", act=Act.RELEASE, actor=in_its_name, at=at, reason=reason, transfer=said
        ) as change,
    ):
        change.seizure.marking = widened_by(rule, change.seizure.marking, at, until)
        change.said["rule"] = str(rule.pk)


def _end_of(rule: ReleaseRule, at: dt.datetime) -> dt.datetime | None:
    """When a release under this rule ends that begins at this moment: when its last day is over for its provider."""
    return None if rule.days is None else end_after(rule.days, rule.provider_id, at)


def _told(identifiers: Collection[uuid.UUID]) -> dict[uuid.UUID, Told]:
    persons = personal_among(identifiers)
    pictures = Photograph.objects.filter(seizure__in=identifiers, taken_back_at=None)
    seen = set(pictures.values_list("seizure_id", flat=True))
    return {pk: Told(pk in persons, pk in seen) for pk in identifiers}


@dataclass(frozen=True, slots=True)
class DryRun:
    """What a rule would have done over the last year: records looked at and meant, and who would have seen how many.

    `by_authority` counts, by agency, the records that it would have seen and does not see now; `records` are the newest
    of those meant. `whole` is false where there were more records than were looked at.
    """

    tried: int
    meant: int
    by_authority: dict[int, int]
    records: tuple[Seizure, ...]
    whole: bool


def dry_run(rule: ReleaseRule, at: dt.datetime) -> DryRun:
    """Try a rule, stored or not, over its agency's records of the last year, as the viewer sees them."""
    own = Seizure.objects.filter(provider_id=rule.provider_id, withdrawn=False, narrowed=False)
    recent = own.filter(recorded_at__gte=at - _YEAR)
    newest = list(recent.order_by("-id").values_list("pk", flat=True)[: MOST_TRIED + 1])
    tried = newest[:MOST_TRIED]
    found: list[Seizure] = []
    markings: Counter[Marking] = Counter()
    meant = 0
    for seizure in _each(tried, rule):
        meant += 1
        markings[seizure.marking] += 1
        if len(found) < _LISTED:
            found.append(seizure)
    return DryRun(len(tried), meant, _gained(rule, markings, at), tuple(found), whole=len(newest) <= MOST_TRIED)


def _each(identifiers: list[Any], rule: ReleaseRule) -> Iterator[Seizure]:
    for start in range(0, len(identifiers), _STEP):
        step = identifiers[start : start + _STEP]
        if rule.countries or rule.substances or rule.least_kg:
            step = _possible(step, rule)
        told = _told(step)
        yield from (seizure for seizure in with_lots(step) if means(rule, seizure, told[seizure.pk]))


def _possible(identifiers: list[Any], rule: ReleaseRule) -> list[Any]:
    """Those that the database does not rule out at once, in their order."""
    asked = Seizure.objects.filter(pk__in=identifiers)
    if rule.countries:
        asked = asked.filter(country__in=rule.countries)
    if rule.least_kg:
        asked = asked.filter(Exists(Lot.objects.filter(seizure=OuterRef("pk"), kg__gt=0)))
    kept = set(asked.values_list("pk", flat=True))
    return [pk for pk in identifiers if pk in kept]


def _gained(rule: ReleaseRule, markings: Counter[Marking], at: dt.datetime) -> dict[int, int]:
    gained: Counter[int] = Counter()
    everybody, until = list(authorities()), _end_of(rule, at)
    for marking, count in markings.items():
        after = widened_by(rule, marking, at, until)
        for one in everybody:
            before = decide(one.actor, marking, Act.SEE, at).allowed
            if not before and decide(one.actor, after, Act.SEE, at).allowed:
                gained[one.agency] += count
    return dict(gained)
