"""Every threat names a test, and what it names is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODEL = ROOT / "THREAT_MODEL.md"


def threats():
    table = MODEL.read_text(encoding="utf-8").partition("## Threats")[2]
    rows = [line.strip("| \n").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [row for row in rows if row[0] not in {"who", "---"}]


def test_every_threat_names_what_proves_its_defence():
    rows = threats()
    assert len(rows) > 20
    for row in rows:
        assert len(row) == 4, row
        assert re.search(r"`(tests/|make |chorsu bench )", row[3]), row[0]


def test_what_is_named_is_there():
    for *_rest, proof in threats():
        for path in re.findall(r"`(tests/[^`]+)`", proof):
            assert (ROOT / path).exists(), path
