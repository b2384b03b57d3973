# ruff: noqa: S311 — draws with a fixed seed
"""Messy workbooks of invented seizures, by a seed, with the truth of every row: what must be read, and what refused.

Each workbook has its own language, layout and traps. The truth is written beside the cells, never read off them.
"""

__all__ = ["TRAPS", "Messy", "messy_workbook", "messy_workbooks"]

import random
from collections import Counter
from dataclasses import dataclass, field

import xlsxwriter
from tests.builders.messy_long import LongTable
from tests.builders.messy_wide import TurnedTable, WideTable
from tests.builders.messy_words import LANGUAGES

LAYOUTS = ("long", "wide", "turned")
TRAPS = (
    "title", "notes_above", "footnotes", "merged_labels", "merged_title", "shared_quantity", "contested_quantity",
    "subtotals", "wordless_sums", "several_drugs", "spelled", "mixed_dates", "date_ranges", "months_only", "shuffled",
    "other_sheet", "second_table", "repeated_header", "blank_rows", "bad_rows", "numbered_columns", "text_numbers",
)  # fmt: skip
SHARE = 0.45
"""How likely a trap is in a workbook that is not made for it."""


@dataclass
class Messy:
    """One workbook: what it was made of, and the truth."""

    seed: int
    language: str
    layout: str
    traps: frozenset[str]
    lots: Counter = field(default_factory=Counter)
    """(sheet, row, date, substance, quantity in base units or None, unit) → how often."""
    refused: set = field(default_factory=set)
    """(sheet, row) of the rows that nobody can read."""
    made: Counter = field(default_factory=Counter)
    """Trap → how often it was laid."""
    rows: Counter = field(default_factory=Counter)
    """Sheet → rows that it has (columns where the table lies on its side)."""


def messy_workbooks(seed, folder, count=20):
    """That many workbooks, (path, truth); every trap, layout and language occurs, every trap at least twice."""
    order = random.Random(seed)
    languages = list(LANGUAGES)
    order.shuffle(languages)
    for nth in range(count):
        must = {TRAPS[(2 * nth + k) % len(TRAPS)] for k in range(4)}
        path = folder / f"messy-{seed}-{nth}.xlsx"
        yield (
            path,
            messy_workbook(
                path, seed * 1_000 + nth, languages[nth % len(languages)], LAYOUTS[nth % len(LAYOUTS)], must
            ),
        )


def messy_workbook(path, seed, language, layout, must=frozenset()):
    """Write one workbook; its truth."""
    chance = random.Random(seed)
    traps = frozenset(must | {trap for trap in TRAPS if chance.random() < SHARE})
    truth = Messy(seed, language, layout, traps)
    with xlsxwriter.Workbook(path) as book:
        if "other_sheet" in traps:
            _other_sheet(book, truth, chance)
        for name in ("Лист1", "Sheet 2")[: 1 + (chance.random() < 0.4)]:
            writer = {"long": LongTable, "wide": WideTable, "turned": TurnedTable}[layout]
            writer(book.add_worksheet(name), name, truth, chance).write()
    return truth


def _other_sheet(book, truth, chance):
    sheet = book.add_worksheet("Справочник")
    lines = [["Код", "Значение"], ["1", "героин"], ["2", "гашиш"]][: chance.randint(2, 3)]
    for row, line in enumerate(lines):
        sheet.write_row(row, 0, line)
    truth.rows["Справочник"] = len(lines)
    truth.made["other_sheet"] += 1
