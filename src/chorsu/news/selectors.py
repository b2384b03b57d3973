"""Reading what is published: the list, one item with its neighbours, the months, the ratings."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncMonth

from chorsu.news.models import Publication, Tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

__all__ = ["Entry", "Month", "Rating", "entries", "item_at", "months", "neighbours", "of_month", "published"]

MOST_STARS = 5


@dataclass(frozen=True, slots=True)
class Rating:
    """How an item was rated: `votes` of 1 to 5 stars that sum to `stars`."""

    votes: int = 0
    stars: int = 0

    @property
    def mean(self) -> float | None:
        """The mean of the votes; none where nobody voted."""
        return self.stars / self.votes if self.votes else None

    @property
    def halves(self) -> int:
        """How many half stars to fill, 0 to 10."""
        return round(2 * self.stars / self.votes) if self.votes else 0


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as it is shown: its snapshot, in the reader's language or another, and its rating."""

    publication: Publication
    rating: Rating


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the archive with the number of its items."""

    first: dt.date
    items: int


def published(language: str) -> QuerySet[Publication]:
    """Every item once, newest first: in `language` where it is written in it, else in its original language."""
    in_language = Publication.objects.filter(item_id=OuterRef("item_id"), language=language)
    shown = Q(language=language) | (Q(original=True) & ~Exists(in_language))
    return Publication.objects.filter(shown).order_by("-published_at", "-item_id")


def of_month(language: str, year: int, month: int) -> QuerySet[Publication]:
    """The items of a month of UTC; `month` from 1 to 12, `year` from 1 to 9998."""
    first = dt.datetime(year, month, 1, tzinfo=dt.UTC)
    after = dt.datetime(year + month // 12, month % 12 + 1, 1, tzinfo=dt.UTC)
    return published(language).filter(published_at__gte=first, published_at__lt=after)


def months(language: str) -> list[Month]:
    """The months that have items, newest first."""
    counted = published(language).order_by().annotate(first=TruncMonth("published_at", tzinfo=dt.UTC)).values("first")
    rows = counted.annotate(items=Count("id")).order_by("-first")
    return [Month(row["first"].date(), row["items"]) for row in rows]


def item_at(slug: str, language: str) -> Publication | None:
    """The item at an address, or none: unpublished and absent are one."""
    return published(language).filter(slug=slug).first()


def neighbours(item: Publication, language: str) -> tuple[Publication | None, Publication | None]:
    """The next newer and the next older item."""
    at, key = item.published_at, item.item_id
    others = published(language)
    newer = others.filter(Q(published_at__gt=at) | Q(published_at=at, item_id__gt=key)).reverse().first()
    older = others.filter(Q(published_at__lt=at) | Q(published_at=at, item_id__lt=key)).first()
    return newer, older


def entries(publications: Iterable[Publication]) -> list[Entry]:
    """The items with their ratings, in one query for all of them."""
    shown = list(publications)
    tallies = Tally.objects.in_bulk([publication.item_id for publication in shown])
    ratings = {key: Rating(tally.votes, tally.stars) for key, tally in tallies.items()}
    return [Entry(publication, ratings.get(publication.item_id, Rating())) for publication in shown]
