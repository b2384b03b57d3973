"""A photograph: the original is its provider's alone, everybody else sees copies that say nothing of where and when."""

import io

import pytest
from django.db import transaction
from PIL import Image
from psycopg.errors import LockNotAvailable

from builders.pictures import LATITUDE, LONGITUDE, photograph, says_where
from builders.seizures import record
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records.models import Original, Photograph
from chorsu.records.photographs import services
from chorsu.records.photographs.images import Region, copies_of, look_at
from chorsu.records.photographs.services import MOST_OF_A_SEIZURE, Taken, add_photographs, blur, put_back, take_back
from chorsu.records.services import recall, release_to
from chorsu.records.store import Store


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "store")


def add(seizure, store, *photographs, by="border-officer"):
    officer = actor(by)
    with viewing(officer):
        taken = [Taken(data, "package", "IMG_1.jpg") for data in photographs]
        return add_photographs(seizure=seizure.pk, photographs=taken, store=store, actor=officer, at=now())


def pixels(store, digest):
    return Image.open(io.BytesIO(store.path(digest).read_bytes())).convert("RGB")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_copies_say_nothing_and_the_original_all(seizure, store, form):
    data = photograph(form)
    (added,) = add(seizure, store, data)
    assert says_where(data)
    for digest in (added.large, added.small):
        copy = store.path(digest).read_bytes()
        assert says_where(copy) == {}
        assert b"Example" not in copy
    with viewing(actor("border-officer")):
        original = Original.objects.get(photograph=added)
    assert store.path(original.digest).read_bytes() == data
    assert original.metadata["latitude"] == pytest.approx(LATITUDE, abs=1e-5)
    assert original.metadata["longitude"] == pytest.approx(LONGITUDE, abs=1e-5)
    assert original.metadata["taken_at"] == "2026-11-24T23:41:05+05:00"


def test_copies_stand_upright_and_are_small(seizure, store):
    (added,) = add(seizure, store, photograph(size=(4000, 3000), orientation=6))
    assert (added.width, added.height) == (1536, 2048)
    assert pixels(store, added.large).size == (1536, 2048)
    assert max(pixels(store, added.small).size) == 400
    # The upper left of what the sensor wrote is the upper right of what the officer saw.
    assert sum(pixels(store, added.large).getpixel((1536 - 100, 100))) < 150


def test_who_a_record_is_released_to_sees_the_copies_and_never_the_original(seizure, store):
    add(seizure, store, photograph())
    provider, recipient = actor("border-officer"), actor("liaison-a")
    kazakhstan = State.objects.get(code="KZ").pk
    with viewing(recipient):
        assert (Photograph.objects.count(), Original.objects.count()) == (0, 0)
    with viewing(provider):
        release_to(seizure=seizure.pk, principals={kazakhstan}, until=None, actor=provider, at=now())
    with viewing(recipient):
        assert (Photograph.objects.count(), Original.objects.count()) == (1, 0)
    with viewing(provider):
        recall(seizure=seizure.pk, principals=None, reason="test", actor=provider, at=now())
    with viewing(recipient):
        assert Photograph.objects.count() == 0


def test_a_blurred_region_is_gone_from_both_copies_and_the_rest_stays(seizure, store):
    (added,) = add(seizure, store, photograph(noise=True))
    before = pixels(store, added.large)
    officer, region = actor("border-officer"), Region(0.2, 0.05, 0.2, 0.2)
    with viewing(officer):
        blurred = blur(photograph=added.pk, regions=[region], store=store, actor=officer, at=now())
    after = pixels(store, blurred.large)
    inside = tuple(
        round(share * side) for share, side in zip((0.22, 0.08, 0.38, 0.22), (1200, 900, 1200, 900), strict=True)
    )
    assert spread(after.crop(inside)) < spread(before.crop(inside)) / 4
    assert difference(after.crop((700, 50, 1100, 400)), before.crop((700, 50, 1100, 400))) < 4
    assert blurred.large != added.large
    assert blurred.small != added.small
    assert says_where(store.path(blurred.large).read_bytes()) == {}
    with viewing(officer):
        clear = blur(photograph=added.pk, regions=[], store=store, actor=officer, at=now())
    assert clear.large == added.large


def released(seizure):
    officer = actor("border-officer")
    with viewing(officer):
        kazakhstan = State.objects.get(code="KZ").pk
        release_to(seizure=seizure.pk, principals={kazakhstan}, until=None, actor=officer, at=now())


def test_taken_back_it_is_gone_for_everybody_leaves_a_trace_and_comes_back_as_it_was(seizure, store):
    (added,) = add(seizure, store, photograph(noise=True))
    officer, region = actor("border-officer"), Region(0.2, 0.05, 0.2, 0.2)
    with viewing(officer):
        blurred = blur(photograph=added.pk, regions=[region], store=store, actor=officer, at=now())
    released(seizure)
    with viewing(officer):
        gone = take_back(photograph=added.pk, reason="shows a colleague", actor=officer, at=now())
    with viewing(actor("liaison-a")):
        trace = Photograph.objects.get(pk=added.pk)
        assert (trace.large, trace.small, trace.taken_back_at) == ("", "", gone.taken_back_at)
        assert Original.objects.count() == 0, "the reason is the provider's"
    with viewing(officer):
        assert Original.objects.get(pk=added.pk).taken_back_why == "shows a colleague"
        again = put_back(photograph=added.pk, store=store, actor=officer, at=now())
    assert (again.large, again.small, again.taken_back_at) == (blurred.large, blurred.small, None)
    assert again.version == blurred.version + 2


