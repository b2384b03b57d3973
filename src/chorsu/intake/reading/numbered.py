"""Identifiers made of digits and capitals, known by their shape, by the words before them and by their check.

Words are listed in `lexicons/any/identifier_words.tsv`. A shape that many things have (nine digits) is taken only after
such a word; a shape with a check of its own (a container, a card) also without.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import checks, lexicon, phones, plates
from chorsu.intake.reading.states_told import states_told
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.intake.reading.values import Setting

__all__ = ["Context", "Numbered", "numbered"]

_NEAR, _NEAR_AFTER = 45, 25
_RIGHT_BEFORE = 10
_SENTENCE = re.compile(r"[.!?؟۔](?=\s+[^\Wa-zа-я\d_])|\n")


class Numbered(NamedTuple):
    """A number found: place in the view, kind, normal form, check, state, confidence; lower `order` goes first."""

    start: int
    end: int
    kind: str
    normal: str
    valid: bool | None
    country: str
    confidence: float
    order: int


@cache
def _listed() -> tuple[dict[str, frozenset[str]], tuple[tuple[str, str], ...]]:
    exact: dict[str, set[str]] = {}
    prefixes: list[tuple[str, str]] = []
    for row in lexicon.rows("any", "identifier_words"):
        for form in lexicon.forms(row["forms"]):
            plain = View(form.rstrip("*")).plain
            if form.endswith("*"):
                prefixes.append((plain, row["kind"]))
            else:
                exact.setdefault(plain, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in exact.items()}, tuple(prefixes)


@cache
def _kinds_of(word: str) -> frozenset[str]:
    exact, prefixes = _listed()
    begun = {kind for prefix, kind in prefixes if word.startswith(prefix)}
    return exact.get(word, frozenset()) | begun


@cache
def _with_signs() -> re.Pattern[str]:
    """Listed forms that are no single word, such as г/н."""
    forms = "|".join(re.escape(form) for form in _listed()[0] if not form.replace("'", "").isalpha())
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)" if forms else r"(?!)")


class Context:
    """What the words before a place say of the number that follows."""

    def __init__(self, view: View, setting: Setting) -> None:
        self.view = view
        self.setting = setting

    @cached_property
    def _telling(self) -> list[tuple[int, int, frozenset[str]]]:
        words = self.view.words
        found = [(word.start, word.end, _kinds_of(word.plain)) for word in words if word.plain[0].isalpha()]
        found.extend((*match.span(), _kinds_of(match[0])) for match in _with_signs().finditer(self.view.plain))
        return sorted((one for one in found if one[2]), key=lambda one: one[:2])

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds told anywhere in the text."""
        return frozenset[str]().union(*(kinds for _, _, kinds in self._telling))

    def kinds_before(self, at: int) -> frozenset[str]:
        """The kinds told by words that end at most 45 characters before `at`, in the same sentence."""
        return frozenset(self.distances(at))

    def kinds_after(self, at: int) -> frozenset[str]:
        """The kinds told by words that begin at most 25 characters after `at`, in the same sentence."""
        found: set[str] = set()
        for start, _, kinds in self._telling[bisect_left(self._telling, at, key=lambda one: one[0]) :]:
            if start > at + _NEAR_AFTER or _SENTENCE.search(self.view.cased, at, start):
                break
            found |= kinds
        return frozenset(found)

    def distances(self, at: int) -> dict[str, int]:
        """For each kind told before `at`, how far away (characters) the nearest word that tells it ends."""
        found: dict[str, int] = {}
        last = bisect_left(self._telling, at, key=lambda one: one[0])
        for _, end, kinds in reversed(self._telling[max(0, last - _NEAR) : last]):
            if at - end > _NEAR or _SENTENCE.search(self.view.cased, end, at):
                break
            if end <= at:
                found = dict.fromkeys(kinds, at - end) | found
        return found


def numbered(view: View, context: Context) -> Iterator[Numbered]:
    """Every number with a shape or a word of its own; overlapping readings too."""
    yield from _vessels(view)
    if not any(map(str.isdigit, view.cased)):
        return
    capitals = _capitals(view.cased)
    yield from _plates(view, capitals, context)
    yield from _phones(view, context)
    long = _LONG.search(capitals) is not None
    for shape in _SHAPES:
        if not (shape.kind in context.kinds if shape.needs_word else long):
            continue
        for match in shape.pattern.finditer(capitals):
            yield from _read(shape, match, capitals, context)


