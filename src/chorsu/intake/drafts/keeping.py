"""A draft that an actor rules: found, guarded, locked; each act on it is remembered with what stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chorsu.directory.models import Agency
from chorsu.handling.rules import Act, Actor, decide
from chorsu.intake.drafts.models import Draft
from chorsu.kernel.errors import AbsentError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

__all__ = ["ChangedError", "State", "mine", "remember", "state_of"]

_MOST_HISTORY = 500
State = Draft.State


class ChangedError(RefusedError):
    """Something was done in the meantime that the actor has not seen."""

    def __init__(self, where: str) -> None:
        super().__init__(_("has changed in the meantime"), where=where, to_do=_("load the page again"))


def mine(actor: Actor, identifier: uuid.UUID, at: dt.datetime, *states: State, seen: int | None = None) -> Draft:
    """A draft that the actor rules, locked, in one of `states` (any when none is named).

    `seen` is how many acts on it the actor knows of (`Draft.acts`); None where nobody looked at it.

    Raises:
        AbsentError: there is none, or it is another provider's.
        ChangedError: another act was done in the meantime.
        RefusedError: it has been decided in the meantime.
    """
    found = Draft.objects.select_related("text__report").select_for_update(of=("self",)).filter(pk=identifier).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    if seen is not None and seen != found.acts:
        raise ChangedError(found.text.name)
    if states and found.state not in states:
        raise RefusedError(_("has been decided in the meantime"), where=found.text.name, to_do=_("load the page again"))
    return found


def remember(  # noqa: PLR0913 — an act has these parts
    draft: Draft, act: str, before: Mapping[str, Any], *, actor: Actor, at: dt.datetime, path: str = ""
) -> None:
    """Add an act to the history of a draft: `before` are the slots it changed, as they stood (None: there was none)."""
    entry = {"act": act, "path": path, "before": dict(before), "at": at.isoformat(), "by": actor.user}
    draft.history = [*draft.history, entry][-_MOST_HISTORY:]
    draft.acts += 1


def state_of(provider: int) -> str:
    """The code of the state of a provider; empty where it has none."""
    agency = Agency.objects.select_related("state").filter(pk=provider).first()
    return agency.state.code if agency and agency.state else ""
