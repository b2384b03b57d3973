"""Whatever is sent, the door answers in its one shape and fails at nothing."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import MULTIPART_CONTENT

from programs import program

LOOK_UP, MESSAGES, RECORDS = "/api/v1/look-up", "/api/v1/messages", "/api/v1/records"
DEEP = b"[" * 100_000 + b"]" * 100_000
BODIES = [
    b"", b"{", b"null", b"[]", b"1", b'"x"', b"\xff\xfe{}", "{}".encode("utf-16"), b'{"identifier": NaN}', DEEP,
    b'{"a":' * 50_000 + b"1" + b"}" * 50_000, b'{"identifier": ' + b"9" * 5_000 + b', "purpose": "drugs"}',
    b'{"identifier": "\\u0000", "purpose": "drugs"}', b'{"identifier": "\\ud800", "purpose": "drugs"}',
    b'{"identifier": ["+1"], "purpose": {"a": 1}}', b'{"\\u0000": 1}', b"{" + b'"a":1,' * 20_000 + b'"b":1}',
]  # fmt: skip


@pytest.fixture
def sender(bank, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    return program("border-officer")


def refused(answer, *statuses):
    assert answer.status_code in statuses, answer.content[:300]
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["to_do"]


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_bodies_that_cannot_be_meant(sender, body):
    for address in (LOOK_UP, MESSAGES):
        refused(sender.generic("POST", address, body, "application/json"), 400, 422)


def test_a_huge_body_is_refused_before_it_is_read(sender):
    refused(sender.generic("POST", LOOK_UP, b"x" * (3 << 20), "application/json"), 413)
    for length in ("999999999999", "-1", "x", "1e9", "٣"):
        refused(sender.post("/api/v1/hand-ins", {}, CONTENT_LENGTH=length), 400, 413, 422)


def test_other_types_of_body_are_not_read(sender):
    for kind in ("text/plain", "application/xml", MULTIPART_CONTENT, "application/x-www-form-urlencoded", "x"):
        refused(sender.generic("POST", LOOK_UP, b"identifier=1&purpose=drugs", kind), 400, 415, 422)


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", f"q={'x' * 500}", "size=99999999999999999999", "size=-1", "size=1e3", "after=%00", "after=%F0%9F%98%80",
        "after=W10", "after=bnVsbA", "id=%00", "provider=99999999999", "provider=1;DROP", "from=0000-00-00", "from=99999-01-01",
        "known=9999-12-31x", "sort=-date&sort=x", "&".join(f"country={number}" for number in range(201)), "q[]=1", "%00=1",
    ],
)  # fmt: skip
def test_queries_that_cannot_be_meant(sender, query):
    refused(sender.get(f"{RECORDS}?{query}"), 422, 400)


def test_days_at_the_ends_of_the_calendar_fail_nothing(sender):
    for query in ("from=0001-01-01&to=9999-12-31", "known=9999-12-31", "known=0001-01-01", "to=0001-01-01"):
        assert sender.get(f"{RECORDS}?{query}").status_code in {200, 422}, query


def test_names_of_files_that_cannot_be_meant(sender):
    for name in ("x\x00.csv", "../../etc/passwd", "x" * 5_000, "\u202efdp.csv", "\n.csv", "CON"):
        answer = sender.upload("/api/v1/hand-ins", SimpleUploadedFile(name, b"a;b;c\n1;2;3\n" + name.encode()))
        assert answer.status_code in {201, 422}, name


def test_a_form_that_breaks_off(sender):
    broken = b'--BoUnDaRyStRiNg\r\nContent-Disposition: form-data; name="file"; filename="x.csv"\r\n\r\nx'
    answer = sender.generic("POST", "/api/v1/hand-ins", broken, MULTIPART_CONTENT)
    refused(answer, 400, 422)
    answer = sender.generic("POST", "/api/v1/hand-ins", broken, "multipart/form-data")
    refused(answer, 400, 422)


def test_headers_that_cannot_be_meant(sender):
    for headers in (
        {"accept-language": "\x00" * 50},
        {"accept": "application/xml"},
        {"x-http-method-override": "DELETE"},
    ):
        assert sender.get(RECORDS, headers=headers).status_code in {200, 400}
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE", "BREW"):
        answer = sender.generic(method, RECORDS)
        assert answer.status_code == 405
        assert answer["Allow"] == "GET"


@pytest.mark.parametrize("half", ["agency:\ud800", "\udfff"])
def test_half_a_sign_is_no_text(bank, half):
    client = program("border-officer")
    said = {"kind": "spontaneous", "subject": "s", "personal": False, "to": [half]}
    assert client.post("/api/v1/messages", said).status_code == 400
    assert client.post("/api/v1/messages", said | {"to": [], half: 1}).status_code == 400
    assert client.post("/api/v1/messages", said | {"to": [], "subject": half}).status_code == 400
