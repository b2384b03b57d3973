"""Watches as officers of the cast make them, and their alerts as somebody sees them."""

from django.http import QueryDict

from cast import actor
from chorsu.desk.watches.reading import asking, criteria_values
from chorsu.exchange.watches.criteria import Criteria
from chorsu.exchange.watches.models import Alert, AlertRecord
from chorsu.exchange.watches.selectors import shown
from chorsu.exchange.watches.watching import WatchSaid, make_watch
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now

__all__ = ["alerts", "asks", "does", "made", "members", "read_back", "reasons", "typed"]


def asks(**criteria):
    """Criteria from plain lists."""
    return Criteria(
        **{
            name: value if name == "least_kg" else frozenset(map(tuple, value) if name == "identifiers" else value)
            for name, value in criteria.items()
        }
    )


def typed(**fields):
    """What a watch asks whose form says this."""
    sent = QueryDict(mutable=True)
    sent.update(fields)
    return asking(sent, "KZ")


def read_back(criteria):
    """What a watch asks after its form was opened and sent as it stood."""
    values = criteria_values(criteria)
    return typed(**{name: values[name] for name in ("substances", "least_kg", "places", "route", "identifiers")})


def does(who, act, **said):
    """What an officer of the cast does through a service, now."""
    officer = actor(who)
    with viewing(officer):
        return act(actor=officer, at=now(), **said)


def made(who="liaison-a", *, name="Heroin", criteria=None, **more):
    """A watch for heroin, of an officer of the customs of Kazakhstan, unless it is said otherwise."""
    said = WatchSaid(name, criteria or asks(substances=["heroin"]), **({"shared": True} | more))
    return does(who, make_watch, said=said)


def alerts(who="liaison-a"):
    """The alerts that somebody sees, in the order in which they came."""
    with viewing(actor(who)):
        return list(Alert.objects.order_by("raised_at", "id"))


def members(alert, who="liaison-a"):
    """The records of an alert, seen or not."""
    with viewing(actor(who)):
        return set(AlertRecord.objects.filter(alert=alert).values_list("record", flat=True))


def reasons(alert, who="liaison-a"):
    """Why an alert came, to somebody: of each record that is seen."""
    with viewing(actor(who)):
        (one,) = shown([alert])
        return [why for _, why in one.records]
