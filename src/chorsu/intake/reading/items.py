"""The items of a saved page or a list: where each begins and ends, its title, the day it was published.

What parts items is what the page itself repeats: the lines that content systems print around each item
(`lexicons/*/page_lines.tsv`), rules, lines that hold nothing but a date, short lines that come again and again; failing
these, headings, dated lines or bullets, where every piece between them stands for itself. A text with none of them is
one item. Owns no reading of what an item says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.views import View

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

__all__ = ["Item", "items", "numeric_day"]

_LINE = re.compile(r"[^\n]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_RULE = re.compile(r"[\s*=_~#·•.\-]{3,}|[\s*]*\*[\s*]*\*[\s*]*")
_BULLET = re.compile(r"\s*(?:[-•*·▪●○►]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s")
_NUMERIC = re.compile(
    r"(?<!\d)(?:(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})|(?P<d2>\d{1,2})[-./](?P<m2>\d{1,2})[-./](?P<y2>\d{4}|\d\d))(?!\d)"
)
_DATED_LINE = re.compile(r"\s*(?:[-•*]\s*)?(?:\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}-\d\d-\d\d)\s*(?:[-:|.]\s|г\.\s)")
_DAY = r"(?<!\d)(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR = r"(?<!\d)(?:1[34]\d\d|19\d\d|20\d\d)(?!\d)"
_APART = r"[^\W\d_]{0,5}[\s.,\-]{1,3}(?:[^\W\d_]+[\s.,\-]{1,3}){0,3}"
_DATE = re.compile(rf"{_DAY}{_APART}(?:{_DAY}{_APART})?{_YEAR}|{_YEAR}{_APART}{_DAY}")
"""A day near its year, in words or figures of any language; a year of birth has none."""
_OPEN = "…"
_LONGEST_LINE_OF_A_DATE = 60
_WORDS_BESIDE_A_DATE = 5
_LONGEST_HEADING = 200
_SHORTEST_BODY = 60
_SENTENCE_END = (".", "!", "?", "…", "؟", "۔", '."', '!"', ".)", ";", ":", ",")
_REPEATS = 3
_LONGEST_REPEATED = 60
_FIRST_WORDS = 400
_MUCH_LONGER = 1.5


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `text[start:end]` is its body, without its title; `title` ("" where it has none) is at `title_start`.

    `published` is the day printed beside the item; None where the page shows none.
    """

    start: int
    end: int
    title: str = ""
    title_start: int = 0
    published: dt.date | None = None


class _Line(NamedTuple):
    """A line of the view: what it is and where; `day` of a line that is only a date."""

    kind: str  # "body", "heading", "mark", "furniture" or "date"
    start: int
    end: int
    day: dt.date | None = None


class _Part(NamedTuple):
    """What stands between two lines that part: headings and body."""

    lines: tuple[_Line, ...]
    day: dt.date | None


def numeric_day(line: str) -> dt.date | None:
    """The first date written in digits (year first, or day first), as pages print it; None where there is none."""
    for found in _NUMERIC.finditer(line):
        year, month, day = (int(found[name] or found[name + "2"]) for name in "ymd")
        try:
            return dt.date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 -- a year of two digits
        except ValueError:
            continue
    return None


def items(text: str, *, day: Callable[[str], dt.date | None] = numeric_day) -> list[Item]:
    """The items of a document, in order; a text that is no list is one item; none of an empty text.

    Args:
        text: the document's text, as its file gave it.
        day: reads the day from a line that is only a date (`numeric_day` knows no names of months).
    """
    view = View(text)
    lines = _classified(view, day)
    found = _between_marks(lines)
    if len(found) < 2 and not any(line.kind == "mark" for line in lines):  # noqa: PLR2004 -- a list has two items
        found = _by_openings(view, lines) or found
    listed = len(found) > 1 or (len(found) == 1 and any(line.kind == "mark" for line in lines))
    if not listed:
        return _whole(view)
    return [_placed(view, item) for item in found]


def _whole(view: View) -> list[Item]:
    plain = view.plain
    if not plain.strip():
        return []
    start, end = view.span(len(plain) - len(plain.lstrip()), len(plain.rstrip()))
    return [Item(start, end)]


def _placed(view: View, item: Item) -> Item:
    """The item with its offsets in the text instead of the view."""
    start, end = view.span(item.start, item.end)
    if not item.title:
        return Item(start, end, published=item.published)
    first, last = view.span(item.title_start, item.title_start + len(item.title))
    return replace(item, start=start, end=end, title=view.text[first:last], title_start=first)


