"""What all layouts of a messy workbook share: traps above and below, labels, lines that are no lots."""

__all__ = ["PLACES", "MessyTable"]

import datetime as dt

from tests.builders.messy_words import LANGUAGES, NOTES

PLACES = ("Ош", "Termez", "Алматы", "Хорог", "Samarkand", "Бишкек", "Душанбе", "Ashgabat")


class MessyTable:
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
