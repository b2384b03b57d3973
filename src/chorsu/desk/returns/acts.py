"""What an officer does with returns: enter one, report nothing, correct, withdraw, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.hand_in.audience import AudienceForm, end_of, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.requests import actor_from, whole_number
from chorsu.desk.returns.choices import country_choices, label_choices, part_choices, role_choices, unit_choices
from chorsu.desk.returns.entering import Values, blank, period_of, statement_of, values_of, values_posted
from chorsu.desk.returns.views import found, page_context
from chorsu.desk.returns.wording import error_line, period_name, subject_options
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.returns import services
from chorsu.returns.stating import Statement

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.returns.models import Return

__all__ = ["audience_form", "correct", "enter", "nothing", "restore", "withdraw"]

UNREADABLE = 422


def audience_form(request: HttpRequest) -> AudienceForm:
    """The choice of who will see a return, bound when it was sent."""
    provider = provider_of(request)
    return AudienceForm(provider, names_of(), now().date(), request.POST if request.method == "POST" else None)


def _form_context(request: HttpRequest, values: Values, **more: Any) -> dict[str, Any]:
    provider = provider_of(request)
    form = more.pop("form", None)
    return {
        "values": values,
        "form": form,
        "chosen": _chosen(form),
        "form_errors": [error for errors in form.errors.values() for error in errors] if form and form.is_bound else [],
        "provider": names_of().by_number[provider.pk],
        "countries": country_choices(values.country),
        "parts": part_choices(values.part),
        "labels": label_choices(),
        "units": unit_choices(),
        "roles": role_choices(),
        **more,
    }


def _chosen(form: AudienceForm | None) -> set[int]:
    return set() if form is None else form.ticked


def _own_country(request: HttpRequest) -> str:
    state = provider_of(request).state
    return state.code if state else ""


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A return by hand: empty, with more rows, with what was wrong, or filed."""
    form = audience_form(request)
    if request.method != "POST":
        values = blank(_own_country(request), now().year - 1)
        return render(request, "returns/enter.html", _form_context(request, values, form=form))
    values = values_posted(request.POST)
    if "more" in request.POST:
        unbound = AudienceForm(provider_of(request), names_of(), now().date())
        return render(request, "returns/enter.html", _form_context(request, values, form=unbound))
    try:
        said = statement_of(values)
        if not form.is_valid():
            return render(request, "returns/enter.html", _form_context(request, values, form=form), status=UNREADABLE)
        with transaction.atomic():
            filed = _file(request, form, said)
    except ChorsuError as error:
        context = _form_context(request, values, form=form, error=error_line(error))
        return render(request, "returns/enter.html", context, status=UNREADABLE)
    messages.success(request, gettext("The return is filed."))
    return redirect("return", filed.pk)


def _file(request: HttpRequest, form: AudienceForm, said: Statement) -> Return:
    return services.file_return(
        actor=actor_from(request),
        provider=provider_of(request).pk,
        said=said,
        audience=form.numbers,
        until=end_of(form.cleaned_data["until"]),
        at=now(),
    )


@require_http_methods(["GET", "POST"])
def nothing(request: HttpRequest) -> HttpResponse:
    """Nothing to report for a period: a record of its own, and different from silence."""
    form = audience_form(request)
    values = values_posted(request.POST) if request.method == "POST" else blank(_own_country(request), now().year)
    asked = request.POST.get("subject", "")
    subjects = [(value, label, value == asked) for value, label in subject_options()]
    context = _form_context(request, values, form=form, subjects=subjects)
    if request.method != "POST":
        return render(request, "returns/nothing.html", context)
    kind, _, code = asked.partition(":")
    try:
        said = Statement(
            country=values.country,
            period=period_of(values),
            scope="authority",
            authority_text=values.text("authority_text"),
            note=values.text("note"),
        )
        if not form.is_valid():
            return render(request, "returns/nothing.html", context, status=UNREADABLE)
        with transaction.atomic():
            filed = services.file_nil(
                actor=actor_from(request),
                provider=provider_of(request).pk,
                said=said,
                subject_kind=kind,
                subject=code,
                audience=form.numbers,
                until=end_of(form.cleaned_data["until"]),
                at=now(),
            )
    except ChorsuError as error:
        return render(request, "returns/nothing.html", context | {"error": error_line(error)}, status=UNREADABLE)
    messages.success(request, gettext("It is on record that there is nothing to report."))
    return redirect("return", filed.pk)


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form of a correction, and the new version that comes of it."""
    one = found(identifier)
    if one.provider_id not in actor_from(request).provides or one.kind == one.Kind.STATED:
        raise Http404
    title = f"{country_name(one.country)}, {period_name(one.days)}"
    more: dict[str, Any] = {"one": one, "title": title, "reason": request.POST.get("reason", "")}
    if request.method != "POST":
        return render(request, "returns/correct.html", _form_context(request, values_of(one), **more))
    values = values_posted(request.POST)
    if "more" in request.POST:
        return render(request, "returns/correct.html", _form_context(request, values, **more))
    version = request.POST.get("version", "")
    try:
        with transaction.atomic():
            services.correct_return(
                identifier=identifier,
                said=statement_of(values, one),
                reason=more["reason"],
                actor=actor_from(request),
                at=now(),
                version=whole_number(version),
            )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        context = _form_context(request, values, error=error_line(error), **more)
        return render(request, "returns/correct.html", context, status=UNREADABLE)
    messages.success(request, gettext("The return is corrected; the version before stays in its history."))
    return redirect("return", identifier)


@require_POST
def withdraw(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Take a return back, with its reason."""
    reason = request.POST.get("reason", "")
    return _act(
        request,
        identifier,
        lambda: services.withdraw_return(identifier=identifier, reason=reason, actor=actor_from(request), at=now()),
        gettext("The return is withdrawn; it can be restored."),
    )


@require_POST
def restore(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Undo a withdrawal, with its reason."""
    reason = request.POST.get("reason", "")
    return _act(
        request,
        identifier,
        lambda: services.restore_return(identifier=identifier, reason=reason, actor=actor_from(request), at=now()),
        gettext("The return stands again."),
    )


def _act(request: HttpRequest, identifier: uuid.UUID, act: Callable[[], Return], done: str) -> HttpResponse:
    one = found(identifier)
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        context = page_context(request, one) | {"error": error_line(error)}
        return render(request, "returns/return.html", context, status=UNREADABLE)
    messages.success(request, done)
    return redirect("return", identifier)
