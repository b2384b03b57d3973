"""Which files a message takes: kinds, limits, names, what is refused and why. Pure: no Django, no database.

What a file is, its content says (`intake.attaching` looks into it); its name is for people, and ends as its kind does.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from chorsu.kernel.errors import InputError

__all__ = ["KINDS", "MOST_BYTES", "MOST_FILES", "MOST_OF_A_MESSAGE", "TYPES", "AttachmentError", "Checked",
           "Kind", "ended", "name_of"]  # fmt: skip

MB = 1 << 20
MOST_BYTES = 25 * MB
"""Of one file: what mail servers of authorities take."""
MOST_OF_A_MESSAGE = 50 * MB
"""Of all files of one message, or of one translation."""
MOST_FILES = 20
TYPES = "attach PDF, DOCX, XLSX, CSV, plain text, JPEG, PNG or WebP"
"""What to do instead of attaching any other kind."""
_LONGEST_NAME = 120
_JOINERS = "\u200c\u200d"
"""Invisible signs that words of Persian and Pashto are written with."""
_PROGRAMS = re.compile(
    r"app|bat|cmd|com|cpl|dll|docm|dotm|exe|hta|html?|iso|jar|jse?|lnk|mht|ms[ip]|pif|ps1|psm1|py|reg|sc[fr]|sh|svg|url|"
    r"vbe?|vbs|wsf|xhtml|xlam|xlsm|xltm",
    re.IGNORECASE,
)
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_CANNOT_STAND = re.compile(r'[/\\:*?"<>|\ufffd]')


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its media type, and the endings that say so; the first is given where none of them stands."""

    media_type: str
    endings: tuple[str, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS: dict[str, Kind] = {
    "pdf": Kind("application/pdf", ("pdf",)),
    "docx": Kind(f"{_OFFICE}wordprocessingml.document", ("docx",)),
    "xlsx": Kind(f"{_OFFICE}spreadsheetml.sheet", ("xlsx",)),
    "csv": Kind("text/csv", ("csv", "tsv")),
    "txt": Kind("text/plain", ("txt", "text", "log", "md", "json", "geojson", "xml")),
    "jpeg": Kind("image/jpeg", ("jpg", "jpeg")),
    "png": Kind("image/png", ("png",)),
    "webp": Kind("image/webp", ("webp",)),
}
"""Every kind that is taken, by its code."""


class AttachmentError(InputError):
    """A file that no message takes; `code` says why in one word, `where` names it, `to_do` helps."""

    def __init__(self, code: str, name: str, what: str, to_do: str, *, at: str = "") -> None:
        super().__init__(f"{what}{f' ({at})' if at else ''}", where=name, to_do=to_do)
        self.code = code
        self.at = at


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was looked into and may be attached; `persons`: its words by themselves lead to somebody."""

    name: str
    kind: str
    content: bytes
    persons: bool = False


def name_of(given: str) -> str:
    """A name as people may be shown it, in NFC.

    Raises:
        AttachmentError: it could mislead a reader or a computer, or is too long.
    """
    name = unicodedata.normalize("NFC", given).strip()
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in name)[-_LONGEST_NAME:] or "?"
    hidden = any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co"} and sign not in _JOINERS for sign in name)
    stem, _, ending = name.rpartition(".")
    bad = (
        not name.strip(". " + _JOINERS)
        or hidden
        or not all(sign.isprintable() or sign in _JOINERS for sign in name)
        or _CANNOT_STAND.search(name) is not None
        or name.startswith(".")
        or name.endswith(".")
        or _DEVICES.match(name) is not None
    )
    if bad:
        raise AttachmentError("name", shown, "is no name for a file", "give it a plain name and attach it again")
    if stem and _PROGRAMS.fullmatch(ending) is not None:
        raise AttachmentError("kind", shown, "is named as a program or a page is", TYPES)
    if len(name) > _LONGEST_NAME:
        raise AttachmentError("long-name", shown, f"has a name longer than {_LONGEST_NAME} signs", "shorten its name")
    return name


def ended(name: str, kind: str) -> str:
    """The name, ending as its kind does: a text called `list.pdf` is `list.pdf.txt`."""
    endings = KINDS[kind].endings
    return name if name.rpartition(".")[2].casefold() in endings and "." in name else f"{name}.{endings[0]}"
