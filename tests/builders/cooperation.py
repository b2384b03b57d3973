"""Events of a plan, recommendations, instruments and posts as a form or a text would enter them; all people are examples."""

import datetime as dt
from dataclasses import replace

from builders.reports import agency_number
from cast import actor
from chorsu.cooperation import following, library, planning
from chorsu.cooperation.saying import DelegateSaid, EventSaid, InstrumentSaid, RecommendationSaid
from chorsu.directory.posts import PostSaid, enter_posts
from chorsu.handling.rules import MEMBERS
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing
from chorsu.kernel.spans import NO_SOURCE, SourceSpan

__all__ = ["AT", "CENTRE", "day", "event", "in_text", "instrument", "posts", "recommendation", "said"]

AT = dt.datetime(2022, 11, 1, 9, 0, tzinfo=dt.UTC)
CENTRE = "example-centre"


def day(text):
    """A day of 2022, written as `10-24`."""
    return dt.date.fromisoformat(f"2022-{text}")


def in_text(text, quote, document="news/1"):
    """The span of a quote in a text."""
    start = text.index(quote)
    return SourceSpan(document, start, start + len(quote), quote)


def said(title="Working group on precursors", since="10-24", until=None, people=(), **more):
    """An event as it is said; `people` are names of a delegation."""
    members = tuple(one if isinstance(one, DelegateSaid) else DelegateSaid(one) for one in people)
    more = {"kind": "meeting", "delegation": members} | more
    return EventSaid(title=title, since=day(since), until_day=day(until or since), **more)


def _as(who, act, *, provider=CENTRE, audience=(MEMBERS,), at=AT, **parts):
    officer = actor(who)
    with viewing(replace(officer, purpose=EARLIER)):
        return act(actor=officer, provider=agency_number(provider), audience=audience, at=at, **parts)


def event(title="Working group on precursors", since="10-24", until=None, *, who="duty-officer", people=(), **more):
    """A stored event of the example centre, for all members unless said otherwise."""
    handling = {name: more.pop(name) for name in ("provider", "audience", "at") if name in more}
    return _as(who, planning.enter_event, said=said(title, since, until, people, **more), **handling)


def recommendation(text, *, who="duty-officer", **more):
    """A stored recommendation."""
    handling = {name: more.pop(name) for name in ("provider", "audience", "at", "number") if name in more}
    return _as(who, following.enter_recommendation, said=RecommendationSaid(text, **more), **handling)


def instrument(title, *, who="duty-officer", kind="declaration", **more):
    """A stored instrument."""
    handling = {name: more.pop(name) for name in ("provider", "audience", "at") if name in more}
    return _as(who, library.enter_instrument, said=InstrumentSaid(kind, title, **more), **handling)


def posts(*names, who="duty-officer", public=True, audience=(), span=NO_SOURCE, **more):
    """Stored posts of persons, all with the same values."""
    people = [PostSaid(name, span=span, **({"post": "Director"} | more)) for name in names]
    return _as(who, enter_posts, posts=people, public=public, audience=audience)
