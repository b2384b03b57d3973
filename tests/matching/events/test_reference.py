"""The reference of `same` lists the codes that the verb can write, and no others."""

import re
from pathlib import Path

from chorsu.matching.events.weights import levels

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "same.md"
INNER = re.compile(r"mass_(digits|parcels)_\w+|mass_(spread|strength)|list_least")
"""Levels that only the arithmetic uses."""


def test_the_reference_lists_every_reason_code_with_its_sentence():
    told = dict(re.findall(r"^\| `(\w+_\w+)` \| (.+) \|$", REFERENCE.read_text(encoding="utf-8"), re.MULTILINE))
    told.pop("row_a", None)
    codes = {level.code: level.en for level in levels().values() if not INNER.fullmatch(level.code)}
    assert told == codes
