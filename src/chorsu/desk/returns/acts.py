"""What an officer does with returns: enter one, correct, withdraw, restore."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import country_name
from chorsu.desk.requests import actor_from, whole_number
from chorsu.desk.returns.choices import country_choices, label_choices, part_choices, role_choices, unit_choices
from chorsu.desk.returns.entering import blank, statement_of, values_of, values_posted
from chorsu.desk.returns.numbers import doubts_of
from chorsu.desk.returns.questions import Question, of_doubts, of_repetition, sign_of_questions
from chorsu.desk.returns.views import found, page_context
from chorsu.desk.returns.wording import error_line, period_name
from chorsu.exchange.commitments.giving import What, reopened_by_withdrawal
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.returns import services
from chorsu.returns.stating import Statement, checked

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

    from chorsu.desk.returns.values import Values
    from chorsu.handling.rules import Actor
    from chorsu.returns.models import Return

__all__ = [
    "UNREADABLE", "asked_of", "audience_form", "audience_kept", "correct", "enter", "form_context", "own_country",
    "restore", "withdraw",
]  # fmt: skip

UNREADABLE = 422


def audience_form(request: HttpRequest) -> AudienceForm:
    """The choice of who will see a return, bound when it was sent."""
    provider = provider_of(request)
    return AudienceForm(provider, names_of(), now().date(), request.POST if request.method == "POST" else None)


def audience_kept(request: HttpRequest) -> AudienceForm:
    """The choice as it was sent, to go on with: nothing of it is judged yet."""
    form = AudienceForm(provider_of(request), names_of(), now().date())
    form.initial = {
        "who": request.POST.get("who") or "provider",
        "chosen": request.POST.getlist("chosen"),
        "until": request.POST.get("until", ""),
    }
    return form


def asked_of(request: HttpRequest, questions: list[Question]) -> dict[str, Any]:
    """The questions that the page asks; none where a press has answered exactly these."""
    sign = sign_of_questions(questions)
    if not questions or request.POST.get("asked") == sign:
        return {}
    return {"questions": questions, "asked": sign}


def form_context(request: HttpRequest, values: Values, **more: Any) -> dict[str, Any]:
    """What every form of a return shows."""
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


def own_country(request: HttpRequest) -> str:
    """The state of the officer's agency; empty where it has none."""
    state = provider_of(request).state
    return state.code if state else ""


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """A return by hand: empty, with more rows, with what was wrong, or filed."""
    form = audience_form(request)
    if request.method != "POST":
        values = blank(own_country(request), now().year - 1)
        return render(request, "returns/enter.html", form_context(request, values, form=form))
    values = values_posted(request.POST)
    if "more" in request.POST:
        return render(request, "returns/enter.html", form_context(request, values, form=audience_kept(request)))
    try:
        said = checked(statement_of(values))
        asks = asked_of(request, of_doubts(doubts_of(values)) + of_repetition(provider_of(request).pk, said))
        if asks or not form.is_valid():
            context = form_context(request, values, form=form, **asks)
            return render(request, "returns/enter.html", context, status=UNREADABLE)
        with transaction.atomic():
            filed = _file(request, form, said)
    except ChorsuError as error:
        context = form_context(request, values, form=form, error=error_line(error))
        return render(request, "returns/enter.html", context, status=UNREADABLE)
    messages.success(request, gettext("The return is filed."))
    return redirect("return", filed.pk)


def _file(request: HttpRequest, form: AudienceForm, said: Statement) -> Return:
    return services.file_return(
        actor=actor_from(request),
        provider=provider_of(request).pk,
        said=said,
        audience=form.numbers,
        until=form.ends,
        at=now(),
    )


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The form of a correction, and the new version that comes of it."""
    one = found(identifier)
    if one.provider_id not in actor_from(request).provides or one.kind == one.Kind.STATED:
        raise Http404
    title = f"{country_name(one.country)}, {period_name(one.days)}"
    more: dict[str, Any] = {"one": one, "title": title, "reason": request.POST.get("reason", "")}
    if request.method != "POST":
        return render(request, "returns/correct.html", form_context(request, values_of(one), **more))
    values = values_posted(request.POST)
    if "more" in request.POST:
        return render(request, "returns/correct.html", form_context(request, values, **more))
    version = request.POST.get("version", "")
    try:
        said = statement_of(values, one)
        if asks := asked_of(request, of_doubts(doubts_of(values, one))):
            context = form_context(request, values, **asks, **more)
            return render(request, "returns/correct.html", context, status=UNREADABLE)
        with transaction.atomic():
            services.correct_return(
                identifier=identifier,
                said=said,
                reason=more["reason"],
                actor=actor_from(request),
                at=now(),
                version=whole_number(version),
            )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        context = form_context(request, values, error=error_line(error), **more)
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
        lambda: _withdrawn(identifier, reason, actor_from(request), now()),
        gettext("The return is withdrawn; it can be restored."),
    )


def _withdrawn(identifier: uuid.UUID, reason: str, actor: Actor, at: dt.datetime) -> Return:
    """Withdraw a return, and open again what it fulfilled of a commitment."""
    one = services.withdraw_return(identifier=identifier, reason=reason, actor=actor, at=at)
    reopened_by_withdrawal(What.RETURN, one.pk, one.provider_id, actor, at)
    return one


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
