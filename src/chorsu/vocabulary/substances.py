"""The substance tree (UNODC groups, substances, forms): look-up by name, labels, distance, plausible amounts.

Owns nothing but the reading of its data files; must not name a substance.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from chorsu.kernel.errors import InputError
from chorsu.vocabulary.loader import listed, read_table
from chorsu.vocabulary.lookup import LONGEST, Entry, NameIndex
from chorsu.vocabulary.substance_search import Found, search

__all__ = [
    "Substance",
    "SubstanceMatch",
    "ancestors",
    "distance",
    "find_substance",
    "group_codes",
    "label",
    "plausible_max",
    "scale",
    "substance",
    "substances",
    "written_names",
]

_FILES = (
    "substances_groups.tsv",
    "substances_cannabis.tsv",
    "substances_coca.tsv",
    "substances_opioids.tsv",
    "substances_stimulants.tsv",
    "substances_hallucinogens.tsv",
    "substances_sedatives.tsv",
    "substances_nps.tsv",
    "substances_precursors.tsv",
    "substances_other.tsv",
)


@dataclass(frozen=True, slots=True)
class Substance:
    """One node of the tree: a group, a class in it, a substance or a form of one.

    `cas` is a CAS registry number, `hs` a heading of the Harmonized System (2022), `schedule` a schedule of the 1961 or
    1971 convention or a table of the 1988 convention (`1961-I`, `1971-II`, `1988-I`; several joined by `,`), each empty
    where not known; `valid_from` a year or date. `known` is false for catch-alls such as "Other".
    """

    code: str
    parent: str | None
    group: str
    level: str
    kind: str
    names: dict[str, str]
    cas: str
    hs: str
    schedule: str
    valid_from: str
    source: str
    known: bool


@dataclass(frozen=True, slots=True)
class SubstanceMatch:
    """What a written name was read as.

    `how`: `name`, `synonym`, `spelling`, `street`, `family` (a designation whose family is known, read as its class) or
    `fuzzy`. `form`: code of the form, where the text names one (a node of the tree, or a physical form of `forms.tsv`).
    `known`: the code says what it is; false for catch-alls.
    """

    code: str
    how: str
    form: str | None
    known: bool


@functools.cache
def _tree() -> dict[str, Substance]:
    tree: dict[str, Substance] = {}
    for name in _FILES:
        for row in read_table(name):
            parent = row["parent"] or None
            if row["code"] in tree or (parent is not None and parent not in tree):
                raise InputError(f"code {row['code']} comes twice or before its parent", where=name)
            tree[row["code"]] = Substance(
                code=row["code"],
                parent=parent,
                group=tree[parent].group if parent else row["code"],
                level=row["level"],
                kind=row["kind"],
                names={"en": row["en"], "ru": row["ru"]},
                cas=row["cas"],
                hs=row["hs"],
                schedule=row["schedule"],
                valid_from=row["valid_from"],
                source=row["source"],
                known=row["level"] != "catch-all",
            )
    return tree


@functools.cache
def written_names() -> tuple[Entry, ...]:
    """All names of all nodes, best kind first: for readers that look for names inside running text."""
    rows = [row for name in _FILES for row in read_table(name)]
    entries = [Entry(row[lang], row["code"], "name") for row in rows for lang in ("en", "ru") if row[lang]]
    entries += [Entry(name, row["code"], "synonym") for row in rows for name in listed(row["synonyms"])]
    for row in read_table("substance_names.tsv"):
        substance(row["code"])
        entries += [Entry(name, row["code"], row["how"]) for name in listed(row["names"])]
    return tuple(entries)


@functools.cache
def _index() -> NameIndex:
    return NameIndex(written_names())


def find_substance(text: str) -> SubstanceMatch | None:
    """The substance that `text` names, in any case, script and punctuation; `None` where it names none we know."""
    return _find(text) if 0 < len(text) <= LONGEST else None


@functools.lru_cache(maxsize=16384)
def _find(text: str) -> SubstanceMatch | None:
    found = search(text, _index(), ancestors)
    if found is None:
        return None
    return _match(found)


def _match(found: Found) -> SubstanceMatch:
    node = substance(found.code)
    form = node.code if node.level == "form" else found.form
    return SubstanceMatch(code=node.code, how=found.how, form=form, known=node.known)


def substance(code: str) -> Substance:
    """The node with this code.

    Raises:
        InputError: no such code.
    """
    try:
        return _tree()[code]
    except KeyError:
        raise InputError(f"no substance has the code {code!r}") from None


def substances() -> tuple[Substance, ...]:
    """All nodes of the tree, parents before children."""
    return tuple(_tree().values())


def ancestors(code: str) -> tuple[str, ...]:
    """Codes from the parent of `code` up to its group; empty for a group."""
    found = []
    parent = substance(code).parent
    while parent is not None:
        found.append(parent)
        parent = _tree()[parent].parent
    return tuple(found)


def distance(a: str, b: str) -> int:
    """Steps between two nodes of the tree: 0 for the same, 1 for parent and child; groups meet at a common root."""
    up_a, up_b = (a, *ancestors(a)), (b, *ancestors(b))
    for steps, code in enumerate(up_a):
        if code in up_b:
            return steps + up_b.index(code)
    return len(up_a) + len(up_b)


def label(code: str, lang: str) -> str:
    """The name of a node for readers of `lang`; English where there is none."""
    names = substance(code).names
    return names.get(lang) or names["en"]


@functools.cache
def _scale() -> dict[str, int]:
    return {row["group"]: int(row["scale"]) for row in read_table("substance_colours.tsv")}


def group_codes() -> tuple[str, ...]:
    """Codes of the groups in the order in which charts and legends show them."""
    return tuple(_scale())


def scale(code: str) -> int:
    """The number on the one colour-blind-safe scale of the group that `code` belongs to, 1 to 10; 10 is grey."""
    return _scale()[substance(code).group]


@functools.cache
def _ceilings() -> dict[tuple[str, str], float]:
    return {(row["code"], row["unit"]): float(row["max"]) for row in read_table("plausible.tsv")}


def plausible_max(code: str, unit: str) -> float | None:
    """The amount in base unit `unit` above which one seizure of `code` is flagged; `None` where none is stated.

    The nearest statement up the tree counts.
    """
    ceilings = _ceilings()
    return next((ceilings[step, unit] for step in (code, *ancestors(code)) if (step, unit) in ceilings), None)
