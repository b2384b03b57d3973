"""Whatever page an officer asks for, one entry is left, and it names every record whose content stands in the answer.

Each planted thing carries a word of its own; every address is asked for with every identifier there is.
"""

import io
import itertools
import uuid
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter, UUIDConverter

from builders.cooperation import event, instrument, posts, recommendation
from builders.drafts import Desk
from builders.pictures import photograph
from builders.returns import filed
from builders.seizures import follow, record
from builders.trail import numbered, waiting
from cast import actor
from chorsu.desk.templates_out.asking import TEMPLATES
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn
from chorsu.journal.trail.entries import digest_of
from chorsu.journal.trail.selectors import verified
from chorsu.records.models import Link, Photograph

WORDS = {"form": ["csv", "geojson", "xlsx"], "size": ["small", "large", "original"], "name": sorted(TEMPLATES)}
ASKED = {"plan": "?half=2022-H2", "plan-calendar": "?half=2022-H2"}
SHEET = "Дата;Место;Вещество;Количество, кг\n01.02.2025;Канарейкаабад;Героин;1,5\n"


def patterns(resolver, converters=()):
    for pattern in resolver.url_patterns:
        found = {**dict(converters), **pattern.pattern.converters}
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, tuple(found.items()))
        else:
            yield pattern, found


PAGES = list(patterns(get_resolver("chorsu.config.urls")))


def choices(name, converter, planted):
    if isinstance(converter, UUIDConverter):
        return [*planted, uuid.UUID(int=7)]
    if isinstance(converter, IntConverter):
        return [1]
    return WORDS.get(name, ["x"])


@pytest.fixture
def planted(bank, as_role, settings, tmp_path, enter):
    """Every kind of thing that a page shows, by identifier, with a word that nothing else has."""
    settings.CHORSU_HOME = tmp_path
    own = {"kg": 5.0, "quantity": 5.0}
    with as_role("worker"):
        first = record([{"place": "Канарейкаодин", **own}, {"place": "Канарейкатри"}])
        second = record([{"place": "Канарейкадва", **own}], provider="example-customs-kz", audience=[2])
        follow()
    officer = enter("border-officer")
    picture = {"photographs": [SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")], "kind": "stamp"}
    officer.post(f"/records/{first[0].pk}/photographs/", picture)
    officer.post("/hand-in/upload/", {"file": SimpleUploadedFile("таблица.csv", SHEET.encode())})
    text = Desk(as_role).drafts_of()[0].text_id
    told = {
        event("Канарейкачетыре").pk: "Канарейкачетыре",
        recommendation("Канарейкапять говорит").pk: "Канарейкапять",
        instrument("Канарейкашесть").pk: "Канарейкашесть",
        posts("Канарейкасемь Иван")[0].pk: "Канарейкасемь",
        filed(("Heroin", "5"), source="Канарейкавосемь").pk: "Канарейкавосемь",
        text: "",
    }
    with viewing(actor("border-officer")):
        pairs = dict.fromkeys(Link.objects.values_list("pk", flat=True), "")
        assert pairs, "the two reports of one event are not linked"
        files = {
            Photograph.objects.get().pk: "",
            HandIn.objects.get(report__file_name="таблица.csv").pk: "Канарейкаабад",
        }
    return {one.pk: one.place for one in (*first, *second)} | told | pairs | files


def said_in(response):
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].endswith("sheet"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"".join(book.read(name) for name in book.namelist())
    return body.decode(errors="replace")


def listed(entry, must, may):
    """Whether the entry's digest is that of the things that must be in it, with some of those that may."""
    for count in range(len(may) + 1):
        for more in itertools.combinations(may, count):
            if bytes(entry["digest"] or b"") == digest_of([*must, *more]):
                return True
    return False


@pytest.mark.slow
def test_every_answer_leaves_one_entry_that_names_what_it_shows(planted, enter, connect):
    client, answered, shown = enter("border-officer"), set(), {}
    before = len(waiting(connect))
    worker = connect("worker")
    for pattern, converters in PAGES:
        names = list(converters)
        for values in itertools.product(*(choices(name, converters[name], planted) for name in names)):
            if len([value for value in values if isinstance(value, uuid.UUID)]) > 1 and values[1] not in planted:
                continue
            kwargs = dict(zip(names, values, strict=True))
            address = address_of(pattern, kwargs)
            response = client.get(address)
            content = said_in(response)
            count = worker.execute("SELECT count(*) FROM journal_trail_outbox").fetchone()[0]
            # A cookie opens nothing at the machine door: `tests/api` looks at what programs leave in the trail.
            of_machines = str(pattern.name).startswith("api")
            exempt = hasattr(pattern.callback, "without_records") or pattern.name in {
                "account_signup",
                "account_inactive",
            }
            exempt = exempt or of_machines
            assert exempt or count == before + 1, (address, response.status_code, count - before)
            seen = {pk for pk, word in planted.items() if word and word in content}
            if exempt and count == before:
                assert not seen, address
                continue
            before = count
            entry = waiting_last(worker)
            assert entry["page"] == pattern.name, address
            asked = {value for value in values if isinstance(value, uuid.UUID)}
            assert asked <= set(entry["opened"]), address
            if response.status_code != 200:
                assert entry["act"] in {"refused", "read", "list", "sign-out", "change"}, (address, entry["act"])
                continue
            answered.add(pattern.name)
            left = seen - set(entry["opened"])
            assert not left or listed(entry, left, sorted(set(planted) - left, key=str)), (address, entry, left)
            shown.setdefault(pattern.name, set()).update(seen)
    for name in (
        "home",
        "records",
        "record",
        "records-download",
        "same-event",
        "same-event-pair",
        "hand-in-one",
        "plan",
    ):
        assert shown.get(name), f"{name} showed nothing of what was planted"
    assert {"photograph-file", "photograph", "text", "return", "event", "template-out-download", "text-page"} & answered


def waiting_last(worker):
    row = worker.execute(
        "SELECT act, page, opened, digest FROM journal_trail_outbox ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return dict(zip(("act", "page", "opened", "digest"), row, strict=True))


def address_of(pattern, kwargs):
    return reverse(pattern.name, kwargs=kwargs) + ASKED.get(pattern.name, "")


def test_a_failed_request_leaves_its_entry_although_its_work_is_rolled_back(planted, enter, connect, monkeypatch):
    (first, *_) = planted
    client = enter("border-officer")
    client.raise_request_exception = False
    before = len(waiting(connect))
    monkeypatch.setattr("chorsu.desk.records.views.record_context", lambda *_: 1 / 0)
    assert client.get(f"/records/{first}/").status_code == 500
    (entry,) = waiting(connect)[before:]
    assert (entry["act"], entry["status"], entry["opened"]) == ("failed", 500, [first])


def test_absent_and_forbidden_leave_entries_of_one_shape(planted, enter, connect):
    (first, *_) = planted
    client = enter("stranger-c")
    before = len(waiting(connect))
    for identifier in (first, uuid.UUID(int=9)):
        assert client.get(f"/records/{identifier}/").status_code == 404
    forbidden, absent = waiting(connect)[before:]
    for entry in (forbidden, absent):
        assert entry.pop("opened")
        assert entry.pop("id")
        assert entry.pop("at")
    assert forbidden == absent
    assert forbidden["act"] == "refused"


def test_the_entries_are_numbered_and_verify(planted, enter, connect, as_role):
    enter("border-officer").get("/records/?q=Канарейка")
    entries = numbered(as_role, connect)
    assert entries[-1]["act"] == "search"
    with as_role("worker"):
        assert verified().entries == len(entries)
