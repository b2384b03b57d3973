"""Addresses of the public site in one language."""

from __future__ import annotations

from django.urls import path, register_converter

from chorsu.news import feeds, views


class TwoDigits:
    """A month as it stands in an address: `01` to `12`."""

    regex = "0[1-9]|1[0-2]"

    def to_python(self, value: str) -> int:
        """The number of the month."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The month in two digits."""
        return f"{value:02d}"


class FourDigits(TwoDigits):
    """A year as it stands in an address."""

    regex = "[1-8][0-9]{3}"


register_converter(TwoDigits, "mm")
register_converter(FourDigits, "yyyy")
app_name = "news"
urlpatterns = [
    path("", views.news, name="list"),
    path("news/<slug:slug>/", views.item, name="item"),
    path("news/<slug:slug>/vote/", views.vote, name="vote"),
    path("archive/", views.archive, name="archive"),
    path("archive/<yyyy:year>/<mm:month>/", views.month, name="month"),
    path("rss.xml", feeds.rss, name="rss"),
    path("atom.xml", feeds.atom, name="atom"),
]
