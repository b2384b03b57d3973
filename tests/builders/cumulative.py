"""A sender's cumulative sheet, month by month, with the truth beside it: invented seizures, drawn by a seed.

Each month adds rows, corrects some, withdraws some and now and then sends a withdrawn one again. In the course of the
months the columns change their order, the column of the sender's numbers its name, and the numbers their form; in the
last month they have nothing to do with the earlier ones. Equal parcels of one day in one town are in it.
"""

import datetime as dt
import hashlib
import random
from dataclasses import dataclass, field, replace

__all__ = ["MONTHS", "Sender", "Truth"]

MONTHS = 8
PLACES = {
    "Термез": "Tirmiz",
    "Ташкент": "Tashkent",
    "Самарканд": "Samarkand",
    "Бухара": "Bukhara",
    "Наманган": "Namangan",
    "Карши": "Qarshi",
    "Нукус": "Nukus",
    "Гулистан": "Guliston",
}
SUBSTANCES = {"героин": "heroin", "опий": "opium", "гашиш": "cannabis-resin", "метамфетамин": "methamphetamine"}
NEW_A_MONTH, CORRECTED, WITHDRAWN = 24, 0.08, 0.03


@dataclass(frozen=True)
class Truth:
    """One seizure as its sender knows it now."""

    number: int
    day: dt.date
    place: str
    substance: str
    kg: float

    @property
    def said(self):
        """What the data bank should say of it."""
        return (self.day, PLACES[self.place], SUBSTANCES[self.substance], self.kg)


@dataclass
class Sender:
    """Draws what happens in a month, and writes the sheet of it."""

    seed: int
    rows: dict = field(default_factory=dict)
    withdrawn: list = field(default_factory=list)
    month: int = 0

    def __post_init__(self):
        self.random = random.Random(self.seed)  # noqa: S311 — draws invented rows
        self.order = ["number", "day", "place", "substance", "kg", "officer"]
        self.names = {"number": "№ дела", "day": "Дата", "place": "Место", "substance": "Вещество"}
        self.names |= {"kg": "Количество, кг", "officer": "Сотрудник"}

    def next_month(self):
        """A month passes: what is corrected, withdrawn, sent again and new."""
        self.month += 1
        for number in self.random.sample(sorted(self.rows), int(len(self.rows) * CORRECTED)):
            self.rows[number] = self.corrected(self.rows[number])
        for number in self.random.sample(sorted(self.rows), int(len(self.rows) * WITHDRAWN)):
            self.withdrawn.append(self.rows.pop(number))
        if self.month in {4, 7} and self.withdrawn:
            back = self.withdrawn.pop(0)
            self.rows[back.number] = back
        for _ in range(NEW_A_MONTH):
            new = self.drawn()
            self.rows[new.number] = new
        twin = replace(new, number=new.number + 1)
        self.rows[twin.number] = twin
        if self.month == 4:
            self.random.shuffle(self.order)
        if self.month == 5:
            self.names["number"] = "Номер КУСП"
        return sorted(row.said for row in self.rows.values())

    def drawn(self):
        number = max([*self.rows, *(row.number for row in self.withdrawn), 0]) + 1
        day = dt.date(2025, self.month, self.random.randint(1, 28))
        substance = self.random.choice(sorted(SUBSTANCES))
        return Truth(
            number, day, self.random.choice(sorted(PLACES)), substance, round(self.random.lognormvariate(0, 1.5), 3)
        )

    def corrected(self, row):
        """A correction of one kind: weighed again, a slip of digits, another day, another place, the laboratory."""
        kind = self.random.randrange(5)
        if kind == 0:
            return replace(row, kg=round(row.kg * self.random.uniform(0.9, 1.1) + 0.001, 3))
        if kind == 1:
            return replace(row, kg=round(row.kg * 10, 3))
        if kind == 2:
            return replace(row, day=row.day + dt.timedelta(days=self.random.choice((-2, -1, 1, 2))))
        if kind == 3:
            return replace(row, place=self.random.choice([place for place in PLACES if place != row.place]))
        return replace(row, substance=self.random.choice([name for name in SUBSTANCES if name != row.substance]))

    def sheet(self):
        """The sheet of this month: all rows that stand, in the order of their days, as bytes."""
        rows = sorted(self.rows.values(), key=lambda row: (row.day, row.number))
        lines = [";".join(self.names[name] for name in self.order)]
        lines += [";".join(self.cell(name, row) for name in self.order) for row in rows]
        return ("\n".join(lines) + "\n").encode()

    def cell(self, name, row):
        return {
            "number": self.number(row),
            "day": f"{row.day:%d.%m.%Y}",
            "place": row.place,
            "substance": row.substance,
            "kg": f"{row.kg:.3f}".replace(".", ","),
            "officer": f"пример-{row.number % 7}",
        }[name]

    def number(self, row):
        if self.month < 6:
            return str(row.number)
        if self.month < MONTHS:
            return f"UZ-2025/{row.number:05}"
        return hashlib.sha256(f"{self.seed}-{row.number}".encode()).hexdigest()[:8]
