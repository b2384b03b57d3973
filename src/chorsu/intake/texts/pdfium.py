"""PDF pages to text with the box of every word, and pages to pictures. Runs in the child process of `apart`.

Lines of a paragraph are joined with blanks, a word parted at the end of a line is one word again (two pieces, one a
line). A page without text that shows something is named as a scan. Words outside of the visible page are left out.
"""

from __future__ import annotations

import ctypes
import io
import re
from array import array
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from chorsu.intake.texts.answers import Answer
from chorsu.intake.texts.charsets import too_long, whole
from chorsu.intake.texts.flowing import Line, Shares, Word, flowed
from chorsu.intake.texts.limits import MAX_CHARACTERS, MAX_PAGES
from chorsu.intake.texts.pdf_acts import acts_of
from chorsu.intake.texts.rightward import in_order, spelled
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["read_active", "read_pdf", "render"]

PARTED = "\x02\ufffe"
"""What PDFium writes for a hyphen at the end of a line."""
WORD = re.compile(r"[^\s\x02\ufffe]+[\x02\ufffe]?|[\x02\ufffe]")
LINE = re.compile(r"[^\r\n]+")
FEW = 16
"""Characters below which a page with a picture is taken for a scan: a page number, a stamp."""
SOME = 120
"""The same where one picture covers most of the page: the line of a scanning program."""
COVERS = 0.5
DRAWN = 100
"""Drawn shapes on a page without text from which they are taken for letters."""
MOST_OBJECTS = 2_000
UNITS = 1_000_000
"""Device units across a page, for shares of it."""
POINTS = 72
MAX_PIXELS = 12_000_000
"""Of a rendered page: a page of A4 at 300 dots an inch has 8.7 million."""


class _Page(NamedTuple):
    lines: list[Line]
    characters: int
    outside: int


