"""Looking into a file before a message takes it: what it is by its content, and that it does nothing but be read.

Owns the checks of one file: its kind, archives that swell, formulas, macros, scripts, what loads from elsewhere
(`intake.markup` finds these in a part). A PDF is opened in the process apart that reads hostile files
(`intake.texts.apart`). Whether a message has room for it, and who may attach it, asks `exchange.attachments`.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import TYPE_CHECKING

from chorsu.exchange.attachments.files import MOST_BYTES, TYPES, AttachmentError, Checked, ended, name_of
from chorsu.exchange.messages.naming import leads_to_somebody
from chorsu.intake.markup import acts, holds_formulas, words_of, works_out
from chorsu.intake.texts.apart import ask
from chorsu.intake.texts.archives import BROKEN, unpacked
from chorsu.intake.texts.formats import recognise
from chorsu.kernel.errors import InputError
from chorsu.records.photographs.images import PictureError, look_at

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["look_into"]

MB = 1 << 20
MOST_UNPACKED = 200 * MB
"""Bytes that the parts of a document or a workbook unpack to together."""
MOST_PARTS = 5_000
PDF_SECONDS = 20.0
_PICTURES = {"image/jpeg": "jpeg", "image/png": "png", "image/webp": "webp"}
_TAKEN = frozenset({"pdf", "docx", "xlsx", "csv", "txt"})
_VALUES = "save a copy that holds values only and attach that"
_PLAIN = "save it as PDF, or without them, and attach that"
_ANEW = "save it anew and attach that"
_CODED = re.compile(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8[\"'])", re.IGNORECASE)
_CONTROL = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")


def look_into(name: str, content: bytes) -> Checked:
    """The file as a message takes it.

    Raises:
        AttachmentError: it is not taken; one line names it, says why and what to do.
    """
    name = name_of(name)
    if not content.strip(b"\0\t\n\r "):
        raise AttachmentError("empty", name, "is empty", "check that the right file was chosen")
    if len(content) > MOST_BYTES:
        raise AttachmentError("large", name, f"is larger than {MOST_BYTES >> 20} MB", "attach it in parts")
    kind = _kind_of(name, content)
    words = ""
    match kind:
        case "pdf":
            _look_into_pdf(name, content)
        case "docx" | "xlsx":
            words = _look_into_parts(name, content, kind)
        case "csv" | "txt":
            words = _text(name, content)
            if kind == "csv":
                _look_into_cells(name, words)
    return Checked(ended(name, kind), kind, content, leads_to_somebody(words))


def _kind_of(name: str, content: bytes) -> str:
    if content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (content[:4], content[8:12]) == (
        b"RIFF",
        b"WEBP",
    ):
        try:
            return _PICTURES[look_at(content, where=name).media_type]
        except PictureError as error:
            code = "broken" if error.code in {"broken_photograph", "unreadable_photograph"} else "pixels"
            raise AttachmentError(code, name, error.what, "save the picture anew, smaller, and attach that") from error
    try:
        kind = recognise(content, name)
    except InputError as error:
        if "broken" in error.what:
            raise AttachmentError("broken", name, "is broken or cut off", _ANEW) from error
        raise AttachmentError("kind", name, f"is not taken: {error.what}", TYPES) from error
    if kind not in _TAKEN:
        raise AttachmentError("kind", name, "is of no kind that is taken", TYPES)
    return kind


def _look_into_pdf(name: str, content: bytes) -> None:
    try:
        told = ask("pdf-active", [content], name, seconds=PDF_SECONDS).told
    except InputError as error:
        locked = "password" in error.what
        what = "is locked with a password" if locked else "is broken or cut off"
        to_do = "save it without one" if locked else _ANEW
        raise AttachmentError("locked" if locked else "broken", name, what, to_do) from error
    if told["scripts"] or told["files"]:
        raise AttachmentError("active", name, "holds scripts or other files", _PLAIN)


def _look_into_parts(name: str, content: bytes, kind: str) -> str:
    """Look into every part of a document or a workbook; its words, as far as they lead to somebody."""
    words = []
    for part, data in _parts(name, content):
        if acts(part, data):
            raise AttachmentError("active", name, "holds macros, other files or what loads from elsewhere", _PLAIN)
        if kind == "xlsx" and holds_formulas(data):
            raise AttachmentError("formula", name, "holds formulas", _VALUES)
        if part.endswith(".xml") and not part.startswith(("docProps/", "word/theme/", "xl/theme/")):
            words.append(words_of(data))
    return " \n".join(words)


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """The parts with markup, unpacked under a bound; of others the name alone. Each part is unpacked and counted."""
    left = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _check_count(name, len(parts))
            for part in parts:
                data = unpacked(archive, part, left, name)
                left -= len(data)
                yield part.filename.replace("\\", "/").lstrip("/"), _markup(name, part.filename, data)
    except AttachmentError:
        raise
    except InputError as error:
        if error.what.startswith("unpacks"):
            raise AttachmentError("bomb", name, "unpacks to far more than its size", _ANEW) from error
        locked = error.what.startswith("locked")
        what, to_do = ("is locked with a password", "save it without one") if locked else ("is broken", _ANEW)
        raise AttachmentError("locked" if locked else "broken", name, what, to_do) from error
    except BROKEN as error:
        raise AttachmentError("broken", name, "is broken or cut off", _ANEW) from error


def _check_count(name: str, count: int) -> None:
    if count > MOST_PARTS:
        raise AttachmentError("bomb", name, "holds far too many parts", _ANEW)


def _markup(name: str, part: str, data: bytes) -> bytes:
    """The markup of a part, in UTF-8 as office programs write it; nothing where it holds none."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    marked = data.lstrip()[:1] == b"<"
    hidden = not marked and part.casefold().endswith((".xml", ".rels"))
    if hidden or (marked and (b"\0" in data or _CODED.match(data))):
        raise AttachmentError("broken", name, "is written in an unusual way", _ANEW)
    return data if marked else b""


def _text(name: str, content: bytes) -> str:
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    if _CONTROL.search(content):
        raise AttachmentError("kind", name, "is of no kind that is taken", TYPES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1251", "replace")


def _look_into_cells(name: str, text: str) -> None:
    """Refuse a table in which a spreadsheet would work something out: it could call programs and addresses."""
    for number, line in enumerate(text.splitlines(), start=1):
        if any(map(works_out, _cells(line))):
            raise AttachmentError("formula", name, "holds formulas", _VALUES, at=f"line {number}")


def _cells(line: str) -> Iterator[str]:
    for sign in ",;\t|":
        try:
            yield from next(csv.reader([line], delimiter=sign), [])
        except csv.Error:
            yield from line.split(sign)
