"""What tests of marking ask again and again: principals by name, and acts of an officer on a record."""

from cast import actor
from chorsu.directory.models import Agency, State
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

__all__ = ["act", "agency", "state"]


def state(code):
    """The principal of a state."""
    return State.objects.get(code=code).pk


def agency(code):
    """The principal of an agency."""
    return Agency.objects.get(code=code).pk


def act(service, who, seizure, **said):
    """What an officer of the cast does with a seizure through a service."""
    officer = actor(who)
    with viewing(officer):
        return service(seizure=seizure.pk, actor=officer, at=now(), **said)
