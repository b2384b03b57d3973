"""What a text tells beside seizures is settled once for the whole text: what was accepted became records elsewhere.

Owns what became of the findings; the records are those of their own rooms.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chorsu.handling.rules import Act, Actor, decide
from chorsu.intake.drafts.keeping import ChangedError
from chorsu.intake.drafts.models import Text
from chorsu.kernel.errors import AbsentError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping

__all__ = ["findings_of", "settle", "to_settle", "unsettle"]

_REPORTED = "reported"


def findings_of(answer: Mapping[str, Any]) -> int:
    """How many events told of (not only referred to), sums and figures an answer holds."""
    told = sum(1 for event in answer.get("events") or () if event.get("role") == _REPORTED)
    return told + len(answer.get("aggregates") or ()) + len(answer.get("figures") or ())


def to_settle(*, actor: Actor, text: uuid.UUID, at: dt.datetime) -> Text:
    """A text whose findings the actor may settle, locked until the act commits.

    Raises:
        AbsentError: there is none, it is not read, or it is another provider's.
        ChangedError: its findings were settled in the meantime.
    """
    found = _mine(actor, text, at)
    if found.settled_at is not None:
        raise ChangedError(found.name)
    return found


def settle(*, actor: Actor, text: Text, outcome: Mapping[str, tuple[str, str]], at: dt.datetime) -> None:
    """Keep what became of the findings of a text that `to_settle` gave; an empty `outcome` says that none was taken."""
    text.outcome = {key: list(became) for key, became in outcome.items()}
    text.settled_at, text.settled_by = at, actor.user
    text.save(update_fields=["outcome", "settled_at", "settled_by"])


def unsettle(*, actor: Actor, text: uuid.UUID, at: dt.datetime) -> dict[str, tuple[str, str]]:
    """Let the findings of a text wait again; what had become of them, for its rooms to take back.

    Raises:
        AbsentError: as for settling.
        RefusedError: they wait already.
    """
    found = _mine(actor, text, at)
    if found.settled_at is None:
        raise RefusedError(_("waits already"), where=found.name, to_do=_("load the page again"))
    became = {key: (kind, number) for key, (kind, number) in found.outcome.items()}
    found.outcome, found.settled_at, found.settled_by = {}, None, None
    found.save(update_fields=["outcome", "settled_at", "settled_by"])
    return became


def _mine(actor: Actor, text: uuid.UUID, at: dt.datetime) -> Text:
    found = Text.objects.select_for_update().filter(pk=text, state=Text.State.READ).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    return found
