"""What an officer does with hand-ins: each view parses, calls one service, and leads on or says why not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST

from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import draft_page, found, overview_context, provider_of
from chorsu.desk.hand_in.wording import error_line
from chorsu.desk.records.refusals import said as refusal_line
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.intake import services
from chorsu.intake.columns import Columns, corrected, map_from
from chorsu.intake.drafts.arriving import hand_in
from chorsu.intake.drafts.kinds import holds_table
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError
from chorsu.records.transfers.releasing import state_basis_of_report
from chorsu.records.transfers.said import TransferSaid

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from chorsu.intake.models import HandIn

__all__ = ["accept_draft", "columns", "discard_draft", "restore_all", "state_basis", "upload", "withdraw_all"]

MOST_FILES = 20
FORM_BYTES = 1 << 20
"""What a form adds to its files."""
TOO_LARGE = 413
UNREADABLE = 422


@csrf_exempt
@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Files from a form, streamed to disk. A request that is too large is refused before a byte of it is read."""
    size = request.META.get("CONTENT_LENGTH") or "0"
    if not size.isdecimal() or int(size) > services.MOST_BYTES + FORM_BYTES:
        most = services.MOST_BYTES >> 20
        line = gettext("More than %(most)s MB at once; hand it in in parts.") % {"most": most}
        context = overview_context(request) | {"errors": [line]}
        return render(request, "hand_in/overview.html", context, status=TOO_LARGE)
    return _upload(request)


@csrf_protect
def _upload(request: HttpRequest) -> HttpResponse:
    files = request.FILES.getlist("file")
    errors: list[str] = []
    begun: list[Arrived] = []
    if not files:
        errors.append(gettext("No file was chosen."))
    if len(files) > MOST_FILES:
        errors.append(gettext("At most %(most)d files at once.") % {"most": MOST_FILES})
    for file in files[:MOST_FILES]:
        try:
            begun.append(_begin(request, file))
        except ChorsuError as error:
            errors.append(error_line(error))
    for one in begun:
        if one.again:
            line = gettext("%(file)s was handed in before; here it is.") % {"file": one.file}
            messages.info(request, line)
    if len(begun) == 1 and not errors:
        return redirect(begun[0].page, begun[0].identifier)
    if begun:
        count = len(begun)
        done = ngettext("%(count)d file was looked through.", "%(count)d files were looked through.", count)
        messages.success(request, f"{done % {'count': count}} {gettext('Open each to accept it.')}")
        for line in errors:
            messages.error(request, line)
        return redirect("hand-in")
    return render(request, "hand_in/overview.html", overview_context(request) | {"errors": errors}, status=UNREADABLE)


@dataclass(frozen=True, slots=True)
class Arrived:
    """What a file became: a hand-in of a table or a text, by the name of its page."""

    page: str
    identifier: uuid.UUID
    file: str
    again: bool


def _begin(request: HttpRequest, file: UploadedFile[Any]) -> Arrived:
    """Hand one file in, as a table or as a text."""
    name = file.name or ""
    said: dict[str, Any] = {
        "actor": actor_from(request),
        "provider": provider_of(request).pk,
        "name": name,
        "at": now(),
    }
    is_table = file.file is None or holds_table(file.file, name)
    with transaction.atomic():
        if is_table:
            begun = services.begin(**said, chunks=file.chunks(1 << 20))
            return Arrived("hand-in-one", begun.hand_in.pk, begun.hand_in.report.file_name, begun.again)
        text, again = hand_in(**said, chunks=file.chunks(1 << 20), way="file")
        return Arrived("text", text.pk, text.report.file_name, again)


def _act(request: HttpRequest, act: Callable[[], HandIn], said: str) -> bool:
    """Carry an act out, or put the one line of why not on the next page; absent and forbidden are one."""
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
        return False
    if said:
        messages.success(request, said)
    return True


@require_POST
def columns(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Read a draft by the columns that the officer says, or again as recognised."""
    hand_in = found(identifier)

    def act() -> HandIn:
        mapping = None
        if "as_recognised" not in request.POST:
            before = map_from(hand_in.mapping, hand_in.report.file_name)
            mapping = corrected(_seen(hand_in), _roles(request), header_row=_header_row(request), before=before)
        return services.correct_columns(actor=actor_from(request), hand_in=identifier, mapping=mapping, at=now())

    _act(request, act, gettext("Read again by these columns."))
    return redirect("hand-in-one", identifier)


def _seen(hand_in: HandIn) -> Columns:
    return Columns.from_json((hand_in.preview or {}).get("columns"))


def _roles(request: HttpRequest) -> dict[int, str]:
    prefix = "role-"
    named = ((key.removeprefix(prefix), value) for key, value in request.POST.items() if key.startswith(prefix))
    return {int(number): str(role) for number, role in named if number.isdecimal()}


def _header_row(request: HttpRequest) -> int | None:
    row = request.POST.get("header_row", "")
    return int(row) if row.isdecimal() and len(row) < 8 else None  # noqa: PLR2004 — no table has ten million rows


@require_POST
def accept_draft(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Accept a draft under the marking chosen."""
    hand_in = found(identifier)
    provider = Agency.objects.select_related("state").get(pk=hand_in.provider_id)
    form = AudienceForm(provider, names_of(), now().date(), request.POST)
    if not form.is_valid():
        return draft_page(request, hand_in, form=form, status=UNREADABLE)
    if "revision" in (hand_in.preview or {}) and request.POST.get("again") not in {"update", "apart"}:
        refuse(request, gettext("Say whether this table updates the earlier one or stands by itself."))
        return draft_page(request, hand_in, form=form, status=UNREADABLE)
    until = form.ends

    def act() -> HandIn:
        return services.accept(
            actor=actor_from(request),
            hand_in=identifier,
            audience=form.numbers,
            until=until,
            at=now(),
            updates=request.POST.get("again") == "update",
            drops="drops" in request.POST,
            transfer=form.transfer,
        )

    _act(request, act, "")
    return redirect("hand-in-one", identifier)


@require_POST
def state_basis(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Let what a hand-in held back go to whom it was meant for, on one basis."""
    hand_in, sent = found(identifier), request.POST
    said, actor = TransferSaid(sent.get("basis", "")[:2_000], sent.get("purpose", "")), actor_from(request)
    trail_of(request).did(Act.RELEASE)
    try:
        done = state_basis_of_report(report=hand_in.report_id, transfer=said, actor=actor, at=now())
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, refusal_line(error))
    else:
        line = ngettext("%(count)d record was released.", "%(count)d records were released.", done)
        messages.success(request, line % {"count": done})
    return redirect("hand-in-one", identifier)


@require_POST
def discard_draft(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Leave a draft."""
    found(identifier)

    def act() -> HandIn:
        return services.discard(actor=actor_from(request), hand_in=identifier, at=now())

    _act(request, act, gettext("The draft was discarded; nothing of it was in the data bank."))
    return redirect("hand-in")


@require_POST
def withdraw_all(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Withdraw a whole hand-in, with its reason."""
    found(identifier)

    def act() -> HandIn:
        reason = request.POST.get("reason", "")
        return services.withdraw(actor=actor_from(request), hand_in=identifier, reason=reason, at=now())

    _act(request, act, "")
    return redirect("hand-in-one", identifier)


@require_POST
def restore_all(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Undo a withdrawal."""
    found(identifier)

    def act() -> HandIn:
        return services.restore(actor=actor_from(request), hand_in=identifier, at=now())

    _act(request, act, "")
    return redirect("hand-in-one", identifier)
