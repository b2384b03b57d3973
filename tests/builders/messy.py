# ruff: noqa: S311 — draws with a fixed seed
"""Messy workbooks of invented seizures, by a seed, with the truth of every row: what must be read, and what refused.

Each workbook has its own language, layout and traps. The truth is written beside the cells, never read off them.
"""

__all__ = ["TRAPS", "Messy", "messy_workbook", "messy_workbooks"]

import datetime as dt
import random
from collections import Counter
from dataclasses import dataclass, field

import xlsxwriter
from tests.builders.messy_dates import write_date
from tests.builders.messy_words import LANGUAGES, NOTES

PLACES = ("Ош", "Termez", "Алматы", "Хорог", "Samarkand", "Бишкек", "Душанбе", "Ashgabat")
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
            writer = {"long": _Long, "wide": _Wide, "turned": _Turned}[layout]
            writer(book.add_worksheet(name), name, truth, chance).write()
    return truth


def _other_sheet(book, truth, chance):
    sheet = book.add_worksheet("Справочник")
    lines = [["Код", "Значение"], ["1", "героин"], ["2", "гашиш"]][: chance.randint(2, 3)]
    for row, line in enumerate(lines):
        sheet.write_row(row, 0, line)
    truth.rows["Справочник"] = len(lines)
    truth.made["other_sheet"] += 1


class _Table:
    """What the three layouts share."""

    def __init__(self, sheet, name, truth, chance):
        self.sheet, self.name, self.truth, self.chance = sheet, name, truth, chance
        self.words = LANGUAGES[truth.language]
        self.traps, self.row = truth.traps, 0
        self.block, self.grand = 0, 0

    def laid(self, trap):
        self.truth.made[trap] += 1

    def pick(self, role):
        return self.chance.choice(self.words.headers[role])

    def day(self):
        return dt.date(2021, 1, 1) + dt.timedelta(days=self.chance.randint(0, 1500))

    def substance(self):
        code = self.chance.choice(list(self.words.substances))
        return code, self.chance.choice(self.words.substances[code])

    def grams(self):
        """A whole number of grams, so that sums are exact."""
        return self.chance.randint(1, 40_000)

    def number(self, value):
        """A number as a cell holds it: as a number, or as text with the language's decimal sign."""
        if "text_numbers" in self.traps and self.chance.random() < 0.5:
            self.laid("text_numbers")
            return f"{value:.12g}".replace(".", self.words.decimal)
        return value

    def truth_of(self, day, code, quantity, unit, row=None):
        at = (self.row if row is None else row) + 1
        self.truth.lots[self.name, at, day, code, None if quantity is None else round(quantity, 6), unit] += 1

    def close(self):
        self.truth.rows[self.name] = self.row

    def line(self, *cells, at=0):
        for column, cell in enumerate(cells, at):
            if cell not in ("", None):
                self.sheet.write(self.row, column, cell)
        self.row += 1

    def above(self, width):
        if "title" in self.traps:
            self.laid("title")
            title = f"Сводка {self.chance.randint(1, 99)}"
            if "merged_title" in self.traps:
                self.laid("merged_title")
                self.sheet.merge_range(self.row, 0, self.row, width - 1, title)
                self.row += 1
            else:
                self.line(title)
        if "notes_above" in self.traps:
            self.laid("notes_above")
            self.line("Составил: дежурный (пример)")
            self.row += 1

    def below(self):
        if "footnotes" in self.traps:
            self.laid("footnotes")
            self.row += self.chance.randint(0, 1)
            self.line(self.chance.choice(NOTES))


