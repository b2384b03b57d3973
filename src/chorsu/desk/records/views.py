"""Looking at records: the table, one record, downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.handling.permissions import permissions_panel
from chorsu.desk.handling.recalls import instead_of, recalled_first, travelled, withheld_of
from chorsu.desk.handling.reviews import review_panel
from chorsu.desk.presenting import language
from chorsu.desk.records import card, filtering
from chorsu.desk.records.correction import inputs_of
from chorsu.desk.records.grounds import GROUNDS, erasing_panel, officers_of
from chorsu.desk.records.handling_words import condition_lines, may_lines, why
from chorsu.desk.records.narrow import narrow_lines
from chorsu.desk.records.photographs import kinds, photographs_of
from chorsu.desk.records.refusals import said
from chorsu.desk.records.release import recall_panel, release_panel
from chorsu.desk.records.sanitising import versions_panel
from chorsu.desk.records.table import address, seizure_table
from chorsu.desk.records.transfers import transfer_panel
from chorsu.desk.records.weighing import weighing_of
from chorsu.desk.records.wording import chip_of, sentence_of
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.intake.drafts.selectors import text_behind
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.records import exports
from chorsu.records.erasure import erasure_of, erasure_told
from chorsu.records.filters import Filter
from chorsu.records.listing import DEFAULT_SORT, Count, count_of, listing
from chorsu.records.selectors import history, link_counts, others, record

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponseBase

    from chorsu.handling.rules import Actor
    from chorsu.records.selectors import Record

__all__ = ["correction", "download", "found", "one", "pane_context", "record_context", "table"]

A_PAGE = 36
"""Rows of a page: with them it stays under 100 kB."""
BAD_REQUEST, GONE = 400, 410


@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """The table of what the viewer sees, under the filter of the address."""
    try:
        return render(request, "records/table.html", _table_context(request))
    except InputError as error:
        return render(request, "records/unreadable.html", {"line": str(error)}, status=BAD_REQUEST)


def _table_context(request: HttpRequest) -> dict[str, Any]:
    query, actor, names = request.GET, actor_from(request), names_of()
    asked, sort = Filter.from_query(query), query.get("sort", DEFAULT_SORT)
    before, after = query.get("before", ""), query.get("after", "")
    shown = listing(asked, sort=sort, before=before, after=after, size=A_PAGE)
    trail = trail_of(request)
    recalled = {} if before or after else recalled_first(actor)
    gone = [one.stone.seizure_id for one in recalled.get("recalled", ())]
    trail.listed([*(seizure.pk for seizure in shown.rows), *gone])
    if asked.text:
        trail.searched({}, "")
    whole = not (shown.before or shown.after or before or after)
    agencies = Agency.objects.order_by("code").values_list("pk", flat=True)
    return {
        "asked": asked,
        "table": seizure_table(
            shown.rows,
            asked=asked,
            sort=sort,
            names=names,
            actor=actor,
            links=link_counts([seizure.pk for seizure in shown.rows]),
        ),
        "count": Count(len(shown.rows)) if whole else count_of(asked),
        "before": address(asked, sort, before=shown.before) if shown.before else "",
        "after": address(asked, sort, after=shown.after) if shown.after else "",
        "first": address(asked, sort) if before or after else "",
        "chips": filtering.chips(asked, sort, names),
        "bound": exports.bound(asked),
        "clear": address(Filter(), sort),
        "switch": filtering.counting_switch(asked, sort),
        "whose": filtering.whose_switch(asked, sort, actor),
        "form": filtering.filter_form(asked, sort if sort != DEFAULT_SORT else "", names, agencies),
        "search_text": asked.text,
        **recalled,
    }


def found(request: HttpRequest, identifier: uuid.UUID) -> Record:
    """A record that the viewer sees; else the page that says absent or forbidden alike."""
    try:
        return record(identifier, actor_from(request))
    except AbsentError as error:
        raise Http404 from error


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One record: its values, its source, its marking, its history, and what its provider can do.

    Of one that was closed to the viewer stands its tombstone here.
    """
    erased = erasure_of(identifier)
    if erased is not None:
        told = erasure_told(identifier)
        context = {"erased": erased, "ground": GROUNDS[erased.ground], "told": told, "officers": officers_of(told)}
        trail_of(request).did(Act.TOMBSTONE)
        return render(request, "records/erased.html", context, status=GONE)
    try:
        shown = record(identifier, actor_from(request))
    except AbsentError:
        return instead_of(request, identifier)
    return render(request, "records/record.html", record_context(request, shown))


