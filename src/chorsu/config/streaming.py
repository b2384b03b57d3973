"""Serves the live stream, or stands by to serve it: everything is loaded before it is its turn.

    python -m chorsu.config.streaming --port 8001
    python -m chorsu.config.streaming --spare       serves at the port that comes as a line on standard input

Those who held a line lose it with the process that served it. One that stands by opens the port at once, where one that
is started then would load for two seconds first.
"""

from __future__ import annotations

import argparse
import gc
import sys

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

import chorsu.config.asgi  # noqa: F401 — loaded here, so that the worker that is forked from this process has it
from chorsu.config.installation import LOOPBACK

__all__ = ["main"]

_KILL_AFTER_SECONDS = 3


def main() -> None:
    """Serve until told to stop; as a spare, when its turn comes. Ends when whoever would tell it is gone."""
    parser = argparse.ArgumentParser(prog="chorsu.config.streaming")
    when = parser.add_mutually_exclusive_group(required=True)
    when.add_argument("--port", type=int)
    when.add_argument("--spare", action="store_true")
    port = parser.parse_args().port
    if port is None:
        line = sys.stdin.readline()
        if not line.strip().isdecimal():
            return
        port = int(line)
    # What was loaded stays: to look through it for what could be thrown away would hold up a thousand lines.
    gc.collect()
    gc.freeze()
    Server(
        "chorsu.config.asgi:application",
        address=LOOPBACK,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,
        workers_kill_timeout=_KILL_AFTER_SECONDS,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve()


if __name__ == "__main__":
    main()
