"""Handing in: a file becomes a draft that is looked through, is accepted under a marking, and is taken in."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from ninja import File, Query, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from chorsu.api.asking import Entering, Sent, actor_from, own_agency, whole
from chorsu.api.naming import numbers_of
from chorsu.directory.days import end_of
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.intake import services
from chorsu.intake.drafts.arriving import hand_in as hand_text_in
from chorsu.intake.drafts.kinds import holds_table
from chorsu.intake.drafts.models import Draft, Text
from chorsu.intake.selectors import hand_in_of, hand_ins, refusals_of
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records.transfers.said import TransferSaid

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest

    from chorsu.intake.models import HandIn

__all__ = ["router"]

router = Router(tags=["hand-in"])
scope = Entering("hand-in")
_BLOCK = 1 << 20
_ROWS = 200
FIRST, LAST = dt.date(2000, 1, 1), dt.date(9000, 1, 1)
"""Days between which a last day can be meant."""


class Stopped(Schema):
    """What stopped a file: what, where, what to do."""

    what: str
    where: str
    to_do: str


class Looked(Schema):
    """What the dry run counted: rows in = read + skipped by rule + refused."""

    rows: int
    read: int
    skipped: int
    refused: int
    whole: bool
    updates: bool = Field(description="Whether it looks like a table that was sent before; say so when accepting it.")


class HandedIn(Schema):
    """A table handed in, as it stands."""

    id: uuid.UUID
    file: str
    state: str = Field(examples=["draft", "accepted", "running", "done", "failed"])
    started_at: dt.datetime
    accepted_at: dt.datetime | None
    finished_at: dt.datetime | None
    dry_run: Looked | None
    rows_done: int
    rows_read: int
    rows_skipped: int
    rows_refused: int
    rows_held: int = Field(description="Records that tell of persons and stay at home until a basis is stated.")
    complete: bool
    stopped: Stopped | None


class TextIn(Schema):
    """A text handed in: its drafts are confirmed by an officer, on the pages."""

    id: uuid.UUID
    file: str
    state: str = Field(examples=["waiting", "read", "failed"])
    started_at: dt.datetime
    drafts: int
    open: int
    stopped: Stopped | None


class Arrived(Schema):
    """What a file became: a `table` (then `/hand-ins/{id}`) or a `text` (then `/texts/{id}`); `again`: it was there."""

    kind: str
    id: uuid.UUID
    again: bool


class HandInPage(Schema):
    """A page of hand-ins, the newest first; `next` is null on the last."""

    hand_ins: list[HandedIn]
    next: uuid.UUID | None


class RefusedRow(Schema):
    """A row that could not be read: where, what stood there, why, what to do; `cells` as they came, by role."""

    sheet: str
    row: int
    column: str
    value: str
    reason: str
    suggestion: str
    cells: dict[str, Any]


class RefusedRows(Schema):
    """Rows refused, in the order of the file; `next` is how many to skip for the following ones, null at the end."""

    rows: list[RefusedRow]
    next: int | None


class Acceptance(Sent):
    """Under which marking a table is accepted: its provider, and whom else; until the last day of a release."""

    audience: list[str] = Field([], max_length=200, examples=[["state:KZ"]])
    until: dt.date | None = Field(None, ge=FIRST, lt=LAST, description="The last day; null: until it is recalled.")
    updates: bool = Field(default=False, description="It changes what its sender sent before.")
    drops: bool = Field(default=True, description="With `updates`: rows no longer in it were withdrawn.")
    basis: str = Field("", max_length=2_000, description="On what basis what tells of persons goes to other states.")
    purpose: str = Field("", max_length=2_000, description="And what for; both or neither.")


class Paging(Schema):
    """Which page of the list."""

    after: uuid.UUID | None = Field(None, description="`next` of the page before.")
    size: int = Field(50, ge=1, le=100)


class Skipping(Schema):
    """How many rows come before."""

    skip: int = Field(0, ge=0, le=10_000_000)


class Reason(Sent):
    """Why, in a few words."""

    reason: str = Field(max_length=2_000)


@router.post("hand-ins", auth=scope, response={201: Arrived}, url_name="api-hand-ins")
def hand_in(request: HttpRequest, file: File[UploadedFile]) -> Any:
    """Hand one file in, a table or a text; the same bytes twice are one. Nothing is recorded before it is accepted.

    What a standing rule of your authority lets through is accepted at once.
    """
    agency, name = own_agency(request), file.name or ""
    said: dict[str, Any] = {"actor": actor_from(request), "provider": agency, "name": name, "at": now()}
    chunks = file.chunks(_BLOCK)
    with whole():
        if file.file is None or holds_table(file.file, name):
            begun = services.begin(**said, chunks=chunks)
            kind, identifier, again = "table", begun.hand_in.pk, begun.again
        else:
            text, again = hand_text_in(**said, chunks=chunks, way="file")
            kind, identifier = "text", text.pk
    trail_of(request).did(Act.HAND_IN, [identifier])
    return Status(201, {"kind": kind, "id": identifier, "again": again})


@router.get("hand-ins", auth=scope, response=HandInPage, url_name="api-hand-ins")
def list_hand_ins(request: HttpRequest, asked: Query[Paging]) -> Any:
    """What your authority handed in, the newest first."""
    rows, after, size = hand_ins().order_by("-id"), asked.after, asked.size
    found = list((rows.filter(pk__lt=after) if after else rows)[: size + 1])
    trail_of(request).listed(one.pk for one in found[:size])
    return {
        "hand_ins": [_shown(one) for one in found[:size]],
        "next": found[size - 1].pk if len(found) > size else None,
    }


@router.get("hand-ins/{id:identifier}", auth=scope, response=HandedIn, url_name="api-hand-in")
def one_hand_in(request: HttpRequest, identifier: uuid.UUID) -> Any:  # noqa: ARG001 — every address gets one
    """A hand-in as it stands."""
    return _shown(hand_in_of(identifier))


@router.get("hand-ins/{id:identifier}/refused", auth=scope, response=RefusedRows, url_name="api-hand-in-refused")
def refused_rows(request: HttpRequest, identifier: uuid.UUID, asked: Query[Skipping]) -> Any:  # noqa: ARG001 — every address gets one
    """The rows of a hand-in that could not be read, with what to do: correct them and hand them in again."""
    skip = asked.skip
    rows = refusals_of(hand_in_of(identifier))[skip : skip + _ROWS + 1]
    return {"rows": list(rows[:_ROWS]), "next": skip + _ROWS if len(rows) > _ROWS else None}


@router.post("hand-ins/{id:identifier}/accept", auth=scope, response=HandedIn, url_name="api-hand-in-accept")
def accept(request: HttpRequest, identifier: uuid.UUID, sent: Acceptance) -> Any:
    """Accept a draft under a marking; the worker then takes its rows in."""
    found = hand_in_of(identifier)
    if "revision" in (found.preview or {}) and "updates" not in sent.model_fields_set:
        raise InputError(
            "repeats a table sent before", where="updates", to_do="say whether it updates that one or stands by itself"
        )
    if bool(sent.basis.strip()) != bool(sent.purpose.strip()):
        raise InputError("is said in part", where="basis", to_do="state both the basis and the purpose, or neither")
    transfer = TransferSaid(sent.basis, sent.purpose) if sent.basis.strip() else None
    return _act(
        lambda: services.accept(
            actor=actor_from(request),
            hand_in=identifier,
            audience=numbers_of(sent.audience),
            until=end_of(sent.until, Agency.objects.select_related("state").get(pk=found.provider_id)),
            at=now(),
            updates=sent.updates,
            drops=sent.drops,
            transfer=transfer,
        )
    )


@router.post("hand-ins/{id:identifier}/discard", auth=scope, response=HandedIn, url_name="api-hand-in-discard")
def discard(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Leave a draft."""
    hand_in_of(identifier)
    return _act(lambda: services.discard(actor=actor_from(request), hand_in=identifier, at=now()))


