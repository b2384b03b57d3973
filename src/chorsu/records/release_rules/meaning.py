"""What a standing release rule means: whether a record is one of its, and the marking that follows. Must not query.

A rule only widens: it adds a term to the release expression and takes nobody out of the exclusions; its conditions
come to those of the record, and none of them falls away.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chorsu.handling.marking import Marking, Release
from chorsu.records.lots import IMPOSSIBLE
from chorsu.records.searching.meaning import descendants

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.records.models import ReleaseRule, Seizure

__all__ = ["Told", "means", "widened_by"]


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells beside its own row: whether of persons, in any number, and whether it has photographs."""

    persons: bool = False
    photographs: bool = False


def means(rule: ReleaseRule, seizure: Seizure, told: Told) -> bool:
    """Whether a rule is about this seizure (lots prefetched, whole).

    Every lot must be of the substances named, and all together weigh as much as asked, without a weight that cannot
    be: a rule never releases what it does not name. Without persons means no count of persons, no words and no
    photograph, where a person could be named or seen.
    """
    lots = list(seizure.lots.all())
    if seizure.withdrawn or not lots or any(doubt in IMPOSSIBLE for lot in lots for doubt in lot.doubts):
        return False
    if rule.countries and seizure.country not in rule.countries:
        return False
    if rule.without_persons and (told.persons or told.photographs or seizure.narrative):
        return False
    if rule.substances:
        codes = {code for named in rule.substances for code in descendants(named)}
        if any(lot.substance not in codes for lot in lots):
            return False
    return rule.least_kg is None or sum(lot.kg or 0.0 for lot in lots) >= rule.least_kg


def widened_by(rule: ReleaseRule, marking: Marking, at: dt.datetime, until: dt.datetime | None) -> Marking:
    """The marking after the rule, whose release ends at `until`; the same where it gives nobody anything."""
    term = Release(frozenset(rule.to_audience), frozenset(rule.but), until)
    if any(_covers(standing, term, at) for standing in marking.terms):
        return marking
    handling = replace(
        marking.handling,
        use=marking.handling.use | frozenset(rule.use_codes),
        dissemination=marking.handling.dissemination | frozenset(rule.dissemination_codes),
    )
    return replace(marking, releases=(*marking.releases, term), handling=handling)


def _covers(standing: Release, term: Release, at: dt.datetime) -> bool:
    """Whether a term that stands reaches all whom another one reaches, as long."""
    lasts = standing.until is None or (term.until is not None and at < term.until <= standing.until)
    return lasts and standing.operation is None and standing.to >= term.to and standing.but <= term.but