class _Long(_Table):
    """One lot a row."""

    def write(self):
        self.roles = ["date", "place", "substance", "quantity", "unit"]
        self.own_unit = self.chance.random() < 0.3
        if self.own_unit:
            self.roles.remove("unit")
        if "shuffled" in self.traps:
            self.laid("shuffled")
            self.chance.shuffle(self.roles)
        self.above(len(self.roles))
        self.header()
        for left in reversed(range(self.chance.randint(3, 6))):
            self.group(left)
        if "second_table" in self.traps:
            self.laid("second_table")
            self.row += 1
            self.header()
            self.begin_anew()
            self.plain_row()
        self.below()
        self.close()

    def header(self):
        self.titles = {role: self.pick(role) for role in self.roles}
        self.line(*self.titles.values())
        if "numbered_columns" in self.traps:
            self.laid("numbered_columns")
            self.line(*(str(n + 1) for n in range(len(self.roles))))

    def begin_anew(self):
        self.block = self.grand = 0

    def put(self, row, role, value):
        if role in self.roles and value not in ("", None):
            self.sheet.write(row, self.roles.index(role), value)

    def group(self, left):
        """A few rows of one kind, with a subtotal behind them."""
        kinds = {
            "merged_labels": self.merged_rows, "shared_quantity": self.shared_rows,
            "contested_quantity": self.contested_rows, "several_drugs": self.several_row, "spelled": self.spelled_row,
            "bad_rows": self.bad_row,
        }  # fmt: skip
        mine = [trap for trap in kinds if trap in self.traps]
        self.block = 0
        since, counted = self.row, self.grand
        self.plain_row()
        self.plain_row()
        for trap in mine:
            if self.chance.random() < 0.6:
                self.laid(trap)
                kinds[trap]()
        if "repeated_header" in self.traps and self.chance.random() < 0.4:
            self.laid("repeated_header")
            self.line(*self.titles.values())
        if "blank_rows" in self.traps and left and self.chance.random() < 0.5:
            self.laid("blank_rows")
            self.row += 1
        if self.row > since and self.grand > counted:
            self.total()

    def total(self):
        """A total of the block in kilograms, by a word or by its sum alone."""
        kilograms = self.block / 1000
        if "wordless_sums" in self.traps and self.chance.random() < 0.5:
            self.laid("wordless_sums")
            self.put(self.row, "place", "По всем постам")
        elif "subtotals" in self.traps:
            self.laid("subtotals")
            column = self.roles.index("substance" if self.chance.random() < 0.5 else "place")
            self.sheet.write(self.row, column, self.chance.choice(self.words.totals))
        else:
            return
        self.quantity(self.row, kilograms * 1000, exact=True)
        self.row += 1

    def quantity(self, row, grams, *, exact=False):
        """Write a mass: with the unit in its column, or in the cell itself."""
        unit = self.chance.choice(list(self.words.units))
        factor = self.words.units[unit][0]
        value = round(grams / 1000 / factor, 6)
        if self.own_unit:
            self.put(row, "quantity", f"{value:.12g}".replace(".", self.words.decimal) + f" {unit}")
        else:
            self.put(row, "quantity", value if exact else self.number(value))
            self.put(row, "unit", unit)

    def plain_row(self):
        code, name = self.substance()
        day = write_date(self, self.row, self.day())
        self.put(self.row, "place", self.chance.choice(PLACES))
        self.put(self.row, "substance", name)
        grams = self.grams()
        self.quantity(self.row, grams)
        self.counted(day, code, grams)
        self.row += 1

    def counted(self, day, code, grams, row=None):
        self.truth_of(day, code, grams / 1000, "kg", row)
        self.block += grams
        self.grand += grams

    def merge(self, role, count, value):
        column = self.roles.index(role)
        self.sheet.merge_range(self.row, column, self.row + count - 1, column, value)

    def merged_rows(self):
        """Date and place over several rows of different substances."""
        count, day = self.chance.randint(2, 4), self.day()
        self.merge("date", count, day.strftime("%d.%m.%Y"))
        self.merge("place", count, self.chance.choice(PLACES))
        for _ in range(count):
            code, name = self.substance()
            grams = self.grams()
            self.put(self.row, "substance", name)
            self.quantity(self.row, grams)
            self.counted(day, code, grams)
            self.row += 1

    def shared_rows(self):
        """One quantity over two rows of one substance: counted once."""
        code, name = self.substance()
        grams, day = self.grams(), self.day()
        unit = next(unit for unit, (factor, _) in self.words.units.items() if factor == 1.0)
        text = f"{grams / 1000:g}".replace(".", self.words.decimal) + f" {unit}" if self.own_unit else grams / 1000
        self.merge("quantity", 2, text)
        for nth in range(2):
            self.put(self.row, "date", day.strftime("%d.%m.%Y"))
            self.put(self.row, "place", PLACES[nth])
            self.put(self.row, "substance", name)
            self.put(self.row, "unit", unit)
            if nth:
                self.truth_of(day, code, None, None)
            else:
                self.counted(day, code, grams)
            self.row += 1

    def contested_rows(self):
        """One quantity over two rows of different substances: refused."""
        names = [names[0] for names in self.words.substances.values()][:2]
        self.merge("quantity", 2, 5)
        for name in names:
            self.put(self.row, "date", self.day().strftime("%d.%m.%Y"))
            self.put(self.row, "substance", name)
            self.truth.refused.add((self.name, self.row + 1))
            self.row += 1

    def several_row(self):
        """Two substances with their quantities in one cell, joined by a comma or a word."""
        (code, name), (other, other_name) = self.chance.sample(
            [(code, names[0]) for code, names in self.words.substances.items()], 2
        )
        unit = next(iter(self.words.units))
        factor = self.words.units[unit][0]
        values = [self.chance.randint(1, 900) / 100, self.chance.randint(2, 90)]
        day = write_date(self, self.row, self.day())
        texts = [f"{value:g}".replace(".", self.words.decimal) + f" {unit}" for value in values]
        joiner = self.chance.choice([", ", "; ", "\n", self.words.joiner])
        pairs = [f"{name} {texts[0]}", f"{other_name} {texts[1]}"]
        if self.chance.random() < 0.4:
            pairs = [f"{texts[0]} {name}", f"{texts[1]} {other_name}"]
        self.put(self.row, "substance", joiner.join(pairs))
        for of, value in ((code, values[0]), (other, values[1])):
            self.counted(day, of, round(value * factor * 1000))
        self.row += 1

    def spelled_row(self):
        """A quantity in words."""
        text, value, unit = self.chance.choice(self.words.spelled)
        code, name = self.substance()
        day = write_date(self, self.row, self.day())
        self.put(self.row, "substance", name)
        self.put(self.row, "quantity", text)
        if unit == "kg":
            self.counted(day, code, round(value * 1000))
        else:
            self.truth_of(day, code, value, unit)
        self.row += 1

    def bad_row(self):
        """A row that nobody can read: no such day, no date, or no quantity that is one."""
        bad = self.chance.choice(["day", "none", "quantity"])
        date = {"day": "31.02.2022", "none": "", "quantity": "11.02.2022"}[bad]
        self.put(self.row, "date", date)
        self.put(self.row, "substance", self.substance()[1])
        self.put(self.row, "quantity", "много" if bad == "quantity" else 7)
        self.put(self.row, "unit", next(iter(self.words.units)))
        self.truth.refused.add((self.name, self.row + 1))
        self.row += 1


