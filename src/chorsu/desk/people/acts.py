"""What an administrator does with one person: each view parses, calls one service, and leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chorsu.desk.people.forms import LeavingForm, MovingForm, NamesForm, OfficeForm
from chorsu.desk.people.frame import done, for_administrators, moment_of
from chorsu.desk.people.views import person_context
from chorsu.desk.requests import actor_from
from chorsu.directory import offices
from chorsu.directory.confirming import confirm
from chorsu.directory.days import end_of
from chorsu.directory.invitations import LASTS, invite
from chorsu.directory.models import Agency, Office, User
from chorsu.directory.staffing import describe, leave, move, person_ruled, take_leaving_back
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

__all__ = [
    "bring_back", "close_office", "confirm_person", "describe_person", "give_office", "invite_person",
    "leave_person", "move_person",
]  # fmt: skip


def _person(request: HttpRequest, number: int) -> User:
    try:
        return person_ruled(actor_from(request), number)
    except AbsentError as error:
        raise Http404 from error


@require_POST
@for_administrators
def describe_person(request: HttpRequest, number: int) -> HttpResponse:
    """Correct name and title."""
    actor, form = actor_from(request), NamesForm(request.POST)
    _person(request, number)
    done(
        request, form, lambda: describe(actor=actor, number=number, at=now(), **form.cleaned_data), _("Corrected.")
    )  # fmt: skip
    return redirect("person", number)


@require_POST
@for_administrators
def move_person(request: HttpRequest, number: int) -> HttpResponse:
    """Another agency or other roles, at once or from a day."""
    actor, at = actor_from(request), now()
    _person(request, number)
    form = MovingForm(actor, request.POST)

    def moved() -> None:
        given = form.cleaned_data
        agency = Agency.objects.select_related("state").get(pk=int(given["agency"]))
        roles = [Role(role) for role in given["roles"]]
        move(actor=actor, number=number, agency=agency, roles=roles, on=moment_of(given["on"], at), at=at)

    done(request, form, moved, _("Changed. What was before stands below."))
    return redirect("person", number)


@require_POST
@for_administrators
def leave_person(request: HttpRequest, number: int) -> HttpResponse:
    """The last day, or at once."""
    actor, at, form = actor_from(request), now(), LeavingForm(request.POST)
    agency = _person(request, number).agency_id

    def left() -> None:
        leave(actor=actor, number=number, on=end_of(form.cleaned_data["last_day"], agency) or at, at=at)

    done(request, form, left, _("The leaving is entered. You can take it back on this page."))
    return redirect("person", number)


@require_POST
@for_administrators
def bring_back(request: HttpRequest, number: int) -> HttpResponse:
    """Take a leaving back."""
    actor = actor_from(request)
    done(
        request,
        None,
        lambda: take_leaving_back(actor=actor, number=number, at=now()),
        _("The leaving is taken back. Sign-ins and tokens ended with it; the person signs in anew."),
    )
    return redirect("person", number)


@require_POST
@for_administrators
def invite_person(request: HttpRequest, number: int) -> HttpResponse:
    """Make an invitation and show it, this once."""
    actor, at = actor_from(request), now()
    secrets: list[str] = []
    if not done(request, None, lambda: secrets.append(invite(actor=actor, number=number, at=at))):
        return redirect("person", number)
    address = request.build_absolute_uri(reverse("invitation", args=[secrets[0]]))
    shown = {"letter": address, "letter_ends": at + LASTS}
    return render(request, "people/person.html", person_context(actor, number) | shown)


@require_POST
@for_administrators
def confirm_person(request: HttpRequest, number: int) -> HttpResponse:
    """Confirm, as the second administrator, who took an invitation, or a machine's token."""
    told = request.POST.get("number", "")[:20]
    user = get_object_or_404(User, pk=number)
    done(
        request,
        None,
        lambda: confirm(actor=actor_from(request), user=user, number=told, at=now()),
        _("Confirmed. From now on the token works.")
        if user.machine
        else _("Confirmed. From now on this person can sign in."),
    )
    return redirect("people")


@require_POST
@for_administrators
def give_office(request: HttpRequest, number: int) -> HttpResponse:
    """Give somebody an office."""
    actor = actor_from(request)
    form = OfficeForm(actor, _person(request, number), request.POST)
    done(
        request,
        form,
        lambda: offices.assign(actor=actor, number=number, at=now(), **form.cleaned_data),
        _("The office is entered."),
    )
    return redirect("person", number)


@require_POST
@for_administrators
def close_office(request: HttpRequest, office: uuid.UUID) -> HttpResponse:
    """Today is the last day of an office."""
    actor, at = actor_from(request), now()
    held = get_object_or_404(Office, pk=office)
    done(
        request,
        None,
        lambda: offices.close(actor=actor, office=office, last_day=max(at.date(), held.since), at=at),
        _("Today is its last day."),
    )
    return redirect("person", held.user_id)
