import io
import zipfile

import pytest

from builders.tables import seizures, table
from chorsu.intake.drafts.kinds import holds_table


def packed(*names):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "is_table"),
    [
        ("a.csv", table(seizures(3)), True),
        ("a.txt", table(seizures(3)), True),
        ("a", "Date\tPlace\tDrug\n2024-01-01\tTermez\theroin\n".encode("utf-16"), True),
        ("a.dat", packed("[Content_Types].xml", "xl/workbook.xml"), True),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(50), True),
        ("a.csv", b"", True),
        ("a.txt", "Изъято 2 кг, 3 кг и 4 кг, всего 9 кг.\nЗадержаны двое.\n".encode(), False),
        ("a.txt", "Строка без запятых\nи ещё одна".encode("cp1251"), False),
        ("a.zip", packed("note.txt"), False),
        ("a.docx", packed("[Content_Types].xml", "word/document.xml"), False),
        ("a.pdf", b"%PDF-1.7 ...", False),
        ("a.eml", b"From: a@example.org\nSubject: x\n\nbody", False),
        ("a.html", b"<!doctype html><html><body>x", False),
        ("a.bin", bytes(range(256)), False),
    ],
)
def test_a_file_is_told_by_its_content(name, content, is_table):
    stream = io.BytesIO(content)
    assert holds_table(stream, name) is is_table
    assert stream.tell() == 0
