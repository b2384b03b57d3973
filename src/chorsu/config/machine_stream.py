"""The live stream for programs: which records came or went, as server-sent events; resumable at any entry.

Made here, of the hub of the pages' stream and the token of the machine door, for the two faces know nothing of each
other. An event names records and tells nothing of them: a program asks the door for each, under the rules of that
moment. What is sent, and when, depends on nothing that the token's owner does not see.
"""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse

from chorsu.api.door import come_in
from chorsu.api.problems import problem
from chorsu.desk.stream.asking import asked
from chorsu.desk.stream.cursors import Cursor, seal, unseal
from chorsu.desk.stream.hub import the_hub
from chorsu.desk.stream.pulse import Pulse
from chorsu.directory.tokens import still_borne
from chorsu.handling.rules import NOBODY
from chorsu.handling.viewer import viewing
from chorsu.journal.trail.entries import Act, digest_of
from chorsu.journal.trail.services import Told, enter
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import uuid
    from collections.abc import AsyncIterator, Sequence

    from django.http import HttpRequest

    from chorsu.desk.stream.channel import Channel, Stretch
    from chorsu.desk.stream.feed import Delivery
    from chorsu.desk.stream.hub import Hub
    from chorsu.directory.tokens import Bearing

__all__ = ["stream"]

SCOPE, PAGE = "stream", "api-stream"
_KEPT = 60
"""Records whose leaving is told: the newest that were sent."""


async def stream(request: HttpRequest) -> HttpResponseBase:
    """Answer with a stream that never ends; a token for it is needed, a cookie opens nothing."""
    if request.method != "GET":
        return problem(405, headers={"Allow": "GET"})
    bearing = await asked(come_in, request)
    if isinstance(bearing, HttpResponse):
        return bearing
    if SCOPE not in bearing.scope:
        return problem(403, where="the token", detail=f"is not for “{SCOPE}”")
    resumed = request.headers.get("Last-Event-ID", "")
    answer = StreamingHttpResponse(_events(bearing, resumed), content_type="text/event-stream")
    answer["Cache-Control"] = "no-store"
    answer["X-Accel-Buffering"] = "no"
    return answer


async def _events(bearing: Bearing, resumed: str) -> AsyncIterator[str]:
    hub, actor = the_hub(), bearing.actor
    await hub.ready()
    cursor = unseal(resumed, actor.user)
    async with hub.channel(actor, "en") as channel:
        if cursor is None or cursor.position > hub.position:
            cursor = Cursor(channel.position)
            # A program that cannot go on where it stood asks for the list again.
            yield _event("reset" if resumed else "ready", seal(cursor.position, actor.user), {})
        position, sent = cursor.position, deque(cursor.records, _KEPT)
        pulse, takes_back = Pulse(), bool(sent)
        while True:
            for upto, delivery in await _brought(hub, channel, position, pulse.next):
                if (delivery.lines or delivery.unsettles) and not await asked(_may_leave, bearing, delivery):
                    return
                position, takes_back = upto, takes_back or delivery.takes_back
                if records := [*delivery.records, *delivery.digested]:
                    sent.extend(records)
                    yield _event("records", seal(position, actor.user, sent), {"records": records})
            beats = pulse.beats()
            if takes_back or beats:  # a release that ends leaves no entry in the journal
                takes_back, gone = False, await _gone(hub, bearing, sent)
                if gone:
                    yield _event("gone", seal(position, actor.user, sent), {"records": gone})
            if beats:
                if not await asked(_still, bearing):
                    return
                yield _event("ping", seal(position, actor.user, sent), {})


async def _brought(hub: Hub, channel: Channel, position: int, until: float) -> list[tuple[int, Delivery]]:
    """What comes beyond a position, or nothing when it is time for a heartbeat; see `desk.stream.views`."""
    found: list[Stretch]
    if position < channel.since:
        found = [await hub.catch_up(channel, position, channel.since)]
    else:
        found = await channel.after(position, until)
        if found and found[0].after < position:
            found = [await hub.catch_up(channel, position, found[0].upto)]
    return [(one.upto, one.delivery) for one in found]


async def _gone(hub: Hub, bearing: Bearing, sent: deque[uuid.UUID]) -> list[uuid.UUID]:
    """Those that were sent and that the token's owner no longer sees, each told once."""
    seen = await hub.gate.still_seen(bearing.actor, list(sent))
    gone = list(dict.fromkeys(record for record in sent if record not in seen))
    for record in gone:
        while record in sent:
            sent.remove(record)
    return gone


def _may_leave(bearing: Bearing, delivery: Delivery) -> bool:
    """Whether a delivery may leave for whom it was made; what leaves is entered first, in that one's name."""
    if not _still(bearing):
        return False
    if delivery.lines:
        many = delivery.digested
        told = Told(
            act=Act.STREAM,
            page=PAGE,
            status=200,
            actor=bearing.actor.user,
            agency=bearing.user.agency_id,
            opened=delivery.records,
            shown=len(many) or None,
            digest=digest_of(many) if many else None,
            words={"token": [str(bearing.token), bearing.purpose]},
        )
        with viewing(bearing.actor):
            enter(told, now())
    return True


def _still(bearing: Bearing) -> bool:
    with viewing(NOBODY):
        return still_borne(bearing, at=now())


def _event(kind: str, cursor: str, said: dict[str, Sequence[Any]]) -> str:
    return f"event: {kind}\nid: {cursor}\ndata: {json.dumps(said, default=str)}\n\n"
