"""What an officer ticked and changed on the page, over what was found. Pure but for the texts of its refusals."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from chorsu.desk.accepting.found import EVENT, NEWS, RECOMMENDATION, with_days
from chorsu.desk.accepting.storing import FindingError
from chorsu.kernel.errors import ChorsuError, InputError
from chorsu.newsroom.texts import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

    from chorsu.desk.accepting.found import Found
    from chorsu.desk.accepting.gathering import Gathered

__all__ = ["chosen_in", "mark_of"]

_STATUSES = ("proposed", "adopted")


def mark_of(text: int, key: str) -> str:
    """The name of a finding on the page: the number of its text in the file, and its key."""
    return f"{text}:{key}"


def chosen_in(texts: Sequence[Gathered], posted: QueryDict, today: dt.date) -> list[Gathered]:
    """The texts with what was ticked of each, as it was changed.

    Raises:
        FindingError: a day or a title that was typed cannot be meant.
    """
    ticked = set(posted.getlist("take"))
    chosen = []
    for one in texts:
        marks = {found.key: mark_of(one.text.number, found.key) for found in one.found}
        taken = [_changed(one, found, posted, today) for found in one.found if marks[found.key] in ticked]
        keys = {found.key for found in taken}
        stands = {key: event for key, event in one.stands.items() if key not in keys}
        chosen.append(replace(one, found=taken, stands=stands))
    return chosen


def _changed(one: Gathered, found: Found, posted: QueryDict, today: dt.date) -> Found:
    typed = {
        name: str(posted[mark]) for name in ("title", "since", "until", "status")
        if (mark := f"{name}:{mark_of(one.text.number, found.key)}") in posted
    }  # fmt: skip
    try:
        return _with(found, typed, today)
    except ChorsuError as error:
        raise FindingError(one.text, found, error) from error


def _with(found: Found, typed: Mapping[str, str], today: dt.date) -> Found:
    title = " ".join(typed.get("title", found.title).split())
    if found.kind == EVENT:
        read = None if found.why == "no-days" else found.said
        since = _day(typed, "since", read.since if read and "since" not in typed else None)
        until = _day(typed, "until", read.until_day if read and "until" not in typed else since)
        return with_days(found, since, until, title, today)
    if found.kind == NEWS:
        return replace(found, said=Text.cleaned(title, found.said.summary, found.said.body))
    if found.kind == RECOMMENDATION and typed.get("status") in _STATUSES:
        day = found.day if typed["status"] == "adopted" else None
        return replace(found, said=replace(found.said, status=typed["status"], adopted_on=day))
    return found


def _day(typed: Mapping[str, str], name: str, read: dt.date | None) -> dt.date:
    words = typed.get(name, "").strip()
    if not words and read is not None:
        return read
    try:
        return dt.date.fromisoformat(words)
    except ValueError:
        where = words[:20] or _("the first day")
        raise InputError(_("is no day"), where=where, to_do=_("write it like 2024-03-12")) from None
