"""The words of the look-up: purposes, what is wrong with what was sent, what a use depends on."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.presenting import language
from chorsu.handling.rules import COURT
from chorsu.intake.looking_up import is_purpose
from chorsu.vocabulary.manners import label, manners

if TYPE_CHECKING:
    from chorsu.handling.rules import Decision
    from chorsu.records.lookups.pacing import TooManyError

__all__ = ["problem_line", "purpose_choices", "too_many_line", "use_line"]


def purpose_choices(chosen: str) -> list[tuple[str, str, bool]]:
    """The purposes: the crime areas, and proceedings in court; value, label, whether chosen."""
    areas = [(code, label("crime_area", code, language())) for code in manners("crime_area")]
    every = [*areas, (COURT, pgettext("purpose", "Proceedings in court"))]
    return [(code, name, code == chosen) for code, name in every]


def problem_line(written: str, purpose: str, *, understood: bool) -> str:
    """What is wrong with what was sent; empty for nothing. It depends on nothing that is stored."""
    if not written:
        return _("Write the identifier that you look for.")
    if not is_purpose(purpose):
        return _("Choose what you look it up for: the purpose is written down.")
    return "" if understood else _("This is no identifier that can be read; choose its kind.")


def too_many_line(error: TooManyError) -> str:
    """That a look-up is one too many, and from which moment on the next is answered: the next whole minute, UTC."""
    opens = error.opens.astimezone(dt.UTC) + dt.timedelta(minutes=1)
    said = {"time": f"{opens:%H:%M}"}
    if error.of_agency:
        return _("Your agency has looked up as much as it may within an hour. It opens again at %(time)s UTC.") % said
    return _("You have looked up as much as you may within an hour. It opens again at %(time)s UTC.") % said


def use_line(use: Decision) -> str:
    """What the use of a record for this purpose depends on; empty where it is free."""
    return {
        "needs-permission": _("Not to be used in court without its provider's permission."),
        "other-purpose": _("Its provider released it for other purposes: ask before you use it."),
    }.get(use.reason, "")
