"""An act that was decided on an older version of a record: the line that says who changed what in the meantime."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from chorsu.desk.hand_in.audience import names_of
from chorsu.desk.records.card import history_lines
from chorsu.desk.records.refusals import said
from chorsu.desk.requests import actor_from, whole_number
from chorsu.records.keeping import ChangedError
from chorsu.records.selectors import history, record

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

    from chorsu.desk.records.card import Line
    from chorsu.kernel.errors import ChorsuError

__all__ = ["refusal", "version_in"]

_MOST = 5
"""Acts that the line names; the history has all."""


def version_in(request: HttpRequest) -> int | None:
    """The version of the record on which a form was made."""
    return whole_number(request.POST.get("version", ""))


def refusal(request: HttpRequest, identifier: uuid.UUID, error: ChorsuError) -> str:
    """An error as one line; where the record was changed meanwhile, what was done to it since the form was made."""
    if not isinstance(error, ChangedError):
        return said(error)
    shown, version = record(identifier, actor_from(request)), version_in(request) or 0
    lines = history_lines(shown.seizure, history(shown), names_of())
    since = [_told(line) for line in lines if line.event.version > version][:_MOST]
    if not since:
        return said(error)
    line = gettext("Not done: the record was changed in the meantime: %(acts)s. Look at it as it stands, then decide.")
    return line % {"acts": "; ".join(reversed(since))}


def _told(line: Line) -> str:
    changes = ", ".join(f"{name}: {before or '—'} → {after or '—'}" for name, before, after in line.changes)
    return " ".join(filter(None, (line.what, line.whom, changes, f"({line.event.by})" if line.event.by else "")))
