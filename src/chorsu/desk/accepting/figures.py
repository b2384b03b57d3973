"""The sums and figures that a text states in passing, as returns take them. Pure: no database."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from chorsu.desk.accepting.found import FIGURE, Found, span_of
from chorsu.returns.passing import StatedFigure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.models import Text

__all__ = ["day_of", "figures_in"]

type Json = Mapping[str, Any]
_OPEN = ".."


def day_of(text: Text, today: dt.date) -> dt.date:
    """The day that a text speaks on: its publication, else the last day told of a past event, else its arrival."""
    ends = [event.get("end_date") for event in (text.reading or {}).get("events") or ()]
    past = [day for end in ends if end and (day := _day(end)) and day <= today]
    return text.published or max(past, default=text.started_at.date())


def figures_in(text: Text, today: dt.date) -> list[Found]:
    """The sums of seizures and the figures of cooperation that a text states, each with its two days."""
    answer, day = text.reading or {}, day_of(text, today)
    found = [_sum(text, one, f"sum-{place}", day) for place, one in enumerate(answer.get("aggregates") or ())]
    found += [_figure(text, one, f"figure-{place}", day) for place, one in enumerate(answer.get("figures") or ())]
    return found


def _sum(text: Text, told: Json, key: str, day: dt.date) -> Found:
    first, _, last = (told.get("period") or "").partition("/")
    named = told.get("substance_quote") or {}
    said = StatedFigure(
        label=named.get("quote") or told.get("substance_name") or "",
        value=_number(told.get("quantity")),
        unit=told.get("unit") or "",
        period=_period(first, last, day),
        qualifier=told.get("qualifier") or "",
        country=told.get("country") or "",
        subject=told.get("form") or told.get("substance") or "",
        span=span_of(text, told, named, told.get("period_quote")),
    )
    why = "elsewhere" if told.get("elsewhere") else "" if told.get("period") else "no-period"
    return Found(key, FIGURE, said, said.span, not why, why, confidence=float(told.get("confidence") or 0.0))


def _figure(text: Text, told: Json, key: str, day: dt.date) -> Found:
    said = StatedFigure(
        label=str(told.get("what") or "").replace("-", " "),
        value=_number(told.get("number")),
        unit="count",
        period=_period(told.get("since") or "", told.get("until") or "", day),
        qualifier=told.get("qualifier") or "",
        span=span_of(text, told),
    )
    return Found(key, FIGURE, said, said.span, confidence=float(told.get("confidence") or 0.0))


def _period(first: str, last: str, day: dt.date) -> str:
    """Two days: those told; an open end is the day that the text speaks on, and so is what is told without days."""
    until = (_day(last) if last != _OPEN else None) or (day if not first or last in {"", _OPEN} else None)
    since = _day(first) or until or day
    return f"{since.isoformat()}/{max(until or since, since).isoformat()}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _number(value: Any) -> Decimal:
    return Decimal(str(value))
