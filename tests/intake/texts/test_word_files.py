"""A Word file gives what Word shows: paragraphs, tables, headers, notes; not what was deleted or hidden."""

import datetime as dt
import io
import tracemalloc
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from builders.papers import packed, word
from chorsu.intake.texts import texts
from chorsu.intake.texts.limits import MAX_ALIKE
from chorsu.kernel.errors import InputError

W = nsdecls("w")


def one(content, name="note.docx"):
    (document,) = texts(content, name)
    return document


def test_paragraphs_have_their_numbers():
    document = one(word(lambda d: [d.add_paragraph(text) for text in ("Первый", "", "Изъято 5 кг опия")]))
    assert document.text == "Первый\n\nИзъято 5 кг опия"
    (place,) = document.where(document.text.index("5 кг"), document.text.index("5 кг") + 4)
    assert (place.kind, place.number) == ("paragraph", 3)


def test_cells_rows_and_what_follows_stand_apart():
    def build(d):
        d.add_paragraph("Before")
        table = d.add_table(2, 2)
        for row, cells in zip(table.rows, [("heroin", "5 kg"), ("opium", "7 kg")], strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        d.add_paragraph("After")

    assert one(word(build)).text == "Before\n\nheroin\t5 kg\nopium\t7 kg\n\nAfter"


def test_headers_and_footers_are_read_once():
    def build(d):
        d.sections[0].header.paragraphs[0].text = "Example Authority"
        d.sections[0].footer.paragraphs[0].text = "Example Street 1"
        d.add_paragraph("Seized: 5 kg")

    document = one(word(build))
    assert document.text == "Example Authority\n\nSeized: 5 kg\n\nExample Street 1"
    assert [piece.kind for piece in document.pieces] == ["header", "paragraph", "footer"]


def test_entries_of_a_list_are_marked():
    def build(d):
        d.add_paragraph("one", style="List Bullet")
        paragraph = d.add_paragraph("two")
        paragraph._element.get_or_add_pPr().append(parse_xml(f'<w:numPr {W}><w:numId w:val="3"/></w:numPr>'))  # noqa: SLF001 — the library has no other way to the element

    assert one(word(build)).text.endswith("• two")


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is():
    def build(d):
        p = d.add_paragraph("Seized: ")._element  # noqa: SLF001 — as above
        p.append(parse_xml(f"<w:del {W}><w:r><w:delText>1 kg</w:delText></w:r></w:del>"))
        p.append(parse_xml(f"<w:ins {W}><w:r><w:t>2 kg</w:t></w:r></w:ins>"))
        p.append(parse_xml(f"<w:r {W}><w:rPr><w:vanish/></w:rPr><w:t>99 kg</w:t></w:r>"))
        p.append(parse_xml(f'<w:r {W}><w:rPr><w:vanish w:val="0"/></w:rPr><w:t> of opium</w:t></w:r>'))

    assert one(word(build)).text == "Seized: 2 kg of opium"


def test_a_text_box_drawn_twice_is_read_once():
    box = "<w:txbxContent><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice>{box.format('in a box')}</mc:Choice><mc:Fallback>{box.format('in a box')}</mc:Fallback>"

    def build(d):
        d.add_paragraph("Text")._element.append(  # noqa: SLF001 — as above
            parse_xml(f"<w:r {W} {mc}><mc:AlternateContent>{both}</mc:AlternateContent></w:r>")
        )

    assert one(word(build)).text.count("in a box") == 1


def test_the_day_of_the_file_counts_only_where_the_letter_says_it():
    def build(d, text):
        d.core_properties.created = dt.datetime(2024, 3, 4, 10, 0)  # noqa: DTZ001 — as the library takes it
        d.core_properties.title = "A letter"
        d.add_paragraph(text)

    assert one(word(lambda d: build(d, "A find"))).published is None
    document = one(word(lambda d: build(d, "Исх. № 5 от 04.03.2024")))
    assert (document.published, document.title) == (dt.date(2024, 3, 4), "A letter")


def changed(content, name, part):
    """A Word file with one part replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {each: archive.read(each) for each in archive.namelist()}
    return packed({**parts, name: part})


@pytest.mark.parametrize(
    ("part", "line"),
    [
        (b"<w:document", "broken or cut off"),
        (b"<a>" * 100_000, "broken or cut off"),
        (b" " * (64 << 20), "unpacks to more than"),
        (b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(20)) + b"]><a>&a19;</a>", ""),
    ],
    ids=["cut off", "deep", "bomb", "laughs"],
)  # fmt: skip
def test_a_hostile_part_is_refused_with_one_line_or_is_empty(part, line):
    content = changed(word(lambda d: d.add_paragraph("x")), "word/document.xml", part)
    if line:
        with pytest.raises(InputError, match=f"^note.docx: .*{line}") as error:
            one(content)
        assert "\n" not in str(error.value)
    else:
        try:
            assert one(content).text == ""
        except InputError as error:
            assert "broken" in str(error)  # noqa: PT017 — either way is right


def test_an_outside_entity_is_not_fetched(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("a secret")
    part = (
        f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><w:document {W}><w:body><w:p><w:r><w:t>[&x;]</w:t></w:r>'
        "</w:p></w:body></w:document>"
    ).encode()
    assert "secret" not in one(changed(word(lambda d: d.add_paragraph("x")), "word/document.xml", part)).text


def part_of(text, tag="hdr"):
    return f"<w:{tag} {W}><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:{tag}>".encode()


def with_parts(parts):
    """A Word file with further parts."""
    with zipfile.ZipFile(io.BytesIO(word(lambda d: d.add_paragraph("Изъято 5 кг опия")))) as archive:
        return packed({**{each: archive.read(each) for each in archive.namelist()}, **parts})


def test_of_very_many_headers_the_first_are_read_and_the_rest_is_told():
    document = one(with_parts({f"word/header{n:03}.xml": part_of(f"Header {n}") for n in range(60)}))
    assert [piece.kind for piece in document.pieces].count("header") == MAX_ALIKE
    assert document.text.endswith("Изъято 5 кг опия")
    assert document.warnings == (f"only {MAX_ALIKE} of 60 headers are read",)


def test_what_headers_say_is_not_kept_to_know_it_again():
    long = "я" * 400_000
    content = with_parts({f"word/header{n}.xml": part_of(f"{n}<w:del>{long}</w:del>") for n in range(10, 29)})
    tracemalloc.start()
    try:
        one(content)
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_deleted_text_counts_towards_what_is_read_of_a_file():
    deleted = f"<w:del>{'x' * 9_000_000}</w:del>"  # each less than the parser takes
    with pytest.raises(InputError, match="the text is longer than"):
        one(packed_stored({f"word/{name}.xml": part_of(f"{name}{deleted}") for name in ("document", "header1")}))


@pytest.mark.parametrize("codec", ["utf-8", "cp037", "utf-16"])
def test_a_part_of_nothing_but_markup_is_refused(codec):
    declared = f'<?xml version="1.0" encoding="{codec}"?>'
    content = f"{declared}<w:document {W}>{'<p/>a' * 3_100_000}</w:document>".encode(codec)
    with pytest.raises(InputError, match=r"more markup than is read|broken") as error:
        one(packed_stored({"word/document.xml": content}))
    assert "\n" not in str(error.value)


def packed_stored(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
