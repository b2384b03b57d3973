"""No process outlives the program that started it: the kernel ends a child whose parent is gone, however that ended."""

from __future__ import annotations

import ctypes
import signal
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["dies_with_parent", "end_if_asked", "ended_by_signals"]

_PR_SET_PDEATHSIG = 1
_ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_asked = threading.Event()


def dies_with_parent(signum: signal.Signals) -> Callable[[], None] | None:
    """What a new process is to run before its program so that it gets `signum` when its parent ends; Linux only."""
    if sys.platform != "linux":
        return None
    return partial(ctypes.CDLL(None).prctl, _PR_SET_PDEATHSIG, int(signum))


def ended_by_signals() -> None:
    """From now on every signal that asks this program to end ends it in order, as Ctrl-C does."""
    for signum in _ENDING:
        signal.signal(signum, _interrupt)


def end_if_asked() -> None:
    """End now when a signal asked for it.

    Its interruption is lost where it falls into what Python lets nothing leave, as the clearing away of an object;
    whoever waits long therefore asks here now and then.
    """
    if _asked.is_set():
        raise KeyboardInterrupt


def _interrupt(*_: object) -> None:
    for signum in _ENDING:
        signal.signal(signum, signal.SIG_IGN)
    _asked.set()
    raise KeyboardInterrupt
