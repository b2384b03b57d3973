"""What a token may be for, a reviewed list: what is said of it to who makes one. Pure.

A token does nothing that its owner may not do; a scope takes away from that, and never adds.
"""

from __future__ import annotations

import csv
import functools
from importlib.resources import files

__all__ = ["scopes"]


@functools.cache
def scopes() -> dict[str, dict[str, str]]:
    """For each scope, in the order of the file, what it permits in each language, `en` and `ru`."""
    text = files("chorsu.directory").joinpath("data/scopes.tsv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["code"]: {"en": row["en"], "ru": row["ru"]} for row in rows}
