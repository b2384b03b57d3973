"""Where an officer accepts, with one press, what the texts of a file tell beside seizures; and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.accepting.gathering import findings_in
from chorsu.desk.accepting.posted import chosen_in
from chorsu.desk.accepting.shown import shown_texts, tally_of
from chorsu.desk.accepting.storing import FindingError, Under, accept, take_back
from chorsu.desk.cooperation.wording import error_line
from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.desk.texts.views import found
from chorsu.directory.models import Agency
from chorsu.intake.models import Text
from chorsu.intake.standing import rules_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    import uuid

    from django.core.paginator import Page
    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.accepting.gathering import Gathered

__all__ = ["accepted", "page", "taken_back"]

A_PAGE = 20
UNREADABLE = 422
_OF_A_PAGE = {"txt", "html"}
"""Formats whose items are those of one page; the items of a mailbox are letters."""
_LONGEST_TYPED = 2_000


@require_GET
def page(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """The findings of all texts of a file, ticked as far as they are meant."""
    text = found(identifier)
    part = _part(text, request.GET.get("page", ""))
    return render(request, "accepting/page.html", _context(request, text, part))


@require_POST
def accepted(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Store what was ticked of the texts that the page showed; nothing, where one thing cannot be stored."""
    text = found(identifier)
    part = _part(text, request.POST.get("page", ""))
    shown = set(request.POST.getlist("text"))
    form = _audience(request, text)
    problems: dict[str, str] = {}
    try:
        if not form.is_valid():
            raise _form_error(form)
        waiting = [one for one in _gathered(request, part) if str(one.text.number) in shown]
        chosen = chosen_in(waiting, request.POST, now().date())
        under = Under(form.numbers, form.ends, public="public" in request.POST)
        with transaction.atomic():
            count = accept(actor=actor_from(request), chosen=chosen, under=under, at=now())
    except AbsentError as error:
        raise Http404 from error
    except FindingError as error:
        problems = {error.mark: error_line(error)}
    except ChorsuError as error:
        problems = {"": error_line(error)}
    if problems:
        context = _context(request, text, part, problems=problems, form=form)
        return render(request, "accepting/page.html", context, status=UNREADABLE)
    said = ngettext("%(count)d record came of it.", "%(count)d records came of it.", count) % {"count": count}
    messages.success(request, said if count else _("Settled: nothing of it was taken."))
    return redirect(_address(text, part))


@require_POST
def taken_back(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Undo accepting: of one text, or of all that the page shows."""
    text = found(identifier)
    part = _part(text, request.POST.get("page", ""))
    asked = set(request.POST.getlist("text"))
    settled = [one.pk for one in part.object_list if str(one.number) in asked and one.settled_at is not None]
    try:
        taken, stay = take_back(actor=actor_from(request), texts=settled, at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
        return redirect(_address(text, part))
    said = ngettext("%(count)d record is withdrawn.", "%(count)d records are withdrawn.", taken) % {"count": taken}
    if stay:
        left = ngettext("%(count)d stays: changed since.", "%(count)d stay: they were changed since.", stay)
        said = f"{said} {left % {'count': stay}}"
    messages.success(request, said)
    return redirect(_address(text, part))


def _part(text: Text, number: str) -> Page[Text]:
    """The texts of the file that one page shows; of no number, those around the text asked for."""
    siblings = Text.objects.filter(report=text.report_id, state=Text.State.READ).select_related("report")
    pages = Paginator(siblings.order_by("number"), A_PAGE)
    asked = whole_number(number)
    if asked is None:
        asked = siblings.filter(number__lt=text.number).count() // A_PAGE + 1
    return pages.get_page(asked)


def _address(text: Text, part: Page[Text]) -> str:
    return f"{reverse('text-findings', args=[text.pk])}?page={part.number}"


def _gathered(request: HttpRequest, part: Page[Text]) -> list[Gathered]:
    texts = list(part.object_list)
    several = part.paginator.count > 1
    of_a_page = several and all(one.format in _OF_A_PAGE for one in texts)
    return findings_in(texts, actor=actor_from(request), today=now().date(), of_a_page=of_a_page)


def _audience(request: HttpRequest, text: Text) -> AudienceForm:
    provider = Agency.objects.select_related("state").get(pk=text.provider_id)
    if request.method == "POST":
        return AudienceForm(provider, names_of(), now().date(), request.POST)
    return AudienceForm.by_rules(provider, names_of(), now().date(), rules_of(provider.pk))


def _form_error(form: AudienceForm) -> ChorsuError:
    return ChorsuError(" ".join(str(line) for lines in form.errors.values() for line in lines))


def _context(
    request: HttpRequest,
    text: Text,
    part: Page[Text],
    *,
    problems: dict[str, str] | None = None,
    form: AudienceForm | None = None,
) -> dict[str, Any]:
    ticked = None if problems is None else frozenset(request.POST.getlist("take"))
    typed = {} if problems is None else {name: str(value)[:_LONGEST_TYPED] for name, value in request.POST.items()}
    texts = shown_texts(_gathered(request, part), ticked=ticked, typed=typed, problems=problems or {})
    form = form or _audience(request, text)
    bound = form.is_bound
    return {
        "text": text,
        "texts": texts,
        "page": part,
        "typed": typed,
        "tally": tally_of(texts),
        "waiting": [one for one in texts if one.text.settled_at is None],
        "settled": [one for one in texts if one.text.settled_at is not None],
        "problem": (problems or {}).get("", ""),
        "somewhere": any(mark for mark in problems or {}),
        "public": "public" in typed,
        "form": form,
        "said": "" if bound else form.sentence_by_rules,
        "chosen": form.ticked,
    }
