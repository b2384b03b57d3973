"""Help for the tests of events: everything that other finders hand in, and labels compared with what was read."""

import datetime as dt
import re
from dataclasses import dataclass

from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.events import events
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

__all__ = ["read"]

PUBLISHED = dt.date(2031, 12, 1)
TOWNS = {
    "Osh": "Osh", "Оше": "Osh", "Ош ": "Osh", "Ӯш": "Osh", "Bishkek": "Bishkek", "Бишкек": "Bishkek",
    "Tashkent": "Tashkent", "Ташкент": "Tashkent", "Toshkent": "Tashkent", "Душанбе": "Dushanbe",
    "Dushanbe": "Dushanbe", "Алматы": "Almaty", "Almaty": "Almaty", "Astana": "Astana", "Mary": "Mary",
    "Gəncə": "Ganja", "مشهد": "Mashhad", "هرات": "Herat", "Vienna": "Vienna",
}  # fmt: skip


@dataclass(frozen=True)
class Town:
    """As much of a place as an event needs."""

    name_en: str
    kind: str = "settlement"
    role: str = "at"


def towns(view):
    """The towns of the tests, wherever they stand."""
    found = re.finditer("|".join(TOWNS), view.cased)
    return [view.value(Town(TOWNS[one[0]]), one.start(), one.end()) for one in found]


def read(text, language="en", published=PUBLISHED, **options):
    """The events of a text."""
    view, setting = View(text), Setting(language, published=published)
    return events(view, setting, [], [], dates(view, setting), towns(view), **options)
