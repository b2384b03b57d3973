"""Hostile tables: what is bad is one clear line, everything else is read, and memory stays flat."""

import os
import subprocess
import sys

import pytest

from chorsu.intake.readers.outcomes import Read, Refused, Skipped
from chorsu.kernel.errors import InputError

HEADER = "date,country,place,substance,quantity,unit"
GOOD = "2021-05-12,Kazakhstan,Almaty,Heroin,1.5,kg"


def reasons(outcomes):
    return [outcome.reason for outcome in outcomes if isinstance(outcome, Refused)]


def test_a_header_of_ten_thousand_columns_is_one_clear_line(read):
    with pytest.raises(InputError, match="a table of 10,006 columns; at most 1,024 are read"):
        read(",".join([HEADER, *(f"c{n}" for n in range(10_000))]) + "\n" + GOOD + "\n")


def test_a_row_of_ten_thousand_cells_is_one_refusal(read):
    outcomes = read("\n".join([HEADER, GOOD, GOOD + ",x" * 10_000, GOOD]) + "\n")
    assert reasons(outcomes) == ["too_many_cells"]
    assert sum(isinstance(outcome, Read) for outcome in outcomes) == 2


@pytest.mark.parametrize("nulls", ["\0,\0,\0,\0,\0,\0", "\0" * 500, "null,null,null,null,null,null"])
def test_a_row_of_nulls_is_blank(read, nulls):
    outcomes = read(f"{HEADER}\n{GOOD}\n{nulls}\n{GOOD}" + "\n")
    assert outcomes[2] == Skipped(3, "blank")
    assert isinstance(outcomes[3], Read)


def test_a_line_without_end_is_one_refusal(read):
    outcomes = read("\n".join([HEADER, GOOD, "x" * 3_000_000, GOOD]) + "\n")
    assert reasons(outcomes) == ["line_too_long"]


def test_a_cell_without_end_is_one_refusal(read):
    outcomes = read("\n".join([HEADER, GOOD, GOOD.replace("Almaty", "x" * 40_000), GOOD]) + "\n")
    assert reasons(outcomes) == ["cell_too_long"]


def test_random_bytes_between_the_rows_lose_no_other_row(read):
    content = f"{HEADER}\n{GOOD}".encode() + b"\n" + bytes(range(11, 256)) + b"\n" + GOOD.encode()
    assert sum(isinstance(outcome, Read) for outcome in read(content)) == 2


@pytest.mark.slow
def test_two_hundred_megabytes_take_the_memory_of_two(tmp_path):
    path = tmp_path / "large.csv"
    block = (GOOD.replace("Almaty", "A" * 400) + "\n") * 2_000
    with path.open("w") as stream:
        stream.write(HEADER + "\n")
        while stream.tell() < 200_000_000:
            stream.write(block)
    run = "import sys; from chorsu.config.cli import main; sys.exit(main())"
    with (tmp_path / "said").open("wb") as said:
        running = subprocess.Popen(
            [sys.executable, "-c", run, "tidy", path, "--csv", "--out", tmp_path / "o.csv"], stdout=said, stderr=said
        )
        _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    assert running.returncode == 0, (tmp_path / "said").read_text()
    assert used.ru_maxrss < 400_000