@cache
def _listed() -> tuple[dict[str, str], tuple[tuple[str, str, str], ...], tuple[str, ...]]:
    """Whole lines and their role; beginnings (and endings) of lines; what stands before the date of an item."""
    whole: dict[str, str] = {}
    open_ended: list[tuple[str, str, str]] = []
    before_dates: list[str] = []
    for language in lexicon.LANGUAGES:
        for row in lexicon.rows(language, "page_lines"):
            for form in lexicon.forms(row["lines"]):
                plain = View(form).plain
                if row["role"] == "dateline":
                    before_dates.append(plain.strip())
                elif form.endswith(_OPEN) or _OPEN in form:
                    first, _, last = plain.partition(_OPEN)
                    open_ended.append((first.strip(), last.strip(), row["role"]))
                else:
                    whole[_only_words(plain)] = row["role"]
    return whole, tuple(open_ended), tuple(sorted(before_dates, key=len, reverse=True))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple({first for first, _, _ in _listed()[1]})


def _only_words(plain: str) -> str:
    return " ".join(_LETTERS.findall(plain))


def _role(plain: str) -> str:
    """The role of a line that the lists know, else ""."""
    whole, open_ended, _ = _listed()
    words = _only_words(plain)
    if words in whole:
        return whole[words]
    if not words:  # page numbers, counters, arrows
        return "furniture"
    if len(plain) <= _LONGEST_HEADING and plain.startswith(_beginnings()):
        for first, last, role in open_ended:
            if plain.startswith(first) and plain.endswith(last) and len(plain) > len(first) + len(last):
                return role
    return ""


def _classified(view: View, day: Callable[[str], dt.date | None]) -> list[_Line]:
    spans = [(m.start(), m.end()) for m in _LINE.finditer(view.plain) if m[0].strip()]
    stripped = [view.plain[start:end].strip() for start, end in spans]
    often = Counter(line for line in stripped if len(line) <= _LONGEST_REPEATED and not _BULLET.match(line + " "))
    lines = []
    for (start, end), plain in zip(spans, stripped, strict=True):
        first = start + view.plain[start:end].index(plain)
        repeated = often[plain] >= _REPEATS and not plain.endswith((".", ";", ":", ","))
        lines.append(_line(plain, first, view.cased[first : first + len(plain)], day, repeated=repeated))
    return [
        line._replace(kind="body") if line.kind == "heading" and _runs_on(view, line, after) else line
        for line, after in zip_longest(lines, lines[1:])
    ]


def _runs_on(view: View, line: _Line, after: _Line | None) -> bool:
    """Whether the text goes on in the next line: no empty line between them, and both about as long."""
    if after is None or after.kind not in {"heading", "body"} or view.plain[line.end : after.start].count("\n") > 1:
        return False
    return after.end - after.start < _MUCH_LONGER * (line.end - line.start)


def _line(plain: str, start: int, cased: str, day: Callable[[str], dt.date | None], *, repeated: bool) -> _Line:
    end = start + len(plain)
    if _RULE.fullmatch(plain):
        return _Line("mark", start, end)
    dated = _date_line(plain, cased, day)
    if dated:
        return _Line("date", start, end, dated)
    role = _role(plain)
    if role:
        return _Line(role, start, end)
    if repeated:
        return _Line("mark", start, end)
    heading = len(plain) <= _LONGEST_HEADING and not plain.endswith(_SENTENCE_END) and not _BULLET.match(plain)
    return _Line("heading" if heading else "body", start, end)


def _date_line(plain: str, cased: str, day: Callable[[str], dt.date | None]) -> dt.date | None:
    """The day of a line that is only a date, perhaps with a weekday, a time and a word such as "Published"."""
    if len(plain) > _LONGEST_LINE_OF_A_DATE or not any(c.isdigit() for c in plain):
        return None
    if plain.startswith(_listed()[2]):
        before = next(one for one in _listed()[2] if plain.startswith(one))
        cased = cased[len(before) :]
    written = numeric_day(cased)
    if not written and not (re.search(_YEAR, cased) and re.search(_DAY, re.sub(_YEAR, " ", cased))):
        return None
    if len(_LETTERS.findall(cased)) > _WORDS_BESIDE_A_DATE:
        return None
    return written or day(cased.strip())


