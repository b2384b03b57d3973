"""Reads in a process of its own what a hostile file could hang, swell or break: PDF, HTML and mails.

One child serves the process for as long as it behaves. It bounds its own memory; a job that takes too long, or a
child that dies, ends the child and the job, and the next job gets a new one. Answers are JSON and plain bytes, never
pickles, bounded in size and held against a shape (`answers`): a child that was taken over can lie about a text, and do
no more. It ends when its parent does.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import struct
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING, Any

from chorsu.intake.texts.answers import Answer, check
from chorsu.intake.texts.limits import MAX_PARTS, MB
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["ask", "receive", "send"]

HEAD = struct.Struct("<II")
"""Length of the JSON, number of the blocks of bytes after it; each block has its length before it."""
LENGTH = struct.Struct("<Q")
MAX_JSON = 8 * MB
"""Two thousand items with titles take 4 MB; as objects, the JSON takes up to twenty times as much."""
MAX_BLOCKS = MAX_PARTS
MAX_BYTES = 256 * MB
"""Of all blocks of one message: the words of a text of 10 million characters take 180 MB."""
STEP = MB
CHILD = (sys.executable, "-I", "-m", "chorsu.intake.texts.worker")
_TOLD = frozenset(("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TMPDIR", "TESSDATA_PREFIX", "OMP_THREAD_LIMIT"))
"""What the child is told of its surroundings: no address of a database, no key."""


class _Late(Exception):  # noqa: N818 — never leaves this module
    """The child did not answer in time."""


class _Gone(Exception):  # noqa: N818 — never leaves this module
    """The child has ended."""


def send(told: dict[str, Any], blocks: Sequence[bytes]) -> bytes:
    """A message as bytes."""
    text = json.dumps(told).encode()
    parts = [HEAD.pack(len(text), len(blocks)), text]
    for block in blocks:
        parts += [LENGTH.pack(len(block)), block]
    return b"".join(parts)


def receive(read: Callable[[int], bytes]) -> Answer:
    """A message from `read(count) -> bytes`, which gives exactly so many.

    Raises:
        ValueError: it is larger than a message may be, or no JSON object.
    """
    length, count = HEAD.unpack(read(HEAD.size))
    if length > MAX_JSON or count > MAX_BLOCKS:
        raise ValueError("too large a message")
    try:
        told = json.loads(read(length))
    except RecursionError as error:
        raise ValueError("too deep a message") from error
    if not isinstance(told, dict):
        raise ValueError("no object")  # noqa: TRY004 — to the reader it is a wrong message like any other
    blocks, left = [], MAX_BYTES
    for _ in range(count):
        (size,) = LENGTH.unpack(read(LENGTH.size))
        left -= size
        if left < 0:
            raise ValueError("too large a message")
        blocks.append(read(size))
    return Answer(told, blocks)


class _Child:
    """The child process and its pipes."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 — our own program
            CHILD,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: value for name, value in os.environ.items() if name in _TOLD},
            start_new_session=True,
            bufsize=0,
        )
        if self.process.stdin is None or self.process.stdout is None:
            raise _Gone
        self.stdin, self.stdout = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.stdin, False)

    def ask(self, told: dict[str, Any], contents: Sequence[bytes], seconds: float) -> Answer:
        deadline = time.monotonic() + seconds
        self._write(send({**told, "seconds": seconds}, contents), deadline)
        with selectors.DefaultSelector() as selector:
            selector.register(self.stdout, selectors.EVENT_READ)

            def read(count: int) -> bytes:
                parts = []
                while count:
                    _wait(selector, deadline)
                    part = os.read(self.stdout, min(count, STEP))
                    if not part:
                        raise _Gone
                    parts.append(part)
                    count -= len(part)
                return b"".join(parts)

            return receive(read)

    def _write(self, message: bytes, deadline: float) -> None:
        """Hand over a message, as fast as the child takes it."""
        left = memoryview(message)
        with selectors.DefaultSelector() as selector:
            selector.register(self.stdin, selectors.EVENT_WRITE)
            while left:
                _wait(selector, deadline)
                try:
                    left = left[os.write(self.stdin, left[:STEP]) :]
                except BlockingIOError:
                    continue
                except OSError as error:
                    raise _Gone from error

    def end(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


def _wait(selector: selectors.BaseSelector, deadline: float) -> None:
    if not selector.select(max(0.0, deadline - time.monotonic())):
        raise _Late


class _Helper:
    """The one child of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: _Child | None = None

    def ask(self, told: dict[str, Any], contents: Sequence[bytes], seconds: float) -> Answer:
        with self.lock:
            if self.child is None or self.child.owner != os.getpid() or self.child.process.poll() is not None:
                self.child = _Child()
            try:
                answer = self.child.ask(told, contents, seconds)
                check(told["job"], answer)
                return answer  # noqa: TRY300 — an answer of another shape ends the child like a late one
            except BaseException:
                self.child.end()
                self.child = None
                raise


_HELPER = _Helper()


def ask(job: str, contents: Sequence[bytes], where: str, *, seconds: float, **options: Any) -> Answer:
    """Have the child do a job on a file, or on parts of one.

    Raises:
        InputError: the job was refused, took too long, or broke its reader.
    """
    try:
        answer = _HELPER.ask({"job": job, **options}, contents, seconds)
    except _Late as error:
        raise InputError(
            f"reading takes longer than {seconds:.0f} seconds", where=where, to_do="hand in its text as TXT or DOCX"
        ) from error
    except (_Gone, ValueError, TypeError, struct.error) as error:
        raise InputError(
            "the reader broke off: the file is damaged or needs more memory than is given",
            where=where,
            to_do="save it anew, or hand in its text as TXT or DOCX",
        ) from error
    if refused := answer.told.get("refused"):
        raise InputError(refused["what"], where=where, to_do=refused["to_do"])
    return answer
