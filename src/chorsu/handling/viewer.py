"""Who is looking: opens the transaction of a request and tells the database for whom it answers.

With no viewer set, the policies compare with nothing and every marked table shows zero rows: forgetting to call this
module shows too little, never too much.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from chorsu.handling.rules import Actor

__all__ = ["viewing"]

_SET = (
    "SELECT set_config('chorsu.viewer', %s, true), set_config('chorsu.provides', %s, true),"
    " set_config('chorsu.roles', %s, true), set_config('chorsu.purpose', %s, true)"
)


@contextmanager
def viewing(actor: Actor) -> Iterator[None]:
    """One transaction in which the database answers for `actor`; the setting ends with the transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            roles = ",".join(sorted(actor.roles))
            cursor.execute(_SET, [_numbers(actor.principals), _numbers(actor.provides), roles, actor.purpose])
        yield


def _numbers(principals: Iterable[int]) -> str:
    return ",".join(str(number) for number in sorted(principals))
