"""The words of records: fields, flags, acts and markings, in the reader's language."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext, pgettext_lazy

from chorsu.desk.hand_in.audience import SHOWN_NAMES, last_day, marking_chip
from chorsu.desk.presenting import language
from chorsu.handling.rules import EVERYBODY, Act, decide
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError
from chorsu.ui.shapes import MarkingChip, Reach
from chorsu.ui.wording import spoken
from chorsu.vocabulary import manners, places, substances, units

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from django.utils.functional import _StrPromise

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.models import Marked
    from chorsu.handling.rules import Actor, Marking, Release

__all__ = [
    "ACTS",
    "BASES",
    "COUNTINGS",
    "FIELDS",
    "FLAGS",
    "STATES",
    "chip_of",
    "flag_name",
    "joined",
    "persons_label",
    "sentence_of",
    "value_label",
]

MOST_NAMES = 40
"""Names that one sentence holds."""
FIELDS: dict[str, _StrPromise] = {
    "seized_on": pgettext_lazy("field", "Date"),
    "country": pgettext_lazy("field", "Country"),
    "admin1": pgettext_lazy("field", "Region"),
    "place": pgettext_lazy("field", "Place"),
    "place_id": pgettext_lazy("field", "Place"),
    "substance": pgettext_lazy("field", "Substance"),
    "quantity": pgettext_lazy("field", "Quantity"),
    "unit": pgettext_lazy("field", "Unit"),
    "basis": pgettext_lazy("field", "Weight rests on"),
    "flag": pgettext_lazy("field", "Flag"),
    "provider": pgettext_lazy("field", "Provider"),
    "report": pgettext_lazy("field", "Report"),
    "record": pgettext_lazy("field", "Record"),
    "since": pgettext_lazy("field", "From"),
    "until": pgettext_lazy("field", "To"),
    "text": pgettext_lazy("field", "Search"),
    "counting": pgettext_lazy("field", "Counted"),
    "withdrawn": pgettext_lazy("field", "Withdrawn"),
    "seized_at": pgettext_lazy("field", "Time"),
    "crime_area": pgettext_lazy("field", "Crime area"),
    "narrative": pgettext_lazy("field", "In words"),
    "sender_key": pgettext_lazy("field", "Sender's number"),
    "kind": pgettext_lazy("field", "Goods"),
    "state": pgettext_lazy("field", "State of the quantity"),
    "purity": pgettext_lazy("field", "Purity"),
    "sample": pgettext_lazy("field", "Sample"),
    "method": pgettext_lazy("field", "Method"),
    "packages": pgettext_lazy("field", "Packages"),
    "markings": pgettext_lazy("field", "Stamps and markings"),
    "item": pgettext_lazy("field", "Item"),
    "currency": pgettext_lazy("field", "Currency"),
    "known_on": pgettext_lazy("field", "As known on"),
    "concealment": pgettext_lazy("field", "Hidden"),
    "conveyance": pgettext_lazy("field", "Carried by"),
    "installation": pgettext_lazy("field", "Found at"),
    "origin": pgettext_lazy("field", "Origin"),
    "departure": pgettext_lazy("field", "Departure"),
    "destination": pgettext_lazy("field", "Destination"),
    "routing": pgettext_lazy("field", "Routing"),
    "identifiers": pgettext_lazy("field", "Identifiers"),
    "own_identifiers": pgettext_lazy("field", "Identifiers that only your authority sees"),
}
"""What the fields of a record, and of a filter, are called."""
COUNTINGS: dict[str, _StrPromise] = {
    "reported": pgettext_lazy("counting", "As reported"),
    "once": pgettext_lazy("counting", "Each event once"),
    "dropped": pgettext_lazy("counting", "Left out: reported a second time"),
    "possible": pgettext_lazy("counting", "Perhaps reported twice"),
}
BASES: dict[str, _StrPromise] = {
    "mass": pgettext_lazy("weight", "a unit of mass"),
    "assumed": pgettext_lazy("weight", "an assumed factor"),
    "none": pgettext_lazy("weight", "nothing: there is none"),
}
ACTS: dict[str, _StrPromise] = {
    "seizure.recorded": pgettext_lazy("act", "Recorded"),
    "seizure.corrected": pgettext_lazy("act", "Corrected"),
    "seizure.recounted": pgettext_lazy("act", "Protected persons corrected"),
    "seizure.weighed": pgettext_lazy("act", "Weighed"),
    "seizure.confirmed": pgettext_lazy("act", "Confirmed by a laboratory"),
    "seizure.released": pgettext_lazy("act", "Released"),
    "seizure.recalled": pgettext_lazy("act", "Recalled"),
    "seizure.excluded": pgettext_lazy("act", "Kept from somebody"),
    "seizure.permitted": pgettext_lazy("act", "Permission given"),
    "seizure.passed": pgettext_lazy("act", "Passed on by a recipient"),
    "seizure.extended": pgettext_lazy("act", "Review date moved"),
    "seizure.sanitised": pgettext_lazy("act", "Made as a sanitised version"),
    "seizure.conditioned": pgettext_lazy("act", "Conditions set"),
    "seizure.marked": pgettext_lazy("act", "A part marked"),
    "seizure.erasure-proposed": pgettext_lazy("act", "Erasure by law proposed"),
    "seizure.erasure-withdrawn": pgettext_lazy("act", "Proposal to erase withdrawn"),
    "seizure.erasure-refused": pgettext_lazy("act", "Proposal to erase refused"),
    "seizure.withdrawn": pgettext_lazy("act", "Withdrawn"),
    "seizure.restored": pgettext_lazy("act", "Restored"),
}
STATES: dict[str, _StrPromise] = {
    "estimated": pgettext_lazy("state of a quantity", "estimated"),
    "weighed": pgettext_lazy("state of a quantity", "weighed"),
    "confirmed": pgettext_lazy("state of a quantity", "confirmed by a laboratory"),
}
FLAGS: dict[str, _StrPromise] = {
    "unknown_substance": pgettext_lazy("flag", "unknown substance"),
    "unknown_unit": pgettext_lazy("flag", "unknown unit"),
    "no_unit": pgettext_lazy("flag", "no unit"),
    "no_quantity": pgettext_lazy("flag", "no quantity"),
    "zero_quantity": pgettext_lazy("flag", "zero"),
    "negative_quantity": pgettext_lazy("flag", "negative"),
    "implausible_quantity": pgettext_lazy("flag", "implausible quantity"),
    "approximate_quantity": pgettext_lazy("flag", "approximate"),
    "range_quantity": pgettext_lazy("flag", "interval"),
    "ambiguous_number": pgettext_lazy("flag", "ambiguous number"),
    "ambiguous_date": pgettext_lazy("flag", "ambiguous date"),
    "impossible_date": pgettext_lazy("flag", "impossible date"),
    "unknown_country": pgettext_lazy("flag", "unknown country"),
    "unknown_region": pgettext_lazy("flag", "unknown region"),
    "unknown_place": pgettext_lazy("flag", "unknown place"),
    "ambiguous_place": pgettext_lazy("flag", "ambiguous place"),
    "former_region": pgettext_lazy("flag", "former region"),
    "joint_region": pgettext_lazy("flag", "two regions"),
    "territory_differs": pgettext_lazy("flag", "territory differs"),
    "place_elsewhere": pgettext_lazy("flag", "place elsewhere"),
    "position_elsewhere": pgettext_lazy("flag", "point far from the place"),
    "damaged_text": pgettext_lazy("flag", "damaged text"),
    "unknown_detail": pgettext_lazy("flag", "unreadable detail"),
    "unknown_route": pgettext_lazy("flag", "unknown route"),
    "unknown_manner": pgettext_lazy("flag", "unknown manner"),
    "coarse_date": pgettext_lazy("flag", "day left out"),
    "coarse_year": pgettext_lazy("flag", "day and month left out"),
    "coarse_place": pgettext_lazy("flag", "place coarsened"),
    "coarse_quantity": pgettext_lazy("flag", "rounded"),
    "passed_by_rule": pgettext_lazy("flag", "let through by a standing rule, unreviewed"),
}
"""Flags in a word or two, for tables; `hand_in.wording.code_meaning` says them in full."""
_MANNERS = {name: name for name in ("concealment", "conveyance", "installation", "routing")} | {
    "crime_area": "crime_area",
    "method": "method",
    "kind": "goods",
    "item": "item",
    "currency": "currency",
}
"""For each field that is read off a short list: the kind of that list."""
_PLACES = {"country", "admin1", "place_id", "origin", "departure", "destination"}


def value_label(field: str, code: str) -> str:
    """A code as a reader knows it; a code that the vocabulary does not have stays as it is."""
    try:
        if field in _MANNERS:
            return manners.label(_MANNERS[field], code, language())
        if field == "state":
            return str(STATES[code])
        if field == "substance":
            return substances.label(code, language())
        if field == "unit":
            return units.label(code, language())
    except (ChorsuError, KeyError):
        return code
    return places.label(code, language()) if field in _PLACES else code


def persons_label(status: str) -> str:
    """A status of persons as a field: "Persons: detained"."""
    return gettext("Persons: %(status)s") % {"status": manners.label("person", status, language()).lower()}


def flag_name(code: str) -> str:
    """A flag in a word or two."""
    return str(FLAGS.get(code, code))


def chip_of(names: Names, record: Marked, actor: Actor, *, short: bool = False) -> MarkingChip:
    """The chip of a record's marking, whole for its provider; a recipient reads "you", and nothing of the others.

    `short` names one of an audience and of those left out and counts the rest, for tables.
    """
    marking = record.marking
    if marking.provider in actor.provides:
        return _whole_chip(names, marking, most=1 if short else SHOWN_NAMES)
    everybody = EVERYBODY in marking.audience
    who = pgettext("to whom", "everybody") if everybody else pgettext("to whom", "you")
    provider = names.by_number.get(marking.provider, "?")
    return MarkingChip(provider, who, last_day(marking.end_for(actor.principals, now())), everybody=everybody)


def _whole_chip(names: Names, marking: Marking, most: int) -> MarkingChip:
    """Each release on its own terms; those on the same terms as one."""
    terms: dict[tuple[frozenset[int], dt.date | None, int | None], frozenset[int]] = {}
    for term in marking.terms:
        if to := term.to - {marking.provider}:
            on = (term.but | marking.exclusions, last_day(term.until), term.operation)
            terms[on] = terms.get(on, frozenset()) | to
    chip = marking_chip(names, marking.provider, marking.named, None)
    if not terms:
        return chip
    reaches = [
        Reach(_within(names, joined(names.join(to, 0), most), within), joined(names.join(but, 0), most), until)
        for (but, until, within), to in terms.items()
    ]
    first, *also = reaches
    full = joined([name for to in terms.values() for name in names.join(to, 0)], MOST_NAMES)
    note = full if most == 1 else ""
    return replace(chip, audience=first.audience, but=first.but, until=first.until, also=also, note=note)


def _within(names: Names, said: str, operation: int | None) -> str:
    """An audience, and the operation within which alone it is reached."""
    if operation is None:
        return said
    return gettext("%(names)s (only within %(operation)s)") % {
        "names": said,
        "operation": names.by_number.get(operation, "?"),
    }


def joined(found: Collection[str], most: int = SHOWN_NAMES) -> str:
    """Names in one line: the first few, and how many more."""
    shown = list(found)[:most]
    rest = len(found) - len(shown)
    # Names of agencies hold commas themselves.
    between = "; " if any("," in name for name in shown) else ", "
    return between.join(shown) + (gettext(" and %(count)d more") % {"count": rest} if rest else "")


def sentence_of(names: Names, marking: Marking, actor: Actor) -> str:
    """What a marking means, in one sentence; a recipient learns of nobody else."""
    said = {"provider": names.by_number.get(marking.provider, "?")}
    if marking.provider not in actor.provides:
        until = last_day(marking.end_for(actor.principals, now()))
        said["day"] = spoken(until) if until else ""
        line = gettext("%(provider)s released this to you up to and including %(day)s.") if until else ""
        line = line or gettext("%(provider)s released this to you.")
        if not decide(actor, marking, Act.PASS_ON, now()).allowed:
            line += " " + gettext("Do not pass it on without asking.")
        return line % said
    if not names.join(marking.named, marking.provider):
        return gettext("Only %(provider)s and the liaison officers of its state see this.") % said
    lines = [_term_of(names, marking, term) % said for term in marking.terms if term.to - {marking.provider}]
    kept = names.join(marking.exclusions, marking.provider)
    if kept:
        lines.append(gettext("Kept from: %(names)s.") % {"names": joined(kept, MOST_NAMES)})
    return " ".join(lines)


def _term_of(names: Names, marking: Marking, term: Release) -> str:
    """One term of a release expression, with the provider's name left to be filled in."""
    until = last_day(term.until)
    others = joined(names.join(term.to, marking.provider), MOST_NAMES)
    but = joined(names.join(term.but, marking.provider), MOST_NAMES)
    if but:
        others = gettext("%(names)s (but not %(but)s)") % {"names": others, "but": but}
    others = _within(names, others, term.operation)
    said = {"provider": "%(provider)s", "others": others.replace("%", "%%"), "day": spoken(until) if until else ""}
    return (
        gettext("%(provider)s sees this, and up to and including %(day)s also: %(others)s.")
        if until
        else gettext("%(provider)s sees this, and until you recall it also: %(others)s.")
    ) % said
