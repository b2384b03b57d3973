"""How a day was told: itself, or only its month or year, whose first day then stands in its column. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

__all__ = ["COARSE_MONTH", "COARSE_YEAR", "MONTH_ALONE", "OF_A_MONTH", "day_told", "month_in"]

MONTH_ALONE = "date_month"
"""The doubt of a seizure of which a month is told and no day."""
COARSE_MONTH, COARSE_YEAR = "coarse_date", "coarse_year"
"""The same of a sanitised version, which leaves the day out; or the month, too."""
OF_A_MONTH = (MONTH_ALONE, COARSE_MONTH)
_MONTH = re.compile(r"\d{4}-\d{2}")


def day_told(day: dt.date, flags: Collection[str]) -> dt.date | str:
    """The day as it was told: where a month or a year alone was, that (`2024-03`, `2024`), never its first day."""
    if COARSE_YEAR in flags:
        return f"{day:%Y}"
    return f"{day:%Y-%m}" if any(flag in flags for flag in OF_A_MONTH) else day


def month_in(text: str) -> str:
    """The first day of a month told alone (`2024-03`), as text; empty for what is no month."""
    return f"{text}-01" if _MONTH.fullmatch(text) else ""
