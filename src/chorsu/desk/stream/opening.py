"""What a feed opens with: the newest records, alerts and messages that the viewer sees, and what presses on top.

Called inside the viewer's transaction. The stream goes on where it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.desk.stream.feed import MOST_LINES
from chorsu.desk.stream.lines import LOOKED_THROUGH, AlertLine, Item, MessageLine
from chorsu.desk.stream.messages import newest_messages, pressing_messages
from chorsu.desk.stream.ringing import newest_alerts, pressing_alerts
from chorsu.directory.selectors import principal_names
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    import uuid

    from chorsu.desk.stream.lines import Line
    from chorsu.desk.stream.narrowing import Narrowed
    from chorsu.handling.rules import Actor

__all__ = ["MOST_PINNED", "Opening", "opening"]

MOST_PINNED = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """The lines of a feed, newest first, and those that stand on top of it, the most pressing first."""

    lines: list[Line]
    pinned: list[AlertLine | MessageLine]

    @property
    def records(self) -> list[uuid.UUID]:
        """The records among the lines, oldest first."""
        return [line.seizure.pk for line in reversed(self.lines) if isinstance(line, Item)]

    @property
    def shown(self) -> list[uuid.UUID]:
        """Everything that has a line, by its number."""
        return [_number(line) for line in (*self.pinned, *self.lines)]


def opening(actor: Actor, asked: Narrowed, language: str) -> Opening:
    """What the feed of an actor opens with."""
    pinned: list[AlertLine | MessageLine] = []
    lines: list[Line] = [*_records(asked, language)] if asked.records else []
    if asked.shows("alerts"):
        pinned += pressing_alerts(actor, asked, MOST_PINNED) if asked.pins else []
        lines += newest_alerts(actor, asked, MOST_LINES)
    if asked.shows("messages"):
        pinned += pressing_messages(actor, asked, MOST_PINNED) if asked.pins else []
        lines += newest_messages(actor, asked, MOST_LINES)
    pinned = sorted(pinned, key=lambda line: (-line.precedence, -line.at.timestamp()))[:MOST_PINNED]
    on_top = {_number(line) for line in pinned}
    below = [line for line in lines if _number(line) not in on_top]
    return Opening(sorted(below, key=lambda line: line.at, reverse=True)[:MOST_LINES], pinned)


def _records(asked: Narrowed, language: str) -> list[Item]:
    names = principal_names(language)
    seizures = Seizure.objects.filter(withdrawn=False).order_by("-id")
    if asked.about:
        newest = list(seizures.values_list("pk", flat=True)[:LOOKED_THROUGH])
        seizures = seizures.filter(asked.condition(), pk__in=newest)
    found = seizures.prefetch_related("lots")[:MOST_LINES]
    return [Item("seizure.recorded", one.recorded_at, one, names[one.provider_id]) for one in found]


def _number(line: Line) -> uuid.UUID:
    match line:
        case Item():
            return line.seizure.pk
        case MessageLine():
            return line.delivery.pk
        case AlertLine():
            return line.alert.pk
        case _:
            raise TypeError(line)  # no feed opens with a digest
