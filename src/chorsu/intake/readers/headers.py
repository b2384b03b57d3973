"""Headers: which row is the header of a table and what each column holds, from a data file of header words.

English and Russian first. A unit in a header ("Количество, кг") is the unit of its column.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from chorsu.intake.readers.maps import EXAMPLE, ROLES, MapFile, load_map
from chorsu.intake.readers.wordlists import header_words, plain
from chorsu.kernel.errors import InputError
from chorsu.vocabulary.units import find_unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from chorsu.intake.readers.delimited import Line

__all__ = ["MAX_COLUMNS", "Column", "Layout", "load_map", "no_table", "recognise"]

SEARCHED = 60
"""Rows from the top among which the header is looked for."""
LOOKED_AT = 1_000
SURE = 0.6
MAX_COLUMNS = 1_024
"""Wider rows are no rows of a table of seizures."""
MAX_HEADER = 120
"""Signs; longer cells are no headers."""
UNIT_PARTS = re.compile(r"[,(\[/;:]\s*([^,()\[\]/;:]+?)\s*[)\]]?\s*$|\b(?:in|в)\s+(\S+)\s*$|[_\s](\S+)\s*$")


@dataclass(frozen=True, slots=True)
class Column:
    """One column with a role; `unit` is the unit its header names, as written."""

    index: int
    header: str
    confidence: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table's columns hold. `header_row` is its number from 1, 0 where the map says there is none."""

    header_row: int
    width: int
    roles: Mapping[str, Column]
    quantities: tuple[Column, ...] = ()
    """All columns of quantities: one, or several with a unit each in their headers."""
    headers: tuple[str, ...] = ()
    seen: frozenset[str] = field(default_factory=frozenset)
    """Roles seen in the header that are none of a seizure's (`period`)."""


def recognise(rows: Sequence[Line], mapping: MapFile | None = None) -> Layout | None:
    """The layout that the first rows of a table show, or None when no row is the header of a table of seizures.

    A table of seizures has at least a date and a substance; the map may say the substance for the whole file.

    Raises:
        InputError: the map file names a column that the table does not have.
    """
    rows = [line for line in rows[:LOOKED_AT] if len(line.cells) <= MAX_COLUMNS]
    if mapping is not None and mapping.columns:
        return _mapped(rows, mapping)
    best, best_score = None, 0.0
    told = mapping.header_row if mapping else None
    for line in rows[:SEARCHED] if told is None else [line for line in rows if line.number == told]:
        if not line.fault and _complete(layout := _layout(line), mapping):
            score = sum(column.confidence for column in layout.roles.values())
            if score > best_score + 0.5:
                best, best_score = layout, score
    return best


def _complete(layout: Layout, mapping: MapFile | None) -> bool:
    what = "substance" in layout.roles or (mapping is not None and mapping.substance and layout.quantities)
    return "date" in layout.roles and bool(what)


def _layout(line: Line) -> Layout:
    """The roles that one row's cells name."""
    found = [(index, header, _role_of(header)) for index, header in enumerate(line.cells) if header.strip()]
    roles: dict[str, Column] = {}
    for index, header, (role, confidence, unit) in found:
        if confidence >= SURE and (role not in roles or roles[role].confidence < confidence):
            roles[role] = Column(index, header.strip(), confidence, unit)
    others = frozenset(role for role in roles if role not in ROLES)
    quantities = _quantities(roles, found)
    return Layout(
        line.number,
        _width(line.cells),
        {role: column for role, column in roles.items() if role in ROLES},
        quantities,
        tuple(cell.strip() for cell in line.cells),
        others,
    )


def _width(cells: Sequence[str]) -> int:
    return max((index + 1 for index, cell in enumerate(cells) if cell.strip()), default=0)


def _quantities(
    roles: Mapping[str, Column], found: list[tuple[int, str, tuple[str, float, str]]]
) -> tuple[Column, ...]:
    """One column where a column of units stands beside it; else each column that names its own, different unit."""
    if "quantity" not in roles:
        return ()
    if "unit" in roles or not roles["quantity"].unit:
        return (roles["quantity"],)
    by_unit: dict[str, Column] = {}
    for index, header, (role, confidence, unit) in found:
        if role == "quantity" and unit and confidence >= SURE and (known := find_unit(unit)):
            by_unit.setdefault(known.code, Column(index, header.strip(), confidence, unit))
    return tuple(by_unit.values())


@lru_cache(maxsize=4096)
def _role_of(header: str) -> tuple[str, float, str]:
    """Role, confidence and unit of one header; role empty when it says nothing known."""
    if len(header) > MAX_HEADER:
        return "", 0.0, ""
    text = plain(header)
    words = header_words()
    if text in words:
        return *words[text], ""
    rest, unit = _split_unit(header)
    if unit and rest in words and words[rest][0] == "quantity":
        return *words[rest], unit
    found = _contained(text) or _misspelled(text)
    if found:
        return *found, unit if found[0] == "quantity" else ""
    return ("quantity", SURE, header.strip()) if find_unit(header) else ("", 0.0, "")


