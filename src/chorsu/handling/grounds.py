"""Grounds on which a permission or a transfer is refused, as a reviewed file with the source of each. Pure."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Flag", "Ground", "flags", "grounds"]


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground: its code, the act it refuses (`permission`, `transfer` or `both`), its words, its source."""

    code: str
    act: str
    en: str
    ru: str
    source: str

    def label(self, language: str) -> str:
        """The words in a language, `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@dataclass(frozen=True, slots=True)
class Flag:
    """What must be said of persons before their data go abroad; `refuses` is the ground that it gives, if any."""

    code: str
    en: str
    ru: str
    refuses: str
    source: str

    def label(self, language: str) -> str:
        """The words in a language, `en` or `ru`."""
        return self.ru if language == "ru" else self.en


@functools.cache
def flags() -> dict[str, Flag]:
    """The flags of a transfer by code, in the order of the file."""
    return {row["code"]: Flag(**row) for row in _rows("transfer_flags.tsv")}


@functools.cache
def grounds(act: str) -> dict[str, Ground]:
    """The grounds on which an act, `permission` or `transfer`, may be refused, by code, in the order of the file."""
    rows = (Ground(**row) for row in _rows("refusal_grounds.tsv"))
    return {ground.code: ground for ground in rows if ground.act in {act, "both"}}


def _rows(name: str) -> list[dict[str, str]]:
    text = (files("chorsu.handling") / "data" / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t"))
