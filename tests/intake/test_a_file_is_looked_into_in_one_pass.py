"""A file that strangers send is looked into in one pass, however odd it is; what is found is what was always found."""

import io
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.passes import MOST, growth
from chorsu.exchange.attachments.files import AttachmentError
from chorsu.intake.attaching import look_into
from chorsu.intake.markup import acts, holds_formulas, words_of, works_out
from chorsu.intake.texts.formats import recognise


class Plain:
    """What is looked for in its plainest words, which pass over odd bytes again and again."""

    SHEET = re.compile(rb"<(?:\w+:)?(?:worksheet|dialogsheet|macrosheet)\b")
    FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?/?>")
    LEADS_OUT = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE)
    LINK = re.compile(rb"Type\s*=\s*[\"'][^\"']*/hyperlink[\"']", re.IGNORECASE)
    ACTIVE_WORDS = re.compile(rb"macroEnabled|<!DOCTYPE|<!ENTITY|<(?:\w+:)?altChunk\b")
    FIELD = re.compile(rb"instrText[^>]*>([^<]*)|\binstr\s*=\s*[\"']([^\"'<]*)")
    CALLING = re.compile(rb"DDE|INCLUDETEXT|INCLUDEPICTURE", re.IGNORECASE)
    BETWEEN = re.compile(rb"</(?:\w+:)?(?:p|tc|si|c|t)>")
    TAG = re.compile(rb"<[^>]*>")
    CALLS = re.compile(r"[-+@][\w.+*/()-]*[A-Za-z]\(|[-+@].*\|.*!")
    PAGE = re.compile(
        r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|meta|title)\b",
        re.IGNORECASE | re.DOTALL,
    )

    @classmethod
    def acts(cls, part, data):
        outside = part.endswith(".rels") and any(not cls.LINK.search(one) for one in cls.LEADS_OUT.findall(data))
        said = b"".join(b"".join(one) for one in cls.FIELD.findall(data))
        return bool(cls.CALLING.search(said) or cls.ACTIVE_WORDS.search(data) or outside)

    @classmethod
    def words_of(cls, data):
        return cls.TAG.sub(b"", cls.BETWEEN.sub(b" ", data)).decode("utf-8", "replace")


def joined(nothing, *pieces):
    return st.lists(st.sampled_from(pieces), max_size=14).map(nothing.join)


SIGNS = (b"<", b">", b"/", b" ", b"=", b'"', b"'", b"a", b"w:")
fields = joined(
    b"", *SIGNS, b"instrText", b" instr=", b'instr="', b"instrText>", b"D", b"DE", b"INCLUDE", b"TEXT", b"DDE<"
)
leading = joined(
    b"", *SIGNS, b"<Relationship ", b"<x:relationship", b'TargetMode="External"', b"TargetMode = 'external'", b"<altChunk",
    b'Type="http://x/hyperlink"', b"Type=", b"/hyperlink", b"Target", b'/hyperlink"',
)  # fmt: skip
sheets = joined(
    b"", *SIGNS, b"<worksheet", b"<worksheet>", b"<f", b"<x:f", b"<f ", b"f", b"/>", b"</t>", b"</w:p>", b"\xd0"
)
cells = joined("", "-", "+", "@", "=", "|", "!", "\n", "\r", " ", "'", "A", "SUM(", "(", ")", ".", "я")
heads = joined(
    "", "<!--", "-->", "->", "-", "<?xml", "<?xml ?>", ">", " ", "\n", "<html", "<head>", "<!doctype", " html", "x", "<"
)


@given(fields | leading | sheets)
def test_what_a_part_does_is_what_it_says_in_plain_words(data):
    assert acts("word/document.xml", data) is Plain.acts("word/document.xml", data)
    assert acts("word/_rels/a.rels", data) is Plain.acts("word/_rels/a.rels", data)
    assert holds_formulas(b"<worksheet>" + data) is (Plain.FORMULA.search(b"<worksheet>" + data) is not None)
    assert holds_formulas(data) is bool(Plain.SHEET.search(data) and Plain.FORMULA.search(data))
    assert words_of(data) == Plain.words_of(data)


@given(cells, st.sampled_from("-+@"))
def test_what_a_cell_works_out_is_what_it_says_in_plain_words(rest, sign):
    said = (sign + rest).strip(" \t\"'\u00a0\ufeff")
    assert works_out(sign + rest) is (Plain.CALLS.match(said) is not None)


@given(heads)
def test_a_page_is_what_it_says_in_plain_words(head):
    assert (recognise(head.encode(), "a.txt") == "html") is (Plain.PAGE.match(head) is not None)


def document(part, data):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        parts = {"[Content_Types].xml": b'<Types xmlns="x"/>', "word/document.xml": b"<a/>", "xl/workbook.xml": b"<a/>"}
        for name, content in (parts | {part: data}).items():
            if (name.startswith("xl/")) == (part.startswith("xl/")) or name == "[Content_Types].xml":
                archive.writestr(name, content)
    return made.getvalue()


def looked_into(file):
    with suppress(AttachmentError):
        look_into(*file)


ODD = {
    "a long word": lambda n: ("a.txt", b"a" * n),
    "a long word of a cell": lambda n: ("a.csv", b"a,b\n-" + b"a" * n),
    "bars": lambda n: ("a.csv", b"a,b\n-" + b"|" * n),
    "signs": lambda n: ("a.csv", b"a,b\n" + b"-@+" * n),
    "tags without an end": lambda n: ("a.docx", document("word/a.xml", b"<a>" + b"<" * n)),
    "fields without an end": lambda n: ("a.docx", document("word/a.xml", b"<a>" + b"instrText" * n)),
    "fields one after the other": lambda n: ("a.docx", document("word/a.xml", b"<a>" + b"instrText>" * n)),
    "fields that say nothing": lambda n: ("a.docx", document("word/a.xml", b"<a>" + b" instr='" * n)),
    "what leads out without an end": lambda n: ("a.docx", document("word/_rels/a.rels", b"<a>" + b"<Relationship " * n)),
    "what leads out in one tag": lambda n: ("a.docx", document("word/_rels/a.rels", b"<Relationship " * n + b">")),
    "what leads out nowhere": lambda n: (
        "a.docx", document("word/_rels/a.rels", b"<Relationship Type='" + b"TargetMode=Type=/hyperlink" * n + b">"),
    ),
    "names without an end": lambda n: ("a.docx", document("word/a.xml", b"<a>" + b"<" + b"a" * n)),
    "formulas without an end": lambda n: ("a.xlsx", document("xl/a.xml", b"<worksheet>" + b"<f " * n)),
    "a coding": lambda n: ("a.docx", document("word/a.xml", b"<?xml " + b"encoding" * n + b"?>")),
}  # fmt: skip


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD)
def test_four_times_the_file_takes_no_more_than_so_many_times_the_time(odd):
    assert growth(looked_into, odd, 5_000) < MOST


@pytest.mark.parametrize("piece", [b"<!---->", b"<!--", b"<?xml -->", b"<!----> <?xml>", b" "])
def test_the_head_of_a_page_is_passed_over_once(piece):
    assert growth(lambda head: recognise(head, "a.html"), lambda n: b"<!---->" + piece * n + b"x", 6) < MOST
    assert recognise(b"<!---->" + piece * 250 + b"x", "a.txt") == "txt"
