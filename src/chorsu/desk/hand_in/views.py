"""Looking at hand-ins: the list, one of them as it stands, its progress, its outcome, its repair file."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import HttpResponseClientRefresh

from chorsu.desk.hand_in import shown
from chorsu.desk.hand_in.again import again_figures, again_of
from chorsu.desk.hand_in.audience import AudienceForm, last_day, marking_chip, names_of
from chorsu.desk.hand_in.pace import Pace
from chorsu.desk.hand_in.wording import code_meaning, country_name, error_line
from chorsu.desk.requests import actor_from
from chorsu.directory.models import Agency, User
from chorsu.directory.trail import trail_of
from chorsu.handling.viewer import viewing
from chorsu.intake.drafts.arriving import MOST_BYTES as MOST_TEXT_BYTES
from chorsu.intake.models import Draft, HandIn
from chorsu.intake.readers.outcomes import Refused
from chorsu.intake.readers.repair import RepairFile
from chorsu.intake.selectors import UNDER_WAY, hand_in_of, hand_ins, reasons_of, refusals_of
from chorsu.intake.services import MOST_BYTES
from chorsu.intake.standing import rules_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError
from chorsu.records.models import Seizure
from chorsu.records.transfers.releasing import waiting_in

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from django.http import HttpRequest

    from chorsu.handling.rules import Actor

__all__ = ["audience", "found", "one", "overview", "overview_context", "progress", "provider_of", "repair"]

A_PAGE = 50
SHOWN_REFUSALS = 8
"""Refused rows that a draft lists."""
State = HandIn.State


def provider_of(request: HttpRequest) -> Agency:
    """The agency for which this officer hands in; there is none for who runs or oversees the system."""
    agency = cast("User", request.user).agency
    if agency is None or agency.pk not in actor_from(request).provides:
        raise Http404
    return agency


def found(identifier: uuid.UUID) -> HandIn:
    """A hand-in that the viewer sees; else the page that says absent or forbidden alike."""
    try:
        return hand_in_of(identifier)
    except AbsentError as error:
        raise Http404 from error


def overview_context(request: HttpRequest) -> dict[str, Any]:
    """What the overview shows: where to drop files, and what was handed in before."""
    page = Paginator(hand_ins(), A_PAGE).get_page(request.GET.get("page"))
    names = names_of()
    trail_of(request).listed(one.pk for one in page.object_list)
    return {
        "provider": names.by_number[provider_of(request).pk],
        "page": page,
        "table": shown.hand_in_table(page.object_list, names, page.paginator.count),
        "most": MOST_BYTES >> 20,
        "waiting": Draft.objects.filter(state=Draft.State.OPEN).count(),
        "most_text": MOST_TEXT_BYTES >> 20,
    }


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Upload, and my agency's hand-ins."""
    return render(request, "hand_in/overview.html", overview_context(request))


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One hand-in as it stands: a draft to accept, one under way, or one that has ended."""
    hand_in = found(identifier)
    if hand_in.state == State.DRAFT:
        return draft_page(request, hand_in)
    if hand_in.state in UNDER_WAY:
        return render(request, "hand_in/under_way.html", _common(hand_in) | _progress(request, hand_in))
    return render(request, "hand_in/outcome.html", _common(hand_in) | _outcome(request, hand_in))


def _common(hand_in: HandIn) -> dict[str, Any]:
    names = names_of()
    people = [number for number in (hand_in.started_by, hand_in.withdrawn_by) if number is not None]
    officers = {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=people)}
    chip = marking_chip(names, hand_in.provider_id, hand_in.to_audience, hand_in.to_until)
    return {
        "hand_in": hand_in,
        "report": hand_in.report,
        "state_chip": shown.state_chip(hand_in),
        "error": error_line(hand_in.error),
        "chip": chip if hand_in.to_audience else None,
        "provider": names.by_number.get(hand_in.provider_id, ""),
        "started_by": officers.get(hand_in.started_by or 0, ""),
        "withdrawn_by": officers.get(hand_in.withdrawn_by or 0, ""),
        "names": names,
    }


def draft_page(
    request: HttpRequest, hand_in: HandIn, *, form: AudienceForm | None = None, status: int = 200
) -> HttpResponse:
    """A draft: what the dry run read, the columns, and who will see the records."""
    common = _common(hand_in)
    provider = Agency.objects.select_related("state").get(pk=hand_in.provider_id)
    form = form or AudienceForm.by_rules(provider, common["names"], now().date(), rules_of(provider.pk))
    preview = hand_in.preview or {}
    columns = preview.get("columns", {"columns": [], "recognised": False})
    choices = shown.column_choices(columns["columns"])
    read = "sample" in preview
    said = form.sentence if form.is_bound and form.is_valid() else form.sentence_by_rules
    return render(
        request,
        "hand_in/draft.html",
        common
        | {
            "error": error_line(hand_in.error, to_do=gettext("say below which column holds what")),
            "form": form,
            "form_errors": [error for errors in form.errors.values() for error in errors] if form.is_bound else [],
            "chosen": form.ticked,
            "said": said,
            "columns": choices,
            "hidden_columns": [one.header for one in choices if one.hidden],
            "unread_columns": [one.header for one in choices if one.unread],
            "columns_open": not columns["recognised"] or bool(hand_in.error) or _unsure(columns["columns"]),
            "header_row": columns.get("header_row"),
            "sheet": columns.get("sheet"),
            "figures": shown.dry_run_figures(preview) if read else [],
            "corrected": bool((hand_in.mapping or {}).get("columns")),
            "own_country": country_name((hand_in.mapping or {}).get("country", "")),
            "rows": shown.samples(preview) if read else [],
            "refusals": [
                (sheet, row, column, value, code_meaning("refusal", reason))
                for sheet, row, column, value, reason, _ in preview.get("refusals", [])[:SHOWN_REFUSALS]
            ],
            "refusals_more": _more(preview),
            "flags": [(code_meaning("flag", code), count) for code, count in _most(preview.get("flags", {}))],
            "unknown": preview.get("unknown", []),
            "again": again_of(preview["revision"]) if "revision" in preview else None,
            "readable": read and not hand_in.error and preview["read"] > 0,
        },
        status=status,
    )


def _more(preview: dict[str, Any]) -> int:
    """Refused rows of the dry run that the draft does not list."""
    listed = min(len(preview.get("refusals", [])), SHOWN_REFUSALS)
    refused: dict[str, int] = preview.get("refused", {})
    return sum(refused.values()) - listed


def _unsure(columns: list[dict[str, Any]]) -> bool:
    return any(column["role"] and column["confidence"] < shown.SURE for column in columns)


def _most(counts: dict[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: -pair[1])[:8]


def _progress(request: HttpRequest, hand_in: HandIn) -> dict[str, Any]:
    withdrawing = hand_in.state in {State.WITHDRAWING, State.RESTORING}
    done = hand_in.rows_withdrawn if hand_in.state == State.WITHDRAWING else hand_in.rows_done
    expected = hand_in.rows_read if withdrawing else hand_in.rows_expected
    pace = Pace.from_text(request.GET.get("seen", "")).and_now(now().timestamp(), done)
    return {
        "done": done,
        "expected": max(expected, done),
        "known": expected > 0,
        "rate": None if withdrawing else pace.a_second,
        "seen": pace.as_text(),
        "withdrawing": withdrawing,
    }


@require_GET
def progress(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The progress and the state alone; when all is done the page is loaded anew."""
    hand_in = found(identifier)
    if hand_in.state not in UNDER_WAY:
        return HttpResponseClientRefresh()
    context = {"hand_in": hand_in, "state_chip": shown.state_chip(hand_in), "swapped": True}
    return render(request, "hand_in/progress.html", context | _progress(request, hand_in))


