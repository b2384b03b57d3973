"""A text on its way in: kept as received for the worker to read; and a draft that an officer adds to a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.intake.drafts.keeping import ChangedError
from chorsu.intake.drafts.models import Draft, Text
from chorsu.intake.drafts.slots import blank, stored
from chorsu.intake.naming import plain_name
from chorsu.intake.services import HANDIN_CHANNEL, store
from chorsu.journal.services import append
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Report

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Iterable

__all__ = ["MOST_BYTES", "MOST_DRAFTS", "add_draft", "hand_in"]

MOST_BYTES = 50 << 20
"""Largest file of text: a mailbox of a year fits; a table may be larger."""
MOST_DRAFTS = 200
"""Drafts of one text, with those an officer adds."""


def hand_in(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    name: str,
    chunks: Iterable[bytes],
    way: str,
    at: dt.datetime,
    published: dt.date | None = None,
    synthetic: bool = False,
) -> tuple[Text, bool]:
    """Keep a file of text for the worker to read; and whether the provider had handed in the same bytes before.

    Raises:
        RefusedError: the actor may not provide for this agency, or these bytes were handed in as a table.
        InputError: the file is empty or too large.
    """
    marking = Marking(provider, frozenset({provider}))
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError(_("texts are handed in for one's own agency only"), to_do=_("ask that agency to hand it in"))
    name = plain_name(name)
    kept = store().keep(chunks, most=MOST_BYTES, where=name)
    report = Report(file_name=name, digest=kept.digest, size=kept.size, received_at=at, received_by=actor.user)
    report.synthetic, report.marking = synthetic, marking
    try:
        with transaction.atomic():
            report.save(force_insert=True)
    except IntegrityError:
        earlier = (
            Text.objects.filter(report__provider_id=provider, report__digest=kept.digest, report__withdrawn_at=None)
            .exclude(state=Text.State.FAILED)
            .order_by("number")
        )
        if (first := earlier.first()) is None:
            raise RefusedError(
                _("was handed in before, as a table"), where=name, to_do=_("look under Handed in before")
            ) from None
        return first, True
    content = {"file_name": name, "digest": kept.digest, "size": kept.size, "provider": provider}
    append(kind="report.received", record=report.pk, version=1, content=content, actor=actor.user, at=at)
    text = Text(report=report, state=Text.State.WAITING, way=way, name=name, published=published)
    text.started_at, text.started_by, text.marking = at, actor.user, marking
    text.save(force_insert=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [HANDIN_CHANNEL])
    return text, False


def add_draft(*, actor: Actor, text: uuid.UUID, at: dt.datetime, seen: int | None = None) -> Draft:
    """An empty draft for a seizure that the reader did not find in a text; `seen` drafts are known to the actor.

    Raises:
        AbsentError: there is no such text, or it is another provider's.
        ChangedError: a draft was added in the meantime.
    """
    found = Text.objects.select_for_update().filter(pk=text, state=Text.State.READ).first()
    if found is None or not decide(actor, found.marking, Act.EDIT, at).allowed:
        raise AbsentError
    last = Draft.objects.filter(text=found).order_by("-number").first()
    number = last.number + 1 if last else 1
    if seen is not None and seen != number - 1:
        raise ChangedError(found.name)
    if number > MOST_DRAFTS:
        raise InputError(_("has as many drafts as a text can have"), where=found.name)
    draft = Draft(text=found, number=number, slots=stored(blank()), as_read={})
    draft.marking = found.marking
    draft.save(force_insert=True)
    return draft
