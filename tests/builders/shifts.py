"""What officers write into the log of a shift and hand over, at moments of their choice."""

from builders.messages import AT, does
from chorsu.exchange.duty import handing, log
from chorsu.exchange.duty.log import EntrySaid

__all__ = ["handed_over", "logged", "signed"]


def logged(words="The bridge at Termez is closed", *, who="border-officer", at=AT, **said):
    """An entry of the log of somebody's authority."""
    return does(who, log.write_entry, at=at, said=EntrySaid(words, **said))


def handed_over(words="Nothing else", *, who="border-officer", at=AT):
    """A hand-over."""
    return does(who, handing.hand_over, at=at, words=words)


def signed(one, *, who, at=AT):
    """A hand-over after somebody signed it."""
    return does(who, handing.sign, at=at, identifier=one.pk)
