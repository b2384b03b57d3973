"""The invented news of the example centre: from `news/*.yml` through the newsroom's services into public.

Written and submitted by one press officer, approved and published by the other, on the day that the item names, as two
people would do it. What waits stays waiting, so that the press officers find work on their desk.
"""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["NewsItem", "bring_in", "items", "public_on"]

WRITER, APPROVER = "press-one", "press-two"
_HOUR = 9
_FILES = ("first_year.yml", "long_read.yml", "second_year.yml", "waiting.yml")
_YEARS = 2
"""Over how many years the items are spread."""
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class NewsItem:
    """One invented item: texts by language (title, summary, body), and where it stands; `day` when it is public."""

    texts: dict[str, dict[str, str]]
    original: str
    state: str
    day: dt.date | None


def items() -> list[NewsItem]:
    """Every invented item, in the order of the files."""
    folder = files("chorsu.config.region").joinpath("news")
    rows: list[dict[str, Any]] = [
        row for name in _FILES for row in yaml.safe_load(folder.joinpath(name).read_text("utf-8"))
    ]
    return [
        NewsItem(
            {language: row[language] for language in ("en", "ru") if language in row},
            row["original"],
            row.get("state", "published"),
            row.get("day"),
        )
        for row in rows
    ]


def public_on(day: dt.date, today: dt.date) -> dt.date:
    """The day of an item, moved by pairs of years until it lies in the two years before `today`.

    So an installation of any year has thirty items of its last two years, each in its season.
    """
    while day >= today:
        day = day.replace(year=day.year - _YEARS)
    while day.replace(year=day.year + _YEARS) < today:
        day = day.replace(year=day.year + _YEARS)
    return day


def bring_in(today: dt.date) -> int:
    """Write, approve and publish every item that is not there yet, oldest first; how many were brought in.

    An item that a visitor has changed, withdrawn or returned since is left as it is.
    """
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of

    officers = User.objects.filter(username__in=[WRITER, APPROVER], example=True)
    people = {user.username: actor_of(user) for user in officers}
    known = _known_titles(people[WRITER])
    missing = [item for item in items() if _title(item) not in known]
    for item in sorted(missing, key=lambda item: public_on(item.day, today) if item.day else today):
        _bring_in_one(item, people[WRITER], people[APPROVER], today)
    return len(missing)


def _title(item: NewsItem) -> str:
    return " ".join(item.texts[item.original]["title"].split())


def _known_titles(writer: Actor) -> set[str]:
    """The titles of every synthetic item there is, in its first version, which nobody rewrites."""
    from chorsu.handling.viewer import viewing
    from chorsu.newsroom.models import Deed

    with viewing(writer):
        written = Deed.objects.filter(kind="written", item__synthetic=True).values_list("texts", flat=True)
        return {text["title"] for texts in written for text in (texts or {}).values()}


def _bring_in_one(item: NewsItem, writer: Actor, approver: Actor, today: dt.date) -> None:
    """One item in one transaction: it is there as its file has it, or not at all."""
    from django.db import transaction

    from chorsu.handling.seal import EARLIER
    from chorsu.handling.viewer import viewing
    from chorsu.newsroom.services import approve_item, publish_item, release_item, submit_item, write_item
    from chorsu.newsroom.texts import Text

    day = public_on(item.day, today) if item.day else today - dt.timedelta(1)
    at = dt.datetime.combine(day, dt.time(_HOUR), dt.UTC)
    texts = {
        language: Text.cleaned(text["title"], text["summary"], text["body"]) for language, text in item.texts.items()
    }
    with transaction.atomic():
        with viewing(replace(writer, purpose=EARLIER)):
            written = write_item(actor=writer, at=at, texts=texts, original=item.original, synthetic=True)
            if item.state != "draft":
                submit_item(actor=writer, at=at, item=written.pk)
        if item.state == "published":
            with viewing(replace(approver, purpose=EARLIER)):
                for act in (approve_item, release_item, publish_item):
                    act(actor=approver, at=at, item=written.pk)