def _capitals(cased: str) -> str:
    upper = cased.upper()
    return upper if len(upper) == len(cased) else "".join(c.upper()[0] for c in cased)


class _Shape(NamedTuple):
    kind: str
    pattern: re.Pattern[str]
    check: Callable[[str], bool] | None
    needs_word: bool
    order: int
    furthest: int = _NEAR


def _shape(  # noqa: PLR0913 (a row of the table below)
    kind: str,
    pattern: str,
    check: Callable[[str], bool] | None = None,
    *,
    needs_word: bool = True,
    order: int = 4,
    furthest: int = _NEAR,
) -> _Shape:
    return _Shape(kind, re.compile(rf"(?<![\w/])(?:{pattern})(?![\w])"), check, needs_word, order, furthest)


def _national_number_fits(number: str) -> bool:
    by_length: dict[int, tuple[Callable[[str], bool], ...]] = {
        10: (checks.russian_tax_number_fits, checks.iranian_number_fits),
        12: (checks.kazakh_number_fits, checks.russian_tax_number_fits),
        14: (checks.uzbek_number_fits,),
    }
    return any(check(number) for check in by_length.get(len(number), ()))


_LETTER = r"[A-ZА-ЯӘҒҚҢӨҰҮІЎҲҶӢӮÝŽŇŞÇÄÖÜ]"
_SHAPES = (
    _shape("container", r"[A-Z]{3}[UJZ][ -]?\d{3}[ -]?\d{3}[ -]?\d", checks.container_fits, needs_word=False, order=3),
    _shape(
        "iban", r"[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?", checks.iban_fits, needs_word=False, order=3
    ),
    _shape("card", r"\d{4}(?:[ -]?\d{4}){3}", checks.luhn_fits, needs_word=False, order=3),
    _shape("card", r"\d{4}[ -]?\d{2}[\d*X]{2}[ -]?[*X]{4}[ -]?\d{4}", order=3),
    _shape("parcel", r"[A-Z]{2} ?\d{3} ?\d{3} ?\d{3} ?[A-Z]{2}", checks.parcel_fits, needs_word=False, order=3),
    _shape("card", r"\d{6}[ -]?\d{9,12}|\d{4}[ -]\d{6}[ -]\d{5}", checks.luhn_fits, order=4),
    _shape("imo", r"\d{7}", checks.imo_fits, order=3, furthest=8),
    _shape("mmsi", r"\d{9}", order=3, furthest=8),
    _shape("imei", r"\d{2}-?\d{6}-?\d{6}-?\d", checks.luhn_fits, order=3, furthest=15),
    _shape("vin", r"(?=[A-Z]*\d)[A-HJ-NPR-Z0-9]{17}", checks.vin_fits, needs_word=False, order=5),
    _shape("national_number", r"\d{5}-\d{7}-\d|\d{4}-\d{4}-\d{5}", needs_word=False, order=3),
    _shape(
        "national_number",
        r"\d{3}-\d{3}-\d{3} \d{2}|(?=[A-Z]*\d)[A-Z0-9]{7}|\d{9,14}",
        _national_number_fits,
        order=4,
        furthest=30,
    ),
    _shape("wagon", r"\d{8}", checks.wagon_fits, order=4, furthest=20),
    _shape("flight", r"(?:[A-ZА-Я]{2}|[A-ZА-Я]\d|\d[A-ZА-Я]|[A-Z]{3})[ -]?\d{2,4}[A-Z]?", order=4, furthest=15),
    _shape(
        "passport",
        rf"(?:{_LETTER}{{1,2}}-?{_LETTER}{{0,2}}[ -]?(?:№|NO\.?|N)? ?)?\d{{6,9}}"
        r"|\d{2} ?\d{2} ?№? ?\d{6}|\d{2} ?№? ?\d{7}",
        order=4,
    ),
    _shape("account", r"[A-Z]{2}\d[A-Z0-9]{10,30}|\d{8,26}|\d{4,5}(?:[ -]\d{3,6}){2,5}", order=5, furthest=30),
    _shape("case", r"(?=[\w/-]*\d[\w/-]*\d)[\w]{1,20}(?:[-/.][\w]{1,12}){0,4}", order=5, furthest=14),
    _shape("weapon", rf"(?:{_LETTER}{{1,3}}[ -]?)?\d{{3,9}}(?:-\d{{1,4}})?", order=3, furthest=30),
)
_LONG = re.compile(r"(?<![\w/])[A-Z\d][A-Z\d -]{10}")
"""What every shape that needs no word begins with: eleven digits, capitals, spaces and hyphens, or more."""
_NUMBER_SIGN = re.compile(r"(?:№|(?<!\w)(?:NO\.?|NR\.?|N°?)|#|شماره)\s*$")
_MEASURED = re.compile(
    r"\s*(?:%|(?:кг|г|гр|грамм|килограмм|тонн|штук|патрон|таблет|капсул|ампул|литр|сом|тенге|руб|доллар|долл|евро|манат|"
    r"kg|g|gr|gram|ton|tonne|tablet|capsule|litre|liter|som|tenge|usd|dollar|euro|manat|rounds|cartridge|km|км|лет|years?|"
    r"дона|ҳаб|сомон|сўм|so'm|келі|мың|миң|min|млн|тысяч|тыс|کیلو|گرم|تن|نفر|میل)[^\W\d_]*)\b",
    re.IGNORECASE,
)
_WORD_MAY_FOLLOW = frozenset({"passport", "card", "container", "iban"})
"""In the Turkic languages the word follows: "AD 7654321 seriyali pasport"."""


