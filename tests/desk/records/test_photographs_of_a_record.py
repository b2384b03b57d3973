"""Photographs on the pages of a record: copies for whoever sees it, the original and the tool for its provider alone."""

import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.pictures import LATITUDE, LONGITUDE, photograph, says_where
from builders.seizures import record
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.intake.schema.fields import field
from chorsu.records.models import Photograph
from chorsu.records.photographs.services import MOST_OF_A_SEIZURE

WHERE = (f"{LATITUDE:.3f}", f"{LONGITUDE:.3f}", str(LATITUDE)[:6], str(LONGITUDE)[:6], "Example Phone", "23:41:05")


@pytest.fixture
def seizure(bank, as_role, settings, tmp_path, enter):
    """A seizure of Uzbekistan's border guard with one photograph, released to Kazakhstan."""
    settings.CHORSU_HOME = tmp_path
    with as_role("worker"):
        (found,) = record([{}], audience=[State.objects.get(code="KZ").pk])
    files = [SimpleUploadedFile("IMG_1.jpg", photograph(), "image/jpeg")]
    added = enter("border-officer").post(f"/records/{found.pk}/photographs/", {"photographs": files, "kind": "stamp"})
    assert added.status_code == 302
    return found


@pytest.fixture
def picture(seizure):
    with viewing(actor("border-officer")):
        return Photograph.objects.get(seizure=seizure)


def address(seizure, picture, size=""):
    return f"/records/{seizure.pk}/photographs/{picture.pk}/{size}"


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def test_whoever_sees_the_record_sees_copies_that_say_nothing_and_no_cache_keeps_them(enter, seizure, picture):
    for username in ("border-officer", "liaison-a"):
        client = enter(username)
        for size in ("small/", "large/"):
            answer = client.get(address(seizure, picture, size))
            assert answer.status_code == 200
            assert answer["Cache-Control"] == "no-store"
            assert says_where(body(answer)) == {}


def test_the_original_and_what_the_camera_wrote_are_the_providers_alone(enter, seizure, picture):
    provider, recipient = enter("border-officer"), enter("liaison-a")
    assert body(provider.get(address(seizure, picture, "original/"))) == photograph()
    assert recipient.get(address(seizure, picture, "original/")).status_code == 404
    assert WHERE[2] in provider.get(address(seizure, picture)).text
    page = recipient.get(address(seizure, picture)).text
    assert not any(said in page for said in WHERE)
    assert "chorsu-blur" not in page


def test_to_everybody_else_it_is_absent(enter, seizure, picture):
    stranger = enter("stranger-c")
    for size in ("", "small/", "large/", "original/"):
        assert stranger.get(address(seizure, picture, size)).status_code == 404
    assert stranger.post(address(seizure, picture, "blur/"), {"regions": "[]"}).status_code == 404


def test_no_export_says_where_a_photograph_was_taken(enter, seizure, picture):
    for username in ("border-officer", "liaison-a"):
        for form in ("csv", "xlsx", "geojson"):
            data = body(enter(username).get(f"/records/download/{form}/"))
            parts = [data]
            if form == "xlsx":
                archive = zipfile.ZipFile(io.BytesIO(data))
                parts = [archive.read(name) for name in archive.namelist()]
            said = b"\n".join(parts).decode("utf-8", "replace")
            assert str(seizure.pk) in said
            assert not any(word in said for word in WHERE), (username, form)
    page = enter("liaison-a").get(f"/records/{seizure.pk}/").text
    assert not any(word in page for word in WHERE)


def test_a_blur_is_drawn_for_everybody_and_open_pages_do_not_go_on_showing_what_was_there(enter, seizure, picture):
    recipient = enter("liaison-a")
    before = body(recipient.get(address(seizure, picture, "large/")))
    regions = json.dumps([[0.0, 0.0, 0.3, 0.3]])
    done = enter("border-officer").post(address(seizure, picture, "blur/"), {"regions": regions}, follow=True)
    assert "1 region blurred" in done.text
    assert body(recipient.get(address(seizure, picture, "large/"))) != before
    assert "?v=2" in recipient.get(f"/records/{seizure.pk}/").text


