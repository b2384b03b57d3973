"""What is spelled on the telephone: identifiers in a text, and the words by which their signs are said. Pure.

Owns `data/spelling.tsv`. Letters of the region's other alphabets, which it does not hold, are said as they are.
"""

from __future__ import annotations

import csv
import functools
import re
from importlib.resources import files

from chorsu.kernel.errors import InputError

__all__ = ["identifiers_in", "spelled"]

SHORTEST = 4
MOST = 12
# Strangers write these words and a page waits meanwhile: what begins with a word is tried at its beginning, and once.
_GROUP = r"(?:[A-ZА-ЯЁ]{1,4}|(?=[A-ZА-ЯЁ]*+[0-9])[A-ZА-ЯЁ0-9]++)"
_TRACES = (
    r"\+\d[\d\s().-]{6,17}\d",  # a telephone number
    r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w-]++(?:\.[\w-]++)*+",  # an address of mail
    r"(?<!\w)@[A-Za-z]\w{3,}",  # the name of an account
    r"(?<!\w)(?:bc1[a-z0-9]{20,}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})(?!\w)",  # a wallet
    rf"(?<![\w.,]){_GROUP}(?:[ /-]{_GROUP}){{0,5}}(?!\w|[.,]\d)",
)
"""The last: plates, numbers of containers, lots and documents: capitals and figures, in groups."""
_FOUND = re.compile("|".join(f"(?:{trace})" for trace in _TRACES))
_NO_IDENTIFIER = re.compile(
    r"\d{4}-\d{2}(-\d{2})?|(19|20)\d{2}|[\d ]+(KG|G|L|KM|M|КГ|Г|Л|КМ|М)|\d{1,3}( \d{3})+", re.IGNORECASE
)
"""Dates, years and amounts."""


def identifiers_in(text: str) -> list[str]:
    """What in words is to be spelled, each once, in the order in which it stands, up to `MOST`."""
    found = dict.fromkeys(one.group().strip() for one in _FOUND.finditer(text))
    return [one for one in found if _is_identifier(one)][:MOST]


def spelled(identifier: str, language: str) -> list[str]:
    """The words by which the signs of an identifier are said, in `en` or `ru`; spaces are not said."""
    words = _words()
    return [words.get(sign.upper(), {}).get(language, sign) for sign in identifier if not sign.isspace()]


def _is_identifier(text: str) -> bool:
    return len(text) >= SHORTEST and ("@" in text or any(map(str.isdigit, text))) and not _NO_IDENTIFIER.fullmatch(text)


@functools.cache
def _words() -> dict[str, dict[str, str]]:
    text = files("chorsu.exchange.duty").joinpath("data/spelling.tsv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
    if any(not row["source"] for row in rows):
        raise InputError("a row without a source", where="spelling.tsv")
    return {row["sign"]: {"en": row["en"], "ru": row["ru"]} for row in rows}
