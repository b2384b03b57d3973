"""The words that a record tells, and what a text asks of them: two sides that must agree. No database.

A word is Latin letters and digits as it sounds (`kernel.words`), whatever the alphabet it was written in. A code of the
vocabulary is kept as what it is and its code, `substance:heroin`: it is found under any of its names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.kernel.words import folded, matchable
from chorsu.records.searching.meaning import meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.records.models import Lot, Seizure

__all__ = ["MOST_ASKED", "asked_for", "told", "words_of"]

MOST_ASKED = 12
"""Words of a question that count."""
MOST_TOLD = 5_000
"""Words of a record that are kept."""
_LONGEST = 60
"""Letters of a word that count."""
_LEAST_BEGUN = 3
"""Letters from which on a word finds those that it begins."""
_IDLE = frozenset(
    {"a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"}  # English
    | {"i", "iz", "k", "na", "o", "ot", "po", "s", "so", "u", "v", "vo", "za", "do"}  # Russian
    | {"va", "az", "ba", "dar", "bilan"}  # Tajik, Uzbek
)
"""Words that tell nothing; asked alone they are asked for all the same."""


def words_of(texts: Iterable[str]) -> set[str]:
    """The words of some texts, as they sound: so are they compared."""
    return {folded(word[:_LONGEST]) for text in texts if text for word in matchable(text).split()}


def told(seizure: Seizure, lots: Iterable[Lot]) -> list[str]:
    """The words of a seizure and its lots: what it says and the codes that it stands for, sorted.

    Of what is marked more narrowly than the record nothing: who finds it would learn of it.
    """
    shown = [lot for lot in lots if lot.only_for is None]
    texts = [seizure.narrative, seizure.place, seizure.sender_key]
    texts += [text for lot in shown for text in (lot.substance_text, lot.markings, lot.sample)]
    words = sorted(words_of(texts))[:MOST_TOLD]
    return sorted({*words, *_codes(seizure, shown)})


def _codes(seizure: Seizure, lots: Iterable[Lot]) -> Iterator[str]:
    if seizure.country:
        yield f"country:{seizure.country}"
    if seizure.place_id:
        yield f"place:{seizure.place_id}"
    yield from (f"region:{code}" for code in seizure.admin1.split("/") if code)
    yield from (f"country:{end}" for end in (seizure.origin, seizure.departure, seizure.destination) if end)
    yield from (f"substance:{lot.substance}" for lot in lots if lot.substance)


def asked_for(text: str) -> str:
    """What a text asks of the words of a record, as `tsquery` writes it; empty where it asks for nothing.

    Every word must be told, or begin one that is, or name a code that stands there, by itself or with its neighbours.
    """
    words = [word for word in text.split() if matchable(word).strip()][:MOST_ASKED]
    words = [word for word in words if matchable(word).strip() not in _IDLE] or words
    ways = [_ways(word) for word in words]
    for many in (2, 3):
        for first in range(len(words) - many + 1):
            together = range(first, first + many)
            known = {way for at in together for way in ways[at]}
            named = [code for code in _named(" ".join(words[at] for at in together)) if code not in known]
            for at in together:
                ways[at] += named
    return " & ".join(f"({' | '.join(each)})" for each in ways)


def _ways(word: str) -> list[str]:
    """How a record may tell one word: all of its parts, or a code."""
    sounds = [folded(part[:_LONGEST]) for part in matchable(word).split()]
    begun = [f"{_quoted(sound)}:*" if len(sound) >= _LEAST_BEGUN else _quoted(sound) for sound in sounds]
    return [f"({' & '.join(begun)})", *_named(word)]


def _named(text: str) -> list[str]:
    codes = meant(text)
    named = (("place", codes.places), ("region", codes.regions), ("country", codes.countries))
    return [_quoted(f"{kind}:{code}") for kind, found in (*named, ("substance", codes.substances)) for code in found]


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
