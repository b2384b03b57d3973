"""Officers at the form, and what they fill in."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cast import actor
from chorsu.desk.seizure_form.device import mark_of
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.kernel.ids import uuid7
from chorsu.records.models import Seizure

SAID = {
    "date": "2026-01-15",
    "time": "02:40",
    "offset": 300,
    "place": {"text": "Термез"},
    "lots": [{"kind": "drug", "substance_text": "героин", "quantity": "1,25", "unit": "kg", "state": "weighed"}],
    "audience": {"who": "provider", "chosen": [], "until": ""},
}


@pytest.fixture
def enter(bank, settings, tmp_path):
    """A client signed in as one of the cast; what is sent is kept in a folder of the test."""
    settings.CHORSU_HOME = tmp_path

    def sign_in(username, language="en", **options):
        client = Client(headers={"accept-language": language}, **options)
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def send():
    """Sends one seizure as a device's queue does."""

    def send_one(client, *, mark="border-officer", number=None, photographs=(), notes=(), **said):
        body = SAID | said | {"submission": str(number or uuid7())}
        files = [SimpleUploadedFile("photograph.jpg", data, "image/jpeg") for data in photographs]
        fields = {"submission": json.dumps(body), "photographs": json.dumps(list(notes)), "photograph": files}
        headers = {"X-Chorsu-Officer": mark_of(actor(mark))}
        return client.post("/hand-in/seizure/send/", fields, headers=headers)

    return send_one


@pytest.fixture
def recorded():
    """The seizures that one of the cast sees, in the order in which they were recorded."""

    def seen(username="border-officer"):
        with viewing(actor(username)):
            return list(Seizure.objects.order_by("recorded_at", "id").prefetch_related("lots"))

    return seen
