"""Why something is done, in an officer's words: needed, trimmed, of a bounded length. Pure."""

from __future__ import annotations

from chorsu.kernel.errors import InputError

__all__ = ["LONGEST_REASON", "reason_given"]

LONGEST_REASON = 2_000


def reason_given(reason: str) -> str:
    """The reason, trimmed.

    Raises:
        InputError: it is empty or longer than anybody will read.
    """
    stated = reason.strip().replace("\x00", "")
    if not stated or len(stated) > LONGEST_REASON:
        raise InputError("a reason is needed", where="reason", to_do=f"say why, in up to {LONGEST_REASON} characters")
    return stated
