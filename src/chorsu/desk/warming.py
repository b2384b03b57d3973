"""What a serving process loads before its first request, so that no officer waits for it."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse

from chorsu.vocabulary import manners, places, substances, units

__all__ = ["warm"]


def warm() -> None:
    """Look one word up in each part of the vocabulary, one address and one template of the live feed.

    Every table that pages read is then in memory, and so are all addresses with their views.
    """
    reverse("home", urlconf=settings.CHORSU_PAGES_URLCONF)
    for name in ("feed/item.html", "feed/digest.html"):
        get_template(name)
    for one in substances.substances()[:1]:
        substances.label(one.code, "ru")
        substances.scale(one.code)
    for unit in units.units()[:1]:
        units.label(unit.code, "ru")
    for kind in ("concealment", "conveyance", "installation", "routing"):
        for code in manners.manners(kind)[:1]:
            manners.label(kind, code, "ru")
    places.label("0", "ru")
    for country in places.member_states():
        for region in places.regions(country.code)[:1]:
            places.label(region.code, "ru")
