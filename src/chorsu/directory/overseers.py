"""The roles that run the system or oversee it, kept apart from those that work on cases. Pure.

An overseer's actor carries no principal, hence sees no marked record, not even one for everybody, and provides nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.handling.rules import Role
from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["ADMINISTRATORS", "OVERSEERS", "require_apart"]

ADMINISTRATORS = frozenset({Role.ADMINISTRATOR, Role.STATE_ADMINISTRATOR})
OVERSEERS = ADMINISTRATORS | {Role.DATA_PROTECTION, Role.AUDITOR}


def require_apart(roles: Collection[Role]) -> None:
    """Refuse an overseeing role beside any other.

    Raises:
        InputError: such a role does not stand alone.
    """
    if OVERSEERS & set(roles) and len(set(roles)) > 1:
        raise InputError(
            "cannot be held beside another role",
            where="a role that runs or oversees the system",
            to_do="give it to another person, or give it alone",
        )
