"""How a visitor steers the replay of the example region: two small files beside the data.

The start page writes the wishes and reads the progress; the replay does the reverse. Exists on the example installation
alone. Holds paces and counts, never a record.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

__all__ = [
    "FASTER_SECONDS",
    "USUAL_SECONDS",
    "WISHES",
    "Controls",
    "read_controls",
    "read_progress",
    "write_controls",
    "write_progress",
]

USUAL_SECONDS = 20
"""Seconds between two replayed reports."""
FASTER_SECONDS = 3
"""The same, when a visitor wants it faster."""
_WISHES_FILE = "replay.json"
_PROGRESS_FILE = "replay-state.json"


@dataclass(frozen=True, slots=True)
class Controls:
    """What visitors asked for: whether reports arrive, how far apart, and how often the region was begun anew."""

    paused: bool = False
    seconds: int = USUAL_SECONDS
    resets: int = 0

    @property
    def fast(self) -> bool:
        """Whether reports arrive faster than usual."""
        return self.seconds < USUAL_SECONDS


WISHES: Mapping[str, Callable[[Controls], Controls]] = {
    "pause": lambda now: replace(now, paused=True),
    "go-on": lambda now: replace(now, paused=False),
    "faster": lambda now: replace(now, paused=False, seconds=FASTER_SECONDS),
    "usual": lambda now: replace(now, paused=False, seconds=USUAL_SECONDS),
    "anew": lambda now: Controls(paused=now.paused, resets=now.resets + 1),
}
"""What a visitor may ask for, and the controls that follow."""


def read_controls(home: Path) -> Controls:
    """The controls of an installation; the usual ones when none were set, or the file is damaged."""
    try:
        return Controls(**_read(home / _WISHES_FILE))
    except TypeError:
        return Controls()


def write_controls(home: Path, controls: Controls) -> None:
    """Set the controls."""
    _write(home / _WISHES_FILE, asdict(controls))


def read_progress(home: Path) -> dict[str, Any]:
    """How far the replay is: `standing` of `tables` handed in, `live` reports since; empty before it began."""
    return _read(home / _PROGRESS_FILE)


def write_progress(home: Path, progress: Mapping[str, Any]) -> None:
    """Keep how far the replay is."""
    _write(home / _PROGRESS_FILE, progress)


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write(path: Path, values: Mapping[str, Any]) -> None:
    """A reader sees the old values or the new ones, never half a file."""
    draft = path.with_name(f"{path.name}.{uuid.uuid4().hex}")
    draft.write_text(json.dumps(dict(values)))
    draft.replace(path)
