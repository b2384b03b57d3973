"""The form of a watch: what its fields say, and what stands in them.

What it says is read back as the same: a watch that is opened and kept as it stands asks what it asked.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any
from uuid import UUID

from chorsu.desk.requests import whole_number
from chorsu.desk.watches.naming import names_of, places_named, route_named, substances_named
from chorsu.exchange.messages.models import Message
from chorsu.exchange.watches.criteria import Criteria, written_kg
from chorsu.exchange.watches.watching import WatchSaid
from chorsu.intake.reading.entered import as_line, entered_all
from chorsu.kernel.errors import InputError
from chorsu.vocabulary import manners, substances

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from chorsu.exchange.watches.models import Watch
    from chorsu.records.models import Identifier, Lot, Seizure

__all__ = [
    "FIELDS", "LISTS", "asking", "blank", "criteria_values", "identifier_in", "of_record", "said_in", "sent_values",
    "values_of",
]  # fmt: skip

FIELDS = (
    "name", "substances", "least_kg", "places", "route", "identifiers", "words", "shared", "precedence", "channel",
    "quiet_from", "quiet_to", "rings_from", "on", "ends_on",
)  # fmt: skip
LISTS = ("concealment", "conveyance")
"""Fields of which several are ticked."""
_WORDS = re.compile(r"[;\n]+")


def identifier_in(text: str) -> UUID | None:
    """The identifier that a part of an address says; None where it says none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def said_in(sent: QueryDict, country: str) -> WatchSaid:
    """What a form says of a watch; `country` (alpha-2) is the state whose local phones are meant.

    Raises:
        InputError: a word that nothing knows, a number, a day or a time that is none.
    """
    begin, end = (_time(sent.get(name, "")) for name in ("quiet_from", "quiet_to"))
    if (begin is None) != (end is None):
        raise InputError("quiet hours have two ends", where="quiet hours", to_do="say both or neither")
    ends = sent.get("ends_on", "").strip()
    return WatchSaid(
        name=sent.get("name", ""),
        criteria=asking(sent, country),
        shared=sent.get("shared") == "yes",
        channel=sent.get("channel", "operational"),
        precedence=_precedence(sent.get("precedence", "")) or 0,
        quiet=None if begin is None or end is None else (begin, end),
        rings_from=_precedence(sent.get("rings_from", "")) or 0,
        on=sent.get("on", "yes") == "yes",
        ends_on=_day(ends) if ends else None,
    )


def asking(sent: QueryDict, country: str) -> Criteria:
    """The criteria that a form asks for.

    Raises:
        InputError: as `said_in`.
    """
    named = substances_named(sent.get("substances", ""))
    identifiers, unread = entered_all(sent.get("identifiers", ""), country)
    if unread:
        raise InputError("is no identifier", where=unread[:80], to_do="write its kind before it, as phone: …")
    groups = set(substances.group_codes())
    return Criteria(
        substances=frozenset(named - groups),
        groups=frozenset(named & groups),
        least_kg=_kilograms(sent.get("least_kg", "")),
        places=frozenset(places_named(sent.get("places", ""))),
        route=frozenset(route_named(sent.get("route", ""))),
        concealment=frozenset(set(sent.getlist("concealment")) & set(manners.manners("concealment"))),
        conveyance=frozenset(set(sent.getlist("conveyance")) & set(manners.manners("conveyance"))),
        identifiers=frozenset((one.kind, one.normal) for one in identifiers),
        words=frozenset(" ".join(one.split()) for one in _WORDS.split(sent.get("words", "")) if one.strip()),
    )


def blank() -> dict[str, Any]:
    """The values of an empty form."""
    empty: dict[str, Any] = dict.fromkeys(FIELDS, "") | {name: set() for name in LISTS}
    return empty | {"shared": "yes", "precedence": "0", "rings_from": "2", "channel": "operational", "on": "yes"}


def sent_values(sent: QueryDict) -> dict[str, Any]:
    """The values of a form as it was sent."""
    found: dict[str, Any] = {name: sent.get(name, "") for name in (*FIELDS, "seen")}
    return found | {name: set(sent.getlist(name)) for name in LISTS}


def values_of(watch: Watch) -> dict[str, Any]:
    """The values of the form of a watch that stands."""
    asked = Criteria.from_json(watch.criteria)
    return criteria_values(asked) | {
        "seen": str(watch.version),
        "name": watch.name,
        "shared": "yes" if watch.shared else "no",
        "precedence": str(watch.precedence),
        "channel": watch.channel,
        "quiet_from": "" if watch.quiet_from is None else f"{watch.quiet_from:%H:%M}",
        "quiet_to": "" if watch.quiet_to is None else f"{watch.quiet_to:%H:%M}",
        "rings_from": str(watch.rings_from),
        "on": "yes" if watch.on else "no",
        "ends_on": "" if watch.ends_on is None else watch.ends_on.isoformat(),
    }


def criteria_values(asked: Criteria) -> dict[str, Any]:
    """The values of the fields that say what is asked."""
    return {
        "substances": names_of("substance", asked.substances | asked.groups),
        "least_kg": "" if asked.least_kg is None else written_kg(asked.least_kg),
        "places": names_of("admin1", asked.places),
        "route": names_of("origin", asked.route),
        "identifiers": "\n".join(as_line(kind, normal) for kind, normal in sorted(asked.identifiers)),
        "words": "\n".join(sorted(asked.words)),
        "concealment": set(asked.concealment),
        "conveyance": set(asked.conveyance),
    }


def of_record(seizure: Seizure, lots: Iterable[Lot], identifiers: Iterable[Identifier]) -> Criteria:
    """What watches for more of what a record tells: its identifiers, where it has some.

    Else its substances, country, and how it was hidden: more than that would be answered by the record alone.
    """
    told = frozenset((one.kind, one.normal) for one in identifiers)
    if told:
        return Criteria(identifiers=told)
    hidden = seizure.concealment
    return Criteria(
        substances=frozenset(one.substance for one in lots if one.substance),
        places=frozenset({seizure.country} - {""}),
        concealment=frozenset({hidden} & set(manners.manners("concealment")) - manners.UNINFORMATIVE),
    )


def _kilograms(text: str) -> float | None:
    said = text.strip().replace(",", ".").replace(" ", "").replace("\u00a0", "")
    if not said:
        return None
    try:
        return float(said)
    except ValueError:
        raise InputError("is no quantity", where=text[:20], to_do="write kilograms, as 1.5") from None


def _time(text: str) -> dt.time | None:
    said = text.strip()
    if not said:
        return None
    try:
        return dt.time.fromisoformat(said).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise InputError("is no time", where="quiet hours", to_do="write it as 22:00") from None


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError("is no day", where="ends", to_do="write it as 2026-12-31") from None


def _precedence(text: str) -> int | None:
    number = whole_number(text)
    return number if number in Message.Precedence.values else None
