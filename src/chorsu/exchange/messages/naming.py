"""Whether words lead to a person by themselves: telephone numbers, addresses of mail, names of accounts. Pure.

Owns what is found without knowing anybody; names of persons are not: the writer says whether there are some.
"""

from __future__ import annotations

import re

__all__ = ["leads_to_somebody"]

_TRACES = (
    re.compile(r"(?<![\w.,-])\+\d[\d\s().-]{7,16}\d(?!\d)"),  # a telephone number, as it is dialled between states
    re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"),  # an address of mail
    re.compile(r"(?<![\w@/.])@[A-Za-z]\w{3,}"),  # the name of an account
    re.compile(r"\bt\.me/\w+", re.IGNORECASE),
    re.compile(r"(?<!\w)(?:bc1[a-z0-9]{20,}|0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33})(?!\w)"),  # a wallet
)


def leads_to_somebody(text: str) -> bool:
    """Whether a telephone number, an address of mail, an account or a wallet stands in it."""
    return any(trace.search(text) for trace in _TRACES)
