"""Recommendations and decisions, each with its own words: proposed by somebody, or adopted by those who met.

Read from lists ("proposed the following: 1. …") and from clauses ("it was proposed to …"). The verbs and what may
follow them are data (`lexicons/*/recommending.tsv`): an opener stands behind the verb (`to`), among the next words
(`…to`), as the ending of a word (`~ing`), `*` takes what follows as it is, `<` what stands before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value

__all__ = ["Recommendation", "recommendations"]

_MARKER = re.compile(r"\s*(?:(?:[-•*·▪●○]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s+){1,2}|\s*[-•*·▪●○](?=\w)")
_INLINE = re.compile(r"(?:^|(?<=[\s;,]))(?:\(?\d{1,2}\)|\(?[a-zа-я]\)|\d{1,2}\.(?=\s)|-(?=\s))\s*|;\s*")
_TAIL = re.compile(r"[\s,;.:]+(?:(?:and|it|also|и|а|также)[\s,]*)*$|[\s,;.:]+$")
_LEADING = re.compile(r"(?:to|that|чтобы|что|ки|که|چې)\s+")
_AND_TO = re.compile(r",\s+(?:and\s+)?(?=to\s)")
_NOT_VERBS = ("ость", "асть", "есть", "сеть")
_NEAR, _FAR = 1, 10
_SURE, _LIKELY, _LOOSE = 0.9, 0.8, 0.6
_SETTLED_FOR = 3
_SHORTEST = 8
_WHO = 120


@dataclass(frozen=True, slots=True)
class Recommendation:
    """What is recommended or was decided.

    Attributes:
        text: the words of it, without number, bullet or closing mark.
        status: `proposed` (by somebody) or `adopted` (by those who met).
        kind: `recommendation` or `decision`.
        by: the words that say who proposes or adopts, "" where the sentence does not.
    """

    text: str
    status: str
    kind: str = "recommendation"
    by: str = ""


class _Cue(NamedTuple):
    act: str
    kind: str
    openers: tuple[str, ...]


class _Sentence(NamedTuple):
    """A sentence with the cues and the verbs of adopting found in it; all offsets of the view."""

    start: int
    end: int
    cues: tuple[Found[_Cue], ...]
    adopting: tuple[Found[str], ...]

    def having(self, *acts: str) -> tuple[Found[_Cue], ...]:
        """The cues of these acts."""
        return tuple(cue for cue in self.cues if cue.value.act in acts)


@cache
def _cues(language: str) -> Phrases[_Cue]:
    return Phrases(
        (
            (form, _Cue(row["act"], row["kind"], lexicon.forms(row["openers"])))
            for row in lexicon.rows(language, "recommending")
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


@cache
def _adopting(language: str) -> Phrases[str]:
    return Phrases(
        (
            (form, row["status"])
            for row in lexicon.rows(language, "adopting")
            for form in lexicon.forms(row["phrases"])
            if row["status"] != "considered"
        ),
        language,
    )


def recommendations(view: View, setting: Setting) -> list[Value[Recommendation]]:
    """Recommendations and decisions in text order."""
    found = [] if not setting.language else _cues(setting.language).find(view)
    if not any(cue.value.act in {"proposed", "recommended", "adopted", "list"} for cue in found):
        return []
    told = _sentences(view, setting.language, found)
    values: list[Value[Recommendation]] = []
    settled, number = -_SETTLED_FOR, 0
    while number < len(told):
        sentence = told[number]
        if _settles(sentence):
            settled = number
        listed, after = _listed(view, told, number)
        if listed:
            values += _from_list(view, sentence, listed)
        else:
            values += _from_clauses(view, sentence, carried=number - settled < _SETTLED_FOR)
        number = max(after, number + 1)
    return values


def _sentences(view: View, language: str, cues: Sequence[Found[_Cue]]) -> list[_Sentence]:
    adopting = _adopting(language).find(view)
    return [
        _Sentence(
            start,
            end,
            tuple(cue for cue in cues if start <= cue.start < end),
            tuple(verb for verb in adopting if start <= verb.start < end),
        )
        for start, end in sentences(view, language)
    ]


def _settles(sentence: _Sentence) -> bool:
    """Whether the sentence tells that recommendations were worked out or adopted."""
    return bool(sentence.adopting) and any(
        noun.value.kind == "recommendation" and noun.start > sentence.adopting[0].start
        for noun in sentence.having("list")
    )


def _listed(view: View, told: Sequence[_Sentence], number: int) -> tuple[list[tuple[int, int]], int]:
    """The entries of the list that a sentence opens, and the number of the sentence after them."""
    sentence = told[number]
    acts = sentence.having("proposed", "recommended", "adopted", "list")
    if not acts or _status(view, sentence, acts) is None:
        return [], number
    plain = view.plain[sentence.start : sentence.end]
    colon = plain.find(":", max(0, acts[0].end - sentence.start))
    if colon < 0:
        return [], number
    if colon < len(plain) - 1:
        return _inline(view, sentence.start + colon + 1, sentence.end), number + 1
    entries: list[tuple[int, int]] = []
    after = number + 1
    marked = after < len(told) and bool(_MARKER.match(view.plain, told[after].start, told[after].end))
    while after < len(told):
        start, end = told[after].start, told[after].end
        marker = _MARKER.match(view.plain, start, end)
        if marker:
            entries.append((marker.end(), end))
        elif entries and "\n" not in view.plain[entries[-1][1] : start] and marked:
            entries[-1] = (entries[-1][0], end)
        elif not marked and (not entries or view.plain[entries[-1][1] - 1] == ";"):
            entries.append((start, end))
        else:
            break
        after += 1
    if not marked and not any(view.plain[end - 1] == ";" for _, end in entries):
        return [], number
    return entries, after


def _inline(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """The entries of a list inside a sentence; none where nothing parts them."""
    parts = list(_INLINE.finditer(view.plain, start, end))
    if len(parts) < 2 and not (parts and parts[0][0].startswith(";")):  # noqa: PLR2004 -- one mark parts nothing
        return []
    borders = [start, *(place for part in parts for place in (part.start(), part.end())), end]
    return [(a, b) for a, b in zip(borders[::2], borders[1::2], strict=True) if b - a >= _SHORTEST]


def _status(view: View, sentence: _Sentence, acts: Sequence[Found[_Cue]], *, carried: bool = False) -> str | None:
    """`proposed` or `adopted`; None where the sentence says neither (or says that it was not done)."""
    cue = next((one for one in acts if one.value.act != "list"), acts[0])
    if _denied(view, sentence, cue):
        return None
    if cue.value.act in {"proposed", "adopted"}:
        return cue.value.act
    collective = any(one.start < cue.start for one in sentence.having("body")) or bool(sentence.having("outcome"))
    if cue.value.act == "recommended":
        return "adopted" if collective or carried else "proposed"
    if sentence.adopting:
        return "adopted"
    bare = sentence.end - sentence.start <= cue.end - cue.start + _WHO // 4
    return ("adopted" if collective or cue.value.kind == "decision" else "proposed") if bare or collective else None


def _denied(view: View, sentence: _Sentence, cue: Found[_Cue]) -> bool:
    return any(
        0 <= cue.start - one.end <= 1 or (one.end <= cue.start and len(view.plain[one.end : cue.start].split()) <= 1)
        for one in sentence.having("not")
    )


def _from_list(view: View, sentence: _Sentence, entries: Sequence[tuple[int, int]]) -> list[Value[Recommendation]]:
    acts = sentence.having("proposed", "recommended", "adopted", "list")
    cue = next((one for one in acts if one.value.act != "list"), acts[0])
    status = _status(view, sentence, acts) or "proposed"
    kind, by = cue.value.kind, _who(view, sentence, cue)
    spans = (_trimmed(view, start, end) for start, end in entries)
    return [_value(view, start, end, (status, kind, by), _SURE) for start, end in spans if end - start >= _SHORTEST]


def _from_clauses(view: View, sentence: _Sentence, *, carried: bool) -> list[Value[Recommendation]]:
    values: list[Value[Recommendation]] = []
    acts = sentence.having("proposed", "recommended", "adopted")
    for number, cue in enumerate(acts):
        last = acts[number + 1].start if number + 1 < len(acts) else sentence.end
        clause = _clause(view, sentence, cue, last)
        status = _status(view, sentence, [cue], carried=carried)
        if clause and status:
            told = (status, cue.value.kind, _who(view, sentence, cue))
            sure = _LOOSE if cue.value.openers[:1] in {("<",), ("*",)} else _LIKELY
            values += [_value(view, start, end, told, sure) for start, end in _parted(view, *clause)]
    if not acts and sentence.adopting:
        values += _worked_out(view, sentence)
    return values


def _worked_out(view: View, sentence: _Sentence) -> list[Value[Recommendation]]:
    """Recommendations that are told by what they are for: "developed recommendations to simplify …"."""
    for noun in sentence.having("list"):
        if sentence.adopting[0].start < noun.start and noun.value.openers:
            clause = _clause(view, sentence, noun, sentence.end)
            if clause:
                told = ("adopted", noun.value.kind, "")
                return [_value(view, start, end, told, _LIKELY) for start, end in _parted(view, *clause)]
    return []


def _clause(view: View, sentence: _Sentence, cue: Found[_Cue], last: int) -> tuple[int, int] | None:
    """What a cue recommends, as offsets of the view; None where nothing that fits follows it."""
    openers = cue.value.openers
    if "<" in openers:
        return _trimmed(view, sentence.start, cue.start)
    if "*" in openers:
        return _trimmed(view, cue.end, last)
    words = [word for word in view.words if cue.end <= word.start < last][:_FAR]
    for distance, word in enumerate(words):
        if re.search(r"[;:.]", view.plain[cue.end : word.start]):
            return None
        for opener in openers:
            if distance < (_FAR if opener.startswith("…") else _NEAR) and _opens(view, opener.lstrip("…"), word.start):
                return _trimmed(view, word.start, last)
    return None


def _opens(view: View, opener: str, start: int) -> bool:
    if opener.startswith("~"):
        word = re.compile(r"[^\W\d_]+").match(view.plain, start)
        return word is not None and word[0].endswith(opener[1:]) and not word[0].endswith(_NOT_VERBS)
    return bool(re.compile(re.escape(View(opener).plain) + r"\b").match(view.plain, start))


def _parted(view: View, start: int, end: int) -> list[tuple[int, int]]:
    """Several infinitives after one verb are several recommendations."""
    if not view.plain.startswith("to ", start):
        return [_trimmed(view, start, end)]
    borders = [start, *(part.end() for part in _AND_TO.finditer(view.plain, start, end)), end]
    spans = [_trimmed(view, a, b) for a, b in pairwise(borders)]
    return [(a, b) for a, b in spans if b - a >= _SHORTEST]


def _trimmed(view: View, start: int, end: int) -> tuple[int, int]:
    """Without connectors before and closing marks after."""
    marker = _MARKER.match(view.plain, start, end)
    start = marker.end() if marker else start
    while start < end and not view.plain[start].isalnum() and view.plain[start] not in "\"'([":
        start += 1
    leading = _LEADING.match(view.plain, start, end)
    if leading and not leading[0].startswith("to"):
        start = leading.end()
    tail = _TAIL.search(view.plain, start, end)
    return start, tail.start() if tail else end


def _value(view: View, start: int, end: int, told: tuple[str, str, str], confidence: float) -> Value[Recommendation]:
    status, kind, by = told
    leading = _LEADING.match(view.plain, start, end)
    start = leading.end() if leading else start
    words = " ".join(view.value("", start, end).quote.split())
    return view.value(Recommendation(words, status, kind, by), start, end, confidence)


def _who(view: View, sentence: _Sentence, cue: Found[_Cue]) -> str:
    """The words before the verb, after the last comma: who proposes; "" for "it was proposed"."""
    before = view.value("", sentence.start, cue.start).quote.rpartition(",")[2].strip()
    last = before.casefold().split()[-1:]
    if not before or len(before) > _WHO or last in (["it"], ["was"], ["is"], ["было"], ["были"]):
        return ""
    return " ".join(before.split())
