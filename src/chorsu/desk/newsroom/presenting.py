"""How an item of the newsroom looks: its state in words, its marking, its next steps, its history."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext_lazy as _

from chorsu.desk.presenting import language
from chorsu.directory.models import User
from chorsu.directory.selectors import principal_names
from chorsu.handling.rules import EVERYBODY, Act, decide
from chorsu.newsroom.body import to_html
from chorsu.newsroom.models import Item
from chorsu.newsroom.texts import LANGUAGES, Text
from chorsu.ui.shapes import Column, MarkingChip, Row, Table, TableCell

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from django.utils.functional import Promise

    from chorsu.handling.rules import Actor

__all__ = [
    "DEEDS",
    "STATES",
    "Next",
    "Side",
    "deeds_of",
    "marking_of",
    "next_steps",
    "public_url",
    "sides_of",
    "table_of",
]

State = Item.State
STATES: dict[str, Promise] = {
    State.DRAFT: _("Draft"),
    State.SUBMITTED: _("Waits for approval"),
    State.APPROVED: _("Approved"),
    State.PUBLISHED: _("Published"),
    State.WITHDRAWN: _("Withdrawn from the public"),
    State.DISCARDED: _("Discarded"),
}
DEEDS: dict[str, Promise] = {
    "written": _("Written"),
    "revised": _("Revised"),
    "submitted": _("Submitted for approval"),
    "returned": _("Returned to draft"),
    "approved": _("Approved"),
    "released": _("Released to everybody"),
    "recalled": _("Recalled to the centre"),
    "published": _("Published"),
    "withdrawn": _("Withdrawn from the public"),
    "corrected": _("Correction begun"),
    "discarded": _("Discarded"),
    "restored": _("Brought back"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """An item in one language as readers would see it; empty where it is not written."""

    code: str
    name: str
    text: Text
    html: str


@dataclass(frozen=True, slots=True)
class Next:
    """An act that the press officer may do now: the one sentence of what will happen, and the button."""

    act: str
    sentence: str
    button: str
    reason: bool = False
    kind: str = ""
    """`primary` for the way forward, `danger` for what takes something from readers."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the history."""

    what: Promise | str
    who: str
    at: dt.datetime
    version: int
    reason: str


def public_url(item: Item, code: str) -> str:
    """Where readers find the item."""
    return f"{settings.CHORSU_PUBLIC_URL}/{code}/news/{item.slug}/"


def sides_of(item: Item) -> list[Side]:
    """Both languages side by side."""
    return [
        Side(code, get_language_info(code)["name_local"].capitalize(), text, to_html(text.body))
        for code in LANGUAGES
        for text in [item.text(code)]
    ]


def marking_of(item: Item, names: dict[int, str]) -> MarkingChip:
    """The chip of the item's marking."""
    everybody = EVERYBODY in item.audience
    audience = [EVERYBODY] if everybody else item.audience
    without = ", ".join(names.get(number, "?") for number in item.exclusions)
    return MarkingChip(
        names.get(item.provider_id, "?"),
        ", ".join(names.get(number, "?") for number in audience),
        item.until,
        everybody=everybody,
        but=without,
    )


def deeds_of(item: Item) -> list[Told]:
    """The history, newest first."""
    deeds = list(item.deeds.all())
    names = _officers({deed.by for deed in deeds if deed.by is not None})
    return [
        Told(DEEDS.get(deed.kind, deed.kind), names.get(deed.by or 0, "?"), deed.at, deed.version, deed.reason)
        for deed in reversed(deeds)
    ]


