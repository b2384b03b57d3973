"""The standard messages of the centre, a reviewed list in English and Russian, each with what it follows. Pure."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files

from chorsu.kernel.errors import InputError

__all__ = ["Standard", "standard"]


@dataclass(frozen=True, slots=True)
class Standard:
    """A prepared message: its codes, and in both languages its name and words; `source` says what it follows."""

    code: str
    kind: str
    channel: str
    precedence: int
    urgency: str
    about: str
    names: tuple[str, str]
    subjects: tuple[str, str]
    bodies: tuple[str, str]
    source: str

    def said(self, language: str) -> tuple[str, str, str]:
        """Name, subject and text in a language, `en` or `ru`."""
        nth = int(language == "ru")
        return self.names[nth], self.subjects[nth], self.bodies[nth]


@functools.cache
def standard() -> dict[str, Standard]:
    """The standard messages by code, in the order of the file; a backslash and n in a text of it end a line."""
    text = files("chorsu.exchange.templates").joinpath("data/standard.tsv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where="standard.tsv")
    return {row["code"]: _read(row) for row in rows}


def _read(row: dict[str, str]) -> Standard:
    plain = {name: row[name] for name in ("code", "kind", "channel", "urgency", "about", "source")}
    return Standard(
        **plain,
        precedence=int(row["precedence"]),
        names=(row["name_en"], row["name_ru"]),
        subjects=(row["subject_en"], row["subject_ru"]),
        bodies=(row["body_en"].replace("\\n", "\n"), row["body_ru"].replace("\\n", "\n")),
    )
