"""The filter of the table as a reader sees it: chips of what is asked, and the form that asks."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from chorsu.desk.presenting import language
from chorsu.desk.records.table import address
from chorsu.desk.records.wording import BASES, COUNTINGS, FIELDS, FLAGS, flag_name, value_label
from chorsu.records.filters import Filter
from chorsu.records.searching.meaning import descendants
from chorsu.records.selectors import report_names
from chorsu.ui import shapes
from chorsu.vocabulary import places, substances

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from chorsu.desk.hand_in.audience import Names
    from chorsu.handling.rules import Actor
    from chorsu.ui.shapes import Choice

__all__ = ["FilterForm", "chips", "counting_switch", "filter_form", "whose_switch"]


@dataclass(frozen=True, slots=True)
class FilterForm:
    """The choices of the form: for each select its options as (value, label, chosen)."""

    text: str
    since: str
    until: str
    countries: list[tuple[str, str, bool]]
    regions: list[tuple[str, str, bool]]
    substances: list[tuple[str, str, bool]]
    providers: list[tuple[str, str, bool]]
    flags: list[tuple[str, str, bool]]
    bases: list[tuple[str, str, bool]]
    kept: list[tuple[str, str]]
    """What the form does not ask and must not lose."""


def chips(asked: Filter, sort: str, names: Names) -> list[shapes.Filter]:
    """What is asked, one chip a value, each with the address without it."""
    found = []
    fields = {Filter.key_of(field): field for field in FIELDS if field in Filter.__dataclass_fields__}
    records = [item for item in asked.items() if item[0] == "id"]
    for key, value in asked.items():
        field = fields[key]
        if field == "record":
            continue
        shown = _shown(field, value, names)
        found.append(shapes.Filter(FIELDS[field], shown, address(asked.without(key, value), sort)))
    if records:
        many = ngettext("%(count)d selected", "%(count)d selected", len(records)) % {"count": len(records)}
        found.append(shapes.Filter(FIELDS["record"], many, address(asked.with_only(record=()), sort)))
    return found


def _shown(field: str, value: str, names: Names) -> str:
    if field == "provider":
        return names.by_number.get(int(value), value)
    if field == "report":
        return next(iter(report_names([uuid.UUID(value)]).values()), "") or _("of one hand-in")
    if field == "withdrawn":
        return _("only these")
    words = {"counting": COUNTINGS, "basis": BASES, "flag": FLAGS}.get(field, {})
    return str(words[value]) if value in words else value_label(field, value)


def counting_switch(asked: Filter, sort: str) -> list[Choice]:
    """The switch between the ways of counting; the two narrower ones only while one of them is chosen."""
    ways = ["reported", "once", *([asked.counting] if asked.counting in {"dropped", "possible"} else [])]
    return [
        shapes.Choice(COUNTINGS[way], address(asked.with_only(counting=way), sort), current=asked.counting == way)
        for way in ways
    ]


def whose_switch(asked: Filter, sort: str, actor: Actor) -> list[Choice]:
    """The switch between everybody's records and those that the viewer's authority provides; none where it has none."""
    ours = tuple(sorted(actor.provides))
    if not ours:
        return []
    found = [(_("Everybody's"), ()), (pgettext("records", "Ours"), ours)]
    return [
        shapes.Choice(label, address(asked.with_only(provider=numbers), sort), current=asked.provider == numbers)
        for label, numbers in found
    ]


def filter_form(asked: Filter, sort: str, names: Names, agencies: Iterable[int]) -> FilterForm:
    """The form, filled in with what is asked; regions and substances narrow with what is chosen above them."""
    asked_here = {"q", "from", "to", "country", "admin1", "substance", "flag", "basis"}
    asked_here |= set() if len(asked.provider) > 1 else {"provider"}  # a choice of one would lose the others
    kept = [item for item in asked.items() if item[0] not in asked_here]
    return FilterForm(
        text=asked.text,
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
        countries=_options(asked.country, ((one.code, "") for one in places.member_states()), "country"),
        regions=_options(asked.admin1, _regions(asked), "admin1"),
        substances=_substances(asked),
        providers=_options(
            tuple(map(str, asked.provider)),
            ((str(number), names.by_number.get(number, "?")) for number in agencies),
            "",
        )
        if "provider" in asked_here
        else [],
        flags=_options(asked.flag, ((code, flag_name(code)) for code in FLAGS), ""),
        bases=_options(asked.basis, ((code, str(label)) for code, label in BASES.items()), ""),
        kept=kept + ([("sort", sort)] if sort else []),
    )


def _regions(asked: Filter) -> Iterable[tuple[str, str]]:
    if len(asked.country) != 1:
        return ()
    return sorted(
        ((one.code, value_label("admin1", one.code)) for one in places.regions(asked.country[0])),
        key=lambda pair: pair[1],
    )


def _options(chosen: Sequence[str], offered: Iterable[tuple[str, str]], field: str) -> list[tuple[str, str, bool]]:
    found = {code: label or value_label(field, code) for code, label in offered}
    found |= {code: value_label(field, code) for code in chosen if code not in found}
    return [(code, label, code in chosen) for code, label in found.items()]


def _substances(asked: Filter) -> list[tuple[str, str, bool]]:
    """All groups; below the chosen ones, and the groups of chosen substances, everything that is in them."""
    opened = {group for code in asked.substance if (group := _group(code))}
    lang = language()
    found: list[tuple[str, str, bool]] = []
    for group in substances.group_codes():
        found.append((group, substances.label(group, lang), group in asked.substance))
        if group in opened:
            below = sorted((substances.label(code, lang), code) for code in descendants(group)[1:])
            found += [(code, f"– {label}", code in asked.substance) for label, code in below]
    return found


def _group(code: str) -> str:
    known: Any = {node.code: node.group for node in substances.substances()}
    return str(known.get(code, ""))
