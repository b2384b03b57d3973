"""Where authorities are called: the addresses registered, how each answers, a form for one more."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.people.forms import HookForm
from chorsu.desk.people.frame import done, for_administrators
from chorsu.desk.people.views import frame_of
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.exchange.hooks import registering
from chorsu.exchange.hooks.models import Call
from chorsu.exchange.hooks.selectors import Answering, calls_of, hooks, standing_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Mapping

    from django.http import HttpRequest, HttpResponse

    from chorsu.exchange.hooks.models import Hook

__all__ = ["calls", "end", "listing"]

KINDS = {
    Call.Kind.MESSAGE: pgettext_lazy("what a call is about", "A message"),
    Call.Kind.NOTICE: pgettext_lazy("what a call is about", "A reminder or an escalation"),
    Call.Kind.RECALL: pgettext_lazy("what a call is about", "A recall"),
}
LINES = {
    Answering.NEVER: (gettext_lazy("Not called yet"), "chip-off"),
    Answering.WELL: (gettext_lazy("Nothing is wrong"), "chip-good"),
    Answering.NOT_NOW: (gettext_lazy("Does not answer, is tried again"), "chip-warn"),
    Answering.GIVEN_UP: (gettext_lazy("Calls were given up"), "chip-bad"),
}
FAILED = {
    "leads into a private network": gettext_lazy("The name leads into a private network."),
    "name is not known": gettext_lazy("No server has this name."),
    "no answer in time": gettext_lazy("There was no answer in time."),
    "connection refused": gettext_lazy("The server refuses the connection."),
    "connection closed": gettext_lazy("The server closed the connection before it answered."),
    "certificate is not trusted": gettext_lazy("The certificate of the server is not trusted."),
    "no secure connection": gettext_lazy("No secure connection could be made."),
    "not reached": gettext_lazy("The server cannot be reached."),
}
"""In what a call failed (`hooks.calling`); whatever else was said stands as it is."""
_NO_ADDRESS = ("address", gettext_lazy("This cannot be called: write it as https://host/path."))
REFUSED = {
    "is no address": _NO_ADDRESS,
    "is no address that can be called": _NO_ADDRESS,
    "lies in a private network": (
        "address",
        gettext_lazy("This lies in a private network: name a server that is reached from outside."),
    ),
    "has as many as it may": (
        "authority",
        gettext_lazy("This authority has as many addresses as it may: end one of them first."),
    ),
}
"""What may be wrong with an address (`hooks.registering`): at which field it is said, and how."""


@require_http_methods(["GET", "POST"])
@for_administrators
def listing(request: HttpRequest) -> HttpResponse:
    """The addresses; sent, the form registers one more, whose secret is shown this once."""
    actor, names = actor_from(request), names_of().by_number
    form, sent = HookForm(actor, request.POST or None), request.method == "POST"
    made: list[str] = []

    def register() -> None:
        given, private = form.cleaned_data, settings.CHORSU_HOOKS_PRIVATE
        said: dict[str, Any] = {"address": given["address"], "private": private, "actor": actor, "at": now()}
        made.append(registering.register(authority=given["authority"], **said)[1])

    if sent and _tried(request, form, register):
        return render(request, "people/hook_made.html", {"secret": made[0], "tab": "hooks"} | frame_of(actor))
    rows = [_row(one, names) for one in hooks()]
    context = {"rows": rows, "form": form, "tab": "hooks", "most": registering.MOST} | frame_of(actor)
    return render(request, "people/hooks.html", context, status=422 if sent else 200)


def _tried(request: HttpRequest, form: HookForm, register: Callable[[], object]) -> bool:
    """Register what the form says; what is wrong is said at its field."""
    if form.is_valid():
        try:
            with transaction.atomic():
                register()
        except AbsentError as error:
            raise Http404 from error
        except InputError as error:
            form.add_error(*REFUSED[error.what])
    trail_of(request).refused = not form.is_valid()
    return form.is_valid()


@require_GET
@for_administrators
def calls(request: HttpRequest, hook: uuid.UUID) -> HttpResponse:
    """The newest calls of an address: of which kind, how often tried, how each ended; not what they are about."""
    found = calls_of(hook)
    if found is None:
        raise Http404
    rows = [(KINDS[Call.Kind(one.kind)], one, FAILED.get(one.said, one.said)) for one in found]
    return render(request, "people/calls.html", {"rows": rows, "tab": "hooks"} | frame_of(actor_from(request)))


@require_POST
@for_administrators
def end(request: HttpRequest, hook: uuid.UUID) -> HttpResponse:
    """Call an address no more."""
    actor = actor_from(request)
    done(
        request,
        None,
        lambda: registering.end_hook(hook=hook, actor=actor, at=now()),
        _("This address is called no more. It can be registered again, with another secret."),
    )
    return redirect("hooks")


def _row(hook: Hook, names: Mapping[int, str]) -> dict[str, Any]:
    standing = standing_of(hook)
    line, chip = LINES[standing.answering]
    said = {"line": line, "chip": chip, "why": FAILED.get(standing.why, standing.why)}
    return said | {"hook": hook, "authority": names.get(hook.authority, ""), "dialog": f"end-{hook.pk}"}
