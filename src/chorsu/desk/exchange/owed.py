"""Requests for permission and recalls among the messages: a line each, which leads to the page where it is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, pgettext

from chorsu.desk.exchange.wording import deadline, local
from chorsu.desk.handling.permissions import KINDS, STATES
from chorsu.desk.handling.recalls import name_of
from chorsu.desk.handling.wording import closing_of
from chorsu.desk.records import card
from chorsu.desk.records.wording import joined
from chorsu.exchange.messages.saying import records_in
from chorsu.exchange.owed import selectors
from chorsu.records.models import Permission, Seizure
from chorsu.records.permissions.selectors import asked_of
from chorsu.records.recalls.selectors import closed_to

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable
    from uuid import UUID

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.messages.models import Message
    from chorsu.exchange.messages.selectors import Asked
    from chorsu.handling.rules import Actor
    from chorsu.records.models import Tombstone

__all__ = ["PERMISSION", "RECALL", "Owed", "about", "by_key", "listed", "others_named", "sent"]

PERMISSION, RECALL = "permission", "recall"
MOST = 50
"""Of each that a list shows; all of them stand on the pages of handling."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A request or a recall as a list or a thread shows it; `key` is its own number, `others` who asks or owes."""

    key: UUID
    kind: str
    subject: str
    others: tuple[int, ...]
    href: str
    since: dt.datetime
    due_at: dt.datetime | None = None
    state: str = ""
    chip: str = ""

    def clock(self, at: dt.datetime) -> str:
        """Its deadline in words; of a recall that its receipt is wanted."""
        return deadline(self.due_at, at) or (self.state if self.due_at is None else "")

    @property
    def due(self) -> str:
        """Its deadline by the clock."""
        return local(self.due_at, "")


def listed(tab: str, asked: Asked, actor: Actor, at: dt.datetime) -> list[Owed]:
    """What waits for the viewer's authority (`waiting`), or what others owe it (`out`), under a filter."""
    if asked.precedence or asked.mine:
        return []
    found = [*_permissions(tab, actor, asked), *([] if asked.late else _recalls(tab, actor, at, asked))]
    if asked.late:
        found = [one for one in found if one.due_at is not None and one.due_at <= at]
    return [one for one in found if asked.other is None or asked.other in one.others]


def sent(actor: Actor, at: dt.datetime, since: dt.datetime | None, before: dt.datetime | None) -> list[Owed]:
    """What the viewer's authority asked for and took back between two moments (None: without end), newest first."""
    asked = _of_permissions(list(selectors.permissions_sent(actor, since, before)[:MOST]), actor)
    acts: dict[tuple[UUID, str, dt.datetime], list[Tombstone]] = {}
    for stone in selectors.recalls_sent(actor, at, since, before)[: MOST * 5]:
        acts.setdefault((stone.seizure_id, stone.part, stone.closed_at), []).append(stone)
    recalled = [_of_record(stones) for stones in list(acts.values())[:MOST]]
    return sorted([*asked, *recalled], key=lambda one: one.since, reverse=True)


def about(messages: Iterable[Message], actor: Actor, at: dt.datetime) -> list[Owed]:
    """The requests and recalls about the records that a thread's questions were built from."""
    records = {one for message in messages for one in records_in(message.question)}
    permissions, stones = selectors.about(records, actor, at)
    closed = [_of_stone(stone, mine=stone.provider_id in actor.provides) for stone in stones]
    return [*_of_permissions(permissions, actor), *closed]


def by_key(keys: Collection[UUID], actor: Actor, at: dt.datetime) -> dict[UUID, Owed]:
    """Of these requests to the viewer's authority and recalls from it, by number, those that are there."""
    if not keys:
        return {}
    asked = _of_permissions(list(asked_of(actor).filter(pk__in=keys)), actor)
    return {one.key: one for one in (*asked, *map(_of_stone, closed_to(actor, at).filter(pk__in=keys)))}


def _permissions(tab: str, actor: Actor, asked: Asked) -> list[Owed]:
    if asked.kind not in {"", PERMISSION}:
        return []
    select = selectors.permissions_owed if tab == "waiting" else selectors.permissions_awaited
    return _of_permissions(list(select(actor)[:MOST]), actor)


def _of_permissions(found: list[Permission], actor: Actor) -> list[Owed]:
    records = Seizure.objects.filter(pk__in={one.seizure_id for one in found}).prefetch_related("lots")
    titles = {seizure.pk: card.title_of(seizure) for seizure in records}
    lines = []
    for one in found:
        mine = one.provider_id in actor.provides
        state, chip = STATES[one.state]
        what = gettext("Permission %(what)s") % {"what": KINDS[one.kind]}
        lines.append(
            Owed(
                key=one.pk,
                kind=PERMISSION,
                subject=": ".join(filter(None, (what, titles.get(one.seizure_id, "")))),
                others=(one.authority if mine else one.provider_id,),
                href=f"{reverse('permissions')}#p-{one.pk}",
                since=one.asked_at,
                due_at=one.due_at if one.state == Permission.State.ASKED else None,
                state=str(state),
                chip=chip,
            )
        )
    return lines


def _recalls(tab: str, actor: Actor, at: dt.datetime, asked: Asked) -> list[Owed]:
    if asked.kind not in {"", RECALL}:
        return []
    if tab == "waiting":
        return [_of_stone(one) for one in selectors.receipts_owed(actor, at)[:MOST]]
    by_record: dict[UUID, list[Tombstone]] = {}
    for stone in selectors.receipts_awaited(actor, at)[: MOST * 5]:
        by_record.setdefault(stone.seizure_id, []).append(stone)
    return [_of_record(stones) for stones in list(by_record.values())[:MOST]]


def _of_stone(stone: Tombstone, *, mine: bool = False) -> Owed:
    """A tombstone in a line; `mine`: of a recall by the viewer's authority."""
    given = hasattr(stone, "receipt")
    return Owed(
        key=stone.pk,
        kind=RECALL,
        subject=name_of(stone) if mine else f"{closing_of(stone)}: {name_of(stone)}",
        others=(stone.authority if mine else stone.provider_id,),
        href=reverse("recalled"),
        since=stone.closed_at,
        state=pgettext("recall", "Receipt given") if given else gettext("receipt wanted"),
        chip="chip-good" if given else "chip-warn",
    )


def _of_record(stones: list[Tombstone]) -> Owed:
    """What was closed to several authorities, in one line; which of them have given a receipt, where some have."""
    first, given = stones[0], sum(hasattr(stone, "receipt") for stone in stones)
    state, chip = gettext("receipt wanted"), "chip-warn"
    if given == len(stones):
        state, chip = pgettext("recall", "Receipt given"), "chip-good"
    elif given:
        state = gettext("receipts: %(given)d of %(all)d") % {"given": given, "all": len(stones)}
    return Owed(
        key=first.pk,
        kind=RECALL,
        subject=name_of(first),
        others=tuple(sorted({one.authority for one in stones})),
        href=reverse("recalled"),
        since=first.closed_at,
        state=state,
        chip=chip,
    )


def others_named(one: Owed, names: Names) -> str:
    """Who asks or owes, by name."""
    return joined(names.join(list(one.others), 0)) or "—"
