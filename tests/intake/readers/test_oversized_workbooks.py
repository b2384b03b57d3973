"""A workbook that would fill the memory is refused before its reader sees it."""

import datetime as dt
import zipfile

import pytest

from chorsu.intake.readers.tidy import read_table
from chorsu.intake.readers.workbooks import MAX_AREA
from chorsu.kernel.errors import InputError

HEADER = ["Date", "Country", "Drug", "Amount", "Unit"]
GOOD = [dt.date(2021, 5, 12), "Kazakhstan", "Heroin", 1, "kg"]


def with_sheet(source, target, content, packed=zipfile.ZIP_DEFLATED):
    """A copy of a workbook whose first sheet is replaced by blocks of bytes."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", packed) as new:
        for part in old.namelist():
            if part != "xl/worksheets/sheet1.xml":
                new.writestr(part, old.read(part))
        with new.open("xl/worksheets/sheet1.xml", "w") as stream:
            for block in content:
                stream.write(block)
    return target


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(workbook, tmp_path):
    path = with_sheet(workbook({"A": [HEADER, GOOD]}), tmp_path / "bomb.xlsx", [b" " * (1 << 20)] * 40)
    assert path.stat().st_size < 100_000
    with pytest.raises(InputError, match="unpacks to more than"):
        list(read_table(path))


def test_a_bomb_that_lies_about_its_size_is_refused_all_the_same(workbook, tmp_path):
    path = with_sheet(workbook({"A": [HEADER, GOOD]}), tmp_path / "bomb.xlsx", [b" " * (1 << 20)] * 40)
    content = path.read_bytes()
    size = (40 << 20).to_bytes(4, "little")
    assert size in content
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(InputError, match=r"broken or cut off|unpacks to more than"):
        list(read_table(path))


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_cannot_be_unpacked_block_by_block_is_not_unpacked(workbook, tmp_path, packed):
    path = with_sheet(workbook({"A": [HEADER, GOOD]}), tmp_path / "packed.xlsx", [b" "], packed)
    with pytest.raises(InputError, match="packed in a way"):
        list(read_table(path))


@pytest.mark.parametrize("far", ["XFD1048576", "A1048576", "xfd1048576"])
def test_one_cell_far_away_does_not_claim_the_memory_of_all_between(workbook, tmp_path, far):
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    near = b'<row r="1"><c r="XFD1"><v>1</v></c></row>' if far.startswith("A") else b""
    row = f'<row r="1048576"><c r="{far}"><v>1</v></c></row>'.encode()
    path = with_sheet(
        workbook({"A": [HEADER, GOOD]}), tmp_path / "far.xlsx", [head, near, row, b"</sheetData></worksheet>"]
    )
    with pytest.raises(InputError, match=f"at most {MAX_AREA:,} cells"):
        list(read_table(path))


def test_an_archive_that_is_no_workbook_is_named_so(tmp_path):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "date,substance\n")
    with pytest.raises(InputError, match="no XLSX workbook"):
        list(read_table(path))
