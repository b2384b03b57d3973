"""Erasing by law on pages: its grounds in words, what is proposed of a record, who erased one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import pgettext_lazy

from chorsu.directory.models import User
from chorsu.records.erasures.proposing import proposal_of

if TYPE_CHECKING:
    import uuid

    from django.utils.functional import Promise

    from chorsu.handling.rules import Actor
    from chorsu.records.erasure import Told

__all__ = ["GROUNDS", "erasing_panel", "officers_of"]

GROUNDS: dict[str, Promise] = {
    "court": pgettext_lazy("ground of erasure", "Decision of a court or of a supervisory authority"),
    "data-subject": pgettext_lazy("ground of erasure", "Request of the person concerned"),
    "unlawful": pgettext_lazy("ground of erasure", "Collected or kept unlawfully"),
    "retention": pgettext_lazy("ground of erasure", "Its time is over"),
    "entered-in-error": pgettext_lazy("ground of erasure", "Should never have been entered"),
}


def erasing_panel(seizure: uuid.UUID, actor: Actor) -> dict[str, Any]:
    """For the provider of a record: the erasure that is proposed, by whom, whether that is the reader; the grounds."""
    proposal = proposal_of(seizure)
    if proposal is None:
        return {"grounds": list(GROUNDS.items())}
    return {
        "proposal": proposal,
        "proposal_ground": GROUNDS[proposal.ground],
        "proposed_by": _names(proposal.proposed_by)[0],
        "proposal_mine": proposal.proposed_by == actor.user,
    }


def officers_of(told: Told | None) -> tuple[str, ...]:
    """Who proposed an erasure and who confirmed it, for its provider; nobody where the time of the record was over."""
    return _names(told.proposed_by, told.by) if told and told.proposed_by and told.by else ()


def _names(*numbers: int) -> tuple[str, ...]:
    """The names of officers; one who is not in the directory any more has none."""
    people = User.objects.in_bulk(numbers)
    return tuple(
        people[number].get_full_name() or people[number].username if number in people else "—" for number in numbers
    )
