"""The words of handling over time, in the reader's language: how a record was closed, what was made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from chorsu.records.models import Tombstone

__all__ = ["CLOSINGS", "PRODUCTS", "closing_of"]

CLOSINGS: dict[str, _StrPromise] = {
    "recalled": pgettext_lazy("closing", "Recalled"),
    "excluded": pgettext_lazy("closing", "Closed to you"),
    "ended": pgettext_lazy("closing", "Release ended early"),
    "withheld": pgettext_lazy("closing", "A part is withheld"),
    "erased": pgettext_lazy("closing", "Erased"),
}
PRODUCTS: dict[str, _StrPromise] = {
    "pair": pgettext_lazy("product", "Pair of reports"),
    "news": pgettext_lazy("product", "News item"),
    "export": pgettext_lazy("product", "File taken"),
    "sanitised": pgettext_lazy("product", "Sanitised version"),
}


def closing_of(stone: Tombstone) -> str:
    """How a record was closed, in a word or two; which part, where it is one."""
    if stone.part.startswith("lot:"):
        return gettext("Lot %(number)s is withheld") % {"number": stone.part.removeprefix("lot:")}
    return str(CLOSINGS[stone.kind])