@require_POST
def audience(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The one sentence that says who will see the records, for the choice made so far."""
    hand_in = found(identifier)
    provider = Agency.objects.select_related("state").get(pk=hand_in.provider_id)
    form = AudienceForm(provider, names_of(), now().date(), request.POST)
    errors = [] if form.is_valid() else [error for found in form.errors.values() for error in found]
    return render(request, "hand_in/said.html", {"said": "" if errors else form.sentence, "errors": errors})


def _outcome(request: HttpRequest, hand_in: HandIn) -> dict[str, Any]:
    """The rows of one kind: refused, read or skipped; refused ones by reason."""
    kinds = {"refused": hand_in.rows_refused, "read": hand_in.rows_read, "skipped": hand_in.rows_skipped}
    asked = request.GET.get("rows", "")
    rows = asked if asked in kinds else "refused" if hand_in.rows_refused else "read"
    context: dict[str, Any] = {
        "figures": [*shown.outcome_figures(hand_in), *again_figures(hand_in)] if hand_in.rows_done else [],
        "rows_kind": rows,
        "waiting": waiting_in(hand_in.report_id).count() if hand_in.rows_held else 0,
        "switch": shown.kinds(hand_in, kinds, rows),
        "until": last_day(hand_in.to_until),
        "can_withdraw": hand_in.state == State.DONE or (hand_in.state == State.FAILED and hand_in.rows_done > 0),
    }
    if rows == "skipped":
        return context | {"skipped": shown.skipped_rows(hand_in)}
    if rows == "read":
        records = Seizure.objects.filter(report=hand_in.report).prefetch_related("lots").order_by("sheet", "row")
        page = Paginator(records, A_PAGE).get_page(request.GET.get("page"))
        return context | {"page": page, "table": shown.record_table(page.object_list, hand_in.rows_read)}
    reasons = reasons_of(hand_in)
    reason = request.GET.get("reason", "")
    refused = Paginator(refusals_of(hand_in, reason=reason), A_PAGE).get_page(request.GET.get("page"))
    return context | {
        "page": refused,
        "table": shown.refusal_table(
            refused.object_list, refused.paginator.count, reverse("hand-in-repair", args=[hand_in.pk])
        ),
        "reasons": [(code, code_meaning("refusal", code), count, code == reason) for code, count in reasons],
        "reason": reason,
    }


@require_GET
def repair(request: HttpRequest, identifier: uuid.UUID) -> StreamingHttpResponse:
    """The repair file: refused rows with their cells under headers that are read again; no cell runs as a formula."""
    hand_in = found(identifier)
    stem = hand_in.report.file_name.rsplit(".", 1)[0]
    mark = "SYNTHETIC-" if hand_in.report.synthetic else ""
    response = StreamingHttpResponse(_repair_rows(actor_from(request), hand_in), content_type="text/csv; charset=utf-8")
    name = f"{mark}{gettext('repair')}-{stem}.csv"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


def _repair_rows(actor: Actor, hand_in: HandIn) -> Iterator[bytes]:
    """Streamed after the request's transaction has ended, hence in a transaction of its own for the same viewer."""
    buffer = io.StringIO()
    file = RepairFile(buffer)
    with viewing(actor), transaction.atomic():
        for refusal in refusals_of(hand_in).iterator(chunk_size=1_000):
            cells = (refusal.column, refusal.value, refusal.reason, refusal.suggestion, refusal.sheet, refusal.cells)
            file.write(hand_in.report.file_name, Refused(refusal.row, *cells))
            if buffer.tell() > 1 << 16:
                yield _taken(buffer)
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text.encode()