def test_a_rectangle_is_given_in_numbers_where_there_is_no_script(enter, seizure, picture):
    numbers = {"regions": "[]", "x": "10", "y": "10", "width": "12,5", "height": "20"}
    enter("border-officer").post(address(seizure, picture, "blur/"), numbers)
    with viewing(actor("border-officer")):
        assert Photograph.objects.get().regions == [[0.1, 0.1, 0.125, 0.2]]


@pytest.mark.parametrize("regions", ["", "{", "5", '["x"]', "[[1,2]]", "[[9,9,1,1]]", "[" * 100_000])
def test_rectangles_that_are_none_change_nothing_and_are_answered_in_a_line(enter, seizure, picture, regions):
    done = enter("border-officer").post(address(seizure, picture, "blur/"), {"regions": regions}, follow=True)
    assert done.status_code == 200
    assert 'class="message error"' in done.text
    with viewing(actor("border-officer")):
        assert Photograph.objects.get().version == 1


def test_a_recipient_can_neither_add_nor_blur(enter, seizure, picture):
    recipient = enter("liaison-a")
    recipient.post(address(seizure, picture, "blur/"), {"regions": "[[0,0,1,1]]"})
    files = [SimpleUploadedFile("IMG_2.jpg", photograph(), "image/jpeg")]
    recipient.post(f"/records/{seizure.pk}/photographs/", {"photographs": files, "kind": "stamp"})
    with viewing(actor("border-officer")):
        assert [(one.version, one.regions) for one in Photograph.objects.all()] == [(1, [])]


def test_one_taken_back_is_shown_to_nobody_says_so_and_can_be_put_back(enter, seizure, picture):
    provider, recipient = enter("border-officer"), enter("liaison-a")
    page = provider.get(address(seizure, picture))
    assert "Take this photograph back" in page.text
    assert "Take this photograph back" not in recipient.get(address(seizure, picture)).text
    done = provider.post(address(seizure, picture, "taken-back/"), {"reason": "An informant is in it"}, follow=True)
    assert "An informant is in it" in done.text
    assert "Put it back" in done.text
    for client in (provider, recipient):
        assert client.get(address(seizure, picture, "large/")).status_code == 404
        assert client.get(address(seizure, picture, "small/")).status_code == 404
        assert "taken back" in client.get(f"/records/{seizure.pk}/").text
    seen = recipient.get(address(seizure, picture))
    assert seen.status_code == 200
    assert "informant" not in seen.text
    assert "Put it back" not in seen.text
    assert recipient.post(address(seizure, picture, "back/"), follow=True).status_code in {200, 404}
    assert recipient.get(address(seizure, picture, "large/")).status_code == 404
    provider.post(address(seizure, picture, "back/"))
    assert recipient.get(address(seizure, picture, "large/")).status_code == 200


def test_without_a_reason_it_stays(enter, seizure, picture):
    client = enter("border-officer")
    client.post(address(seizure, picture, "taken-back/"), {"reason": " "})
    assert client.get(address(seizure, picture, "large/")).status_code == 200


def test_a_form_takes_as_many_photographs_as_a_record_shows():
    assert field("photographs").most == MOST_OF_A_SEIZURE


def test_a_photograph_marked_for_the_provider_alone_is_not_there_for_a_recipient(enter, seizure, picture):
    recipient = enter("liaison-a")
    assert recipient.get(address(seizure, picture, "small/")).status_code == 200
    sent = {"part": "photographs.1", "who": "nobody", "version": 1}
    enter("border-officer").post(f"/records/{seizure.pk}/mark/", sent)
    for size in ("", "small/", "large/"):
        assert recipient.get(address(seizure, picture, size)).status_code == 404
    assert str(picture.pk) not in recipient.get(f"/records/{seizure.pk}/").content.decode()
    assert enter("border-officer").get(address(seizure, picture, "small/")).status_code == 200