class _Wide(_Table):
    """A header of two or three rows with a column for each substance, and a total of the row."""

    def write(self):
        self.codes = list(self.words.substances)[: self.chance.randint(2, 4)]
        if "shuffled" in self.traps:
            self.laid("shuffled")
            self.chance.shuffle(self.codes)
        unit_names = list(self.words.units)
        self.units = [self.chance.choice(unit_names) for _ in self.codes]
        self.deep = self.chance.random() < 0.6
        self.above(3 + len(self.codes))
        self.header()
        sums = [0] * len(self.codes)
        for _ in range(self.chance.randint(4, 9)):
            self.record(sums)
            self.between()
        self.record(sums)
        self.totals(sums)
        self.below()
        self.close()

    def header(self):
        depth, first = 3 if self.deep else 2, self.row
        for column, title in enumerate(("№", self.pick("date"), self.pick("place"))):
            self.sheet.merge_range(first, column, first + depth - 1, column, title)
        last = 2 + len(self.codes)
        self.sheet.merge_range(first, 3, first, last, self.pick("seized"))
        for nth, (code, unit) in enumerate(zip(self.codes, self.units, strict=True)):
            name = self.words.substances[code][0]
            self.sheet.write(first + 1, 3 + nth, name if self.deep else f"{name}, {unit}")
            if self.deep:
                self.sheet.write(first + 2, 3 + nth, unit)
        self.row += depth
        if "numbered_columns" in self.traps:
            self.laid("numbered_columns")
            self.line(*range(1, 4 + len(self.codes)))

    def between(self):
        """A blank row, a row without a date, or one whose quantity is none."""
        if "blank_rows" in self.traps and self.chance.random() < 0.2:
            self.laid("blank_rows")
            self.row += 1
        if "bad_rows" in self.traps and self.chance.random() < 0.2:
            self.laid("bad_rows")
            dated = self.chance.random() < 0.5
            self.sheet.write(self.row, 1, "11.02.2022" if dated else "неизвестно когда")
            self.sheet.write(self.row, 3, "много" if dated else 7)
            self.truth.refused.add((self.name, self.row + 1))
            self.row += 1

    roles = ("id", "date")

    def put(self, row, role, value):
        self.sheet.write(row, self.roles.index(role), value)

    def record(self, sums):
        day = write_date(self, self.row, self.day())
        self.sheet.write(self.row, 0, self.row)
        self.sheet.write(self.row, 2, self.chance.choice(PLACES))
        filled = self.chance.sample(range(len(self.codes)), self.chance.randint(1, len(self.codes)))
        for nth, (code, unit) in enumerate(zip(self.codes, self.units, strict=True)):
            if nth in filled:
                grams = self.grams()
                self.sheet.write(self.row, 3 + nth, self.number(round(grams / 1000 / self.words.units[unit][0], 6)))
                self.truth_of(day, code, grams / 1000, "kg")
                sums[nth] += grams
            elif self.chance.random() < 0.3:
                self.sheet.write(self.row, 3 + nth, self.chance.choice(["-", "—"]))
        self.row += 1

    def totals(self, sums):
        if "subtotals" in self.traps or "wordless_sums" in self.traps:
            self.laid("subtotals" if "subtotals" in self.traps else "wordless_sums")
            if "subtotals" in self.traps:
                self.sheet.write(self.row, 2, self.chance.choice(self.words.totals))
            for nth, (grams, unit) in enumerate(zip(sums, self.units, strict=True)):
                self.sheet.write(self.row, 3 + nth, round(grams / 1000 / self.words.units[unit][0], 6))
            self.row += 1


