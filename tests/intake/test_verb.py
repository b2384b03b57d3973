"""`chorsu intake`: with no installation running it starts what it needs, hands the files in and leaves nothing running."""

import json
import os
import subprocess
import sys

import pytest

from builders.tables import seizures, table

MIXED = table([*seizures(3), "не дата;Узбекистан;Термез;героин;1;кг;"])


@pytest.fixture
def verb(tmp_path):
    tmp_path.chmod(0o711)
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CHORSU_", "DJANGO_"))}

    def call(*arguments, **more):
        return subprocess.run(
            [
                sys.executable,
                "-c",
                "import sys; from chorsu.config.cli import main; sys.exit(main())",
                "intake",
                *arguments,
            ],
            env=environment | {"CHORSU_HOME": str(tmp_path / "var")} | more.pop("env", {}),
            capture_output=True,
            text=True,
            check=False,
            timeout=240,
            cwd=tmp_path,
            **more,
        )

    return call


def test_files_go_in_and_a_bad_one_stops_none(verb, tmp_path):
    (tmp_path / "good.csv").write_bytes(MIXED)
    (tmp_path / "half.xlsx").write_bytes(b"PK\x03\x04 half a workbook")
    done = verb("half.xlsx", "good.csv", "--as", "border-officer", "--audience", "state:KZ", "--until", "2099-01-01")
    assert done.returncode == 2
    answer = json.loads(done.stdout)
    assert (answer["file"], answer["state"], answer["read"], answer["refused"]) == ("good.csv", "done", 3, 1)
    assert answer["skipped"] == {"header": 1}
    (line,) = [line for line in done.stderr.splitlines() if "half.xlsx" in line]
    assert "broken or cut off" in line
    again = verb("good.csv", "--as", "border-officer")
    assert again.returncode == 0
    assert "handed in before" in again.stderr
    assert json.loads(again.stdout)["hand_in"] == answer["hand_in"]


@pytest.mark.parametrize(
    ("arguments", "env", "line"),
    [
        (["x.csv"], {}, "--as: is missing"),
        (["x.csv", "--as", "border-officer"], {"CHORSU_EXAMPLE": "0"}, "example installation only"),
        (["x.csv"], {"CHORSU_EXAMPLE": "0"}, "CHORSU_TOKEN: is not set"),
        (["x.csv"], {"CHORSU_EXAMPLE": "0", "CHORSU_TOKEN": "t"}, "CHORSU_TOKEN: is not accepted yet"),
        (["x.csv", "--as", "border-officer", "--map", "nowhere.yml"], {}, "nowhere.yml"),
    ],
)
def test_what_it_cannot_do_it_says_in_one_line(verb, arguments, env, line):
    done = verb(*arguments, env=env)
    assert done.returncode == 2
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == 1
