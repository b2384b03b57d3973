"""Instruments that a text names: declarations, resolutions, memoranda, agreements, plans; adopted there, or only cited.

The nouns and the verbs are data (`lexicons/*/instruments.tsv`, `adopting.tsv`). An instrument is known by its own name
(capitals, quotation marks, a number), or by being adopted in the sentence. Owns no reading of who its parties are
beyond the words "between … and …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.naming import words_of_role
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.sentences import sentences

if TYPE_CHECKING:
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View, Word

__all__ = ["Instrument", "instruments"]

_WORD = re.compile(r"[^\W_]+(?:[-/'.][^\W_]+)*")
_QUOTED = re.compile(r'\s*,?\s*"[^"\n]{3,200}"')
_QUOTED_BEFORE = re.compile(r'"[^"\n]{3,200}"\s?$')
_NUMBER = re.compile(r"\s*(?:no\.?|№|n)?\s*\d+(?:[/.-]\d+)*", re.IGNORECASE)
_PARTIES = re.compile(
    r"\b(?:between|между|байни|o'rtasida|арасындағы|ортосундагы|arasynda|arasında|میان|بین)\s+(?P<one>.+?)\s+"
    r"(?:and|и|ва|va|және|жана|we|və|و)\s+(?P<other>.+)$",
    re.IGNORECASE,
)
_GAP = re.compile(r'[\s"]{1,3}')
_TO_LEFT = frozenset({"of", "the"})
_BREAKS = re.compile(r'[.,;:()\n"]')
_JOINING = frozenset({"and", "и"})
"""What joins another instrument to one that a number names."""
_PLANS_SAY = frozenset({"of", "for", "on"})
_TITLED_SUFFIXES = ("office", "coordinator", "manager", "офис", "координатор")
_LEFT_WORDS, _RIGHT_WORDS = 8, 40
_BEFORE, _AFTER = 160, 60
_SURE, _LIKELY = 0.9, 0.75
_SMALL_WORD = 2


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as the text names it.

    Attributes:
        kind: `declaration`, `resolution`, `memorandum`, `agreement`, `protocol`, `programme` or `recommendations`.
        title: its name in the words of the text.
        status: `adopted` (also signed, approved) as the text tells, `considered`, or `cited`.
        parties: who stand in "between … and …"; empty where nobody is named.
    """

    kind: str
    title: str
    status: str
    parties: tuple[str, ...] = ()


class _Sentence(NamedTuple):
    start: int
    end: int
    verbs: tuple[Found[str], ...]


