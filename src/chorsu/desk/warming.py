"""What a serving process loads before its first request, so that no officer waits for it: the vocabulary's tables."""

from __future__ import annotations

from chorsu.vocabulary import manners, places, substances, units

__all__ = ["warm"]


def warm() -> None:
    """Look one word up in each part of the vocabulary; every table that pages read is then in memory."""
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
