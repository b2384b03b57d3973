"""A child process that was taken over can lie about a text; it can neither hold up, swell nor break its parent."""

import resource
import sys
from array import array

import pytest

from chorsu.intake.texts import texts
from chorsu.intake.texts.answers import Answer, check
from chorsu.intake.texts.apart import ask
from chorsu.kernel.errors import InputError

START = """
import json, os, struct, sys, time
def take(count):
    return sys.stdin.buffer.read(count)
def heard():
    length, count = struct.unpack("<II", take(8))
    take(length)
    for _ in range(count):
        take(struct.unpack("<Q", take(8))[0])
def say(text, *blocks, count=None):
    out = struct.pack("<II", len(text), len(blocks) if count is None else count) + text
    out += b"".join(struct.pack("<Q", len(block)) + block for block in blocks)
    sys.stdout.buffer.write(out)
    sys.stdout.buffer.flush()
"""
BROKEN = "the reader broke off"


@pytest.fixture
def child(monkeypatch):
    """Have a program of ours stand in for the child."""

    def start(code):
        monkeypatch.setattr("chorsu.intake.texts.apart._HELPER.child", None)
        monkeypatch.setattr("chorsu.intake.texts.apart.CHILD", (sys.executable, "-c", START + code))

    return start


def test_a_child_that_takes_nothing_is_given_up_in_time(child):
    child("time.sleep(60)")
    with pytest.raises(InputError, match="takes longer than 1 second"):
        ask("page", [b"x" * (10 << 20)], "a.html", seconds=1.0)


@pytest.mark.parametrize(
    "answer",
    [
        "say(b'{}', count=2**32 - 1)",
        "say(b'[]')",
        "say(b'[' * 1_000_000)",
        "say(b'9' * 1_000_000)",
        "say(b'{\"refused\": 5}')",
        'say(b\'{"refused": {"what": "two\\\\nlines", "to_do": ""}}\')',
        "say(b'{}', b'text')",
        'say(b\'{"text": "x"}\')',
        "sys.stdout.buffer.write(struct.pack('<II', 2**31, 0) + b'1' * 1000)",
    ],
    ids=["many blocks", "a list", "deep", "a number", "no refusal", "two lines", "nothing told", "no blocks", "long"],
)
def test_an_answer_of_another_shape_is_a_reader_that_broke_off(child, answer):
    child(f"heard()\n{answer}")
    with pytest.raises(InputError, match=BROKEN) as error:
        list(texts(b"<html><body>5 kg", "a.html"))
    assert "\n" not in str(error.value)


def test_a_huge_answer_is_not_taken(child):
    child("heard()\nsay(b'{}', *[bytes(100 << 20)] * 5)")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(InputError, match=BROKEN):
        list(texts(b"<html><body>5 kg", "a.html"))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 600 << 10


PAGE = {"items": [], "title": "", "published": "", "published_from": "", "language": "", "encoding": "", "warnings": []}
PDF = {"pages": 2, "scans": [], "warnings": [], "created": "", "language": ""}


def column(kind, *values):
    return array(kind, values).tobytes()


def page(told=(), text=b"5 kg of opium", starts=(0, 5), ends=(4, 7)):
    return "page", Answer({**PAGE, **dict(told)}, [text, column("I", *starts), column("I", *ends)])


def item(start, end):
    return {"start": start, "end": end, "title": "", "published": "", "published_from": ""}


def pdf(told=(), numbers=(1, 2), boxes=(0.1,) * 8):
    columns = [column("I", *numbers), column("I", 0, 5), column("I", 4, 7), column("f", *boxes)]
    return "pdf", Answer({**PDF, **dict(told)}, [b"5 kg of opium", *columns])


def mail(told=(), blocks=()):
    stated = {"stated": {}, "day": "", "language": "", "is_page": False, "warnings": [], "parts": []}
    return "mail", Answer({**stated, **dict(told)}, list(blocks))


@pytest.mark.parametrize(
    "sound", [page(), page({"items": [item(0, 4)]}), page({"published": "2024-03-04"}), pdf(), mail()]
)
def test_answers_of_the_right_shape_pass(sound):
    check(*sound)


@pytest.mark.parametrize(
    "wrong",
    [
        page({"title": 5}),
        page({"title": "x" * 10_000}),
        page({"title": "\ud800"}),
        page({"published": "yesterday"}),
        page({"warnings": ["a\nb"]}),
        page({"warnings": ["x"] * 100_000}),
        page({"more": 1}),
        page({"items": [item(0, 99)]}),
        page({"items": [item(4, 4)]}),
        page({"items": [item(True, 4)]}),
        page({"items": [item(0, 4), item(2, 6)]}),
        page(ends=(4, 99)),
        page(ends=(4,)),
        page(starts=(0, 2)),
        page(text=b"\xff 5 kg of opium"),
        page(text=b"x" * 10_000_001),
        pdf(numbers=(2, 1)),
        pdf(numbers=(0, 1)),
        pdf(numbers=(1,)),
        pdf(boxes=(0.1,) * 7),
        pdf(boxes=(float("nan"),) * 8),
        pdf({"scans": [0]}),
        ("render", Answer({"width": 1, "height": 1}, [b"GIF89a"])),
        ("render", Answer({"width": 1, "height": 1}, [])),
        mail({"stated": {"from": 5}}),
        mail(blocks=[b"x"]),
        mail({"is_page": 1}),
    ],
)
def test_answers_of_another_shape_are_none(wrong):
    with pytest.raises((ValueError, TypeError)):
        check(*wrong)


def test_the_child_is_told_no_secret_of_its_parent(child, monkeypatch):
    monkeypatch.setenv("CHORSU_ROLE_DATABASE_URL", "postgresql://example")
    child("""heard(); say(json.dumps({"refused": {"what": " ".join(sorted(os.environ)), "to_do": "look"}}).encode())""")
    with pytest.raises(InputError) as error:
        list(texts(b"<html><body>5 kg", "a.html"))
    told = error.value.what.split()
    assert "PATH" in told
    assert not [name for name in told if name.startswith(("CHORSU", "DJANGO", "PG", "DATABASE"))]
