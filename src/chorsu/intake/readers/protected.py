"""Whether a header may count persons who are protected (victims, minors, witnesses), whatever the column is read as.

Owns no word: they are data (`data/words.tsv`, lists `protected` and `protected_stem`). A header that only seems to name
them counts as one that does: a cell too many left empty harms less than one too many shown.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from chorsu.intake.readers.wordlists import plain, words

__all__ = ["names_protected"]

_ANYWHERE = 6
"""Letters from which the beginning of a word tells also inside another: "ChildVictims"."""


@lru_cache(maxsize=8192)
def names_protected(header: str) -> bool:
    """Whether a header has a word for protected persons, in any of the languages read."""
    return bool(_pattern().search(plain(header)))


@cache
def _pattern() -> re.Pattern[str]:
    whole, stems = (sorted(map(re.escape, words(name))) for name in ("protected", "protected_stem"))
    inside = [re.escape(stem) for stem in sorted(words("protected_stem")) if len(stem) >= _ANYWHERE and " " not in stem]
    return re.compile(rf"\b(?:{'|'.join(whole)})\b|\b(?:{'|'.join(stems)})|{'|'.join(inside)}")
