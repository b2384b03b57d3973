"""The mark stands inside each file, so that it survives whatever becomes of the file."""

from python_calamine import CalamineWorkbook

from builders.example_region import tables

MARKS = ("SYNTHETIC", "ВЫМЫШЛЕННЫЕ")


def first_line(path):
    if path.suffix == ".xlsx":
        return str(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[0][0])
    content = path.read_bytes()
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1251")
    return text.splitlines()[0]


def test_the_first_line_of_each_table_says_so(tmp_path):
    for table in tables():
        path = tmp_path / table.name
        path.write_bytes(table.content)
        assert any(mark in first_line(path) for mark in MARKS), table.name


def test_each_agency_is_openly_invented():
    assert all(table.agency.startswith("example-") and table.name.startswith("example-") for table in tables())
