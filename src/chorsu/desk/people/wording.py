"""The words of the administrators' pages: roles, kinds, statuses, and errors as one line for the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chorsu.directory.models import Agency, Group, State
from chorsu.handling.rules import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.kernel.errors import ChorsuError

__all__ = ["GROUP_KINDS", "KINDS", "MAY", "ROLES", "STATUSES", "error_line"]

ROLES: dict[str, _StrPromise] = {
    Role.OFFICER: pgettext_lazy("role", "Officer"),
    Role.LIAISON: pgettext_lazy("role", "Liaison officer"),
    Role.ANALYST: pgettext_lazy("role", "Analyst"),
    Role.DUTY: pgettext_lazy("role", "Duty officer"),
    Role.PRESS: pgettext_lazy("role", "Press officer"),
    Role.ADMINISTRATOR: pgettext_lazy("role", "Administrator of the centre"),
    Role.STATE_ADMINISTRATOR: pgettext_lazy("role", "Administrator of a state"),
    Role.DATA_PROTECTION: pgettext_lazy("role", "Data-protection officer"),
    Role.AUDITOR: pgettext_lazy("role", "Auditor"),
}
MAY: dict[str, _StrPromise] = {
    Role.OFFICER: _("hands in and sees what is open to the agency"),
    Role.LIAISON: _("the same for every agency of the state; may release for the state"),
    Role.ANALYST: _("compares reports and works on the picture"),
    Role.DUTY: _("watches what arrives"),
    Role.PRESS: _("writes and approves news"),
    Role.ADMINISTRATOR: _("runs the directory; sees no record"),
    Role.STATE_ADMINISTRATOR: _("enters the officers of one state; sees no record"),
    Role.DATA_PROTECTION: _("reads who did what; sees no record"),
    Role.AUDITOR: _("reads who did what; sees no record"),
}
STATUSES: dict[str, _StrPromise] = {
    State.Status.MEMBER: pgettext_lazy("status of a state", "Member"),
    State.Status.OBSERVER: pgettext_lazy("status of a state", "Observer"),
    State.Status.NON_MEMBER: pgettext_lazy("status of a state", "Not a member"),
}
KINDS: dict[str, _StrPromise] = {
    Agency.Kind.AUTHORITY: pgettext_lazy("kind of agency", "Competent authority"),
    Agency.Kind.CENTRE: pgettext_lazy("kind of agency", "Unit of the centre"),
    Agency.Kind.PARTNER: pgettext_lazy("kind of agency", "Partner organisation"),
}
GROUP_KINDS: dict[str, _StrPromise] = {
    Group.Kind.GROUP: pgettext_lazy("kind of group", "Standing group"),
    Group.Kind.TASK_FORCE: pgettext_lazy("kind of group", "Task force"),
}

_SAID: dict[str, _StrPromise] = {
    "a role that runs or oversees the system": _("a role that runs or oversees the system"),
    "cannot be held beside another role": _("cannot be held beside another role"),
    "give it to another person, or give it alone": _("give it to another person, or give it alone"),
    "this role in this agency": _("this role in this agency"),
    "is given by another administrator": _("is given by another administrator"),
    "the centre appoints the administrators of states; each state appoints its own officers": _(
        "the centre appoints the administrators of states; each state appoints its own officers"
    ),
    "takes part no longer": _("takes part no longer"),
    "choose another agency": _("choose another agency"),
    "the role": _("the role"),
    "is not chosen": _("is not chosen"),
    "choose at least one": _("choose at least one"),
    "is no name to sign in with": _("is no name to sign in with"),
    "use Latin letters, digits and . - _": _("use Latin letters, digits and . - _"),
    "is taken": _("is taken"),
    "choose another name to sign in with": _("choose another name to sign in with"),
    "choose another name": _("choose another name"),
    "the family name": _("the family name"),
    "is missing": _("is missing"),
    "write it as in the letter of appointment": _("write it as in the letter of appointment"),
    "has left": _("has left"),
    "take the leaving back first": _("take the leaving back first"),
    "has not left": _("has not left"),
    "load the page again": _("load the page again"),
    "the number": _("the number"),
    "is not the one that was shown": _("is not the one that was shown"),
    "ask the person, not who made the invitation": _("ask the person, not who made the invitation"),
    "the day": _("the day"),
    "lies before the present term began": _("lies before the present term began"),
    "choose a later day": _("choose a later day"),
    "signs in by a token": _("signs in by a token"),
    "make a token for it": _("make a token for it"),
    "the office": _("the office"),
    "is missing or too long": _("is missing or too long"),
    "write it in both languages": _("write it in both languages"),
    "ends before it begins": _("ends before it begins"),
    "check the days": _("check the days"),
    "acting for somebody": _("acting for somebody"),
    "needs a last day and another person": _("needs a last day and another person"),
    "fill in both": _("fill in both"),
    "the last day": _("the last day"),
    "lies before it began": _("lies before it began"),
    "check the day": _("check the day"),
    "has passed": _("has passed"),
    "choose a day to come": _("choose a day to come"),
    "is no code of a state": _("is no code of a state"),
    "write two letters, such as UZ": _("write two letters, such as UZ"),
    "is entered already": _("is entered already"),
    "change its status in the list": _("change its status in the list"),
    "what it is": _("what it is"),
    "does not fit the state": _("does not fit the state"),
    "an authority has a state, the centre and partners none": _(
        "an authority has a state, the centre and partners none"
    ),
    "is a unit itself": _("is a unit itself"),
    "choose the agency above it": _("choose the agency above it"),
    "a task force": _("a task force"),
    "needs a last day": _("needs a last day"),
    "choose one; it can be put off later": _("choose one; it can be put off later"),
    "is your own": _("is your own"),
    "let another administrator end it": _("let another administrator end it"),
    "a name": _("a name"),
    "write it in both languages, up to 200 signs": _("write it in both languages, up to 200 signs"),
    "the English name": _("the English name"),
    "holds no Latin letter": _("holds no Latin letter"),
    "write it in English": _("write it in English"),
    "what the token is for": _("what the token is for"),
    "choose handing in, reading, or both": _("choose handing in, reading, or both"),
    "the purpose": _("the purpose"),
    "say which program will use it": _("say which program will use it"),
    "lies in the past or too far ahead": _("lies in the past or too far ahead"),
    "choose a day within a year": _("choose a day within a year"),
    "the token": _("the token"),
    "is revoked already": _("is revoked already"),
}


def error_line(error: ChorsuError) -> str:
    """An error as one line: where, what happened, what to do."""
    what, where, to_do = (str(_SAID.get(part, part)) for part in (error.what, error.where, error.to_do))
    return ": ".join(part for part in (where, what) if part) + (f"; {to_do}" if to_do else "")
