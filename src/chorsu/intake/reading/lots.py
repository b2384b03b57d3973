"""Which amount is of which substance: the lots of a text.

Owns the pairing only; what is one seizure is told by `seizures`. An amount and a substance belong together when they
stand near each other in a sentence, the substance behind ("1,5 кг героина") or, announced by a word of weight, before
("героин весом 1,5 кг"). Every amount and every substance is used once; the nearest pairs are taken first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.numbers import numbers
from chorsu.intake.reading.phrases import Found, Phrases
from chorsu.intake.reading.quantities import COUNTED, Amount, unit_words
from chorsu.intake.reading.substances import GENERIC, STREET
from chorsu.intake.reading.verb_order import joiners
from chorsu.vocabulary.substances import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from chorsu.intake.reading.seen import Seen
    from chorsu.intake.reading.values import Value
    from chorsu.intake.reading.views import View

__all__ = ["Lot", "Pairing", "linking", "pair"]

_FARTHEST, _FARTHEST_BEHIND = 9.0, 6.0
"""Cost beyond which an amount and a substance are strangers; a substance stands close behind its amount."""
_BESIDE = 2.0
_NEAR = 3
"""Characters between two words that follow each other."""
_BEFORE, _WEIGHED, _DASHED, _COMMA, _STOP, _GENERIC, _STREET = 2.2, 0.3, 1.5, 3.0, 8.0, 1.2, 0.8
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_DIGITS = re.compile(r"\d+")
_COUNTS_OTHERS = 4
"""Words that a number between an amount and a substance is worth: it counts something else."""
_SIGN = re.compile(r"[,;:()]")
_DASH = re.compile(r" (?:-|—) ")
"""What stands between a name and its amount in a list: "опий – 1 250 г"."""
_ELSEWHERE = 0.5
"""Confidence of a lot whose substance stands in another sentence."""
_AREA = "m2"
_OPENED = re.compile(r"\((?!.*\))")
"""A bracket that is not closed again."""


@dataclass(frozen=True, slots=True)
class Lot:
    """One substance with one amount; `confidence` of the pair; `others`: what the amount is of besides."""

    substance: Value[str]
    amount: Value[Amount]
    confidence: float
    others: tuple[Value[str], ...] = ()

    @property
    def start(self) -> int:
        """Where the lot begins in the text."""
        return min(self.substance.start, self.amount.start)

    @property
    def end(self) -> int:
        """Where the lot ends in the text."""
        return max(self.substance.end, self.amount.end)

    @property
    def code(self) -> str:
        """The substance's code; several drugs in one amount are "several drugs"."""
        return "unspecified-mixture" if self.others else self.substance.value


class Pairing(NamedTuple):
    """Lots in text order, and amounts of a sentence that names a total but no substance."""

    lots: list[Lot]
    totals: list[Value[Amount]]


class _Token(NamedTuple):
    start: int
    end: int
    amount: Value[Amount] | None
    substance: Value[str] | None


@cache
def linking(language: str, kind: str) -> Phrases[str]:
    """Phrases of a kind of `linking.tsv`: `weighing`, `parts`, `joined`, `total`, `more`, …."""
    rows = [row for row in lexicon.rows(language, "linking") if row["kind"] == kind]
    return Phrases([(form, kind) for row in rows for form in lexicon.forms(row["words"])], language)


def pair(seen: Seen, amounts: Sequence[Value[Amount]], substances: Sequence[Value[str]]) -> Pairing:
    """The lots of a text, in text order."""
    amounts = [one for one in (*amounts, *_counted_by_name(seen, substances, amounts)) if _weighable(one)]
    tokens = sorted(
        [_Token(*seen.place(one), one, None) for one in amounts]
        + [_Token(*seen.place(one), None, one) for one in substances],
        key=lambda token: (token.start, token.end, token.substance is not None),
    )
    weights = [(found.start, found.end) for found in seen.find(linking(seen.language, "weighing"))]
    totals = [(found.start, found.end) for found in seen.find(linking(seen.language, "total"))]
    lots: list[Lot] = []
    free: list[tuple[int, list[_Token], list[_Token]]] = []
    inside_of = seen.by_sentence((token.start, token) for token in tokens)
    weighing = seen.by_sentence((start, (start, end)) for start, end in weights)
    for number in range(len(seen.sentences)):
        inside = inside_of.get(number, [])
        made, loose_amounts, loose_names = _within(seen, inside, weighing.get(number, []))
        lots += [_with_all_names(seen, lot, loose_names, inside) for lot in made]
        free.append((number, loose_amounts, loose_names))
    named = {lot.substance.start for lot in lots}
    stated: list[Value[Amount]] = []
    for lot_or_total in _across(free, seen.sentences, weights + totals):
        if isinstance(lot_or_total, Lot):
            if lot_or_total.substance.start not in named:
                lots.append(lot_or_total)
                named.add(lot_or_total.substance.start)
        else:
            stated.append(lot_or_total)
    lots += _more_plants(seen, lots, free)
    lots += _left_out(seen, lots, free)
    lots = [lot for lot in lots if not _is_price(seen, lot)]
    lots = [_refined(seen, _specified(seen, lot, free, weights + totals)) for lot in lots]
    return Pairing(sorted(lots, key=lambda lot: lot.start), stated)


