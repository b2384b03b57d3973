"""Watches: the list, the form of a new one or one that stands, with a dry run over what the bank holds already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.exchange.wording import PRECEDENCES
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.wording import value_label
from chorsu.desk.requests import actor_from, whole_number
from chorsu.desk.watches import reading
from chorsu.desk.watches.wording import asked_lines, error_line, reason_lines
from chorsu.directory.days import day_at
from chorsu.directory.trail import trail_of
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.once import OtherWordsError
from chorsu.exchange.watches import selectors
from chorsu.exchange.watches.telling import load
from chorsu.exchange.watches.trying import MOST_LOOKED_AT, dry_run
from chorsu.exchange.watches.watching import LONGEST_NAME, WatchChangedError, change_watch, make_watch
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.kernel.ids import uuid7
from chorsu.ui import shapes
from chorsu.vocabulary import manners, substances

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from chorsu.exchange.watches.models import Watch
    from chorsu.exchange.watches.watching import WatchSaid

__all__ = ["listed", "new", "one"]

UNREADABLE = 422
A_PAGE = 50


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """The watches of the viewer's authority, and the viewer's own."""
    actor = actor_from(request)
    page = Paginator(selectors.watches(actor), A_PAGE).get_page(request.GET.get("page"))
    trail_of(request).listed(one.pk for one in page.object_list)
    columns = [
        shapes.Column("name", pgettext_lazy("watch", "Name"), wrap=True),
        shapes.Column("asks", pgettext_lazy("column", "Watches for"), wrap=True),
        shapes.Column("precedence", gettext_lazy("Precedence")),
        shapes.Column("whose", pgettext_lazy("column", "Whose"), wrap=True),
        shapes.Column("state", pgettext_lazy("column", "State"), wrap=True),
    ]
    at = now()
    days = {authority: day_at(at, authority) for authority in {one.provider_id for one in page.object_list}}
    rows = [_row(one, days[one.provider_id]) for one in page.object_list]
    table = shapes.Table("watches", gettext_lazy("Watches"), columns, rows, total=page.paginator.count)
    context = {"page": page, "table": table, "may_make": bool(actor.provides)}
    return render(request, "watches/list.html", context)


def _row(watch: Watch, today: dt.date) -> shapes.Row:
    """A watch as a line of the list; `today` is that of its authority."""
    asks = "; ".join(f"{title}: {values}" for title, values in asked_lines(watch.criteria))
    whose = watch.officer_name if watch.shared else gettext("yours alone")
    state = gettext("on") if watch.on else gettext("off")
    if watch.on and watch.ends_on is not None:
        ended = watch.ends_on < today
        state = gettext("over") if ended else gettext("until %(day)s") % {"day": watch.ends_on.isoformat()}
    cells = [watch.name, asks, PRECEDENCES[watch.precedence], whose, state]
    return shapes.Row([shapes.TableCell(cell) for cell in cells], href=reverse("watch", args=[watch.pk]))


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new watch; `?record=` fills in what a record tells, `do=fill` what was sent, such as an identifier."""
    provider_of(request)
    number = number_of(request)
    if request.method != "POST":
        return _form(request, reading.blank() | _of_record(request), number=number)
    if request.POST.get("do") == "fill":
        sent = {name: value for name, value in reading.sent_values(request.POST).items() if value}
        return _form(request, reading.blank() | sent, number=number)
    actor = actor_from(request)
    return _answered(request, lambda said: make_watch(said=said, actor=actor, at=now(), number=number), number=number)


@require_http_methods(["GET", "POST"])
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """A watch that stands, to be changed, with its newest alerts; one that has ended shows what it asked."""
    watch = selectors.watch(identifier)
    if watch is None:
        raise Http404
    trail_of(request).opened([watch.pk])
    if request.method != "POST":
        return _form(request, reading.values_of(watch), watch=watch)
    by: dict[str, Any] = {"actor": actor_from(request), "at": now(), "seen": whole_number(request.POST.get("seen", ""))}
    return _answered(request, lambda said: change_watch(identifier=watch.pk, said=said, **by), watch=watch)


