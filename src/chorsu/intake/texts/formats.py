"""What kind of file some bytes are, told by their content; by their name only where content cannot."""

from __future__ import annotations

import codecs
import io
import re
import zipfile
import zlib
from typing import Final

from chorsu.kernel.errors import InputError

__all__ = ["FORMATS", "HEAD", "is_mailbox", "recognise"]

FORMATS: Final = ("txt", "html", "docx", "pdf", "eml", "mbox", "zip", "image", "xlsx", "csv")
HEAD = 4_096
REFUSED = (
    (b"\xd0\xcf\x11\xe0", "a file of the old kind (DOC, XLS, MSG) or locked with a password", "save it as DOCX"),
    (b"\x78\x9f\x3e\x22", "an envelope of Outlook (winmail.dat)", "ask the sender for plain attachments"),
    (b"{\\rtf", "an RTF text", "save it as DOCX"),
    (b"\x1f\x8b", "a compressed file", "unpack it first, or hand in a ZIP"),
    (b"BZh", "a compressed file", "unpack it first, or hand in a ZIP"),
    (b"\xfd7zXZ", "a compressed file", "unpack it first, or hand in a ZIP"),
    (b"7z\xbc\xaf", "an archive of another kind than ZIP", "unpack it first, or hand in a ZIP"),
    (b"Rar!", "an archive of another kind than ZIP", "unpack it first, or hand in a ZIP"),
    (b"MZ", "a program", "it is not opened"),
    (b"\x7fELF", "a program", "it is not opened"),
    (b"SQLite format", "a database", "hand in the text or table that it holds"),
    (b"PAR1", "a Parquet file", "save the table as CSV"),
    (b"GIF8", "a picture of a kind that is not read", "save it as PNG"),
    (b"%!PS", "a PostScript file", "save it as PDF"),
)
"""First bytes, what it is, what to do."""
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"BM")
LEAD = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
PACKED = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))
OTHER_PACKED = (
    ("ppt/presentation.xml", "a presentation", "save it as PDF"),
    ("xl/workbook.bin", "a binary workbook (XLSB)", "save it as XLSX"),
    ("content.xml", "an OpenDocument file", "save it as DOCX, or XLSX for a table"),
    ("META-INF/container.xml", "an electronic book", "save it as PDF"),
)
HEADERS = frozenset(
    b"from to cc date subject received return-path delivered-to mime-version message-id content-type reply-to sender"
    b" x-mailer dkim-signature authentication-results".split()
)
HEADER_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):")
ENVELOPE = re.compile(rb"From \S.{0,200} \d{4}\s*[\r\n]")
PAGE = re.compile(
    r"\s*+(?:<\?xml[^>]*+>\s*+)*+(?:<!--.*?-->\s*+(?:<\?xml[^>]*+>\s*+)*+)?"
    r"<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
"""All comments are one, from the beginning of the first to the end of the last: what could be parted into several in
many ways would be tried in each of them."""
TAGS = re.compile(r"<(?:html|head|body|article|div|p|table|span|br|h[1-6]|ul|font)\b[^>]*>", re.IGNORECASE)
BY_NAME = {"csv": "csv", "tsv": "csv", "eml": "eml", "mbox": "mbox", "htm": "html", "html": "html", "xhtml": "html"}


def recognise(content: bytes, name: str) -> str:
    """One of `FORMATS`.

    Raises:
        InputError: a kind of file that is known and not read.
    """
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(LEAD):
        return _packed(content, name)
    if content.startswith(PICTURES):
        return "image"
    for first, what, to_do in REFUSED:
        if content.startswith(first):
            raise InputError(f"this is {what}", where=name, to_do=to_do)
    return _of_text(content, name.rpartition(".")[2].casefold())


def is_mailbox(head: bytes) -> bool:
    """Whether a file with this head is a mailbox: an envelope line, then the header of a mail."""
    return bool(ENVELOPE.match(head)) and _is_mail(head.partition(b"\n")[2], 1)


def _of_text(content: bytes, suffix: str) -> str:
    head = content[:HEAD]
    if is_mailbox(head):
        return "mbox"
    if _is_mail(head, 1 if suffix in ("eml", "mht", "mhtml") else 2):
        return "eml"
    text = _head_text(head)
    if PAGE.match(text) or (suffix in ("htm", "html", "xhtml") and TAGS.search(text)):
        return "html"
    known = BY_NAME.get(suffix, "txt")
    return known if known == "csv" else "txt"


def _head_text(head: bytes) -> str:
    """The first characters, as far as ASCII is needed to see what they are."""
    for mark, codec in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            return head[len(mark) :].decode(codec, errors="replace")
    return head.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def _is_mail(head: bytes, least: int) -> bool:
    """Whether a block of header lines comes first, at least so many of them a mail's."""
    known = 0
    for line in head.removeprefix(codecs.BOM_UTF8).splitlines()[:200]:
        if not line.strip():
            break
        if line[:1] in b" \t":
            continue
        found = HEADER_LINE.match(line)
        if not found:
            return False
        known += found[1].lower() in HEADERS
    return known >= least


def _packed(content: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {part.replace("\\", "/").lstrip("/") for part in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as error:
        raise InputError("the archive is broken or cut off", where=name, to_do="send it again") from error
    for part, kind in PACKED:
        if part in names:
            return kind
    for part, what, to_do in OTHER_PACKED:
        if part in names and ("mimetype" in names or "[Content_Types].xml" in names):
            raise InputError(f"this is {what}", where=name, to_do=to_do)
    return "zip"
