"""Which processes an installation consists of, with the role and the environment of each."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from chorsu.config.installation import LOOPBACK
from chorsu.config.settings import environment
from chorsu.config.supervisor import Process
from chorsu.intake.model.service import Service

if TYPE_CHECKING:
    from chorsu.config.installation import Installation

__all__ = ["WORKERS", "addresses", "processes"]

_MOST_CONNECTIONS = "1024"
"""Open connections of a serving process. Browsers keep theirs for half a minute and open six each: a small number makes
the third browser wait. How many requests are worked on at once is the number of threads."""

WORKERS = ("sequencer", "intake", "matching", "releasing", "upkeep", "hooks")
"""Journal consumers and other background work; each a process of its own."""


def addresses(port: int) -> dict[str, str]:
    """Where each door is: the officers' pages at `port`, the stream and the public site beside it."""
    doors = {"CHORSU_OFFICERS_URL": port, "CHORSU_STREAM_URL": port + 1, "CHORSU_PUBLIC_URL": port + 2}
    return {name: environment.text(name, f"http://{LOOPBACK}:{number}") for name, number in doors.items()}


def processes(installation: Installation, port: int) -> list[Process]:
    """The processes of an installation whose database runs.

    Raises:
        InputError: what names a language model is wrong; better said here than by a worker that ends again and again.
    """
    if model := environment.model():
        Service(**model)
    doors = addresses(port)

    def serving(name: str, role: str, settings: str, number: int, *, workers: int) -> Process:
        command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi"]
        command += ["--host", LOOPBACK, "--port", str(number), "--workers", str(workers)]
        command += ["--workers-kill-timeout", "3", "--log-level", "warning", "--no-ws", "--respawn-failed-workers"]
        command += ["--blocking-threads", "4", "--backpressure", _MOST_CONNECTIONS, "chorsu.config.wsgi:application"]
        given = installation.environment(role, name, settings) | doors
        if role == "public":
            # The public site is not told where the officers are.
            del given["CHORSU_OFFICERS_URL"], given["CHORSU_STREAM_URL"]
        return Process(name, command, given, port=number)

    def streaming(number: int) -> Process:
        command = [sys.executable, "-m", "chorsu.config.streaming"]
        given = installation.environment("app", "stream", "stream") | doors
        return Process("stream", [*command, "--port", str(number)], given, port=number, spare=[*command, "--spare"])

    def working(name: str) -> Process:
        command = [sys.executable, "-m", "chorsu.config.worker", name]
        return Process(name, command, installation.environment("worker", name, "officers") | doors)

    replaying = Process(
        "replay",
        [sys.executable, "-m", "chorsu.config.region.replay"],
        installation.environment("app", "replay", "officers") | doors,
    )
    return [
        serving("officers", "app", "officers", port, workers=2),
        streaming(port + 1),
        serving("public", "public", "public", port + 2, workers=1),
        *(working(name) for name in WORKERS),
        *([replaying] if installation.example else []),
    ]
