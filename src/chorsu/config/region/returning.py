"""The invented returns of the example region: from `returns.yml` through the services of returns, as their officers.

Filed once: a return that stands there already, or that a visitor has changed or taken back, is left as it is.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.handling.rules import Actor
    from chorsu.returns.periods import Period
    from chorsu.returns.stating import Entry, Statement

__all__ = ["file_returns", "load_returns", "statement"]

_TEXTS = ("authority_text", "source", "threshold", "counted", "note")


def load_returns() -> list[dict[str, Any]]:
    """The rows of the file."""
    rows: list[dict[str, Any]] = yaml.safe_load(
        files("chorsu.config.region").joinpath("returns.yml").read_text("utf-8")
    )
    return rows


def statement(row: dict[str, Any], begun: dt.date) -> Statement:
    """A row as it is filed; its year is counted from that in which the installation began, or the last if not over."""
    from chorsu.returns.periods import read_period
    from chorsu.returns.stating import Statement

    year, part = begun.year + row["year"], row.get("part", "")
    period: Period = read_period(f"{year}-{part}" if part else str(year))
    if period.until >= begun:
        period = replace(period, year=year - 1)
    return Statement(
        country=row["country"],
        period=period,
        entries=tuple(_entry(*figure) for figure in row.get("figures", ())),
        scope=row.get("scope", "authority" if "nil" in row else "state"),
        plants_in_kg=row.get("plants_in_kg"),
        threshold_kg=Decimal(row["threshold_kg"]) if row.get("threshold_kg") else None,
        **{name: row.get(name, "") for name in _TEXTS},
    )


def _entry(label: str, value: str, unit: str, role: str = "", authority: str = "") -> Entry:
    from chorsu.intake.readers.figures import read_figure
    from chorsu.returns.stating import entry_of

    known = {"authority_text": authority} | ({"role": role} if role else {})
    figure = read_figure(value, ",")  # the file is written with decimal commas
    return entry_of(label, figure.value if figure else None, unit, **known)


def file_returns(begun: dt.date) -> int:
    """File every invented return that was never filed; how many were."""
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of
    from chorsu.handling.viewer import viewing

    filed = 0
    for row in load_returns():
        actor = actor_of(User.objects.get(username=row["officer"]))
        with viewing(actor):
            filed += _file(row, actor, begun)
    return filed


def _file(row: dict[str, Any], actor: Actor, begun: dt.date) -> bool:
    from chorsu.directory.models import Agency
    from chorsu.directory.selectors import principals_named
    from chorsu.kernel.clock import now
    from chorsu.returns.models import Return
    from chorsu.returns.services import file_nil, file_return

    said, provider = statement(row, begun), Agency.objects.get(code=row["agency"]).pk
    nil = "nil" in row
    known = Return.objects.filter(
        provider_id=provider, country=said.country, period=said.period.code, source=said.source, synthetic=True
    ).filter(kind=Return.Kind.NIL if nil else Return.Kind.FIGURES)
    if known.exists():
        return False
    shared: dict[str, Any] = {
        "actor": actor,
        "provider": provider,
        "said": said,
        "audience": principals_named(row["audience"]),
        "at": now(),
        "synthetic": True,
    }
    if nil:
        kind, _, code = row["nil"].partition(":")
        file_nil(subject_kind=kind, subject=code, **shared)
    else:
        file_return(**shared)
    return True
