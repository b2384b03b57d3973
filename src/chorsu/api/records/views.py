"""Asking for records: the list, one of them, its photographs, files of them."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema
from pydantic import Field

from chorsu.api.asking import Scope, actor_from, own_agency, whole
from chorsu.api.naming import Named, language, names_of
from chorsu.api.problems import problem
from chorsu.api.records.filtering import FILTER, SORTED
from chorsu.api.records.shapes import RecordPage, RecordWhole, short_of, whole_of
from chorsu.directory.trail import trail_of
from chorsu.intake.services import store
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError
from chorsu.records import exports
from chorsu.records.erasure import erasure_of
from chorsu.records.filters import Filter
from chorsu.records.listing import DEFAULT_SORT, listing
from chorsu.records.models import Photograph
from chorsu.records.recalls.selectors import closed_to, tombstone_of
from chorsu.records.recalls.services import acknowledge
from chorsu.records.selectors import record

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from chorsu.handling.rules import Actor
    from chorsu.records.models import Tombstone

__all__ = ["router"]

router = Router(tags=["records"])
read = Scope("read")
_COPIES = {"large": "image/jpeg", "small": "image/webp"}
_MOST_RECALLS = 100


class Paging(Schema):
    """Which page of a list, and in which order."""

    after: str = Field("", max_length=200, description="`next` of the page before.")
    before: str = Field("", max_length=200, description="`previous` of the page after.")
    size: int = Field(50, ge=1, le=100, description="How many a page holds.")
    sort: str = Field(DEFAULT_SORT, pattern=SORTED, description="The order; with `-` the highest or newest first.")


@router.get("records", auth=read, response=RecordPage, url_name="api-records", openapi_extra={"parameters": FILTER})
def list_records(request: HttpRequest, paging: Query[Paging]) -> Any:
    """Records under a filter, newest first, a page at a time; `next` and `previous` lead on. Nothing is counted."""
    asked, actor, names = Filter.from_query(request.GET), actor_from(request), names_of()
    shown = listing(asked, **paging.model_dump())
    trail_of(request).listed(seizure.pk for seizure in shown.rows)
    if asked.text:
        trail_of(request).searched({}, "")
    return {
        "records": [short_of(seizure, actor, names) for seizure in shown.rows],
        "next": shown.after or None,
        "previous": shown.before or None,
    }


@router.get("records/{id:identifier}", auth=read, response=RecordWhole, url_name="api-record")
def one_record(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """One record with all that its page tells; 410 in the place of one that was closed to you, with what is left."""
    actor = actor_from(request)
    erased = erasure_of(identifier)
    if erased is not None:
        trail_of(request).did(Act.TOMBSTONE)
        return problem(410, more={"closed": {"kind": "erased", "at": erased.at, "ground": erased.ground}})
    try:
        found = record(identifier, actor)
    except AbsentError:
        return _instead_of(request, identifier, actor)
    said = whole_of(found, actor, names_of())
    trail_of(request).opened([found.seizure.pk, *(one["id"] for one in said["others"])])
    return said


def _instead_of(request: HttpRequest, identifier: uuid.UUID, actor: Actor) -> HttpResponse:
    stone = tombstone_of(identifier, actor, now())
    if stone is None:
        raise AbsentError
    trail_of(request).did(Act.TOMBSTONE)
    told = {"recall": str(stone.pk), "kind": stone.kind, "at": stone.closed_at, "reason": stone.told}
    return problem(410, more={"closed": told})


@router.get(
    "records/{id:identifier}/photographs/{id:photograph}/{str:size}",
    auth=read,
    url_name="api-photograph",
    openapi_extra={"responses": {200: {"description": "The picture", "content": {"image/jpeg": {}, "image/webp": {}}}}},
)
def photograph_file(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID, size: str) -> Any:
    """A copy of a photograph (`large` or `small`), blurred as its provider blurred it."""
    one = Photograph.objects.filter(pk=photograph, seizure=identifier).first()
    if one is None or size not in _COPIES or not getattr(one, size):
        raise AbsentError
    trail_of(request).opened([one.pk])
    return FileResponse(store().path(getattr(one, size)).open("rb"), content_type=_COPIES[size])


@router.get(
    "exports/{str:form}",
    auth=Scope("export"),
    url_name="api-export",
    openapi_extra={
        "parameters": FILTER,
        "responses": {
            200: {
                "description": "The file",
                "content": {kind.media_type.partition(";")[0]: {} for kind in exports.FORMATS.values()},
            }
        },
    },
)
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The records under a filter as a file: `csv`, `geojson`, `ftm` or `xlsx`; entered as one taken from a page.

    What its provider bound to a purpose stays out, and the file says so.
    """
    asked, actor = Filter.from_query(request.GET), actor_from(request)
    if form not in exports.FORMATS:
        raise AbsentError
    leaving = exports.leaving(asked, actor=actor)
    body = exports.export(asked, form, actor=actor, language=language(), leaving=leaving)
    trail_of(request).exported(leaving)
    kind = exports.FORMATS[form]
    answer = StreamingHttpResponse(body, content_type=kind.media_type)
    mark = f"-{exports.SYNTHETIC}" if settings.CHORSU_EXAMPLE else ""
    name = f"chorsu-seizures{mark}-{now():%Y-%m-%d}.{kind.ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


class Recall(Schema):
    """That a record was closed to your authority; `part` names the part of it, empty for the whole record."""

    id: uuid.UUID
    record: uuid.UUID
    provider: Named
    kind: str = Field(examples=["recalled"])
    part: str
    at: dt.datetime
    reason: str
    acknowledged: bool


@router.get("recalls", auth=read, response=list[Recall], url_name="api-recalls")
def recalls(request: HttpRequest) -> Any:
    """What was closed to your authority, newest first: take it out of what you made of it, and give the receipt."""
    names = names_of()
    found = list(closed_to(actor_from(request), now())[:_MOST_RECALLS])
    trail_of(request).listed(stone.seizure_id for stone in found)
    return [
        {
            "id": stone.pk,
            "record": stone.seizure_id,
            "provider": names.of(stone.provider_id),
            "kind": stone.kind,
            "part": stone.part,
            "at": stone.closed_at,
            "reason": stone.told,
            "acknowledged": _given(stone),
        }
        for stone in found
    ]


def _given(stone: Tombstone) -> bool:
    return getattr(stone, "receipt", None) is not None


@router.post("recalls/{id:identifier}/receipt", auth=Scope("send"), response={204: None}, url_name="api-recall-receipt")
def recall_receipt(request: HttpRequest, identifier: uuid.UUID) -> Any:
    """Give the receipt: your authority uses it no more."""
    own_agency(request)
    with whole():
        acknowledge(tombstone=identifier, actor=actor_from(request), at=now())
    return HttpResponse(status=204)
