"""What the child process may answer to each job: kinds, sizes, and spans that lie in the text. The rest is no answer.

A child that was taken over can lie about what a file says; it cannot swell its parent, nor break what reads it.
"""

from __future__ import annotations

import datetime as dt
import re
from array import array
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from chorsu.intake.texts.limits import MAX_CHARACTERS, MAX_FILE, MAX_ITEMS, MAX_PAGES, MAX_PARTS, MB

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Answer", "check", "columns", "text_of"]

type Check = Callable[[Any], bool]

LINE: Final = 600
"""Characters of a warning, a title or a header."""
MAX_WARNINGS: Final = 2_000
MAX_PICTURE: Final = 64 * MB
"""Bytes of a page as PNG: three for each of 12 million dots, and some."""
MAX_COUNT: Final = 1 << 31
PNG: Final = b"\x89PNG\r\n\x1a\n"
NO_LINE = re.compile("[\n\r\0\ud800-\udfff]")
FARTHEST: Final = 10.0
"""Shares of a page that a box reaches beyond it: words at the edge are cut by it."""


class Answer(NamedTuple):
    """What a job gave: a JSON object and blocks of bytes."""

    told: dict[str, Any]
    blocks: list[bytes]


def text_of(answer: Answer) -> str:
    """The text of an answer: its first block."""
    return answer.blocks[0].decode("utf-8")


def columns(spans: Iterable[tuple[int, int]]) -> list[bytes]:
    """Spans as two blocks: starts and ends."""
    starts, ends = array("I"), array("I")
    for start, end in spans:
        starts.append(start)
        ends.append(end)
    return [starts.tobytes(), ends.tobytes()]


def check(job: str, answer: Answer) -> None:
    """Hold an answer against the shape of its job.

    Raises:
        ValueError: it has another.
    """
    shape = _REFUSED if "refused" in answer.told else _TOLD[job]
    if not shape(answer.told):
        raise ValueError("an answer of another shape")
    if "refused" not in answer.told:
        _BLOCKS[job](answer)


def _line(value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LINE and not NO_LINE.search(value)


def _flag(value: Any) -> bool:
    return isinstance(value, bool)


def _day(value: Any) -> bool:
    return isinstance(value, str) and (not value or str(dt.date.fromisoformat(value)) == value)


def _number(least: int, most: int) -> Check:
    return lambda value: type(value) is int and least <= value <= most


def _list(each: Check, most: int) -> Check:
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(each, value))


def _record(**fields: Check) -> Check:
    return lambda value: (
        isinstance(value, dict)
        and value.keys() == fields.keys()
        and all(look(value[name]) for name, look in fields.items())
    )


def _lines_by_name(value: Any) -> bool:
    return isinstance(value, dict) and len(value) <= MAX_PARTS and all(map(_line, (*value, *value.values())))


_WARNINGS = _list(_line, MAX_WARNINGS)
_REFUSED = _record(refused=_record(what=_line, to_do=_line))
_ITEM = _record(
    start=_number(0, MAX_CHARACTERS),
    end=_number(0, MAX_CHARACTERS),
    title=_line,
    published=_day,
    published_from=_line,
)
_PART = _record(
    role=lambda value: value in ("plain", "html", "file", "mail"),
    kind=_line,
    name=_line,
    charset=_line,
    number=_number(1, MAX_PARTS),
)
_TOLD: dict[str, Check] = {
    "page": _record(
        items=_list(_ITEM, MAX_ITEMS),
        title=_line,
        published=_day,
        published_from=_line,
        language=_line,
        encoding=_line,
        warnings=_WARNINGS,
    ),
    "bodies": _record(language=_line, warnings=_WARNINGS),
    "pdf": _record(
        pages=_number(0, MAX_COUNT),
        scans=_list(_number(1, MAX_PAGES), MAX_PAGES),
        warnings=_WARNINGS,
        created=_line,
        language=_line,
    ),
    "pdf-active": _record(scripts=_number(0, MAX_COUNT), files=_number(0, MAX_COUNT)),
    "render": _record(width=_number(1, MAX_COUNT), height=_number(1, MAX_COUNT)),
    "mail": _record(
        stated=_lines_by_name,
        day=_day,
        language=_line,
        is_page=_flag,
        warnings=_WARNINGS,
        parts=_list(_PART, MAX_PARTS),
    ),
}


def _column(kind: str, block: bytes) -> array[Any]:
    column = array(kind)
    column.frombytes(block)
    return column


def _spans(size: int, starts: Sequence[int], ends: Sequence[int]) -> None:
    """Spans in their order, none empty, none over another, all in the text."""
    if (
        len(starts) != len(ends)
        or any(start >= end for start, end in zip(starts, ends, strict=True))
        or any(end > start for end, start in zip(ends, starts[1:], strict=False))
        or (ends and ends[-1] > size)
    ):
        raise ValueError("spans outside of the text")


def _size(answer: Answer, blocks: int) -> int:
    """Characters of the text, where there are so many blocks."""
    if len(answer.blocks) != blocks or len(answer.blocks[0]) > MAX_CHARACTERS * 4:
        raise ValueError("blocks of another number or size")
    size = len(text_of(answer))
    if size > MAX_CHARACTERS:
        raise ValueError("too long a text")
    return size


def _page(answer: Answer) -> None:
    size = _size(answer, 3)
    _spans(size, *(_column("I", block) for block in answer.blocks[1:]))
    items = answer.told.get("items", [])
    _spans(size, [item["start"] for item in items], [item["end"] for item in items])


def _pdf(answer: Answer) -> None:
    size = _size(answer, 5)
    numbers, starts, ends = (_column("I", block) for block in answer.blocks[1:4])
    boxes = _column("f", answer.blocks[4])
    _spans(size, starts, ends)
    if not len(numbers) == len(starts) == len(boxes) / 4:
        raise ValueError("columns of another length")
    if any(a > b for a, b in pairwise(numbers)) or (numbers and not 1 <= numbers[0] <= numbers[-1] <= MAX_PAGES):
        raise ValueError("pages out of their order")
    if not all(-FARTHEST <= share <= FARTHEST for share in boxes):
        raise ValueError("boxes outside of the page")


def _nothing(answer: Answer) -> None:
    if answer.blocks:
        raise ValueError("blocks where none belong")


def _picture(answer: Answer) -> None:
    if len(answer.blocks) != 1 or len(answer.blocks[0]) > MAX_PICTURE or not answer.blocks[0].startswith(PNG):
        raise ValueError("no picture")


def _mail(answer: Answer) -> None:
    if len(answer.blocks) != len(answer.told["parts"]) or sum(map(len, answer.blocks)) > 2 * MAX_FILE:
        raise ValueError("blocks of another number or size")


_BLOCKS: dict[str, Callable[[Answer], None]] = {
    "page": _page,
    "bodies": _page,
    "pdf": _pdf,
    "pdf-active": _nothing,
    "render": _picture,
    "mail": _mail,
}
