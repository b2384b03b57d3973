"""What every public page is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language, get_language_info

if TYPE_CHECKING:
    from django.http import HttpRequest

__all__ = ["page"]


_SECTIONS = {"list": "news", "item": "news", "archive": "archive", "month": "archive"}
"""Which entry of the masthead a page belongs to."""


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """The same page in a language, named in that language."""

    code: str
    name: str
    href: str
    address: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """The template context of the public base page."""
    public = settings.CHORSU_PUBLIC_URL.rstrip("/")
    links = []
    for code, _name in settings.LANGUAGES:
        known = request.resolver_match is not None and request.method in {"GET", "HEAD"}
        href = translate_url(request.get_full_path(), code) if known else f"/{code}/"
        name = get_language_info(code)["name_local"].capitalize()
        links.append(LanguageLink(code, name, href, public + href, code == get_language()))
    return {
        "languages": links,
        "section": _SECTIONS.get(request.resolver_match.url_name or "") if request.resolver_match else None,
        "example": settings.CHORSU_EXAMPLE,
    }
