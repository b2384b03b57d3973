"""Grounds on which a permission or a transfer is refused, as a reviewed file with the source of each. Pure."""

from __future__ import annotations

import csv
import functools
from dataclasses import dataclass
from importlib.resources import files

__all__ = ["Ground", "grounds"]


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


@functools.cache
def grounds(act: str) -> dict[str, Ground]:
    """The grounds on which an act, `permission` or `transfer`, may be refused, by code, in the order of the file."""
    text = (files("chorsu.handling") / "data/refusal_grounds.tsv").read_text(encoding="utf-8")
    rows = (Ground(**row) for row in csv.DictReader(text.splitlines(), delimiter="\t"))
    return {ground.code: ground for ground in rows if ground.act in {act, "both"}}