def table_of(items: Sequence[Item]) -> Table:
    """The list of items."""
    columns = [
        Column("title", gettext("Title"), wrap=True),
        Column("state", gettext("State")),
        Column("languages", gettext("Languages")),
        Column("marking", gettext("Marking")),
        Column("changed", gettext("Changed")),
        Column("writers", gettext("Written by")),
    ]
    names = principal_names(language())
    writers = _officers({user for item in items for user in item.writers})
    rows = [
        Row(
            [
                TableCell(item.title),
                TableCell(_state_words(item)),
                TableCell(", ".join(code.upper() for code in LANGUAGES if item.text(code).complete) or "—"),
                TableCell(marking_of(item, names)),
                TableCell(item.changed_at),
                TableCell(", ".join(writers.get(user, "?") for user in item.writers)),
            ],
            href=reverse("newsroom-item", args=[item.pk]),
        )
        for item in items
    ]
    return Table("newsroom", gettext("News items"), columns, rows)


def next_steps(item: Item, actor: Actor, at: dt.datetime) -> list[Next]:
    """What this press officer may do with the item now, the way forward first."""
    steps: list[Next] = []
    if item.state == State.DRAFT:
        steps += [_submit(item)] if item.published_version is not None else [_submit(item), _discard()]
    elif item.state == State.DISCARDED:
        steps.append(_restore())
    elif item.state == State.SUBMITTED:
        steps += [_return(item)] if actor.user in item.writers else [_approve(item), _return(item)]
    else:
        if item.state in {State.APPROVED, State.WITHDRAWN}:
            released = decide(actor, item.marking, Act.PUBLISH, at).allowed
            steps += [_publish(item), _recall()] if released else [_release()]
        steps.append(_return(item) if item.state == State.APPROVED else _correct())
    if item.in_public:
        steps.append(_withdraw())
    return steps


def _submit(item: Item) -> Next:
    sentence = gettext(
        "A second press officer is asked to approve version %(version)s; you can take it back until then."
    )
    return Next("submit", sentence % {"version": item.version}, gettext("Submit for approval"), kind="primary")


def _discard() -> Next:
    return Next("discard", gettext("The draft leaves the list of drafts; it can be brought back."), gettext("Discard"))


def _restore() -> Next:
    return Next("restore", gettext("It becomes a draft again."), gettext("Bring back"), kind="primary")


def _approve(item: Item) -> Next:
    sentence = gettext("Version %(version)s is approved as it stands, in every language; nobody outside sees it yet.")
    return Next("approve", sentence % {"version": item.version}, gettext("Approve"), kind="primary")


def _return(item: Item) -> Next:
    sentence = gettext("Version %(version)s becomes a draft again, for the centre alone; an approval is void.")
    return Next("return", sentence % {"version": item.version}, gettext("Return to draft"), reason=True)


def _release() -> Next:
    sentence = gettext(
        "Officers of every authority may see this item from now on; the public sees it when it is published."
    )
    return Next("release", sentence, gettext("Release to everybody"), kind="primary")


def _recall() -> Next:
    return Next("recall", gettext("Only the centre sees this item again."), gettext("Recall to the centre"))


def _publish(item: Item) -> Next:
    languages = [get_language_info(code)["name_local"].capitalize() for code in LANGUAGES if item.text(code).complete]
    sentence = gettext(
        "Everybody can read version %(version)s at the public site at once (%(languages)s); it can be withdrawn, but"
        " what readers have copied stays with them."
    )
    words = {"version": item.version, "languages": ", ".join(languages)}
    return Next("publish", sentence % words, gettext("Publish to everybody"), kind="primary")


def _correct() -> Next:
    sentence = gettext("You get a new version to work on; readers see the present one until the new one is published.")
    return Next("correct", sentence, gettext("Begin a correction"), reason=True)


def _withdraw() -> Next:
    sentence = gettext("Readers no longer find this item at the public site or in its feeds, at once.")
    return Next("withdraw", sentence, gettext("Withdraw from the public"), reason=True, kind="danger")


def _state_words(item: Item) -> str:
    words = str(STATES[item.state])
    if item.in_public and item.state != State.PUBLISHED:
        words += gettext("; version %(version)s is public") % {"version": item.published_version}
    return words


def _officers(users: Iterable[int]) -> dict[int, str]:
    return {user.pk: user.get_full_name() or user.username for user in User.objects.filter(pk__in=set(users))}
