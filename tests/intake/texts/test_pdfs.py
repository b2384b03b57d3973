"""A PDF gives running text, and every word of it leads back to its box on the page."""

import datetime as dt
import io

import pytest
from PIL import Image

from builders.papers import pdf, picture, scan
from chorsu.intake.texts import page_image, texts
from chorsu.intake.texts.limits import MAX_PAGES
from chorsu.kernel.errors import InputError

LONG = "Сотрудники таможни Примерной области изъяли на посту из бака грузового автомобиля двенадцать"
PAGE = [LONG, "кг героина. Водитель задержан.", "Второй абзац короткий."]


def one(content, name="note.pdf", **options):
    (document,) = texts(content, name, **options)
    return document


def box_of(document, quote):
    at = document.text.index(quote)
    return document.where(at, at + len(quote))


def test_lines_of_a_paragraph_are_joined_and_short_lines_are_not():
    assert one(pdf(PAGE)).text == f"{PAGE[0]} {PAGE[1]}\n{PAGE[2]}"


def test_a_gap_begins_a_paragraph_and_an_entry_of_a_list_a_line():
    other = LONG.replace("Примерной", "Образцовой")
    lines = [(50, 780, LONG), (50, 740, other), (50, 726, "2. Водитель задержан.")]
    assert one(pdf(lines)).text == f"{LONG}\n\n{other}\n2. Водитель задержан."


def test_a_word_parted_at_the_end_of_a_line_is_whole_and_has_two_places():
    document = one(pdf([f"{LONG} кило-", "граммов героина"]))
    assert document.text == f"{LONG} килограммов героина"
    first, second = box_of(document, "килограммов")
    assert document.text[first.start : first.end] == "кило"
    assert first.box.top < second.box.top


def test_words_have_page_and_box():
    document = one(pdf(PAGE, ["", "Стр 2: 5 кг опия"]))
    (place,) = box_of(document, "5 кг")
    assert (place.kind, place.number) == ("page", 2)
    # x: 7 signs of 5 points after the margin of 50; y: the second line, 14 points below 780.
    assert place.box.left == pytest.approx(85 / 595, abs=0.005)
    assert place.box.right == pytest.approx(105 / 595, abs=0.005)
    assert place.box.top < 1 - 766 / 842 < place.box.bottom + 0.005


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_boxes_are_of_the_page_as_it_is_seen(rotate):
    upright = box_of(one(pdf(PAGE)), "героина")[0].box
    turned = box_of(one(pdf(PAGE, rotate=rotate)), "героина")[0].box
    expected = {
        90: (1 - upright.bottom, upright.left, 1 - upright.top, upright.right),
        180: (1 - upright.right, 1 - upright.bottom, 1 - upright.left, 1 - upright.top),
        270: (upright.top, 1 - upright.right, upright.bottom, 1 - upright.left),
    }
    assert turned == pytest.approx(expected[rotate], abs=0.005)


def test_letters_stored_as_drawn_are_read_as_spelled():
    drawn = " ".join(word[::-1] for word in ["پنج", "کیلوگرم", "هروئین", "کشف", "شد"][::-1])
    assert one(pdf([drawn])).text == "پنج کیلوگرم هروئین کشف شد"


def test_the_picture_of_a_page_shows_its_words_where_the_boxes_say():
    content = pdf(PAGE)
    picture_of_page = Image.open(io.BytesIO(page_image(content, 1))).convert("L")
    assert abs(picture_of_page.width / picture_of_page.height - 595 / 842) < 0.01
    with pytest.raises(InputError, match="no page 2"):
        page_image(content, 2)


def test_the_day_of_creation_counts_only_where_the_text_says_it():
    created = "D:20240304101500+05'00'"
    assert one(pdf(PAGE, created=created)).published is None
    for said in ("04.03.2024", "4 марта 2024 года", "March 4, 2024"):
        document = one(pdf([said, *PAGE], created=created))
        assert (document.published, document.published_from) == (dt.date(2024, 3, 4), "creation date and the text")


def test_words_outside_of_the_page_are_left_out_and_told():
    document = one(pdf([*PAGE, (50, -300, "unseen 99 kg"), (5000, 400, "far")]))
    assert "unseen" not in document.text
    assert document.warnings == ("4 words outside of the visible page are left out",)


@pytest.mark.parametrize(
    ("content", "line"),
    [(b"%PDF-1.7\nnothing", "broken"), (pdf(PAGE)[:400], "broken"), (b"%PDF-1.7\n" + b"\xff" * 9000, "broken")],
    ids=["no page", "cut off", "noise"],
)
def test_a_broken_pdf_is_refused_with_one_line(content, line):
    with pytest.raises(InputError, match=f"^note.pdf: the PDF is {line}"):
        one(content)


def test_pages_beyond_the_limit_are_named():
    document = one(pdf(*[["5 kg"]] * (MAX_PAGES + 1)))
    assert document.pages == MAX_PAGES + 1
    assert document.warnings == (f"only the first {MAX_PAGES:,} of {MAX_PAGES + 1:,} pages are read",)


@pytest.mark.slow
def test_a_pdf_that_expands_is_refused_or_cut_and_the_next_one_is_read():
    bomb = pdf(["5 kg"], extra=b" (A) Tj" * 40_000_000)
    assert len(bomb) < 2_000_000
    try:
        assert one(bomb).text.startswith("5 kg")
    except InputError as error:
        assert "\n" not in str(error)  # noqa: PT017 — either way is right
    assert one(pdf(["7 kg"])).text == "7 kg"


def test_a_scan_without_tesseract_is_told(monkeypatch):
    monkeypatch.setattr("chorsu.intake.texts.scans._installed", lambda: ("", frozenset()))
    document = one(pdf(["Первая страница с текстом о находке"], picture("5 kg"), ["Третья страница с текстом"]))
    assert document.text.startswith("Первая")
    assert document.warnings[0].startswith("page 2 without text: scans are read where Tesseract is installed")
    with pytest.raises(InputError, match=r"^p.png: a picture: scans are read where"):
        one(picture("5 kg"), "p.png")


def test_a_missing_language_file_is_named(monkeypatch):
    monkeypatch.setattr("chorsu.intake.texts.scans._installed", lambda: ("tesseract", frozenset({"eng"})))
    (line,) = one(scan("5 kg"), languages="tg").warnings
    assert "no language file tgk" in line
    assert "tesseract-ocr-tgk" in line
