"""Sections and fields of a reported seizure, as data (`data/fields.tsv`, `data/sections.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from chorsu.intake.schema import lists
from chorsu.intake.schema.tables import rows

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["LOT_SECTION", "Field", "Section", "field", "fields", "sections", "sheet_fields"]

LOT_SECTION = "what"
"""The section whose fields are told once for each lot."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `kind`: date, time, place, choice, number, count, counts (one for each of a list), text, photographs.

    `list` names what can be chosen (`lists.codes`); `most` is the greatest number, or the most signs of a text, or the
    most photographs. `headers` and `role` are set where the sheet has a column for it; the role is that of the readers,
    empty where they keep the column without reading it.
    """

    section: str
    code: str
    kind: str
    list: str
    required: bool
    most: int
    labels: Mapping[str, str]
    helps: Mapping[str, str]
    headers: Mapping[str, str]
    role: str

    def label(self, lang: str) -> str:
        """What the field is called for readers of `lang`; English where there is nothing else."""
        return self.labels.get(lang) or self.labels["en"]

    def help(self, lang: str) -> str:
        """One line that explains it; empty where the label does."""
        return self.helps.get(lang) or self.helps["en"]


@dataclass(frozen=True, slots=True)
class Section:
    """One question that a report answers, with its fields in their order."""

    code: str
    labels: Mapping[str, str]
    fields: tuple[Field, ...]

    def label(self, lang: str) -> str:
        """What the section is called."""
        return self.labels.get(lang) or self.labels["en"]


@cache
def fields() -> Mapping[str, Field]:
    """All fields by code, in their order."""
    return {
        row["code"]: Field(
            section=row["section"],
            code=row["code"],
            kind=row["kind"],
            list=row["list"],
            required=row["required"] == "yes",
            most=int(row["most"] or 0),
            labels={"en": row["en"], "ru": row["ru"]},
            helps={"en": row["help_en"], "ru": row["help_ru"]},
            headers={"en": row["sheet_en"], "ru": row["sheet_ru"]} if row["sheet_en"] else {},
            role=row["role"],
        )
        for row in rows("fields.tsv")
    }


def field(code: str) -> Field:
    """The field with this code.

    Raises:
        KeyError: no such field.
    """
    return fields()[code]


@cache
def sections() -> tuple[Section, ...]:
    """All sections in their order."""
    found = []
    for row in rows("sections.tsv"):
        own = tuple(one for one in fields().values() if one.section == row["code"])
        found.append(Section(row["code"], {"en": row["en"], "ru": row["ru"]}, own))
    return tuple(found)


def sheet_fields() -> tuple[Field, ...]:
    """The fields that the sheet has a column for, the sender's own number first; of counts each has its own."""
    found = [one for one in fields().values() if one.headers]
    for one in fields().values():
        if one.kind == "counts":
            at = next(at for at, other in enumerate(found) if other.section == "notes")
            found[at:at] = [_counted(one, status) for status in lists.codes(one.list)]
    return tuple(sorted(found, key=lambda one: one.code != "sender_key"))


def _counted(one: Field, status: str) -> Field:
    """The count of one status as a field of its own, whose role is the status."""
    headers = {lang: f"{one.label(lang)}: {lists.label(one.list, status, lang).lower()}" for lang in one.labels}
    return replace(
        one, code=f"{one.code}.{status}", kind="count", list="", labels=headers, headers=headers, role=status
    )
