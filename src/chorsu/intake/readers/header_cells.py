"""One header, over one row or several: which role its column has, and the unit and substance it names.

Owns the reading of the words, which are data (`data/headers.tsv`, `data/words.tsv`). Must not know rows or tables.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from chorsu.intake.readers.wordlists import header_words, plain, words
from chorsu.kernel.seizures import PERSONS
from chorsu.vocabulary.substances import find_substance
from chorsu.vocabulary.units import find_unit

__all__ = ["NOTHING", "SURE", "Said", "said_by", "split_unit", "unit_in_title"]

SURE = 0.6
MAX_TITLE = 300
MAX_HEADER = 120
"""Signs; longer cells are no headers."""
UNIT_PARTS = re.compile(r"[,(\[/;:]\s*([^,()\[\]/;:]+?)\s*[)\]]?\s*$|\b(?:in|en|в)\s+(\S+)\s*$|[_\s](\S+)\s*$")
BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,30})[)\]]")
NAMED_SURELY = frozenset({"name", "synonym", "spelling"})
UNDER_A_SUBSTANCE = 0.9
WORDS_OF_A_TOTAL = 4


class Said(NamedTuple):
    """What a header says: role (empty: nothing known), confidence 0 to 1, unit and substance as written.

    `guessed`: a column of quantities whose other words are not known; beside columns that name substances, one more.
    """

    role: str = ""
    confidence: float = 0.0
    unit: str = ""
    substance: str = ""
    guessed: bool = False


NOTHING = Said()


@lru_cache(maxsize=8192)
def said_by(parts: tuple[str, ...]) -> Said:
    """What a header of one or more parts says, the widest part (the upper row) first."""
    if not parts or any(len(part) > MAX_HEADER for part in parts):
        return NOTHING
    joined = plain(" ".join(parts))
    if len(parts) == 1 or joined in header_words():
        return _single(joined if len(parts) > 1 else parts[0])
    stacked, last, upper = _stacked(parts), _single(parts[-1]), said_by(parts[:-1])
    if stacked.role and (not stacked.guessed or last.role in {"", "quantity"}):
        return stacked
    above = upper if upper.role != "quantity" else NOTHING
    return last if last.role and last.confidence >= above.confidence else above


def _single(header: str) -> Said:
    text = plain(header)
    known = header_words()
    if text in known:
        return Said(*known[text])
    rest, unit = split_unit(header)
    if unit and rest in known and known[rest][0] == "quantity":
        return Said(*known[rest], unit)
    if found := _contained(text) or _misspelled(text):
        return Said(*found, unit, _substance_beside(text)) if found[0] == "quantity" else Said(*found)
    return _unheaded(header, text, rest, unit)


def _unheaded(header: str, text: str, rest: str, unit: str) -> Said:
    """A header without a word for a role: a total, a unit or a substance."""
    if _is_total(text):
        return Said("total", SURE, unit)
    if unit and names_substance(rest):
        return Said("quantity", 0.8, unit, rest)
    if find_unit(header):
        return Said("quantity", SURE, header.strip())
    return Said("quantity", SURE, "", header.strip()) if names_substance(header) else NOTHING


def _stacked(parts: tuple[str, ...]) -> Said:
    """A column of quantities under a header of several rows: "Изъято | героин | кг"."""
    found: dict[str, str] = {}
    for part in parts:
        said = _piece(part)
        if "other" in said:
            return NOTHING
        found |= said
    unit, substance, unknown = found.get("unit", ""), found.get("substance", ""), found.get("unknown", "")
    if substance:
        return Said("quantity", UNDER_A_SUBSTANCE if not unknown else 0.7, unit, substance)
    if "total" in found and (unit or "measured" in found):
        return Said("total", SURE, unit)
    if unknown and unit:
        return Said("quantity", 0.5, unit, unknown, guessed=True)
    return Said("quantity", _weight(parts, found), unit) if unit and "measured" in found else NOTHING


def _weight(parts: tuple[str, ...], found: dict[str, str]) -> float:
    """How sure a measured column is the one to read: the net weight before the gross one."""
    bare = " ".join(split_unit(part)[0] or plain(part) for part in parts)
    return header_words()[bare][1] if bare in header_words() and "net" in found else 0.9


def _piece(part: str) -> dict[str, str]:
    """What one row of a stacked header says: unit, substance, measure, total, another role, or unknown words."""
    rest, unit = split_unit(part)
    if find_unit(part) and not (unit and (rest in header_words() or names_substance(rest))):
        return {"unit": part.strip()}
    piece = rest if unit else plain(part)
    found = {"unit": unit} if unit else {}
    known = {
        "net": piece in words("net") and piece,
        "total": _is_total(piece) and piece,
        "substance": names_substance(piece) and piece,
    }
    for what, text in known.items():
        if text:
            return found | {what: text} | ({"measured": text} if what == "net" else {})
    said = _single(piece)
    if said.role == "quantity":
        own = {"unit": said.unit, "substance": said.substance}
        return found | {"measured": piece} | {key: value for key, value in own.items() if value}
    if said.role:
        return found if said.role == "substance" else {"other": said.role}
    return found | ({"unknown": piece} if piece else {})


def _is_total(text: str) -> bool:
    tokens = text.split()
    return any(" ".join(tokens[:length]) in words("total") for length in range(1, WORDS_OF_A_TOTAL + 1))


@lru_cache(maxsize=8192)
def names_substance(text: str) -> bool:
    """Whether a text names a substance or group surely, or the others ("прочие"), and not drugs in general."""
    if any(token in words("others") for token in plain(text).split()):
        return True
    match = find_substance(text) if text else None
    return match is not None and match.known and match.how in NAMED_SURELY


def _substance_beside(text: str) -> str:
    """The substance that stands beside a word for a quantity: "масса героина" → "героина"."""
    tokens = text.split()
    for length in range(len(tokens) - 1, 0, -1):
        for start in range(len(tokens) - length + 1):
            piece = " ".join(tokens[start : start + length])
            if not any(token in header_words() for token in (piece, *piece.split())) and names_substance(piece):
                return piece
    return ""


def unit_in_title(text: str) -> str:
    """The unit that a title says for the whole table: "(кг)", "в килограммах", "Unit: kg"; empty where it says none."""
    if len(text) > MAX_TITLE:
        return ""
    for inside in BRACKETS.findall(text):
        tokens = inside.split()
        tokens = tokens[1:] if tokens and plain(tokens[0]) in words("measured_in") else tokens
        if find_unit(" ".join(tokens)):
            return " ".join(tokens)
    before, colon, after = text.partition(":")
    if colon and header_words().get(plain(before), ("",))[0] == "unit" and find_unit(after.strip()):
        return after.strip()
    tokens = text.split()
    said = (word.strip(".,;)") for in_, word in pairwise(tokens) if plain(in_) in words("measured_in"))
    return next((word for word in said if len(word) > 1 and find_unit(word)), "")


def split_unit(header: str) -> tuple[str, str]:
    """Part a header: "Количество, кг" → ("количество", "кг"); without a unit behind it both are empty."""
    match = UNIT_PARTS.search(header.strip())
    if match is None:
        return "", ""
    unit = next(group for group in match.groups() if group).strip("()[]")
    return (plain(header[: match.start()]), unit) if find_unit(unit) else ("", "")


WHOLE = frozenset({"time", *PERSONS})
"""Roles that a header names as a whole or not at all: a date and time is a date, an age of minors no count of them."""


def _contained(text: str) -> tuple[str, float] | None:
    """The longest known phrase among the words of a header, surer at its ends and the more it covers."""
    tokens = text.split()
    known = header_words()
    for length in range(min(len(tokens) - 1, 6), 0, -1):
        found = []
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            if phrase in known and known[phrase][0] not in WHOLE and len(phrase) > 2:  # noqa: PLR2004 — "в", "no" say nothing inside a phrase
                role, weight = known[phrase]
                base = 0.7 if start in {0, len(tokens) - length} else 0.52
                found.append((role, weight * (base + 0.28 * len(phrase) / len(text))))
        if found:
            return max(found, key=lambda pair: pair[1])
    return None


def _misspelled(text: str) -> tuple[str, float] | None:
    """A header one slip away from a known one of six letters or more."""
    if len(text) < 6:  # noqa: PLR2004 — a slip in a short word makes another word
        return None
    near = {
        role: weight
        for phrase, (role, weight) in header_words().items()
        if role not in WHOLE
        and abs(len(phrase) - len(text)) <= 1
        and DamerauLevenshtein.distance(phrase, text, score_cutoff=1) <= 1
    }
    return (
        max(((role, weight * 0.8) for role, weight in near.items()), key=lambda pair: pair[1])
        if len(near) == 1
        else None
    )
