"""Offices that people of the directory hold, also for a colleague, with a beginning and an end.

Not the posts that public texts tell of (`directory.posts`): these are entered by who appoints the person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Office, User
from chorsu.directory.staffing import person_ruled
from chorsu.kernel.errors import AbsentError, InputError

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.db.models import QuerySet

    from chorsu.handling.rules import Actor

__all__ = ["assign", "close", "offices_on"]

_LONGEST = 200


def offices_on(day: dt.date) -> QuerySet[Office]:
    """The offices held on a day."""
    held = Office.objects.filter(since__lte=day).filter(Q(until_day=None) | Q(until_day__gte=day))
    return held.select_related("user", "acting_for")


def assign(  # noqa: PLR0913 — an office has these fields
    *,
    actor: Actor,
    number: int,
    title_en: str,
    title_ru: str,
    since: dt.date,
    until_day: dt.date | None,
    acting_for: int | None,
    at: dt.datetime,
) -> Office:
    """Give somebody an office from a day, to a last day where it has one; acting for a colleague it must have one.

    Raises:
        AbsentError: the actor rules the person, or the colleague, not.
        InputError: no title, days in the wrong order, acting without an end or for oneself.
    """
    user = person_ruled(actor, number)
    colleague: User | None = person_ruled(actor, acting_for) if acting_for is not None else None
    titles = [" ".join(title.replace("\x00", "").split()) for title in (title_en, title_ru)]
    if not all(titles) or any(len(title) > _LONGEST for title in titles):
        raise InputError("is missing or too long", where="the office", to_do="write it in both languages")
    if until_day is not None and until_day < since:
        raise InputError("ends before it begins", where="the office", to_do="check the days")
    if colleague is not None and (until_day is None or colleague == user):
        raise InputError("needs a last day and another person", where="acting for somebody", to_do="fill in both")
    with transaction.atomic():
        office = Office.objects.create(
            user=user, title_en=titles[0], title_ru=titles[1], acting_for=colleague, since=since, until_day=until_day
        )
        content = {"user": user.pk, "title": titles, "since": since.isoformat(), "until": str(until_day)}
        enter_act("office-given", "office", office.pk, actor=actor, content=content, at=at)
    return office


def close(*, actor: Actor, office: uuid.UUID, last_day: dt.date, at: dt.datetime) -> Office:
    """Set the last day of an office; it stays as history, and another last day can be set.

    Raises:
        AbsentError: no such office, or the actor does not rule who holds it.
        InputError: the day lies before its beginning.
    """
    found = Office.objects.filter(pk=office).first()
    if found is None:
        raise AbsentError
    person_ruled(actor, found.user_id)
    if last_day < found.since:
        raise InputError("lies before it began", where="the last day", to_do="check the day")
    with transaction.atomic():
        found.until_day = last_day
        found.save(update_fields=["until_day"])
        content = {"user": found.user_id, "until": last_day.isoformat()}
        enter_act("office-closed", "office", found.pk, actor=actor, content=content, at=at)
    return found
