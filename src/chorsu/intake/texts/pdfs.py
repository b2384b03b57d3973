"""PDF files and pictures as documents; scans through character recognition. Draws pages for a reader."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chorsu.intake.texts.answers import text_of
from chorsu.intake.texts.apart import ask
from chorsu.intake.texts.documents import Box, Document, Pieces
from chorsu.intake.texts.limits import MAX_SCANS, PDF_SECONDS
from chorsu.intake.texts.listing import listed
from chorsu.intake.texts.scans import Scanned, as_png, recognise_page, recogniser
from chorsu.intake.texts.stated import confirmed, pdf_day
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["page_image", "read_pdf", "read_picture"]

HEAD = 1024
"""Bytes within which a PDF says that it is one."""
DOTS = 110
"""Dots an inch of a page shown beside its text: readable at a glance, about 150 kB."""
SCAN_DOTS = 300
"""Dots an inch for character recognition, as Tesseract's own manual asks for."""


def page_image(content: bytes, page: int, *, dots: int = DOTS, name: str = "") -> bytes:
    """A page (from 1) of a PDF, or the one page of a picture, as PNG.

    Raises:
        InputError: there is no such page, or it cannot be drawn.
    """
    if b"%PDF-" not in content[:HEAD]:
        return as_png(content, name)
    return ask("render", [content], name, seconds=PDF_SECONDS, page=page, dots=dots).blocks[0]


def read_pdf(found: Found) -> Iterator[Document]:
    """The one document of a PDF; its pieces are its words, each with page and box."""
    answer = ask("pdf", [found.content], found.name, seconds=PDF_SECONDS)
    told = answer.told
    text = text_of(answer)
    pieces = Pieces.of_columns("page", *answer.blocks[1:])
    warnings = list(told["warnings"])
    if told["scans"]:
        text, pieces, more = _with_scans(found, text, pieces, told["scans"])
        warnings += more
    day = confirmed(pdf_day(told["created"]), text)
    yield Document(
        name=found.name,
        format="pdf",
        text=text,
        published=day,
        published_from="creation date and the text" if day else "",
        language=told["language"],
        pages=told["pages"],
        items=listed(text),
        pieces=pieces,
        warnings=tuple(warnings),
        content=found.content,
    )


def _with_scans(found: Found, text: str, pieces: Pieces, scans: list[int]) -> tuple[str, Pieces, list[str]]:
    """The text with its scanned pages read, in the order of pages, where a recogniser is installed."""
    try:
        use = recogniser(found.languages)
    except InputError as error:
        return text, pieces, [f"{_pages(scans)} without text: {error.what}; {error.to_do}"]
    read: dict[int, Scanned] = {}
    warnings = []
    now = scans[: max(0, found.left.scans)]
    found.left.scans -= len(now)
    for page in now:
        try:
            picture = page_image(found.content, page, dots=SCAN_DOTS, name=found.name)
            read[page] = recognise_page(picture, use, f"page {page}")
        except InputError as error:
            warnings.append(f"page {page} without text: {error.what}")
    if later := scans[len(now) :]:
        warnings.append(
            f"{_pages(later)} without text: at most {MAX_SCANS} scans are recognised in one file; hand in the rest"
        )
    if read:
        doubtful = sum(page.doubtful for page in read.values())
        warnings.append(
            f"{_pages(list(read))} read by character recognition ({use.languages}), {doubtful:,} words in doubt;"
            " compare figures with the picture"
        )
    return *_merged(text, pieces, read), warnings


def _pages(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8])) + (f" and {len(numbers) - 8:,} more" if len(numbers) > 8 else "")  # noqa: PLR2004
    return f"page{'s' if len(numbers) > 1 else ''} {shown}"


def _merged(text: str, pieces: Pieces, read: dict[int, Scanned]) -> tuple[str, Pieces]:
    """Text and pieces by page, the scanned ones in their places (what little text such a page had gives way)."""
    spans: dict[int, list[int]] = {}
    for at, piece in enumerate(pieces):
        if piece.number not in read:
            spans.setdefault(piece.number, []).append(at)
    parts: list[str] = []
    merged, length = Pieces(), 0
    for number in sorted({*spans, *read}):
        if parts:
            parts.append("\n\n")
            length += 2
        if number in read:
            part, words = read[number].text, read[number].words
            placed: list[tuple[int, int, Any]] = [(word.start, word.end, word.box) for word in words]
        else:
            inside = [pieces[at] for at in spans[number]]
            first = inside[0].start
            part = text[first : inside[-1].end]
            placed = [(piece.start - first, piece.end - first, piece.box) for piece in inside]
        for start, end, box in placed:
            merged.add(start + length, end + length, "page", number, Box(*box))
        parts.append(part)
        length += len(part)
    return "".join(parts), merged


def read_picture(found: Found) -> Iterator[Document]:
    """A picture of one page, recognised.

    Raises:
        InputError: no recogniser is installed, or it cannot read the picture.
    """
    found.left.scans -= 1
    if found.left.scans < 0:
        raise InputError(
            f"a picture: at most {MAX_SCANS} scans are recognised in one file",
            where=found.name,
            to_do="hand in the rest",
        )
    try:
        use = recogniser(found.languages)
        page = recognise_page(found.content, use, "the picture")
    except InputError as error:
        raise InputError(f"a picture: {error.what}", where=found.name, to_do=error.to_do) from error
    pieces = Pieces()
    for word in page.words:
        pieces.add(word.start, word.end, "page", 1, Box(*word.box))
    warning = f"read by character recognition ({use.languages}), {page.doubtful:,} words in doubt; compare figures"
    yield Document(
        name=found.name,
        format="image",
        text=page.text,
        pages=1,
        items=listed(page.text),
        pieces=pieces,
        warnings=(warning,),
        content=found.content,
    )
