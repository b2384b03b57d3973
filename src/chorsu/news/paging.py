"""Pages of a list: 12 items each, every page one click away from every other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import InvalidPage, Paginator
from django.http import Http404

from chorsu.news.selectors import Entry, entries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from chorsu.news.models import Publication

__all__ = ["ITEMS_A_PAGE", "Listing", "listing"]

ITEMS_A_PAGE = 12
ALL_PAGES_UP_TO = 60
"""As many page numbers are shown in full; beyond, these many before and after the page, and the ends."""
NEARBY = 15


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list: its entries, its place among the pages, and the numbers to link (`None`: left out)."""

    page: Page[Publication]
    entries: Sequence[Entry]
    numbers: Sequence[int | None]

    @property
    def synthetic(self) -> bool:
        """Whether an invented item is shown."""
        return any(entry.publication.synthetic for entry in self.entries)


def listing(request: HttpRequest, publications: QuerySet[Publication]) -> Listing:
    """The page that the address asks for; a page that there is not is absent."""
    paginator = Paginator(publications, ITEMS_A_PAGE)
    try:
        page = paginator.page(request.GET.get("page", 1))
    except InvalidPage:
        raise Http404 from None
    if paginator.num_pages <= ALL_PAGES_UP_TO:
        numbers: list[int | None] = list(paginator.page_range)
    else:
        elided = paginator.get_elided_page_range(page.number, on_each_side=NEARBY, on_ends=2)
        numbers = [number if isinstance(number, int) else None for number in elided]
    return Listing(page, entries(page.object_list), numbers)
