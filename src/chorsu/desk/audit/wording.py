"""Words of the audit trail: what was done, where, and what an answer's status means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, pgettext_lazy

from chorsu.journal.trail.entries import Act

if TYPE_CHECKING:
    from django.utils.functional import Promise

__all__ = ["ACTS", "act_name", "status_words"]

ACTS: dict[str, Promise] = {
    Act.READ: pgettext_lazy("audit", "Opened"),
    Act.LIST: pgettext_lazy("audit", "Looked at a list or chart"),
    Act.SEARCH: pgettext_lazy("audit", "Searched"),
    Act.EXPORT: pgettext_lazy("audit", "Took out as a file"),
    Act.STREAM: pgettext_lazy("audit", "Was sent by the live stream"),
    Act.CHANGE: pgettext_lazy("audit", "Changed or entered something"),
    Act.HAND_IN: pgettext_lazy("audit", "Handed in"),
    Act.RELEASE: pgettext_lazy("audit", "Released"),
    Act.RECALL: pgettext_lazy("audit", "Recalled"),
    Act.ERASE: pgettext_lazy("audit", "Erased by law"),
    Act.ADMINISTER: pgettext_lazy("audit", "Administered"),
    Act.REFUSED: pgettext_lazy("audit", "Asked, and was refused"),
    Act.FAILED: pgettext_lazy("audit", "Asked, and the system failed"),
    Act.SIGN_IN: pgettext_lazy("audit", "Signed in"),
    Act.SIGN_IN_FAILED: pgettext_lazy("audit", "Failed to sign in"),
    Act.SIGN_OUT: pgettext_lazy("audit", "Signed out"),
    Act.LOCKED_OUT: pgettext_lazy("audit", "Tried too soon after failures"),
    Act.PROVED: pgettext_lazy("audit", "Proved who they are"),
    Act.PASSWORD_CHANGED: pgettext_lazy("audit", "Changed the password"),
    Act.FACTOR_ADDED: pgettext_lazy("audit", "Set up a second factor"),
    Act.FACTOR_REMOVED: pgettext_lazy("audit", "Took a second factor away"),
    Act.CODES_SHOWN: pgettext_lazy("audit", "Was shown recovery codes"),
    Act.AUDIT: pgettext_lazy("audit", "Read the audit trail"),
    Act.TOMBSTONE: pgettext_lazy("audit", "Read that it was taken back"),
    Act.SEALED: pgettext_lazy("audit", "Closed a span of the trail"),
}

_ANSWERED, _LED_ON, _NOTHING = range(200, 300), range(300, 400), range(400, 500)


def act_name(act: str) -> str:
    """What was done, in words; a code that has none as it is."""
    return str(ACTS.get(act, act))


def status_words(status: int, act: str) -> str:
    """What was answered, in words; empty where nothing was asked over the web."""
    if act == Act.REFUSED and status not in _NOTHING:
        return gettext("refused, and told why")
    if status in _ANSWERED:
        return gettext("answered")
    if status in _LED_ON:
        return gettext("done, and led on")
    if status in _NOTHING:
        return gettext("answered with nothing")
    return gettext("failed") if status else ""
