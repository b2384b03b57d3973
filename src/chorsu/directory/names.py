"""Written names of persons compared: word order, alphabet and initials make no difference. Pure.

Owns the normal form that a post keeps and the joining of names in one list. It never looks a person up, and a name
that fits two persons is joined to neither.
"""

from __future__ import annotations

import csv
import functools
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.text import loose, romanised, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["PersonName", "alike", "gathered", "normal_form", "read_name"]

LONGEST_NAME = 300
_LONGEST_INITIAL = 2
_ENOUGH = 2
"""So many whole words in common are one person; one alone is a family."""
_WORD = re.compile(r"[^\W_]+(?:[’'ʻʼ-][^\W_]+)*\.?")
_DATA = Path(__file__).parent / "data" / "honorifics.tsv"


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as it is compared: its whole words and its initials, both in Latin letters and in alphabetical order."""

    words: tuple[str, ...]
    initials: tuple[str, ...] = ()

    @property
    def form(self) -> str:
        """The normal form: the words, then the initials, each with its dot."""
        return " ".join((*self.words, *(f"{initial}." for initial in self.initials)))


@functools.cache
def _honorifics() -> frozenset[str]:
    with _DATA.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where=_DATA.name)
    return frozenset(_bare(row["written"]) for row in rows)


def _bare(text: str) -> str:
    return "".join(tokens(text))


def read_name(text: str) -> PersonName:
    """The words and initials of a written name; a form of address is left out, a word of one letter is an initial.

    A word of two letters is an initial when a dot follows it, as "Sh." does for Шерзод.
    """
    words, initials = [], []
    for written in _WORD.findall(text[:LONGEST_NAME]):
        bare = _bare(written)
        if not bare or (bare in _honorifics()):
            continue
        latin = romanised(bare)
        if len(bare) == 1 or (written.endswith(".") and len(bare) <= _LONGEST_INITIAL):
            initials.append(latin)
        else:
            words.append(loose(latin))
    return PersonName(tuple(sorted(words)), tuple(sorted(initials)))


def normal_form(text: str) -> str:
    """The normal form of a written name; empty where no letter stands."""
    return read_name(text).form


def alike(one: PersonName, other: PersonName) -> Literal["same", "perhaps", "no"]:
    """Whether two names can be of one person: `same` with two whole words in common, `perhaps` with a family alone."""
    small, large = sorted((one, other), key=lambda name: (len(name.words), len(name.initials)))
    if not small.words:
        return "same" if small == large and small.initials else "no"
    rest = list(large.words)
    for word in small.words:
        if word not in rest:
            return "no"
        rest.remove(word)
    if not _fit(small.initials, [*rest, *large.initials]):
        return "no"
    return "same" if len(small.words) >= _ENOUGH or (small == large and small.initials) else "perhaps"


def _fit(initials: Iterable[str], words: list[str]) -> bool:
    """Whether each initial begins a word of its own; more initials than words are no contradiction."""
    left = list(words)
    for initial in initials:
        found = next((word for word in left if word.startswith((initial, loose(initial)))), None)
        if found is None:
            if left:
                return False
            continue
        left.remove(found)
    return True


def gathered(names: Sequence[str]) -> list[list[int]]:
    """The places in `names` that are of one person each, in the order of their first.

    A shortened name joins the one fuller name that it can stand for; where it could stand for two persons, it stays
    apart with those written just like it.
    """
    read = [read_name(name) for name in names]
    forms: dict[PersonName, list[int]] = defaultdict(list)
    for place, name in enumerate(read):
        forms[name].append(place)
    distinct = sorted(forms, key=lambda name: (-len(name.words), -len(name.initials), name.form))
    groups: list[list[PersonName]] = []
    by_word: dict[str, list[int]] = defaultdict(list)
    for name in distinct:
        near = sorted({group for word in name.words for group in by_word[word]})
        verdicts = {group: _verdict(name, groups[group]) for group in near}
        fitting = [group for group, verdict in verdicts.items() if verdict != "no"]
        if len(fitting) == 1 and (verdicts[fitting[0]] == "same" or name.initials):
            chosen = fitting[0]
            groups[chosen].append(name)
        else:
            chosen = len(groups)
            groups.append([name])
        for word in name.words:
            by_word[word].append(chosen)
    return sorted(sorted(place for name in group for place in forms[name]) for group in groups)


def _verdict(name: PersonName, group: Sequence[PersonName]) -> str:
    """How a name fits everybody in a group: as well as it fits the one that it fits least."""
    verdicts = [alike(name, other) for other in group]
    if "no" in verdicts:
        return "no"
    return "same" if "same" in verdicts else "perhaps"
