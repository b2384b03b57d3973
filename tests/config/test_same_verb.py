"""`chorsu same` on plain files: pairs in a file, a summary on standard error, one clear line for bad input."""

import csv

import pytest

from chorsu.config.cli import main

HEADER = "id,COUNTRY,PLACE,SEIZURE_DATE,DRUG_NAME,AMOUNT,DRUG_UNIT\n"
LINES = (
    "A1,Kazakhstan,Almaty,2021-03-14,Heroin,25.71383,Kilogram\n",
    "A2,Kazakhstan,г. Алматы,2021-03-14,Heroin,25713.83,Gram\n",
    "A3,Kazakhstan,Atyrau,2021-05-02,Heroin,0.7,Kilogram\n",
    "A4,Kazakhstan,Atyrau,2021-05-02,Heroin,0.7,Kilogram\n",
)  # fmt: skip


@pytest.fixture
def same(tmp_path, capsys):
    """Run the verb on text files: exit code, pairs, what was said."""

    def run(*texts, arguments=()):
        files = [tmp_path / f"list{number}.csv" for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_text(text, encoding="utf-8")
        out = tmp_path / "pairs.csv"
        code = main(["same", *map(str, files), *arguments, "--out", str(out)])
        pairs = list(csv.DictReader(out.open(encoding="utf-8"))) if out.exists() else None
        return code, pairs, capsys.readouterr().err

    return run


def test_pairs_name_rows_by_the_id_column(same):
    code, pairs, _ = same(HEADER + "".join(LINES), arguments=["--id", "id"])
    assert code == 0
    (pair,) = pairs
    assert list(pair) == ["row_a", "row_b", "probability", "verdict", "reasons"]
    assert {pair["row_a"], pair["row_b"]} == {"A1", "A2"}
    assert pair["verdict"] == "same"
    assert float(pair["probability"]) >= 0.9
    assert "mass_equal:+" in pair["reasons"]


def test_without_an_id_column_rows_are_named_by_file_and_row(same):
    _, pairs, _ = same(HEADER + "".join(LINES))
    assert {pairs[0]["row_a"], pairs[0]["row_b"]} == {"list0.csv:2", "list0.csv:3"}


def test_two_files_are_two_lists(same):
    first = HEADER + LINES[0]
    second = HEADER + LINES[0].replace("A1", "B1")
    _, pairs, _ = same(first, second, arguments=["--id", "id"])
    assert [pair["verdict"] for pair in pairs] == ["same"]


def test_the_summary_counts_each_event_once(same):
    _, _, said = same(HEADER + "".join(LINES), arguments=["--id", "id"])
    assert "4 rows; pairs: 1 same, 0 possible" in said
    heroin = next(line for line in said.splitlines() if line.startswith("Heroin"))
    assert heroin.split()[1:] == ["52.828", "27.114", "27.114"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--id", "number"], "number"), (["--map", "no-such-map.yml"], "no-such-map.yml")],
)
def test_bad_input_is_one_line_and_exit_2_and_writes_nothing(same, arguments, told):
    code, pairs, said = same(HEADER + LINES[0], arguments=arguments)
    assert (code, pairs) == (2, None)
    assert told in said.strip().splitlines()[-1]


def test_two_rows_of_one_name_are_refused_with_both_places(same):
    code, _, said = same(HEADER + LINES[0] + LINES[0], arguments=["--id", "id"])
    assert code == 2
    assert "A1" in said
    assert "list0.csv:2" in said
    assert "list0.csv:3" in said


def test_an_id_that_a_spreadsheet_would_run_is_made_harmless(same):
    lines = [line.replace("A", "=A", 1) for line in LINES[:2]]
    _, pairs, _ = same(HEADER + "".join(lines), arguments=["--id", "id"])
    assert pairs[0]["row_a"].startswith("'=")


def test_a_file_that_is_read_is_not_written_over(tmp_path, capsys):
    file = tmp_path / "list.csv"
    file.write_text(HEADER + LINES[0], encoding="utf-8")
    assert main(["same", str(file), "--out", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == HEADER + LINES[0]


def test_a_missing_file_is_named(tmp_path, capsys):
    assert main(["same", str(tmp_path / "absent.csv"), "--out", str(tmp_path / "pairs.csv")]) == 2
    assert "absent.csv" in capsys.readouterr().err
