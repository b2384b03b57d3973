"""What the form's island says, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

__all__ = ["island_words"]


def island_words() -> dict[str, str]:
    """The words by key; the page hands them over in `#page-words`."""
    return {
        "queue.waiting": pgettext("seizure on a device", "Waiting for a connection"),
        "queue.sending": pgettext("seizure on a device", "Being sent"),
        "queue.refused": pgettext("seizure on a device", "Not taken: to be mended"),
        "queue.signIn": pgettext("seizure on a device", "Sign in to send"),
        "queue.another": pgettext("seizure on a device", "Another officer is signed in"),
        "queue.failed": pgettext("seizure on a device", "Not taken: an error of the server"),
        "queue.failedAt": gettext(
            "At %(at)s the server answered with an error (%(status)s). It is kept here and sent again at %(again)s."
        ),
        "queue.unreadable": gettext("A photograph of it cannot be opened on this device. Tried again at %(again)s."),
        "queue.tooLarge": gettext(
            "are too large for the way to the server; remove some here and add them later to the record"
        ),
        "queue.anotherWhy": gettext(
            "Another officer is signed in on this device. What waits is yours: it is sent when you are signed in again."
        ),
        "queue.signInInstead": gettext("Sign that officer out, and sign in"),
        "queue.signOutSure": gettext("This signs out the officer who is signed in on this device. Go on?"),
        "queue.signInWhy": gettext("You are signed out. What waits is sent when you are signed in again."),
        "queue.signInNow": pgettext("act", "Sign in"),
        "queue.sent": pgettext("seizure on a device", "Arrived"),
        "queue.title": gettext("Waiting on this device (%(count)s)"),
        "queue.mend": pgettext("act", "Mend"),
        "queue.delete": pgettext("act", "Delete"),
        "queue.deleteSure": gettext("This seizure has not arrived. Delete it from this device?"),
        "queue.open": gettext("Open the record"),
        "queue.kept": gettext("Kept on this device. It is sent as soon as there is a connection."),
        "queue.keptAnother": gettext(
            "Kept on this device. It is sent when you are signed in again, not another officer."
        ),
        "queue.keptSignIn": gettext("Kept on this device. It is sent when you are signed in again."),
        "queue.keptFailed": gettext("Kept on this device. The server answers with an error; it is asked again."),
        "queue.keptRefused": gettext("Not taken: what is wrong stands beside it, and it can be mended."),
        "queue.arrived": gettext("The seizure has arrived and is in the data bank."),
        "queue.of": gettext("Seizure of %(when)s"),
        "queue.unsealed": gettext("It was kept by an earlier sign-in and cannot be opened here."),
        "queue.full": gettext("This device has no room left. Send what waits first, or remove photographs."),
        "queue.notKept": gettext("This browser keeps nothing. What you enter is sent at once."),
        "form.lot": pgettext("goods of a seizure", "Lot %(number)s"),
        "form.restored": gettext("Your draft is here again."),
        "form.restoredMore": gettext("Your draft is here again. Drafts that come after it: %(count)s."),
        "form.elsewhere": gettext("Your draft is open in another tab. This form is a new one."),
        "form.afresh": gettext("Start afresh"),
        "form.thrownAway": gettext("The draft is thrown away."),
        "form.undo": pgettext("act", "Undo"),
        "form.aside": gettext("What you had begun is kept, and comes back after it."),
        "form.mendedElsewhere": gettext("This seizure is open in another tab. Mend it there, or close that tab."),
        "form.mending": gettext("You are mending a seizure that was not taken. What is wrong stands beside its field."),
        "form.notChosen": gettext("not stated"),
        "form.nearest": gettext("Nearest: %(name)s, %(km)s km"),
        "form.noPlaceNear": gettext("No settlement of your state is near; say in words where it is."),
        "form.located": gettext("Position of this device, within %(metres)s m"),
        "form.notLocated": gettext("This device does not say where it is. Choose from the list, or tap the map."),
        "form.locating": gettext("Asking the device"),
        "form.pointAway": gettext("The point on the map was taken away: it lay %(km)s km from %(name)s."),
        "form.pointBack": gettext("Put the point back"),
        "form.pointFar": gettext("This point lies %(km)s km from %(name)s."),
        "form.whichNumber": gettext("Which is meant?"),
        "form.found": gettext("%(count)s found"),
        "form.noneFound": gettext("Nothing found; your words are kept as you write them."),
        "form.crossing": pgettext("kind of place", "crossing point"),
        "photo.tooMany": gettext("At most %(most)s photographs."),
        "photo.unread": gettext("%(name)s is no picture that this browser reads."),
        "photo.shows": gettext("What it shows"),
        "photo.of": gettext("Photograph %(number)s"),
    }
