"""Keeping the links between reports of one event in step with the bank and with what officers decide.

Owns every row of the links but the decisions on them, which `records.services` takes. Runs as the worker, who sees all;
what it writes is shown only to those who see every report that it rests on. Must not change a seizure.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q

from chorsu.journal.services import Entered, append_many
from chorsu.kernel.ids import uuid7
from chorsu.matching.closure import components, derive
from chorsu.matching.comparing import judge
from chorsu.records.models import Link, Seizure
from chorsu.records.withheld import is_parted

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Iterable

    from chorsu.matching.chance import Chance
    from chorsu.matching.comparing import Claim, Judgement

__all__ = ["reconsider", "settle"]

type Ends = tuple[uuid.UUID, uuid.UUID]
DECIDED = (Link.State.CONFIRMED, Link.State.REJECTED)
TYING = (Link.State.SAME, Link.State.CONFIRMED)
THROUGH = "through_another_report"
"""The reason of a derived claim."""
_DEGREES = 1e-6
"""Probabilities that differ by less are the same: a claim is not announced anew for them."""


@transaction.atomic
def reconsider(changed: Collection[uuid.UUID], chance: Chance, at: dt.datetime) -> None:
    """Compare changed seizures with the bank, store the claims that follow, and settle what hangs on them."""
    linked = _ends_of(_direct(changed))
    affected = set(changed) | linked
    judgement = judge(changed, linked, chance)
    affected |= _store(judgement, at)
    settle(affected, at)


@transaction.atomic
def settle(seizures: Collection[uuid.UUID], at: dt.datetime) -> None:
    """Work out anew which report of each event of these seizures counts, and the claims derived from direct ones."""
    if not seizures:
        return
    members, links = _clusters_of(seizures)
    ranks = {
        pk: (not withdrawn, precision, pk)
        for pk, withdrawn, precision in Seizure.objects.filter(pk__in=members | _ends_of(links)).values_list(
            "pk", "withdrawn", "precision"
        )
    }
    _settle_direct(links, ranks)
    # One of them may have been erased since its entry was numbered.
    standing = {pk for pk in members if pk in ranks and ranks[pk][0]}
    neighbours: dict[uuid.UUID, set[uuid.UUID]] = {pk: set() for pk in standing}
    tying: dict[Ends, Link] = {}
    for link in links:
        if link.state in TYING and link.a_id in standing and link.b_id in standing:
            neighbours[link.a_id].add(link.b_id)
            neighbours[link.b_id].add(link.a_id)
            tying[link.a_id, link.b_id] = link
    rejected = {frozenset((link.a_id, link.b_id)) for link in links if link.state == Link.State.REJECTED}
    wanted: dict[tuple[uuid.UUID, uuid.UUID, tuple[uuid.UUID, ...]], Link] = {}
    for cluster in components(neighbours):
        graph = {pk: neighbours[pk] for pk in cluster}
        for claim in derive(graph, ranks.__getitem__, rejected):
            link = _derived(claim.drop, claim.keep, claim.via, tying, at)
            wanted[link.a_id, link.b_id, tuple(link.via)] = link
    _replace_derived(members, wanted)


def _direct(seizures: Collection[uuid.UUID]) -> list[Link]:
    """The direct claims with an end among these; locked, so that no decision taken meanwhile is written over."""
    either = Q(a__in=list(seizures)) | Q(b__in=list(seizures))
    return list(Link.objects.select_for_update().filter(either, via=[]))


def _ends_of(links: Iterable[Link]) -> set[uuid.UUID]:
    return {end for link in links for end in (link.a_id, link.b_id)}


def _clusters_of(seizures: Collection[uuid.UUID]) -> tuple[set[uuid.UUID], list[Link]]:
    """All seizures that direct claims tie to the given ones, and every direct claim with an end among them."""
    members, fresh = set(seizures), set(seizures)
    links: dict[uuid.UUID, Link] = {}
    while fresh:
        found = _direct(fresh)
        links.update((link.pk, link) for link in found)
        fresh = _ends_of(link for link in found if link.state in TYING) - members
        members |= fresh
    return members, list(links.values())


def _settle_direct(links: list[Link], ranks: dict[uuid.UUID, tuple[bool, int, uuid.UUID]]) -> None:
    """Of each direct claim the less precise report is not counted; a withdrawn one never stands for another."""
    changed = []
    for link in links:
        drop = min(link.a_id, link.b_id, key=ranks.__getitem__)
        if link.drop_id != drop:
            link.drop_id = drop
            changed.append(link)
    Link.objects.bulk_update(changed, ["drop"])


def _derived(
    drop: uuid.UUID, keep: uuid.UUID, via: tuple[uuid.UUID, ...], tying: dict[Ends, Link], at: dt.datetime
) -> Link:
    """The claim that rests on a way of direct ones: as probable as all of them together, confirmed when all are."""
    way = (drop, *via, keep)
    steps = [tying[min(a, b), max(a, b)] for a, b in pairwise(way)]
    chance = 1.0
    for step in steps:
        chance *= step.probability
    confirmed = all(step.state == Link.State.CONFIRMED for step in steps)
    state = Link.State.CONFIRMED if confirmed else Link.State.SAME
    ends = {"a_id": min(drop, keep), "b_id": max(drop, keep), "drop_id": drop, "via": sorted(via)}
    return Link(
        id=uuid7(), **ends, state=state, proposed=Link.State.SAME, probability=chance, reasons=[THROUGH], proposed_at=at
    )


def _replace_derived(
    members: set[uuid.UUID], wanted: dict[tuple[uuid.UUID, uuid.UUID, tuple[uuid.UUID, ...]], Link]
) -> None:
    """Make the derived claims among these seizures what they should be; those that stay are left alone."""
    either = Q(a__in=list(members)) | Q(b__in=list(members))
    gone = []
    for link in Link.objects.filter(either).exclude(via=[]):
        new = wanted.get((link.a_id, link.b_id, tuple(link.via)))
        if new is None or (new.drop_id, new.state) != (link.drop_id, link.state):
            gone.append(link.pk)
        else:
            del wanted[link.a_id, link.b_id, tuple(link.via)]
    Link.objects.filter(pk__in=gone).delete()
    Link.objects.bulk_create(wanted.values(), batch_size=1_000)


def _store(judgement: Judgement, at: dt.datetime) -> set[uuid.UUID]:
    """Store the direct claims of a judgement; the seizures whose claims changed. What a person decided stands."""
    claims = dict(judgement.claims)
    changed: list[Link] = []
    gone: list[Link] = []
    unfounded: list[Link] = []
    acts: list[Entered] = []
    for link in _direct(judgement.judged):
        if link.a_id not in judgement.judged or link.b_id not in judgement.judged:
            continue
        claim = claims.pop((link.a_id, link.b_id), None)
        if claim is None:
            (unfounded if link.state in DECIDED else gone).append(link)
        elif _differs(link, claim):
            announced = link.state not in DECIDED and link.state != claim.state
            _renew(link, claim, at)
            changed.append(link)
            acts.append(_proposed(link, "link.proposed" if announced else "link.renewed"))
    new = [_new(ends, claim, at) for ends, claim in claims.items()]
    Link.objects.bulk_create(new, batch_size=1_000)
    Link.objects.bulk_update(
        changed, ["state", "proposed", "probability", "kg", "reasons", "proposed_at", "version"], batch_size=1_000
    )
    _silence(unfounded)
    acts += [_proposed(link) for link in new]
    acts += [_dropped(link) for link in gone]
    _delete(gone)
    if acts:
        append_many(acts, actor=None, at=at)
    return _ends_of([*new, *changed, *gone])


def _silence(links: list[Link]) -> None:
    """Take the reasons off decided claims that rest on what was withheld since: they would tell of it."""
    parted = is_parted(_ends_of(links))
    told = [link for link in links if {link.a_id, link.b_id} & parted]
    for link in told:
        link.reasons, link.kg = [], 0.0
    Link.objects.bulk_update(told, ["reasons", "kg"])


def _differs(link: Link, claim: Claim) -> bool:
    told = (link.proposed, tuple(link.reasons), link.kg)
    return told != (claim.state, claim.reasons, claim.kg) or abs(link.probability - claim.probability) > _DEGREES


def _renew(link: Link, claim: Claim, at: dt.datetime) -> None:
    if link.state not in DECIDED:
        link.state = Link.State(claim.state)
    link.proposed, link.probability, link.kg = Link.State(claim.state), claim.probability, claim.kg
    link.reasons, link.proposed_at, link.version = list(claim.reasons), at, link.version + 1


def _new(ends: Ends, claim: Claim, at: dt.datetime) -> Link:
    a, b = ends
    state = Link.State(claim.state)
    return Link(
        id=uuid7(),
        a_id=a,
        b_id=b,
        drop_id=a,
        via=[],
        state=state,
        proposed=state,
        probability=claim.probability,
        kg=claim.kg,
        reasons=list(claim.reasons),
        proposed_at=at,
    )


def _proposed(link: Link, kind: str = "link.proposed") -> Entered:
    said = {"a": link.a_id, "b": link.b_id, "state": link.state, "probability": link.probability}
    return Entered(kind, link.pk, link.version, {}, said | {"reasons": link.reasons})


def _dropped(link: Link) -> Entered:
    return Entered("link.dropped", link.pk, link.version + 1, {}, {"a": link.a_id, "b": link.b_id})


def _delete(links: list[Link]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM records_link WHERE id = ANY (%s)", [[link.pk for link in links]])
