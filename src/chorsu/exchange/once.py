"""What its writer has numbered is stored once: however often it is sent, also twice at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Model

from chorsu.kernel.errors import InputError
from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from django.db.models import QuerySet

__all__ = ["OtherWordsError", "alike", "stored_once"]


class OtherWordsError(InputError):
    """What stands under a number says something else than what is sent under it now."""

    def __init__(self) -> None:
        super().__init__("stands with other words", where="id", to_do="choose another number, at random")


def stored_once[R: Model](row: R, own: QuerySet[R], *, same: Callable[[R, R], bool]) -> R:
    """Store a new row and return it; where its number stands among its writer's `own`, what stands there instead.

    A number that is somebody else's gives way to a new one. In the transaction of the act: a row that another line
    is just storing under the number is waited for. `same`: whether what stands (the first) says what the row does.

    Raises:
        OtherWordsError: it says something else.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        standing = own.filter(pk=row.pk).first()
        if standing is not None:
            if not same(standing, row):
                raise OtherWordsError from None
            return standing
        row.pk = uuid7()
        row.save(force_insert=True)
    return row


def alike(standing: Model, row: Model, names: Iterable[str]) -> bool:
    """Whether two rows have the same in the fields of these names."""
    return all(getattr(standing, name) == getattr(row, name) for name in names)
