"""Writing: the form of a message, kept as a draft or sent; questions built from a record by a link on its page."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from chorsu.desk.commitments.offering import begun_by as begun_by_promise
from chorsu.desk.commitments.offering import offered, tie_of
from chorsu.desk.cooperation.kept import number_of
from chorsu.desk.exchange.files import ACCEPT, attach_sent, shown_of, take_off
from chorsu.desk.exchange.forms import chosen, is_identifier, said_in
from chorsu.desk.exchange.templates import begun_by, choices, keep
from chorsu.desk.exchange.wording import ABOUT, KINDS, LANGUAGES, PRECEDENCES, URGENCIES, error_line
from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.models import Agency, Group
from chorsu.directory.trail import trail_of
from chorsu.exchange.attachments.keeping import attachments_of
from chorsu.exchange.messages.channels import channels
from chorsu.exchange.messages.models import Message
from chorsu.exchange.messages.saying import ANSWERING, LONGEST_SUBJECT, About
from chorsu.exchange.messages.sending import send_message
from chorsu.exchange.messages.writing import DraftChangedError, change_draft, write_message
from chorsu.exchange.templates.services import may_keep
from chorsu.handling.grounds import grounds
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from chorsu.desk.hand_in.audience import Names
    from chorsu.exchange.messages.channels import Channel
    from chorsu.exchange.messages.saying import MessageSaid
    from chorsu.handling.rules import Actor

__all__ = ["brings_again", "change", "new", "seen_in", "send_now"]

UNREADABLE = 422
_NEVER = dt.datetime.min.replace(tzinfo=dt.UTC)
_REMOVE = "remove:"
"""Before the number of a file that the form asks to take off: its words are kept with it."""
NEW_KINDS = ("request", "spontaneous", "alert")
_FIELDS = ("kind", "channel", "precedence", "urgency", "language", "subject", "body", "about", "value", "records",
           "personal", "basis", "purpose", "marking", "ground", "fulfils")  # fmt: skip


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """A new message; `?record=` begins a question about a record that the viewer sees."""
    provider, number = provider_of(request).pk, number_of(request)
    if request.method != "POST":
        actor = actor_from(request)
        promised, to = _from_commitment(request, provider)
        begun = begun_by(request.GET.get("template", ""), actor) | _from_record(request) | promised
        return render(request, "exchange/write.html", _context(request, _blank() | begun, to, number=number))
    actor, at = actor_from(request), now()
    if request.POST.get("do") == "template":
        return _kept_as_template(request, provider, number)
    said = _named_by_file(request)
    standing = Message.objects.filter(pk=number, provider_id=provider).first()
    if standing is None:
        return _written(
            request,
            lambda: write_message(said=said, actor=actor, at=at, provider=provider, number=number),
            number=number,
        )
    if standing.state == Message.State.DRAFT:
        seen = seen_in(request, standing)
        return _written(
            request,
            lambda: change_draft(identifier=standing.pk, said=said, actor=actor, at=at, seen=seen),
            number=number,
            draft=standing,
        )
    return _sent_before(request, standing, said)


def seen_in(request: HttpRequest, draft: Message) -> dt.datetime:
    """When the writer of a form last saw the draft: as the form says, or now, where nobody else wrote in the draft."""
    said = _moment(request.POST.get("seen", ""))
    alone = set(draft.writers) <= {actor_from(request).user}
    return said or (draft.changed_at if alone else _NEVER)


def brings_again(request: HttpRequest, one: Message) -> bool:
    """Whether the files of a form that comes once more are those that the message has."""
    there = {(file.name, file.size) for file in attachments_of([one]) if file.translation_id is None}
    return {(sent.name, sent.size) for sent in request.FILES.getlist("files")} <= there


def _sent_before(request: HttpRequest, one: Message, said: MessageSaid) -> HttpResponse:
    """A form that comes once more after it was sent: it is not sent again; what says more may go as another message."""
    actor, again = actor_from(request), brings_again(request, one)
    try:
        with transaction.atomic():
            write_message(said=said, actor=actor, at=now(), provider=one.provider_id, number=one.pk)
    except ChorsuError:
        again = False
    if again:
        messages.info(request, gettext("It was sent before, and not again."))
        return redirect("exchange-message", one.pk)
    context = _context(request, _as_typed(request), chosen(request.POST), number=uuid7())
    line = gettext(
        "Not sent: this form was sent before with other words. Send it once more, and it is another message."
    )
    return render(request, "exchange/write.html", context | {"error": line}, status=UNREADABLE)


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """A draft of the viewer's authority; once it is sent it leads to the message, which has receipts of its own."""
    actor = actor_from(request)
    one = Message.objects.filter(pk=identifier, provider_id__in=actor.provides).first()
    if one is None:
        raise Http404
    if one.state != Message.State.DRAFT:
        if request.method == "POST":
            refuse(request, _unchanged_line(one))
        return redirect("exchange-message", one.pk)
    trail_of(request).opened([one.pk])
    if request.method != "POST":
        return render(request, "exchange/write.html", _context(request, _values(one), set(one.to), draft=one))
    return _written(
        request,
        lambda: change_draft(
            identifier=one.pk,
            said=said_in(request.POST),
            actor=actor,
            at=now(),
            seen=_moment(request.POST.get("seen", "")),
        ),
        draft=one,
    )