def _more_plants(
    seen: Seen, lots: Sequence[Lot], free: Sequence[tuple[int, list[_Token], list[_Token]]]
) -> Iterator[Lot]:
    """Plants counted in a sentence that names none are those of the sentences before ("Всего – 5400 кустов")."""
    grown = [lot for lot in lots if lot.amount.value.unit == "plant"]
    for _, loose, names in free:
        for token in loose:
            before = [lot for lot in grown if seen.place(lot.amount)[1] <= token.start]
            if before and not names and token.amount and token.amount.value.unit == "plant":
                yield Lot(before[-1].substance, token.amount, _ELSEWHERE)


def _left_out(seen: Seen, lots: Sequence[Lot], free: Sequence[tuple[int, list[_Token], list[_Token]]]) -> Iterator[Lot]:
    """Amounts that leave their substance out, for a lot beside tells of more of it.

    "18 grams in the jacket and another 1 kg of mephedrone at home": two lots. What something else follows ("18 tonnes
    of onions") is none.
    """
    more = seen.find(linking(seen.language, "more"))
    for number, loose, names in free if more else ():
        inside = [lot for lot in lots if seen.sentence(seen.place(lot.amount)[0]) == number]
        for token in () if names else loose:
            lot = _told_with_more(seen, token, inside, more)
            if lot and token.amount and not token.amount.value.attributive and _bare(seen, token.end):
                yield Lot(lot.substance, token.amount, _ELSEWHERE)


def _told_with_more(seen: Seen, token: _Token, lots: Sequence[Lot], more: Sequence[Found[str]]) -> Lot | None:
    """The lot right behind or before an amount, of a unit of its kind, where a word for "another" joins them."""
    kin = [lot for lot in lots if token.amount and lot.amount.value.base[1] == token.amount.value.base[1]]
    for lot in sorted(kin, key=lambda lot: abs(seen.place(lot.amount)[0] - token.start)):
        start, end = seen.view.place(lot.start, lot.end)
        first, last = (
            (token.end, max(start, seen.place(lot.substance)[0])) if start > token.start else (end, token.start)
        )
        return lot if any(first <= one.start < last for one in more) else None
    return None


def _bare(seen: Seen, end: int) -> bool:
    """Whether nothing behind an amount can be what it is of: a sign, a place, a verb."""
    behind = re.match(r"\W*(?:[.,;:)(،]|$)", seen.view.plain[end : end + 3])
    return bool(behind) or any(end < one.start <= end + _NEAR for one in seen.find(linking(seen.language, "at_once")))


def _is_price(seen: Seen, lot: Lot) -> bool:
    """Whether the amount is that of a price: one kilogram or gram, in a sentence that speaks of what it costs."""
    if lot.amount.value.quantity != 1:
        return False
    start, end = seen.spans(seen.place(lot.amount)[0])
    return any(start <= found.start < end for found in seen.find(linking(seen.language, "price")))


def _weighable(one: Value[Amount]) -> bool:
    return one.value.base[1] != _AREA


def _counted_by_name(
    seen: Seen, substances: Sequence[Value[str]], amounts: Sequence[Value[Amount]]
) -> Iterator[Value[Amount]]:
    """A number whose unit stands behind the substance: "1,500 ecstasy pills", "80 трамадоловых таблеток"."""
    if not substances:
        return
    units = [one for one in seen.find(unit_words(seen.language)) if one.value in COUNTED]
    ends = {one.end: one for one in numbers(seen.view, seen.language)}
    taken = {at for one in amounts for at in range(*seen.place(one))}
    for name in substances:
        start, end = seen.place(name)
        number = next((ends[at] for at in (start - 1, start - 2) if at in ends), None)
        unit = next((one for one in units if start < one.start <= end + 1), None)
        if number and unit and number.start not in taken:
            quantity = number.other if number.other and number.other > number.value else number.value
            yield seen.view.value(Amount(quantity, unit.value), number.start, max(unit.end, end), name.confidence)


