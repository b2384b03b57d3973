"""The library of instruments: the list, one instrument, its form, and what an officer does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chorsu.cooperation import library
from chorsu.cooperation.models import Instrument
from chorsu.cooperation.saying import InstrumentSaid
from chorsu.cooperation.selectors import instruments
from chorsu.cooperation.words import label
from chorsu.desk.cooperation.kept import (
    answered,
    audience_context,
    audience_of,
    change_of,
    day_of,
    entered,
    found,
    keeping_act,
    lines_of,
    number_of,
    record_context,
    version_of,
)  # fmt: skip
from chorsu.desk.cooperation.recommendation_acts import event_options
from chorsu.desk.cooperation.wording import options
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError
from chorsu.ui import shapes

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping

    from django.http import HttpRequest, QueryDict

    from chorsu.cooperation.models import Kept

__all__ = ["act", "change", "enter", "listing", "one"]

A_PAGE = 50
_FORCE = {"": None, "yes": True, "no": False}
_FORCE_BACK = {None: "", True: "yes", False: "no"}
_FIELDS = (
    "kind", "title", "parties", "adopted_on", "place", "in_force", "force_since", "force_until", "exchange", "link",
    "event",
)  # fmt: skip
_DAYS = {"adopted_on", "force_since", "force_until"}


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """The instruments, by kind and force."""
    kind, force, text = (request.GET.get(name, "") for name in ("kind", "force", "text"))
    kind = kind if kind in {code for code, _, _ in options("instrument_kinds")} else ""
    found_ = instruments(kind=kind, in_force=_FORCE.get(force), text=text[:200])
    page = Paginator(found_, A_PAGE).get_page(request.GET.get("page"))
    trail_of(request).listed(one.pk for one in page.object_list)
    kept = {name: value for name, value in (("kind", kind), ("text", text)) if value}
    forces = [("", gettext("All")), ("yes", gettext("In force")), ("no", gettext("Not in force"))]
    context = {
        "page": page,
        "table": _table(list(page.object_list), page.paginator.count),
        "choices": [
            shapes.Choice(name, f"?{urlencode({'force': code, **kept} if code else kept)}", current=code == force)
            for code, name in forces
        ],
        "kinds": options("instrument_kinds", kind),
        "text": text,
        "force": force,
        "filtered": bool(kind or text),
        "tab": "instruments",
    }
    return render(request, "cooperation/instruments.html", context)


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One instrument."""
    record = found(Instrument, identifier)
    context = record_context(request, record) | {
        "kind": label("instrument_kinds", record.kind, language()),
        "tab": "instruments",
    }
    return render(request, "cooperation/instrument.html", context)


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """An instrument by hand; `?event=` names the event that adopted it."""
    sent = request.POST if request.method == "POST" else request.GET
    context = _context(request, {name: sent.get(name, "") for name in _FIELDS}) | audience_context(request)
    context["number"] = number = number_of(request)
    if request.method != "POST":
        return render(request, "cooperation/instrument_new.html", context)

    def act() -> Kept:
        said, handling = _said(request.POST), audience_of(request)
        return library.enter_instrument(actor=actor_from(request), said=said, at=now(), number=number, **handling)

    return entered(
        request,
        act,
        form="cooperation/instrument_new.html",
        context=context,
        done=gettext("The instrument is in the library."),
        page="instrument",
    )


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Other values for an instrument."""
    record = change_of(request, Instrument, identifier)
    values = {name: request.POST.get(name, "") for name in _FIELDS} if request.method == "POST" else _stored(record)
    context = _context(request, values) | {"one": record}
    if request.method != "POST":
        return render(request, "cooperation/instrument_change.html", context)

    def act() -> Kept:
        return library.change_instrument(
            identifier=identifier,
            said=_said(request.POST),
            actor=actor_from(request),
            at=now(),
            version=version_of(request.POST),
        )

    return answered(
        request,
        act,
        form="cooperation/instrument_change.html",
        context=context,
        done=gettext("The instrument is changed; what it said before stays in its history."),
        page="instrument",
    )


@require_POST
def act(request: HttpRequest, identifier: uuid.UUID, act: str) -> HttpResponse:
    """Undo the last act on an instrument, withdraw or restore it."""
    found(Instrument, identifier)
    keeping_act(request, Instrument, identifier, act)
    return redirect("instrument", identifier)


def _stored(record: Instrument) -> dict[str, str]:
    values = {name: str(getattr(record, name) or "") for name in _FIELDS if name not in {"event", "in_force"}}
    return values | {
        "parties": "\n".join(record.parties),
        "in_force": _FORCE_BACK[record.in_force],
        "event": str(record.event_id or ""),
    }


def _context(request: HttpRequest, values: Mapping[str, str]) -> dict[str, Any]:
    forces = (("", gettext("not known")), ("yes", gettext("yes")), ("no", gettext("no")))
    return {
        "values": values,
        "kinds": options("instrument_kinds", values["kind"]),
        "forces": [(code, name, code == values["in_force"]) for code, name in forces],
        "events": event_options(request, values["event"]),
        "tab": "instruments",
    }


def _said(posted: QueryDict) -> InstrumentSaid:
    import uuid as identifiers

    event, force = posted.get("event", ""), posted.get("in_force", "")
    try:
        named = identifiers.UUID(event) if event else None
    except ValueError as error:
        raise Http404 from error
    if force not in _FORCE:
        raise InputError("is empty", where="in force", to_do="choose from the list")
    return InstrumentSaid(
        kind=posted.get("kind", ""),
        title=posted.get("title", ""),
        parties=lines_of(posted, "parties"),
        adopted_on=day_of(posted, "adopted_on"),
        place=posted.get("place", ""),
        in_force=_FORCE[force],
        force_since=day_of(posted, "force_since"),
        force_until=day_of(posted, "force_until"),
        exchange=posted.get("exchange", ""),
        link=posted.get("link", ""),
        event=named,
    )


def _event(record: Instrument) -> shapes.TableCell:
    if record.event is None:
        return shapes.TableCell("")
    return shapes.TableCell(record.event.title, href=reverse("event", args=[record.event_id]))


def _table(rows: list[Instrument], total: int) -> shapes.Table:
    columns = [
        shapes.Column("title", gettext_lazy("Title"), wrap=True),
        shapes.Column("kind", gettext_lazy("Kind"), wrap=True),
        shapes.Column("parties", gettext_lazy("Parties"), wrap=True),
        shapes.Column("adopted", gettext_lazy("Adopted")),
        shapes.Column("place", gettext_lazy("Place"), wrap=True),
        shapes.Column("force", gettext_lazy("In force")),
        shapes.Column("event", gettext_lazy("Event"), wrap=True),
    ]
    force = {None: "", True: gettext("yes"), False: gettext("no")}
    shown = [
        shapes.Row(
            [
                shapes.TableCell(one.title),
                shapes.TableCell(
                    label("instrument_kinds", one.kind, language()), filter_href=f"?{urlencode({'kind': one.kind})}"
                ),
                shapes.TableCell(", ".join(one.parties)),
                shapes.TableCell(one.adopted_on),
                shapes.TableCell(one.place),
                shapes.TableCell(force[one.in_force]),
                _event(one),
            ],
            href=reverse("instrument", args=[one.pk]),
        )
        for one in rows
    ]
    return shapes.Table("instruments", gettext("Instruments"), columns, shown, total=total)
