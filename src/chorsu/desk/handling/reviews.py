"""Review dates on pages: the provider's list of what falls due, the warning beside a record, moving the date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.handling.tabs import tabs
from chorsu.desk.records import card
from chorsu.desk.records.meanwhile import refusal, version_in
from chorsu.desk.records.terms import until_in
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.handling.marking import LONGEST_REVIEW
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.records.keeping import hold
from chorsu.records.reviews import WARNED, due, extend
from chorsu.records.selectors import provider_of_record

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.http import HttpRequest, HttpResponse

    from chorsu.records.models import Seizure

__all__ = ["extended", "overview", "review_panel"]

A_PAGE = 50


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """What falls due within three months, and what is overdue and will be ended unless somebody decides."""
    at = now()
    page = Paginator(due(actor_from(request), at).prefetch_related("lots"), A_PAGE).get_page(request.GET.get("page"))
    trail_of(request).listed(seizure.pk for seizure in page.object_list)
    rows = [(seizure, card.title_of(seizure), *_standing(seizure.review_by, at)) for seizure in page.object_list]
    return render(
        request, "handling/reviews.html", {"tabs": tabs("reviews", actor_from(request)), "page": page, "rows": rows}
    )


def review_panel(seizure: Seizure) -> dict[str, Any]:
    """The review date of a record for its provider, how pressing it is, and until when it can be moved."""
    at = now()
    chip, ends = _standing(seizure.review_by, at)
    latest = (at + LONGEST_REVIEW).date()
    return {"review_by": seizure.review_by, "review_chip": chip, "review_ends": ends, "review_latest": latest}


@require_POST
def extended(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Move the review date of a record."""
    try:
        until = until_in(request.POST, "review", provider_of_record(identifier))
        if until is None:
            raise InputError("the review lies in the past or too far on", where="until")
        reason = request.POST.get("reason", "")
        with transaction.atomic():
            hold(identifier, version_in(request))
            extend(seizure=identifier, until=until, reason=reason, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal(request, identifier, error))
    else:
        messages.success(request, _("The review date is moved."))
    return redirect("record", identifier)


def _standing(review_by: dt.datetime | None, at: dt.datetime) -> tuple[str, dt.datetime | None]:
    """The colour of a review date, and when an overdue record is ended; no colour while it is far off."""
    if review_by is None or review_by > at + WARNED:
        return "", None
    return ("chip-bad", review_by + settings.CHORSU_REVIEW_GRACE) if review_by <= at else ("chip-warn", None)
