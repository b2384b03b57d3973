"""The authorities of the directory as actors: who sees what, asked for an agency instead of a person.

Owns the actor of an officer who has no role and no name; what such an officer sees, every officer of the agency does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chorsu.directory.models import Agency
from chorsu.directory.selectors import principals_of
from chorsu.handling.rules import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Authority", "authorities", "authority"]


@dataclass(frozen=True, slots=True)
class Authority:
    """An agency, its state's principal (None: it has none), and the actor that an officer of it is."""

    agency: int
    state: int | None
    actor: Actor


def authorities() -> Iterator[Authority]:
    """Every agency of the directory, by its number."""
    for agency in Agency.objects.select_related("state").prefetch_related("groups").order_by("pk"):
        yield _authority(agency)


def authority(agency: int) -> Authority | None:
    """The agency with this number; None where there is none."""
    found = Agency.objects.select_related("state").filter(pk=agency).first()
    return None if found is None else _authority(found)


def _authority(agency: Agency) -> Authority:
    own = frozenset({agency.pk})
    actor = Actor(user=None, name="", principals=principals_of(agency), provides=own, roles=frozenset())
    return Authority(agency.pk, agency.state_id, actor)
