"""What every page of a record of cooperation shows and does: its marking, words, history; undo, withdraw, restore.

Owns the way from a posted act to the record's page, with the one line of what went wrong.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from chorsu.cooperation import keeping
from chorsu.cooperation.models import Event, Instrument, Recommendation, rows_of
from chorsu.cooperation.selectors import history, one
from chorsu.desk.cooperation.wording import ACTS, error_line
from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.records.wording import chip_of, sentence_of
from chorsu.desk.requests import actor_from, refuse, whole_number
from chorsu.directory.models import User
from chorsu.intake.drafts.settling import accepted_by_rule
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse, QueryDict

    from chorsu.cooperation.models import Kept

__all__ = [
    "answered", "audience_context", "audience_of", "change_of", "day_of", "entered", "found", "keeping_act",
    "lines_of", "needed_day", "number_of", "provided_by", "record_context", "tried", "version_of",
]  # fmt: skip

UNREADABLE = 422
RECORDS: dict[str, type[Kept]] = {"event": Event, "recommendation": Recommendation, "instrument": Instrument}
"""What the pages with these addresses show."""


def found[R: Kept](model: type[R], identifier: uuid.UUID) -> R:
    """A record that the viewer sees; else the page that says absent or forbidden alike."""
    try:
        return one(model, identifier)
    except AbsentError as error:
        raise Http404 from error


def provided_by(request: HttpRequest, record: Kept) -> bool:
    """Whether the officer may change the record."""
    return record.provider_id in actor_from(request).provides


def change_of[R: Kept](request: HttpRequest, model: type[R], identifier: uuid.UUID) -> R:
    """A record that the officer may change; absent for everybody else."""
    record = found(model, identifier)
    if not provided_by(request, record):
        raise Http404
    return record


def record_context(request: HttpRequest, record: Kept) -> dict[str, Any]:
    """The part of a page that is the same for every record."""
    names, provided = names_of(), provided_by(request, record)
    versions = history(record)
    officers = _officers({version.by for version in versions if version.by}) if provided else {}
    return {
        "one": record,
        "provided": provided,
        "chip": chip_of(names, record, actor_from(request)),
        "meaning": sentence_of(names, record.marking, actor_from(request)),
        "provider": names.by_number.get(record.provider_id, ""),
        "history": [
            (ACTS.get(version.act, version.act), version.at, version.reason, officers.get(version.by or 0, ""))
            for version in versions
        ],
        "undoable": provided and bool(versions),
        "by_rule": accepted_by_rule(record.source_document),
    }


def audience_context(request: HttpRequest) -> dict[str, Any]:
    """The choice of who will see a new record, as it was sent or by default for the own agency alone."""
    form = _audience_form(request)
    errors = [error for errors in form.errors.values() for error in errors] if form.is_bound else []
    provider = names_of().by_number[provider_of(request).pk]
    return {"form": form, "chosen": form.ticked, "form_errors": errors, "provider": provider}


def audience_of(request: HttpRequest) -> dict[str, Any]:
    """The provider, audience and end of a new record as its form says.

    Raises:
        InputError: the choice contradicts itself; the form beside it says how.
    """
    form = _audience_form(request)
    if not form.is_valid():
        first = next(iter(form.errors.values()))[0]
        raise InputError(str(first), where=gettext("Who will see it"))
    return {
        "provider": provider_of(request).pk,
        "audience": form.numbers,
        "until": form.ends,
    }


def _audience_form(request: HttpRequest) -> AudienceForm:
    sent = request.POST if request.method == "POST" else None
    return AudienceForm(provider_of(request), names_of(), now().date(), sent)


def tried(request: HttpRequest, act: Callable[[], object], done: str) -> bool:
    """Do an act; say in one line that it is done, or what went wrong. Whether it was done.

    Raises:
        Http404: what it is about is not there, or not for this officer.
    """
    try:
        with transaction.atomic():
            act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
        return False
    messages.success(request, done)
    return True


def number_of(request: HttpRequest) -> uuid.UUID:
    """The number under which the form of a new record enters it: the one it was sent with, or a new one."""
    try:
        number = UUID(request.POST.get("number", ""))
    except ValueError:
        return uuid7()
    return number if number.version == 7 else uuid7()  # noqa: PLR2004 — the version that all keys have


def entered(  # noqa: PLR0913 — a form has these parts
    request: HttpRequest, act: Callable[[], Kept], *, form: str, context: dict[str, Any], done: str, page: str
) -> HttpResponse:
    """Enter what a form says under its number, once: sent again it leads to the record that stands, and says so.

    Raises:
        Http404: what it is about is not there, or not for this officer.
    """
    standing = rows_of(RECORDS[page]).filter(pk=context["number"]).first()
    if standing is not None and provided_by(request, standing):
        messages.info(request, gettext("This form was sent before: here is what it entered. Nothing is entered twice."))
        return redirect(page, standing.pk)
    return answered(request, act, form=form, context=context, done=done, page=page)


def answered(  # noqa: PLR0913 — a form has these parts
    request: HttpRequest, act: Callable[[], Kept], *, form: str, context: dict[str, Any], done: str, page: str
) -> HttpResponse:
    """Do what a form asks and go to the page of its record; or show the form again with the line of what is wrong.

    Raises:
        Http404: what it is about is not there, or not for this officer.
    """
    try:
        with transaction.atomic():
            record = act()
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        return render(request, form, context | {"error": error_line(error)}, status=UNREADABLE)
    messages.success(request, done)
    return redirect(page, record.pk)


def keeping_act(request: HttpRequest, model: type[Kept], identifier: uuid.UUID, act: str) -> None:
    """Undo the last act on a record, withdraw or restore it.

    Raises:
        Http404: there is no such act, or no such record for this officer.
    """
    common: dict[str, Any] = {"identifier": identifier, "actor": actor_from(request), "at": now()}
    reason, version = request.POST.get("reason", ""), version_of(request.POST) or 0
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "undo": (
            lambda: keeping.undo_record(model, version=version, **common),
            gettext("The last act is undone; undo again to bring it back."),
        ),
        "withdraw": (
            lambda: keeping.withdraw_record(model, reason=reason, **common),
            gettext("It is withdrawn; it can be restored."),
        ),
        "restore": (lambda: keeping.restore_record(model, **common), gettext("It stands again.")),
    }
    if act not in acts:
        raise Http404
    tried(request, *acts[act])


def version_of(posted: QueryDict) -> int | None:
    """The version that the officer had before them."""
    return whole_number(posted.get("version", ""))


def day_of(posted: QueryDict, name: str) -> dt.date | None:
    """The day in a field; None where it is empty.

    Raises:
        InputError: no day stands there.
    """
    text = posted.get(name, "").strip()
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError("is no day", where="dates", to_do="check both days") from None


def needed_day(posted: QueryDict, name: str) -> dt.date:
    """The day in a field that cannot be empty.

    Raises:
        InputError: no day stands there.
    """
    found_day = day_of(posted, name)
    if found_day is None:
        raise InputError("is no day", where="dates", to_do="check both days")
    return found_day


def lines_of(posted: QueryDict, name: str) -> tuple[str, ...]:
    """The lines of a field, the empty ones left out."""
    return tuple(line.strip() for line in posted.get(name, "").splitlines() if line.strip())


def _officers(numbers: set[int]) -> dict[int, str]:
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=numbers)}
