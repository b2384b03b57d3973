"""The lines by which alerts stand in the live feed: which watch, how soon; not a word of a record.

Called inside the viewer's transaction, whose row-level security decides which alerts there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.db.models.functions import Greatest
from django.template.loader import render_to_string

from chorsu.desk.exchange.wording import PRECEDENCE_CHIPS, PRECEDENCES
from chorsu.desk.stream.lines import LOOKED_THROUGH, LOUD, AlertLine, render
from chorsu.desk.stream.telling import together, told_by_alerts
from chorsu.exchange.watches.models import Alert, Digest
from chorsu.exchange.watches.selectors import Asked, alerts, waited, waiting_alerts
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from chorsu.desk.stream.feed import Entry
    from chorsu.desk.stream.narrowing import Narrowed
    from chorsu.handling.rules import Actor

__all__ = ["FOLLOWS", "MOST_RINGING", "newest_alerts", "pressing_alerts", "ringing"]

MOST_RINGING = 12
"""Alerts of one delivery from which on they become a single line."""
FOLLOWS = ("alert.acknowledged", "alert.assigned")
"""Kinds of entries after which the line of an alert is drawn anew where it stands, and is no news."""
_RINGS = Q(waits_until=None) | Q(escalated_at__isnull=False)
"""What waits in quiet hours has no line; when they end, their digest has one."""


def ringing(entries: Sequence[Entry]) -> list[str]:
    """The rendered lines of some entries; what waits in quiet hours has none."""
    if not entries:
        return []
    news = {one.record for one in entries if one.kind not in FOLLOWS}
    follows = {one.record for one in entries} - news
    asked = Q(pk__in=news) & _RINGS | Q(pk__in=follows) & _rang()
    found = Alert.objects.filter(asked).order_by("raised_at", "pk")
    rows = list(found.select_related("watch"))
    tells = told_by_alerts([one.pk for one in rows])
    lines = [AlertLine(one, follows=one.pk not in news, tells=tells.get(one.pk, "")) for one in rows]
    told = [render(line) for line in lines if line.follows]
    rings = [line for line in lines if not line.follows]
    told.extend([_many(rings)] if len(rings) >= MOST_RINGING else map(render, rings))
    quiet = Digest.objects.filter(pk__in=news).order_by("ended_at", "pk")
    told.extend(_line("feed/quiet.html", {"digest": one, "count": waited(one), "tells": _of(one)}) for one in quiet)
    return told


def newest_alerts(actor: Actor, asked: Narrowed, most: int) -> list[AlertLine]:
    """The newest alerts that the actor sees and asks for, newest first."""
    rows = alerts(actor, Asked()).filter(_rang(), precedence__gte=asked.least)
    rows = rows.annotate(news=Greatest("grown_at", "escalated_at")).order_by("-news", "-pk")
    return _met(rows, asked, most)


def pressing_alerts(actor: Actor, asked: Narrowed, most: int) -> list[AlertLine]:
    """The alerts that stand on top until somebody acknowledges them, the most pressing first."""
    rows = alerts(actor, Asked(new=True)).filter(_rang(), precedence__gte=max(asked.least, LOUD))
    return _met(rows, asked, most)


def _met(rows: QuerySet[Alert], asked: Narrowed, most: int) -> list[AlertLine]:
    """So many that tell of what is asked for, among the first that there are."""
    if not asked.about:
        return [AlertLine(one) for one in rows[:most]]
    found = list(rows[:LOOKED_THROUGH])
    tells = told_by_alerts([one.pk for one in found])
    return [AlertLine(one) for one in found if asked.met_by(tells.get(one.pk, ""))][:most]


def _of(digest: Digest) -> str:
    """What the alerts tell that waited for the end of quiet hours."""
    return together(told_by_alerts(waiting_alerts(digest).values_list("pk", flat=True)).values())


def _rang() -> Q:
    """What rings, or rang when its quiet hours ended."""
    return _RINGS | Q(waits_until__lte=now())


def _many(lines: list[AlertLine]) -> str:
    loudest = max(line.precedence for line in lines)
    words = {"word": PRECEDENCES[loudest], "chip": PRECEDENCE_CHIPS[loudest], "precedence": loudest}
    words["tells"] = together(line.tells for line in lines)
    return _line("feed/alerts.html", {"count": len(lines), "last": lines[-1].alert} | words)


def _line(template: str, context: dict[str, object]) -> str:
    return render_to_string(template, context).strip()
