"""Duties as liaison and duty officers of the cast enter them."""

import datetime as dt

from builders.messages import KZ, does
from builders.releasing import agency
from cast import actor
from chorsu.directory.roster import DutySaid, enter_duty

__all__ = ["on_duty"]


def on_duty(
    officer, since, *, hours=12, code=KZ, by="liaison-a", at=None, languages=("kk", "ru"), telephone="+7 7172 000 000"
):
    """An officer on duty for some hours, entered at that moment or before."""
    said = DutySaid(actor(officer).user, since, since + dt.timedelta(hours=hours), languages, telephone)
    return does(by, enter_duty, at=at or since, authority=agency(code), said=said)
