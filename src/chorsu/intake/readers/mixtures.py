"""Several drugs in one cell: "героин 1,2 кг, гашиш 300 г" becomes each substance with its own quantity.

Owns how names and quantities of one text belong together. What a name or a unit is, the vocabulary says.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.readers.amounts import unit_of
from chorsu.intake.readers.header_cells import names_substance
from chorsu.intake.readers.numbers import NUMBER, fold
from chorsu.intake.readers.quantities import Part, read_quantity, scaled
from chorsu.intake.readers.spelled import digits_for_words
from chorsu.intake.readers.wordlists import plain, signs, words
from chorsu.vocabulary.substances import find_substance

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["SEPARATORS", "Portion", "listed", "portions", "states_amount"]

MAX_TEXT = 600
MOST = 12
SEPARATORS = re.compile(r"\s*(?:;|\n|\||\s/\s|(?<!\d)/|/(?!\d)|,\s|[+&])\s*")
PARTS = re.compile(r"\s*(?:;|\n|\||,(?!\d)|[+&/](?!\d)|\.\s+(?=[^\W\d_]{3}))\s*")
"""Signs between the substances of a list with quantities; a full stop may end a unit ("г.") or a sentence."""
EDGES = " \t.,;:()[]{}«»\"'=+&/|*•–—-"
ENUMERATOR = re.compile(r"(?:^|(?<=[\s;]))\d{1,2}[.)]\s*(?=[^\W\d_])")
ELISION = re.compile(r"^[dl]['’](?=\w)")
LEADS_ON = re.compile(r"(?:\d[\d.,]*\s*[x×*–—-]\s*)+$")
"""A number that another one follows: "2 x 500 g", "0.5 - 0.7 kg"."""
BREAKS = re.compile(r"\s*[\r\n]+\s*")
WORDS_OF_NOISE = 4


class Portion(NamedTuple):
    """A substance as written and the parts of its quantity; how the numbers were read."""

    name: str
    parts: tuple[Part, ...]
    flags: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()


@lru_cache(maxsize=16_384)
def portions(text: str, decimal: str | None, fallback: str) -> tuple[Portion, ...]:
    """The substances of a text with their quantities; empty where it is no such list, or no name in it is known.

    The name stands before its quantity ("героин 1 кг, гашиш 3 г") or behind it ("1 кг героина и 3 г гашиша").
    """
    if not text or len(text) > MAX_TEXT:
        return ()
    flat = digits_for_words(fold(ENUMERATOR.sub("; ", BREAKS.sub("; ", text))), unit_of)
    if not any(sign.isdigit() for sign in flat):
        return ()
    found = _by_segments(flat, decimal, fallback) or _by_gaps(flat, decimal, fallback)
    return tuple(found) if any(_known(portion.name) for portion in found) else ()


@lru_cache(maxsize=16_384)
def states_amount(text: str) -> bool:
    """Whether a text has a number with a unit that is no strength of a dose."""
    spans = _spans(digits_for_words(fold(text), unit_of)) if len(text) <= MAX_TEXT else []
    return any(plain(span.unit) not in words("strength") for span in spans)


class _Span(NamedTuple):
    """Where a number and its unit stand."""

    start: int
    end: int
    unit: str


def _spans(text: str) -> list[_Span]:
    """The numbers of a text that a unit follows."""
    matches = list(NUMBER.finditer(text))
    if len(matches) > 2 * MOST:
        return []
    found: list[_Span] = []
    for nth, match in enumerate(matches):
        end = matches[nth + 1].start() if nth + 1 < len(matches) else len(text)
        if measured := _unit(text[match.end() : end]):
            found.append(_Span(match.start(), match.end() + measured[0], measured[1]))
    return found


def _unit(after: str) -> tuple[int, str] | None:
    """The unit that a text begins with: the length of it, and the unit as written."""
    tokens = list(re.finditer(r"[^\s,;:+&/|()\[\]]+", after))[:4]
    for length in range(len(tokens), 0, -1):
        piece = after[: tokens[length - 1].end()]
        bare = piece.strip(" (")
        if re.search(r"[,;:+&/|()\[\]]", bare) or plain(tokens[length - 1][0]) in words("join"):
            continue
        unit, times = scaled(bare, unit_of)
        if unit and unit_of(unit) and (times != 1.0 or unit_of(bare)):
            return len(piece), unit
    return None


def _by_segments(text: str, decimal: str | None, fallback: str) -> list[Portion]:
    """One substance in each part between signs and joining words; a part without a name belongs to the one before."""
    joiners = "|".join(re.escape(word) for word in sorted(words("join"), key=len, reverse=True) if word)
    pieces = [piece for part in PARTS.split(text) for piece in re.split(rf"\s(?:{joiners})(?=\s)", f" {part} ")]
    found: list[Portion] = []
    for piece in (piece.strip() for piece in pieces):
        spans = _spans(piece)
        if not spans:
            if piece.strip(EDGES):
                return []
            continue
        start, end = _from(piece, spans[0].start), spans[-1].end
        read = read_quantity(piece[start:end].strip(), knows_unit=unit_of, decimal=decimal, fallback=fallback)
        before, after = _name(piece[:start]), _name(piece[end:])
        name = before if before and (not after or _known(before)) else after
        between = any(_name(piece[one.end : other.start]) for one, other in pairwise(spans))
        if read.reason or between or (not name and not found) or _holds_amount(name):
            return []
        if name:
            found.append(Portion(name, read.parts, read.flags, read.changes))
        else:
            last = found.pop()
            flags, changes = (*last.flags, *read.flags), (*last.changes, *read.changes)
            found.append(Portion(last.name, (*last.parts, *read.parts), flags, changes))
    return found if len(found) <= MOST else []


def _from(text: str, start: int) -> int:
    """Where a quantity begins: with the number that leads on to the first one with a unit, and with its hedge."""
    leading = LEADS_ON.search(text[:start])
    start = leading.start() if leading else start
    for hedge in signs("approximate"):
        if hedge and text[:start].casefold().rstrip().endswith(f" {hedge}"):
            return len(text[:start].rstrip()) - len(hedge)
    return start


def _by_gaps(text: str, decimal: str | None, fallback: str) -> list[Portion]:
    """The names between quantities where no sign parts them: "героин 1 кг гашиш 300 г"."""
    spans = _spans(text)
    if not spans:
        return []
    edges = [0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)]
    gaps = [_name(text[start:end]) for start, end in zip(*edges, strict=True)]
    if any(_holds_amount(gap) for gap in gaps) or bool(gaps[0]) == bool(gaps[-1]):
        return []
    named = [nth for nth, gap in enumerate(gaps) if gap]
    bounds = zip(named, [*named[1:], len(spans)], strict=True) if gaps[0] else zip([0, *named[:-1]], named, strict=True)
    found = []
    for name, (first, last) in zip((gaps[nth] for nth in named), bounds, strict=True):
        quantity = text[spans[first].start : spans[last - 1].end]
        read = read_quantity(quantity, knows_unit=unit_of, decimal=decimal, fallback=fallback)
        if read.reason:
            return []
        found.append(Portion(name, read.parts, read.flags, read.changes))
    return found


def _name(gap: str) -> str:
    """The name in a text beside a quantity: without signs, joining words and words such as "весом" or "изъято"."""
    tokens = gap.strip(EDGES).split()
    noise = words("net") | words("join") | words("times") | signs("approximate")
    while length := _noise_at(tokens, noise):
        tokens = tokens[length:]
    while length := _noise_at(tokens[::-1], noise, turned=True):
        tokens = tokens[: len(tokens) - length]
    return ELISION.sub("", " ".join(tokens).strip(EDGES))


def _noise_at(tokens: Sequence[str], noise: AbstractSet[str], *, turned: bool = False) -> int:
    """How many words at the beginning say nothing (of the text turned round, where `turned`)."""
    for length in range(min(len(tokens), WORDS_OF_NOISE), 0, -1):
        piece = tokens[:length][::-1] if turned else tokens[:length]
        if (text := plain(" ".join(piece))) in noise or not text:
            return length
    return 0


def _holds_amount(name: str) -> bool:
    """Whether a name still holds a number that is no part of it: nothing is left in a name that was a quantity."""
    return bool(NUMBER.search(name)) and (bool(_spans(name)) or not _known(name))


def _known(name: str) -> bool:
    match = find_substance(name) if name else None
    return match is not None and match.known


@lru_cache(maxsize=16_384)
def listed(text: str) -> tuple[str, ...]:
    """The substances that a text lists without quantities ("героин, гашиш"); empty where it names fewer than two."""
    if len(text) > MAX_TEXT:
        return ()
    joiners = "|".join(re.escape(word) for word in sorted(words("join"), key=len, reverse=True))
    pieces = [
        piece.strip(EDGES) for part in SEPARATORS.split(text) for piece in re.split(rf"\s(?:{joiners})\s", f" {part} ")
    ]
    pieces = [piece for piece in pieces if piece]
    several = 1 < len(pieces) <= MOST and all(names_substance(piece) for piece in pieces)
    return tuple(pieces) if several else ()
