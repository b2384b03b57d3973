"""The verb on plain files: one JSON line an item, in order; what cannot be read is one line on standard error."""

import json
import subprocess
import sys

NOTICE = "12 мая 2024 года в Душанбе изъято 5 кг героина."


def chorsu(*arguments, stdin=""):
    return subprocess.run(
        [sys.executable, "-c", "from chorsu.config.cli import main; import sys; sys.exit(main())", "read", *arguments],
        input=stdin.encode(),
        capture_output=True,
        check=False,
        timeout=120,
    )


def test_json_lines_are_answered_in_order_and_a_bad_line_alone_is_refused(tmp_path):
    lines = [{"id": 7, "text": NOTICE, "published": "2024-05-13"}, {"id": "b", "text": ""}]
    path = tmp_path / "notices.jsonl"
    path.write_text("\n".join([json.dumps(lines[0]), '{"id": 1}', json.dumps(lines[1])]), "utf-8")
    done = chorsu("--jsonl", str(path))
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [one["id"] for one in told] == [7, "b"]
    assert [item["quantity"] for item in told[0]["seizures"][0]["items"]] == [5]
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == [
        'chorsu read: notices.jsonl:2: has no text; write {"id": …, "text": …, "published": …}'
    ]


def test_a_text_file_is_read_with_places_of_its_characters(tmp_path):
    path = tmp_path / "note.txt"
    path.write_text(NOTICE, "utf-8")
    done = chorsu(str(path))
    told = json.loads(done.stdout)
    item = told["seizures"][0]["items"][0]
    assert (done.returncode, told["id"], told["language"]) == (0, "note.txt", "ru")
    assert NOTICE[item["start"] : item["end"]] == item["quote"] == "5 кг"


def test_a_diary_gives_a_line_for_each_of_its_entries(tmp_path):
    entries = [f"- On {day} June 2032 officers in Osh found {day} kg of opium in the boot of a car." for day in (3, 5)]
    text = "DIARY OF THE POST\n\n" + "\n".join(entries) + "\n"
    path = tmp_path / "diary.txt"
    path.write_text(text, "utf-8")
    told = [json.loads(line) for line in chorsu(str(path)).stdout.splitlines()]
    assert [(one["id"], one["seizures"][0]["date"]) for one in told] == [
        ("diary.txt#1", "2032-06-03"),
        ("diary.txt#2", "2032-06-05"),
    ]
    item = told[1]["seizures"][0]["items"][0]
    assert text[item["start"] : item["end"]] == item["quote"] == "5 kg"


def test_standard_input_and_a_lone_surrogate():
    done = chorsu("--jsonl", "-", stdin='{"id": "x", "text": "5 kg of heroin \\ud83d"}')
    assert json.loads(done.stdout)["id"] == "x"
    assert done.returncode == 0


def test_a_table_is_sent_to_the_other_verb(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("Date;Drug;Quantity;Unit\n2024-05-12;heroin;5;kg\n2024-05-13;opium;3;kg\n", "utf-8")
    done = chorsu(str(path))
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr
    assert (done.returncode == 2) == (b"chorsu tidy" in done.stderr)


def test_the_verb_loads_no_framework():
    code = "import sys, chorsu.config.cli.read; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=60).returncode == 0
