"""Which lots are totals over a period ("с начала года изъято …") and no seizure; they never become events.

A lot is an aggregate where the date that governs it is a period of more than a week, or where its sentence speaks of
the year so far, of a comparison or of statistics (`lexicons/<language>/periods.tsv`), and no day is named for it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.periods import CLAUSE, Ruled, is_period, until, words_of
from chorsu.intake.reading.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.agencies import Agency
    from chorsu.intake.reading.dates import When
    from chorsu.intake.reading.lots import Lot
    from chorsu.intake.reading.places import Where
    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value

__all__ = ["Aggregate", "located", "of_a_period", "parted"]

_LESS_SURE, _ELSEWHERE = 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A figure over a period; `period` is None where its words give no days."""

    lot: Lot
    period: Value[When] | None
    confidence: float
    country: str = ""
    elsewhere: Value[str] | None = None
    """The words for a part of the world beyond single states ("in Europe"), where the figure is of one."""


@cache
def _parts_of_the_world(language: str) -> Phrases[str]:
    rows = lexicon.rows(language, "elsewhere")
    return Phrases([(form, "elsewhere") for row in rows for form in lexicon.forms(row["words"])], language)


def parted(
    seen: Seen, lots: Sequence[Lot], dates: Sequence[Value[When]], *, told_as_event: bool
) -> tuple[list[Lot], list[Aggregate]]:
    """Lots of seizures, and aggregates.

    `told_as_event`: the text tells how something was hidden or who was detained, so that a month is the time of a
    seizure rather than of a total.
    """
    if not lots:
        return [], []
    cued = {seen.sentence(found.start) for found in seen.find(words_of(seen.language, "period"))}
    of_periods = of_a_period(seen, dates, told_as_event=told_as_event)
    events: list[Lot] = []
    aggregates: list[Aggregate] = []
    stands = [_stand(seen, lot) for lot in lots]
    ruled = Ruled(seen, dates, stands, told_as_event=told_as_event)
    for at, lot in zip(stands, lots, strict=True):
        period, certain, part = ruled.rule(at)
        if period is not None and (part or ruled.is_total(period, seen.sentence(at))):
            sure = lot.confidence if certain else min(lot.confidence, _LESS_SURE)
            aggregates.append(Aggregate(lot, until(seen, period, dates), sure))
        elif (period is None and seen.sentence(at) in cued) or (not certain and of_periods(seen.place(lot.amount))):
            aggregates.append(Aggregate(lot, None, min(lot.confidence, _LESS_SURE)))
        else:
            events.append(lot)
    return events, aggregates


def _stand(seen: Seen, lot: Lot) -> int:
    """Where a lot begins, or its amount where the substance is named in another sentence."""
    start, amount = seen.view.place(lot.start, lot.end)[0], seen.place(lot.amount)[0]
    return start if seen.sentence(start) == seen.sentence(amount) else amount


def of_a_period(seen: Seen, dates: Sequence[Value[When]], *, told_as_event: bool) -> Callable[[tuple[int, int]], bool]:
    """Whether an amount at a place of the view is one of a period: its sentence speaks of one, and names no day.

    Words for a period behind the amount, in another clause, only compare ("5 kg, the most this year").
    """
    days = {
        seen.sentence(seen.place(one)[0])
        for one in dates
        if one.value.role == "event" and not is_period(one.value, told_as_event=told_as_event)
    }
    cues = seen.by_sentence((found.start, found) for found in seen.find(words_of(seen.language, "period")))

    def told(place: tuple[int, int]) -> bool:
        number = seen.sentence(place[0])
        if number in days:
            return False
        return any(not CLAUSE.search(seen.view.plain, place[1], cue.start) for cue in cues.get(number, ()))

    return told


def located(
    seen: Seen, sums: Sequence[Aggregate], places: Sequence[Value[Where]], agencies: Sequence[Value[Agency]]
) -> list[Aggregate]:
    """Aggregates with their country: the last named before the figure in its sentence, else the one of the text.

    A sentence that names a part of the world and no country tells of elsewhere: its figure has no country, and is
    little believed.
    """
    abroad = seen.by_sentence((one.start, one) for one in seen.find(_parts_of_the_world(seen.language))) if sums else {}
    named = [(seen.place(one)[0], one.value.country) for one in places if one.value.country]
    named += [(seen.place(one)[0], one.value.country) for one in agencies if one.value.country]
    named.sort()
    of_text = {country for _, country in named}
    found = []
    for one in sums:
        at = seen.view.place(one.lot.start, one.lot.end)[0]
        start, end = seen.spans(at)
        inside = [country for where, country in named if start <= where < end]
        beyond = abroad.get(seen.sentence(at), ())
        if beyond and not inside:
            told = seen.view.value("elsewhere", beyond[0].start, beyond[0].end)
            found.append(replace(one, elsewhere=told, confidence=min(one.confidence, _ELSEWHERE)))
            continue
        before = [country for where, country in named if start <= where < at]
        chosen = before[-1:] or inside[:1] or (list(of_text) if len(of_text) == 1 else [])
        found.append(replace(one, country=chosen[0] if chosen else ""))
    return found
