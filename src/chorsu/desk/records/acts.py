"""What a provider does with a record: each view parses, calls one service, and leads back or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.records import card
from chorsu.desk.records.correction import changes_in, inputs_of
from chorsu.desk.records.meanwhile import refusal, version_in
from chorsu.desk.records.refusals import said
from chorsu.desk.records.terms import numbers_in, until_in
from chorsu.desk.records.transfers import basis_in, transfer_in
from chorsu.desk.records.views import found, record_context
from chorsu.desk.records.weighing import values_in, weighing_of
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records import services
from chorsu.records.keeping import hold
from chorsu.records.selectors import provider_of_record
from chorsu.records.terms import recall_terms
from chorsu.records.transfers.deciding import refuse_transfer
from chorsu.records.transfers.releasing import state_basis
from chorsu.records.transfers.said import NeedsBasisError, TransferSaid

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest

__all__ = ["correct", "recall", "release", "restore", "state_its_basis", "state_quantity", "withdraw"]

UNPROCESSABLE = 422


@require_POST
def release(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Release to those named in the form, but not to those left out there, until the day named there."""
    trail_of(request).did(Act.RELEASE)
    sent = request.POST
    principals, transfer = numbers_in(sent, "to"), transfer_in(sent)
    if transfer is not None and "refuse" in sent:
        ground = sent.get("ground", "")
        return _act(
            request,
            identifier,
            _("Kept: this transfer was refused."),
            lambda **who: refuse_transfer(principals=principals, said=transfer, ground=ground, **who),
        )
    return _act(
        request,
        identifier,
        _("Released."),
        lambda **who: services.release_to(
            principals=principals,
            but=numbers_in(sent, "but"),
            operation=whole_number(sent.get("operation", "")),
            until=until_in(sent, "until", provider_of_record(who["seizure"])),
            transfer=transfer,
            **who,
        ),
    )


@require_POST
def state_its_basis(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Let what waits for a basis go to whom it was meant for."""
    trail_of(request).did(Act.RELEASE)
    said = basis_in(request.POST) or TransferSaid()
    return _act(request, identifier, _("Released."), lambda **who: state_basis(transfer=said, **who))


@require_POST
def recall(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Recall from those named in the form, or from everybody; or take back single releases."""
    trail_of(request).did(Act.RECALL)
    everyone = "all" in request.POST.getlist("recall")
    principals = None if everyone else numbers_in(request.POST, "recall")
    terms = [] if everyone else request.POST.getlist("term")
    reason, told = request.POST.get("reason", ""), request.POST.get("told", "")

    def act(**who: Any) -> None:
        with transaction.atomic():
            if terms:
                recall_terms(terms=terms, reason=reason, told=told, **who)
            if principals or not terms:
                services.recall(principals=principals, reason=reason, told=told, **who)

    return _act(request, identifier, _("Recalled."), act)


@require_POST
def withdraw(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Take the record out of every table and figure."""
    reason = request.POST.get("reason", "")
    return _act(request, identifier, _("Withdrawn."), lambda **who: services.withdraw(reason=reason, **who))


@require_POST
def restore(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Undo a withdrawal."""
    reason = request.POST.get("reason", "")
    return _act(request, identifier, _("Restored."), lambda **who: services.restore(reason=reason, **who))


@require_http_methods(["GET", "POST"])
def correct(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """A new version from what the form changes; the form again, with a line, when that cannot be."""
    if request.method == "GET":  # the page of a refused correction, asked for again
        return redirect("record-correction", identifier)
    shown = found(request, identifier)
    sent = request.POST.dict()
    try:
        services.correct(
            seizure=identifier,
            changes=changes_in(shown.seizure, {key: str(value) for key, value in sent.items()}),
            reason=str(sent.get("reason", "")),
            version=version_in(request),
            transfer=basis_in(request.POST),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        texts = {key: str(value) for key, value in sent.items()}
        context = {"seizure": shown.seizure, "title": card.title_of(shown.seizure)}
        context["error"] = refusal(request, identifier, error)
        context |= {"inputs": inputs_of(shown.seizure, texts), "reason": texts.get("reason", "")}
        context |= {name: texts.get(name, "") for name in ("basis", "purpose")}
        context["basis_asked"] = isinstance(error, NeedsBasisError) or bool(context["basis"] or context["purpose"])
        return render(request, "records/correction.html", context, status=UNPROCESSABLE)
    messages.success(request, _("Corrected: this is now version %(number)d.") % {"number": shown.seizure.version + 1})
    return redirect("record", identifier)


@require_http_methods(["GET", "POST"])
def state_quantity(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Say that a quantity was weighed, or what a laboratory found; the panel again when that cannot be."""
    if request.method == "GET":  # the page of a refused state, asked for again
        return redirect("record", identifier)
    shown = found(request, identifier)
    sent = {key: str(value).strip() for key, value in request.POST.items()}
    try:
        services.state_quantity(
            seizure=identifier,
            lot=whole_number(sent.get("lot", "")) or 0,
            values=values_in(shown.seizure, sent),
            version=version_in(request),
            actor=actor_from(request),
            at=now(),
        )
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        context = record_context(request, shown)
        if not shown.provided:
            refuse(request, said(error))
            return redirect("record", identifier)
        line = refusal(request, identifier, error)
        context |= {"weighing": weighing_of(shown.seizure, sent, line), "weighing_error": True}
        return render(request, "records/record.html", context, status=UNPROCESSABLE)
    weighed = sent.get("state") == "weighed"
    messages.success(
        request, _("Noted: the quantity is weighed.") if weighed else _("Noted: a laboratory confirms it.")
    )
    return redirect("record", identifier)


def _act(request: HttpRequest, identifier: uuid.UUID, done: str, act: Callable[..., Any]) -> HttpResponse:
    found(request, identifier)  # before anything else is said: absent and forbidden are one
    try:
        with transaction.atomic():
            hold(identifier, version_in(request))
            act(seizure=identifier, actor=actor_from(request), at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal(request, identifier, error))
    else:
        messages.success(request, done)
    return redirect("record", identifier)
