"""For whom a verb acts: an officer of the example installation by name, anybody by a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chorsu.kernel.errors import InputError

if TYPE_CHECKING:
    from chorsu.handling.rules import Actor

__all__ = ["bearer", "example_officer"]


def example_officer(username: str) -> tuple[Actor, int]:
    """One of the example's cast, and the agency.

    Raises:
        InputError: there is nobody of this name.
    """
    from chorsu.directory.models import User
    from chorsu.directory.selectors import actor_of

    examples = User.objects.filter(example=True)
    found = examples.filter(username=username).first()
    if found is None or found.agency_id is None:
        known = ", ".join(examples.order_by("pk").values_list("username", flat=True))
        raise InputError(f"no example officer is called {username}", where="--as", to_do=f"one of: {known}")
    return actor_of(found), found.agency_id


def bearer(token: str) -> tuple[Actor, int]:
    """For whom a token hands in, and for which agency.

    Raises:
        InputError: the token does not work, or not for handing in.
    """
    from chorsu.directory.models import User
    from chorsu.directory.selectors import term_of
    from chorsu.directory.tokens import verify
    from chorsu.handling.rules import NOBODY
    from chorsu.handling.viewer import viewing
    from chorsu.kernel.clock import now
    from chorsu.kernel.errors import AbsentError

    try:
        with viewing(NOBODY):
            actor = verify(token, scope="hand-in", at=now())
            term = term_of(User.objects.get(pk=actor.user or 0))
    except AbsentError:
        term = None
    if term is None:
        raise InputError("is not accepted", where="CHORSU_TOKEN", to_do="make a new one on your account page")
    return actor, term.agency_id
