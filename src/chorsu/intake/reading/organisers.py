"""Who organised an event, who supported it and at whose base it was held: the names in the words of the text.

The words before and behind such names stand in `lexicons/*/organising.tsv`. Owns no resolution of a name to an agency.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.phrases import Found, Phrases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from chorsu.intake.reading.values import Setting, Value
    from chorsu.intake.reading.views import View

__all__ = ["organising"]

Span = tuple[int, int]

_STOP = re.compile(r"[.;:!?\n](?=\s|$)|\.$")
_COMMA = re.compile(r",\s+")
_AND = re.compile(r"\s+(?:and|и|ва|va|және|жана|we|və|و)\s+")
_ARTICLE = re.compile(r"(?:the|a|an)\s+(?=\S)")
_LONGEST = 220
_SURE = 0.8


class _Cue(NamedTuple):
    role: str
    side: str


@cache
def _cues(language: str) -> Phrases[_Cue]:
    return Phrases(
        (
            (form, _Cue(row["role"], row["side"]))
            for row in lexicon.rows(language, "organising")
            for form in lexicon.forms(row["phrases"])
        ),
        language,
    )


def organising(
    view: View,
    setting: Setting,
    organisations: Sequence[Value[object]],
    places: Sequence[Value[object]],
    sentences: Sequence[Span],
) -> dict[str, list[Value[str]]]:
    """Names by role (`organiser`, `support`, `venue`), in text order; `sentences`: spans of the view."""
    named = [view.place(one.start, one.end) for one in organisations]
    located = [view.place(one.start, one.end) for one in places]
    told: dict[str, list[Value[str]]] = {"organiser": [], "support": [], "venue": []}
    cues = _cues(setting.language).find(view)
    for start, end in sentences:
        inside = [one for one in cues if start <= one.start < end and not _in_a_name(view, one.start, start)]
        for nth, cue in enumerate(inside):
            role = _role(cue, inside[:nth])
            if role not in told:
                continue
            stop = inside[nth + 1].start if nth + 1 < len(inside) else end
            for first, last in _names(view, cue, (start, stop), named, located):
                told[role].append(view.value(_words(view, first, last), first, last, _SURE))
    return told


def _in_a_name(view: View, at: int, start: int) -> bool:
    """A capital inside a sentence: "the Convention against Organized Crime" organises nothing."""
    return at > start and view.cased[at].isupper()


def _role(cue: Found[_Cue], before: Sequence[Found[_Cue]]) -> str:
    """The role of a cue; "together with" goes on with the organisers where the sentence names some."""
    if cue.value.role != "with":
        return cue.value.role
    return "organiser" if any(one.value.role == "organiser" for one in before) else "support"


def _words(view: View, start: int, end: int) -> str:
    return " ".join(view.value("", start, end).quote.split())


def _names(view: View, cue: Found[_Cue], sentence: Span, named: Sequence[Span], located: Sequence[Span]) -> list[Span]:
    if cue.value.side == "before":
        return _before(view, cue, sentence, named)
    limit = min(sentence[1], cue.end + _LONGEST * (4 if cue.value.role == "organiser" else 1))
    stop = _STOP.search(view.plain, cue.end, limit)
    limit = stop.start() if stop else limit
    if cue.value.role == "venue":
        return _first(view, (cue.end, limit), named)
    return [
        _without_article(view, piece)
        for piece in _pieces(view, (cue.end, limit), named, located)
        if _is_a_name(view, piece, named)
    ]


def _before(view: View, cue: Found[_Cue], sentence: Span, named: Sequence[Span]) -> list[Span]:
    """The organisations that end right before the cue; else capitalised words from the start of the clause."""
    near = [
        one for one in named if sentence[0] <= one[0] and one[1] <= cue.start and cue.start - one[1] <= _LONGEST // 4
    ]
    if near:
        last = near[-1]
        return [one for one in near if one[0] >= last[0] - _LONGEST]
    comma = max((m.end() for m in _COMMA.finditer(view.plain, sentence[0], cue.start)), default=sentence[0])
    piece = _without_article(view, (comma, len(view.plain[: cue.start].rstrip())))
    is_short = 0 < piece[1] - piece[0] <= _LONGEST // 3
    return [piece] if is_short and view.cased[piece[0]].isupper() else []


def _first(view: View, clause: Span, named: Sequence[Span]) -> list[Span]:
    """The venue: the organisation that stands first in the clause, else the capitalised words at its beginning."""
    for one in named:
        if clause[0] <= one[0] < clause[1] and one[0] - clause[0] <= len("  the new "):
            return [one]
    words = [word for word in view.words if clause[0] <= word.start and word.end <= clause[1]]
    run: list[Span] = []
    for word in words:
        if not run and word.plain == "the":
            continue
        if not view.cased[word.start].isupper() or (run and view.cased[run[-1][1] : word.start].strip(" -")):
            break
        run.append((word.start, word.end))
    return [(run[0][0], run[-1][1])] if run else []


def _pieces(view: View, clause: Span, named: Sequence[Span], located: Sequence[Span]) -> list[Span]:
    """The clause parted at commas and at an "and" that stands between two names, not inside one of them."""
    borders = [(m.start(), m.end()) for m in _COMMA.finditer(view.plain, *clause)]
    for found in _AND.finditer(view.plain, *clause):
        inside = any(start < found.start() and found.end() < end for start, end in named)
        after = view.plain[found.end() : clause[1]]
        if not _starts_name(view, found.end(), clause[1], named):
            continue
        only_place = any(
            start <= found.end() + 4 and end >= found.end() + len(after.rstrip()) for start, end in located
        )
        if not inside and not only_place and _is_name_before(view, clause, found.start(), located):
            borders.append((found.start(), found.end()))
    borders.sort()
    places = [clause[0], *(place for border in borders for place in border), clause[1]]
    pieces = [_stripped(view, piece) for piece in zip(places[::2], places[1::2], strict=True)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _is_name_before(view: View, clause: Span, end: int, located: Sequence[Span]) -> bool:
    """Whether what stands before an "and" can end a name: no place ("the Osh and Bishkek Academy")."""
    comma = max((m.end() for m in _COMMA.finditer(view.plain, clause[0], end)), default=clause[0])
    piece = _without_article(view, _stripped(view, (comma, end)))
    return not any(start <= piece[0] and piece[1] <= last for start, last in located) and piece[0] < piece[1]


def _starts_name(view: View, start: int, end: int, named: Sequence[Span]) -> bool:
    """Whether a name can begin here: an organisation found, or no small letter behind an article."""
    article = _ARTICLE.match(view.plain, start, end)
    first = article.end() if article else start
    if any(a in {first, start} for a, _ in named):
        return True
    return first < end and not view.cased[first].islower()


def _is_a_name(view: View, piece: Span, named: Sequence[Span]) -> bool:
    if any(start < piece[1] and piece[0] < end for start, end in named):
        return True
    start, end = _without_article(view, piece)
    return any(letter.isupper() for letter in view.cased[start:end]) or not view.cased[start:end].isascii()


def _without_article(view: View, piece: Span) -> Span:
    piece = _stripped(view, piece)
    article = _ARTICLE.match(view.plain, *piece)
    return (article.end(), piece[1]) if article else piece


def _stripped(view: View, piece: Span) -> Span:
    start, end = piece
    while start < end and not (view.plain[start].isalnum() or view.plain[start] in '"('):
        start += 1
    while end > start and not (view.plain[end - 1].isalnum() or view.plain[end - 1] in '")'):
        end -= 1
    return start, end
