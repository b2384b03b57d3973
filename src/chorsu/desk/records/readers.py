"""The page "Who read this", for the provider of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_GET

from chorsu.desk.audit.shown import officer_names
from chorsu.desk.audit.wording import act_name
from chorsu.desk.lookup.wording import purpose_choices
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.views import found
from chorsu.directory.selectors import principal_names
from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act
from chorsu.records.readers import readers_of
from chorsu.ui.shapes import Column, Row, Table, TableCell

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from chorsu.records.readers import Reading

__all__ = ["readers"]


def act_of(one: Reading) -> str:
    """What was done, and of a look-up what it was for."""
    if one.act != Act.SEARCH:
        return act_name(one.act)
    purposes = {code: name for code, name, _chosen in purpose_choices("")}
    said = {"purpose": purposes.get(one.purpose, one.purpose)}
    return gettext("Found it by a look-up, for: %(purpose)s") % said


@require_GET
def readers(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Who opened a record, took it out or was sent it; absent for whoever is not its provider."""
    shown = found(request, identifier)
    if not shown.provided:
        raise Http404
    trail_of(request).did(Act.AUDIT)
    readings = readers_of(identifier)
    names = officer_names({one.officer for one in readings if one.officer})
    agencies = principal_names(language())
    columns = [
        Column("agency", gettext("Agency"), wrap=True),
        Column("officer", pgettext("audit", "Officer"), wrap=True),
        Column("act", pgettext("audit", "What was done"), wrap=True),
        Column("times", pgettext("audit", "Times"), number=True),
        Column("first", pgettext("audit", "First")),
        Column("last", pgettext("audit", "Last")),
    ]
    rows = [
        Row(
            [
                TableCell(agencies.get(one.agency or 0, "")),
                TableCell(names.get(one.officer or 0, gettext("officer %(number)s") % {"number": one.officer})),
                TableCell(act_of(one)),
                TableCell(one.times),
                TableCell(one.first),
                TableCell(one.last),
            ]
        )
        for one in readings
    ]
    table = Table("readers", gettext("Readers"), columns, rows)
    context = {
        "seizure": shown.seizure,
        "title": card.title_of(shown.seizure),
        "readers": readings,
        "table": table,
    }
    return render(request, "records/readers.html", context)
