"""A sheet of returns: looked through first, then those states and periods filed that the officer chose.

The bytes are kept in the store under their digest; the form carries it back signed, so that nobody names another's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.requests import actor_from, refuse
from chorsu.desk.returns.acts import audience_form, audience_kept
from chorsu.desk.returns.choices import country_choices, part_choices
from chorsu.desk.returns.entering import blank, definitions_of, period_of, values_posted
from chorsu.desk.returns.numbers import threshold_doubt
from chorsu.desk.returns.page import gram
from chorsu.desk.returns.questions import doubt_lines
from chorsu.desk.returns.wording import REFUSALS, error_line, period_name
from chorsu.intake.readers.return_sheets import Sheets, read_sheets
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.returns import services
from chorsu.returns.lines import lines_of
from chorsu.returns.reconcile import reconcile
from chorsu.returns.stating import Statement, checked
from chorsu.ui.wording import entered, number
from chorsu.vocabulary import places

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.returns.values import Values

__all__ = ["file_chosen", "sheet"]

MOST_BYTES = 30 << 20
MOST_LISTED = 120
"""Returns that a page lists; of a sheet with more, those of the officer's states, and of one state at a time."""
MOST_REFUSED = 50
"""Rows that a page lists of those that cannot be read, and of those that can be read in two ways."""
MOST_FILED = 400
"""Returns filed in one go; more are filed in several."""
UNREADABLE = 422
_SALT = "chorsu.returns.sheet"
_HOURS = 24 * 3600
_KEY = re.compile(r"^([A-Z]{2})/(\d{4}(?:-(?:Q[1-4]|\d{2}))?)$")


@dataclass(frozen=True, slots=True)
class StatementShown:
    """One state and period of a sheet: its key, names, how many figures, what its rows come to."""

    key: str
    country: str
    period: str
    figures: int
    once: str
    naive: str
    chosen: bool


@require_http_methods(["GET", "POST"])
def sheet(request: HttpRequest) -> HttpResponse:
    """Choose a sheet; then see what it holds."""
    own = provider_of(request).state
    values = values_posted(request.POST) if request.method == "POST" else blank(own.code if own else "", now().year - 1)
    if request.method != "POST":
        return render(request, "returns/sheet.html", _upload_context(request, values))
    file = request.FILES.get("file")
    try:
        if file is None:
            raise InputError("no file was chosen", where="file")
        kept = store().keep(file.chunks(), most=MOST_BYTES, where=file.name or "")
        token = signing.dumps([kept.digest, (file.name or "")[-200:], actor_from(request).user], salt=_SALT)
        read = _read(kept.digest, file.name or "", values)
        definitions_of(values)
        if not (read.statements or read.refused):
            raise InputError("no row holds a figure", where=file.name or "", to_do="fill the rows below the header")
        form = AudienceForm(provider_of(request), names_of(), now().date())
        context = _read_context(request, read, values, token, form)
    except ChorsuError as error:
        line = gettext("Choose a file.") if error.what == "no file was chosen" else error_line(error)
        return render(request, "returns/sheet.html", _upload_context(request, values, error=line), status=UNREADABLE)
    return render(request, "returns/sheet_read.html", context)


def _upload_context(request: HttpRequest, values: Values, **more: Any) -> dict[str, Any]:
    return {
        "provider": names_of().by_number[provider_of(request).pk],
        "values": values,
        "countries": country_choices(values.country),
        "parts": part_choices(values.part),
        "most": MOST_BYTES >> 20,
        **more,
    }


def _read(digest: str, name: str, values: Values) -> Sheets:
    return read_sheets(store().path(digest), name=name, country=values.country, period=period_of(values))


