"""Programs attach files to drafts and fetch those of messages; a third is answered as about one that never was."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from builders.trail import waiting
from chorsu.exchange.attachments import files
from chorsu.kernel.ids import uuid7
from programs import program

MESSAGES = "/api/v1/messages"
ASKED = {"kind": "request", "urgency": "8h", "subject": "Who?", "to": ["agency:example-customs-kz"], "personal": False}
LIST = ("list.csv", b"plate;day\n01A123BC;1\n")


@pytest.fixture
def asker(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return program("border-officer")


def attached(client, message, name=LIST[0], content=LIST[1]):
    return client.upload(f"{MESSAGES}/{message}/attachments", SimpleUploadedFile(name, content))


def test_from_the_draft_to_the_addressee(asker, connect):
    one = asker.post(MESSAGES, ASKED).json()["id"]
    answer = attached(asker, one)
    assert answer.status_code == 201
    told = answer.json()
    assert (told["name"], told["kind"], told["size"]) == (LIST[0], "csv", len(LIST[1]))
    assert told["sha256"] == hashlib.sha256(LIST[1]).hexdigest()
    address = f"{MESSAGES}/{one}/attachments/{told['id']}"
    addressee = program("liaison-a")
    assert addressee.get(address).status_code == 404
    assert asker.post(f"{MESSAGES}/{one}/send").json()["state"] == "sent"
    assert addressee.get(f"{MESSAGES}/{one}").json()["messages"][0]["attachments"] == [told]
    fetched = addressee.get(address)
    assert (fetched.content, fetched["X-Content-Type-Options"]) == (LIST[1], "nosniff")
    assert fetched["Content-Disposition"] == 'attachment; filename="list.csv"'
    entry = waiting(connect)[-1]
    assert (entry["act"], entry["page"]) == ("export", "api-attachment")
    stranger = program("stranger-c")
    never = stranger.get(f"{MESSAGES}/{uuid7()}/attachments/{uuid7()}")
    assert stranger.get(address).content == never.content
    assert attached(asker, one, "b.txt", b"b").status_code == 422


def test_what_is_refused_says_so_and_leaves_the_draft(asker):
    one = asker.post(MESSAGES, ASKED).json()["id"]
    kept = attached(asker, one).json()
    refused = attached(asker, one, "a.csv", b"=1+1\n")
    assert refused.status_code == 422
    assert "a.csv" in refused.content.decode()
    assert "values only" in refused.content.decode()
    assert asker.get(f"{MESSAGES}/{one}").json()["messages"][0]["attachments"] == [kept]


@pytest.mark.slow
def test_a_file_is_taken_that_is_as_large_as_a_file_may_be(asker):
    one = asker.post(MESSAGES, ASKED).json()["id"]
    line = b"a white lorry\n"
    whole = line * (files.MOST_BYTES // len(line))
    assert attached(asker, one, "long.txt", whole).status_code == 201
    assert attached(asker, one, "longer.txt", whole + line).status_code == 422
    assert attached(asker, one, "far.txt", whole * 2 + line * 100_000).status_code == 413
    assert asker.post(f"{MESSAGES}/{one}/send").json()["state"] == "sent"
    made = translated(asker, one, ("long.txt", whole), personal="false")
    assert (made.status_code, made.json()["attachments"][0]["size"]) == (201, len(whole))


def test_a_file_is_taken_off(asker):
    one = asker.post(MESSAGES, ASKED).json()["id"]
    kept = attached(asker, one).json()["id"]
    assert program("liaison-a").post(f"{MESSAGES}/{one}/attachments/{kept}/remove").status_code == 404
    assert asker.post(f"{MESSAGES}/{one}/attachments/{kept}/remove").status_code == 204
    assert asker.get(f"{MESSAGES}/{one}").json()["messages"][0]["attachments"] == []


def test_each_needs_its_own_scope(asker):
    one = asker.post(MESSAGES, ASKED).json()["id"]
    kept = attached(asker, one).json()["id"]
    reads, writes = program("border-officer", "messages"), program("border-officer", "send")
    assert attached(reads, one).status_code == 403
    assert writes.get(f"{MESSAGES}/{one}/attachments/{kept}").status_code == 403


def translated(client, message, *files, **said):
    given = {"language": "ru", "subject": "Кто?", "personal": "false"} | said
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(f"{MESSAGES}/{message}/translations", given | {"files": sent}, content_type=MULTIPART_CONTENT)


def test_a_translation_comes_with_its_files_or_not_at_all(asker):
    one = asker.post(MESSAGES, ASKED | {"send": True}).json()["id"]
    refused = translated(asker, one, LIST, ("a.csv", b"=1+1\n"))
    assert (refused.status_code, refused.json()["where"]) == (422, "a.csv")
    assert asker.get(f"{MESSAGES}/{one}").json()["messages"][0]["translations"] == []
    made = translated(asker, one, LIST, ("b.txt", "Да".encode()))
    assert made.status_code == 201, made.content
    assert [file["name"] for file in made.json()["attachments"]] == ["list.csv", "b.txt"]
    (told,) = program("liaison-a").get(f"{MESSAGES}/{one}").json()["messages"][0]["translations"]
    assert (told["subject"], told["attachments"]) == ("Кто?", made.json()["attachments"])
    fetched = program("liaison-a").get(f"{MESSAGES}/{one}/attachments/{told['attachments'][0]['id']}")
    assert fetched.content == LIST[1]


def test_a_stranger_translates_nothing(asker):
    one = asker.post(MESSAGES, ASKED | {"send": True}).json()["id"]
    assert translated(program("stranger-c"), one, LIST).status_code == 404
    assert translated(program("border-officer", "messages"), one, LIST).status_code == 403
    assert translated(asker, one, LIST, language="en").status_code == 422
