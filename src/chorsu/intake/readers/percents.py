"""Which cells of a workbook are formatted as per cent: such a cell holds 0.61 and shows 61 %.

The reader of workbooks gives values without their formats; this looks the formats up. Only for workbooks that were
checked (`workbooks.check_workbook`). Pure: no Django, no database.
"""

from __future__ import annotations

import html
import re
import zipfile
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["percent_cells", "percent_text"]

_BUILT_IN = frozenset({9, 10})
"""Numbers of the formats `0%` and `0.00%`."""
_MOST_STYLES = 20 << 20
_BLOCK = 1 << 20
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_LITERAL = re.compile(r"\"[^\"]*\"|\\.|\[[^\]]*\]")
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>")
_PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{1,3})(\d{1,7})[\"']")
_STYLE = re.compile(rb"(?:^|\s)s\s*=\s*[\"'](\d{1,6})[\"']")


def percent_cells(path: str, sheet: str) -> frozenset[tuple[int, int]]:
    """The cells of a sheet (row from 1, column from 0) that show a share; none where that cannot be found out."""
    try:
        seen = Path(path).stat()
        return _cells(path, sheet, (seen.st_mtime_ns, seen.st_size))
    except (OSError, zipfile.BadZipFile, KeyError, ValueError):
        return frozenset()


@lru_cache(maxsize=8)
def _cells(path: str, sheet: str, _as_seen: tuple[int, int]) -> frozenset[tuple[int, int]]:
    with zipfile.ZipFile(path) as archive:
        styles = _percent_styles(_part(archive, "xl/styles.xml"))
        part = _part_of(archive, sheet) if styles else ""
        return frozenset(_places(archive, part, styles)) if part else frozenset()


def percent_text(value: float) -> str:
    """The share as its cell shows it, with every digit: 0.61 is `61%`."""
    text = f"{Decimal(repr(value)).scaleb(2):f}"
    return f"{text.rstrip('0').rstrip('.') if '.' in text else text}%"


def _part(archive: zipfile.ZipFile, name: str) -> str:
    if archive.getinfo(name).file_size > _MOST_STYLES:
        return ""
    return archive.read(name).decode("utf-8", "replace")


def _attributes(tag: str) -> dict[str, str]:
    return {name: html.unescape(one or other) for name, one, other in _ATTRIBUTE.findall(tag)}


def _tags(text: str, name: str) -> Iterator[dict[str, str]]:
    for found in re.finditer(rf"<(?:\w+:)?{name}\s([^<>]*)>", text):
        yield _attributes(found[1])


def _percent_styles(styles: str) -> frozenset[bytes]:
    """The numbers of the cell formats that show a share."""
    own = {one["numFmtId"] for one in _tags(styles, "numFmt") if "%" in _LITERAL.sub("", one.get("formatCode", ""))}
    own |= {str(number) for number in _BUILT_IN}
    formats = re.search(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    listed = _tags(formats[0], "xf") if formats else ()
    return frozenset(str(place).encode() for place, one in enumerate(listed) if one.get("numFmtId") in own)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part that holds a sheet; empty where none is named so."""
    key = next((one for one in _tags(_part(archive, "xl/workbook.xml"), "sheet") if one.get("name") == sheet), {})
    number = next((value for name, value in key.items() if name.rpartition(":")[2] == "id"), "")
    for one in _tags(_part(archive, "xl/_rels/workbook.xml.rels"), "Relationship"):
        if number and one.get("Id") == number:
            target = one.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return ""


def _places(archive: zipfile.ZipFile, part: str, styles: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    with archive.open(part) as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            text = rest + block
            end = text.rfind(b"<")
            text, rest = (text[:end], text[end:]) if end > 0 else (text, b"")
            yield from _in_text(text, styles)
        yield from _in_text(rest, styles)


def _in_text(text: bytes, styles: frozenset[bytes]) -> Iterator[tuple[int, int]]:
    for found in _CELL.finditer(text):
        style, place = _STYLE.search(found[1]), _PLACE.search(found[1])
        if style and place and style[1] in styles:
            yield int(place[2]), _column(place[1].upper())


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
