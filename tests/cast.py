"""The same people as the example sign-ins, by the names that tests call them."""

from chorsu.directory.models import User
from chorsu.directory.selectors import actor_of

__all__ = ["actor"]


def actor(username):
    """The actor of one of the cast, such as `border-officer`, `liaison-a` or `stranger-c`."""
    return actor_of(User.objects.select_related("agency__state").get(username=username))
