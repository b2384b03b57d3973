"""A bare connection on which is said, under the application's own seal, who looks: as its process would say it."""

from contextlib import contextmanager

from chorsu.handling.seal import MOMENT, Looks, sealed

__all__ = ["say", "say_actor", "saying", "saying_as"]


def say(connection, *, person=None, viewer="", provides="", roles="", purpose=""):
    """Say it until the transaction in which the connection stands ends."""
    (moment,) = connection.execute(MOMENT).fetchone()
    said = sealed(moment, person, Looks(viewer, provides, roles, purpose))
    settings = ", ".join(f"set_config('chorsu.{name}', %s, true)" for name in said)
    connection.execute(f"SELECT {settings}", list(said.values()))


def say_actor(connection, actor):
    """Say that an actor looks."""
    viewer, provides = (",".join(map(str, which)) for which in (actor.principals, actor.provides))
    say(connection, person=actor.user, viewer=viewer, provides=provides, roles=",".join(actor.roles))


@contextmanager
def saying(connection, **said):
    """A transaction in which it is said."""
    with connection.transaction():
        say(connection, **said)
        yield


@contextmanager
def saying_as(connection, actor):
    """A transaction in which an actor looks."""
    with connection.transaction():
        say_actor(connection, actor)
        yield
