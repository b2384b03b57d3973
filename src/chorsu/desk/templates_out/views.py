"""The templates that go out: the choice, one filled on the page, the workbook."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from
from chorsu.desk.returns.wording import period_name
from chorsu.desk.templates_out.asking import TEMPLATES, Asked, Template, asked_from
from chorsu.desk.templates_out.shown import column_lines, doubt_lines, doubt_name
from chorsu.directory.trail import trail_of, without_records
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.records.exports import FORMATS, SYNTHETIC, bound, leaving, note_of
from chorsu.returns.fillouts.shape import DOUBTFUL, Coverage, covered
from chorsu.returns.fillouts.workbook import workbook
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponseBase

    from chorsu.handling.rules import Actor

__all__ = ["download", "one", "overview"]

SHOWN_ROWS = 30
COUNTED_ROWS = 20_000
"""Rows looked through for the page; the workbook counts all of them."""


@without_records("the names of the templates")
@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """Which templates there are."""
    return render(request, "templates_out/overview.html", {"templates": TEMPLATES.values()})


def _template(name: str) -> Template:
    if name not in TEMPLATES:
        raise Http404
    return TEMPLATES[name]


@require_GET
def one(request: HttpRequest, name: str) -> HttpResponse:
    """A template filled: how far each column is filled, from which records, and its first rows."""
    template = _template(name)
    this_year = now().year
    asked = asked_from(request.GET, this_year, by_quarter=template.by_quarter)
    trail_of(request).listed(leaving(asked.filter, most=COUNTED_ROWS))
    return render(request, "templates_out/template.html", _context(template, asked, this_year))


def _context(template: Template, asked: Asked, this_year: int) -> dict[str, Any]:
    fillout, coverage = template.fill(asked.filter), Coverage()
    shown, more = [], False
    for number, row in enumerate(islice(covered(fillout, coverage), COUNTED_ROWS + 1), start=1):
        more = number > COUNTED_ROWS
        if number <= SHOWN_ROWS:
            cells = [(column.header, row.get(column.header)) for column in fillout.columns]
            shown.append((cells, [doubt_name(code) for code in row.get(DOUBTFUL, ())]))
    records = f"{reverse('records')}?{asked.filter.as_query()}"
    return {
        "template": template,
        "asked": asked,
        "period": period_name(asked.period),
        "country": country_name(asked.country) if asked.country else "",
        "columns": column_lines(fillout, coverage, records, more=more),
        "doubts": doubt_lines(coverage, records, more=more),
        "headers": [column.header for column in fillout.columns],
        "rows": shown,
        "count": coverage.rows,
        "more": more,
        "notes": fillout.page_notes.get(language(), fillout.notes),
        "records_href": records,
        "bound": bound(asked.filter),
        "download_href": f"{reverse('template-out-download', args=[template.name])}?{asked.query}",
        "years": [(year, year == asked.year) for year in _years(asked.year, this_year)],
        "quarters": [(number, number == asked.quarter) for number in (1, 2, 3, 4)] if template.by_quarter else [],
        "countries": [
            (state.code, country_name(state.code), state.code == asked.country) for state in places.member_states()
        ],
        "other_language": template.name != "quarterly" and language() != "en",
    }


def _years(chosen: int, this_year: int) -> list[int]:
    return sorted({chosen, *range(this_year - 15, this_year + 1)}, reverse=True)


@require_GET
def download(request: HttpRequest, name: str) -> HttpResponseBase:
    """The workbook, of everything that is asked for and seen; none where the address asks for what cannot be meant."""
    template = _template(name)
    asked = asked_from(request.GET, now().year, by_quarter=template.by_quarter)
    kind = FORMATS["xlsx"]
    if asked.odd:
        raise Http404
    trail_of(request).exported(leaving(asked.filter, actor=actor_from(request)))
    fillout_name = f"chorsu-{template.name}-{asked.period.code}{'-' + asked.country if asked.country else ''}"
    body = _streamed(template, asked, actor_from(request), language())
    response = StreamingHttpResponse(body, content_type=kind.media_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{fillout_name}{_mark(template, asked)}.{kind.ending}")
        or ""
    )
    return response


def _mark(template: Template, asked: Asked) -> str:
    """The mark in the name of the file, where any row is of invented records."""
    rows = template.fill(asked.filter.with_only(taking="free")).rows
    return f"-{SYNTHETIC}" if any(row.get("synthetic") for row in islice(rows, COUNTED_ROWS)) else ""


def _streamed(template: Template, asked: Asked, actor: Actor, lang: str) -> Iterator[bytes]:
    """Streamed after the request's transaction has ended, hence in one of its own for the same viewer."""
    from django.utils import translation

    with translation.override(lang), viewing(actor):
        fillout = template.fill(asked.filter.with_only(taking="free"))
        note = note_of(bound(asked.filter))
        yield from workbook(replace(fillout, notes=(*fillout.notes, note)) if note else fillout)
