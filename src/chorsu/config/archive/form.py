"""The form of a backup: a head of two lines, then a compressed tar, sealed where a key file was given.

The tar holds `about.json` first (what made it), keys, settings, stored bytes and the rows of each table in parts, and
`manifest.json` last: counts, and one digest over every member before it. A file without its manifest is only a part.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import re
import tarfile
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from chorsu.config.archive.sealing import LEAST_SECRET, SALT_BYTES, Opening, Sealing, derived
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["ABOUT", "MANIFEST", "Member", "Writer", "reading", "said_in", "secret_in", "writing"]

MAGIC = b"CHORSU BACKUP\n"
FORM = 2
ABOUT, MANIFEST = "about.json", "manifest.json"
_NAMES = re.compile(
    r"about\.json|manifest\.json|keys/[a-z][a-z_.-]*|home/[a-z][a-z_.-]*|store/[0-9a-f]{64}|tables/[a-z_0-9]+/\d{6}"
)
_LONGEST_HEAD = 4_096
_BLOCK = 1 << 20
_LEVEL = 3
"""How hard it is compressed: most of the gain for little of the time."""
_GZIP_HEAD = b"\x1f\x8b\x08" + bytes(6) + b"\xff"
"""The head of the compressed stream as `writing` makes it (RFC 1952: no name, no time, any system): no checksum covers
these ten bytes, so any others mean that the file was changed."""


class Member(NamedTuple):
    """One member of a backup: its name, its size, and its bytes to be read once, in order."""

    name: str
    size: int
    data: BinaryIO


class Writer:
    """Writes members, and at the end the manifest with the digest of all."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar, self._digest = tar, hashlib.sha256()

    def add(self, name: str, data: bytes) -> None:
        """A member whose bytes are at hand."""
        self.stream(name, len(data), io.BytesIO(data))

    def stream(self, name: str, size: int, data: BinaryIO) -> str:
        """A member of `size` bytes read from a file; the SHA-256 of what was read."""
        said = tarfile.TarInfo(name)
        said.size, said.mode = size, 0o600
        hashed = _Hashed(data)
        self._tar.addfile(said, hashed)
        self._digest.update(_line(name, size, hashed.digest))
        return hashed.digest

    def finish(self, manifest: dict[str, Any]) -> None:
        """The manifest, with the digest over every member before it."""
        self.add(MANIFEST, json.dumps(manifest | {"digest": self._digest.hexdigest()}).encode())


@contextmanager
def writing(target: BinaryIO, secret: bytes | None) -> Iterator[Writer]:
    """A backup written to `target`, sealed where there is a secret."""
    salt = os.urandom(SALT_BYTES) if secret is not None else b""
    head = MAGIC + _said(FORM, salt)
    target.write(head)
    sealing = Sealing(target, derived(secret, salt), head) if secret is not None else None
    stream: Any = sealing or target
    with (
        gzip.GzipFile(filename="", mode="wb", fileobj=stream, compresslevel=_LEVEL, mtime=0) as packed,
        tarfile.open(mode="w|", fileobj=packed) as tar,
    ):
        yield Writer(tar)
    if sealing is not None:
        sealing.finish()


@contextmanager
def reading(
    path: Path, secret: bytes | None, *, progress: Callable[[int], object] = lambda _: None
) -> Iterator[Iterator[Member]]:
    """The members of a backup in order, each to be read before the next is asked for.

    The digest of the manifest is compared when the last member has been read. `progress` is told bytes of the file.

    Raises:
        InputError: it is no backup, of a newer form, sealed, changed, or only a part of one.
    """
    where = str(path)
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=where, to_do="check the name") from None
    with file:
        source = _Watched(file, progress)
        if file.read(len(MAGIC)) != MAGIC:
            raise InputError("is no backup of Chorsu", where=where, to_do="choose a file that `chorsu backup` wrote")
        line = file.readline(_LONGEST_HEAD)
        said = _head(line, where)
        salt = bytes.fromhex(said["salt"])
        if salt and secret is None:
            raise InputError("is sealed", where=where, to_do="name its key file: --key-file FILE")
        if not salt and file.peek(len(_GZIP_HEAD))[: len(_GZIP_HEAD)] != _GZIP_HEAD:
            raise _broken(where)
        opened: BinaryIO = source  # type: ignore[assignment] # it has `read`, which is all that is asked of it
        if salt and secret is not None:
            raw = Opening(opened, derived(secret, salt), MAGIC + line, where)
            opened = io.BufferedReader(raw, _BLOCK)
        try:
            with gzip.GzipFile(fileobj=opened) as plain:
                with tarfile.open(mode="r|", fileobj=plain) as tar:
                    yield _members(tar, where)
                for stream in (plain, opened):  # to their very ends, so that what is broken there is found
                    while stream.read(_BLOCK):
                        pass
        except (tarfile.TarError, gzip.BadGzipFile, zlib.error, EOFError) as error:
            raise _broken(where) from error


