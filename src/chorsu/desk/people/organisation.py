"""Agencies with their units, states and groups: looked at and changed by the centre's administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from chorsu.desk.hand_in.audience import last_day, names_of
from chorsu.desk.people.forms import AgencyForm, GroupForm, LeavingForm, MembersForm, StateForm
from chorsu.desk.people.frame import done, for_the_centre
from chorsu.desk.people.views import frame_of
from chorsu.desk.people.wording import GROUP_KINDS, KINDS, STATUSES
from chorsu.desk.requests import actor_from
from chorsu.directory import organising
from chorsu.directory.days import end_of
from chorsu.directory.models import Agency, Group, State
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

__all__ = ["agencies", "ends", "groups", "members", "states", "status", "stays"]

_PAGES = {"agency": "agencies", "group": "groups"}


@require_http_methods(["GET", "POST"])
@for_the_centre
def agencies(request: HttpRequest) -> HttpResponse:
    """The agencies by state, with their units, and a form for one more."""
    actor, at, names = actor_from(request), now(), names_of().by_number
    by_name = sorted((names[one.pk], one.code) for one in State.objects.all())
    form = AgencyForm([(code, name) for name, code in by_name], actor, request.POST or None)

    def admit() -> None:
        given = form.cleaned_data
        state = State.objects.filter(code=given["state"]).first()
        parent = Agency.objects.select_related("state").filter(pk=int(given["parent"] or 0)).first()
        organising.admit_agency(
            actor=actor, name_en=given["name_en"], name_ru=given["name_ru"], kind=given["kind"], state=state,
            parent=parent, at=at,
        )  # fmt: skip

    return _page(
        request, "agencies", form, admit, _("Entered. Next: its people."), lambda: {"rows": _agency_rows(names, at)}
    )


def _agency_rows(names: Any, at: Any) -> list[dict[str, Any]]:
    serving = Count("terms", filter=Q(terms__until=None) | Q(terms__until__gt=at), distinct=True)
    found = Agency.objects.select_related("state").annotate(people=serving)
    rows = [
        {
            "agency": one,
            "name": names[one.pk],
            "above": names[one.parent_id] if one.parent_id else "",
            "state": names[one.state_id] if one.state_id else "",
            "kind": KINDS[one.kind],
            "last_day": last_day(one.until),
            "over": one.until is not None and one.until <= at,
        }
        for one in found
    ]
    return sorted(rows, key=lambda row: (row["state"], row["above"] or row["name"], bool(row["above"]), row["name"]))


@require_http_methods(["GET", "POST"])
@for_the_centre
def states(request: HttpRequest) -> HttpResponse:
    """The states with their status, and a form for one more."""
    actor, form = actor_from(request), StateForm(request.POST or None)

    def rows() -> dict[str, Any]:
        found = State.objects.annotate(count=Count("agencies"))
        return {
            "rows": sorted(((names_of().by_number[one.pk], one) for one in found), key=lambda row: row[0]),
            "statuses": list(STATUSES.items()),
        }

    return _page(
        request, "states", form,
        lambda: organising.admit_state(actor=actor, at=now(), **form.cleaned_data),
        _("Entered. Next: its agencies."), rows,
    )  # fmt: skip


@require_POST
@for_the_centre
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Another status of a state."""
    actor, wish = actor_from(request), request.POST.get("status", "")
    done(
        request,
        None,
        lambda: organising.set_status(actor=actor, code=code, status=wish, at=now()),
        _("The status is changed; it counts at once."),
    )
    return redirect("states")


@require_http_methods(["GET", "POST"])
@for_the_centre
def groups(request: HttpRequest) -> HttpResponse:
    """Groups and task forces with their agencies, and a form for one more."""
    actor, at, form = actor_from(request), now(), GroupForm(request.POST or None)

    def admit() -> None:
        given = form.cleaned_data
        organising.form_group(
            actor=actor, name_en=given["name_en"], name_ru=given["name_ru"], kind=given["kind"],
            agencies=list(Agency.objects.filter(pk__in=given["agencies"])),
            until=end_of(given["last_day"], None), at=at,
        )  # fmt: skip

    def rows() -> dict[str, Any]:
        names = names_of().by_number
        return {
            "rows": [
                {
                    "group": one,
                    "name": names[one.pk],
                    "kind": GROUP_KINDS[one.kind],
                    "members": sorted(names[agency.pk] for agency in one.agencies.all()),
                    "form": MembersForm(
                        initial={"agencies": [agency.pk for agency in one.agencies.all()]}, auto_id=f"g{one.pk}_%s"
                    ),
                    "last_day": last_day(one.until),
                    "over": one.until is not None and one.until <= at,
                }
                for one in Group.objects.prefetch_related("agencies").order_by("name_en")
            ]
        }

    return _page(request, "groups", form, admit, _("The group is formed; it can be named in an audience now."), rows)


@require_POST
@for_the_centre
def members(request: HttpRequest, number: int) -> HttpResponse:
    """Which agencies a group has."""
    actor, form = actor_from(request), MembersForm(request.POST)

    def change() -> None:
        chosen = list(Agency.objects.filter(pk__in=form.cleaned_data["agencies"]))
        organising.set_members(actor=actor, number=number, agencies=chosen, at=now())

    done(request, form, change, _("The agencies of the group are changed; it counts at once."))
    return redirect("groups")


@require_POST
@for_the_centre
def ends(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """The end of an agency or a group, at once or after a last day."""
    actor, at, form = actor_from(request), now(), LeavingForm(request.POST)
    if kind not in _PAGES:
        raise Http404

    def end() -> None:
        on = end_of(form.cleaned_data["last_day"], number if kind == "agency" else None) or at
        organising.end(actor=actor, kind=kind, number=number, on=on, at=at)

    done(request, form, end, _("The end is entered. It can be taken back here."))
    return redirect(_PAGES[kind])


@require_POST
@for_the_centre
def stays(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """Take an end back."""
    actor = actor_from(request)
    if kind not in _PAGES:
        raise Http404
    done(
        request,
        None,
        lambda: organising.take_end_back(actor=actor, kind=kind, number=number, at=now()),
        _("The end is taken back."),
    )
    return redirect(_PAGES[kind])


def _page(request: HttpRequest, name: str, form: Form, act: Any, said: str, rows: Any) -> HttpResponse:  # noqa: PLR0913, PLR0917
    """A list with a form under it: sent, it enters one more and leads back to the list."""
    sent = request.method == "POST"
    if sent and done(request, form, act, said):
        return redirect(name)
    context = {"form": form, "tab": name} | rows() | frame_of(actor_from(request))
    return render(request, f"people/{name}.html", context, status=422 if sent else 200)
