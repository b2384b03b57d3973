"""Mentions joined to people: name orders, initials, cases and alphabets of one person's name, within one text.

Two mentions are of one person when every part of the shorter name has its counterpart in the longer one by sound, an
initial being the counterpart of a part that begins with it, and a surname is among the equal parts. A name that fits
two people is joined to neither: the officer decides.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from chorsu.intake.reading.names import sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.persons import Person
    from chorsu.intake.reading.values import Value

__all__ = ["Someone", "people"]

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LEAST_EQUAL = 4
_ONE_LETTER_OFF = 7
"""From this length on, one letter more, less or other is a matter of spelling."""
_MOST = 200
"""People that one name is compared with: those that share most of its parts."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One person of a text.

    Attributes:
        name: the fullest name among the mentions.
        mentions: numbers of the mentions in the list given, in order.
        titles: titles told of the person, in order, each once.
        role: the most telling role: what happened to somebody, else what they are rather than that they spoke.
        unsure: numbers of mentions that fit this and another person, and were joined to neither.
    """

    name: str
    mentions: tuple[int, ...]
    titles: tuple[str, ...] = ()
    role: str = ""
    unsure: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Name:
    full: tuple[str, ...]
    initials: tuple[str, ...]
    family: tuple[str, ...]


def people(mentions: Sequence[Value[Person]]) -> list[Someone]:
    """The people of a text, in the order of their first mentions; the fuller names are taken first."""
    told: dict[_Name, list[int]] = {}
    for number, mention in enumerate(mentions):
        told.setdefault(_parts(mention.value), []).append(number)
    names = list(told)
    order = sorted(range(len(names)), key=lambda n: (-len(names[n].full), -len(names[n].initials), told[names[n]][0]))
    groups: list[list[_Name]] = []
    unsure: dict[int, list[int]] = {}
    near: dict[str, list[int]] = {}
    for name in (names[number] for number in order):
        likely = Counter(group for key in _index_keys(name) for group in near.get(key, ()))
        fitting = [g for g, _ in likely.most_common(_MOST) if all(_agree(name, other) for other in groups[g])]
        if len(fitting) == 1:
            groups[fitting[0]].append(name)
            continue
        for group in fitting:
            unsure.setdefault(group, []).extend(told[name])
        for key in _index_keys(name):
            near.setdefault(key, []).append(len(groups))
        groups.append([name])
    found = [
        _someone(mentions, sorted(n for name in group for n in told[name]), sorted(unsure.get(g, [])))
        for g, group in enumerate(groups)
    ]
    return sorted(found, key=lambda one: one.mentions)


def _parts(person: Person) -> _Name:
    words = [word for word in re.split(r"[\s]+", person.name) if word]
    full = [_key(word) for word in words if not word.endswith(".")]
    initials = [_key(word) for word in words if word.endswith(".")]
    family = [_key(word) for word in person.family.split()]
    return _Name(tuple(filter(None, full)), tuple(filter(None, initials)), tuple(filter(None, family)))


def _key(word: str) -> str:
    """By sound, and without the vowels that alphabets write differently: Berdyev and Бердиев are one, Бердаев not."""
    if _ARABIC.search(word):
        return word
    heard = sound(word)
    return re.sub(r"(?<=.)[iy](?=e)|'", "", heard)


def _index_keys(name: _Name) -> list[str]:
    """What two parts that are one letter apart share: the beginning or the end."""
    return [key for part in name.full for key in (part[:3], "-" + part[-3:])]


def _same(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= _ONE_LETTER_OFF and one[0] == other[0] and Levenshtein.distance(one, other) == 1


def _agree(one: _Name, other: _Name) -> bool:
    """Whether two names can be one person's: what both give in full is equal, initials fit what is left."""
    if len(one.full) > len(other.full):
        one, other = other, one
    left = list(other.full)
    equal = []
    for part in one.full:
        match = next((candidate for candidate in left if _same(part, candidate)), None)
        if match is None:
            return False
        left.remove(match)
        equal.append(part)
    surnames = [*one.family, *other.family]
    if not any(_same(part, surname) for part in equal for surname in surnames if len(part) >= _LEAST_EQUAL):
        return False
    return _initials_fit(one.initials, [*left, *other.initials])


def _initials_fit(initials: Sequence[str], left: Sequence[str]) -> bool:
    """Initials in any order; those that have no counterpart say nothing, but one that contradicts all does."""
    rest = list(left)
    for initial in initials:
        match = next((part for part in rest if part.startswith(initial) or initial.startswith(part)), None)
        if match is None and rest:
            return False
        if match is not None:
            rest.remove(match)
    return True


_CHOICE = {"suspect": -3, "victim": -2, "witness": -1, "": 3, "speaker": 2, "resident": 1, "relative": 1}


def _someone(mentions: Sequence[Value[Person]], group: list[int], unsure: list[int]) -> Someone:
    persons = [mentions[number].value for number in group]
    fullest = max(persons, key=lambda person: (len(person.name.replace(".", "").split()), len(person.name)))
    role = min((person.role for person in persons), key=lambda role: _CHOICE.get(role, 0))
    titles = tuple(dict.fromkeys(person.title for person in persons if person.title))
    return Someone(fullest.name, tuple(group), titles, role, tuple(unsure))
