"""The same people as the example sign-ins, by the names that tests call them."""

from dataclasses import replace

from chorsu.directory.models import User
from chorsu.directory.selectors import actor_of
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing

__all__ = ["actor", "earlier"]


def actor(username):
    """The actor of one of the cast, such as `border-officer`, `liaison-a` or `stranger-c`."""
    return actor_of(User.objects.select_related("agency__state").get(username=username))


def earlier(officer):
    """A transaction in which an officer does what lies in the past, as the example region brings in what happened."""
    return viewing(replace(officer, purpose=EARLIER))