def _within(
    seen: Seen, tokens: Sequence[_Token], weights: Sequence[tuple[int, int]]
) -> tuple[list[Lot], list[_Token], list[_Token]]:
    """Lots of one sentence, and the amounts and names left over."""
    costs = sorted(_costs(seen, tokens, weights))
    used: set[int] = set()
    lots = []
    for cost, first, second in costs:
        if first in used or second in used:
            continue
        used |= {first, second}
        one, two = tokens[first], tokens[second]
        amount = one.amount or two.amount
        name = one.substance or two.substance
        if amount and name:
            sure = min(amount.confidence, max(name.confidence, 0.7)) * (1 - cost / 30)
            lots.append(Lot(name, amount, round(sure, 2)))
    loose = [token for number, token in enumerate(tokens) if number not in used]
    return lots, [one for one in loose if one.amount], [one for one in loose if one.substance]


def _costs(
    seen: Seen, tokens: Sequence[_Token], weights: Sequence[tuple[int, int]]
) -> Iterator[tuple[float, int, int]]:
    """How far apart each amount and each name beside it are; nearest neighbours only, generic names looked through."""
    for first, one in enumerate(tokens):
        for second in range(first + 1, min(first + 4, len(tokens))):
            two = tokens[second]
            if bool(one.amount) == bool(two.amount):
                if two.amount or not _looked_through(two):
                    break
                continue
            cost = _cost(seen.view, one, two, weights) + _joined_only(seen, one, two)
            name = one.substance or two.substance
            if name and name.confidence <= STREET:
                cost = cost + _STREET if cost <= _BESIDE else _FARTHEST * 2
            if cost <= (_FARTHEST_BEHIND if one.amount else _FARTHEST):
                yield cost, first, second
            if not _looked_through(two):
                break


def _looked_through(token: _Token) -> bool:
    return bool(token.substance and (token.substance.value in GENERIC or token.substance.confidence <= STREET))


def _joined_only(seen: Seen, one: _Token, two: _Token) -> float:
    """What a bare "and" between an amount and a name costs: it joins another lot ("опий – 250 г и гашиш – 410 г")."""
    gap = seen.view.plain[one.end : two.start].strip() if one.amount else ""
    return _COMMA if gap in joiners(seen.language) else 0.0


def _cost(view: View, one: _Token, two: _Token, weights: Sequence[tuple[int, int]]) -> float:
    if two.start < one.end:  # an amount that holds its substance: "fifteen hundred ecstasy pills"
        return 0.0
    gap = view.plain[one.end : two.start]
    words = len(_WORD.findall(gap))
    words += _COUNTS_OTHERS * len(_DIGITS.findall(gap))
    signs = sum(_COMMA if sign == "," else 1.0 if sign in "()" else _STOP / 2 for sign in _SIGN.findall(gap))
    generic = next((t.substance for t in (one, two) if t.substance and t.substance.value in GENERIC), None)
    more = _GENERIC if generic else 0.0
    amount = one.amount or two.amount
    more += _STOP / 2 if amount and amount.value.attributive and words else 0.0
    if one.amount:
        return words + signs + more
    if _DASH.fullmatch(gap) and not generic:
        return _DASHED
    weighed = any(one.end <= start and end <= two.start for start, end in weights)
    return (_WEIGHED + words / 4 if weighed else _BEFORE + words) + signs + more


