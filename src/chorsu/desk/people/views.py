"""Looking at people: the list of those whom an administrator rules, one person with terms and offices, a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chorsu.desk.account.token_form import TokenForm
from chorsu.desk.hand_in.audience import last_day, names_of
from chorsu.desk.people.forms import JoiningForm, LeavingForm, MovingForm, NamesForm, OfficeForm
from chorsu.desk.people.frame import done, for_administrators, moment_of
from chorsu.desk.people.wording import MAY, ROLES
from chorsu.desk.requests import actor_from
from chorsu.directory.administering import people_ruled, roles_given
from chorsu.directory.confirming import tokens_waiting, waiting
from chorsu.directory.models import Agency, Invitation, Term, Token, User
from chorsu.directory.selectors import unconfirmed
from chorsu.directory.staffing import appoint, person_ruled
from chorsu.directory.tokens import tokens_of
from chorsu.handling.rules import Role
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import datetime as dt

    from django.http import HttpRequest, HttpResponse

    from chorsu.handling.rules import Actor

__all__ = ["listing", "new", "person"]

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class Line:
    """One person in the list; `standing` is serving, leaving, joining or left, `day` the day that goes with it."""

    user: User
    agency: str
    roles: list[str]
    standing: str
    day: dt.date | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Who took an invitation, or a machine's token (`purpose`), and waits for a second administrator.

    `own`: the reader is the first.
    """

    user: User
    agency: str
    inviter: User | None
    own: bool
    purpose: str = ""


@require_GET
@for_administrators
def listing(request: HttpRequest) -> HttpResponse:
    """The people whom this administrator rules, by name; those who have left when asked for."""
    actor, at = actor_from(request), now()
    text, left = request.GET.get("text", "").replace("\x00", "")[:100], bool(request.GET.get("left"))
    people = people_ruled(actor).order_by("last_name", "first_name", "pk")
    for word in text.split():
        people = people.filter(
            Q(last_name__icontains=word) | Q(first_name__icontains=word) | Q(username__icontains=word)
        )
    gone = Term.objects.filter(until__lte=at).exclude(user__terms__until=None).exclude(user__terms__until__gt=at)
    numbers = set(gone.values_list("user_id", flat=True))
    chosen = people.filter(pk__in=numbers) if left else people.exclude(pk__in=numbers)
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": _lines(list(page.object_list), at),
        "text": text,
        "left": left,
        "gone": people.filter(pk__in=numbers).count(),
        "waiting": [] if left or text else _waiting(actor, at),
        "tab": "people",
    }
    return render(request, "people/people.html", context | frame_of(actor))


@require_http_methods(["GET", "POST"])
@for_administrators
def new(request: HttpRequest) -> HttpResponse:
    """Enter a person or a machine."""
    actor, at = actor_from(request), now()
    form = JoiningForm(actor, request.POST or None)
    entered: list[User] = []

    def enter() -> None:
        given = form.cleaned_data
        names = {name: given[name] for name in ("first_name", "last_name", "title_en", "title_ru")}
        entered.append(
            appoint(
                actor=actor, username=given["username"], agency=_agency(given["agency"]),
                roles=[Role(role) for role in given["roles"]], since=moment_of(given["on"], at), at=at,
                machine=given["machine"], **names,
            )
        )  # fmt: skip

    if request.method == "POST" and done(request, form, enter, _("Entered. Next: the invitation, or a token.")):
        return redirect("person", entered[0].pk)
    meanings = [(ROLES[role], MAY[role]) for role in roles_given(actor)]
    context = {"form": form, "meanings": meanings, "tab": "people"} | frame_of(actor)
    return render(request, "people/new.html", context, status=422 if request.method == "POST" else 200)


@require_GET
@for_administrators
def person(request: HttpRequest, number: int) -> HttpResponse:
    """One person: where they serve and served, their offices, what can be done."""
    return render(request, "people/person.html", person_context(actor_from(request), number))


def person_context(actor: Actor, number: int) -> dict[str, Any]:
    """Everything that the page of a person shows.

    Raises:
        Http404: nobody whom the actor rules.
    """
    try:
        user = person_ruled(actor, number)
    except AbsentError as error:
        raise Http404 from error
    at, names = now(), names_of().by_number
    terms = list(user.terms.order_by("-since", "-id"))
    chosen = {"agency": user.agency_id, "roles": user.roles}
    kept = {name: getattr(user, name) for name in NamesForm.base_fields}
    return {
        "person": user,
        "line": _lines([user], at)[0],
        "terms": [
            (names.get(term.agency_id, ""), _roles(term.roles), term.since, last_day(term.until)) for term in terms
        ],
        "open": bool(terms) and terms[0].until is None,
        "offices": user.offices.select_related("acting_for").order_by("-since"),
        "invited": user.invitations.filter(used_at=None, ends__gt=at).order_by("-made_at").first(),
        "asleep": unconfirmed().filter(user=user).exists(),
        "tokens": tokens_of(user.pk, at) if user.machine else [],
        "token_form": TokenForm(initial={"owner": user.pk}) if user.machine else None,
        "has_password": user.has_usable_password(),
        "names": NamesForm(initial=kept),
        "moving": MovingForm(actor, initial=chosen),
        "leaving": LeavingForm(),
        "office": OfficeForm(actor, user, initial={"since": at.date().isoformat()}),
        "today": at.date(),
        "tab": "people",
    } | frame_of(actor)


def _waiting(actor: Actor, at: dt.datetime) -> list[Waiting]:
    names = names_of().by_number
    found: list[Invitation | Token] = [*waiting(actor)[:A_PAGE], *tokens_waiting(actor, at)[:A_PAGE]]
    inviters = User.objects.in_bulk({one.made_by for one in found})
    return [
        Waiting(
            one.user,
            names.get(one.user.agency_id or 0, ""),
            inviters.get(one.made_by),
            one.made_by == actor.user,
            getattr(one, "purpose", ""),
        )
        for one in found
    ]


def frame_of(actor: Actor) -> dict[str, Any]:
    """What the tabs need."""
    return {"centre": Role.ADMINISTRATOR in actor.roles}


def _agency(number: str) -> Agency:
    return Agency.objects.select_related("state").get(pk=int(number))


def _roles(roles: list[str]) -> list[str]:
    return [str(ROLES[role]) for role in roles if role in ROLES]


def _lines(users: list[User], at: dt.datetime) -> list[Line]:
    names = names_of().by_number
    newest: dict[int, Term] = {}
    for term in Term.objects.filter(user__in=users).order_by("since", "id"):
        newest[term.user_id] = term
    return [_line(user, newest.get(user.pk), names, at) for user in users]


def _line(user: User, term: Term | None, names: Any, at: dt.datetime) -> Line:
    standing, day = "left", None
    if term is not None and term.since > at:
        standing, day = "joining", term.since.date()
    elif term is not None and (term.until is None or term.until > at):
        standing, day = ("leaving", last_day(term.until)) if term.until else ("serving", None)
    elif term is not None:
        day = last_day(term.until)
    return Line(user, names.get(user.agency_id, ""), _roles(user.roles), standing, day)
