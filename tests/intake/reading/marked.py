"""Unseen cases: a text with its values marked in place, "{person|Azamat Example} was detained"."""

import json
import re
from pathlib import Path
from typing import NamedTuple

_MARK = re.compile(r"\{(\w+)\|([^}]*)\}")
_FOLDER = Path(__file__).parent / "unseen"


class Case(NamedTuple):
    """A text, its language and the (start, end, kind) of every value in it."""

    identifier: str
    language: str
    text: str
    values: set[tuple[int, int, str]]

    def of(self, *kinds: str) -> set[tuple[int, int, str]]:
        return {value for value in self.values if value[2] in kinds}

    def but(self, *kinds: str) -> set[tuple[int, int, str]]:
        return {value for value in self.values if value[2] not in kinds}


def unmarked(marked: str) -> tuple[str, set[tuple[int, int, str]]]:
    text, values, at = "", set(), 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        values.add((len(text), len(text) + len(match[2]), match[1]))
        text += match[2]
        at = match.end()
    return text + marked[at:], values


def cases(part: str) -> list[Case]:
    rows = map(json.loads, (_FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines())
    return [Case(row["id"], row["lang"], *unmarked(row["marked"])) for row in rows]


def f1(wanted: set[tuple], got: set[tuple]) -> float:
    return 2 * len(wanted & got) / max(1, len(wanted) + len(got))