def _with_all_names(seen: Seen, lot: Lot, loose: Sequence[_Token], tokens: Sequence[_Token]) -> Lot:
    """A lot whose amount is of several substances: "700 кг гашиша и опия"; a name that is only "drugs" adds none."""
    joined = {found.start for found in seen.find(linking(seen.language, "joined"))}
    others: list[Value[str]] = []
    at = seen.place(lot.substance)[1]
    for token in loose:
        name = token.substance
        if name is None or token.start < at or name.value in GENERIC or name.confidence <= STREET:
            continue
        gap = seen.view.plain[at : token.start]
        word = re.fullmatch(r"\W{0,3}([^\W\d_]+)?\W{0,3}", gap)
        near = word is not None and (at + word.start(1) in joined if word[1] else gap.strip() == ",")
        followed = any(other.amount and 0 <= other.start - token.end <= _NEAR for other in tokens)
        if not near or followed or lot.substance.value == name.value or lot.amount.start > lot.substance.start:
            break
        others.append(name)
        at = token.end
    return replace(lot, others=tuple(others), confidence=min(lot.confidence, _ELSEWHERE)) if others else lot


def _across(
    free: Sequence[tuple[int, list[_Token], list[_Token]]],
    sentences: Sequence[tuple[int, int]],
    telling: Sequence[tuple[int, int]],
) -> Iterator[Lot | Value[Amount]]:
    """Amounts whose substance stands in the sentence before or behind: "Обнаружен героин. Вес составил 300 г"."""
    for number, loose, names in free:
        start, end = sentences[number]
        told = any(start <= at < end for at, _ in telling)
        if len(loose) != 1 or names or not told or not loose[0].amount:
            continue
        around = [near for near in (number - 1, number + 1) if 0 <= near < len(free)]
        candidates = [
            token.substance
            for near in around
            if not free[near][1]
            for token in free[near][2]
            if token.substance and token.substance.value not in GENERIC and token.substance.confidence > STREET
        ]
        codes = {name.value for name in candidates}
        if len(codes) == 1:
            yield Lot(candidates[0], loose[0].amount, _ELSEWHERE)
        else:
            yield loose[0].amount


def _specified(
    seen: Seen,
    lot: Lot,
    free: Sequence[tuple[int, list[_Token], list[_Token]]],
    telling: Sequence[tuple[int, int]],
) -> Lot:
    """A weight of "the drug" is of the kind named right behind, or of the one that the sentence before names."""
    if lot.substance.value not in GENERIC:
        return lot
    at, _ = seen.view.place(lot.start, lot.end)
    number = seen.sentence(at)
    kind = _kind_behind(seen, lot, free[number][2])
    if kind:
        return replace(lot, substance=kind)
    start, end = seen.spans(at)
    if number == 0 or not any(start <= where < end for where, _ in telling):
        return lot
    names = [
        token.substance
        for token in free[number - 1][2]
        if token.substance and token.substance.value not in GENERIC and token.substance.confidence > STREET
    ]
    if len({name.value for name in names}) != 1:
        return lot
    return replace(lot, substance=names[0], confidence=min(lot.confidence, _ELSEWHERE))


def _kind_behind(seen: Seen, lot: Lot, loose: Sequence[_Token]) -> Value[str] | None:
    """The substance in "drugs of the type of heroin"; what stands in a bracket behind it is a remark."""
    end = seen.place(lot.substance)[1]
    words = [one for one in seen.find(linking(seen.language, "kind")) if 0 <= one.start - end <= _NEAR]
    named = [one for one in loose if one.substance and one.substance.value not in GENERIC and one.start >= end]
    named = [one for one in named if not _OPENED.search(seen.view.plain, end, one.start)]
    if len(named) != 1 or not any(0 <= named[0].start - one.end <= _NEAR for one in words):
        return None
    return named[0].substance


def _refined(seen: Seen, lot: Lot) -> Lot:
    """Pieces by the word behind them ("5 минг дона лирика капсуласи"); a plant by its unit; poppy by weight."""
    amount = lot.amount.value
    if amount.unit == "piece":
        end = seen.view.place(lot.start, lot.end)[1]
        behind = next((one for one in seen.find(unit_words(seen.language)) if end < one.start <= end + 2), None)
        if behind and behind.value in COUNTED:
            amount = replace(amount, unit=behind.value)
    code = _by_unit(lot.substance.value, amount)
    if code != lot.substance.value:
        lot = replace(lot, substance=replace(lot.substance, value=code))
    return replace(lot, amount=replace(lot.amount, value=amount)) if amount != lot.amount.value else lot


def _by_unit(code: str, amount: Amount) -> str:
    chain = (code, *ancestors(code))
    if amount.unit == "plant":
        if "cannabis" in chain:
            return "cannabis-plant"
        return "opium-poppy" if "opium" in chain or "poppy-straw" in chain else code
    return "poppy-straw" if code == "opium-poppy" and amount.base[1] == "kg" else code