def _read(shape: _Shape, match: re.Match[str], capitals: str, context: Context) -> Iterator[Numbered]:
    start, end = match.span()
    distance = context.distances(start).get(shape.kind)
    told = distance is not None and distance <= shape.furthest
    if not told and shape.kind in _WORD_MAY_FOLLOW:
        told = shape.kind in context.kinds_after(end)
    if shape.needs_word and not told:
        return
    if _MEASURED.match(capitals, end) or not _signed(shape.kind, capitals, start, context):
        return
    normal = _normal(shape.kind, match[0])
    valid = None if shape.check is None else shape.check(normal)
    if shape.kind == "national_number" and valid is False and len(normal) not in {10, 12, 14}:
        valid = None
    if shape.kind == "vin" and not valid and not told:
        return
    if valid is False and not told and shape.kind != "container":
        return
    sure = 0.97 if valid else {None: 0.9, False: 0.6}[valid]
    yield Numbered(start, end, shape.kind, normal, valid, _state(shape.kind, normal), sure, shape.order)


def _signed(kind: str, capitals: str, start: int, context: Context) -> bool:
    """A weapon's or a case's number needs more: a number sign before it, or the word for it close by."""
    if kind not in {"weapon", "case"} or _NUMBER_SIGN.search(capitals, max(0, start - 12), start):
        return True
    if kind == "weapon":
        return context.distances(start).get("serial", _NEAR) <= _RIGHT_BEFORE
    near = context.distances(start).get("case", _NEAR)
    return near <= len(": ") and capitals[start].isdigit() and "-" in capitals[start : start + 12]


def _normal(kind: str, written: str) -> str:
    if kind == "case":
        return written
    if kind in {"passport", "flight"}:
        written = re.sub(r"№|(?<=\W)NO\.?|(?<= )N(?= ?\d)", "", written)
    return plates.compact(written)


def _state(kind: str, normal: str) -> str:
    if kind == "iban":
        return normal[:2]
    if kind == "parcel":
        return normal[-2:]
    if kind == "national_number":
        if checks.kazakh_number_fits(normal):
            return "KZ"
        if checks.uzbek_number_fits(normal):
            return "UZ"
        if len(normal) == len("3520212345671"):
            return "PK"
    return ""


_LIKELY = {
    "tg": ("TJ",), "uz": ("UZ",), "kk": ("KZ",), "ky": ("KG",), "tk": ("TM",), "az": ("AZ",), "fa": ("IR", "AF"),
    "ps": ("AF", "PK"),
}  # fmt: skip
"""States whose plates and phones a text in the language means first."""


def _countries(setting: Setting) -> tuple[str, ...]:
    own = (setting.country,) if setting.country else ()
    return tuple(dict.fromkeys(own + _LIKELY.get(setting.language, ())))


