"""What a watch asks and what a record tells, and whether the one is an answer to the other. Pure.

A watch names values of one or more criteria. A record answers when it tells, for every criterion that is named, at
least one of its values; substance, quantity and marking are asked of one and the same lot. Words are compared as
`matchable` writes them, so that case, accents and the alphabet make no difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Self

from chorsu.kernel.errors import InputError
from chorsu.kernel.words import matchable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["MOST_VALUES", "Criteria", "Told", "ToldLot", "answers", "written_kg"]

MOST_VALUES = 200
"""Values that one criterion may name."""
_LEAST_WORD = 3
"""Letters of the shortest word that can be watched for: shorter ones stand in everything."""
type Identifier = tuple[str, str]


_watched = lru_cache(maxsize=50_000)(matchable)
"""The words of watches, each written once for all records."""


@dataclass(frozen=True, slots=True)
class ToldLot:
    """One lot of a record: canonical substance and group (empty: unknown), kilograms (None: not in mass), markings."""

    substance: str = ""
    group: str = ""
    kg: float | None = None
    markings: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells, in codes of the vocabulary; `words` are its free texts, `markings` of lots `matchable`.

    `region` of a report that is placed in two is `A/B`.
    """

    lots: tuple[ToldLot, ...] = ()
    country: str = ""
    region: str = ""
    route: frozenset[str] = frozenset()
    concealment: str = ""
    conveyance: str = ""
    identifiers: frozenset[Identifier] = frozenset()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a watch asks. An empty criterion asks nothing; `least_kg` is asked of a lot of what else is named.

    `places` are countries (ISO 3166-1) or regions (ISO 3166-2) of the seizure, `route` countries that it came from,
    went through or was to go to; `identifiers` pairs of kind and normal form; `words` stand in a marking (stamp), a
    name of a firm or the words of the record.
    """

    substances: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    least_kg: float | None = None
    places: frozenset[str] = frozenset()
    route: frozenset[str] = frozenset()
    concealment: frozenset[str] = frozenset()
    conveyance: frozenset[str] = frozenset()
    identifiers: frozenset[Identifier] = frozenset()
    words: frozenset[str] = field(default_factory=frozenset)

    def checked(self) -> Self:
        """The same, where it asks something that can be watched for.

        Raises:
            InputError: nothing is asked, too much, or a word that stands in everything.
        """
        if self == type(self)():
            raise InputError("asks for nothing", where="watch", to_do="name at least one thing to watch for")
        for criterion in fields(self):
            value = getattr(self, criterion.name)
            if isinstance(value, frozenset) and len(value) > MOST_VALUES:
                raise InputError(
                    f"names more than {MOST_VALUES} values", where=criterion.name, to_do="make two watches"
                )
        if self.least_kg is not None and not 0 < self.least_kg < float("inf"):
            raise InputError("is no quantity", where="least_kg", to_do="write kilograms, as 1.5")
        short = [word for word in self.words if len(matchable(word).strip()) < _LEAST_WORD]
        if short:
            raise InputError("is too short to watch for", where=short[0], to_do=f"use {_LEAST_WORD} letters or more")
        return self

    def as_json(self) -> dict[str, Any]:
        """The criteria as the database keeps them: what is asked, sorted; nothing of what is not."""
        said: dict[str, Any] = {}
        for criterion in fields(self):
            value = getattr(self, criterion.name)
            if isinstance(value, frozenset) and value:
                said[criterion.name] = sorted(map(list, value) if criterion.name == "identifiers" else value)
            elif value and not isinstance(value, frozenset):
                said[criterion.name] = value
        return said

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """The criteria that the database keeps; unknown ones are left out."""
        known = {one.name for one in fields(cls)}
        found = {name: value for name, value in said.items() if name in known}
        for name, value in found.items():
            if name == "identifiers":
                found[name] = frozenset((str(kind), str(normal)) for kind, normal in value)
            elif name != "least_kg":
                found[name] = frozenset(map(str, value))
        return cls(**found)


def written_kg(kg: float) -> str:
    """Kilograms with all their digits and no more, never in exponents: read back they are the same."""
    return f"{Decimal(repr(float(kg))):f}".removesuffix(".0")


def answers(asked: Criteria, told: Told) -> tuple[str, ...]:
    """Why a record answers a watch: the criteria it meets, each with the value, as `place:KZ`; empty where it does not.

    The reasons are for the owner of the watch, who may see the record.
    """
    found: list[str] = []
    for reasons in _asked(asked, told):
        if not reasons:
            return ()
        found.append(reasons)
    return tuple(found)


def _asked(asked: Criteria, told: Told) -> Iterator[str]:
    """The first value told of each criterion that is asked, with the criterion before it; empty for one not met."""
    if asked.identifiers:
        yield next((f"identifier:{kind} {normal}" for kind, normal in sorted(asked.identifiers & told.identifiers)), "")
    if asked.substances or asked.groups or asked.least_kg is not None:
        yield _lot(asked, told)
    if asked.places:
        codes = (*told.region.split("/"), told.country)
        yield next((f"place:{code}" for code in codes if code and code in asked.places), "")
    if asked.route:
        yield next((f"route:{code}" for code in sorted(asked.route & told.route)), "")
    for name in ("concealment", "conveyance"):
        if getattr(asked, name):
            value = getattr(told, name)
            yield f"{name}:{value}" if value in getattr(asked, name) else ""
    if asked.words:
        texts = (*(lot.markings for lot in told.lots), told.words)
        yield next(
            (f"words:{word}" for word in sorted(asked.words) if any(_watched(word) in text for text in texts)), ""
        )


def _lot(asked: Criteria, told: Told) -> str:
    """The first lot of a substance or group that is named (any, where none is), with as much of it as is asked."""
    named = asked.substances or asked.groups
    for lot in told.lots:
        if named and not (lot.substance in asked.substances or lot.group in asked.groups):
            continue
        if asked.least_kg is None:
            return f"substance:{lot.substance or lot.group}"
        if lot.kg is not None and lot.kg >= asked.least_kg:
            return f"quantity:{lot.substance or lot.group} {written_kg(lot.kg)} kg"
    return ""
