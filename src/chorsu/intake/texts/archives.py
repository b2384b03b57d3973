"""ZIP archives: the files inside, each bounded in size and ratio as it really unpacks. Writes nothing to any disk.

What an archive claims of itself is not believed: every member is unpacked block by block and counted.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from chorsu.intake.texts.documents import INSIDE, Document
from chorsu.intake.texts.found import check_size, shown, unread
from chorsu.intake.texts.limits import HONEST, MAX_FILE, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, MB
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.intake.texts.found import Found

__all__ = ["BROKEN", "read_zip", "unpacked"]

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What the archive reader raises on a broken or strange archive."""
BLOCK = MB
ENCRYPTED = 0x1
READ = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
"""Ways of packing that unpack a block at a time; the others swell by a million inside of their library."""
UNICODE_NAME = 0x800
FURNITURE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
"""What programs leave in archives beside the files."""


def read_zip(found: Found) -> Iterator[Document]:
    """The documents of the files inside, in the archive's order; what is refused is a document of kind `unread`.

    Raises:
        InputError: the archive itself is broken, or holds nothing.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(found.content)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir() and not _is_furniture(part.filename)]
            if not parts:
                raise InputError("the archive is empty", where=found.name)
            for nth, part in enumerate(parts):
                if found.full:
                    left = len(parts) - nth
                    error = InputError(
                        f"{left:,} further files are not read: at most {MAX_MEMBERS:,} files and"
                        f" {MAX_UNPACKED // MB} MB in one",
                        to_do="hand them in by themselves",
                    )
                    yield unread(f"{found.name}{INSIDE}…", error)
                    return
                yield from _member(archive, part, found)
    except BROKEN as error:
        raise InputError("the archive is broken or cut off", where=found.name, to_do="send it again") from error


def _member(archive: zipfile.ZipFile, part: zipfile.ZipInfo, found: Found) -> Iterator[Document]:
    name = _name(part)
    way = f"{found.name}{INSIDE}{shown(name)}"
    try:
        check_size(part.file_size, way)
        content = unpacked(archive, part, min(MAX_FILE, found.left.unpacked), way)
    except InputError as error:
        found.left.members -= 1
        yield unread(way, error)
        return
    except BROKEN:
        found.left.members -= 1
        yield unread(way, InputError("broken or cut off", to_do="send it again"))
        return
    if content:
        yield from found.within(content, name)


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, allowed: int, where: str) -> bytes:
    """What a member holds.

    Raises:
        InputError: it is locked, packed in another way than `READ`, or unpacks to more than `allowed` or `MAX_RATIO`
            times its size.
    """
    if part.flag_bits & ENCRYPTED:
        raise InputError("locked with a password", where=where, to_do="pack it without one, or hand in the file itself")
    if part.compress_type not in READ:
        raise InputError("packed in a way that is not read", where=where, to_do="pack it as an ordinary ZIP")
    blocks, size = [], 0
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            size += len(block)
            if size > allowed or size > max(HONEST, MAX_RATIO * part.compress_size):
                raise InputError(
                    f"unpacks to more than {allowed // MB} MB or more than {MAX_RATIO} times its size",
                    where=where,
                    to_do="it is not opened; hand it in by itself",
                )
            blocks.append(block)
    return b"".join(blocks)


def _is_furniture(name: str) -> bool:
    return name.startswith(FURNITURE[0]) or name.rpartition("/")[2] in FURNITURE[1:]


def _name(part: zipfile.ZipInfo) -> str:
    """The name of a member: without the flag for Unicode it is in the sender's own code page, in the region 866.

    A way out of the archive (`../`, `/`, `C:`) is only ever shown, never followed.
    """
    if part.flag_bits & UNICODE_NAME:
        return part.filename
    try:
        other = part.filename.encode("cp437").decode("cp866")
    except UnicodeError:
        return part.filename
    cyrillic = sum("А" <= letter <= "ё" for letter in other)
    strange = sum(not letter.isascii() for letter in other)
    return other if cyrillic * 2 > strange else part.filename
