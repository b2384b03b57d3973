"""One text read: the order of the finders and what each is given. The only module that knows them all.

Identifiers are found first and masked, so that a digit of a telephone is no amount; then dates, places and agencies,
amounts and substances; then the assemblers. What is found twice is settled here: a year that is an amount ("2000 г
соли") is no date, a day that looks like an amount is none.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from chorsu.intake.reading.agencies import Agency, agencies
from chorsu.intake.reading.aggregates import Aggregate, located, of_a_period, parted
from chorsu.intake.reading.counters import counts_persons
from chorsu.intake.reading.crimes import crimes
from chorsu.intake.reading.dates import When, dates
from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.doubts import days_of_seizures, doubted
from chorsu.intake.reading.events import Event, events
from chorsu.intake.reading.fates import settled
from chorsu.intake.reading.homes import AT_HOME, at_home
from chorsu.intake.reading.identifiers import Identifier, identifiers
from chorsu.intake.reading.language import setting_of
from chorsu.intake.reading.lots import Lot, pair
from chorsu.intake.reading.manners import concealments, conveyances
from chorsu.intake.reading.models import named
from chorsu.intake.reading.money import Money, money
from chorsu.intake.reading.nationalities import nationalities
from chorsu.intake.reading.organisations import Organisation, organisations
from chorsu.intake.reading.people import Someone, people
from chorsu.intake.reading.persons import Person, persons
from chorsu.intake.reading.phrases import stems
from chorsu.intake.reading.pieces import LONGEST, moved, pieces
from chorsu.intake.reading.places import Where, places
from chorsu.intake.reading.quantities import Amount, amounts
from chorsu.intake.reading.seats import seat
from chorsu.intake.reading.seen import Seen
from chorsu.intake.reading.seizures import Around, Seizure, assembled
from chorsu.intake.reading.stated import Stated, stated
from chorsu.intake.reading.substances import substances
from chorsu.intake.reading.values import Value
from chorsu.intake.reading.views import View
from chorsu.intake.reading.weapons import Weapon, weapons

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting

__all__ = ["Reading", "read"]

_LONGEST_TITLE = 200
_NOT_DETAINED = frozenset({"official", "spokesman", "speaker", "victim", "witness"})
"""Roles of persons of whom no arrest is told."""
_GATHERED = (
    "seizures",
    "aggregates",
    "events",
    "figures",
    "persons",
    "agencies",
    "places",
    "identifiers",
    "dates",
    "organisations",
    "money",
    "weapons",
    "crimes",
)
"""What the pieces of a long text give together."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text tells. `kind` is `seizure`, `event`, `statistic` or `other`; offsets are characters of `text`."""

    text: str
    setting: Setting
    identifier: str = ""
    title: str = ""
    seizures: tuple[Seizure, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    events: tuple[Event, ...] = ()
    figures: tuple[Value[Stated], ...] = ()
    persons: tuple[Value[Person], ...] = ()
    people: tuple[Someone, ...] = ()
    agencies: tuple[Value[Agency], ...] = ()
    organisations: tuple[Value[Organisation], ...] = ()
    money: tuple[Value[Money], ...] = ()
    weapons: tuple[Value[Weapon], ...] = ()
    crimes: tuple[Value[str], ...] = ()
    places: tuple[Value[Where], ...] = ()
    identifiers: tuple[Value[Identifier], ...] = ()
    dates: tuple[Value[When], ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def kind(self) -> str:
        """What the text is about in the first place."""
        if self.seizures:
            return "seizure"
        if self.events:
            return "event"
        return "statistic" if self.aggregates or self.figures else "other"


def read(
    text: str,
    *,
    setting: Setting | None = None,
    language: str = "auto",
    published: dt.date | None = None,
    identifier: str = "",
) -> Reading:
    """Read one text. Never raises, whatever the text; the same text always reads the same.

    `language`: one of `lexicon.LANGUAGES`, or "auto". `published`: the day from which "yesterday" counts. `setting`
    replaces both.
    """
    view = View(text) if len(text) <= LONGEST else None
    setting = setting or setting_of(text, language, published, view)
    if view is not None:
        return _read(view, setting, identifier)
    whole = Reading(text, setting, identifier, _title(text), notes=setting.notes)
    for at, piece in pieces(text):
        part = moved(_read(View(piece), setting, identifier), at)
        gathered: dict[str, Any] = {name: (*getattr(whole, name), *getattr(part, name)) for name in _GATHERED}
        whole = replace(whole, **gathered)
    someone = people(whole.persons)
    return replace(whole, people=tuple(someone), persons=tuple(settled(whole.persons, someone)))


def _read(view: View, setting: Setting, identifier: str) -> Reading:
    known = identifiers(view, setting)
    masked = view.masked([view.place(one.start, one.end) for one in known]) if known else view
    seen = Seen(masked, setting)
    when = dates(masked, setting)
    kinds = substances(masked, setting)
    weighed = [
        one
        for one in amounts(masked, setting)
        if not _inside_a_day(one, when) and not counts_persons(masked, seen.language, one, kinds)
    ]
    lots, totals = pair(seen, weighed, kinds)
    when = _without_amounts(when, lots)
    heard = named(masked, setting)
    mentions = persons(masked, setting, heard)
    someone = people(mentions)
    mentions = settled(mentions, someone)
    around = _around(view, seen, when, lots, mentions)
    services = [seen.place(one) for one in around.agencies]
    hidden = any(one.confidence > AT_HOME for one in around.concealments)
    told = hidden or bool(around.persons_detained)
    of_seizures, sums = parted(seen, lots, when, told_as_event=told)
    of_periods = of_a_period(seen, when, told_as_event=told)
    totals = [one for one in totals if not of_periods(seen.place(one))]
    of_seizures = doubted(seen, of_seizures)
    around_seizures = replace(around, dates=days_of_seizures(seen, when)) if of_seizures else around
    return Reading(
        view.text,
        setting,
        identifier,
        _title(view.text),
        seizures=tuple(assembled(seen, of_seizures, totals, around_seizures)),
        aggregates=tuple(located(seen, sums, around.places, around.agencies)),
        events=tuple(_events(seen, mentions, around)),
        persons=tuple(mentions),
        people=tuple(someone),
        figures=tuple(stated(masked, setting, when)),
        agencies=tuple(around.agencies),
        organisations=tuple(organisations(masked, setting, services, heard)),
        money=tuple(money(masked, setting)),
        weapons=tuple(weapons(masked, setting)),
        crimes=tuple(crimes(masked, setting)),
        places=tuple(around.places),
        identifiers=tuple(known),
        dates=tuple(when),
        notes=setting.notes,
    )


def _around(
    view: View, seen: Seen, when: Sequence[Value[When]], lots: Sequence[Lot], mentions: Sequence[Value[Person]]
) -> Around:
    """What stands around the lots. Numbers of dates and amounts count no persons, nor do totals of a period."""
    setting = seen.setting
    spoken_for = [seen.place(one) for one in (*when, *(lot.amount for lot in lots))]
    names = [seen.place(one) for one in mentions if one.value.role not in _NOT_DETAINED]
    counted = detained(seen.view, setting, spoken_for, names)
    of_periods = of_a_period(seen, when, told_as_event=True)
    services = agencies(seen.view, setting)
    family_names = frozenset(
        stem
        for one in mentions
        for word in {*View(one.quote).plain.split()[-1:], View(one.value.family).plain}
        for stem in stems(word, setting.language)
    )
    where = places(seen.view, setting, services, family_names)
    lands = [Value(one.value.country, one.start, one.end, one.quote) for one in where if one.value.kind == "country"]
    spans = [seen.view.place(lot.start, lot.end) for lot in lots]
    return Around(
        dates=when,
        places=where,
        agencies=services,
        concealments=[*concealments(seen.view, setting, spans), *at_home(seen.view, setting, spans)],
        conveyances=conveyances(seen.view, setting),
        persons_detained=[one for one in counted if not of_periods(seen.place(one))],
        nationalities=nationalities(view, setting, lands),
    )


def _events(seen: Seen, mentions: Sequence[Value[Person]], around: Around) -> list[Event]:
    language = seen.language
    return events(
        seen.view,
        seen.setting,
        mentions,
        around.agencies,
        around.dates,
        around.places,
        locate=lambda name: seat(name, language),
    )


def _inside_a_day(amount: Value[Amount], when: Sequence[Value[When]]) -> bool:
    return any(one.value.kind != "period" and one.start < amount.end and amount.start < one.end for one in when)


def _without_amounts(when: Sequence[Value[When]], lots: Sequence[Lot]) -> list[Value[When]]:
    """Dates without periods that are amounts of lots."""
    return [one for one in when if not any(lot.amount.start < one.end and one.start < lot.amount.end for lot in lots)]


def _title(text: str) -> str:
    """The first line, where it is short, ends no sentence, and more follows."""
    first, _, rest = text.strip().partition("\n")
    title = first.strip()
    is_title = rest.strip() and 0 < len(title) <= _LONGEST_TITLE and title[-1] not in ".,;:!?…"
    return title if is_title else ""
