"""Who stands outside the agreement: states that are neither members nor observers, and their agencies.

Owns that one question; a directory that keeps no status of its states knows no outsiders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.directory.models import Agency, State

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["outsiders"]

_NON_MEMBER = "non-member"


def outsiders(principals: Collection[int]) -> set[int]:
    """Those of the principals that are non-member states, or agencies of one."""
    apart = {state.pk for state in State.objects.all() if getattr(state, "status", "") == _NON_MEMBER}
    agencies = Agency.objects.filter(state__in=apart, pk__in=principals).values_list("pk", flat=True)
    return (apart & set(principals)) | set(agencies)
