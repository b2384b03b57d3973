"""The child process of `apart`: takes jobs on standard input until it closes. Run with `python -m`; never imported."""

from __future__ import annotations

import os
import resource
import signal
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from chorsu.intake.texts.answers import Answer
from chorsu.intake.texts.apart import receive, send
from chorsu.intake.texts.limits import APART_MEMORY
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

JOBS = {
    "page": ("webpages", "read_page"),
    "bodies": ("webpages", "read_bodies"),
    "pdf": ("pdfium", "read_pdf"),
    "pdf-active": ("pdfium", "read_active"),
    "render": ("pdfium", "render"),
    "mail": ("mailparts", "read_mail"),
}
"""Job: module and function that does it."""
GRACE = 5
"""Seconds after the parent has given up, should it be gone."""


def _job(told: dict[str, Any]) -> Callable[..., Answer]:
    """Each job loads its library when it is first asked for."""
    module, function = JOBS[told["job"]]
    return getattr(import_module(f"chorsu.intake.texts.{module}"), function)  # type: ignore[no-any-return]


def _done(told: dict[str, Any], contents: list[bytes]) -> Answer:
    options = {key: value for key, value in told.items() if key not in ("job", "seconds")}
    try:
        return _job(told)(*contents, **options)
    except InputError as error:
        return Answer({"refused": {"what": error.what, "to_do": error.to_do}}, [])
    except MemoryError:
        return Answer(
            {"refused": {"what": "the file needs more memory than is given to one", "to_do": "hand in its text"}}, []
        )


def main() -> None:
    """Serve until the parent is gone."""
    resource.setrlimit(resource.RLIMIT_AS, (APART_MEMORY, APART_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is not part of the answer
    source = sys.stdin.buffer

    def read(count: int) -> bytes:
        content = source.read(count)
        if len(content) < count:
            sys.exit(0)
        return content

    while True:
        told, blocks = receive(read)
        signal.alarm(int(told["seconds"]) + GRACE)
        answer = _done(told, blocks)
        signal.alarm(0)
        output.write(send(answer.told, answer.blocks))
        output.flush()


if __name__ == "__main__":
    main()
