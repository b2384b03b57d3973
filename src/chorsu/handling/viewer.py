"""Who is looking: opens the transaction of a request and tells the database for whom it answers.

With no viewer set, the policies compare with nothing and every marked table shows zero rows: forgetting to call this
module shows too little, never too much.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.handling.seal import Looks, looking

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.handling.rules import Actor

__all__ = ["looks_of", "viewing"]


@contextmanager
def viewing(actor: Actor) -> Iterator[None]:
    """One transaction in which the database answers for `actor`; what was said of it ends with the transaction."""
    with transaction.atomic(), looking(actor.user, looks_of(actor)):
        yield


def looks_of(actor: Actor) -> Looks:
    """What an actor may see and do, as it is sealed."""
    return Looks(_numbers(actor.principals), _numbers(actor.provides), ",".join(sorted(actor.roles)), actor.purpose)


def _numbers(principals: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(principals))