def _unchanged_line(one: Message) -> str:
    if one.state == Message.State.WAITING:
        return gettext("Nothing was changed: it waits for a second officer. Give it back first, and go on writing.")
    return gettext("Nothing was changed: it was sent in the meantime.")


def _written(
    request: HttpRequest, act: Callable[[], Message], *, number: UUID | None = None, draft: Message | None = None
) -> HttpResponse:
    """Keep what the form says and, where that is asked, send it; the form again with the line of what is wrong."""
    try:
        with transaction.atomic():
            one = act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        context = _context(request, _as_typed(request), chosen(request.POST), number=number, draft=draft)
        if not isinstance(error, DraftChangedError):
            context["seen"] = request.POST.get("seen", "")
        return render(request, "exchange/write.html", context | {"error": error_line(error)}, status=UNREADABLE)
    whole, do = attach_sent(request, one.pk), request.POST.get("do", "")
    if do == "send" and whole:
        return send_now(request, one, actor_from(request))
    if do == "template":
        keep(request, one.provider_id)
    if do.startswith(_REMOVE) and is_identifier(do.removeprefix(_REMOVE)):
        take_off(request, one.pk, UUID(do.removeprefix(_REMOVE)))
        return redirect(f"{reverse('exchange-draft', args=[one.pk])}#files")
    messages.success(request, gettext("Kept as a draft: only your authority sees it."))
    anchor = "#files" if do == "attach" else ""
    return redirect(f"{reverse('exchange-draft', args=[one.pk])}{anchor}")


def _kept_as_template(request: HttpRequest, provider: int, number: UUID | None) -> HttpResponse:
    """Keep what the form says as a template, without a draft; the form again where it cannot be one."""
    if keep(request, provider):
        return redirect("exchange-templates")
    context = _context(request, _as_typed(request), chosen(request.POST), number=number)
    return render(request, "exchange/write.html", context, status=UNREADABLE)


def _as_typed(request: HttpRequest) -> dict[str, str]:
    values = {name: request.POST.get(name, "") for name in _FIELDS}
    return values | {mark: request.POST.get(mark, "") for mark in ("h1", "h2")}


