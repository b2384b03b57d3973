"""The log of a shift: one line is enough; what came by telephone and what it is about stand beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.duty.wording import by_the_clock_of, error_line, moment_in
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.exchange.duty import selectors
from chorsu.exchange.duty.log import EntrySaid, write_entry
from chorsu.exchange.duty.models import LogEntry
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.safestring import SafeString

__all__ = ["entries_shown", "log"]

A_PAGE = 50
UNREADABLE = 422
_ADDRESSES = {
    LogEntry.TiedTo.MESSAGE: "exchange-message",
    LogEntry.TiedTo.RECORD: "record",
    LogEntry.TiedTo.ALERT: "alert",
}
_FIELDS = ("words", "caller", "telephone", "called", "told_by", "about", "corrects")


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry as a page shows it; `corrects` and `corrected` are numbers of entries, 0 where there is none.

    `correction` is under what its form writes one.
    """

    one: LogEntry
    at: SafeString
    called: SafeString | str
    href: str
    corrects: int
    corrected: int
    correction: UUID


@require_http_methods(["GET", "POST"])
def log(request: HttpRequest) -> HttpResponse:
    """The whole log of one's own authority; or one more entry, after which the desk is there again."""
    authority = provider_of(request)
    country = "" if authority.state is None else authority.state.code
    if request.method == "POST":
        return _written(request, country)
    found = Paginator(selectors.log_of(authority.pk), A_PAGE).get_page(request.GET.get("page"))
    rows = list(found.object_list)
    trail_of(request).listed(one.pk for one in rows)
    return render(request, "duty/log.html", {"page": found, "entries": entries_shown(rows, country)})


def entries_shown(rows: Sequence[LogEntry], country: str) -> list[EntryShown]:
    """Entries as a page shows them, with what corrects what."""
    named = LogEntry.objects.filter(pk__in=[one.corrects for one in rows if one.corrects]).values_list("pk", "number")
    by = LogEntry.objects.filter(corrects__in=[one.pk for one in rows]).order_by("number")
    corrected, numbers = dict(by.values_list("corrects", "number")), dict(named)
    return [
        EntryShown(
            one=one,
            at=by_the_clock_of(country, one.at),
            called=by_the_clock_of(country, one.called_at) if one.called_at else "",
            href=reverse(_ADDRESSES[LogEntry.TiedTo(one.tied_to)], args=[one.about])
            if one.tied_to in _ADDRESSES
            else "",
            corrects=numbers.get(one.corrects, 0) if one.corrects else 0,
            corrected=corrected.get(one.pk, 0),
            correction=uuid7(),
        )
        for one in rows
    ]


def _written(request: HttpRequest, country: str) -> HttpResponse:
    from chorsu.desk.duty.desk import page  # the desk shows the log, and the log leads back to it

    at = now()
    try:
        with transaction.atomic():
            said, by = _said(request.POST, country, at), actor_from(request)
            one = write_entry(said=said, actor=by, at=at, number=number_of(request))
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        values = {name: request.POST.get(name, "") for name in _FIELDS}
        trail_of(request).refused = True
        return page(request, values=values, error=error_line(error), status=UNREADABLE)
    messages.success(request, gettext("Entry %(number)s stands in the log.") % {"number": one.number})
    return redirect("duty")


def _said(sent: QueryDict, country: str, at: dt.datetime) -> EntrySaid:
    """What the form says; the time of a call is now, unless another one is written.

    Raises:
        InputError: that is no moment.
    """
    tied_to, _, about = sent.get("about", "").partition(":")
    caller, written = sent.get("caller", ""), sent.get("called", "").strip()
    called = moment_in(country, written)
    if written and called is None:
        raise InputError("is no moment", where="the call", to_do="write day and time")
    return EntrySaid(
        words=sent.get("words", ""),
        caller=caller,
        telephone=sent.get("telephone", ""),
        called_at=called or (at if caller.strip() else None),
        told_by=sent.get("told_by", ""),
        tied_to=tied_to,
        about=_identifier(about),
        corrects=_identifier(sent.get("corrects", "")),
    )


def _identifier(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise Http404 from error
