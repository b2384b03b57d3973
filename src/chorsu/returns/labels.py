"""What the label of a row says: of which substance or indicator it is, and whether it is a total that holds other rows.

Owns the reading of labels as received, in English and Russian. Pure: no Django, no database. Names no substance; the
words are `data/label_words.tsv`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from chorsu.returns.tables import indicators, patterns, plain
from chorsu.vocabulary.substances import find_substance

__all__ = ["Label", "read_label"]

_LONGEST = 1_000
_LISTED = re.compile(r"\s*(?:,|;|/|\band\b|\bor\b|\bи\b|\bили\b)\s*")
_QUOTES = re.compile(r"[“”„«»\"]")


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says.

    `subject` is a code of the substance tree (`kind` "substance") or of an indicator ("indicator"); both empty where
    nothing known is named. `total`: the row is a total that holds other rows; `above`: it says that it holds those
    that stand above it. `excluding`: codes of substances that it says it does not hold. `rest`: the row is of what is
    named nowhere else ("other", "not specified"). `part`: the row is a part of the one above ("of which").
    """

    kind: str
    subject: str
    total: bool = False
    above: bool = False
    excluding: tuple[str, ...] = ()
    rest: bool = False
    part: bool = False

    @property
    def everything(self) -> bool:
        """Whether the row is the total of all drugs."""
        return self.kind == "indicator" and self.subject == "weight"


@functools.lru_cache(maxsize=8192)
def read_label(text: str, heading: str = "") -> Label:
    """Read a label; `heading` is the text of its sub-group, which may say that the row is a total."""
    text = text[:_LONGEST]
    above, bare = _without(text, "above")
    excluding = tuple(
        code for pattern in patterns("excluding") for part in pattern.findall(text) for code in _all(part)
    )
    worded, bare = _without(bare, "total")
    part, bare = _without(bare, "part")
    rest = any(pattern.search(bare) for pattern in patterns("rest"))
    total = above or worded or (bool(heading) and any(pattern.search(heading) for pattern in patterns("total")))
    kind, subject = _subject(bare, text, total=total)
    return Label(kind, subject, total, above, excluding, rest, part)


def _without(text: str, says: str) -> tuple[bool, str]:
    found = False
    for pattern in patterns(says):
        shorter = pattern.sub(" ", text)
        found, text = found or shorter != text, shorter
    return found, text.strip(" ,:;–—-")


def _all(text: str) -> list[str]:
    return [match.code for part in _LISTED.split(_QUOTES.sub("", text)) if (match := find_substance(part))]


def _subject(bare: str, text: str, *, total: bool) -> tuple[str, str]:
    key = plain(bare)
    for one in indicators():
        if key in one.written or plain(text) in one.written:
            return "indicator", one.code
    if total and not key:
        return "indicator", "weight"
    found = find_substance(bare) or find_substance(text)
    if found is None:
        return "", ""
    if total and not found.known:
        return "indicator", "weight"
    return "substance", found.code
