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


@pytest.mark.slow
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
        (["x.csv", "--as", "border-officer", "--map", "nowhere.yml"], {}, "nowhere.yml"),
        (["--as", "border-officer"], {}, "FILE: is missing"),
    ],
)
def test_what_it_cannot_do_it_says_in_one_line(verb, arguments, env, line):
    done = verb(*arguments, env=env)
    assert done.returncode == 2
    assert line in done.stderr
    assert len(done.stderr.splitlines()) == 1


NOTE = "Example note. On 12 March 2024 in Termez 2 kg of heroin was seized and one person was detained."


@pytest.mark.slow
def test_a_text_is_read_and_its_drafts_wait(verb, tmp_path):
    (tmp_path / "note.txt").write_text(NOTE)
    done = verb("note.txt", "--as", "border-officer")
    answer = json.loads(done.stdout)
    assert (done.returncode, answer["drafts"], answer["to_confirm"], answer["passed"]) == (0, 1, 1, 0)
    again = verb("note.txt", "--as", "border-officer")
    assert "handed in before" in again.stderr
    assert json.loads(again.stdout)["texts"] == answer["texts"]


@pytest.mark.slow
def test_a_folder_is_emptied_and_a_mailbox_gives_what_is_new(verb, tmp_path):
    folder, box = tmp_path / "in", tmp_path / "letters.mbox"
    folder.mkdir()
    for name, content in (("note.txt", NOTE.encode()), ("table.csv", MIXED), ("empty.txt", b"")):
        (folder / name).write_bytes(content)
        os.utime(folder / name, (0, 0))
    (folder / "still-written.txt").write_text(NOTE)
    os.utime(folder / "still-written.txt", (4e9, 4e9))
    letter = "From a@example.org Tue Mar 12 10:00:00 2024\nFrom: a@example.org\nSubject: {0}\n\n{0} " + NOTE + "\n\n"
    box.write_text(letter.format("First"))
    done = verb("--watch", "in", "--once", "--mailbox", "letters.mbox", "--as", "border-officer")
    assert done.returncode == 2
    assert sorted(path.name for path in (folder / "done").iterdir()) == ["note.txt", "table.csv"]
    assert [path.name for path in (folder / "refused").iterdir()] == ["empty.txt"]
    assert (folder / "still-written.txt").exists()
    assert "letters.mbox: 1 new, 0 refused" in done.stderr
    box.write_text(letter.format("First") + letter.format("Second"))
    again = verb("--mailbox", "letters.mbox", "--as", "border-officer")
    assert (again.returncode, "letters.mbox: 1 new, 0 refused" in again.stderr) == (0, True)
