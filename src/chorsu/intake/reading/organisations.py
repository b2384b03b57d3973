"""Organisations that are no agencies: firms by their legal form, and bodies that a model names.

Agencies and intergovernmental bodies are found by `agencies`; their spans are handed in and left alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.listed_words import listed_words
from chorsu.intake.reading.models import named
from chorsu.intake.reading.names import listed
from chorsu.intake.reading.views import MASK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from chorsu.intake.reading.models import Named
    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["Organisation", "organisations"]

_UP = "".join(chr(c) for c in range(0x41, 0x530) if chr(c).isupper())
_CAPITALISED = rf"[{_UP}](?:[\w'&.-]*\w)?"
_RUN_BEFORE = re.compile(rf"(?<![\w.-])(?:{_CAPITALISED} (?:(?:&|and|of) )?){{0,4}}{_CAPITALISED},? $")
_RUN_AFTER = re.compile(rf" (?:\"[^\"\n]{{2,60}}\"|{_CAPITALISED}(?: {_CAPITALISED}){{0,3}})")
_QUOTED_BEFORE = re.compile(r"\"[^\"\n]{2,60}\" $")
_ARABIC_AFTER = re.compile(r" (?:\"[^\"\n]{2,60}\"|[\u0621-\u06cc]{2,}(?: [\u0621-\u06cc]{2,})?)")
_ABBREVIATION = re.compile(rf"[{_UP}]{{3,11}}")
_AS_WRITTEN, _BY_MODEL = 0.9, 0.65


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: its name as written (quotation marks and article left out), its kind, its state.

    `kind`: `firm`, `education`, `embassy`, `civil`, `finance`, `media` or `body`. `country`: ISO 3166-1 alpha-2 where
    the legal form tells it.
    """

    name: str
    kind: str
    country: str = ""


class _Span(NamedTuple):
    start: int
    end: int
    kind: str
    country: str
    confidence: float


def organisations(
    view: View, setting: Setting, agencies: Iterable[tuple[int, int]] = (), model: Sequence[Named] | None = None
) -> list[Value[Organisation]]:
    """All organisations in text order, none overlapping.

    Args:
        view: the text, identifiers masked.
        setting: its language.
        agencies: offsets of the view that are spoken for.
        model: what `models.named` gave; asked for here when it is None.
    """
    heard = named(view, setting) if model is None else model
    taken = sorted(agencies)
    found: list[_Span] = []
    for span in (*_firms(view), *_by_model(view, setting.language, heard)):
        if not any(span.start < end and start < span.end for start, end in taken):
            found.append(span)
            taken.append((span.start, span.end))
    found.sort()
    return [
        view.value(Organisation(_name(view, one), one.kind, one.country), one.start, one.end, one.confidence)
        for one in found
    ]


def _name(view: View, span: _Span) -> str:
    written = " ".join(view.cased[span.start : span.end].split())
    return re.sub(r"^(?:[Tt]he) ", "", written.replace('"', ""))


def _firms(view: View) -> Iterator[_Span]:
    rows = lexicon.rows("any", "legal_forms")
    for word in listed_words(view, "legal_forms"):
        written = view.cased[word.start : word.end]
        row = rows[word.rows[0]]
        if len(written) < 5 and written.islower():  # noqa: PLR2004 - an abbreviation is written in capitals
            continue
        if "\u0600" <= written[0] <= "\u06ff":
            after = _ARABIC_AFTER.match(view.cased, word.end)
            if after and '"' in after[0]:
                yield _Span(word.start, after.end(), "firm", row["country"], _AS_WRITTEN)
            continue
        after = _RUN_AFTER.match(view.cased, word.end)
        quoted = _QUOTED_BEFORE.search(view.cased, max(0, word.start - 70), word.start)
        before = _RUN_BEFORE.search(view.cased, max(0, word.start - 80), word.start)
        latin = written.isascii()
        if quoted:
            yield _Span(quoted.start(), word.end, "firm", row["country"], _AS_WRITTEN)
        elif after and (('"' in after[0]) or (not latin and written.isupper())):
            yield _Span(word.start, after.end(), "firm", row["country"], _AS_WRITTEN)
        elif before and latin and not written.islower():
            yield _Span(before.start(), word.end, "firm", row["country"], _AS_WRITTEN)


@cache
def _heads() -> tuple[str, ...]:
    return tuple(row["kind"] for row in lexicon.rows("any", "organisation_words"))


def _by_model(view: View, language: str, heard: Sequence[Named]) -> Iterator[_Span]:
    """What a model takes for a body, where a word for one heads it or its name is an abbreviation."""
    heads = listed_words(view, "organisation_words") if heard else []
    not_names = listed("word", language)
    for one in heard:
        written = re.sub(r" (?:of|for|and|the)$", "", view.cased[one.start : one.end].rstrip())
        end = one.start + len(written)
        if one.kind != "ORG" or MASK in written or '"' in view.cased[max(0, one.start - 1) : end + 1]:
            continue
        inside = [word for word in heads if one.start <= word.start and word.end <= end]
        if inside and len(written.split()) > 1:
            kinds = [_heads()[word.rows[0]] for word in inside]
            kind = next((kind for kind in kinds if kind != "body"), "body")
            yield _Span(one.start, end, kind, "", _BY_MODEL)
        elif _ABBREVIATION.fullmatch(written) and view.plain[one.start : end] not in not_names:
            yield _Span(one.start, end, "body", "", _BY_MODEL - 0.1)
