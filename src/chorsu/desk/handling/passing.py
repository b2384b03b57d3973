"""Passing on that needs no permission, carried out in the background; the worker's part, as `following` is."""

from __future__ import annotations

from chorsu.directory.models import User
from chorsu.directory.selectors import actor_of
from chorsu.kernel.clock import now
from chorsu.records.models import Permission
from chorsu.records.permissions.services import carry_out

__all__ = ["carry_out_passings"]

MOST = 100


def carry_out_passings() -> int:
    """Carry out what recipients passed on and told of; how many there were."""
    told = list(Permission.objects.filter(state=Permission.State.TOLD).order_by("asked_at")[:MOST])
    for one in told:
        user = User.objects.select_related("agency__state").get(pk=one.asked_by)
        carry_out(permission=one, actor=actor_of(user), at=now())
    return len(told)
