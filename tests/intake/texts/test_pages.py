"""A saved web page gives its matter: no menu, no script, nothing that nobody sees; a list of items keeps its borders."""

import datetime as dt

import pytest

from chorsu.intake.texts import texts
from chorsu.intake.texts.limits import MAX_NESTED_TAGS
from chorsu.kernel.errors import InputError

NOTES = [
    "On 3 March 2024 customs officers at the Example border post found 12.4 kg of heroin in the fuel tank of a lorry.",
    "В ночь на 5 марта сотрудники полиции Примерского района изъяли из тайника 2 кг 300 г гашиша и задержали двоих.",
    "Кормандони гумрук 7 марти соли 2024 дар гузаргоҳи Намуна аз як мошин 5,6 кг афюн дарёфт ва мусодира карданд.",
    "A training of forty officers of four states on the marks of synthetic drugs was held at the Example Academy.",
]
MENU = "<ul class='menu'>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9)) + "</ul>"


def page(body, head="", **attributes):
    stated = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<!DOCTYPE html><html{stated}><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def one(content, name="page.html"):
    (document,) = texts(content, name)
    return document


def parts(document):
    return [document.text[item.start : item.end] for item in document.items]


def test_menus_scripts_and_footers_are_left_out():
    document = one(
        page(
            f"<nav>{MENU}</nav><div>{MENU}</div><script>var heroin = '5 kg';</script><div id=text><p>{NOTES[0]}</p></div>"
            "<noscript>Turn on scripts</noscript><footer>Copyright of the Example Authority</footer>"
        )
    )
    assert document.text == NOTES[0]


@pytest.mark.parametrize(
    "attribute",
    ["hidden", "style='display: none'", "style='visibility:hidden'", "style='color:red;font-size:0'", "class=unseen"],
)
def test_hidden_text_is_left_out_and_the_same_text_shown_is_read(attribute):
    head = "<style>@media print {p {display:none}} .unseen, #other { color: red; display : none !important }</style>"
    secret = "<p {}>and 99 kg of cocaine</p>"
    assert one(page(f"<p>{NOTES[0]}</p>{secret.format(attribute)}", head)).text == NOTES[0]
    assert "99 kg" in one(page(f"<p>{NOTES[0]}</p>{secret.format('')}", head)).text


def test_blocks_are_paragraphs_and_their_positions_are_known():
    document = one(page(f"<p>{NOTES[0]}</p><div>first <b>bold</b>\n word<br>second</div><ol><li>one<li>two</ol>"))
    assert document.text == f"{NOTES[0]}\n\nfirst bold word\nsecond\n\n1. one\n2. two"
    at = document.text.index("bold")
    (place,) = document.where(at, at + 4)
    assert (place.kind, place.number, document.text[place.start : place.end]) == ("paragraph", 2, "bold")


def test_a_date_in_an_element_of_its_own_does_not_run_into_the_text():
    assert one(page("<div><span class=date>04.03.2024</span>Seized: 5<b>kg</b> of <b>o</b>pium</div>")).text == (
        "04.03.2024 Seized: 5 kg of opium"
    )


def test_cells_of_a_table_stand_apart():
    rows = "".join(f"<tr><td>{name}</td><td>{kg}</td></tr>" for name, kg in [("heroin", "5 kg"), ("opium", "7 kg")])
    assert "heroin\t5 kg\nopium\t7 kg" in one(page(f"<p>{NOTES[0]}</p><table>{rows}</table>")).text


