"""The verb tidy: rows to standard output, three counts that sum to standard error, exit 2 only for unreadable files."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest

from chorsu.kernel.seizures import COLUMNS

TABLE = """Сведения об изъятиях;;;;
Дата;Страна;Вещество;Количество;Ед.
12.05.2021;Казахстан;Героин;1,5;кг

31.02.2021;Казахстан;Опий;2;кг
13.05.2021;Казахстан;МДМА;0,5 кг и 20 таблеток;
01.01.1900;Казахстан;Опий;2;кг
Итого;;;4;
"""


@pytest.fixture
def chorsu(tmp_path):
    def _run(*arguments, content=None):
        return subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from chorsu.config.cli import main; sys.exit(main())",
                "tidy",
                *map(str, arguments),
            ],
            input=content,
            capture_output=True,
            cwd=tmp_path,
            check=False,
        )

    return _run


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="cp1251")
    return path


def test_rows_go_out_as_csv_with_the_columns_in_their_order(chorsu, table):
    done = chorsu(table, "--csv")
    rows = list(csv.reader(io.StringIO(done.stdout.decode())))
    assert done.returncode == 0
    assert tuple(rows[0]) == COLUMNS
    assert [(row[1], row[9], row[11], row[12]) for row in rows[1:]] == [
        ("3", "heroin", "1.5", "kg"),
        ("6", "mdma", "0.5", "kg"),
        ("6", "mdma", "20", "tablet"),
        ("7", "opium", "2", "kg"),
    ]


def test_the_three_counts_sum_to_the_rows_in(chorsu, table):
    said = chorsu(table, "--csv").stderr.decode()
    rows_in, read, skipped, refused = map(
        int, re.search(r"(\d+) rows in = (\d+) read \+ (\d+) skipped .*? \+ (\d+) refused", said).groups()
    )
    assert (rows_in, read, skipped, refused) == (8, 3, 4, 1)
    assert "blank 1" in said
    assert "title 1" in said


def test_what_is_refused_or_impossible_is_one_line_each(chorsu, table):
    said = chorsu(table, "--csv").stderr.decode().splitlines()
    assert sum("row 5" in line and "31.02.2021" in line for line in said) == 1
    assert sum("row 7" in line and "01.01.1900" in line for line in said) == 1


def test_json_is_one_object_a_line_with_the_cell_of_each_value(chorsu, table):
    lines = chorsu(table, "--json").stdout.decode().splitlines()
    first = json.loads(lines[0])
    assert list(first)[: len(COLUMNS)] == list(COLUMNS)
    assert first["sources"]["substance"] == {"column": 2, "header": "Вещество", "text": "Героин"}
    assert len(lines) == 4


def test_standard_input_is_read(chorsu):
    done = chorsu("-", "--json", content=TABLE.encode())
    assert json.loads(done.stdout.splitlines()[0])["source_file"] == "-"


def test_out_and_repair_are_written(chorsu, table, tmp_path):
    done = chorsu(table, "--csv", "--out", "out.csv", "--repair", "repair.csv")
    assert (done.returncode, done.stdout) == (0, b"")
    assert len((tmp_path / "out.csv").read_text().splitlines()) == 5
    (line,) = csv.DictReader((tmp_path / "repair.csv").open(encoding="utf-8-sig"))
    assert (line["row"], line["reason"]) == ("5", "unreadable_date")


def test_what_tidy_writes_tidy_reads_to_the_same_rows(chorsu, table):
    once = chorsu(table, "--csv").stdout.decode()
    again = chorsu("-", "--csv", content=once.encode()).stdout.decode()
    keep = [name for name in COLUMNS if name not in {"source_file", "source_row", "flags", "changes"}]
    first, second = (list(csv.DictReader(io.StringIO(text))) for text in (once, again))
    dated = [row for row in first if row["seizure_date"]]
    assert [[row[name] for name in keep] for row in second] == [[row[name] for name in keep] for row in dated]


@pytest.mark.parametrize("content", [b"", b"foo;bar\n1;2\n", b"\x00\x01\x02" * 999, b"PK\x03\x04half", b"%PDF-1.7"])
def test_a_file_that_cannot_be_read_is_one_line_and_exit_2(chorsu, tmp_path, content):
    (tmp_path / "bad.csv").write_bytes(content)
    done = chorsu("bad.csv", "--csv", "--out", "out.csv")
    assert done.returncode == 2
    assert sum("bad.csv" in line for line in done.stderr.decode().splitlines()) == 1
    assert "Traceback" not in done.stderr.decode()
    assert not list(tmp_path.glob("out.csv*"))
    assert chorsu("bad.csv", "--csv").stdout == b""


def test_an_unreadable_file_does_not_keep_the_others_from_being_read(chorsu, table):
    done = chorsu("missing.csv", table, "--csv")
    assert done.returncode == 2
    assert len(done.stdout.splitlines()) == 5
    assert b"missing.csv: the file cannot be opened" in done.stderr


def test_nothing_that_is_read_is_written_over(chorsu, table):
    assert chorsu(table, "--csv", "--out", table).returncode == 2
    assert table.read_text(encoding="cp1251") == TABLE


def test_two_files_of_one_name_keep_their_folders(chorsu, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "t.csv").write_text(TABLE, encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(chorsu("a/t.csv", "b/t.csv", "--csv").stdout.decode())))
    assert {row["source_file"] for row in rows} == {"a/t.csv", "b/t.csv"}


def test_what_a_file_holds_cannot_command_the_terminal_or_break_the_line(chorsu, tmp_path):
    (tmp_path / "t.csv").write_text('date,substance,quantity\n"\x1b[31m\nx",heroin,1\n', encoding="utf-8")
    said = chorsu("t.csv", "--csv").stderr.decode()
    assert "\x1b" not in said
    assert sum("row 2" in line for line in said.splitlines()) == 1
