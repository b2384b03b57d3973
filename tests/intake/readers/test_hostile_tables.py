"""Hostile tables: what is bad is one clear line, everything else is read, and memory stays flat."""

import subprocess
import sys
from pathlib import Path

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


PEAK = """
import re, sys
from chorsu.config.cli import main
code = main()
print(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
sys.exit(code)
"""
"""Runs a verb and prints its peak of memory in kB; what the kernel tells of a child counts its parent's as well."""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks /proc for the peak of memory: Linux only")
def test_two_hundred_megabytes_take_the_memory_of_two(tmp_path):
    path = tmp_path / "large.csv"
    block = (GOOD.replace("Almaty", "A" * 400) + "\n") * 2_000
    with path.open("w") as stream:
        stream.write(HEADER + "\n")
        while stream.tell() < 200_000_000:
            stream.write(block)
    arguments = ["tidy", str(path), "--csv", "--out", str(tmp_path / "o.csv")]
    done = subprocess.run([sys.executable, "-c", PEAK, *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout.split()[-1]) < 400_000
