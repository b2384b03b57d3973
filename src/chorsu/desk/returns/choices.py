"""The choices of the forms of returns, as (value, label, chosen)."""

from __future__ import annotations

import functools

from django.utils.translation import gettext

from chorsu.desk.presenting import language
from chorsu.desk.returns.wording import ROLES, month_names, unit_options
from chorsu.returns.tables import indicators
from chorsu.vocabulary import places, substances

__all__ = ["country_choices", "label_choices", "part_choices", "role_choices", "unit_choices"]

_QUARTERS = (1, 2, 3, 4)


def country_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """The member states, the observers, then every other state by name."""
    near = [*places.member_states(), *places.observer_states()]
    codes = {one.code for one in near}
    lang = language()
    far = sorted(
        ((one.code, places.label(one.code, lang)) for one in places.countries() if one.known and one.code not in codes),
        key=lambda pair: pair[1],
    )
    named = [(one.code, places.label(one.code, lang)) for one in near] + far
    return [(code, label, code == chosen) for code, label in named]


def part_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """The parts of a year: all of it, a quarter, a month."""
    found = [("", gettext("the whole year"))]
    found += [(f"Q{number}", gettext("quarter %(number)s") % {"number": number}) for number in _QUARTERS]
    found += [(f"{number:02d}", name) for number, name in month_names()]
    return [(value, label, value == chosen) for value, label in found]


def role_choices() -> list[tuple[str, str]]:
    """What a figure can be; by default what its label says."""
    return [("", gettext("as its name says")), *((code, str(name)) for code, name in ROLES.items())]


def unit_choices() -> list[tuple[str, str]]:
    """The units of a figure."""
    return unit_options()


def label_choices() -> tuple[str, ...]:
    """What is offered while one types the name of a figure."""
    return _labels(language())


@functools.cache
def _labels(lang: str) -> tuple[str, ...]:
    groups = set(substances.group_codes())
    offered = [one.names[lang] for one in indicators()]
    near = [node for node in substances.substances() if node.code in groups or node.parent in groups]
    offered += sorted({substances.label(node.code, lang) for node in near})
    return tuple(dict.fromkeys(offered))
