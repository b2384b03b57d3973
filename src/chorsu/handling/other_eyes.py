"""Looking with another's eyes: a stretch in which the database answers for somebody else, and nothing of it stays.

Owns that one stretch. It is for rendering what another would see; whatever is changed within is undone at its end, and
the viewer is then who it was before.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.handling.viewer import viewing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from chorsu.handling.rules import Actor

__all__ = ["looking_as", "undone"]


@contextmanager
def undone() -> Iterator[None]:
    """A stretch whose changes, among them that of the viewer, are undone at its end, whatever happens."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@contextmanager
def looking_as(actor: Actor) -> Iterator[None]:
    """A stretch in which the database answers for `actor`."""
    with undone(), viewing(actor):
        yield