def record_context(request: HttpRequest, shown: Record) -> dict[str, Any]:
    """Everything that the page of a record shows."""
    seizure, moment, query = shown.seizure, now(), request.GET
    marking = seizure.marking
    actor = actor_from(request)
    context = pane_context(shown, actor, query.get("from", ""))
    trail_of(request).opened([seizure.pk, *(other.seizure.pk for other in context["others"])])
    context |= permissions_panel(seizure, actor)
    context |= versions_panel(seizure.pk, actor)
    context["withheld"] = withheld_of(seizure.pk, actor)
    if shown.provided:
        names = names_of()
        context["photograph_kinds"] = kinds()
        context |= erasing_panel(seizure.pk, actor)
        context |= review_panel(seizure)
        context["travelled"] = travelled(seizure.pk, actor)
        context["weighing"] = weighing_of(seizure)
        context["release"] = release_panel(names, marking, query, moment)
        context |= transfer_panel(seizure, context["release"].asked.to, names)
        context["recall"] = recall_panel(names, marking, query, moment)
        context["ended"] = marking.standing(moment) <= {marking.provider} < marking.named
        asked = [(key, value) for key in ("to", "but", "operation", "until") for value in query.getlist(key)]
        context["pending"] = urlencode(asked)
    return context


def pane_context(shown: Record, actor: Actor, source: str = "") -> dict[str, Any]:
    """What a record says to an actor, whoever that is; `source` is the field whose cell was asked for."""
    names, seizure, moment = names_of(), shown.seizure, now()
    marking = seizure.marking
    return {
        "shown": shown,
        "seizure": seizure,
        "title": card.title_of(seizure),
        "values": card.values_of(seizure),
        "flags": card.flags_of(seizure),
        "source": card.source_of(shown, source),
        "asked_source": source,
        "told_in": text_behind(seizure.pk),
        "chip": chip_of(names, seizure, actor),
        "meaning": sentence_of(names, marking, actor),
        "why": why(actor, marking, names.by_number.get(marking.provider, "?"), moment),
        "may": may_lines(actor, marking, moment),
        "conditions": condition_lines(marking, provided=shown.provided),
        "narrow": narrow_lines(seizure, names) if shown.provided else [],
        "others": others(seizure),
        "names": names.by_number,
        "history": card.history_lines(seizure, history(shown), names),
        "photographs": photographs_of(seizure),
    }


@require_GET
def correction(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form of a correction, for the provider."""
    shown = found(request, identifier)
    if not shown.provided:
        raise Http404
    context = {"seizure": shown.seizure, "title": card.title_of(shown.seizure), "inputs": inputs_of(shown.seizure)}
    return render(request, "records/correction.html", context)


@require_GET
def download(request: HttpRequest, form: str) -> HttpResponseBase:
    """The filtered set, or the rows that were selected, as a file."""
    try:
        query = request.GET.copy()
        for identifier in query.pop("selected", []):
            query.appendlist("id", identifier)
        asked = Filter.from_query(query)
        leaving = exports.leaving(asked, actor=actor_from(request))
        body = exports.export(asked, form, actor=actor_from(request), language=language(), leaving=leaving)
        trail_of(request).exported(leaving)
    except InputError as error:
        return render(request, "records/unreadable.html", {"line": said(error)}, status=BAD_REQUEST)
    kind = exports.FORMATS[form]
    mark = f"-{exports.SYNTHETIC}" if settings.CHORSU_EXAMPLE else ""
    response = StreamingHttpResponse(body, content_type=kind.media_type)
    name = f"chorsu-seizures{mark}-{now():%Y-%m-%d}.{kind.ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
