"""Messy workbooks with a column a substance, upright or on their side."""

__all__ = ["TurnedTable", "WideTable"]

from tests.builders.messy_dates import write_date
from tests.builders.messy_table import PLACES, MessyTable


class WideTable(MessyTable):
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


class TurnedTable(MessyTable):
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
