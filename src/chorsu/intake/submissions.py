"""One seizure handed in by hand: checked against the schema, kept as received, recorded with its photographs.

All of it in one transaction, and exactly once: a submission carries a number that the sender's device made, and the
same number again is answered with what it became, when it holds the same again. Must not know how a page shows what was
wrong.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.intake.schema.fields import field as field_of
from chorsu.intake.schema.problems import Problem
from chorsu.intake.schema.values import Values, values_from
from chorsu.intake.services import store
from chorsu.intake.standing import narrowed
from chorsu.kernel.errors import InputError
from chorsu.records.photographs.images import PictureError
from chorsu.records.photographs.services import add_photographs
from chorsu.records.submitting import Submission, Submitted, earlier, submit

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Mapping, Sequence

    from chorsu.handling.rules import Actor, Marking
    from chorsu.intake.schema.problems import Problems
    from chorsu.records.photographs.services import Taken
    from chorsu.records.transfers.said import TransferSaid

__all__ = ["MOST_BYTES", "OTHER_CONTENT", "Given", "arrived", "receive"]

MOST_BYTES = 1 << 20
"""Largest submission without its photographs."""
OTHER_CONTENT = "other_content"
"""The code of a number that arrived before with other content."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a device sent: the number it made, the fields, who will see it as chosen there, the photographs."""

    number: uuid.UUID
    payload: Mapping[str, Any]
    audience: Any = None
    photographs: Sequence[Taken] = field(default_factory=tuple)
    transfer: TransferSaid | None = None
    """On what basis it may go to another state where it tells of persons, as chosen with the audience."""

    def body(self) -> bytes:
        """All that was sent, as JSON: what is kept of it, and what tells the same again from something else."""
        pictures = [
            {"digest": hashlib.sha256(one.data).hexdigest(), "kind": one.kind, "name": one.file_name}
            for one in self.photographs
        ]
        told = {"submission": str(self.number), **self.payload, "audience": self.audience, "photographs": pictures}
        return json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")


def arrived(provider: int, given: Given) -> Submitted | Problems | None:
    """What a submission of this provider became, when it had arrived before; a problem where its number had, not it."""
    return _known(earlier(provider, given.number, hashlib.sha256(given.body()).hexdigest()))


def _known(found: Submitted | None) -> Submitted | Problems | None:
    return found if found is None or found.same else {"submission": Problem(OTHER_CONTENT)}


def receive(  # noqa: PLR0913 — an act has these fields
    *, actor: Actor, marking: Marking, given: Given, country: str, lang: str, at: dt.datetime, synthetic: bool = False
) -> Submitted | Problems:
    """Record one seizure, or say what is wrong with which field; then nothing is recorded.

    Raises:
        RefusedError: the actor does not provide for the agency of the marking.
    """
    before = arrived(marking.provider, given)
    if before is not None:
        return before
    name = f"seizure-{str(given.payload.get('date', ''))[:10]}-{given.number.hex[-6:]}.json"
    name = "".join(sign for sign in name if sign.isascii() and (sign.isalnum() or sign in "-."))
    values = values_from(given.payload, at=at, country=country, lang=lang, name=name)
    if not isinstance(values, Values):
        return values
    body = given.body()
    if problems := _too_much(given, body):
        return problems
    try:
        with transaction.atomic():
            done = _record(values, given, body, name, actor=actor, marking=marking, at=at, synthetic=synthetic)
    except PictureError as error:
        return {"photographs": Problem(error.code, error.most, given=error.where)}
    except InputError:
        return {"submission": Problem("not_understood")}
    return _known(done) or done


def _too_much(given: Given, body: bytes) -> Problems:
    most = field_of("photographs").most
    if len(given.photographs) > most:
        return {"photographs": Problem("too_many_photographs", most)}
    return {"submission": Problem("too_large", MOST_BYTES >> 20)} if len(body) > MOST_BYTES else {}


def _record(  # noqa: PLR0913 — an act has these fields
    values: Values,
    given: Given,
    body: bytes,
    name: str,
    *,
    actor: Actor,
    marking: Marking,
    at: dt.datetime,
    synthetic: bool,
) -> Submitted:
    kept = store().keep([body], most=MOST_BYTES, where=name)
    submission = Submission(given.number, name, kept.digest, kept.size, values.lots, values.cells, values.persons)
    done = submit(
        actor=actor,
        marking=marking,
        submission=submission,
        at=at,
        synthetic=synthetic,
        transfer=given.transfer,
        narrowed=narrowed(marking, at),
    )
    if given.photographs and not done.again:
        add_photographs(seizure=done.seizure.pk, photographs=given.photographs, store=store(), actor=actor, at=at)
    return done
