"""A file is what its content says; what could harm, mislead or swell is refused in one line that says what to do."""

import io
import zipfile
import zlib

import pytest
import xlsxwriter

from builders import papers
from builders.papers import pdf
from builders.pictures import photograph
from chorsu.exchange.attachments.files import MOST_BYTES, AttachmentError
from chorsu.intake.attaching import look_into

TYPES = b'<Types xmlns="x"/>'
RELATION = b'<Relationships><Relationship Id="r1" Type="http://x/%s" Target="http://example.org/" TargetMode="External"/></Relationships>'


def workbook(formula=""):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    sheet = book.add_worksheet()
    sheet.write_string(0, 0, "plate")
    sheet.write_number(1, 0, -5)
    if formula:
        sheet.write_formula(1, 1, formula)
    book.close()
    return made.getvalue()


def word(text):
    return papers.word(lambda document: document.add_paragraph(text))


def packed(**parts):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {"[Content_Types].xml": TYPES, **parts}.items():
            archive.writestr(name, data)
    return made.getvalue()


def document(**parts):
    return packed(**{"word/document.xml": b"<w:document>Two lorries</w:document>"} | parts)


TAKEN = {
    "a.pdf": (pdf(["Two lorries"]), "pdf"),
    "a.docx": (word("Two lorries"), "docx"),
    "linked.docx": (document(**{"word/_rels/document.xml.rels": RELATION % b"hyperlink"}), "docx"),
    "a.xlsx": (workbook(), "xlsx"),
    "Рейс 12.csv": ("имя;вес\n@kanal;-5\n- нет (данных);+7 701\n".encode("cp1251"), "csv"),
    "نامه.txt": ("دو کامیون".encode(), "txt"),
    "a.jpg": (photograph(), "jpeg"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken(name):
    content, kind = TAKEN[name]
    found = look_into(name, content)
    assert (found.name, found.kind, found.content) == (name, kind, content)


def test_a_name_that_says_otherwise_is_given_the_ending_of_what_it_is():
    assert look_into("list.pdf", b"a list").name == "list.pdf.txt"
    assert look_into("list.txt", workbook()).name == "list.txt.xlsx"


REFUSED = {
    "formula": ("a.xlsx", workbook("=1+1")),
    "formula in a sheet of another name": ("a.xlsx", packed(**{"xl/workbook.xml": b"<workbook/>", "odd.xml": b"<worksheet><c><f>1</f></c></worksheet>"})),
    "formula in a table": ("a.csv", b"name;kg\n=HYPERLINK(1);2\n"),
    "formula behind a sign": ("a.csv", b"name,kg\n+SUM(A1),2\n"),
    "formula that calls a program": ("a.csv", b"name,-2+3+cmd|' /C calc'!D2\n"),
    "active: a macro": ("a.docx", document(**{"word/vbaProject.bin": b"x"})),
    "active: a template from elsewhere": ("a.docx", document(**{"word/_rels/settings.xml.rels": RELATION % b"attachedTemplate"})),
    "active: a field that calls": ("a.docx", document(**{"word/header.xml": b"<w:instrText>D</w:instrText><w:instrText>DEAUTO c:\\x</w:instrText>"})),
    "active: a file inside": ("a.docx", document(**{"word/embeddings/a.bin": b"x"})),
    "active: an entity": ("a.docx", document(**{"word/a.xml": b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"})),
    "broken: another coding": ("a.docx", document(**{"word/a.xml": "<a/>".encode("utf-16")})),
    "broken": ("a.pdf", b"%PDF-1.7 and nothing"),
    "broken archive": ("a.docx", document()[:-30]),
    "broken picture": ("a.jpg", b"\xff\xd8\xff nothing"),
    "bomb": ("a.docx", document(**{"word/a.xml": b"<" + b"a" * 60_000_000})),
    "kind: a program": ("list.pdf", b"MZ\x90\0"),
    "kind: a drawing that may run": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    "kind: an archive": ("a.zip", packed(**{"a.txt": b"x"})),
    "kind: a page": ("a.txt", b"<html><body>x</body></html>"),
    "kind: bytes": ("a.txt", b"\0\1\2\3"),
    "empty": ("a.txt", b" \n"),
    "large": ("a.txt", b"a" * (MOST_BYTES + 1)),
    "kind: a name of a program": ("list.pdf.exe", b"x"),
    "name: a way out": ("../list.txt", b"x"),
    "name: turned around": ("list\u202etxt.pdf", b"x"),
    "name: a device": ("con.txt", b"x"),
    "name: nothing": (" . ", b"x"),
    "long-name": ("x" * 200 + ".txt", b"x"),
}  # fmt: skip


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_refused_says_why_names_the_file_and_what_to_do(why):
    name, content = REFUSED[why]
    with pytest.raises(AttachmentError) as refused:
        look_into(name, content)
    error = refused.value
    assert error.code == why.split(":")[0].split(" ")[0]
    assert error.where
    assert error.to_do
    assert "\n" not in str(error)


def test_a_pdf_with_a_script_or_a_file_inside_is_refused():
    script = pdf(["x"]).replace(
        b"/Type/Catalog", b"/Type/Catalog/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
    )
    assert b"/JavaScript" in script
    with pytest.raises(AttachmentError) as refused:
        look_into("a.pdf", script)
    assert refused.value.code == "active"


def _with(objects, at=b"/Type/Catalog"):
    return pdf(["x"]).replace(at, at + objects)


def _packed(told):
    stream = zlib.compress(b"9 0 " + told)
    return b"\n9 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream\nendobj\n%%%%EOF" % (len(stream), stream)  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        _with(b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>"),
        _with(b"/OpenAction<</S/Java#53cript/JS(x)>>"),
        _with(b"/OpenAction<</S/Launch/F(cmd.exe)>>"),
        _with(b"/AA<</O<</S /JavaScript /JS(x)>>>>", b"/Type/Page"),
        _with(b"/Annots[<</Type/Annot/Subtype/FileAttachment/FS<<>>>>]", b"/Type/Page"),
        pdf(["x"]) + _packed(b"<</S/JavaScript/JS(x)>>"),
        pdf(["x"]) + _packed(b"<</S/JavaScript/JS(x)>>").replace(b"stream\n", b"stream\r\n", 1),
        pdf(["x"]) + b"\n9 0 obj\n<</Type/ObjStm/Filter/LZWDecode/Length 4>>stream\n\x80\x0b\x60\x50\nendstream\n",
    ],
)
def test_a_pdf_that_acts_is_refused_wherever_the_act_stands(content):
    with pytest.raises(AttachmentError) as refused:
        look_into("a.pdf", content)
    assert refused.value.code == "active"


def test_a_pdf_that_tells_of_scripts_is_none():
    assert look_into("a.pdf", pdf(["JavaScript and Launch", "FileAttachment"])).kind == "pdf"


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.docx", "a.xlsx"])
def test_words_that_lead_to_somebody_are_found(name):
    words = "call +998 90 123 45 67"
    content = {"a.docx": word(words), "a.xlsx": packed(**{"xl/workbook.xml": b"<workbook/>", "xl/s.xml": f"<sst><si><t>{words}</t></si></sst>".encode()})}.get(name, words.encode())  # fmt: skip
    assert look_into(name, content).persons
    assert not look_into("a.txt", b"two lorries").persons