SHAPES = {
    "articles": lambda n, note: f"<article><h2>Title {n}</h2><p>{note}</p></article>",
    "boxes named as items": lambda _, note: f"<div class='news-item even'><p>{note}</p></div>",
    "boxes that begin with a date": lambda n, note: f"<div><b>{n + 1}.03.2024</b><p>{note}</p></div>",
    "headings that are links": lambda n, note: f"<h3><a href='/{n}'>Title {n}</a></h3><p>{note}</p>",
    "rules between": lambda _, note: f"<p>{note}</p><hr>",
    "rows of a table": lambda n, note: f"<tr><td>{n + 1} March 2024</td><td>{note}</td></tr>",
    "entries of a list": lambda n, note: f"<li><time datetime='2024-03-0{n + 1}'></time>{note}</li>",
    "a line that returns": lambda n, note: f"<p>Rate this text</p><p>({n} votes)</p><p>{note}</p>",
}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_page_of_several_items_keeps_their_borders(shape):
    listed = "".join(SHAPES[shape](n, note) for n, note in enumerate(NOTES))
    listed = f"<table>{listed}</table>" if shape.startswith("rows") else listed
    found = parts(one(page(f"<div class=header>{MENU}</div><div class=content>{listed}</div>")))
    assert len(found) == len(NOTES)
    for part, note in zip(found, NOTES, strict=True):
        assert [other for other in NOTES if other in part] == [note]


@pytest.mark.parametrize(
    "body",
    [
        "<h1>One case</h1>" + "".join(f"<p>{note}</p>" for note in NOTES),
        "<h1>One case</h1>" + "".join(f"<h2>Part {n}</h2><p>{note}</p>" for n, note in enumerate(NOTES)),
        "<ul>" + "".join(f"<li>{note}</li>" for note in NOTES) + "</ul>",
        "<div>" + "".join(f"<div>{note}</div>" for note in NOTES) + "</div>",
    ],
)
def test_a_page_of_one_text_is_one_item(body):
    document = one(page(body))
    assert [(item.start, item.end) for item in document.items] == [(0, len(document.text))]


def test_a_page_states_its_title_language_and_day():
    head = "<title>Site</title><meta property='article:published_time' content='2024-03-04T10:00:00+05:00'>"
    document = one(page(f"<h1>A find</h1><p>{NOTES[0]}</p>", head, lang="ru-RU"))
    assert (document.title, document.language) == ("A find", "ru-ru")
    assert (document.published, document.published_from) == (dt.date(2024, 3, 4), "article:published_time")


@pytest.mark.parametrize("stated", ["", "2024-13-45", "yesterday", "0001-01-01", "9999-12-31"])
def test_a_day_that_cannot_be_is_none(stated):
    assert one(page(f"<p>{NOTES[0]}</p>", f"<meta name=date content='{stated}'>")).published is None


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_a_page_whose_charset_is_stated_wrongly_is_read_all_the_same(codec):
    content = f"<html><head><meta charset=iso-8859-1></head><body><p>{NOTES[1]}</p></body></html>".encode(codec)
    document = one(content)
    assert document.text == NOTES[1]
    assert any("iso-8859-1" in line for line in document.warnings) == (codec != "utf-16")


def test_a_page_of_nested_tags_is_refused_with_one_line():
    with pytest.raises(
        InputError, match=rf"^page.html: the page has more than {MAX_NESTED_TAGS:,} elements inside"
    ) as e:
        one(page("<div>" * 1_000_000 + "x"))
    assert "\n" not in str(e.value)


def test_a_page_is_refused_when_its_reading_takes_too_long(monkeypatch):
    monkeypatch.setattr("chorsu.intake.texts.pages.PAGE_SECONDS", 1.0)
    with pytest.raises(InputError, match="takes longer than 1 second"):
        one(page("<ins><li>" * 300_000))
    assert one(page(f"<p>{NOTES[0]}</p>")).text == NOTES[0]


def test_a_long_numbered_list_is_read_in_step_with_its_length():
    document = one(page("<ol><li></li>" + "<li>5 kg</li>" * 60_000 + "</ol><ol start=7><li>x<ol><li>y</ol><li>z</ol>"))
    lines = document.text.split("\n")
    assert (lines[0], lines[59_999]) == ("2. 5 kg", "60001. 5 kg")
    assert [line for line in lines[60_000:] if line] == ["7. x", "1. y", "8. z"]