def send_now(request: HttpRequest, one: Message, actor: Actor) -> HttpResponse:
    """Send a draft; where that is refused, it stays a draft, and its form says why."""
    try:
        sent = send_message(identifier=one.pk, actor=actor, at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        state = Message.objects.filter(pk=one.pk).values_list("state", flat=True).first()
        if state != Message.State.DRAFT:
            waits = state == Message.State.WAITING
            messages.info(request, _waits_line() if waits else gettext("It was sent before, and not again."))
            return redirect("exchange-message", one.pk)
        messages.error(request, gettext("Not sent, kept as a draft. %(line)s") % {"line": error_line(error)})
        return redirect("exchange-draft", one.pk)
    if sent.state == Message.State.WAITING:
        messages.info(request, _waits_line())
    else:
        messages.success(request, gettext("Sent. You can take it back: its addressees then read it no more."))
    return redirect("exchange-message", one.pk)


def _waits_line() -> str:
    return gettext("It waits for a second officer of your authority, who releases it.")


def _named_by_file(request: HttpRequest) -> MessageSaid:
    """What the form says; where it says no subject, a file that comes with it gives one, so that the file is kept."""
    said, sent = said_in(request.POST), request.FILES.getlist("files")
    if said.subject.strip() or not sent or request.POST.get("do") == "send":
        return said
    return replace(said, subject=(sent[0].name or "")[:LONGEST_SUBJECT])


def _blank() -> dict[str, str]:
    empty = dict.fromkeys(_FIELDS, "")
    return empty | {
        "kind": "request", "channel": "operational", "precedence": "0", "urgency": "7d", "language": language(),
        "marking": "channel",
    }  # fmt: skip


def _from_record(request: HttpRequest) -> dict[str, str]:
    """What a link on a record's page says: a question about that event."""
    number = request.GET.get("record", "")
    found = list(Seizure.objects.filter(pk=number).prefetch_related("lots")) if is_identifier(number) else []
    trail_of(request).listed(one.pk for one in found)
    if not found:
        return {}
    seizure = found[0]
    title = card.title_of(seizure)
    subject = gettext("About: %(title)s") % {"title": title}
    return {"subject": subject, "about": About.EVENT, "value": title, "records": str(seizure.pk)}


def _from_commitment(request: HttpRequest, provider: int) -> tuple[dict[str, str], set[int]]:
    """What a link on a commitment's page says, and the other side of it."""
    asked = request.GET.get("fulfils", "")
    begun = begun_by_promise(asked, provider)
    if begun is None:
        return {}, set()
    one, other = begun
    trail_of(request).listed([one.pk])
    values = {"kind": "spontaneous", "subject": one.subject, "channel": one.channel, "fulfils": asked}
    return values, {other}


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        return None


def _values(one: Message) -> dict[str, str]:
    question, transfer = one.question or {}, one.transfer or {}
    default = channels()[one.channel].handling
    own = frozenset(one.use_codes) != default.use or frozenset(one.dissemination_codes) != default.dissemination
    return {
        **{name: str(getattr(one, name)) for name in ("kind", "channel", "urgency", "language", "subject", "body")},
        "precedence": str(one.precedence),
        "about": question.get("about", ""),
        "value": question.get("value", ""),
        "records": " ".join(question.get("records", ())),
        "personal": {True: "yes", False: "no", None: ""}[one.personal],
        "basis": transfer.get("basis", ""),
        "purpose": transfer.get("purpose", ""),
        "ground": one.ground,
        "fulfils": tie_of(one.fulfils),
        "marking": "own" if own else "channel",
        "h1": "1" if "H1" in one.use_codes else "",
        "h2": "1" if "H2" in one.dissemination_codes else "",
    }


def _context(
    request: HttpRequest,
    values: dict[str, str],
    to: set[int],
    *,
    number: UUID | None = None,
    draft: Message | None = None,
) -> dict[str, Any]:
    names, spoken = names_of(), language()
    ties = _still_open(values["records"])
    own = provider_of(request).pk if draft is None else draft.provider_id
    answers = draft is not None and draft.kind in ANSWERING
    kinds = (draft.kind,) if answers and draft is not None else NEW_KINDS
    return {
        "number": number,
        "draft": draft,
        "seen": draft.changed_at.isoformat() if draft is not None else "",
        "files": shown_of([draft]).get((draft.pk, None), []) if draft is not None else [],
        "accept": ACCEPT,
        "templates": choices(actor_from(request)) if draft is None else [],
        "may_keep": may_keep(actor_from(request)) and not answers,
        "values": values | {"records": ties},
        "untied": ties != values["records"],
        "answers": answers,
        "addressee": ", ".join(names.join(draft.to, draft.provider_id)) if answers and draft else "",
        "to": _addressees(names, to, own),
        "fulfils": [(code, name, code == values["fulfils"]) for code, name in offered(own, names, now())],
        "kinds": [(code, KINDS[code], code == values["kind"]) for code in kinds],
        "urgencies": [(code, name, code == values["urgency"]) for code, name in URGENCIES.items()],
        "precedences": [(str(code), name, str(code) == values["precedence"]) for code, name in PRECEDENCES.items()],
        "channels": [(code, _channel(one, spoken), code == values["channel"]) for code, one in channels().items()],
        "languages": [(code, name, code == values["language"]) for code, name in LANGUAGES.items()],
        "abouts": [(code, name, code == values["about"]) for code, name in ABOUT.items()],
        "grounds": [(code, one.label(spoken), code == values["ground"]) for code, one in grounds("permission").items()],
    }


def _still_open(records: str) -> str:
    """Of the records that a form ties its message to, those that the viewer sees."""
    asked = [one for one in records.split() if is_identifier(one)]
    seen = {str(one) for one in Seizure.objects.filter(pk__in=asked).values_list("pk", flat=True)}
    return " ".join(one for one in asked if str(UUID(one)) in seen)


def _channel(one: Channel, spoken: str) -> str:
    """A channel with the handling that a message in it begins with: "operational: H0, H1, H2"."""
    return f"{one.label(spoken)}: {', '.join(sorted(one.use | one.dissemination))}"


def _addressees(names: Names, chosen: set[int], own: int) -> list[tuple[str, list[tuple[int, str, bool]]]]:
    """The groups and authorities that take part, by kind and name."""

    def named(numbers: set[int]) -> list[tuple[int, str, bool]]:
        found = ((number, names.by_number.get(number, "?"), number in chosen) for number in numbers)
        return sorted(found, key=lambda one: one[1])

    groups = set(Group.objects.filter(until=None).values_list("pk", flat=True))
    agencies = set(Agency.objects.filter(until=None).exclude(pk=own).values_list("pk", flat=True))
    return [(gettext("Agencies"), named(agencies)), (gettext("Groups"), named(groups))]
