"""The own account: where one is signed in, second factors, tokens for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.account.token_form import TokenForm
from chorsu.desk.people.frame import done
from chorsu.desk.requests import actor_from
from chorsu.directory import tokens
from chorsu.directory.confirming import number_of
from chorsu.directory.days import end_of
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Session, Token, User
from chorsu.directory.sessions import digest_of, end_sessions, sessions_of
from chorsu.directory.trail import trail_of
from chorsu.journal.trail.entries import Act
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

__all__ = ["account", "end_session", "new_token", "revoke_token", "sign_out_everywhere"]


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Everything about one's own sign-in."""
    return render(request, "account/account.html", _context(request))


@require_POST
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session and every token of one's own, this session too."""
    user, actor = cast("User", request.user), actor_from(request)
    enter_act("signed-out-everywhere", "user", user.pk, actor=actor, content={"user": user.pk}, at=now())
    end_sessions(user)
    tokens.end_tokens(user, now())
    logout(request)
    return redirect("start")


@require_POST
def end_session(request: HttpRequest, digest: str) -> HttpResponse:
    """End one session of one's own."""
    held = get_object_or_404(Session, digest=digest, user_id=request.user.pk)
    held.delete()
    trail_of(request).signed(Act.SIGN_OUT, cast("User", request.user))
    messages.success(request, _("That sign-in is ended."))
    return redirect("account")


@require_POST
def new_token(request: HttpRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    actor, at, form = actor_from(request), now(), TokenForm(request.POST)
    made: list[tuple[Token, str]] = []

    def make() -> None:
        given = form.cleaned_data
        ends = end_of(given["last_day"], _agency_of(given["owner"]))
        if ends is None:
            raise Http404
        said = {"scope": given["scope"], "purpose": given["purpose"], "ends": ends}
        said |= {"rate": given["rate"]} if given["rate"] else {}
        made.append(tokens.issue(actor=actor, owner=given["owner"], at=at, **said))

    back = _owner_page(request, form.data.get("owner", ""))
    if not done(request, form, make):
        return redirect(*back)
    token, secret = made[0]
    context = {"secret": secret, "back": back, "number": number_of(token) if token.asleep else ""}
    return render(request, "account/token.html", context)


@require_POST
def revoke_token(request: HttpRequest, token: uuid.UUID) -> HttpResponse:
    """End a token of one's own, or of a machine that one rules."""
    found = get_object_or_404(Token, pk=token)
    done(
        request,
        None,
        lambda: tokens.revoke(actor=actor_from(request), token=token, at=now()),
        _("The token is ended; whatever uses it is refused from now on."),
    )
    return redirect(*_owner_page(request, str(found.user_id)))


def _agency_of(owner: int) -> int | None:
    return User.objects.filter(pk=owner).values_list("agency_id", flat=True).first()


def _owner_page(request: HttpRequest, owner: str) -> tuple[Any, ...]:
    own = owner == str(request.user.pk) or not owner.isdecimal()
    return ("account",) if own else ("person", int(owner))


def _context(request: HttpRequest) -> dict[str, Any]:
    user = cast("User", request.user)
    here = digest_of(request.session.session_key or "")
    return {
        "sessions": [(one, one.digest == here) for one in sessions_of(user)],
        "factors": list(Authenticator.objects.filter(user_id=user.pk).order_by("pk")),
        "tokens": tokens.tokens_of(user.pk, now()),
        "token_form": TokenForm(initial={"owner": user.pk}),
        "has_password": user.has_usable_password(),
    }
