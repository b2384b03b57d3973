"""Reads in a process of its own what a hostile file could hang, swell or break: PDF and HTML.

One child serves the process for as long as it behaves. It bounds its own memory; a job that takes too long, or a
child that dies, ends the child and the job, and the next job gets a new one. Answers are JSON and plain bytes, never
pickles: a child that was taken over can lie about a text, and do no more. It ends when its parent does.
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
from typing import Any, NamedTuple

from chorsu.kernel.errors import InputError

__all__ = ["Answer", "ask", "receive", "send"]

HEAD = struct.Struct("<II")
"""Length of the JSON, number of the blocks of bytes after it; each block has its length before it."""
LENGTH = struct.Struct("<Q")
MAX_JSON = 256 << 20
MAX_BLOCK = 1 << 30


class Answer(NamedTuple):
    """What a job gave: a JSON object and blocks of bytes."""

    told: dict[str, Any]
    blocks: list[bytes]


class _Late(Exception):  # noqa: N818 — never leaves this module
    """The child did not answer in time."""


class _Gone(Exception):  # noqa: N818 — never leaves this module
    """The child has ended."""


def send(told: dict[str, Any], blocks: list[bytes]) -> bytes:
    """A message as bytes."""
    text = json.dumps(told).encode()
    parts = [HEAD.pack(len(text), len(blocks)), text]
    for block in blocks:
        parts += [LENGTH.pack(len(block)), block]
    return b"".join(parts)


def receive(read: Any) -> Answer:
    """A message from `read(count) -> bytes`, which gives exactly so many."""
    length, count = HEAD.unpack(read(HEAD.size))
    if length > MAX_JSON:
        raise _Gone
    told = json.loads(read(length))
    blocks = []
    for _ in range(count):
        (size,) = LENGTH.unpack(read(LENGTH.size))
        if size > MAX_BLOCK:
            raise _Gone
        blocks.append(read(size))
    return Answer(told, blocks)


class _Child:
    """The child process and its pipes."""

    def __init__(self) -> None:
        self.owner = os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, "-I", "-m", "chorsu.intake.texts.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def ask(self, told: dict[str, Any], content: bytes, seconds: float) -> Answer:
        stdin, stdout = self.process.stdin, self.process.stdout
        if stdin is None or stdout is None:
            raise _Gone
        deadline = time.monotonic() + seconds
        try:
            stdin.write(send({**told, "seconds": seconds}, [content]))
            stdin.flush()
        except OSError as error:
            raise _Gone from error
        with selectors.DefaultSelector() as selector:
            selector.register(stdout, selectors.EVENT_READ)

            def read(count: int) -> bytes:
                parts = []
                while count:
                    if not selector.select(max(0.0, deadline - time.monotonic())):
                        raise _Late
                    part = os.read(stdout.fileno(), min(count, 1 << 20))
                    if not part:
                        raise _Gone
                    parts.append(part)
                    count -= len(part)
                return b"".join(parts)

            return receive(read)

    def end(self) -> None:
        """End the process and wait for it."""
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()


class _Helper:
    """The one child of this process."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.child: _Child | None = None

    def ask(self, told: dict[str, Any], content: bytes, seconds: float) -> Answer:
        with self.lock:
            if self.child is None or self.child.owner != os.getpid() or self.child.process.poll() is not None:
                self.child = _Child()
            try:
                return self.child.ask(told, content, seconds)
            except BaseException:
                self.child.end()
                self.child = None
                raise


_HELPER = _Helper()


def ask(job: str, content: bytes, where: str, *, seconds: float, **options: Any) -> Answer:
    """Have the child do a job on a file.

    Raises:
        InputError: the job was refused, took too long, or broke its reader.
    """
    try:
        answer = _HELPER.ask({"job": job, **options}, content, seconds)
    except _Late as error:
        raise InputError(
            f"reading takes longer than {seconds:.0f} seconds", where=where, to_do="hand in its text as TXT or DOCX"
        ) from error
    except (_Gone, ValueError, struct.error) as error:
        raise InputError(
            "the reader broke off: the file is damaged or needs more memory than is given",
            where=where,
            to_do="save it anew, or hand in its text as TXT or DOCX",
        ) from error
    if refused := answer.told.get("refused"):
        raise InputError(refused["what"], where=where, to_do=refused["to_do"])
    return answer
