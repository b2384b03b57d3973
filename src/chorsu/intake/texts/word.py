"""Word files (DOCX) to text: paragraphs, tables, headers, notes, text boxes. Reads the archive itself, part by part.

What Word shows is read: inserted text is, deleted and hidden text is not; of two drawings of one thing the newer one.
The numbers of a list are Word's own and not in the file; an entry has `•` ahead of it. Macros and pictures stay shut.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING, Any

from lxml import etree

from chorsu.intake.texts.archives import BROKEN, unpacked
from chorsu.intake.texts.charsets import too_long
from chorsu.intake.texts.documents import Document, Pieces
from chorsu.intake.texts.limits import MAX_ALIKE, MAX_CHARACTERS, MAX_MARKS, MAX_XML
from chorsu.intake.texts.listing import listed
from chorsu.intake.texts.stated import confirmed, iso_day
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["read_docx"]

PARTS = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/document\.xml"), "paragraph"),
    (re.compile(r"word/footnotes\.xml"), "footnote"),
    (re.compile(r"word/endnotes\.xml"), "endnote"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
)
"""Parts in the order in which they are read, and what their paragraphs are called."""
RETURNING = ("header", "footer")
"""Parts that stand several times (first page, even pages): what was read once is left out."""
SKIPPED = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "sectPr", "tblPr", "tcPr", "trPr"})
"""What Word does not show, a second drawing for old programs, and looks."""
NOTES = ("separator", "continuationSeparator", "continuationNotice")
SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
OFF = ("0", "false", "off")


class _Text:
    """The text so far, its pieces, and the break that is due ahead of the next paragraph."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.parts: list[str] = []
        self.length = 0
        self.held = 0
        self.pieces = Pieces()
        self.due = "\n\n"

    def hold(self, root: Any) -> bytes:
        """Count all text of a part, shown or not; what it says, as a digest.

        Raises:
            InputError: with this part the file holds more than is read.
        """
        digest = hashlib.sha256()
        for text in root.itertext():
            self.held += len(text)
            digest.update(text.encode("utf-8", "replace"))
        if self.held > MAX_CHARACTERS:
            raise too_long(self.where)
        return digest.digest()

    def add(self, text: str, kind: str, number: int) -> None:
        """Append a paragraph; blanks at its ends are no part of it."""
        text = text.strip().replace("\0", "\ufffd")
        if not text:
            return
        if self.length:
            self.parts.append(self.due)
            self.length += len(self.due)
        self.pieces.add(self.length, self.length + len(text), kind, number)
        self.parts.append(text)
        self.length += len(text)
        if self.length > MAX_CHARACTERS:
            raise too_long(self.where)


def read_docx(found: Found) -> Iterator[Document]:
    """The one document of a Word file; its pieces are paragraphs, numbered within the body, the headers, the notes.

    Raises:
        InputError: broken, locked, or larger than is read.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
            document = _read(archive, found)
    except (*BROKEN, etree.XMLSyntaxError) as error:
        raise InputError(
            "the DOCX is broken or cut off", where=found.name, to_do="send it again, or save it anew as DOCX"
        ) from error
    yield document


def _read(archive: zipfile.ZipFile, found: Found) -> Document:
    text = _Text(found.name)
    names = sorted(archive.namelist())
    warnings = []
    for pattern, kind in PARTS:
        seen: set[bytes] = set()
        numbers = 0
        alike = list(filter(pattern.fullmatch, names))
        if len(alike) > MAX_ALIKE:
            warnings.append(f"only {MAX_ALIKE} of {len(alike):,} {kind}s are read")
        for name in alike[:MAX_ALIKE]:
            root = _tree(archive, name, found.name)
            said = text.hold(root)
            if kind not in RETURNING or said not in seen:
                numbers = _write(root, text, kind, numbers)
            seen.add(said)
            del root  # before the next tree is built
            text.due = "\n\n"
    whole = "".join(text.parts)
    core = _core(archive, names, found.name)
    days = [confirmed(iso_day(core.get(key, "")), whole) for key in ("created", "modified")]
    day = days[0] or days[1]
    if any(name.endswith("vbaProject.bin") for name in names):
        warnings.append("it holds macros, which were not opened")
    return Document(
        name=found.name,
        format="docx",
        text=whole,
        title=core.get("title", "").strip()[:300],
        published=day,
        published_from="core properties and the text" if day else "",
        language=core.get("language", "").strip().lower(),
        items=listed(whole),
        pieces=text.pieces,
        warnings=tuple(warnings),
        content=found.content,
    )


def _tree(archive: zipfile.ZipFile, name: str, where: str) -> Any:
    """The root of a part; no entity is resolved, nothing is fetched, and depth is bounded by the parser (256)."""
    content = unpacked(archive, archive.getinfo(name), MAX_XML, where)
    if content.count(b"<") + content.count(b"=") > MAX_MARKS:
        raise InputError(
            "a part of it has more markup than is read", where=where, to_do="hand it in in parts, or its text as TXT"
        )
    # As the standard has it, a part is in UTF-8 or UTF-16, whatever it states: in others its marks are no ASCII.
    encoding = None if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding=encoding
    )
    return etree.fromstring(content, parser)


def _core(archive: zipfile.ZipFile, names: list[str], where: str) -> dict[str, str]:
    """The core properties by their local names."""
    if "docProps/core.xml" not in names:
        return {}
    return {_tag(element): element.text or "" for element in _tree(archive, "docProps/core.xml", where)}


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Any, name: str) -> str:
    """An attribute by its local name (transitional and strict files have different namespaces)."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def _write(root: Any, text: _Text, kind: str, numbers: int) -> int:
    """Write the paragraphs of a part, numbered on from `numbers`; the last number."""
    open_paragraphs: list[list[str]] = []
    cells = 0
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = _tag(element)
        if event == "start":
            if tag in SKIPPED or _is_hidden(tag, element):
                walk.skip_subtree()
            elif tag == "p":
                open_paragraphs.append(["• "] if _is_entry(element) else [])
            elif tag == "tc":
                cells += 1
            elif open_paragraphs:
                open_paragraphs[-1].append((element.text or "") if tag == "t" else SIGNS.get(tag, ""))
        elif tag == "p" and open_paragraphs:
            numbers += 1
            written = "".join(open_paragraphs.pop())
            text.add("" if written == "• " else written, kind, numbers)
            if written.strip():
                text.due = "\n" if cells else "\n\n"
        elif tag in ENDS:
            cells -= tag == "tc"
            text.due = ENDS[tag]
    return numbers


ENDS = {"tc": "\t", "tr": "\n", "tbl": "\n\n"}
"""What stands after a cell, a row and a table."""


def _is_hidden(tag: str, element: Any) -> bool:
    """A run set to be hidden, or the line that parts notes from the text."""
    if tag == "r":
        return any(
            _tag(look) == "vanish" and _value(look, "val") not in OFF
            for looks in element
            if _tag(looks) == "rPr"
            for look in looks
        )
    return tag in ("footnote", "endnote") and _value(element, "type") in NOTES


def _is_entry(paragraph: Any) -> bool:
    """Whether a paragraph is an entry of a list."""
    for looks in paragraph:
        if _tag(looks) == "pPr":
            for look in looks:
                if _tag(look) == "numPr":
                    return not any(_tag(part) == "numId" and _value(part, "val") == "0" for part in look)
        break
    return False
