"""The confirming page of a text, as an officer acts on it."""

import re

from django.test import Client

from builders.readings import NOTE
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.intake.models import Draft
from chorsu.records.models import Seizure

__all__ = ["PART", "Page", "seizures", "signed_in"]

PART = {"X-Chorsu-Part": "1"}


def signed_in(username="border-officer", language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(User.objects.get(username=username))
    return client


class Page:
    """The page of one text, open in a browser without a script, or with the script's own requests."""

    def __init__(self, desk, text=NOTE, language="en"):
        self.desk, self.client = desk, signed_in(language=language)
        found = desk.hands_in(text)
        desk.reads()
        self.address = f"/hand-in/text/{found.pk}/"

    def shows(self):
        return self.client.get(self.address).text

    def seen(self):
        """What a page drawn now carries of its drafts."""
        return dict(re.findall(r'name="(seen:\d*)" value="(\d+)"', self.shows()))

    def acts(self, act, **said):
        said = {"act": act, "who": "provider", **self.seen(), **said}
        return self.client.post(f"{self.address}act/", said, headers=PART)

    def drafts(self):
        with viewing(actor("border-officer")):
            return list(Draft.objects.order_by("number"))


def seizures():
    with viewing(actor("border-officer")):
        return list(Seizure.objects.order_by("seized_on"))