@router.post("hand-ins/{id:identifier}/withdraw", auth=scope, response=HandedIn, url_name="api-hand-in-withdraw")
def withdraw(request: HttpRequest, identifier: uuid.UUID, sent: Reason) -> Any:
    """Take a whole hand-in back."""
    hand_in_of(identifier)
    return _act(lambda: services.withdraw(actor=actor_from(request), hand_in=identifier, reason=sent.reason, at=now()))


@router.get("texts/{id:identifier}", auth=scope, response=TextIn, url_name="api-text")
def one_text(request: HttpRequest, identifier: uuid.UUID) -> Any:  # noqa: ARG001 — every address gets one
    """A text as it stands: whether it is read, and how many of its drafts wait for an officer."""
    text = Text.objects.select_related("report").filter(pk=identifier).first()
    if text is None:
        raise AbsentError
    drafts = list(Draft.objects.filter(text=text).values_list("state", flat=True))
    return {
        "id": text.pk,
        "file": text.report.file_name,
        "state": text.state,
        "started_at": text.started_at,
        "drafts": len(drafts),
        "open": drafts.count(Draft.State.OPEN),
        "stopped": text.error,
    }


def _act(act: Callable[[], HandIn]) -> dict[str, Any]:
    with whole():
        return _shown(act())


def _shown(one: HandIn) -> dict[str, Any]:
    plain = (
        "id", "state", "started_at", "accepted_at", "finished_at", "rows_done", "rows_read", "rows_skipped",
        "rows_refused", "rows_held", "complete",
    )  # fmt: skip
    said = {name: getattr(one, name) for name in plain}
    return said | {"file": one.report.file_name, "stopped": one.error, "dry_run": _looked(one.preview or {})}


def _looked(preview: Mapping[str, Any]) -> dict[str, Any] | None:
    if "read" not in preview:
        return None
    counted = {"skipped": sum(preview["skipped"].values()), "refused": sum(preview["refused"].values())}
    plain = {name: preview[name] for name in ("rows", "read", "whole")}
    return plain | counted | {"updates": "revision" in preview}