def _answered(
    request: HttpRequest,
    act: Callable[[WatchSaid], Watch],
    *,
    number: uuid.UUID | None = None,
    watch: Watch | None = None,
) -> HttpResponse:
    """What was sent is tried or kept; the form again with the line of what is wrong."""
    values = reading.sent_values(request.POST)
    try:
        said = reading.said_in(request.POST, _country(request))
        if request.POST.get("do") == "try":
            return _form(request, values, number=number, watch=watch, tried=_tried(request, said))
        with transaction.atomic():
            kept = act(said)
    except AbsentError as error:
        raise Http404 from error
    except WatchChangedError as error:
        values["seen"] = "" if watch is None else str(watch.version)
        return _form(request, values, number=number, watch=watch, error=error_line(error))
    except ChorsuError as error:
        number = uuid7() if isinstance(error, OtherWordsError) else number
        return _form(request, values, number=number, watch=watch, error=error_line(error))
    messages.success(
        request, gettext("It watches from now on.") if kept.on else gettext("Kept; it is off and does not fire.")
    )
    return redirect("watch", kept.pk)


def _tried(request: HttpRequest, said: WatchSaid) -> dict[str, Any]:
    """The dry run: how often it would have fired, and on what."""
    found = dry_run(said.criteria.checked(), now())
    trail_of(request).listed(seizure.pk for seizure, _ in found.records)
    rows = [
        {"seizure": seizure, "title": card.title_of(seizure), "why": reason_lines(reasons)}
        for seizure, reasons in found.records
    ]
    return {"count": found.count, "rows": rows, "whole": found.whole, "looked": MOST_LOOKED_AT}


def _form(  # noqa: PLR0913 — a form has these parts
    request: HttpRequest,
    values: dict[str, Any],
    *,
    number: uuid.UUID | None = None,
    watch: Watch | None = None,
    tried: dict[str, Any] | None = None,
    error: str = "",
) -> HttpResponse:
    actor, spoken = actor_from(request), language()
    context = {
        "number": number,
        "watch": watch,
        "values": values,
        "tried": tried,
        "error": error,
        "asks": asked_lines(watch.criteria) if watch else (),
        "may_change": watch is None or (watch.ended_at is None and watch.provider_id in actor.provides),
        "mine": watch is None or watch.officer == actor.user,
        "alerts": selectors.alerts(actor, selectors.Asked(watch=watch.pk)).count() if watch else 0,
        "lists": [
            (
                name,
                title,
                [(code, value_label(name, code), code in values[name]) for code in manners.manners(name)],
                bool(values[name]),
            )
            for name, title in (("concealment", gettext("Concealment")), ("conveyance", gettext("Conveyance")))
        ],
        "known": sorted(substances.label(code, spoken) for code in substances.group_codes()),
        "channels": [(code, one.label(spoken), code == values["channel"]) for code, one in channels().items()],
        "precedences": [(str(code), name, str(code) == values["precedence"]) for code, name in PRECEDENCES.items()],
        "rings": [(str(code), name, str(code) == values["rings_from"]) for code, name in PRECEDENCES.items() if code],
    }
    return render(request, "watches/watch.html", context, status=UNREADABLE if error else 200)


def _of_record(request: HttpRequest) -> dict[str, Any]:
    """What a link on a record's page says: what that record tells, as the viewer sees it."""
    number = reading.identifier_in(request.GET.get("record", ""))
    found = {} if number is None else load([number])
    trail_of(request).listed(found)
    for whole in found.values():
        asked = reading.of_record(whole.seizure, whole.lots, whole.identifiers)
        # Named by what it asks, for a name outlives what becomes of the record.
        name = "; ".join(values for _title, values in asked_lines(asked.as_json()))
        return reading.criteria_values(asked) | {"name": name[:LONGEST_NAME]}
    return {}


def _country(request: HttpRequest) -> str:
    """The state of the officer's authority, whose local phones are meant."""
    state = provider_of(request).state
    return "" if state is None else state.code
