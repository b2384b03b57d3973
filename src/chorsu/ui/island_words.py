"""The words that islands say: every page hands them over in its reader's language."""

from __future__ import annotations

from django.utils.translation import gettext, pgettext

__all__ = ["ui_words"]


def ui_words() -> dict[str, str]:
    """The words that islands say, in the reader's language; they read them from the element `#ui-words`."""
    return {
        "live": gettext("Connected"),
        "reconnecting": gettext("Connecting again"),
        "offline": gettext("No connection"),
        "signed-out": gettext("Signed out"),
        "another": gettext("Signed in as somebody else"),
        "last": gettext("last heard %(age)s ago"),
        "ended.signed-out": gettext(
            "You are signed out. What this page shows may be out of date; what you wrote is still here."
        ),
        "ended.another": gettext("Somebody else has signed in in this browser. What you wrote is still here."),
        "unsent.signed-out": gettext(
            "Not sent: you are signed out. What you wrote is still here: sign in, come back here and press again."
        ),
        "unsent.another": gettext(
            "Not sent: somebody else has signed in in this browser. What you wrote is still here: sign in as yourself,"
            " come back here and press again."
        ),
        "unsent.offline": gettext(
            "Not sent: the server does not answer. What you wrote is still here; press again in a moment."
        ),
        "unsent.failed": gettext(
            "Not sent: the server does not answer as it should. What you wrote is still here; press again in a moment."
        ),
        "unsent.others": gettext("What you wrote elsewhere on this page is not sent, and is lost if you go on. Go on?"),
        "unsent.signIn": gettext("Sign in, in another tab"),
        "held": gettext("Show what is new: %(count)s"),
        "selected": gettext("Selected: %(count)s"),
        "undo": gettext("Undo"),
        "ring-on": gettext("Switch the sound on"),
        "ring-off": gettext("Switch the sound off"),
        "ring-touch": gettext("Silent: touch to hear it"),
        "chosen": gettext("Chosen: %(names)s"),
        "sending": gettext("Sending: %(share)s"),
        "reading": gettext("Received; being read"),
        "notSent": gettext("Not sent: the connection broke. Try again; nothing was stored twice."),
        "noGraphics": gettext("This browser draws no map; the table holds the same figures."),
        "notLoaded": gettext("The map did not load; the table holds the same figures. Load the page again."),
        "counts": gettext("Number of seizures"),
        "weights": gettext("Weight, kg"),
        "none": pgettext("legend of a map", "none"),
        "zoomIn": gettext("Nearer"),
        "zoomOut": gettext("Farther"),
        "gestureKey": gettext("Hold %(key)s and scroll to zoom the map"),
        "gestureFingers": gettext("Move the map with two fingers"),
        "withoutLargest": gettext("Without the largest case (%(label)s)"),
        "asLines": gettext("As lines"),
        "waitingShort": gettext("Not sent: %(count)s"),
        "waitingLong": gettext("Seizures on this device that have not arrived: %(count)s. Open the form to send them."),
        "waitingLeave": gettext(
            "Seizures on this device that have not arrived: %(count)s. They stay here, and are sent after you sign in"
            " again on this device; nobody else can read them. Sign out all the same?"
        ),
    }