def said_in(data: bytes, where: str) -> dict[str, Any]:
    """What a member of JSON says.

    Raises:
        InputError: it is no JSON object: the backup was changed.
    """
    try:
        said = json.loads(data)
    except (ValueError, RecursionError):
        raise _broken(where) from None
    if not isinstance(said, dict):
        raise _broken(where)
    return said


def secret_in(path: Path | None) -> bytes | None:
    """The secret that a key file holds: all its bytes but line breaks at the end; None without a file.

    Raises:
        InputError: the file cannot be read, or holds too little to be a secret.
    """
    if path is None:
        return None
    try:
        secret = path.read_bytes().rstrip(b"\r\n")
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path), to_do="check the name") from None
    if len(secret) < LEAST_SECRET:
        raise InputError(f"holds fewer than {LEAST_SECRET} bytes", where=str(path), to_do="use a longer secret")
    return secret


def _members(tar: tarfile.TarFile, where: str) -> Iterator[Member]:
    digest = hashlib.sha256()
    for said in tar:
        data = tar.extractfile(said) if said.isreg() else None
        if data is None or not _NAMES.fullmatch(said.name):
            raise _broken(where)
        if said.name == MANIFEST:
            manifest = data.read()
            if said_in(manifest, where).get("digest") != digest.hexdigest():
                raise _broken(where)
            yield Member(MANIFEST, said.size, io.BytesIO(manifest))
            return
        hashed = _Hashed(data)  # type: ignore[arg-type] # what a tar gives is a file to read
        yield Member(said.name, said.size, hashed)  # type: ignore[arg-type] # it has `read`
        while hashed.read(_BLOCK):
            pass
        digest.update(_line(said.name, said.size, hashed.digest))
    raise InputError("is only a part of a backup", where=where, to_do="take another copy; nothing was restored")


def _head(line: bytes, where: str) -> dict[str, Any]:
    try:
        said = dict(json.loads(line))
        form, salt = int(said["form"]), bytes.fromhex(said["salt"])
    except (ValueError, KeyError, TypeError):
        raise _broken(where) from None
    if form != FORM:
        raise InputError(f"has form {form}, not {FORM}", where=where, to_do="restore it with the program that made it")
    if len(salt) not in {0, SALT_BYTES} or line != _said(form, salt):
        raise _broken(where)
    return said


def _said(form: int, salt: bytes) -> bytes:
    return json.dumps({"form": form, "salt": salt.hex()}).encode() + b"\n"


def _broken(where: str) -> InputError:
    what = "was changed, or is only a part of a backup"
    return InputError(what, where=where, to_do="take another copy; nothing was restored")


def _line(name: str, size: int, digest: str) -> bytes:
    return f"{name} {size} {digest}\n".encode()


class _Hashed:
    """Bytes hashed as they are read."""

    def __init__(self, data: BinaryIO) -> None:
        self._data, self._hash = data, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self._data.read(size)
        self._hash.update(found)
        return found

    @property
    def digest(self) -> str:
        return self._hash.hexdigest()


class _Watched:
    """A file that tells how much of it was read."""

    def __init__(self, file: BinaryIO, progress: Callable[[int], object]) -> None:
        self._file, self._progress = file, progress

    def read(self, size: int = -1) -> bytes:
        found = self._file.read(size)
        self._progress(len(found))
        return found