def _split_unit(header: str) -> tuple[str, str]:
    """Part a header: "Количество, кг" → ("количество", "кг"); without a unit behind it both are empty."""
    match = UNIT_PARTS.search(header.strip())
    if match is None:
        return "", ""
    unit = next(group for group in match.groups() if group)
    return (plain(header[: match.start()]), unit) if find_unit(unit) else ("", "")


def _contained(text: str) -> tuple[str, float] | None:
    """The longest known phrase among the words of a header, surer at its ends and the more it covers."""
    tokens = text.split()
    words = header_words()
    for length in range(min(len(tokens) - 1, 6), 0, -1):
        for start in range(len(tokens) - length + 1):
            phrase = " ".join(tokens[start : start + length])
            if phrase in words and len(phrase) > 2:  # noqa: PLR2004 — "в", "no" say nothing inside a phrase
                role, weight = words[phrase]
                base = 0.7 if start in {0, len(tokens) - length} else 0.52
                return role, weight * (base + 0.28 * len(phrase) / len(text))
    return None


def _misspelled(text: str) -> tuple[str, float] | None:
    """A header one slip away from a known one of six letters or more."""
    if len(text) < 6:  # noqa: PLR2004 — a slip in a short word makes another word
        return None
    near = {
        role: weight
        for phrase, (role, weight) in header_words().items()
        if abs(len(phrase) - len(text)) <= 1 and DamerauLevenshtein.distance(phrase, text, score_cutoff=1) <= 1
    }
    return (
        max(((role, weight * 0.8) for role, weight in near.items()), key=lambda pair: pair[1])
        if len(near) == 1
        else None
    )


def _mapped(rows: Sequence[Line], mapping: MapFile) -> Layout:
    """The layout that a map tells; roles that it leaves out are taken from the header where that names them."""
    line = _mapped_header(rows, mapping)
    headers = tuple(cell.strip() for cell in line.cells) if line else ()
    told = {role: _told_column(role, named, headers, mapping) for role, named in mapping.columns.items()}
    layout = _layout(line) if line else Layout(0, 0, {})
    taken = {column.index for column in told.values()} | {number - 1 for number in mapping.ignored}
    roles = {role: column for role, column in layout.roles.items() if column.index not in taken} | told
    quantities = layout.quantities if "quantity" not in told else (told["quantity"],)
    quantities = tuple(column for column in quantities if column.index not in taken or "quantity" in told)
    layout = Layout(layout.header_row, layout.width, roles, quantities, headers)
    if not _complete(layout, mapping):
        raise InputError("a map needs at least a date and a substance", where=mapping.where)
    return layout


def _told_column(role: str, named: str | int, headers: Sequence[str], mapping: MapFile) -> Column:
    by_name = {plain(header): index for index, header in reversed(list(enumerate(headers)))}
    index = named - 1 if isinstance(named, int) else by_name.get(plain(named), -1)
    if index < 0 or (headers and index >= len(headers)):
        raise InputError(
            f"the table has no column {named!r}, which the map names for {role}",
            where=mapping.where,
            to_do="its columns: " + (_seen(headers) or "without a header, by number only"),
        )
    header = headers[index] if headers else f"column {index + 1}"
    return Column(index, header, 1.0, _split_unit(header)[1] if role == "quantity" else "")


def _mapped_header(rows: Sequence[Line], mapping: MapFile) -> Line | None:
    """The row that the map calls the header, or the first that holds all headers it names, or the fullest."""
    if mapping.header_row is not None:
        return next((line for line in rows if line.number == mapping.header_row), None)
    named = {plain(column) for column in mapping.columns.values() if isinstance(column, str)}
    filled = [(sum(bool(cell.strip()) for cell in line.cells), line) for line in rows[:SEARCHED]]
    whole = (line for count, line in filled if count and named <= {plain(cell) for cell in line.cells})
    return next(whole, None) or max(filled, key=lambda pair: pair[0], default=(0, None))[1]


def _seen(headers: Sequence[str]) -> str:
    shown = [repr(" ".join(header.split())[:40]) for header in headers if header.strip()]
    return ", ".join(shown[:12]) + (f" and {len(shown) - 12} more" if len(shown) > 12 else "")  # noqa: PLR2004


def no_table(rows: Sequence[Line], where: str) -> InputError:
    """The error for a table without a recognised header: what was seen, and how to write a map."""
    widest = max((len(line.cells) for line in rows[:SEARCHED]), default=0)
    if widest > MAX_COLUMNS:
        return InputError(
            f"a table of {widest:,} columns; at most {MAX_COLUMNS:,} are read",
            where=where,
            to_do="keep the columns of the seizures and hand it in again",
        )
    lines = [(line, _layout(line)) for line in rows[:SEARCHED] if not line.fault]
    line, layout = max(lines, key=lambda pair: (len(pair[1].roles), pair[1].width), default=(None, None))
    if line is None or layout is None or not layout.width:
        return InputError("the table is empty", where=where)
    where = f"{where}: row {line.number}"
    missing = "no column of a seizure date" if "date" not in layout.roles else "no column of a substance"
    if "date" not in layout.roles and "period" in layout.seen:
        missing += ", but of a period: a statistical return (totals), not single seizures"
    to_do = f"seen: {_seen(layout.headers)}; if it is one, write a map: {EXAMPLE}, and give it with --map"
    return InputError(missing, where=where, to_do=to_do)
