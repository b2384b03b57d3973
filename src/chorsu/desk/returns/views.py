"""Looking at returns: the list with the calendar, and one return with its reconciliation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.records.wording import chip_of, sentence_of
from chorsu.desk.requests import actor_from, whole_number
from chorsu.desk.returns.changes import changes_between, contents_after
from chorsu.desk.returns.overview import calendar_shown, return_table, year_choices
from chorsu.desk.returns.page import return_page
from chorsu.desk.returns.passing import stated_page
from chorsu.desk.returns.wording import ACTS, period_name, place_of_return, subject_name
from chorsu.directory.models import Agency, User
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError
from chorsu.returns.models import Return
from chorsu.returns.selectors import beside, calendar, history, one_return, reconciliation, returns, years
from chorsu.returns.standing import contradict, seizures_of
from chorsu.vocabulary import places

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.http import HttpRequest

__all__ = ["found", "one", "overview", "page_context"]

A_PAGE = 40
MOST_CHANGES = 60
"""Changes of one correction that the history lists."""
STATUSES = ("filed", "withdrawn")


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What was returned by state and period, and who reported, had nothing, or kept silent in each month of a year."""
    names, this_year = names_of(), now().year
    asked = request.GET.get("year", "")
    offered = sorted({*years(), this_year, this_year - 1}, reverse=True)
    year = whole_number(asked) or 0
    year = year if year in offered else 0
    country = request.GET.get("country", "")
    country = country if country in {one.code for one in places.member_states()} else ""
    status = request.GET.get("status", "filed")
    status = status if status in STATUSES else "filed"
    page = Paginator(returns(country=country, year=year or None, status=status), A_PAGE).get_page(
        request.GET.get("page")
    )
    agencies = list(Agency.objects.select_related("state").order_by("state__code", "code"))
    shown_year = year or this_year
    return render(
        request,
        "returns/overview.html",
        {
            "page": page,
            "table": return_table(list(page.object_list), names, actor_from(request), page.paginator.count),
            "months": calendar_shown(agencies, calendar(shown_year), names.by_number, shown_year, now().date()),
            "year": shown_year,
            "years": year_choices(offered, year, country),
            "country": country,
            "status": status,
            "countries": [(one.code, country_name(one.code), one.code == country) for one in places.member_states()],
            "filtered": bool(country or status != "filed"),
        },
    )


def found(identifier: uuid.UUID) -> Return:
    """A return that the viewer sees; else the page that says absent or forbidden alike."""
    try:
        return one_return(identifier)
    except AbsentError as error:
        raise Http404 from error


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One return: its figures beside everything else that is stated and known of its state and period."""
    return render(request, "returns/return.html", page_context(request, found(identifier)))


def page_context(request: HttpRequest, one: Return) -> dict[str, Any]:
    """Everything that the page of a return shows."""
    names, actor = names_of(), actor_from(request)
    provided = one.provider_id in actor.provides
    standing = one.status == Return.Status.FILED
    others = beside(one) if standing else []
    context: dict[str, Any] = {
        "one": one,
        "title": f"{place_of_return(one.country)}, {period_name(one.days)}",
        "period": period_name(one.days),
        "country": place_of_return(one.country),
        "provided": provided,
        "chip": chip_of(names, one, actor),
        "meaning": sentence_of(names, one.marking, actor),
        "provider": names.by_number.get(one.provider_id, ""),
        "subject": subject_name(one.subject_kind, one.subject),
        "officer": _officer(one.received_by) if provided else "",
        "history": _history(one, provided=provided),
        "nil": one.kind == Return.Kind.NIL,
        "against": [other for other in others if contradict(one, other)],
    }
    if one.kind == Return.Kind.STATED:
        context["stated"] = stated_page(one)
    elif one.kind == Return.Kind.FIGURES:
        read = reconciliation(one, others, names.by_number, events=standing)
        shown = return_page(one, others, read, names.by_number)
        context |= shown if standing else {"rows": shown["rows"]}
    elif standing and not one.authority_text:
        context["spoken_against"] = _spoken_against(one)
    return context


def _spoken_against(one: Return) -> tuple[str, int] | None:
    """The seizures of its provider that a nil return says there were none of: where they stand, and how many."""
    state = Agency.objects.filter(pk=one.provider_id).values_list("state__code", flat=True).first()
    own = state == one.country
    asked, count = seizures_of(one.provider_id, one, one.subject_kind, one.subject, own=own)
    return (f"{reverse('records')}?{asked.as_query()}", count) if count else None


def _officer(number: int | None) -> str:
    user = User.objects.filter(pk=number).first() if number else None
    return (user.get_full_name() or user.username) if user else ""


@dataclass(frozen=True, slots=True)
class ActShown:
    """One act of the history: by whom it was, for its provider alone; what a correction changed, before and after."""

    act: str
    at: dt.datetime
    reason: str
    who: str
    changes: list[tuple[str, str, str]]
    more: int
    """Changes beyond those shown."""


def _history(one: Return, *, provided: bool) -> list[ActShown]:
    """What happened to the return, the newest first; each version says what stood before it."""
    versions = history(one)
    shown = []
    for version, after in zip(versions, contents_after(one, versions), strict=True):
        changes = changes_between(version.content, after) if version.act == "corrected" else []
        who = _officer(version.by) if provided else ""
        listed, more = changes[:MOST_CHANGES], max(0, len(changes) - MOST_CHANGES)
        shown.append(ActShown(str(ACTS[version.act]), version.at, version.reason, who, listed, more))
    return shown
