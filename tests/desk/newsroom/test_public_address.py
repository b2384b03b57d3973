"""The address that the desk shows is the one that the public site answers."""

from django.test import override_settings
from django.urls import reverse
from django.utils.translation import override

from chorsu.desk.newsroom.presenting import public_url


def test_the_addresses_agree(newsdesk):
    item = newsdesk.published()
    with override_settings(ROOT_URLCONF="chorsu.config.urls_public", CHORSU_PUBLIC_URL="https://news.example"):
        for code in ("en", "ru"):
            with override(code):
                path = reverse("news:item", args=[item.slug])
            assert public_url(item, code) == f"https://news.example{path}"
