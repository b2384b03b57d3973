"""The score of a reading against labelled notices, by language and slot; used by tests and by the benchmark.

A labelled seizure is one entry of `items` (or of `aggregates` where it says so). A bracket after a substance is a
remark. What a label leaves empty must be empty in the answer, too.
"""

import json
import math
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read
from chorsu.vocabulary.substances import ancestors, find_substance, substance
from chorsu.vocabulary.units import to_base, unit

SHARED = Path(__file__).parents[4] / "shared" / "data" / "text" / "notices.jsonl"
UNSEEN = Path(__file__).parent / "unseen"
WITHIN = 0.01
EMPTY = "empty"


@dataclass
class Slot:
    """Counts of one slot: right, wrong or missing, and told though the label has none."""

    right: int = 0
    missed: int = 0
    extra: int = 0

    @property
    def f1(self):
        told = 2 * self.right + self.missed + self.extra
        return 2 * self.right / told if told else 1.0


@dataclass
class Score:
    """Slots by language, and one line for each difference."""

    slots: dict[tuple[str, str], Slot] = field(default_factory=dict)
    differences: list[str] = field(default_factory=list)

    def slot(self, language, name):
        return self.slots.setdefault((language, name), Slot())

    def over(self, name, languages=None):
        total = Slot()
        for (language, slot_name), slot in self.slots.items():
            if slot_name == name and (languages is None or language in languages):
                total.right += slot.right
                total.missed += slot.missed
                total.extra += slot.extra
        return total


def notices(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def score(labelled):
    """The score of reading all notices, language detected."""
    total = Score()
    for notice in labelled:
        published = date.fromisoformat(notice["published"]) if notice.get("published") else None
        told = answer(read(notice["text"], published=published, identifier=notice["id"]))
        _lots(total, notice, told)
        _slots(total, notice, told)
        for name in ("identifiers", "persons", "organisations"):
            _quoted(total, notice, told, name)
    return total


def _lots(total, notice, told):
    items = [item for seizure in told["seizures"] for item in seizure["items"]]
    for name, wanted, given in (
        ("lots", [one for one in notice["seizures"] if not one["aggregate"]], items),
        ("aggregates", [one for one in notice["seizures"] if one["aggregate"]], told["aggregates"]),
    ):
        slot = total.slot(notice["lang"], name)
        left = list(given)
        for one in wanted:
            match = next((item for item in left if same(one, item)), None)
            if match is None:
                slot.missed += 1
                total.differences.append(
                    f"{notice['id']} {name}: no {one['substance']} {one['quantity']} {one['unit']}"
                )
                continue
            left.remove(match)
            slot.right += 1
            if name == "aggregates" and one.get("period"):
                _one(total, notice, "period", one["period"], match["period"])
        slot.extra += len(left)
        total.differences += [f"{notice['id']} {name}: told {x['substance']} {x['quantity']} {x['unit']}" for x in left]


def code(label):
    """The code of a label: without remarks, a form as its substance."""
    found = find_substance(re.sub(r"\s*\([^()]*\)", "", label))
    assert found, label
    return next(step for step in (found.code, *ancestors(found.code)) if substance(step).level != "form")


def same(label, item):
    """Whether an item has the substance and, within a hundredth, the amount of a label."""
    quantity, base = to_base(label["quantity"], unit(label["unit"]))
    return (
        code(label["substance"]) == item["substance"]
        and base == item["unit"]
        and math.isclose(quantity, item["quantity"], rel_tol=WITHIN)
    )


def holds(seizure, label):
    """Whether the lot of a label is among the items of a seizure."""
    return any(same(label, item) for item in seizure["items"])


def _one(total, notice, name, wanted, given):
    slot = total.slot(notice["lang"], name)
    if wanted == given:
        slot.right += wanted is not None
        return
    slot.missed += wanted is not None
    slot.extra += given is not None
    total.differences.append(f"{notice['id']} {name}: {given!r} where {wanted!r} is right")


def _slots(total, notice, told):
    """Date, region and arrests, once for each labelled lot of a seizure that was found."""
    for one in notice["seizures"]:
        if one["aggregate"]:
            continue
        seizure = next((x for x in told["seizures"] if holds(x, one)), None)
        if seizure is None:
            continue
        _one(total, notice, "date", one.get("date"), seizure["date"])
        _one(total, notice, "arrested", one.get("arrests"), seizure["arrested"])
        if notice.get("iso"):
            _one(total, notice, "place", notice["iso"], (seizure["place"] or {}).get("iso"))
        if one.get("country"):
            _one(total, notice, "country", one["country"], seizure["country"])


def _quoted(total, notice, told, name):
    """Mentions whose words are those of the label."""
    if name not in notice:
        return
    slot = total.slot(notice["lang"], name)
    wanted = Counter(one["text"] for one in notice[name])
    given = Counter(one["quote"] for one in told[name])
    slot.right += (wanted & given).total()
    slot.missed += (wanted - given).total()
    slot.extra += (given - wanted).total()
    total.differences += [f"{notice['id']} {name}: {x!r}" for x in ((wanted - given) + (given - wanted))]
