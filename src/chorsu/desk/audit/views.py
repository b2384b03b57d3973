"""The audit trail: a search, one entry, a download, and the erasing of words by the data-protection officer.

Nobody but the auditor and the data-protection officer gets these pages; they show no content. Reading them is entered.
"""

from __future__ import annotations

import csv
import io
from functools import wraps
from typing import TYPE_CHECKING, Concatenate

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.audit.asking import sought_in
from chorsu.desk.audit.shown import MOST_NAMED, shown_entries, trail_table
from chorsu.desk.audit.wording import ACTS
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.directory.models import Agency
from chorsu.directory.selectors import principal_names
from chorsu.directory.trail import trail_of
from chorsu.handling.rules import Role
from chorsu.handling.viewer import viewing
from chorsu.journal.trail.entries import Act
from chorsu.journal.trail.models import TrailRow
from chorsu.journal.trail.selectors import trail as found_in_trail
from chorsu.journal.trail.services import erase_words
from chorsu.kernel.clock import now
from chorsu.records.exports import neutral

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest, HttpResponseBase

    from chorsu.desk.audit.asking import Sought
    from chorsu.handling.rules import Actor

__all__ = ["READERS", "download", "erase", "one", "trail"]

READERS = frozenset({Role.AUDITOR, Role.DATA_PROTECTION})
A_PAGE = 50
_READ = 500
_HEADER = (
    "number",
    "at",
    "officer",
    "agency",
    "act",
    "page",
    "status",
    "purpose",
    "opened",
    "listed",
    "digest",
    "words",
)


def _for_readers[**P](
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """Absent and forbidden are one."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not READERS & actor_from(request).roles:
            raise Http404
        trail_of(request).did(Act.AUDIT)
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@_for_readers
def trail(request: HttpRequest) -> HttpResponse:
    """The entries under the search of the address, the newest first."""
    sought, before = sought_in(request.GET), whole_number(request.GET.get("before", ""))
    rows = found_in_trail(sought.asked)
    if before is not None:
        rows = rows.filter(number__lt=before)
    found = list(rows[: A_PAGE + 1])
    entries = shown_entries(found[:A_PAGE])
    downloads = [("CSV", f"{reverse('audit-download')}?{sought.query}")]
    names = principal_names(language())
    agencies = [(pk, names[pk], str(pk) == sought.said["agency"]) for pk in Agency.objects.values_list("pk", flat=True)]
    context = {
        "table": trail_table(entries, downloads),
        "entries": entries,
        "sought": sought,
        "acts": [(code, str(name), code == sought.said["act"]) for code, name in ACTS.items()],
        "agencies": sorted(agencies, key=lambda one: one[1]),
        "next": f"?{sought.query}&before={found[A_PAGE - 1].number}" if len(found) > A_PAGE else "",
        "first": f"?{sought.query}" if before is not None else "",
    }
    return render(request, "audit/trail.html", context)


def _entry(number: int) -> TrailRow:
    found = TrailRow.objects.filter(number=number).first() if number < 1 << 62 else None
    if found is None:
        raise Http404
    return found


@require_GET
@_for_readers
def one(request: HttpRequest, number: int) -> HttpResponse:
    """One entry: everything that the request left."""
    (entry,) = shown_entries([_entry(number)])
    context = {
        "entry": entry,
        "opened": entry.row.opened[:MOST_NAMED],
        "more": max(0, len(entry.row.opened) - MOST_NAMED),
        "digest": bytes(entry.row.digest).hex() if entry.row.digest is not None else "",
        "hash": bytes(entry.row.hash).hex(),
        "may_erase": bool(entry.words) and Role.DATA_PROTECTION in actor_from(request).roles,
    }
    return render(request, "audit/entry.html", context)


@require_POST
@_for_readers
def erase(request: HttpRequest, number: int) -> HttpResponse:
    """Erase the words beside one entry, as the data-protection officer; the entry stays."""
    if Role.DATA_PROTECTION not in actor_from(request).roles:
        raise Http404
    entry = _entry(number)
    trail = trail_of(request)
    trail.did(Act.ERASE)
    trail.words["ground"] = [request.POST.get("ground", "").strip()[:500]]
    if not trail.words["ground"][0]:
        refuse(request, gettext("Say on which ground the words are erased."))
    elif erase_words([entry.number]):
        messages.success(request, gettext("Erased. The entry stays, and the trail still verifies."))
    return redirect("audit-entry", number)


@require_GET
@_for_readers
def download(request: HttpRequest) -> HttpResponseBase:
    """The entries under the search, as CSV."""
    body = _lines(actor_from(request), sought_in(request.GET), language())
    response = StreamingHttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="chorsu-audit-{now():%Y-%m-%d}.csv"'
    return response


def _lines(actor: Actor, sought: Sought, lang: str) -> Iterator[bytes]:
    """Streamed after the request's transaction has ended, hence in one of its own for the same viewer."""
    with translation.override(lang), viewing(actor):
        yield _line(_HEADER)
        rows: list[TrailRow] = []
        for row in found_in_trail(sought.asked).iterator(chunk_size=_READ):
            rows.append(row)
            if len(rows) == _READ:
                yield _told(rows)
                rows = []
        yield _told(rows)


def _told(rows: list[TrailRow]) -> bytes:
    lines = []
    for entry in shown_entries(rows):
        row = entry.row
        opened = " ".join(str(identifier) for identifier in row.opened)
        words = entry.line if entry.erased else " · ".join(f"{name}: {value}" for name, value in entry.words)
        digest = bytes(row.digest).hex() if row.digest is not None else ""
        values = (row.number, row.at.isoformat(), entry.who, entry.agency, row.act, row.page, row.status, row.purpose)
        lines.append(_line((*values, opened, row.shown, digest, words)))
    return b"".join(lines)


def _line(values: tuple[object, ...]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([neutral(value) for value in values])
    return buffer.getvalue().encode()
