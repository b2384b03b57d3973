"""A search of the audit trail, read from the address: officer, agency, record, page, act, first and last day."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q

from chorsu.desk.requests import whole_number
from chorsu.directory.models import User
from chorsu.journal.trail.entries import Act
from chorsu.journal.trail.selectors import Asked

if TYPE_CHECKING:
    from django.http import QueryDict

__all__ = ["Sought", "sought_in"]

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Sought:
    """What was asked, as the trail takes it and as the form shows it; `wrong` names the fields that cannot be meant."""

    asked: Asked
    said: dict[str, str]
    wrong: tuple[str, ...]

    @property
    def query(self) -> str:
        """The address again, without a cursor."""
        return urlencode({name: value for name, value in self.said.items() if value})


def sought_in(query: QueryDict) -> Sought:
    """The search that an address says; a field that cannot be read is told in `wrong` and finds nothing."""
    fields = ("officer", "agency", "record", "page", "act", "since", "until")
    said = {name: query.get(name, "").replace("\x00", "").strip()[:_LONGEST] for name in fields}
    record, since, until = _uuid(said["record"]), _day(said["since"]), _day(said["until"])
    read = {"record": record, "since": since, "until": until, "agency": whole_number(said["agency"])}
    wrong = [name for name, value in read.items() if said[name] and value is None]
    if said["act"] and said["act"] not in Act.ALL:
        wrong.append("act")
    asked = Asked(
        actors=() if wrong else _officers(said["officer"]),
        agency=read["agency"],  # type: ignore[arg-type] # a number or None
        record=record,
        page=said["page"],
        act=said["act"],
        since=_midnight(since),
        until=_midnight(until + dt.timedelta(days=1)) if until else None,
    )
    return Sought(asked, said, tuple(wrong))


def _officers(name: str) -> tuple[int, ...] | None:
    """The officers whose name or sign-in name holds these words; None where none are asked for."""
    if not name:
        return None
    found = User.objects.all()
    for word in name.split():
        either = Q(username__icontains=word) | Q(first_name__icontains=word) | Q(last_name__icontains=word)
        found = found.filter(either)
    return tuple(found.values_list("pk", flat=True))


def _uuid(text: str) -> uuid.UUID | None:
    """An identifier, also when the whole address of a record was pasted."""
    for part in reversed(text.replace("?", "/").split("/")):
        try:
            return uuid.UUID(part)
        except ValueError:
            continue
    return None


def _day(text: str) -> dt.date | None:
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if dt.date.min < found < dt.date.max else None


def _midnight(day: dt.date | None) -> dt.datetime | None:
    return dt.datetime.combine(day, dt.time(), dt.UTC) if day else None