def test_only_the_provider_takes_back_and_only_with_a_reason_and_once(seizure, store):
    (added,) = add(seizure, store, photograph())
    released(seizure)
    provider, recipient = actor("border-officer"), actor("liaison-a")
    with viewing(recipient), pytest.raises(RefusedError):
        take_back(photograph=added.pk, reason="x", actor=recipient, at=now())
    with viewing(actor("stranger-c")), pytest.raises(AbsentError):
        take_back(photograph=added.pk, reason="x", actor=actor("stranger-c"), at=now())
    with viewing(provider):
        for reason in ("", "  ", "x" * 501):
            with pytest.raises(InputError):
                take_back(photograph=added.pk, reason=reason, actor=provider, at=now())
        with pytest.raises(InputError):
            put_back(photograph=added.pk, store=store, actor=provider, at=now())
        take_back(photograph=added.pk, reason="a reason", actor=provider, at=now())
        with pytest.raises(InputError):
            take_back(photograph=added.pk, reason="again", actor=provider, at=now())
        with pytest.raises(InputError):
            blur(photograph=added.pk, regions=[], store=store, actor=provider, at=now())


def test_one_taken_back_makes_room_for_another_and_then_it_cannot_come_back(seizure, store):
    added = add(seizure, store, *[photograph(size=(60, 60))] * MOST_OF_A_SEIZURE)
    officer = actor("border-officer")
    with viewing(officer):
        take_back(photograph=added[0].pk, reason="blurred", actor=officer, at=now())
    add(seizure, store, photograph(size=(60, 60)))
    with viewing(officer), pytest.raises(InputError):
        put_back(photograph=added[0].pk, store=store, actor=officer, at=now())


def spread(image):
    """How much the brightness varies."""
    values = list(image.convert("L").get_flattened_data())
    mean = sum(values) / len(values)
    return sum((value - mean) ** 2 for value in values) / len(values)


def difference(one, other):
    pairs = list(zip(one.convert("L").get_flattened_data(), other.convert("L").get_flattened_data(), strict=True))
    return sum(abs(a - b) for a, b in pairs) / len(pairs)


def test_only_the_provider_adds_and_blurs(seizure, store):
    (added,) = add(seizure, store, photograph())
    provider, recipient = actor("border-officer"), actor("liaison-a")
    with viewing(recipient), pytest.raises(AbsentError):
        blur(photograph=added.pk, regions=[], store=store, actor=recipient, at=now())
    with viewing(provider):
        kazakhstan = State.objects.get(code="KZ").pk
        release_to(seizure=seizure.pk, principals={kazakhstan}, until=None, actor=provider, at=now())
    with pytest.raises(RefusedError):
        add(seizure, store, photograph(), by="liaison-a")
    with viewing(recipient), pytest.raises(RefusedError):
        blur(photograph=added.pk, regions=[], store=store, actor=recipient, at=now())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        photograph()[:900],
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["empty", "text", "cut off", "heic", "gif", "svg"],
)
def test_what_is_no_photograph_is_refused_in_one_line_and_nothing_is_kept(seizure, store, data):
    with pytest.raises(InputError) as refused:
        add(seizure, store, photograph(), data)
    assert "\n" not in str(refused.value)
    with viewing(actor("border-officer")), transaction.atomic():
        assert Photograph.objects.count() == 0


def test_a_picture_that_unpacks_to_far_more_than_it_shows_is_refused():
    buffer = io.BytesIO()
    Image.new("1", (40_000, 40_000)).save(buffer, "PNG")
    with pytest.raises(InputError, match="pixels"):
        look_at(buffer.getvalue())


def test_photographs_of_a_seizure_are_limited(seizure, store):
    small = photograph(size=(60, 40))
    add(seizure, store, *[small] * MOST_OF_A_SEIZURE)
    with pytest.raises(InputError, match="more than"):
        add(seizure, store, small)


def test_while_photographs_are_added_a_recall_waits(seizure, store, connect, monkeypatch):
    """So that no copy stays with those whom the record is recalled from while its pictures are worked on."""
    held = []

    def while_it_is_worked_on(data, **more):
        with pytest.raises(LockNotAvailable):
            connect("worker").execute("SELECT FROM records_seizure WHERE id = %s FOR UPDATE NOWAIT", [seizure.pk])
        held.append(len(data))
        return copies_of(data, **more)

    monkeypatch.setattr(services, "copies_of", while_it_is_worked_on)
    add(seizure, store, photograph("JPEG"))
    assert held


@pytest.mark.parametrize(
    "said",
    [None, [], [1, 2, 3], ["a", 0, 1, 1], [0, 0, 0, 1], [5, 5, 1, 1], [float("nan"), 0, 1, 1], [10**400, 0, 1, 1]],
)
def test_a_region_that_is_none_is_refused(said):
    with pytest.raises(InputError):
        Region.from_json(said)


def test_a_region_over_the_edge_is_kept_within_the_picture():
    assert Region.from_json([-0.5, 0.9, 1.2, 0.5]).to_json() == [0.0, 0.9, 0.7, 0.1]


def test_another_agencys_seizure_is_absent(bank, as_role, store):
    with as_role("worker"):
        (other,) = record([{}], provider="example-police-kz")
    with pytest.raises(AbsentError):
        add(other, store, photograph())
