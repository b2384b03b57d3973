"""A text file: its charset, its lines, and the items of a list of several."""

import pytest

from chorsu.intake.texts import texts
from chorsu.intake.texts.limits import MAX_CHARACTERS
from chorsu.kernel.errors import InputError
from realdata import shared_data

RUSSIAN = "Сотрудники таможни изъяли 5 кг героина на посту «Примерный»."
NOTES = [
    "On 3 March 2024 customs officers at the Example border post found 12.4 kg of heroin in the tank of a lorry.",
    "On 4 March a house in the Example district was searched: 3 kg of hashish lay below the floor of the kitchen.",
    "On 6 March the police of the Example region stopped a car; its driver threw away a bag with 850 g of opium.",
]

TITLES = ["Heroin in a lorry", "A search in the Example district", "Opium thrown away"]


def one(content, name="note.txt"):
    (document,) = texts(content if isinstance(content, bytes) else content.encode(), name)
    return document


def parts(document):
    return [document.text[item.start : item.end] for item in document.items]


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866"])
def test_charsets(codec):
    assert one(RUSSIAN.replace("«", '"').replace("»", '"').encode(codec)).text == RUSSIAN.replace("«", '"').replace(
        "»", '"'
    )


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("Қазақстан Республикасының шекара қызметі көлікте 5 келі апиын тапты, үш адам ұсталды.", "kz1048"),
        ("Мақомоти гумруки Ҷумҳурии Тоҷикистон дар гузаргоҳ панҷ кило ҳашиш дарёфт ва мусодира кард.", "koi8-t"),
    ],
)
def test_charsets_of_the_region(text, codec):
    assert one(text.encode(codec)).text == text


def test_a_dash_alone_does_not_make_a_text_russian():
    text = "DUSHANBE \u2013 \u201c5 kg\u201d of heroin were seized, the authority\u2019s note says."
    assert one(text.encode("cp1252")).text == text
    assert one((text + RUSSIAN).encode("cp1251")).text == text + RUSSIAN


def test_lines_have_their_numbers():
    document = one("first\r\n\r\nthird")
    (place,) = document.where(7, 9)
    assert document.text == "first\n\nthird"
    assert (place.kind, place.number, place.start, place.end) == ("line", 3, 7, 9)


def test_nul_characters_are_shown_and_told():
    document = one("a" + RUSSIAN + "\0" + RUSSIAN)
    assert "\0" not in document.text
    assert "1 NUL characters" in document.warnings[0]


def test_a_text_of_fifty_megabytes_is_refused_with_one_line():
    with pytest.raises(InputError, match=f"^note.txt: the text is longer than {MAX_CHARACTERS:,} characters") as e:
        one(b"five kilograms of heroin. " * 2_000_000)
    assert "\n" not in str(e.value)


@pytest.mark.parametrize("content", [b"", b" \r\n\t", b"\0\0"])
def test_an_empty_file_is_refused(content):
    with pytest.raises(InputError, match="the file is empty"):
        one(content)


@pytest.mark.parametrize(
    "between",
    ["-----\n", "\n***\n\n", "Rate this text\n(0 votes)\n\n", "Дата публикации: 03.03.2024\n", "Views: 15\n\n"],
)
def test_a_list_of_notes_keeps_their_borders(between):
    assert parts(one("".join(between + note + "\n" for note in NOTES))) == NOTES
    assert parts(one("Example Authority\n" + "".join(between + note + "\n" for note in NOTES))) == NOTES


def test_a_line_after_each_note_ends_it():
    assert parts(one("".join(f"{note}\nRead more…\n\n" for note in NOTES))) == NOTES


def test_a_title_above_the_date_of_a_note_is_part_of_it():
    text = "".join(
        f"{title}\n0{n}.03.2024 10:15\n{note}\n\n" for n, (title, note) in enumerate(zip(TITLES, NOTES, strict=True), 1)
    )
    found = parts(one(text))
    assert [part.splitlines()[0] for part in found] == TITLES


@pytest.mark.parametrize(
    "text",
    [
        "\n\n".join(NOTES),
        "Agreed:\n" + "\n".join(f"{n}. {note}" for n, note in enumerate(NOTES, 1)),
        "Heroin: 5 kg\nOpium: 7 kg\nHashish: 9 kg\nTotal: 21 kg\n" + NOTES[0],
        NOTES[0] + "\n-----\n" + NOTES[1] + "\nHead of unit",
    ],
)
def test_a_letter_is_one_item(text):
    assert parts(one(text)) == [text]


def test_the_page_of_the_centre_gives_its_eight_items():
    (document,) = texts(shared_data("page/centre_news_page_12_of_39.txt"))
    found = parts(document)
    assert len(found) == 8
    assert found[0].startswith("The delegation of")
    assert found[7].endswith("Afghanistan.")
    assert not any("Rate this item" in part or "votes" in part for part in found)


@pytest.mark.parametrize("stated", ["unicode_escape", "raw_unicode_escape", "utf-7", "U7", "undefined"])
def test_a_charset_that_is_none_is_not_believed(stated):
    body = "Seized: \\ud800 5 kg +ADw-b+AD4- опия, изъято на посту"
    mail = f"From: a@example.org\nSubject: x\nContent-Type: text/plain; charset={stated}\n\n{body}"
    assert one(mail.encode("cp1251"), "a.eml").text == body
    assert one(f"<html><meta charset={stated}><body>{body}".encode("cp1251"), "a.html").text == body