class _Turned(_Table):
    """Fields in the first column, a record in each further one."""

    def write(self):
        self.roles = ["date", "place", "substance", "quantity", "unit"]
        if "shuffled" in self.traps:
            self.laid("shuffled")
            self.chance.shuffle(self.roles)
        if "title" in self.traps:
            self.laid("title")
            self.line(f"Карточки {self.chance.randint(1, 99)}")
        self.top = self.row
        self.line(*[])
        for nth, role in enumerate(self.roles):
            self.sheet.write(self.top + nth, 0, self.pick(role))
        self.record = 1
        for _ in range(self.chance.randint(3, 8)):
            self.chance.choice(self.kinds())()
        self.row = self.record
        self.close()

    def kinds(self):
        """What the next records can be."""
        kinds = [self.one, self.one]
        for trap, kind in (("merged_labels", self.merged), ("spelled", self.spelled), ("bad_rows", self.bad)):
            if trap in self.traps:
                kinds.append(lambda trap=trap, kind=kind: (self.laid(trap), kind()))
        return kinds

    def merged(self):
        """One date over two records."""
        day = self.day()
        row = self.top + self.roles.index("date")
        self.sheet.merge_range(row, self.record, row, self.record + 1, day.strftime("%d.%m.%Y"))
        self.one(day)
        self.one(day)

    def spelled(self):
        text, value, unit = self.chance.choice(self.words.spelled)
        code, name = self.substance()
        day = write_date(self, self.record, self.day())
        self.put(0, "substance", name)
        self.put(0, "quantity", text)
        self.truth_of(day, code, value, unit, self.record)
        self.record += 1

    def bad(self):
        self.put(0, "date", "31.02.2022")
        self.put(0, "substance", self.substance()[1])
        self.truth.refused.add((self.name, self.record + 1))
        self.record += 1

    def put(self, _row, role, value):
        self.sheet.write(self.top + self.roles.index(role), self.record, value)

    def one(self, day=None):
        code, name = self.substance()
        unit = self.chance.choice(list(self.words.units))
        grams = self.grams()
        day = day or write_date(self, self.record, self.day())
        self.put(0, "place", self.chance.choice(PLACES))
        self.put(0, "substance", name)
        self.put(0, "quantity", self.number(round(grams / 1000 / self.words.units[unit][0], 6)))
        self.put(0, "unit", unit)
        self.truth_of(day, code, grams / 1000, "kg", self.record)
        self.record += 1
