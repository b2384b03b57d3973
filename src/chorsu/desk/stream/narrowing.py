"""What a reader asks of the feed: the address is its state, and it holds for what arrives live, too.

The stream sends everything that its reader sees, and the page leaves out what is not asked for (`feed/narrow.js` says
the same as `Narrowed`): so a cursor means one thing under every filter, and nothing is lost or repeated when that is
changed. Place and family narrow records, alerts by theirs, and messages by those that their question is tied to; a
message that is tied to none that its reader sees says neither place nor substance, and stays: it may be meant.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q

from chorsu.desk.exchange.wording import PRECEDENCES
from chorsu.kernel.errors import InputError
from chorsu.records.models import Lot
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KINDS", "Narrowed"]

KINDS = ("records", "alerts", "messages")


@dataclass(frozen=True, slots=True)
class Narrowed:
    """A filter of the feed: one kind of lines, a least precedence, a place, a family of substances; empty asks for all.

    `place` holds codes of countries or regions, alternatives: regions divided since the boundaries were drawn are
    chosen together. A record has no precedence: it counts as ROUTINE. `pins`: what presses stands on top.
    """

    kind: str = ""
    least: int = 0
    place: tuple[str, ...] = ()
    family: str = ""
    pins: bool = True

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> Self:
        """Read from the query of an address; other keys are ignored.

        Raises:
            InputError: a value that cannot be meant.
        """
        place = tuple(dict.fromkeys(code for code in query.get("feed-place", "").split("/") if code))
        found = cls(
            kind=_one_of(query, "feed", ("", *KINDS)),
            least=int(_one_of(query, "feed-least", ("", *map(str, PRECEDENCES))) or 0),
            place=place,
            family=_one_of(query, "feed-family", ("", *substances.group_codes())),
            pins=_one_of(query, "feed-pins", ("", "no")) != "no",
        )
        for code in place:
            (places.region if "-" in code else places.country)(code)
        return found

    def items(self) -> list[tuple[str, str]]:
        """Key and value of everything asked, in a fixed order."""
        given = {
            "feed": self.kind,
            "feed-least": str(self.least or ""),
            "feed-place": "/".join(self.place),
            "feed-family": self.family,
            "feed-pins": "" if self.pins else "no",
        }
        return [(key, value) for key, value in given.items() if value]

    def as_query(self) -> str:
        """The query of the address, without `?`; empty when nothing is asked."""
        return urlencode(self.items())

    def but(self, **changed: Any) -> Narrowed:
        """The same with other values."""
        return replace(self, **changed)

    @property
    def records(self) -> bool:
        """Whether it asks for records: they have no precedence."""
        return self.kind in {"", "records"} and not self.least

    def shows(self, kind: str) -> bool:
        """Whether it asks for lines of this kind."""
        return self.kind in {"", kind}

    @property
    def about(self) -> bool:
        """Whether it asks for a place or a family."""
        return bool(self.place or self.family)

    def met_by(self, tells: str) -> bool:
        """Whether one record among what a line tells (`telling`) has the place and the family that are asked for."""
        return any(self._met(*token.split("|")) for token in tells.split())

    def _met(self, where: str, family: str) -> bool:
        if self.family and family != self.family:
            return False
        codes = where.split("/")
        return not self.place or any(one == code or one.startswith(f"{code}-") for one in codes for code in self.place)

    def condition(self) -> Q:
        """What it asks of records, over `Seizure`."""
        asked = Q()
        for code in self.place:
            if "-" not in code:
                asked |= Q(country=code)
                continue
            # A report placed in two regions at once is written `A/B`.
            asked |= Q(admin1=code) | Q(admin1__startswith=f"{code}/") | Q(admin1__endswith=f"/{code}")
        if self.family:
            asked &= Q(Exists(Lot.objects.filter(seizure=OuterRef("pk"), substance_group=self.family)))
        return asked


def _one_of(query: Mapping[str, Any], key: str, choices: tuple[str, ...]) -> str:
    value: str = query.get(key, "")
    if value not in choices:
        raise InputError(f"is none of {', '.join(filter(None, choices))}", where=key, to_do="choose one of them")
    return value
