"""Nothing to report for a period: said by an officer, and asked back about where the records say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.requests import actor_from
from chorsu.desk.returns.acts import UNREADABLE, asked_of, audience_form, form_context, own_country
from chorsu.desk.returns.entering import blank, period_of, values_posted
from chorsu.desk.returns.questions import of_nil
from chorsu.desk.returns.wording import error_line, subject_options
from chorsu.kernel.clock import now
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.returns import services
from chorsu.returns.stating import Statement, checked
from chorsu.returns.tables import indicator
from chorsu.vocabulary.substances import substance

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import AudienceForm
    from chorsu.desk.returns.questions import Question
    from chorsu.desk.returns.values import Values
    from chorsu.returns.models import Return

__all__ = ["nothing"]


@require_http_methods(["GET", "POST"])
def nothing(request: HttpRequest) -> HttpResponse:
    """Nothing to report for a period: a record of its own, and different from silence."""
    form = audience_form(request)
    values = values_posted(request.POST) if request.method == "POST" else blank(own_country(request), now().year)
    asked = request.POST.get("subject", "")
    subjects = [(value, label, value == asked) for value, label in subject_options()]
    context = form_context(request, values, form=form, subjects=subjects)
    if request.method != "POST":
        return render(request, "returns/nothing.html", context)
    try:
        kind, code = _subject(asked)
        said = _statement(values)
        asks = asked_of(request, _questions(request, said, kind, code))
        if asks or not form.is_valid():
            return render(request, "returns/nothing.html", context | asks, status=UNREADABLE)
        with transaction.atomic():
            filed = _file(request, form, said, kind, code)
    except ChorsuError as error:
        return render(request, "returns/nothing.html", context | {"error": error_line(error)}, status=UNREADABLE)
    messages.success(request, gettext("It is on record that there is nothing to report."))
    return redirect("return", filed.pk)


def _statement(values: Values) -> Statement:
    said = Statement(
        country=values.country,
        period=period_of(values),
        scope="authority",
        authority_text=values.text("authority_text"),
        note=values.text("note"),
    )
    return services.begun(checked(said), now())


def _subject(asked: str) -> tuple[str, str]:
    """The kind and code of what there is nothing to report of; both empty for everything.

    Raises:
        InputError: it is nothing that a return can be of.
    """
    kind, _, code = asked.partition(":")
    try:
        if kind == "substance":
            substance(code)
        elif kind == "indicator":
            indicator(code)
        elif asked:
            raise InputError("is no kind of subject", where="subject")
    except ChorsuError:
        raise InputError("is no subject of a return", where="subject", to_do="choose from the list") from None
    return kind, code


def _questions(request: HttpRequest, said: Statement, kind: str, code: str) -> list[Question]:
    provider = provider_of(request)
    return of_nil(provider, names_of().by_number[provider.pk], said, kind, code, now().date())


def _file(request: HttpRequest, form: AudienceForm, said: Statement, kind: str, code: str) -> Return:
    return services.file_nil(
        actor=actor_from(request),
        provider=provider_of(request).pk,
        said=said,
        subject_kind=kind,
        subject=code,
        audience=form.numbers,
        until=form.ends,
        at=now(),
    )
