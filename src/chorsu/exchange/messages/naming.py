"""Whether words lead to a person by themselves: telephone numbers, addresses of mail, names of accounts. Pure.

Owns what is found without knowing anybody; names of persons are not: the writer says whether there are some.
"""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["TRACES", "Trace", "leads_to_somebody", "trace_in"]

TRACES = {
    # As it is dialled between states.
    "telephone": re.compile(r"(?<![\w.,-])\+\d[\d\s().-]{7,16}\d(?!\d)"),
    # From the beginning of a word alone: each text is passed over once, also one that is a single word.
    "mail": re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++\.[\w.-]+"),
    "account": re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,}|\bt\.me/\w+", re.IGNORECASE),
    "wallet": re.compile(r"(?<!\w)(?:bc1[a-z0-9]{20,}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})(?!\w)"),
}
"""How each kind is found."""


class Trace(NamedTuple):
    """What leads to somebody: of which kind (`TRACES`), in these words."""

    kind: str
    words: str


def trace_in(text: str) -> Trace | None:
    """The first telephone number, or else address of mail, account or wallet that stands in it."""
    found = ((kind, pattern.search(text)) for kind, pattern in TRACES.items())
    return next((Trace(kind, one.group()) for kind, one in found if one), None)


def leads_to_somebody(text: str) -> bool:
    """Whether one stands in it."""
    return trace_in(text) is not None
