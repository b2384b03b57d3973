"""What the administrators' pages share: who may come in, how a form is tried, and moments from days."""

from __future__ import annotations

import datetime as dt
from functools import wraps
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404

from chorsu.desk.people.wording import error_line
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.administering import is_administrator
from chorsu.handling.rules import Role
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    type View = Callable[..., HttpResponse]

__all__ = ["done", "for_administrators", "for_the_centre", "moment_of"]


def for_administrators(view: View) -> View:
    """The page is there for administrators; for everybody else there is none."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not is_administrator(actor_from(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return answered


def for_the_centre(view: View) -> View:
    """The page is there for the centre's administrator alone."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if Role.ADMINISTRATOR not in actor_from(request).roles:
            raise Http404
        return view(request, *args, **kwargs)

    return answered


def done(request: HttpRequest, form: Form | None, act: Callable[[], object], said: str = "") -> bool:
    """Try an act whose form is filled in; say in one line that it is done, or what went wrong.

    Raises:
        Http404: what it is about is not there, or not for this administrator.
    """
    if form is not None and not form.is_valid():
        for name, errors in form.errors.items():
            label = form.fields[name].label if name in form.fields else ""
            refuse(request, f"{label}: {errors[0]}")
        return False
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


def moment_of(day: dt.date | None, at: dt.datetime) -> dt.datetime:
    """The beginning of a day, in UTC; this moment where no day, or today, is named."""
    return at if day is None or day == at.date() else dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
