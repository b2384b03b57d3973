"""A program hands a file in, accepts it under a marking and reads what became of its rows; another's is absent."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.tables import seizures, table
from builders.trail import waiting
from chorsu.intake.tasks import take_in_next
from programs import program

HAND_INS = "/api/v1/hand-ins"
MIXED = table([*seizures(3), "", "не дата;Узбекистан;Термез;героин;1;кг;", "Итого;;;;9;кг;"])


@pytest.fixture
def scanner(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return program("border-officer", "hand-in")


def handed_in(scanner, content=MIXED, name="изъятия.csv"):
    answer = scanner.upload(HAND_INS, SimpleUploadedFile(name, content))
    assert answer.status_code == 201, answer.content
    return answer.json()


def worked(as_role):
    with as_role("worker"):
        while take_in_next():
            pass


def test_from_a_file_to_records(scanner, as_role, connect):
    arrived = handed_in(scanner)
    assert (arrived["kind"], arrived["again"]) == ("table", False)
    assert waiting(connect)[-1]["act"] == "hand-in"
    one = f"{HAND_INS}/{arrived['id']}"
    looked = scanner.get(one).json()
    assert looked["state"] == "draft"
    assert looked["dry_run"] == {"rows": 7, "read": 3, "skipped": 3, "refused": 1, "whole": True, "updates": False}
    accepted = scanner.post(f"{one}/accept", {"audience": ["state:KZ", "agency:example-centre"], "until": "2099-01-31"})
    assert (accepted.status_code, accepted.json()["state"]) == (200, "accepted")
    worked(as_role)
    done = scanner.get(one).json()
    assert (done["state"], done["rows_read"], done["rows_refused"], done["complete"]) == ("done", 3, 1, True)
    (row,) = scanner.get(f"{one}/refused").json()["rows"]
    assert (row["reason"], row["value"]) == ("unreadable_date", "не дата")
    assert len(program("liaison-a").get("/api/v1/records").json()["records"]) == 3
    assert program("stranger-c").get("/api/v1/records").json()["records"] == []
    assert scanner.post(f"{one}/withdraw", {"reason": "wrong file"}).json()["state"] == "withdrawing"


def test_the_same_bytes_twice_are_one_hand_in(scanner):
    first, second = handed_in(scanner), handed_in(scanner)
    assert second == first | {"again": True}
    assert [one["id"] for one in scanner.get(HAND_INS).json()["hand_ins"]] == [first["id"]]


def test_a_text_waits_for_its_reader(scanner):
    arrived = handed_in(scanner, "На границе изъято 5 кг героина.".encode(), "note.txt")
    assert arrived["kind"] == "text"
    assert scanner.get(f"/api/v1/texts/{arrived['id']}").json()["state"] == "waiting"


def test_the_list_leads_on(scanner):
    for number in range(3):
        handed_in(scanner, table(seizures(2, first=1 + 10 * number)), f"{number}.csv")
    first = scanner.get(f"{HAND_INS}?size=2").json()
    rest = scanner.get(f"{HAND_INS}?size=2&after={first['next']}").json()
    assert [one["file"] for one in first["hand_ins"] + rest["hand_ins"]] == ["2.csv", "1.csv", "0.csv"]
    assert rest["next"] is None


def test_anothers_hand_in_is_as_none(scanner):
    arrived = handed_in(scanner)
    stranger, never = program("stranger-c"), uuid.uuid4()
    assert stranger.get(HAND_INS).json()["hand_ins"] == []
    for method, tail, sent in (
        ("get", "", None),
        ("get", "/refused", None),
        ("post", "/accept", {}),
        ("post", "/discard", {}),
        ("post", "/withdraw", {"reason": "x"}),
    ):
        there, absent = (getattr(stranger, method)(f"{HAND_INS}/{one}{tail}", sent) for one in (arrived["id"], never))
        assert (there.status_code, there.content) == (404, absent.content)
    assert scanner.get(f"{HAND_INS}/{arrived['id']}").json()["state"] == "draft"


@pytest.mark.parametrize(
    "said",
    [
        {"audience": ["state:ZZ"]},
        {"audience": ["2"]},
        {"audience": ["x\x00"]},
        {"until": "0001-01-01"},
        {"until": "9999-12-31"},
        {"until": "2020-01-01"},
        {"until": "soon"},
        {"basis": "a law"},
        {"updates": True},
        {"audience": "state:KZ"},
    ],
)
def test_what_cannot_be_meant_accepts_nothing(scanner, said):
    one = f"{HAND_INS}/{handed_in(scanner)['id']}"
    answer = scanner.post(f"{one}/accept", said)
    assert answer.status_code in {400, 403, 422}
    assert answer["Content-Type"] == "application/problem+json"
    assert scanner.get(one).json()["state"] == "draft"


def test_what_is_no_file_is_refused(scanner):
    assert scanner.upload(HAND_INS, "no file").status_code == 422
    assert scanner.post(HAND_INS, {"file": "x"}).status_code in {400, 422}
    assert scanner.upload(HAND_INS, SimpleUploadedFile("empty.csv", b"")).status_code == 422
    told = scanner.upload(HAND_INS, SimpleUploadedFile("x.csv", b"\xff\xfe\x00\x01" * 50))
    assert told.status_code in {201, 422}


def test_who_oversees_hands_nothing_in(bank, as_role, settings, tmp_path):
    from staff import enter_staff

    settings.CHORSU_HOME = tmp_path
    enter_staff(as_role)
    answer = program("auditor").upload(HAND_INS, SimpleUploadedFile("x.csv", MIXED))
    assert answer.status_code == 404
