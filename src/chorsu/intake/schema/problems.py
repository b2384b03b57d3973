"""What can be wrong with a field: a code, and one clear line for its reader (`data/problems.tsv`)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from chorsu.intake.schema.tables import rows

__all__ = ["Problem", "Problems"]

_SHOWN = 80


@cache
def _lines() -> dict[str, dict[str, str]]:
    return {row["code"]: {"en": row["en"], "ru": row["ru"]} for row in rows("problems.tsv")}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: its code, the limit it breaks, and what stood there."""

    code: str
    most: int = 0
    given: str = ""

    def line(self, lang: str) -> str:
        """What is wrong and what to do, after the name of the field; what stood there comes first."""
        said = self.words(lang).replace("%(most)s", str(self.most))
        return f"“{self.given[:_SHOWN]}” {said}" if self.given else said

    def words(self, lang: str) -> str:
        """The line with `%(most)s` left in it, for who fills that in."""
        texts = _lines()[self.code]
        return texts.get(lang) or texts["en"]


type Problems = dict[str, Problem]
"""Problems by the path of their field: `date`, `place`, `lots.1.quantity`, `persons.detained`."""
