"""Where names of persons stand in Arabic script, which has no capitals: given names, endings, and the words around."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.intake.reading.name_runs import NameSpan, Token
from chorsu.intake.reading.names import Part, arabic_part, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from chorsu.intake.reading.views import View, Word

__all__ = ["arabic_names"]

_ACCEPTED, _LONGEST = 0.6, 4
_AND = frozenset({" و ", " او "})
_OF_FAITH = "الدین"
"""What makes a given name of any word before it ("جمعه الدین")."""
_BEFORE = {"courtesy": 0.3, "rank": 0.3, "status": 0.25, "post": 0.2, "resident": 0.1, "called": 0.3, "joint": 0.25}


def arabic_names(
    view: View, *, titled: Sequence[tuple[int, int]], title_before: Callable[[int], str]
) -> list[NameSpan]:
    """All names, in order, none overlapping; `titled` and `title_before` as for `name_runs`."""
    in_title = {start for first, last in titled for start in range(first, last)}
    words = [word for word in view.words if word.plain[0].isalpha()]
    found: list[NameSpan] = []
    number = 0
    while number < len(words):
        joined = bool(found) and view.plain[found[-1].tokens[-1].end : words[number].start] in _AND
        title = title_before(words[number].start) or ("joint" if joined else "")
        span = _at(view, words, number, in_title, title)
        if span is None:
            number += 1
            continue
        found.append(span)
        number += len(span.tokens)
    return found


def _at(view: View, words: Sequence[Word], number: int, in_title: set[int], title: str) -> NameSpan | None:
    first = words[number]
    what = arabic_part(first.plain)
    if words[number + 1 : number + 2] and words[number + 1].plain == _OF_FAITH and Part.NOTHING not in what:
        what |= Part.GIVEN
    if Part.NOTHING in what or first.start in in_title or len(first.plain) < 2:  # noqa: PLR2004 - no name is a letter
        return None
    before = words[number - 1] if number else None
    if before and before.plain in listed("before", "fa") and view.plain[before.end : first.start] == " ":
        return None
    if Part.GIVEN not in what and title in {
        "",
        "post",
        "resident",
        "joint",
    }:  # a place may follow: commander of Khorasan
        return None
    tokens = [Token(first.start, first.end, "", what)]
    for word in words[number + 1 : number + _LONGEST]:
        part = arabic_part(word.plain)
        joined = view.plain[tokens[-1].end : word.start] in {" ", "-"}
        if not joined or Part.NOTHING in part or word.start in in_title or _is_whole(tokens, part):
            break
        tokens.append(Token(word.start, word.end, "", part))
    worth = _worth(view, tokens, words, number) + _BEFORE.get(title, 0.0)
    return NameSpan(tuple(tokens), min(worth, 0.95)) if worth >= _ACCEPTED else None


def _is_whole(tokens: list[Token], following: Part) -> bool:
    """A surname ends the name, unless another given name or a tribal ending follows."""
    last = tokens[-1].part
    ended = len(tokens) > 1 and Part.GIVEN not in last
    return ended and Part.SURNAME not in following


def _worth(view: View, tokens: list[Token], words: Sequence[Word], number: int) -> float:
    parts = [token.part for token in tokens]
    given = sum(Part.GIVEN in part for part in parts)
    if len(tokens) == 1:
        return 0.35 if given else 0.2
    after = words[number + len(tokens)] if number + len(tokens) < len(words) else None
    if after and view.plain[after.start - 1] == " " and after.plain in listed("after", "fa"):
        return 0.0
    if given == len(tokens):
        return 0.7
    last = parts[-1]
    if Part.SURNAME in last:
        return 0.85 if given else 0.4
    if Part.WEAK_SURNAME in last:
        return 0.75 if given else 0.35
    return 0.45 if given else 0.1
