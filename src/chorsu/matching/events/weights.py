"""The reviewed files of this package: m and u of each level, settings, and place words that name no place.

Owns their reading. They are the source of every number the method uses: a change of judgement is a change of a file.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Level", "generic_place_words", "level", "levels", "setting"]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a comparison: `m`, its chance among reports of one event; `u`, among reports of different ones.

    `u` is what is believed before the data at hand are counted; `en` and `ru` say the level to a reader.
    """

    comparison: str
    name: str
    m: float
    u: float
    en: str
    ru: str
    source: str

    @property
    def code(self) -> str:
        """The reason code: comparison and level in one word, for example `mass_rounded`."""
        return f"{self.comparison}_{self.name}"


def _read(name: str) -> list[dict[str, str]]:
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def levels() -> dict[tuple[str, str], Level]:
    """Every level by comparison and name, from `data/weights.tsv`."""
    return {
        (r["comparison"], r["level"]): Level(
            r["comparison"], r["level"], float(r["m"]), float(r["u"]), r["en"], r["ru"], r["source"]
        )
        for r in _read("weights.tsv")
    }


def level(comparison: str, name: str) -> Level:
    """One level; `KeyError` for a level that the file does not know."""
    return levels()[comparison, name]


@cache
def _settings() -> dict[str, float]:
    return {r["setting"]: float(r["value"]) for r in _read("settings.tsv")}


def setting(name: str) -> float:
    """One number of `data/settings.tsv`; `KeyError` for a name that the file does not know."""
    return _settings()[name]


@cache
def generic_place_words() -> frozenset[str]:
    """Words, in Latin letters, that say what kind of place is meant and not which (`data/place_words.tsv`)."""
    return frozenset(r["word"] for r in _read("place_words.tsv"))
