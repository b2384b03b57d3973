"""Entries of the audit trail as a page shows them: who, when, what; identifiers and words, never content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext, ngettext, pgettext

from chorsu.desk.audit.wording import act_name, status_words
from chorsu.desk.presenting import language
from chorsu.directory.models import User
from chorsu.directory.selectors import principal_names
from chorsu.journal.trail.entries import Act
from chorsu.journal.trail.selectors import words_of
from chorsu.ui.shapes import Column, Row, Table, TableCell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Sequence

    from chorsu.journal.trail.models import TrailRow

__all__ = ["MOST_NAMED", "EntryShown", "officer_names", "shown_entries", "trail_table"]

MOST_NAMED = 200
"""Identifiers that the page of one entry lists; the rest are in the download."""
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class EntryShown:
    """One entry: its row, who it was, what was done, its words (`erased` where they are gone, `wrong` where forged)."""

    row: TrailRow
    who: str
    agency: str
    act: str
    answered: str
    words: list[tuple[str, str]]
    erased: bool
    wrong: bool

    @property
    def about(self) -> str:
        """What was opened or listed, counted."""
        opened, said = len(self.row.opened), []
        if opened and self.row.act in {Act.REFUSED, Act.FAILED}:
            said.append(ngettext("%(count)s asked for", "%(count)s asked for", opened) % {"count": opened})
        elif opened:
            said.append(ngettext("%(count)s opened", "%(count)s opened", opened) % {"count": opened})
        if self.row.shown is not None:
            said.append(ngettext("%(count)s listed", "%(count)s listed", self.row.shown) % {"count": self.row.shown})
        return ", ".join(said)

    @property
    def line(self) -> str:
        """The words in one line."""
        if self.erased:
            return gettext("words erased")
        told = " · ".join(f"{name}: {value}" for name, value in self.words)
        return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def officer_names(numbers: Collection[int]) -> dict[int, str]:
    """The names of officers by number; one who is not in the directory any more has none."""
    found = User.objects.filter(pk__in=numbers)
    return {user.pk: f"{user.get_full_name() or user.username} ({user.username})" for user in found}


def shown_entries(rows: Sequence[TrailRow]) -> list[EntryShown]:
    """Entries with the names of who they are of, in the reader's language."""
    names = officer_names({row.actor_id for row in rows if row.actor_id})
    agencies, words = principal_names(language()), words_of(rows)
    return [_shown(row, names, agencies, words) for row in rows]


def _shown(row: TrailRow, names: dict[int, str], agencies: dict[int, str], words: dict) -> EntryShown:  # type: ignore[type-arg] # as `words_of` gives them
    said = words.get(row.act_id, {})
    unknown = gettext("officer %(number)s") % {"number": row.actor_id} if row.actor_id else pgettext("audit", "nobody")
    return EntryShown(
        row=row,
        who=names.get(row.actor_id or 0, unknown),
        agency=agencies.get(row.agency_id or 0, ""),
        act=act_name(row.act),
        answered=status_words(row.status, row.act),
        words=[(name, value) for name, values in (said or {}).items() for value in values],
        erased=row.words is not None and row.act_id not in words,
        wrong=said is None,
    )


def trail_table(entries: Sequence[EntryShown], downloads: Sequence[tuple[str, str]]) -> Table:
    """The table of a screenful."""
    columns = [
        Column("number", pgettext("audit", "Entry"), number=True),
        Column("at", pgettext("audit", "When")),
        Column("who", pgettext("audit", "Who"), wrap=True),
        Column("agency", gettext("Agency"), wrap=True),
        Column("act", pgettext("audit", "What was done"), wrap=True),
        Column("page", pgettext("audit", "Page"), shown=False),
        Column("about", pgettext("audit", "About"), wrap=True),
        Column("words", pgettext("audit", "Filter and search words"), wrap=True),
    ]
    return Table("audit", gettext("Audit trail"), columns, [_row(one) for one in entries], downloads, cards=True)


def _row(one: EntryShown) -> Row:
    at: dt.datetime = one.row.at
    values = (one.row.number, at, one.who, one.agency, one.act, one.row.page, one.about, one.line)
    return Row([TableCell(value) for value in values], href=reverse("audit-entry", args=[one.row.number]))