def _opened(content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise InputError("the PDF is locked with a password", to_do="save it without one") from error
        raise InputError("the PDF is broken or cut off", to_do="send it again, or hand in its text") from error


def read_pdf(content: bytes) -> Answer:
    """The text; columns of page numbers, starts, ends and boxes of its words; pages that are scans; the stated day."""
    pdf = _opened(content)
    count = len(pdf)
    warnings = [f"only the first {MAX_PAGES:,} of {count:,} pages are read"] if count > MAX_PAGES else []
    columns = _Columns()
    scans, broken, outside, sizes = [], 0, 0, []
    for index in range(min(count, MAX_PAGES)):
        try:
            page = pdf[index]
            read = _page(page)
            if read.characters < SOME and _is_scan(page, read.characters):
                scans.append(index + 1)
            page.close()
        except pdfium.PdfiumError:
            broken += 1
            continue
        outside += read.outside
        columns.add(index + 1, read.lines)
        sizes.append(columns.length)
    if broken:
        warnings.append(f"{broken:,} pages are damaged and left out")
    if outside:
        warnings.append(f"{outside:,} words outside of the visible page are left out")
    return Answer(
        {
            "pages": count,
            "scans": scans,
            "warnings": warnings,
            "created": _metadata(pdf, "CreationDate"),
            "language": _language(pdf),
        },
        [
            whole("".join(columns.parts)).encode(),
            *(column.tobytes() for column in (columns.numbers, columns.starts, columns.ends, columns.boxes)),
        ],
    )


class _Columns:
    """The text so far and its words, in columns."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.numbers, self.starts, self.ends = array("I"), array("I"), array("I")
        self.boxes = array("f")

    def add(self, page: int, lines: list[Line]) -> None:
        """A page's lines; the text grows."""
        text, words = flowed(lines)
        if not text:
            return
        if self.length:
            text, shift = f"\n\n{text}", self.length + 2
        else:
            shift = 0
        for word in words:
            self.numbers.append(page)
            self.starts.append(word.start + shift)
            self.ends.append(word.end + shift)
            self.boxes.extend(word.box)
        self.parts.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            error = too_long("")
            raise InputError(error.what, to_do=error.to_do)


def _page(page: Any) -> _Page:
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        if count > MAX_CHARACTERS:
            error = too_long("")
            raise InputError(error.what, to_do=error.to_do)
        text = textpage.get_text_range(0, -1) if count else ""
        boxes = _Boxes(page, textpage, text, count)
        lines: list[Line] = []
        outside = 0
        for line in LINE.finditer(text):
            words: list[Word] = []
            for found in WORD.finditer(text, line.start(), line.end()):
                start, end = found.span()
                box = boxes.around(start, end)
                if box is None:
                    outside += 1
                elif word := _word(found.group(), box, partial(boxes.lefts, start, end)):
                    words.append(word)
            lines.extend(_rows(in_order(words)))
        return _Page(lines, len(text.strip()), outside)
    finally:
        textpage.close()


def _word(text: str, box: Shares, lefts: Callable[[], list[float]]) -> Word | None:
    """A word as it is spelled; one that ends in PDFium's sign for a parted word is marked so."""
    parted = text[-1] in PARTED
    clean = text[:-1] if parted else text
    return Word(spelled(clean, lefts).replace("\0", "\ufffd"), box, parted) if clean else None


def _rows(words: list[Word]) -> Iterator[Line]:
    """A line; where a word was parted the next line follows in it, so it is cut there."""
    row: list[Word] = []
    for word in words:
        row.append(word)
        if word.parted:
            yield Line(tuple(row))
            row = []
    if row:
        yield Line(tuple(row))


class _Boxes:
    """Where the characters of a page's text stand, in shares of the page, whatever its rotation and visible box."""

    def __init__(self, page: Any, textpage: Any, text: str, count: int) -> None:
        self.handle = textpage.raw
        # PDFium counts in units of UTF-16, and its text leaves some characters of the page out.
        self.wide = _wide(text) if max(text, default="") > "\uffff" else None
        self.direct = self.wide is None and len(text) == count
        self.rect = raw.FS_RECTF()
        self.pointer = ctypes.pointer(self.rect)
        self.sides = [ctypes.c_double() for _ in range(4)]
        self.to_page = _to_page(page)

    def corner(self, at: int) -> Shares:
        """Left, bottom, right, top of a character in page units; a sign without a box is a point."""
        index = (
            at
            if self.direct
            else raw.FPDFText_GetCharIndexFromTextIndex(self.handle, self.wide[at] if self.wide else at)
        )
        rect = self.rect
        if index >= 0 and raw.FPDFText_GetLooseCharBox(self.handle, index, self.pointer) and rect.right > rect.left:
            return rect.left, rect.bottom, rect.right, rect.top
        left, right, bottom, top = self.sides
        if index >= 0 and raw.FPDFText_GetCharBox(self.handle, index, left, right, bottom, top):
            return left.value, bottom.value, right.value, top.value
        return 0.0, 0.0, 0.0, 0.0

    def around(self, start: int, end: int) -> Shares | None:
        """The box around a word, from its first and its last character; None where it lies outside of the page."""
        left, bottom, right, top = self.corner(start)
        if end - start > 1:
            a, b, c, d = self.corner(end - 1)
            if c > a:
                left, bottom, right, top = min(left, a), min(bottom, b), max(right, c), max(top, d)
        ox, oy, xx, yx, xy, yy = self.to_page
        x1, y1 = ox + xx * left + xy * bottom, oy + yx * left + yy * bottom
        x2, y2 = ox + xx * right + xy * top, oy + yx * right + yy * top
        if not (0 <= x1 + x2 <= 2 and 0 <= y1 + y2 <= 2):  # noqa: PLR2004 — twice the middle of the word
            return None
        if x1 > x2:
            x1, x2 = x2, x1
        if y1 > y2:
            y1, y2 = y2, y1
        return max(0.0, x1), max(0.0, y1), min(1.0, x2), min(1.0, y2)

    def lefts(self, start: int, end: int) -> list[float]:
        """The left edges of the characters of a word."""
        ox, _, xx, _, xy, _ = self.to_page
        corners = [self.corner(at) for at in range(start, end)]
        return [ox + xx * corner[0] + xy * corner[1] for corner in corners]


def _wide(text: str) -> array[int]:
    """For each character its index in units of UTF-16."""
    found, at = array("I"), 0
    for character in text:
        found.append(at)
        at += 1 + (character > "\uffff")
    return found


def _to_page(page: Any) -> tuple[float, float, float, float, float, float]:
    """The map from page units to shares of the page as it is seen: origin, then what a unit right and up adds."""
    x, y = ctypes.c_int(), ctypes.c_int()

    def device(px: float, py: float) -> tuple[float, float]:
        raw.FPDF_PageToDevice(page.raw, 0, 0, UNITS, UNITS, 0, px, py, x, y)
        return x.value / UNITS, y.value / UNITS

    step = 100.0
    (ox, oy), (ax, ay), (bx, by) = device(0, 0), device(step, 0), device(0, step)
    return ox, oy, (ax - ox) / step, (ay - oy) / step, (bx - ox) / step, (by - oy) / step


def _is_scan(page: Any, characters: int) -> bool:
    """Whether a page with little text shows a picture (one that covers most, beside some text), or drawn letters."""
    width, height = page.get_size()
    drawn = 0
    least = 0.0 if characters < FEW else COVERS * width * height
    for shown in islice(page.get_objects(max_depth=2), MOST_OBJECTS):
        if shown.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, bottom, right, top = shown.get_bounds()
            if (right - left) * (top - bottom) > least:
                return True
        drawn += shown.type == raw.FPDF_PAGEOBJ_PATH
    return characters == 0 and drawn >= DRAWN


def _metadata(pdf: pdfium.PdfDocument, key: str) -> str:
    try:
        return " ".join(whole(str(pdf.get_metadata_value(key))).replace("\0", " ").split())[:100]
    except (pdfium.PdfiumError, ValueError):
        return ""


def _language(pdf: pdfium.PdfDocument) -> str:
    """The language that the catalogue states."""
    size = raw.FPDFCatalog_GetLanguage(pdf.raw, None, 0)
    if not 2 < size < POINTS:  # noqa: PLR2004 — units of UTF-16 with an end; a tag is short
        return ""
    buffer = (ctypes.c_uint16 * (size // 2))()
    raw.FPDFCatalog_GetLanguage(pdf.raw, buffer, size)
    stated = bytes(buffer).decode("utf-16-le", errors="replace").rstrip("\0")
    return stated.replace("_", "-").lower() if re.fullmatch(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*", stated) else ""


def read_active(content: bytes) -> Answer:
    """How many actions and files a PDF holds that its pages do not show, with a name or without one."""
    pdf, acts = _opened(content), acts_of(content)
    scripts, files = raw.FPDFDoc_GetJavaScriptActionCount(pdf), raw.FPDFDoc_GetAttachmentCount(pdf)
    return Answer({"scripts": max(0, scripts) + acts.scripts, "files": max(0, files) + acts.files}, [])


def render(content: bytes, *, page: int, dots: int) -> Answer:
    """A page (from 1) as PNG in grey or colour, at most so many dots an inch as `MAX_PIXELS` allow."""
    pdf = _opened(content)
    if not 1 <= page <= len(pdf):
        raise InputError(f"there is no page {page}; it has {len(pdf)}")
    try:
        sheet = pdf[page - 1]
        width, height = sheet.get_size()
        scale = min(dots / POINTS, (MAX_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = sheet.render(scale=scale, may_draw_forms=False).to_pil()
    except (pdfium.PdfiumError, ValueError) as error:
        raise InputError(f"page {page} cannot be drawn", to_do="see the original") from error
    out = io.BytesIO()
    picture.convert("RGB").save(out, "PNG", compress_level=1)
    return Answer({"width": picture.width, "height": picture.height}, [out.getvalue()])
