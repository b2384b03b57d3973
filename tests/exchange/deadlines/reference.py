"""A count of deadlines written from its words alone: it walks through time in steps, and knows no calendar arithmetic."""

import datetime as dt

STEP = dt.timedelta(minutes=15)


def stopped(pauses, since, until):
    """Whether it does not run from `since` to `until`, which no pause begins or ends between."""
    return any(begins <= since and (ends is None or until <= ends) for begins, ends in pauses)


def due(received, amount, counts, *, rolls, zone, working, pauses, most):
    """The first moment at which the answer is due, or None within `most` (a duration)."""
    moment, need, first = received, amount * 4, received.astimezone(zone).date()
    while moment - received < most:
        following = moment + STEP
        runs = not stopped(pauses, moment, following)
        day, then = (one.astimezone(zone).date() for one in (moment, following))
        if counts == "hours":
            need -= runs
            if need == 0:
                return following
        elif then > day and day > first and runs:
            counted = counts == "days" or working(day)
            amount -= counted and amount > 0
            if amount == 0 and counted and (not rolls or working(day)):
                return following
        moment = following
    return None
