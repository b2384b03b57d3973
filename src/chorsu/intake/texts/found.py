"""A file on its way in, and what all files inside of one may still take. Owns no format."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from chorsu.intake.texts.documents import INSIDE, Document
from chorsu.intake.texts.limits import MAX_DEPTH, MAX_FILE, MAX_MEMBERS, MAX_SCANS, MAX_UNPACKED, MB
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Found", "Left", "unread"]

LONGEST_NAME = 120
"""Characters of a name that are shown."""


@dataclass(slots=True)
class Left:
    """What the files inside of one file may still take, together."""

    members: int = MAX_MEMBERS
    unpacked: int = MAX_UNPACKED
    scans: int = MAX_SCANS


@dataclass(frozen=True, slots=True)
class Found:
    """One file: its bytes, the way to it, how deep it lies, and how the files inside of it are read."""

    content: bytes
    name: str
    read: Callable[[Found, str], Iterator[Document]]
    claimed: str = ""
    """The charset that the mail around it states."""
    depth: int = 0
    left: Left = field(default_factory=Left)
    languages: str = ""

    def within(self, content: bytes, name: str, claimed: str = "", *, format: str = "auto") -> Iterator[Document]:  # noqa: A002 — the verb's word
        """The documents of a file inside of this one; a refusal becomes a document of kind `unread`."""
        way = f"{self.name}{INSIDE}{shown(name)}"
        try:
            self._take(len(content), way)
            yield from self.read(
                Found(content, way, self.read, claimed, self.depth + 1, self.left, self.languages), format
            )
        except InputError as error:
            yield unread(way, error)

    def _take(self, size: int, way: str) -> None:
        """Count a file inside of this one.

        Raises:
            InputError: it lies too deep, or is too much.
        """
        self.left.members -= 1
        self.left.unpacked -= size
        if self.depth >= MAX_DEPTH:
            raise InputError(
                f"lies deeper than {MAX_DEPTH} files inside of files", where=way, to_do="hand it in by itself"
            )
        if self.left.unpacked < 0:
            raise InputError(
                f"the files inside take more than {MAX_UNPACKED // MB} MB", where=way, to_do="hand it in by itself"
            )

    @property
    def full(self) -> bool:
        """Whether no further file inside is read."""
        return self.left.members <= 0 or self.left.unpacked < 0


def shown(name: str) -> str:
    """A name as it may be shown: one line, no control or direction characters, not too long."""
    clean = "".join(sign if sign.isprintable() else "\ufffd" for sign in name).strip() or "no name"
    return clean if len(clean) <= LONGEST_NAME else f"{clean[: LONGEST_NAME // 2]}…{clean[-LONGEST_NAME // 2 :]}"


def unread(way: str, error: InputError) -> Document:
    """A file inside of another that was refused, with the line that says why."""
    line = f"{error.what}; {error.to_do}" if error.to_do else error.what
    return Document(way, "", "unread", warnings=(line,))


def check_size(size: int, where: str) -> None:
    """Refuse a file larger than `MAX_FILE`.

    Raises:
        InputError: it is larger.
    """
    if size > MAX_FILE:
        raise InputError(f"the file is larger than {MAX_FILE // MB} MB", where=where, to_do="hand it in in parts")
