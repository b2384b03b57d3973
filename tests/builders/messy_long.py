"""Messy workbooks with one lot a row."""

__all__ = ["LongTable"]

from tests.builders.messy_dates import write_date
from tests.builders.messy_table import PLACES, MessyTable


class LongTable(MessyTable):
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
