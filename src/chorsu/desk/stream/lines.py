"""The lines of the live feed, as shapes and as HTML: a record, many records of one report, an alert, a message.

A line of an alert or of a message holds no word of what it is about: it says which watch, or of whom and which kind.
Each says what a filter of the feed asks (`narrowing`), so that the page can keep to it without asking again; of an
alert or a message the page forgets that at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from django.template.loader import render_to_string
from django.urls import reverse

from chorsu.desk.exchange.wording import KINDS, PRECEDENCE_CHIPS, PRECEDENCES, clock, clock_chip
from chorsu.desk.stream.telling import told_by
from chorsu.exchange.messages.models import STANDS, Delivery, Message
from chorsu.exchange.watches.models import Alert

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from chorsu.records.models import Seizure

__all__ = ["LOOKED_THROUGH", "LOUD", "AlertLine", "Digest", "Item", "Line", "MessageLine", "render"]

LOOKED_THROUGH = 1_000
"""Lines of each kind, the newest, among which a narrowed feed looks: it tells what is new, of a million perhaps."""
LOUD = Message.Precedence.IMMEDIATE
"""The precedence from which on a line stands on top until somebody acknowledges what it tells of."""


@dataclass(frozen=True, slots=True)
class Item:
    """What happened when to which record."""

    template: ClassVar[str] = "feed/item.html"
    kind: str
    at: dt.datetime
    seizure: Seizure
    provider: str

    @property
    def key(self) -> str:
        """The line's identity: a line with a known key replaces that one and is not shown again."""
        return str(self.seizure.pk)

    @property
    def tells(self) -> str:
        """What a filter may ask of it."""
        return told_by([self.seizure])


@dataclass(frozen=True, slots=True)
class Digest:
    """One line for many records of one report."""

    template: ClassVar[str] = "feed/digest.html"
    at: dt.datetime
    count: int
    report: object
    provider: str
    members: tuple[uuid.UUID, ...] = ()
    tells: str = ""

    @property
    def key(self) -> str:
        """The line's identity."""
        return f"{self.report}-{self.count}-{self.at.timestamp()}"


@dataclass(frozen=True, slots=True)
class AlertLine:
    """An alert by the name of its watch alone; `follows`: it is drawn anew where it stands, and is no news."""

    template: ClassVar[str] = "feed/alert.html"
    alert: Alert
    follows: bool = False
    tells: str = ""

    @property
    def precedence(self) -> int:
        """How soon it is looked at."""
        return self.alert.precedence

    @property
    def at(self) -> dt.datetime:
        """When it last was news: when its last record came, or it was sent up."""
        grown, up = self.alert.grown_at, self.alert.escalated_at
        return max(grown, up) if up else grown

    @property
    def pinned(self) -> bool:
        """Whether it stands on top: it presses, and nobody has acknowledged it."""
        return self.precedence >= LOUD and self.alert.state == Alert.State.NEW

    @property
    def word(self) -> str:
        """Its precedence."""
        return PRECEDENCES[self.precedence]

    @property
    def chip(self) -> str:
        """The colour of its precedence."""
        return PRECEDENCE_CHIPS[self.precedence]


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message to the viewer's authority: of whom, which kind, how soon, and its clock; no word of it."""

    template: ClassVar[str] = "feed/message.html"
    delivery: Delivery
    sender: str
    now: dt.datetime
    follows: bool = False
    tells: str = ""

    @property
    def precedence(self) -> int:
        """How soon it is looked at."""
        return self.delivery.precedence

    @property
    def at(self) -> dt.datetime:
        """When it came."""
        return self.delivery.received_at

    @property
    def pinned(self) -> bool:
        """Whether it stands on top: it presses, stands, and nobody has acknowledged it."""
        stands = self.delivery.state in STANDS
        return self.precedence >= LOUD and stands and self.delivery.acknowledged_at is None

    @property
    def withdrawn(self) -> bool:
        """Whether its sender took it back."""
        return self.delivery.state == Delivery.State.WITHDRAWN

    @property
    def href(self) -> str:
        """Its page."""
        return reverse("exchange-message", args=[self.delivery.message_id])

    @property
    def kind(self) -> str:
        """Which kind of message."""
        return str(KINDS[self.delivery.kind])

    @property
    def word(self) -> str:
        """Its precedence."""
        return PRECEDENCES[self.precedence]

    @property
    def chip(self) -> str:
        """The colour of its precedence."""
        return PRECEDENCE_CHIPS[self.precedence]

    @property
    def clock(self) -> str:
        """Its deadline in words; empty where it has none."""
        return clock(self.delivery, self.now)

    @property
    def clock_chip(self) -> str:
        """The colour of its deadline."""
        return clock_chip(self.delivery, self.now)


type Line = Item | Digest | AlertLine | MessageLine


def render(line: Line) -> str:
    """One line of the feed as HTML."""
    return render_to_string(line.template, {"line": line}).strip()