_SMALL_PLATE = re.compile(r"[авекмнорстух]\d{3}[авекмнорстух]{2}\d{2,3}")
"""The one form that is often written in small letters, without spaces."""


_ANY_PLATE = re.compile(r"(?<![^\W_])(?=[^\W\d_]*[ -]?\d{2})(?:[^\W_a-zа-я]{1,5}[ -]?){1,3}[^\W_a-zа-я]{1,5}(?![^\W_])")
"""Digits and capitals in groups, right after the word for a plate: a form that is not listed, or damaged."""


def _plates(view: View, capitals: str, context: Context) -> Iterator[Numbered]:
    likely = _countries(context.setting)
    for plate in plates.plates(capitals):
        distance = context.distances(plate.start).get("plate")
        if distance is None and not plate.sure:
            continue
        written = view.cased[plate.start : plate.end]
        if written != written.upper() and (distance is None or not _SMALL_PLATE.fullmatch(written)):
            continue
        if distance is None and _MEASURED.match(capitals, plate.end):
            continue
        sure = (0.75 if distance is None else 0.9) + (0.05 if plate.country in likely else 0)
        sure += 0.02 if plate.sure else 0
        yield Numbered(plate.start, plate.end, "plate", plate.normal, None, plate.country, min(sure, 0.97), 4)
    if "plate_sign" not in context.kinds:
        return
    for match in _ANY_PLATE.finditer(view.cased):
        if context.distances(match.start()).get("plate_sign", _NEAR) <= _RIGHT_BEFORE:
            yield Numbered(*match.span(), "plate", plates.compact(match[0]), None, "", 0.6, 6)


def _phones(view: View, context: Context) -> Iterator[Numbered]:
    setting = context.setting

    def likely() -> tuple[str, ...]:
        """The states of the setting and the language; in a language of several states those that the text names."""
        own = _countries(setting)
        named = () if len(own) == 1 or setting.country else states_told(view, setting.language)
        return tuple(dict.fromkeys((*named, *own)))

    for phone in phones.phones(view.cased, likely, lambda at: "phone" in context.distances(at)):
        yield Numbered(
            phone.start, phone.end, "phone", phone.normal, phone.valid, phone.country, phone.confidence, phone.order
        )


_CLASS = r"(?:[FU]SS?|HMS|M/?V|M/?T|INS|PNS|HMAS|HMCS|USNS|USS|S/?Y)"
_NAME = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}"
_SHIP_WORDS = (
    r"(?:vessel|ship|tanker|freighter|trawler|yacht|ferry|dhow|boat|теплоход\w*|судн\w*|сухогруз\w*|танкер\w*|паром\w*|"
    r"яхт\w*|gəmi\w*|gämi\w*|кеме\w*|كشتی|کشتی|لنج|شناور)"
)
_NO_WATER = "".join(rf"(?<! {word})" for word in ("Sea", "Gulf", "Ocean", "River", "Coast", "Guard", "Navy"))
_VESSEL = re.compile(
    rf"(?<!\w){_CLASS} (?:\"(?P<e>[^\"\n]{{2,40}})\"|(?P<a>{_NAME}))"
    rf"|(?<!\w)(?i:{_SHIP_WORDS}),?(?: (?:named|called|the|(?:под|с) названием|به نام))? \"(?P<b>[^\"\n]{{2,40}})\""
    rf"|(?<!\w)(?P<c>{_NAME})\"? ?\((?:IMO|ИМО)"
    rf"|(?<!\w)(?i:{_SHIP_WORDS})(?:,? (?:named|called))?,? (?:the )?(?P<d>{_NAME})(?=,? \(?(?:IMO|ИМО))"
    rf"|(?<!\w){_SHIP_WORDS}(?:,? (?:named|called) (?:the )?|, the )(?P<f>{_NAME}){_NO_WATER}(?=[,.)])"
)


_MAY_BE_VESSEL = re.compile(r'[A-Z"]')
"""One of these is in every name of a ship: most texts in other scripts have none."""


def _vessels(view: View) -> Iterator[Numbered]:
    if not _MAY_BE_VESSEL.search(view.cased):
        return
    for match in _VESSEL.finditer(view.cased):
        group = next(name for name in "abcdef" if match[name])
        name = match[group]
        yield Numbered(*match.span(group), "vessel", " ".join(name.split()).upper(), None, "", 0.9, 3)
