"""What a text tells beside seizures is settled once for the whole text: what was accepted became records elsewhere.

Owns what became of the findings; the records are those of their own rooms.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from chorsu.handling.rules import Act, Actor, decide
from chorsu.intake.drafts.keeping import ChangedError
from chorsu.intake.drafts.models import Text
from chorsu.kernel.errors import AbsentError, RefusedError

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Mapping

    from django.db.models import QuerySet

__all__ = [
    "accepted_by_rule", "document_of", "findings_of", "passed_texts", "review_texts", "settle", "to_settle", "unsettle",
]  # fmt: skip

_TEXT = re.compile(r"/hand-in/text/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/")
_REFERENCE = "reference"
_SETTLED = ("outcome", "settled_at", "settled_by", "settled_by_rule", "reviewed_at", "reviewed_by")


def findings_of(answer: Mapping[str, Any]) -> int:
    """How many events told or announced (not only referred to), sums and figures an answer holds."""
    told = sum(1 for event in answer.get("events") or () if event.get("role") != _REFERENCE)
    return told + len(answer.get("aggregates") or ()) + len(answer.get("figures") or ())


def document_of(text: Text) -> str:
    """The reference of a text that was handed in: its address for officers."""
    return f"/hand-in/text/{text.pk}/"


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


def settle(
    *, actor: Actor, text: Text, outcome: Mapping[str, tuple[str, str]], at: dt.datetime, by_rule: bool = False
) -> None:
    """Keep what became of the findings of a text that `to_settle` gave; an empty `outcome` says that none was taken.

    `by_rule`: a standing rule accepted them without an officer's look.
    """
    text.outcome = {key: list(became) for key, became in outcome.items()}
    text.settled_at, text.settled_by, text.settled_by_rule = at, actor.user, by_rule
    text.reviewed_at = text.reviewed_by = None
    text.save(update_fields=_SETTLED)


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
    found.outcome, found.settled_at, found.settled_by, found.settled_by_rule = {}, None, None, False
    found.reviewed_at = found.reviewed_by = None
    found.save(update_fields=_SETTLED)
    return became


def passed_texts(*, reviewed: bool = False) -> QuerySet[Text]:
    """Texts whose findings a standing rule accepted, newest first: those nobody has looked at, or those looked at."""
    found = Text.objects.defer("text", "reading", "pages").filter(settled_by_rule=True, settled_at__isnull=False)
    return found.filter(reviewed_at__isnull=not reviewed).order_by("-settled_at", "report_id", "number")


def review_texts(*, actor: Actor, texts: Collection[uuid.UUID], at: dt.datetime) -> int:
    """Say of texts whose findings a rule accepted that an officer has looked at them; how many there were."""
    own = passed_texts().filter(pk__in=list(texts), provider_id__in=sorted(actor.provides)).order_by()
    return own.update(reviewed_at=at, reviewed_by=actor.user)


def accepted_by_rule(document: str) -> bool:
    """Whether a rule accepted what a document tells, as far as the viewer sees the text; of other documents, no."""
    found = _TEXT.fullmatch(document)
    return found is not None and Text.objects.filter(pk=found[1], settled_by_rule=True).exists()


def _mine(actor: Actor, text: uuid.UUID, at: dt.datetime) -> Text:
    found = Text.objects.select_for_update().filter(pk=text, state=Text.State.READ).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    return found
