"""How many persons were detained or are wanted.

Owns the counting in words ("двое граждан", "Three smugglers", "водитель и пассажир"), not who they are (`persons`).
An age ("36-летний") counts nobody, and those who are a part of others ("five people, including two women") count once.
"They" and "those detained" are as many as the sentences before tell.
The words stand in `lexicons/<language>/detained.tsv`, the endings of verbs in `verb_endings.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.reading import arrests, lexicon
from chorsu.intake.reading.company import Group, companions, rows_of, with_another
from chorsu.intake.reading.lots import linking
from chorsu.intake.reading.person_counts import SETS, counts_of_persons, nouns
from chorsu.intake.reading.persons_said import apart, without_named
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences as sentences_of
from chorsu.intake.reading.unlisted import rows_of_roles, with_described, with_rows
from chorsu.intake.reading.verb_forms import spelled
from chorsu.intake.reading.verb_order import FARTHEST, OTHER_CLAUSE, between, by_verb, joiners

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Persons", "detained"]

ARRESTED, WANTED = "arrested", "wanted"
_SMALL = ("parts", "parts_behind", "that", "they", "both", "more", "also")
"""Kinds of words around a count: of parts, of all, of others."""
_FATES = (ARRESTED, WANTED)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_COUNTED, _NAMED = 0.9, 0.75
_BESIDE = 1
"""Characters between a number and the word that makes it an age, or a part: a space or a hyphen."""
_CLOSE = 12
"""Characters in which "more" and "also" stand beside a count."""
_STILL_TOLD = 2
"""Sentences behind one that counts persons in which "they" are these."""


@dataclass(frozen=True, slots=True)
class Persons:
    """`number` of persons; `what` is `arrested` or `wanted`; `more`: besides those told of before ("two others")."""

    what: str
    number: int
    more: bool = field(default=False, compare=False)


@cache
def _phrases(language: str) -> Phrases[str]:
    """Verbs: what happened to the persons."""
    kinds = {
        "caught": ARRESTED,
        "wanted": WANTED,
        "wanted_more": arrests.SEEKS,
        "other": "other",
        "negation": "none",
        "caught_persons": "caught",
        "caught_plural": "those",
    }
    rows = [row for row in lexicon.rows(language, "detained") if row["kind"] in kinds]
    return Phrases(
        [
            (spelled_out, "none" if denied else kinds[row["kind"]])
            for row in rows
            for form in lexicon.forms(row["words"])
            for spelled_out, denied in spelled(form, language)
        ],
        language,
    )


def _of_kinds(found: Sequence[Found[str]], *kinds: str) -> list[Found[str]]:
    return [one for one in found if one.value in kinds]


def detained(
    view: View, setting: Setting, taken: Sequence[tuple[int, int]] = (), names: Iterable[tuple[int, int]] = ()
) -> list[Value[Persons]]:
    """What each sentence says of persons detained or wanted, in order.

    `taken`: where dates and amounts stand in the view; their numbers count no persons. `names`: where persons are named
    of whom something may be told. A verb without a number counts one person, or as many as are joined by "and" beside
    it.
    """
    language = setting.language
    verbs = _phrases(language).find(view)
    if not verbs:
        return []
    words = nouns(language, *_SMALL, "age", *SETS, "with").find(view)
    said = arrests.said_in(view, language)
    parts, ages, plurals, others = (
        _of_kinds(words, *kinds) for kinds in (_SMALL[:3], ("age",), _SMALL[3:5], _SMALL[5:])
    )
    joins = sorted((*linking(language, "joined").find(view), *_of_kinds(words, "with")))
    groups = counts_of_persons(
        view, language, taken, (ages, _of_kinds(words, *SETS), joins, _of_kinds(words, "both")), said
    )
    people = nouns(language, "person").find(view)
    singles = apart(view, nouns(language, "single").find(view), names, joins)
    singles, plurals = without_named(view, singles, plurals)
    found: list[Value[Persons]] = []
    earlier, since = 0, 0
    for start, end in sentences_of(view, language):
        inside = _affirmed(view, language, between(verbs, start, end))
        inside = arrests.of_this_case(view, said, inside, (start, end), setting.published)
        own = arrests.without_wholes(view, said, between(groups, start, end))
        if inside:
            here = between(singles, start, end)
            linked = between(joins, start, end)
            known = sorted([*between(people, start, end), *here])
            near = with_rows(
                _wholes(own, between(parts, start, end), inside),
                rows_of_roles(view, language, (start, end), known, linked, inside),
            )
            together = [*rows_of(view, here, linked), *companions(view, language, here, linked)]
            joined = _joined_persons(view, language, together, inside)
            they = [one for one in between(plurals, start, end) if not _owns(one, here)]
            they = arrests.who_are_meant(view, said, they, inside)
            inside = arrests.of_persons(view, said, they, inside)
            many = _many(inside, they, earlier) if not near and max(joined.values()) == 1 else None
            whole = arrests.with_owners(view, said, near, with_another(view, language, near, here, linked), linked)
            near = with_described(view, start, (near, whole), here, linked, inside)
            if between(ages, start, end):  # verbs that may take goods take a person
                inside = [one._replace(value=ARRESTED) if one.value == "caught" else one for one in inside]
            counts = joined if many is None else _of_them(joined, many, they, inside)
            if said.joins:
                told = arrests.Sentence(view, said, here, linked, counts, frozenset(one.value.what for one in found))
                found += _told_beside(told, inside, by_verb(view, language, inside, near))
            else:
                inside = _of_persons_only(view, inside, here, taken, linked)
                counted = _told(view, language, inside, near, counts)
                own_others = [] if any(verb.value == "those" for verb in inside) else between(others, start, end)
                found += [_besides(view, one, here, own_others) for one in counted]
        since += 1
        if own:
            earlier, since = (own[0].number if len(own) == 1 else 0), 0
        elif since >= _STILL_TOLD:
            earlier = 0
    return sorted(found, key=lambda one: one.start)


def _told_beside(
    sentence: arrests.Sentence, verbs: Sequence[Found[str]], groups: dict[int, list[Group]]
) -> list[Value[Persons]]:
    fates = [verb if verb.value in arrests.OF_GOODS_TOO else verb._replace(value=_fate(verb)) for verb in verbs]
    return [
        sentence.view.value(
            Persons(one.what, one.number, one.more), one.start, one.end, _COUNTED if one.counted else _NAMED
        )
        for one in arrests.tellings(sentence, fates, groups)
    ]


def _affirmed(view: View, language: str, verbs: Sequence[Found[str]]) -> list[Found[str]]:
    """The verbs of a sentence without those that a word of their clause denies: "nobody was detained"."""
    denials = [one for one in verbs if one.value == "none"]
    return [
        verb
        for verb in verbs
        if verb.value != "none" and not any(_one_clause(view, language, verb, denial) for denial in denials)
    ]


def _one_clause(view: View, language: str, one: Found[str], other: Found[str]) -> bool:
    first, second = sorted((one, other))
    gap = view.plain[first.end : second.start]
    return not re.search(r"[,،;:()]", gap) and joiners(language).isdisjoint(_WORD.findall(gap))


def _of_persons_only(
    view: View,
    verbs: list[Found[str]],
    singles: Sequence[Found[str]],
    taken: Sequence[tuple[int, int]],
    joins: Sequence[Found[str]],
) -> list[Found[str]]:
    """The verbs, those that may take goods made sure where a person stands close before them, and no amount between.

    What is told with a word for "with" is no object of the verb: "fuqaroni 1 kg marixuana bilan ushladi".
    """
    made = []
    for verb in verbs:
        before = [one for one in singles if verb.start - FARTHEST < one.end <= verb.start]
        first = before[-1].end if before else verb.start
        goods = [end for start, end in taken if first < end and start < verb.start]
        borne = bool(goods) and any(one.value == "with" for one in between(joins, max(goods), verb.start))
        near = borne or (not goods and verb.start - first < OTHER_CLAUSE)
        sure = verb.value == "caught" and before and near and not re.search(r"[,،;]", view.plain[first : verb.start])
        made.append(verb._replace(value=ARRESTED) if sure else verb)
    return made


def _besides(
    view: View, told: Value[Persons], singles: Sequence[Found[str]], others: Sequence[Found[str]]
) -> Value[Persons]:
    """The count, marked where a word beside it says that these are others than those before ("two more")."""
    start, end = view.place(told.start, told.end)
    touched = {one.end + 1 for one in singles if one.end <= start}
    if told.value.number == 1 and any(one.value == "also" and one.start in touched for one in others):
        return replace(told, value=replace(told.value, more=True))
    others = _of_kinds(others, "more")
    alone = not any(one.end <= start and one.start > start - OTHER_CLAUSE for one in singles)
    if alone and any(start - _CLOSE <= one.start and one.end <= end + _CLOSE for one in others):
        return replace(told, value=replace(told.value, more=True))
    return told


def _owns(they: Found[str], singles: Sequence[Found[str]]) -> bool:
    """Whether a word for "they" stands right before a person, and so only says whose that one is ("их сообщник")."""
    return any(between(singles, they.end, they.end + _BESIDE + 1))


def _many(verbs: Sequence[Found[str]], plurals: Sequence[Found[str]], earlier: int) -> int | None:
    """How many "they" or "those detained" are, 0 where nobody says; None where the sentence names no such."""
    near = [one for one in plurals if any(abs(verb.start - one.end) < OTHER_CLAUSE for verb in verbs)]
    if any(one.value == "both" for one in near):
        return 2
    return earlier if near or any(verb.value == "those" for verb in verbs) else None


def _of_them(
    joined: dict[str, int], many: int, they: Sequence[Found[str]], verbs: Sequence[Found[str]]
) -> dict[str, int]:
    """`many` for the fate of the verb nearest to "they", and for both where no such word stands."""
    if not they:
        return dict.fromkeys(_FATES, many)
    told = [verb for verb in verbs if _fate(verb) in _FATES]
    nearest = min(told, key=lambda verb: max(verb.start - they[0].end, they[0].start - verb.end), default=None)
    return joined | ({_fate(nearest): many} if nearest else {})


def _wholes(groups: Sequence[Group], parts: Sequence[Found[str]], verbs: Sequence[Found[str]]) -> list[Group]:
    """Groups that are no part of one counted before: not the "two women" of "five people, including two women"."""
    return [
        group
        for group in groups
        if not any(
            groups[0].end <= part.start and not between(verbs, part.end, group.start) for part in _beside(parts, group)
        )
    ]


def _beside(parts: Sequence[Found[str]], group: Group) -> Iterator[Found[str]]:
    """The last words for a part before or within a group, and such as stand right behind it in some languages."""
    nth = bisect_left(parts, group.end, key=lambda one: one.start)
    before = parts[max(0, nth - 1) : nth]
    yield from (
        one for one in before if one.value == "parts" or (one.value == "that" and group.start - one.end < _CLOSE)
    )
    yield from (one for one in parts[nth : nth + 1] if one.value == "parts_behind" and one.start <= group.end + _BESIDE)


def _told(
    view: View, language: str, verbs: Sequence[Found[str]], groups: Iterable[Group], joined: dict[str, int]
) -> list[Value[Persons]]:
    counted = by_verb(view, language, verbs, groups)
    found = []
    for nth, verb in enumerate(verbs):
        what = _fate(verb)
        own = counted.get(nth, [])
        if what not in {ARRESTED, WANTED}:
            continue
        if own:
            number = sum(group.number for group in own)
            found.append(view.value(Persons(what, number), own[0].start, own[0].end, _COUNTED))
        elif joined[what] and verb.value not in arrests.OF_GOODS_TOO:
            found.append(view.value(Persons(what, joined[what]), verb.start, verb.end, _NAMED))
    return found


def _joined_persons(view: View, language: str, rows: Sequence[Group], verbs: Sequence[Found[str]]) -> dict[str, int]:
    """How many persons stand joined beside the verbs of each fate: "Водитель и пассажир задержаны"."""
    fates = {_fate(verb) for verb in verbs}.intersection(_FATES)
    if len(fates) < len(_FATES):
        return dict.fromkeys(_FATES, max((row.number for row in rows), default=1))
    told = dict.fromkeys(_FATES, 1)
    for nth, own in by_verb(view, language, verbs, rows).items():
        fate = _fate(verbs[nth])
        told[fate] = max(told.get(fate, 1), *(row.number for row in own))
    return told


def _fate(verb: Found[str]) -> str:
    if verb.value == arrests.SEEKS:
        return WANTED
    return ARRESTED if verb.value in {"caught", "those"} else verb.value
