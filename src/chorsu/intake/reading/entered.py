"""Identifiers that a person writes into a field, each with the word for its kind before it or not. Pure.

They are read by the finders of texts, so that what was written into a form, read from a text or looked up is equal in
its normal form. Kinds are those of the vocabulary (`identifier`); the kinds of `reading.identifiers` are finer.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import plates
from chorsu.intake.reading.identifiers import identifiers
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from chorsu.vocabulary.manners import find_manner, manners

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "MOST", "Entered", "as_line", "entered", "entered_all", "kind_of", "of_kind", "readings"]

LONGEST = 200
"""Characters that one identifier can have."""
MOST = 60
"""Identifiers that one field takes."""
_KINDS = {
    "phone": "phone", "plate": "plate", "passport": "document", "national_number": "document",
    "container": "container", "iban": "account", "card": "account", "account": "account", "vin": "vehicle",
    "imei": "device", "imo": "ship", "mmsi": "ship", "vessel": "ship", "wagon": "wagon", "flight": "flight",
    "weapon": "weapon", "case": "case", "url": "online", "ip": "online", "email": "online",
} | dict.fromkeys(("btc", "ltc", "doge", "eth", "tron", "ton", "xmr"), "wallet")  # fmt: skip
"""Kinds of the finders and the kind of the vocabulary that each is; the others are services of the net."""
_TOLD = {
    "phone": "phone", "document": "passport", "account": "account", "plate": "plate", "vehicle": "vin",
    "device": "imei", "ship": "imo", "wagon": "wagon", "flight": "flight", "handle": "telegram",
    "container": "container", "case": "case no.", "weapon": "serial no.",
}  # fmt: skip
"""Words that tell the finders of a kind what follows."""
_GUESSED = ("phone", "document", "account", "vehicle", "device", "plate")
_AS_WRITTEN = {"online", "case"}
_WHOLE = re.compile(r'\s*([^\W\d][^:@\d"]{0,30}:)\s*"((?:[^"]|"")*)"\s*')
"""A line that is one identifier, in quotation marks (those within it written twice) for a semicolon that it holds."""
_NAMED = re.compile(r"\s*([^\W\d][^:@\d]{0,30}?)\s*:(?!//)\s*(.*)", re.DOTALL)


class Entered(NamedTuple):
    """One identifier: kind of the vocabulary, the form in which two writings are equal, and as it was written."""

    kind: str
    normal: str
    written: str


def kind_of(kind: str, normal: str) -> str:
    """The kind of the vocabulary of what a finder found."""
    return _KINDS.get(kind) or {"@": "handle", "+": "phone"}.get(normal[:1], "online")


def readings(written: str, country: str = "") -> tuple[Entered, ...]:
    """What an identifier of no stated kind can be, the likeliest first; none where no finder reads all of it.

    `country` (alpha-2) is the state whose local phones are meant.
    """
    text = " ".join(written.split())
    if not text or len(text) > LONGEST:
        return ()
    return _readings(text, country)


@lru_cache(maxsize=4096)
def _readings(text: str, country: str) -> tuple[Entered, ...]:
    found = _read("", text, country)
    for kind in _GUESSED:
        found += [one for one in _read(_TOLD[kind], text, country) if one.kind == kind]
    return tuple(dict.fromkeys(found))


def _read(told: str, text: str, country: str) -> list[Entered]:
    """What the finders read from the whole of a text that stands after a word, with what it could be else."""
    whole = f"{told}: {text}" if told else text
    start = len(whole) - len(text)
    for value in identifiers(View(whole), Setting(language="", country=country or None)):
        if value.start <= start and value.end == len(whole):
            every = (value.value, *value.alternatives)
            return [Entered(kind_of(one.kind, one.normal), one.normal, text) for one in every]
    return []


def entered(written: str, country: str = "") -> Entered | None:
    """One identifier as a person wrote it, `phone: …` or without the word; None where it cannot be read.

    With a stated kind that no finder reads it as, it is kept in capitals without spaces.
    """
    kind, text = _stated(written)
    if not text or len(text) > LONGEST:
        return None
    if not kind:
        return next(iter(_readings(text, country)), None)
    return of_kind(kind, text, country)


def of_kind(kind: str, written: str, country: str = "") -> Entered:
    """One identifier of a stated kind."""
    text = " ".join(written.split())
    for one in (*_read(_TOLD.get(kind, ""), text, country), *_readings(text, country)):
        if one.kind == kind:
            return one
    plain = View(text).cased
    return Entered(kind, plain if kind in _AS_WRITTEN else plates.compact(plain), text)


def _stated(written: str) -> tuple[str, str]:
    """The kind that a word before a colon states (empty for none), and the rest."""
    text = " ".join(written.split())
    named = _NAMED.fullmatch(text)
    kind = find_manner("identifier", named[1]) if named else None
    if kind is None and named and named[1] in manners("identifier"):
        kind = named[1]
    return (kind, named[2]) if kind and named else ("", text)


def entered_all(text: str, country: str = "") -> tuple[list[Entered], str]:
    """The identifiers of a field, one a line (`as_line`) or parted by semicolons, and the first that cannot be read."""
    found: dict[tuple[str, str], Entered] = {}
    for part in _parts(text):
        one = entered(part, country)
        if one is None:
            return list(found.values()), part.strip()
        found.setdefault((one.kind, one.normal), one)
    return list(found.values()), ""


def as_line(kind: str, normal: str) -> str:
    """An identifier as a line of a field that `entered_all` reads."""
    if ";" in normal:
        normal = '"' + normal.replace('"', '""') + '"'
    return f"{kind}: {normal}"


def _parts(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        whole = _WHOLE.fullmatch(line)
        if whole and ";" in whole[2]:
            yield f"{whole[1]} {whole[2].replace('""', '"')}"
        else:
            yield from (part for part in line.split(";") if part.strip())
