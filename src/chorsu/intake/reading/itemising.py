"""A text that its file gave as one item, parted into several where it is a list.

A file's own marks (`intake.texts`) part most lists; dated lines, bullets and headings are told only by who reads dates.
What would lose a sentence that leads into the list ("The following were detained:") is left whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.items import Item, items, numeric_day
from chorsu.intake.reading.language import setting_of
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["itemised"]

_GOES_ON = (".", ":", ";", ",", "!", "?", "…", "؟", "۔", "،", "؛")


def itemised(text: str, start: int, end: int, *, language: str = "auto") -> list[Item]:
    """The items of `text[start:end]`, with their offsets in `text`; none where it is no list of several."""
    part = text[start:end]
    setting = setting_of(part, language)

    def day(line: str) -> dt.date | None:
        found = dates(View(line), setting)
        return found[0].value.start if found else numeric_day(line)

    found = items(part, day=day)
    if len(found) < 2 or _leads_in(part, found[0]):  # noqa: PLR2004 - a list has two items
        return []
    return [
        replace(one, start=one.start + start, end=one.end + start, title_start=one.title_start + start) for one in found
    ]


def _leads_in(text: str, first: Item) -> bool:
    """Whether what stands before the first item is a sentence, and no heading or menu of a page."""
    before = text[: first.title_start if first.title else first.start].rstrip()
    return before.endswith(_GOES_ON)