@cache
def _kinds(language: str) -> Phrases[str]:
    return Phrases(
        (
            (form, row["kind"])
            for row in lexicon.rows(language, "instruments")
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


@cache
def _verbs(language: str) -> Phrases[str]:
    return Phrases(
        (
            (form, row["status"])
            for row in lexicon.rows(language, "adopting")
            for form in lexicon.forms(row["phrases"])
            if row["status"] != "drafted"
        ),
        language,
    )


@cache
def _outcomes(language: str) -> Phrases[str]:
    """Words of outcome ("as a result"), which no name begins with."""
    return Phrases(
        (
            (form, "outcome")
            for row in lexicon.rows(language, "recommending")
            if row["act"] == "outcome"
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


def instruments(view: View, setting: Setting) -> list[Value[Instrument]]:
    """Instruments named, in text order; one that is named again is given each time."""
    language = setting.language
    heads = _kinds(language).find(view) if language else []
    if not heads:
        return []
    verbs = _verbs(language).find(view)
    outcomes = _outcomes(language).find(view)
    values: list[Value[Instrument]] = []
    for start, end in sentences(view, language):
        sentence = _Sentence(start, end, tuple(verb for verb in verbs if start <= verb.start < end))
        taken = max([start, *(words.end for words in outcomes if start <= words.start < end)])
        for head in heads:
            if not taken <= head.start < end:
                continue
            found = _named(view, sentence, head, taken)
            if found:
                values.append(found)
                taken = view.place(found.start, found.end)[1]
    return values


def _named(view: View, sentence: _Sentence, head: Found[str], taken: int) -> Value[Instrument] | None:
    first = _leftwards(view, sentence, head, taken)
    last = _rightwards(view, sentence, head)
    status = _status(sentence, first, last)
    own_name = _has_own_name(view, head, first, last)
    if not own_name and status != "adopted":
        return None
    if not _fits(view, head, first, last, adopted=status == "adopted"):
        return None
    title = " ".join(view.value("", first, last).quote.split())
    parties = _PARTIES.search(title)
    told = (parties["one"].strip(), parties["other"].strip()) if parties else ()
    return view.value(Instrument(head.value, title, status, told), first, last, _SURE if own_name else _LIKELY)


def _leftwards(view: View, sentence: _Sentence, head: Found[str], taken: int) -> int:
    """Where the name begins: capitalised words behind a verb and before the noun, and "of the" between such."""
    quoted = _QUOTED_BEFORE.search(view.plain, taken, head.start)
    if quoted:
        return quoted.start()
    first = head.start
    told = max((verb.end for verb in sentence.verbs if verb.end <= head.start), default=taken)
    words = [word for word in view.words if max(taken, told) <= word.start and word.end <= head.start][-_LEFT_WORDS:]
    after = head.start
    for word in reversed(words):
        if not _GAP.fullmatch(view.cased, word.end, after) and view.cased[word.end : after] != "-":
            break
        capital = view.cased[word.start].isupper()
        if not capital and word.plain not in _TO_LEFT:
            break
        if capital and not (word.plain in words_of_role("link") or _starts_sentence(view, sentence, word.start)):
            first = word.start
        after = word.start
    return first


def _starts_sentence(view: View, sentence: _Sentence, start: int) -> bool:
    """A capital that only the beginning of a sentence asks for: an article or another small word."""
    return start == sentence.start and len(view.plain[start : start + 4].split()[0]) <= _SMALL_WORD + 1


def _rightwards(view: View, sentence: _Sentence, head: Found[str]) -> int:
    """Where the name ends: at a mark, at a verb, or where capitals end in a name that is written with capitals."""
    quoted = _QUOTED.match(view.plain, head.end, sentence.end)
    if quoted:
        return quoted.end()
    number = _NUMBER.match(view.plain, head.end, sentence.end)
    last = number.end() if number else head.end
    stop = min((verb.start for verb in sentence.verbs if verb.start >= head.end), default=sentence.end)
    broken = _BREAKS.search(view.plain, last, stop)
    stop = broken.start() if broken else stop
    capitals = view.cased[head.start].isupper()
    words = [word for word in view.words if last <= word.start and word.end <= stop][:_RIGHT_WORDS]
    for nth, word in enumerate(words):
        link = word.plain in words_of_role("link")
        if nth == 0 and not link and not view.cased[word.start].isupper() and not _genitive(word.plain):
            break
        ends = word.plain in words_of_role("end") and not view.cased[word.start].isupper()
        if ends or (number and word.plain in _JOINING):
            break
        if capitals and not number and not link and not _belongs(view, word):
            break
        if not link:
            last = word.end
    return last


def _genitive(word: str) -> bool:
    """Whether a Russian noun or adjective behind the noun may belong to it ("программа сотрудничества")."""
    return not _latin(word) and len(word) > _SMALL_WORD


def _latin(word: str) -> bool:
    return word[:1].isascii()


def _belongs(view: View, word: Word) -> bool:
    """Whether a word can go on a name that is written with capitals: a capital, a number, "half", any Cyrillic word."""
    return (
        not _latin(word.plain)
        or view.cased[word.start].isupper()
        or word.plain.isdigit()
        or word.plain in words_of_role("period")
    )


def _status(sentence: _Sentence, first: int, last: int) -> str:
    """By the nearest verb before the name, or one close behind it; `cited` where there is none."""
    before = [verb for verb in sentence.verbs if verb.end <= first and first - verb.end <= _BEFORE]
    after = [verb for verb in sentence.verbs if verb.start >= last and verb.start - last <= _AFTER]
    if after and (not before or after[0].start - last < first - before[-1].end):
        return after[0].value
    return before[-1].value if before else "cited"


def _has_own_name(view: View, head: Found[str], first: int, last: int) -> bool:
    """A capital before or at the noun with something beside it, a number, or a name in quotation marks."""
    if first == head.start and last == head.end:
        return False
    return (
        view.cased[first].isupper()
        or '"' in view.plain[first:last]
        or any(c.isdigit() for c in view.plain[head.end : last])
    )


def _fits(view: View, head: Found[str], first: int, last: int, *, adopted: bool) -> bool:
    """Plans are cited only as "Plan of …"; recommendations are a text only as those of somebody, adopted."""
    following = view.plain[head.end : last].split()
    if any(word.startswith(_TITLED_SUFFIXES) for word in view.plain[last : last + 40].split()[:2] + following):
        return False
    if head.value == "recommendations":
        return (adopted and following[:1] == ["of"]) or (adopted and bool(following) and _genitive(following[0]))
    if head.value == "programme" and not adopted:
        return first == head.start and (following[:1] == [] or following[0] in _PLANS_SAY or _genitive(following[0]))
    return True
