"""One seizure handed in by hand: checked against the schema, kept as received, recorded with its photographs.

All of it in one transaction, and exactly once: a submission carries a number that the sender's device made, and the
same number again is answered with what it became. Must not know how a page shows what was wrong.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.intake.schema.fields import field as field_of
from chorsu.intake.schema.problems import Problem
from chorsu.intake.schema.values import Values, values_from
from chorsu.intake.services import store
from chorsu.kernel.errors import InputError
from chorsu.records.models import Seizure
from chorsu.records.photographs.services import add_photographs
from chorsu.records.submitting import Submission, Submitted, submit

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping, Sequence

    from chorsu.handling.rules import Actor, Marking
    from chorsu.intake.schema.problems import Problems
    from chorsu.records.photographs.services import Taken

__all__ = ["MOST_BYTES", "Given", "arrived", "receive"]

MOST_BYTES = 1 << 20
"""Largest submission without its photographs."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a device sent: the number it made, the fields, the photographs."""

    number: uuid.UUID
    payload: Mapping[str, Any]
    photographs: Sequence[Taken] = field(default_factory=tuple)


def arrived(provider: int, number: uuid.UUID) -> Seizure | None:
    """What a submission of this provider became, when it had arrived before."""
    return Seizure.objects.filter(report__provider_id=provider, report__submission=number).first()


def receive(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, marking: Marking, given: Given, country: str, lang: str, at: dt.datetime, synthetic: bool = False
) -> Submitted | Problems:
    """Record one seizure, or say what is wrong with which field; then nothing is recorded.

    Raises:
        RefusedError: the actor does not provide for the agency of the marking.
    """
    earlier = arrived(marking.provider, given.number)
    if earlier is not None:
        return Submitted(earlier, again=True)
    name = f"seizure-{str(given.payload.get('date', ''))[:10]}-{given.number.hex[-6:]}.json"
    name = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign in "-."))
    values = values_from(given.payload, at=at, country=country, lang=lang, name=name)
    if not isinstance(values, Values):
        return values
    most = field_of("photographs").most
    if len(given.photographs) > most:
        return {"photographs": Problem("too_many_photographs", most)}
    try:
        with transaction.atomic():
            return _record(values, given, name, actor=actor, marking=marking, at=at, synthetic=synthetic)
    except InputError as error:
        return {"photographs": Problem("unreadable_photograph", given=error.where)}


def _record(  # noqa: PLR0913 — an act has these fields
    values: Values, given: Given, name: str, *, actor: Actor, marking: Marking, at: dt.datetime, synthetic: bool
) -> Submitted:
    body = json.dumps({"submission": str(given.number), **given.payload}, ensure_ascii=False).encode("utf-8", "replace")
    kept = store().keep([body], most=MOST_BYTES, where=name)
    submission = Submission(given.number, name, kept.digest, kept.size, values.lots, values.cells, values.persons)
    done = submit(actor=actor, marking=marking, submission=submission, at=at, synthetic=synthetic)
    if given.photographs and not done.again:
        add_photographs(seizure=done.seizure.pk, photographs=given.photographs, store=store(), actor=actor, at=at)
    return done
