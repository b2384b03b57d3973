"""What its writer has numbered is stored once: however often it is sent, also twice at the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.db.models import Model

from chorsu.kernel.ids import uuid7

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["stored_once"]


def stored_once[R: Model](row: R, own: QuerySet[R]) -> R:
    """Store a new row and return it; where its number stands among its writer's `own`, what stands there instead.

    A number that is somebody else's gives way to a new one. In the transaction of the act: a row that another line
    is just storing under the number is waited for.
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        standing = own.filter(pk=row.pk).first()
        if standing is not None:
            return standing
        row.pk = uuid7()
        row.save(force_insert=True)
    return row
