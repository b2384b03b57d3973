"""A long text in pieces that are read one by one, and what was read moved back to its place in the whole.

So the time that reading takes grows with the length of a text and no faster: within a piece a finder may look at each
thing beside each other, and a piece is short enough that none takes two seconds, whatever stands in it. Only people
are joined over the whole text.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, cast

from chorsu.intake.reading.values import Value

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "moved", "pieces"]

LONGEST = 20_000
"""Characters read at once: ten pages, more than one notice or one item of a page holds."""
_CUTS = (re.compile(r"\n\s*\n"), re.compile(r"\n"), re.compile(r"[.!?؟۔]\s"), re.compile(r"\s"))
"""Where a piece may end, the best first."""


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Pieces of a text with the place of each; together they are the text."""
    at = 0
    while len(text) - at > LONGEST:
        end = _cut(text, at)
        yield at, text[at:end]
        at = end
    yield at, text[at:]


def _cut(text: str, at: int) -> int:
    """The last good place to end a piece in its second half."""
    for cut in _CUTS:
        last = None
        for last in cut.finditer(text, at + LONGEST // 2, at + LONGEST):  # noqa: B007 — the last one counts
            pass
        if last is not None:
            return last.end()
    return at + LONGEST


def moved[T](one: T, by: int) -> T:
    """The same reading with every value `by` characters further on."""
    if isinstance(one, Value):
        return cast(
            "T",
            replace(
                one,
                start=one.start + by,
                end=one.end + by,
                value=moved(one.value, by),
                alternatives=moved(one.alternatives, by),
            ),
        )
    many = cast("Any", one)
    if type(one) is tuple:
        return cast("T", tuple(moved(part, by) for part in many))
    if type(one) is list:
        return cast("T", [moved(part, by) for part in many])
    if is_dataclass(one) and not isinstance(one, type):
        changed = {field.name: moved(getattr(many, field.name), by) for field in fields(many) if field.init}
        return cast("T", replace(many, **changed))
    return one
