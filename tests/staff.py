"""Administrators for the tests: entered by the owner, as set-up does it; actors that the rule makes of them."""

from chorsu.directory.models import Agency
from chorsu.directory.selectors import actor_of
from chorsu.directory.services import enter_officer
from chorsu.handling.rules import Role

__all__ = ["enter_staff"]

STAFF = {
    "centre-admin": ("example-centre", Role.ADMINISTRATOR),
    "admin-uz": ("example-customs-uz", Role.STATE_ADMINISTRATOR),
    "admin-kz": ("example-customs-kz", Role.STATE_ADMINISTRATOR),
    "auditor": ("example-centre", Role.AUDITOR),
    "protector": ("example-centre", Role.DATA_PROTECTION),
}


def enter_staff(as_role):
    """Enter the overseers of the cast; their users by name."""
    with as_role("owner"):
        return {
            name: enter_officer(
                username=name,
                agency=Agency.objects.get(code=agency),
                roles=[role],
                first_name="Test",
                last_name=name.title(),
            )
            for name, (agency, role) in STAFF.items()
        }


def actors(users):
    """The actor of each."""
    return {name: actor_of(user) for name, user in users.items()}
