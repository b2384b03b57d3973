"""What the start page says of the replay: how far it is, at what pace, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chorsu.desk.start.controls import read_controls, read_progress

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Replaying", "Wish", "replaying"]


@dataclass(frozen=True, slots=True)
class Wish:
    """A button: the wish that it sends, its words, its icon."""

    code: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Replaying:
    """The state in words, whether reports arrive now, and the buttons that make sense."""

    state: str
    so_far: str
    running: bool
    wishes: tuple[Wish, ...]


def replaying(home: Path) -> Replaying:
    """The replay of an installation, in the reader's language."""
    controls, progress = read_controls(home), read_progress(home)
    standing, tables, live = (int(progress.get(key, 0)) for key in ("standing", "tables", "live"))
    loading = not tables or standing < tables
    beginning = controls.resets != progress.get("resets", 0)
    if loading:
        state = _("Past years are being handed in: %(done)s of %(all)s tables") % {
            "done": standing,
            "all": tables or "…",
        }
    elif beginning:
        state = _("Beginning anew: what was replayed is being withdrawn")
    elif controls.paused:
        state = _("Paused")
    else:
        state = ngettext(
            "A report every %(seconds)s second", "A report every %(seconds)s seconds", controls.seconds
        ) % {"seconds": controls.seconds}
    return Replaying(
        state=state,
        so_far=ngettext("%(count)s report replayed so far", "%(count)s reports replayed so far", live)
        % {"count": live},
        running=not (loading or beginning or controls.paused),
        wishes=(
            Wish("go-on", _("Go on"), "play") if controls.paused else Wish("pause", _("Pause"), "pause"),
            Wish("usual", _("Usual pace"), "clock") if controls.fast else Wish("faster", _("Faster"), "faster"),
            Wish("anew", _("Begin anew"), "reset"),
        ),
    )