def _read_context(  # noqa: PLR0913, PLR0917 — what the page is made of
    request: HttpRequest, read: Sheets, values: Values, token: str, form: AudienceForm, chosen: Iterable[str] = ()
) -> dict[str, Any]:
    own = provider_of(request).state
    members = {one.code for one in places.member_states()} if own is None else {own.code}
    asked, state = set(chosen), request.POST.get("state", "")
    listed = read.statements
    if len(listed) > MOST_LISTED:
        near = [one for one in listed if one.country in members | {state} or _key(one) in asked]
        listed = near or listed[:MOST_LISTED]
    shown = [_shown(one, members, asked) for one in listed]
    shown.sort(key=lambda one: (not one.chosen, one.country, one.period))
    states = sorted({one.country for one in read.statements}, key=lambda code: places.label(code, language()))
    return {
        "read": read,
        "token": token,
        "values": values,
        "statements": shown,
        "count": len(read.statements),
        "hidden": len(read.statements) - len(shown),
        "states": [(code, places.label(code, language()), code == state) for code in states],
        "figures": sum(len(one.entries) for one in read.statements),
        "refused": [
            (one.sheet, one.row, str(REFUSALS.get(one.reason, gettext("cannot be split into cells"))), one.text)
            for one in read.refused[:MOST_REFUSED]
        ],
        "more_refused": max(0, len(read.refused) - MOST_REFUSED),
        "doubtful": _doubtful(read),
        "more_doubtful": max(0, len(read.doubtful) - MOST_REFUSED),
        "threshold": doubt_lines(threshold_doubt(values)),
        "file_name": _named(token),
        "form": form,
        "chosen": form.ticked,
        "form_errors": [error for errors in form.errors.values() for error in errors] if form.is_bound else [],
        "most": MOST_FILED,
    }


def _doubtful(read: Sheets) -> list[tuple[str, int, str, str, str, str]]:
    """The rows whose figure can be read in two ways: where, of what, its text, how it was read, how else it can be."""
    return [
        (one.sheet, one.row, one.label, one.text, entered(one.value), entered(one.other))
        for one in read.doubtful[:MOST_REFUSED]
    ]


def _named(token: str) -> str:
    return str(signing.loads(token, salt=_SALT)[1])


def _key(one: Statement) -> str:
    return f"{one.country}/{one.period.code}"


def _shown(one: Statement, members: set[str], asked: set[str]) -> StatementShown:
    key = _key(one)
    found = reconcile(lines_of(enumerate(checked(one).entries, 1)))
    return StatementShown(
        key,
        places.label(one.country, language()),
        period_name(one.period),
        len(one.entries),
        number(gram(found.once)),
        number(gram(found.naive)),
        key in asked if asked else one.country in members,
    )


@require_POST
def file_chosen(request: HttpRequest) -> HttpResponse:
    """File the chosen states and periods of a sheet that was looked through."""
    values, form = values_posted(request.POST), audience_form(request)
    chosen = [key for key in request.POST.getlist("statement") if _KEY.match(key)]
    try:
        digest, name, user = signing.loads(request.POST.get("token", ""), salt=_SALT, max_age=_HOURS)
    except signing.BadSignature:
        refuse(request, gettext("Too much time has passed; choose the sheet again."))
        return redirect("return-sheet")
    if user != actor_from(request).user:
        return redirect("return-sheet")
    read = _read(digest, name, values)
    if "show" in request.POST:
        context = _read_context(request, read, values, request.POST["token"], audience_kept(request), chosen)
        return render(request, "returns/sheet_read.html", context)
    error = ""
    if not chosen or len(chosen) > MOST_FILED:
        error = gettext("Choose at least one, and at most %(most)s at once.") % {"most": MOST_FILED}
    if error or not form.is_valid():
        context = _read_context(request, read, values, request.POST["token"], form, chosen) | {"error": error}
        return render(request, "returns/sheet_read.html", context, status=UNREADABLE)
    wanted = [one for one in read.statements if _key(one) in chosen]
    try:
        filed = _file_all(request, form, wanted, digest, name, values)
    except ChorsuError as problem:
        context = _read_context(request, read, values, request.POST["token"], form, chosen)
        return render(request, "returns/sheet_read.html", context | {"error": error_line(problem)}, status=UNREADABLE)
    count = len(filed)
    said = ngettext("%(count)s return is filed.", "%(count)s returns are filed.", count) % {"count": count}
    messages.success(request, said)
    return redirect("return", filed[0]) if count == 1 else redirect("returns")


def _file_all(  # noqa: PLR0913, PLR0917 — what every return of the sheet shares
    request: HttpRequest, form: AudienceForm, wanted: list[Statement], digest: str, name: str, values: Values
) -> list[Any]:
    """All in one transaction: the whole choice is filed, or nothing of it."""
    shared = definitions_of(values)
    with transaction.atomic():
        return [
            services.file_return(
                actor=actor_from(request),
                provider=provider_of(request).pk,
                said=replace(one, digest=digest, file_name=name, **shared),
                audience=form.numbers,
                until=form.ends,
                at=now(),
                synthetic=False,
            ).pk
            for one in wanted
        ]
