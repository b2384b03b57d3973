"""What was read of pages and notices of events, compared with their labels, slot by slot."""

import datetime as dt
import json
from collections import Counter
from pathlib import Path

from chorsu.intake.reading.agencies import agencies
from chorsu.intake.reading.dates import dates
from chorsu.intake.reading.events import events
from chorsu.intake.reading.instruments import instruments
from chorsu.intake.reading.items import items, numeric_day
from chorsu.intake.reading.places import places
from chorsu.intake.reading.recommendations import recommendations
from chorsu.intake.reading.seats import seat_of
from chorsu.intake.reading.stated import stated
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View

__all__ = ["UNSEEN", "Score", "score_notice", "score_page"]

UNSEEN = Path(__file__).parent / "unseen" / "events"
COUNTED = {"participants": ("participants", "delegates"), "delegates": ("participants", "delegates")}
"""Delegates and participants are both those who came."""


class Score:
    """Hits and asked by slot, with what was missed."""

    def __init__(self):
        self.hits, self.asked, self.missed = Counter(), Counter(), []

    def add(self, slot, where, *, told, read):
        """One slot compared."""
        self.asked[slot] += 1
        if told == read:
            self.hits[slot] += 1
        else:
            self.missed.append((where, slot, told, read))

    def of(self, slot):
        """The share of hits."""
        return self.hits[slot] / self.asked[slot] if self.asked[slot] else 1.0

    def __str__(self):
        lines = [f"{slot:16} {self.hits[slot]:3} of {self.asked[slot]:3}" for slot in sorted(self.asked)]
        return "\n".join([*lines, *map(str, self.missed)])


def day_of(line, language):
    """The day of a line that is only a date."""
    found = dates(View(line), Setting(language))
    return found[0].value.start if found else numeric_day(line)


def seat(name, language):
    """The seat of an organisation, as a place."""
    town = seat_of(name, language)
    found = places(View(f"The meeting was held in {town}."), Setting("en")) if town else []
    return found[0].value if found else None


def read_events(text, setting):
    """The events of a text, with the finders of dates, places and agencies."""
    view = View(text)
    services = agencies(view, setting)
    return events(
        view,
        setting,
        [],
        services,
        dates(view, setting),
        places(view, setting, services),
        locate=lambda name: seat(name, setting.language),
    )


def score_page(name, score):
    """One page: its items, and all that is labelled of each."""
    text = (UNSEEN / f"{name}.txt").read_text(encoding="utf-8")
    label = json.loads((UNSEEN / f"{name}.json").read_text(encoding="utf-8"))
    language, published = label["language"], dt.date.fromisoformat(label["published"])
    found = items(text, day=lambda line: day_of(line, language))
    score.add("items", name, told=len(label["items"]), read=len(found))
    for told, item in zip(label["items"], found, strict=False):
        where = f"{name}: {told['title'] or told['events'][0]['start']}"
        score.add("published", where, told=told["published"], read=item.published and item.published.isoformat())
        if told["title"]:
            score.add("title", where, told=told["title"], read=item.title)
        setting = Setting(language, published=item.published or published)
        body = text[item.start : item.end]
        _score_events(told["events"], body, setting, where, score)
        _score_texts(told, body, setting, where, score)


def score_notice(told, score):
    """One notice: its events, or that it tells none."""
    setting = Setting(told["lang"], published=dt.date.fromisoformat(told["published"]))
    _score_events(told["events"], told["text"], setting, told["id"], score)


def _score_events(told, body, setting, where, score):
    found = [one for one in read_events(body, setting) if one.role != "reference"]
    score.add("number of events", where, told=len(told), read=len(found))
    for label, event in zip(told, found, strict=False):
        kinds = label.get("kind") if isinstance(label.get("kind"), list) else [label["kind"]]
        score.add("kind", where, told=True, read=event.kind.value in kinds)
        when = event.when.value if event.when else None
        read = (when.start.isoformat(), (when.end or when.start).isoformat()) if when else None
        score.add("days", where, told=(label["start"], label["end"]), read=read)
        score.add("place", where, told=label["place"], read=event.place.value.name_en if event.place else "")
        if "mode" in label:
            score.add("mode", where, told=label["mode"], read=event.mode.value if event.mode else "")
        _score_counts(label, event, where, score)
        for name in label.get("organisers", ()):
            score.add("organisers", where, told=True, read=any(name in one.value for one in event.organisers) or name)


def _score_counts(label, event, where, score):
    told = label.get("counts")
    if told is None:
        people = [["participants", label["participants"], label["qualifier"]]] if label["participants"] else []
        told = people + ([["states", label["countries"], ""]] if label["countries"] else [])
    for what, number, qualifier in told:
        count = event.number(*COUNTED.get(what, (what,)))
        read = (count.value.number, count.value.qualifier) if count else None
        score.add("counts", where, told=(number, qualifier), read=read)
    score.add("no other count", where, told=len(told), read=len(event.counts))


def _score_texts(told, body, setting, where, score):
    view = View(body)
    found = [(one.value.text, one.value.status) for one in recommendations(view, setting)]
    score.add("no other advice", where, told=len(told["recommendations"]), read=len(found))
    for part, status in told["recommendations"]:
        hit = [read for text, read in found if part in text]
        score.add("recommendations", where, told=(part, [status]), read=(part, hit))
    named = [[one.value.kind, one.value.title, one.value.status] for one in instruments(view, setting)]
    for label in told["instruments"]:
        score.add("instruments", where, told=label, read=label if label in named else named)
    figures = [
        [one.value.what, one.value.number, one.value.qualifier] for one in stated(view, setting, dates(view, setting))
    ]
    score.add("stated", where, told=told["stated"], read=figures)
