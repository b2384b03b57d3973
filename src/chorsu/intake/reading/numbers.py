"""Numbers in a text: digits with their thousands and decimal signs, words, and both ("80 тысяч", "یک و نیم").

Owns neither units nor what is counted. Where a sign may part thousands or decimals, both readings are kept. The
words stand in `lexicons/<language>/numerals.tsv`; their kinds: `add`; `scale` multiplies what stands before it;
`half` adds; `behind` adds to the units that Pashto says before it; `one` is an article; `fill` says nothing between
two numerals; `prefix` begins a word that goes on with a unit; `none` counts nobody.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from weakref import WeakKeyDictionary

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View, Word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Number", "Numeral", "numbers", "numerals", "prefixes"]

_FIGURES = r"(?<![\w.,/])(?:\d{1,3}(?: \d{3}){1,5}(?![\d])(?:[.,]\d+)?|\d{1,12}(?:[.,]\d{1,12})*)"
_DIGITS = re.compile(rf"{_FIGURES}(?![^\W½¼¾])(?:\s?[½¼¾])?|[½¼¾]")
_GLUED = re.compile(rf"{_FIGURES}(?=[^\W\d_]{{1,10}}\b)")
"""A number whose unit follows without a space ("27кг")."""
_SLASHED = re.compile(r"(?<![\w.,/])(\d{1,6})/(\d{1,3})(?![\w/])")
"""Persian newspapers write a decimal sign as a slash."""
_ARABIC = frozenset({"fa", "ps"})
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_THOUSANDS_BY_COMMA = frozenset({"en"})
_GROUP = 3
_LONGEST_RUN = 14
_TEN, _HUNDRED = 10.0, 100.0
_BETWEEN = re.compile(r"[\s-]{1,3}")
_FILLED = 5
"""Characters between thousands in a word and the digits that go on: a space, or "and" between two."""
_MOST = 1e15
_HEAD = re.compile(r"[\d,.)] ?[—-] $|^[^\n]{0,60} [—-] $")
"""What parts the head of a report from its first word ("OSH, 14 May – Two men")."""
_LONGEST_HEAD = 60


class Numeral(NamedTuple):
    """What a word counts and how (see the module)."""

    value: float
    kind: str


class Number(NamedTuple):
    """A number found: its offsets in the view, its value and its other reading.

    `spelled`: in words alone; `whole`: written as one whole number of digits, without a sign.
    """

    start: int
    end: int
    value: float
    other: float | None = None
    spelled: bool = False
    whole: bool = False


_SEARCHED: WeakKeyDictionary[View, dict[str, list[Number]]] = WeakKeyDictionary()


@cache
def numerals(language: str) -> Mapping[str, Numeral]:
    """Numerals of a language by their plain form, prefixes left out."""
    return {word: one for word, one in _all(language) if one.kind != "prefix"}


@cache
def prefixes(language: str) -> tuple[tuple[str, float], ...]:
    """Beginnings of words that count the unit which the word goes on with ("пол-")."""
    return tuple((word, one.value) for word, one in _all(language) if one.kind == "prefix")


@cache
def _all(language: str) -> tuple[tuple[str, Numeral], ...]:
    return tuple(
        (View(form).plain, Numeral(float(row["value"]), row["kind"]))
        for row in lexicon.rows(language, "numerals")
        for form in lexicon.forms(row["words"])
    )


def numbers(view: View, language: str) -> list[Number]:
    """All numbers of a text in order, none inside another; a view is searched once, however often it is asked for."""
    known = _SEARCHED.setdefault(view, {})
    if language not in known:
        known[language] = _numbers(view, language)
    return known[language]


def _numbers(view: View, language: str) -> list[Number]:
    found = [*_in_digits(view.plain, language)]
    taken = {at for one in found for at in range(one.start, one.end)}
    found += [one for one in _in_words(view, language) if one.start not in taken]
    return _scaled(view, sorted(found), language)


def _in_digits(plain: str, language: str) -> list[Number]:
    slashes = _SLASHED.finditer(plain) if language in _ARABIC else ()
    found = [Number(match.start(), match.end(), float(f"{match[1]}.{match[2]}")) for match in slashes]
    slashed = {at for one in found for at in range(one.start, one.end)}
    for pattern in (_DIGITS, _GLUED):
        for match in pattern.finditer(plain):
            if match.start() not in slashed and (read := _read(match[0], language)):
                whole = match[0].isdigit()
                found.append(Number(match.start(), match.end(), *read, whole=whole))
    return found


def _read(token: str, language: str) -> tuple[float, float | None] | None:
    """Value and other reading of digits with signs; None where the signs make no number (a date, an address)."""
    more = _FRACTIONS.get(token[-1], 0.0)
    token = token.rstrip("½¼¾").rstrip()
    if not token:
        return more, None
    signs = [sign for sign in token if sign in ".,"]
    if not signs:
        return _bounded(float(token.replace(" ", "")) + more), None
    last = signs[-1]
    if len(signs) == 1:
        return _with_one_sign(token, last, language)
    groups = re.split(r"[.,]", token.replace(" ", ""))
    if len(set(signs)) == 1:
        return (float("".join(groups)), None) if _grouped(groups) else None
    whole = groups[:-1]
    mixed = len(set(signs[:-1])) == 1 and _grouped(whole)
    return (float("".join(whole) + "." + groups[-1]), None) if mixed else None


def _with_one_sign(token: str, sign: str, language: str) -> tuple[float, float | None]:
    before, _, after = token.partition(sign)
    decimal = float(f"{before.replace(' ', '')}.{after}")
    if " " in token or len(after) != _GROUP or len(before) > _GROUP or before[0] == "0":
        return decimal, None
    thousands = float(before + after)
    if sign == "," and language in _THOUSANDS_BY_COMMA:
        return thousands, decimal
    return decimal, thousands


def _bounded(value: float) -> float:
    return min(value, _MOST)


def _grouped(groups: Sequence[str]) -> bool:
    return 1 <= len(groups[0]) <= _GROUP and all(len(group) == _GROUP for group in groups[1:])


def _in_words(view: View, language: str) -> list[Number]:
    known, words = numerals(language), view.words
    found: list[Number] = []
    nth = 0
    while nth < len(words):
        run = _run(view, nth, known) if words[nth].plain in known and not _is_name(view, words[nth]) else []
        value = _value([known[word.plain] for word in run])
        if value is not None:
            found.append(Number(run[0].start, run[-1].end, _bounded(value), spelled=True))
        nth += max(1, len(run))
    return found


def _is_name(view: View, word: Word) -> bool:
    """Whether a numeral is a name: a capital within a sentence ("дар ноҳияи Панҷ")."""
    if not view.cased[word.start].isupper():
        return False
    if _HEAD.search(view.cased, max(0, word.start - _LONGEST_HEAD), word.start):
        return False
    before = view.cased[: word.start].rstrip(' "(-')
    return bool(before) and before[-1] not in ".!?\n:"


def _run(view: View, first: int, known: Mapping[str, Numeral]) -> list[Word]:
    """The numerals of one number from a word on; fillers at its ends are none of it."""
    run: list[Word] = []
    for word in view.words[first : first + _LONGEST_RUN]:
        numeral = known.get(word.plain)
        if numeral is None or (run and not _BETWEEN.fullmatch(view.plain, run[-1].end, word.start)):
            break
        if numeral.kind == "fill" and not run:
            break
        if run and not _goes_on([known[one.plain] for one in run], numeral):
            break
        run.append(word)
    while run and known[run[-1].plain].kind == "fill":
        run.pop()
    return run


def _goes_on(before: Sequence[Numeral], one: Numeral) -> bool:
    """Whether a numeral can follow: units after tens, tens after hundreds; "two three" are two numbers."""
    if one.kind not in {"add", "behind"}:
        return True
    last = next((numeral for numeral in reversed(before) if numeral.kind != "fill"), None)
    if last is None or last.kind in {"scale", "half"}:
        return last is None or last.kind == "scale"
    if last.kind == "one":
        return False
    if one.kind == "behind" and last.kind == "add" and last.value < _TEN:
        return before[-1].kind != "fill"
    return last.value > one.value and last.value >= 10 * max(1.0, one.value // 10) and last.value % 10 == 0


def _value(run: Sequence[Numeral]) -> float | None:
    if not run:
        return None
    total, current, said = 0.0, 0.0, False
    for value, kind in run:
        if kind == "none":
            return 0.0
        if kind == "scale":
            current = (current or 1.0) * value
            if value > _HUNDRED:
                total, current = total + current, 0.0
        elif kind == "one":
            current = current or (1.0 if len(run) == 1 or run[-1].kind != "half" else 0.0)
        elif kind in {"add", "half", "behind"}:
            current += value
        said = said or kind != "fill"
    return total + current if said else None


def _scaled(view: View, found: list[Number], language: str) -> list[Number]:
    """Digits and the numerals right behind them joined: "80 тысяч", "2 yarim", "1,2 млн"."""
    known = numerals(language)
    joined: list[Number] = []
    for one in found:
        before = joined[-1] if joined else None
        near = before and not before.spelled and 0 < one.start - before.end <= 1 and one.spelled
        if before and near:
            parts = [known[word] for word in view.plain[one.start : one.end].split() if word in known]
            if parts and parts[0].kind in {"scale", "half"}:
                joined[-1] = _joined(before, one, parts)
                continue
        if before and _completes(view.plain, before, one, known):
            value = before.value + one.value
            joined[-1] = before._replace(end=one.end, value=_bounded(value), spelled=False, whole=False)
            continue
        joined.append(one)
    return joined


def _completes(plain: str, before: Number, one: Number, known: Mapping[str, Numeral]) -> bool:
    """Whether digits go on with thousands told in a word: "2 тысячи 400", "ду ҳазору 400", "۲ هزار و ۴۰۰"."""
    if not one.whole or one.spelled or before.other is not None or not 0 < one.start - before.end <= _FILLED:
        return False
    scale = known.get(plain[before.start : before.end].rsplit(maxsplit=1)[-1])
    if scale is None or scale.kind != "scale" or not _HUNDRED <= one.value < scale.value or scale.value <= _HUNDRED:
        return False
    gap = plain[before.end : one.start]
    return (
        gap[0] in " ."
        and gap[-1] == " "
        and all(word in known and known[word].kind == "fill" for word in gap.lstrip(".").split())
    )


def _joined(before: Number, one: Number, parts: Sequence[Numeral]) -> Number:
    if parts[0].kind == "half":
        return Number(before.start, one.end, before.value + one.value)
    value = _value([Numeral(before.value, "add"), *parts])
    other = None if before.other is None else _value([Numeral(before.other, "add"), *parts])
    return Number(before.start, one.end, _bounded(value or 0.0), other)
