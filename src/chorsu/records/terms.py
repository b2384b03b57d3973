"""Taking back one release of several: each term of a release expression stands by itself, and falls by itself.

Owns that act alone; a recall from principals, whatever reaches them, is `records.services.recall`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.handling.rules import Act, Actor
from chorsu.records.audiences import narrowed_by_term
from chorsu.records.keeping import changing, reason_given

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection

    from chorsu.records.models import Seizure

__all__ = ["recall_terms"]


def recall_terms(  # noqa: PLR0913 — a recall has these parts
    *,
    seizure: uuid.UUID,
    terms: Collection[str],
    reason: str,
    actor: Actor,
    at: dt.datetime,
    told: str = "",
) -> Seizure:
    """Take back the releases with these keys (`records.audiences.term_key`); the others stand.

    `told` is what recipients may read of why.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: one of them does not stand any more, or no reason is given.
    """
    stated = reason_given(reason)
    with changing(seizure, kind="recalled", act=Act.RECALL, actor=actor, at=at, reason=stated) as change:
        change.told = reason_given(told) if told.strip() else ""
        change.seizure.marking = narrowed_by_term(change.seizure.marking, terms)
    return change.seizure
