"""Which counts of persons stand beside each other, come on top of others, or belong to an older case.

Owns what parts or joins counts ("двое из троих", "seven in A and another three in B", "a fourth was caught later") in
the languages whose `lexicons/<language>/detained.tsv` lists the words for it; the counting itself is `detained`'s.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.verb_order import between

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from chorsu.intake.reading.company import Group
    from chorsu.intake.reading.numbers import Number
    from chorsu.intake.reading.views import View

__all__ = [
    "OF_GOODS_TOO",
    "SEEKS",
    "Said",
    "Sentence",
    "Telling",
    "is_elliptic",
    "is_part",
    "of_persons",
    "of_this_case",
    "said_in",
    "tellings",
    "who_are_meant",
    "with_owners",
    "without_another_inside",
    "without_wholes",
]

SEEKS = "seeks"
OF_GOODS_TOO = frozenset({"caught", SEEKS})
"""Verbs that tell of persons only beside a count of them: goods, too, are taken and sought."""
_KINDS = ("more", "same", "ordinal", "possessive", "before", "told_before", "bare_behind", "of", "auxiliary", "among")
_REACH = 60
"""Characters on either side of a verb in which words say that somebody comes on top of others."""
_FAR = 140
"""Characters beyond which two counts are not of one verb."""
_MOST_ELLIPTIC = 100
_STOP = re.compile(r"[.;:()\n]")
_BREAK = re.compile(r"[.;()\n]|, ")
_CLAUSES = re.compile(r"[,;] (?:а|while|and) ")
"""What parts a clause that goes without the verb of the one before."""
_WORD = re.compile(r"[^\W\d_]+")
_OF_THE_CLOCK = re.compile(r" (?:in the (?:morning|afternoon|evening)|at night|утра|ночи|часа|часов|дня|вечера)\b")
_YEAR = re.compile(r"\b(?:in|since|в|с) ((?:19|20)\d\d)\b(?! (?:kg|g|кг|г|таб))")
_WORDS_OF_ONE = re.compile(r"(?: [\w-]+){1,3}")
"""What may stand behind "his" up to the word for the person: "his grown-up son"."""
_GAP = re.compile(r"[^\w]{1,2}")
_ENDS = re.compile(r"\s?(?:[,.;:()—-]|$)")
_CLOSE = 40
_TIGHT, _OBJECT = 30, 12
"""Characters between persons and a verb that may take goods: its subject, its object."""
_FEW = 2


class Telling(NamedTuple):
    """What a verb tells of: `what` as its value, `more` on top of others, `counted` by a number."""

    what: str
    number: int
    start: int
    end: int
    more: bool
    counted: bool


class Said(NamedTuple):
    """The words of one text that join counts, by kind, each in text order."""

    by_kind: dict[str, list[Found[tuple[str, ...]]]]
    joins: bool
    """Whether the language lists such words at all."""

    def of(self, kind: str, start: int, end: int) -> Sequence[Found[tuple[str, ...]]]:
        """Those of a kind that begin from `start` to before `end`."""
        return between(self.by_kind.get(kind, ()), start, end)

    def ends_at(self, kind: str, at: int) -> bool:
        """Whether a word of a kind ends one space before `at`."""
        return any(one.end == at - 1 for one in self.of(kind, at - _REACH, at))


class Sentence(NamedTuple):
    """One sentence: single persons and words for "and" in it, persons joined by fate, fates told in those before."""

    view: View
    said: Said
    persons: Sequence[Found[str]]
    joins: Sequence[Found[str]]
    joined: dict[str, int]
    before: frozenset[str]


@cache
def _phrases(language: str) -> Phrases[tuple[str, ...]]:
    kinds: dict[str, list[str]] = {}
    for row in lexicon.rows(language, "detained"):
        if row["kind"] in _KINDS:
            for form in lexicon.forms(row["words"]):
                kinds.setdefault(form, []).append(row["kind"])
    return Phrases([(form, tuple(told)) for form, told in kinds.items()], language)


@cache
def _joins(language: str) -> bool:
    return any(row["kind"] == "possessive" for row in lexicon.rows(language, "detained"))


def said_in(view: View, language: str) -> Said:
    """The words of a text that join counts; none where the language lists none."""
    by_kind: dict[str, list[Found[tuple[str, ...]]]] = {}
    for one in _phrases(language).find(view) if _joins(language) else ():
        for kind in one.value:
            by_kind.setdefault(kind, []).append(one)
    return Said(by_kind, _joins(language))


def of_this_case(
    view: View, said: Said, verbs: Sequence[Found[str]], span: tuple[int, int], published: dt.date | None
) -> list[Found[str]]:
    """The verbs of a sentence; those of an older case ("previously", a bare year before that of the text) as others."""
    return [one._replace(value="other") if _is_older(view, said, one, span, published) else one for one in verbs]


def _is_older(view: View, said: Said, verb: Found[str], span: tuple[int, int], published: dt.date | None) -> bool:
    if not said.joins:
        return False
    start, end = _clause(view, verb, span)
    if said.of("before", start, end):
        return True
    named = [int(match[1]) for match in _YEAR.finditer(view.plain, start, end)]
    return published is not None and any(one < published.year for one in named)


def _clause(view: View, verb: Found[str], span: tuple[int, int]) -> tuple[int, int]:
    """The piece between commas that holds a verb, with those before it where short ("Earlier, in 2018, …")."""
    first, last = span
    breaks = list(_BREAK.finditer(view.plain, first, last))
    before = [first, *(match.end() for match in breaks if match.end() <= verb.start)]
    after = [match.start() for match in breaks if match.start() >= verb.end]
    start = before[-1]
    for opening in reversed(before[:-1]):
        if start - opening > _CLOSE:
            break
        start = opening
    return start, after[0] if after else last


def is_elliptic(view: View, said: Said, number: Number, groups: Sequence[Group], joins: Sequence[Found[str]]) -> bool:
    """Whether a number without a noun counts persons: "another three in Tokmok", "and four in Fergana".

    `groups`: those counted before it; one of them stands in its sentence.
    """
    start, end = number.start, number.end
    if number.spelled and any(
        said.of("auxiliary", one.end, one.end + _FEW) for one in said.of("more", end, end + _FEW)
    ):
        return True  # "two more are being sought"
    more = said.ends_at("more", start)
    if not groups or not (number.spelled or more) or number.value > _MOST_ELLIPTIC:
        return False
    if "." in view.plain[groups[-1].end : start] or _OF_THE_CLOCK.match(view.plain, end):
        return False
    if view.plain[start - 1 : start] in {"-", "(", "/"} or view.plain[end : end + 1] in {"-", "%", "/"}:
        return False
    governed = bool(said.of("bare_behind", end, end + _FEW))
    joined = any(one.end == start - 1 for one in between(joins, start - _CLOSE, start))
    joined = joined or view.plain[start - 2 : start] in {", ", ": "}
    return (more and _ENDS.match(view.plain, end) is not None) or (governed and (more or joined))


def is_part(view: View, said: Said, end: int, start: int) -> bool:
    """Whether only "of the" stands between a number that ends at `end` and the whole of which it is a part."""
    found = said.of("of", end, end + _FEW)
    return any(_GAP.fullmatch(view.plain, one.end, start) for one in found)


def without_another_inside(said: Said, groups: Sequence[Group]) -> Iterator[Group]:
    """The groups whose words hold no other number: the noun of "one of 12 men" is that of the twelve.

    A part of a whole ("двое из троих подозреваемых") stays, without the words of the whole.
    """
    for group in groups:
        inner = next((one for one in groups if group.start < one.start < group.end), None)
        if inner is None:
            yield group
            continue
        parts = [one for one in said.of("of", group.start, inner.start) if one.end == inner.start - 1]
        if parts:
            yield group._replace(end=parts[0].start - 1)


def without_wholes(view: View, said: Said, groups: Sequence[Group]) -> list[Group]:
    """The groups without those of which the one before is a part: "двое из троих", "two of the five suspects"."""
    kept: list[Group] = []
    for group in groups:
        if said.ends_at(
            "among", group.start
        ):  # those before are of these: "a guard and a clerk are among eight arrested"
            kept = []
        if not kept or not is_part(view, said, kept[-1].end, group.start):
            kept.append(group)
    return kept


def with_owners(
    view: View, said: Said, counted: Sequence[Group], whole: Sequence[Group], joins: Sequence[Found[str]]
) -> list[Group]:
    """The groups, one more in each that belongs to somebody joined before it whom no list knows.

    "Химик и двое его помощников", "the tiler and his two helpers": `whole` are the groups `counted` with those whom
    the lists know.
    """
    return [
        group._replace(number=group.number + 1)
        if group.number == alone.number and _has_owner(view, said, group, whole, joins)
        else group
        for alone, group in zip(counted, whole, strict=True)
    ]


def _has_owner(view: View, said: Said, group: Group, groups: Sequence[Group], joins: Sequence[Found[str]]) -> bool:
    owned = [
        *said.of("possessive", group.start - _CLOSE, group.start),
        *said.of("possessive", group.start, group.end + _FEW),
    ]
    first = next((min(one.start, group.start) for one in owned if one.end >= group.start - 1), None)
    if first is None:
        return False
    before = next((one for one in between(joins, first - _CLOSE, first) if one.end == first - 1), None)
    if before is None or any(one.end < first and not _STOP.search(view.plain, one.end, first) for one in groups):
        return False
    return view.plain[before.start - 2 : before.start - 1].isalpha()


def of_persons(view: View, said: Said, they: Sequence[Found[str]], verbs: Sequence[Found[str]]) -> list[Found[str]]:
    """The verbs, those that may take goods made sure where "they" is their subject: "They had been seized"."""
    return [
        verb._replace(value="arrested")
        if verb.value == "caught"
        and any(
            0 <= verb.start - one.end <= _TIGHT
            and "," not in view.plain[one.end : verb.start]
            and said.of("auxiliary", one.end, verb.start)
            for one in they
        )
        else verb
        for verb in verbs
    ]


def who_are_meant(view: View, said: Said, they: Sequence[Found[str]], verbs: Sequence[Found[str]]) -> list[Found[str]]:
    """The words for "they" without those that stand beside no verb and so say whose something is ("по их словам")."""
    return [one for one in they if not said.of("possessive", one.start, one.end) or _is_beside(view, one, verbs)]


def _is_beside(view: View, they: Found[str], verbs: Sequence[Found[str]]) -> bool:
    gaps = [view.plain[min(one.end, they.end) : max(one.start, they.start)] for one in verbs]
    return any(len(_WORD.findall(gap)) <= 1 and not re.search(r"[,.;:]", gap) for gap in gaps)


def tellings(sentence: Sentence, verbs: Sequence[Found[str]], groups: dict[int, list[Group]]) -> Iterator[Telling]:
    """What the verbs of a sentence tell; `groups` are the counts by the number of the verb that each belongs to.

    A verb is `arrested`, `wanted`, `caught` where it may take goods too, or of another fate.
    """
    told = set(sentence.before)
    for nth, verb in enumerate(verbs):
        what = {"caught": "arrested", SEEKS: "wanted"}.get(verb.value, verb.value)
        if what not in {"arrested", "wanted"}:
            continue
        own = groups.get(nth, [])
        if verb.value in OF_GOODS_TOO:
            own = [one for one in own if _is_tight(sentence, verb, one)]
        if nth and not own and verb.value == verbs[nth - 1].value and not _has_people(sentence, verbs[nth - 1], verb):
            continue  # of those of the verb before: "surrendered and was arrested"
        for one in _of_verb(sentence, verb, own, what, told=what in told):
            told.add(what)
            yield one


def _of_verb(sentence: Sentence, verb: Found[str], own: Sequence[Group], what: str, *, told: bool) -> Iterator[Telling]:
    more = _is_on_top(sentence, verb, own, told=told)
    if not own:
        if sentence.joined[what] and verb.value not in OF_GOODS_TOO:
            yield Telling(what, sentence.joined[what], verb.start, verb.end, more, counted=False)
        return
    single = _single_beside(sentence, verb, own)
    if single:
        yield Telling(what, 1, verb.start, single.end, more, counted=False)
        more = True
    for row in _rows(sentence, verb, own):
        number = sum(one.number for one in row) + _with_their_own(sentence, row[-1])
        yield Telling(what, number, row[0].start, row[0].end, more, counted=True)
        more = True


def _with_their_own(sentence: Sentence, group: Group) -> int:
    """One more where "and their …" follows a group with a word that no list knows: "six men and their shearer"."""
    said = sentence.said.of("possessive", group.end, group.end + _CLOSE)
    for one in said:
        between_them = sentence.view.plain[group.end : one.start]
        words = _WORDS_OF_ONE.match(sentence.view.plain, one.end)
        joined = any(between(sentence.joins, group.end, one.start))
        if joined and words and len(_WORD.findall(between_them)) == 1:
            return 0 if any(between(sentence.persons, one.end, words.end())) else 1
    return 0


def _is_tight(sentence: Sentence, verb: Found[str], group: Group) -> bool:
    """Whether persons are subject or object of a verb that may take goods: "two were seized", "netted three men"."""
    gap = sentence.view.plain[min(verb.end, group.end) : max(verb.start, group.start)]
    if "," in gap:
        return False
    if group.start >= verb.end:
        return len(gap) <= _OBJECT
    return len(gap) <= _TIGHT and bool(sentence.said.of("auxiliary", group.end, verb.start))


def _has_people(sentence: Sentence, before: Found[str], verb: Found[str]) -> bool:
    """Whether persons are named between two verbs or right behind the second."""
    return any(between(sentence.persons, before.end, verb.end + _CLOSE))


def _single_beside(sentence: Sentence, verb: Found[str], groups: Sequence[Group]) -> Found[str] | None:
    """The one person right behind a verb whose groups stand in another clause: "задержан житель X, а в Y – трое"."""
    near = between(sentence.persons, verb.end, verb.end + _FEW)
    first = min(groups).start
    if not near or first <= near[0].end or not _CLAUSES.search(sentence.view.plain, near[0].end, first):
        return None
    return near[0]


def _rows(sentence: Sentence, verb: Found[str], groups: Sequence[Group]) -> list[list[Group]]:
    """The groups of one verb: first those that are one count, then each that comes on top of it in another clause.

    Of groups that nothing joins only the nearest counts. A sum told before its parts ("nine: five in A, four in B")
    gives way to them.
    """
    runs: list[list[Group]] = [[groups[0]]]
    for before, group in pairwise(groups):
        if _linked(sentence, before, group):
            runs[-1].append(group)
        else:
            runs.append([group])
    run = min(runs, key=lambda run: min(abs(verb.start - one.end) for one in run))
    if len(run) > _FEW and run[0].number == sum(one.number for one in run[1:]):
        return [[one] for one in run[1:]]
    rows = [[run[0]]]
    for one, other in pairwise(run):
        if len(_WORD.findall(sentence.view.plain[one.end : other.start])) <= _FEW:
            rows[-1].append(other)
        else:
            rows.append([other])
    return rows


def _linked(sentence: Sentence, before: Group, group: Group) -> bool:
    gap = sentence.view.plain[before.end : group.start]
    if len(gap) > _FAR or "." in gap or ";" in gap:
        return False
    return "," in gap or ":" in gap or any(between(sentence.joins, before.end, group.start))


def _is_on_top(sentence: Sentence, verb: Found[str], groups: Sequence[Group], *, told: bool) -> bool:
    """Whether those whom a verb tells of come on top of others told before: "another", "a fourth", "his brother"."""
    view, said = sentence.view, sentence.said
    if not told or any(said.ends_at("same", one.start) for one in groups):
        return False
    start = max(0, min([verb.start, *(one.start for one in groups)]) - _REACH)
    start = max([start, *(match.end() for match in _STOP.finditer(view.plain, start, verb.start))])
    end = max([verb.end, *(one.end for one in groups)]) + _REACH // 2
    stop = _STOP.search(view.plain, verb.end, end)
    end = stop.start() if stop else end
    if said.of("ordinal", start, end):
        return True
    persons = [*(one.start for one in groups), *(one.start for one in between(sentence.persons, start, end))]
    if not persons:
        return False
    owned = said.of("possessive", max(start, min(persons) - _CLOSE), min(persons) + 1)
    return bool(said.of("more", start, end)) or any(
        len(_WORD.findall(view.plain[one.end : min(persons)])) <= 1 for one in owned
    )
