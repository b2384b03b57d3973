"""Whatever is handed in: documents or one line of refusal; positions always lie in the text."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.papers import mail, packed, pdf, scan, word
from chorsu.intake.texts import texts
from chorsu.kernel.errors import InputError

NOTE = "Изъято 5 кг героина на посту; 7 kg of opium.\n\nRead more\n"
PAGE = f"<!doctype html><html lang=ru><head><title>x</title></head><body><article><h2>a</h2><p>{NOTE * 3}</p></article><article>{NOTE * 9}</article></body></html>"
FILES = {
    "note.txt": NOTE.encode() * 3,
    "page.html": PAGE.encode(),
    "note.pdf": pdf([NOTE[:44], "12 кг"], ["page two"], created="D:20240304"),
    "note.docx": word(lambda d: [d.add_paragraph(NOTE), d.add_table(2, 2)]),
    "mail.eml": mail(NOTE, html=PAGE, attached=[("a.pdf", pdf(["x"])), ("b.zip", packed({"c.txt": NOTE.encode()}))]),
    "all.zip": packed({"n.html": PAGE.encode(), "m.eml": mail(NOTE), "d.docx": word(lambda d: d.add_paragraph("x"))}),
    "box.mbox": b"From a@example.org Mon Mar  4 10:15:00 2024\n"
    + mail(NOTE)
    + b"\nFrom b@c.org Mon Mar  4 10:15:00 2024\n"
    + mail(NOTE),
}


def checked(content, name):
    """The documents, every position of them checked; none where the file is refused with one line."""
    try:
        documents = list(texts(content, name))
    except InputError as error:
        assert str(error).count("\n") == 0  # noqa: PT017 — a refusal is an answer too
        return []
    for document in documents:
        size = len(document.text)
        assert "\0" not in document.text
        document.text.encode("utf-8")
        assert all(0 <= item.start < item.end <= size for item in document.items)
        assert all(a.end <= b.start for a, b in zip(document.items, document.items[1:], strict=False))
        assert bool(document.items) == bool(document.text.strip())
        assert all(0 <= piece.start < piece.end <= size for piece in document.pieces)
        assert all(a.end <= b.start for a, b in zip(document.pieces, document.pieces[1:], strict=False))
        assert all("\n" not in line for line in document.warnings)
        assert document.kind != "unread" or len(document.warnings) == 1
        for start in range(0, size, max(1, size // 7)):
            places = document.where(start, start + 5)
            assert all(start <= place.start < place.end <= start + 5 for place in places)
            assert places or not document.text[start : start + 5].strip().strip("\t\n -") or document.format == "html"
    return documents


@pytest.mark.parametrize("name", FILES)
def test_the_files_themselves_are_read(name):
    assert all(document.kind == "text" for document in checked(FILES[name], name))


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("seed", range(12))
def test_damaged_files_are_read_or_refused(name, seed):
    choice = random.Random(seed)  # noqa: S311 — repeatable damage
    content = bytearray(FILES[name])
    for _ in range(choice.randint(1, 30)):
        at = choice.randrange(len(content))
        kind = choice.randrange(4)
        if kind == 0:
            content[at] = choice.randrange(256)
        elif kind == 1:
            del content[at : at + choice.randint(1, 50)]
        elif kind == 2:
            content[at:at] = choice.randbytes(choice.randint(1, 20))
        else:
            content[at:at] = content[: choice.randint(1, 300)]
    checked(bytes(content), name)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.one_of(st.binary(max_size=400), st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace"))),
    st.sampled_from([*FILES, "x", "x.csv", ".", "a/b\n.eml"]),
)
def test_any_bytes_under_any_name(content, name):
    checked(content, name)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=600))
def test_any_text_as_text_page_and_mail(text):
    checked(text.encode("utf-8", "replace"), "a.txt")
    checked(f"<html><body>{text}</body></html>".encode("utf-8", "replace"), "a.html")
    checked(
        b"From: a@b.org\nSubject: x\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode("utf-8", "replace"),
        "a.eml",
    )


def test_reading_twice_gives_the_same():
    for name, content in FILES.items():
        assert list(map(repr, texts(content, name))) == list(map(repr, texts(content, name)))


def test_a_scan_is_no_obstacle():
    checked(scan("5 kg"), "scan.pdf")
