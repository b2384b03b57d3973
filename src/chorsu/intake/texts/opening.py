"""One file in, its documents out: tells what a file is by its content and hands it to its reader."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from chorsu.intake.texts.formats import HEAD, is_mailbox, recognise
from chorsu.intake.texts.found import Found, check_size, shown
from chorsu.intake.texts.mailboxes import read_messages
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from chorsu.intake.texts.documents import Document

__all__ = ["texts"]

READERS = {
    "txt": ("plain", "read_plain"),
    "html": ("pages", "read_html"),
    "pdf": ("pdfs", "read_pdf"),
    "image": ("pdfs", "read_picture"),
    "docx": ("word", "read_docx"),
    "eml": ("mail", "read_eml"),
    "mbox": ("mailboxes", "read_mailbox"),
    "zip": ("archives", "read_zip"),
    "xlsx": ("tablefiles", "hand_on_xlsx"),
    "csv": ("tablefiles", "hand_on_csv"),
}
"""Format: module and function that read it."""


def texts(source: Path | bytes, name: str = "", *, format: str = "auto", languages: str = "") -> Iterator[Document]:  # noqa: A002 — the verb's word
    """The documents of one file, in its own order; each is made when it is asked for.

    `format` is `auto` or one of `formats.FORMATS`, for the file itself and not for those inside of it; `languages` are
    ISO 639-1 codes with `+` between, for recognising scanned pages (empty: all that are installed for the region).

    Raises:
        InputError: the file cannot be read; one line says where and what to do.
    """
    name = shown(name or (source.name if isinstance(source, Path) else ""))
    if isinstance(source, Path):
        if format == "mbox" or (format == "auto" and _is_mailbox(source, name)):
            with source.open("rb") as stream:
                yield from read_messages(Found(b"", name, _read, languages=languages), stream)
            return
        content = _content(source, name)
    else:
        content = source
        check_size(len(content), name)
    if not content.strip(b"\0\t\n\r "):
        raise InputError("the file is empty", where=name)
    yield from _read(Found(content, name, _read, languages=languages), format)


def _is_mailbox(path: Path, name: str) -> bool:
    """Whether a file begins as a mailbox does: such a one may be larger than others."""
    try:
        with path.open("rb") as stream:
            return is_mailbox(stream.read(HEAD))
    except OSError as error:
        raise InputError(f"the file cannot be opened ({error.strerror})", where=name) from error


def _content(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            check_size(path.stat().st_size, name)
            return stream.read()
    except OSError as error:
        raise InputError(f"the file cannot be opened ({error.strerror})", where=name) from error


def _read(found: Found, format: str = "auto") -> Iterator[Document]:  # noqa: A002 — the verb's word
    kind = recognise(found.content, found.name) if format == "auto" else format
    yield from _reader(kind, found.name)(found)


def _reader(kind: str, where: str) -> Callable[[Found], Iterator[Document]]:
    """The reader of a format, loaded when it is first needed."""
    module, function = READERS.get(kind, ("", ""))
    if not module:
        raise InputError(f"{kind!r} is no format that is read", where=where, to_do=f"one of: {', '.join(READERS)}")
    return getattr(import_module(f"chorsu.intake.texts.{module}"), function)  # type: ignore[no-any-return]
