"""The form as it is shown: each field of the schema with its words, its value, its choices, what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from chorsu.intake.schema import lists
from chorsu.intake.schema.fields import LOT_SECTION, fields, sections
from chorsu.intake.schema.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from chorsu.intake.schema.fields import Field
    from chorsu.intake.schema.problems import Problems

__all__ = ["Option", "ShownField", "ShownLot", "error_lines", "field_lines", "shown_fields", "shown_lots"]


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list: its code, its label, its drawing where the list has drawings, where it belongs."""

    code: str
    label: str
    picture: str = ""
    chosen: bool = False
    goods: str = ""
    """Kinds of goods for which it can be chosen, joined by spaces; empty for all."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field as its template needs it; `path` is the name of the input, `id` that of the element."""

    path: str
    value: str = ""
    label: str = ""
    help: str = ""
    error: str = ""
    required: bool = False
    most: int = 0
    options: list[Option] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The identifier of the element."""
        return "f-" + self.path.replace(".", "-")

    @property
    def chosen(self) -> Option | None:
        """The choice that was made."""
        return next((option for option in self.options if option.chosen), None)


@dataclass(frozen=True, slots=True)
class ShownLot:
    """One lot with its fields by code."""

    number: int | str
    fields: Mapping[str, ShownField]


def shown_fields(said: Mapping[str, Any], problems: Problems, lang: str) -> dict[str, ShownField]:
    """The fields of the whole seizure by code; persons by `persons.<status>`."""
    found: dict[str, ShownField] = {}
    for one in fields().values():
        if one.section == LOT_SECTION:
            continue
        if one.kind == "counts":
            for status in lists.codes(one.list):
                path = f"{one.code}.{status}"
                label = lists.label(one.list, status, lang)
                found[path] = ShownField(path, _at(said, path), label, error=_line(problems, path, lang), most=one.most)
        else:
            path = "place.text" if one.kind == "place" else one.code
            found[one.code] = _shown(one, path, _at(said, path), _line(problems, one.code, lang), lang)
    for part in ("id", "latitude", "longitude"):
        found[f"place_{part}"] = ShownField(f"place.{part}", _at(said, f"place.{part}"))
    return found


def shown_lots(said: Mapping[str, Any], problems: Problems, lang: str) -> list[ShownLot]:
    """The lots, at least one."""
    lots = said.get("lots") or [{}]
    return [shown_lot(number, lot, problems, lang) for number, lot in enumerate(lots, start=1)]


def shown_lot(number: int | str, lot: Mapping[str, Any], problems: Problems, lang: str) -> ShownLot:
    """One lot; its number may be a stand-in, for the lot that is added on the page."""
    found = {}
    for one in fields().values():
        if one.section != LOT_SECTION:
            continue
        name = f"{one.code}_text" if one.code == "substance" else one.code
        value = str(lot.get(name) or ("drug" if one.code == "kind" else ""))
        error = _line(problems, f"lots.{number}.{one.code}", lang)
        found[one.code] = _shown(one, f"lots.{number}.{name}", value, error, lang)
    code = str(lot.get("substance") or "")
    found["substance_code"] = ShownField(f"lots.{number}.substance", code)
    return ShownLot(number, found)


def _shown(one: Field, path: str, value: str, error: str, lang: str) -> ShownField:
    options = _options(one, value, lang) if one.kind == "choice" else []
    return ShownField(path, value, one.label(lang), one.help(lang), error, one.required, one.most, options)


def _options(one: Field, value: str, lang: str) -> list[Option]:
    if one.list in {"substances", "countries"}:
        return []
    pictures = lists.pictures(one.list)
    belongs = _belongs(one.list)
    codes = tuple(belongs) if belongs else lists.codes(one.list)
    return [
        Option(code, lists.label(one.list, code, lang), pictures.get(code, ""), code == value, belongs.get(code, ""))
        for code in codes
    ]


def _belongs(name: str) -> dict[str, str]:
    """For units and items: the kinds of goods that each is for, in the order in which they are shown."""
    of = {"units": lists.units_of, "item": lists.items_of}.get(name)
    found: dict[str, list[str]] = {}
    if of is not None:
        for goods in lists.codes("goods"):
            for code in of(goods):
                found.setdefault(code, []).append(goods)
    return {code: " ".join(goods) for code, goods in found.items()}


def _at(said: Mapping[str, Any], path: str) -> str:
    value: Any = said
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else None
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def _line(problems: Problems, path: str, lang: str) -> str:
    problem = problems.get(path)
    return problem.line(lang) if problem else ""


def error_lines(problems: Problems, lang: str) -> dict[str, str]:
    """What is wrong, by path, each with the name of its field: for a device that shows it beside its own form."""
    return {path: f"{label_of(path, lang)}: {problem.line(lang)}" for path, problem in problems.items()}


def label_of(path: str, lang: str) -> str:
    """What the field at a path is called."""
    parts = path.split(".")
    if parts[0] == "lots":
        number = f" {parts[1]}" if len(parts) > 1 else ""
        section = next(one.label(lang) for one in sections() if one.code == LOT_SECTION)
        return f"{fields()[parts[2]].label(lang)}{number}" if len(parts) > 2 and parts[2] in fields() else section  # noqa: PLR2004 — a path has three parts
    if parts[0] == "persons" and len(parts) > 1 and parts[1] in lists.codes("person"):
        return lists.label("person", parts[1], lang)
    one = fields().get(parts[0])
    return one.label(lang) if one else path


def field_lines(lang: str) -> dict[str, str]:
    """The lines that a page says itself while there is no network, by code, with `%(most)s` left in them."""
    return {f"problem.{code}": Problem(code).words(lang) for code in _SAID_BY_A_DEVICE}


_SAID_BY_A_DEVICE = (
    "required",
    "too_early",
    "in_the_future",
    "past_day",
    "not_a_number",
    "doubtful_number",
    "not_whole",
    "not_positive",
    "not_a_count",
    "too_much",
    "more_than_known",
    "less_than_weighed",
    "far_from_place",
    "no_lots",
)
