"""How a visitor steers the replay of the example region: a small file that the start page writes and the replay reads.

Exists on the example installation alone. Holds a pace and a wish, never a record.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FASTER_SECONDS", "USUAL_SECONDS", "Controls", "read_controls", "write_controls"]

USUAL_SECONDS = 20
"""Seconds between two replayed reports."""
FASTER_SECONDS = 3
"""The same, when a visitor wants it faster."""
_FILE = "replay.json"


@dataclass(frozen=True, slots=True)
class Controls:
    """What visitors asked for: whether reports arrive, how far apart, and how often the region was begun anew."""

    paused: bool = False
    seconds: int = USUAL_SECONDS
    resets: int = 0


def read_controls(home: Path) -> Controls:
    """The controls of an installation; the usual ones when none were set, or the file is damaged."""
    try:
        return Controls(**json.loads((home / _FILE).read_text()))
    except (OSError, ValueError, TypeError):
        return Controls()


def write_controls(home: Path, controls: Controls) -> None:
    """Set the controls; a reader sees the old ones or the new ones, never half a file."""
    draft = home / f"{_FILE}.new"
    draft.write_text(json.dumps(asdict(controls)))
    draft.replace(home / _FILE)
