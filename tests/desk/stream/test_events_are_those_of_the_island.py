"""The names of the events that the stream sends are those that the island in the page listens to."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_every_event_sent_is_listened_to():
    sent = set(re.findall(r'_event\("(\w+)"', (ROOT / "src/chorsu/desk/stream/views.py").read_text()))
    island = (ROOT / "frontend/src/islands/feed.js").read_text()
    told = island[island.index("const told = {") : island.index("this.#line = new Line(")]
    heard = set(re.findall(r"^      (\w+): ", told, re.MULTILINE)) | set(re.findall(r"\?\? '(\w+)'", told))
    assert sent
    assert sent <= heard
