"""The invented watches of the example region: from `watches.yml` through the services of the exchange.

Entered once: one that a visitor has changed or ended is left as it is.
"""

from __future__ import annotations

import uuid
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.exchange.watches.watching import WatchSaid

__all__ = ["enter_watches", "load_watches"]

_SPACE = uuid.UUID("5b6f1c1e-8d53-5f0c-9a52-3f4f1e9f7a02")
"""Of the numbers by which the invented watches are known again."""
_SETS = ("substances", "groups", "places", "route", "concealment", "conveyance", "words")


def load_watches() -> list[dict[str, Any]]:
    """The watches of the file."""
    text = files("chorsu.config.region").joinpath("watches.yml").read_text("utf-8")
    rows: list[dict[str, Any]] = yaml.safe_load(text)["watches"]
    return rows


def enter_watches(at: dt.datetime) -> None:
    """Make every invented watch that was never made; they fire for what comes from the moment `at` on."""
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of
    from chorsu.exchange.watches.watching import make_watch
    from chorsu.handling.viewer import viewing

    for row in load_watches():
        actor = actor_of(User.objects.select_related("agency__state").get(username=row["by"]))
        number = uuid.uuid5(_SPACE, row["key"])
        with viewing(actor):
            make_watch(said=_said(row), actor=actor, at=at, number=number, synthetic=True)


def _said(row: dict[str, Any]) -> WatchSaid:
    from chorsu.exchange.watches.criteria import Criteria
    from chorsu.exchange.watches.watching import WatchSaid

    asked = Criteria(**{name: frozenset(row.get(name, ())) for name in _SETS}, least_kg=row.get("least_kg"))
    return WatchSaid(row["name"], asked, shared=True, precedence=row["precedence"])
