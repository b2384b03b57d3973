"""Days that a program wrote beside a text, believed only where the text says the same. Reads no other date."""

from __future__ import annotations

import datetime as dt
import re

from chorsu.intake.readers.wordlists import TURKIC_FORMS, months

__all__ = ["confirmed", "iso_day", "pdf_day"]

HEAD, FOOT = 2_000, 1_000
"""Characters at the ends of a letter where its date stands."""


def confirmed(day: dt.date | None, text: str) -> dt.date | None:
    """The day where head or foot of the text state it, in figures or with the month's name; else None."""
    if day is None:
        return None
    ends = f"{text[:HEAD]}\n{text[-FOOT:]}" if len(text) > HEAD + FOOT else text
    plain = ends.casefold().translate(TURKIC_FORMS)
    figures = (
        rf"(?<!\d)(?:0?{day.day}[./-]0?{day.month}[./-]{day.year}|{day.year}[./-]0?{day.month}[./-]0?{day.day})(?!\d)"
    )
    if re.search(figures, plain):
        return day
    names = months()
    around = (
        rf"(?<!\d)0?{day.day}\W{{1,5}}([^\W\d_]+)\W{{1,3}}{day.year}|([^\W\d_]+)\W{{1,3}}0?{day.day}\W{{1,5}}{day.year}"
    )
    for found in re.finditer(around, plain):
        if names.get(found[1] or found[2]) == day.month:
            return day
    return None


def pdf_day(text: str) -> dt.date | None:
    """The day of a date as PDF writes it (`D:20240304101500+05'00'`, ISO 32000 section 7.9.4)."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", text)
    try:
        return dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def iso_day(text: str) -> dt.date | None:
    """The day of a moment as W3CDTF writes it (`2024-03-04T10:15:00Z`)."""
    try:
        return dt.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return None
