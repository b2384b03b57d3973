"""Scanned pages are read where Tesseract is installed; boxes lie where the words are drawn."""

import shutil

import pytest

from builders.papers import pdf, picture, scan
from chorsu.intake.texts import texts

pytestmark = pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not on this machine")
RUSSIAN = "Сотрудники таможни изъяли\nна посту двенадцать килограммов героина.\nВодитель задержан."
ENGLISH = "Customs officers seized 12 kg of heroin\nat the border post. The driver was detained."


def one(content, name="scan.pdf", **options):
    (document,) = texts(content, name, **options)
    return document


@pytest.mark.parametrize(("text", "quote"), [(RUSSIAN, "двенадцать килограммов героина"), (ENGLISH, "12 kg of heroin")])
def test_a_scanned_page_is_read_and_said_to_be(text, quote):
    document = one(scan(text))
    assert quote in document.text
    assert "read by character recognition" in document.warnings[0]
    at = document.text.index(quote)
    (place,) = document.where(at, at + len(quote))
    assert place.number == 1
    assert 0.05 < place.box.left < place.box.right < 0.8
    assert 0.04 < place.box.top < place.box.bottom < 0.2


def test_scanned_pages_stand_in_their_places():
    text = "A page of text about a find at the border"
    document = one(pdf([text + " one"], picture(ENGLISH), [text + " three"]), languages="en")
    first, second, third = (document.text.index(part) for part in ("one", "Customs", "three"))
    assert first < second < third
    assert [document.where(at, at + 3)[0].number for at in (first, second, third)] == [1, 2, 3]


def test_a_picture_is_a_page():
    document = one(picture(ENGLISH), "page.png", languages="en")
    assert (document.format, document.pages) == ("image", 1)
    assert "12 kg of heroin" in document.text