def _between_marks(lines: Sequence[_Line]) -> list[Item]:
    """Items between the lines that part; a heading that stands last before a date or a mark opens the next item."""
    found: list[Item] = []
    waiting: _Line | None = None
    for part in _parts(lines):
        own, following = _split_off_heading(part.lines)
        title = own[0] if own[0].kind == "heading" else None
        if _has_body(own, title):
            body = own[1:] if title is not None and waiting is None else own
            head = waiting if waiting is not None else title
            found.append(_item(body, head, part.day))
            waiting = following
        else:
            waiting = following or (own[-1] if own and own[-1].kind == "heading" else waiting)
    if len(found) > 2 and [bool(item.title) for item in found].count(True) == 1 and found[0].title:  # noqa: PLR2004
        found[0] = replace(found[0], title="", title_start=0)  # the heading of the page, not of its first item
    return found


def _item(body: Sequence[_Line], title: _Line | None, day: dt.date | None) -> Item:
    head = "" if title is None else "x" * (title.end - title.start)
    return Item(body[0].start, body[-1].end, head, 0 if title is None else title.start, day)


def _split_off_heading(lines: Sequence[_Line]) -> tuple[Sequence[_Line], _Line | None]:
    if len(lines) > 1 and lines[-1].kind == "heading" and lines[-2].kind == "body":
        return lines[:-1], lines[-1]
    return lines, None


def _has_body(lines: Sequence[_Line], title: _Line | None) -> bool:
    text = [line for line in lines if line is not title]
    return any(line.kind == "body" for line in text) and sum(line.end - line.start for line in text) >= _SHORTEST_BODY


def _parts(lines: Sequence[_Line]) -> Iterable[_Part]:
    """What stands between lines that part, with the day printed above it (or below, where the page prints it there)."""
    below = _dates_stand_below(lines)
    gathered: list[_Line] = []
    day: dt.date | None = None
    for line in lines:
        if line.kind in {"heading", "body"}:
            gathered.append(line)
        elif line.kind != "furniture" or (gathered and gathered[-1].kind == "body"):
            if line.kind == "furniture":
                continue
            if gathered:
                yield _Part(tuple(gathered), line.day if below and line.kind == "date" else day)
                if any(one.kind == "body" for one in gathered):
                    day = None
                gathered = []
            day = line.day if line.kind == "date" and not below else day
    if gathered:
        yield _Part(tuple(gathered), day)


def _dates_stand_below(lines: Sequence[_Line]) -> bool:
    kinds = [line.kind for line in lines if line.kind in {"body", "date"}]
    return bool(kinds) and kinds[0] == "body" and kinds[-1] == "date"


def _by_openings(view: View, lines: Sequence[_Line]) -> list[Item]:
    """Items that only begin in the same way: with a dated line, a bullet or a heading."""
    for opens in (_dated, _bulleted, _headed):
        firsts = [number for number, line in enumerate(lines) if opens(view, line)]
        if len(firsts) < 2 or (opens is not _headed and firsts[0] > 1):  # noqa: PLR2004 -- a list has two items
            continue
        pieces = [lines[first:last] for first, last in zip(firsts, [*firsts[1:], len(lines)], strict=True)]
        if all(_stands_for_itself(view, piece, headed=opens is _headed) for piece in pieces):
            return [_opened(view, piece, headed=opens is _headed, dated=opens is _dated) for piece in pieces]
    return []


def _opened(view: View, piece: Sequence[_Line], *, headed: bool, dated: bool) -> Item:
    if headed:
        return _item(piece[1:], piece[0], None)
    return _item(piece, None, numeric_day(_words_of(view, piece[:1])) if dated else None)


def _words_of(view: View, lines: Sequence[_Line]) -> str:
    return view.cased[lines[0].start : lines[-1].end]


def _dated(view: View, line: _Line) -> bool:
    return bool(_DATED_LINE.match(view.cased, line.start, line.end))


def _bulleted(view: View, line: _Line) -> bool:
    return bool(_BULLET.match(view.plain, line.start, line.end))


def _headed(_: View, line: _Line) -> bool:
    return line.kind == "heading"


def _stands_for_itself(view: View, piece: Sequence[_Line], *, headed: bool) -> bool:
    """Whether a piece is an item: long enough, and with a day and a year among its first words."""
    body = piece[1:] if headed else piece
    if not body or not _has_body(body, None):
        return False
    first = _words_of(view, body)[:_FIRST_WORDS]
    mark = _BULLET.match(first)
    return bool(_DATE.search(first, mark.end() if mark and not numeric_day(mark[0]) else 0))
