"""Making a sanitised version: the form of what is coarsened or left out; and how version and source name each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from chorsu.desk.records import card
from chorsu.desk.records.refusals import said
from chorsu.desk.requests import actor_from
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.recalls.selectors import flags_of
from chorsu.records.sanitising import Coarsening, sanitise, source_of, versions_of
from chorsu.records.selectors import record

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse, QueryDict

    from chorsu.handling.rules import Actor
    from chorsu.records.store import Kept

__all__ = ["form", "versions_panel"]

UNPROCESSABLE = 422
MOST_BYTES = 1 << 16
PLACES = {
    "place": pgettext_lazy("degree", "the place"),
    "region": pgettext_lazy("degree", "the region alone"),
    "country": pgettext_lazy("degree", "the country alone"),
}
DATES = {
    "day": pgettext_lazy("degree", "the day"),
    "month": pgettext_lazy("degree", "the month alone"),
    "year": pgettext_lazy("degree", "the year alone"),
}
QUANTITIES = {
    "exact": pgettext_lazy("degree", "as reported"),
    "rounded": pgettext_lazy("degree", "rounded to one digit"),
    "none": pgettext_lazy("degree", "left out"),
}
KEPT = {
    "manner": pgettext_lazy("kept in a version", "how it was hidden and carried"),
    "route": pgettext_lazy("kept in a version", "the route"),
    "words": pgettext_lazy("kept in a version", "the account in words"),
}


def versions_panel(identifier: uuid.UUID, actor: Actor) -> dict[str, Any]:
    """The source of a version, the versions of a source, and the flags on either, as far as the viewer sees them."""
    tie = source_of(identifier)
    return {
        "source_tie": tie,
        "outdated": tie is not None and tie.source.version > tie.source_version,
        "versions": versions_of(identifier),
        "version_flags": flags_of([identifier], actor),
    }


@require_http_methods(["GET", "POST"])
def form(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form; sent, it makes the version and leads to it, whence it is released like any record."""
    actor = actor_from(request)
    try:
        shown = record(identifier, actor)
    except AbsentError as error:
        raise Http404 from error
    if not shown.provided or shown.seizure.withdrawn:
        raise Http404
    how, line = Coarsening(), ""
    if request.method == "POST":
        how = _read(request.POST)
        try:
            made = sanitise(seizure=identifier, how=how, keep=_keep, actor=actor, at=now())
        except ChorsuError as refused:
            line = said(refused)
        else:
            messages.success(request, _("Made: nobody but you sees this version until you release it."))
            return redirect("record", made.pk)
    context = {
        "seizure": shown.seizure,
        "title": card.title_of(shown.seizure),
        "degrees": _degrees(how),
        "kept": [(name, label, getattr(how, name)) for name, label in KEPT.items()],
        "error": line,
    }
    return render(request, "records/sanitise.html", context, status=UNPROCESSABLE if line else 200)


def _keep(data: bytes) -> Kept:
    return store().keep([data], most=MOST_BYTES)


def _read(sent: QueryDict) -> Coarsening:
    place, date, quantity = (sent.get(name, "") for name in ("place", "date", "quantity"))
    return Coarsening(place, date, quantity, manner="manner" in sent, route="route" in sent, words="words" in sent)


def _degrees(how: Coarsening) -> list[tuple[str, str, list[tuple[str, Any, bool]]]]:
    lists = (
        ("place", _("Of the place it tells"), PLACES),
        ("date", _("Of the date it tells"), DATES),
        ("quantity", _("The quantity is"), QUANTITIES),
    )
    return [
        (name, label, [(code, text, code == getattr(how, name)) for code, text in choices.items()])
        for name, label, choices in lists
    ]
