"""Release and recall as an officer sees them: the choice, and the sentence and the button that say what will happen.

Owns the wording of what is about to happen. The choice stands in the address, so nothing happens before it was read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.hand_in.audience import end_of, last_day
from chorsu.desk.records.wording import joined
from chorsu.desk.requests import whole_number
from chorsu.directory.models import Agency, Group, State
from chorsu.handling.marking import Release as ReleaseTerm
from chorsu.handling.rules import MEMBERS, Marking
from chorsu.kernel.errors import InputError
from chorsu.ui.wording import spoken

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.http import QueryDict

    from chorsu.desk.hand_in.audience import Names
    from chorsu.records.models import Version

__all__ = [
    "Recall",
    "Release",
    "day_in",
    "marking_in",
    "numbers_in",
    "recall_panel",
    "release_panel",
    "until_in",
    "whom_of",
]

_MOST = 200


@dataclass(frozen=True, slots=True)
class Release:
    """The release form: choices by kind as (number, name, chosen); when somebody is chosen, what will happen."""

    groups: list[tuple[str, list[tuple[int, str, bool]]]]
    chosen: list[int]
    until: str
    earliest: str
    standing: frozenset[int]
    sentence: str = ""
    warning: str = ""
    button: str = ""

    @property
    def opened(self) -> list[str]:
        """The kinds of which somebody is chosen: they stay open."""
        return [title for title, choices in self.groups if any(chosen for _number, _name, chosen in choices)]


@dataclass(frozen=True, slots=True)
class Recall:
    """The recall form: from whom it can be recalled, and what will happen."""

    choices: list[tuple[int, str, bool]] = field(default_factory=list)
    everyone: bool = False
    sentence: str = ""
    button: str = ""


def numbers_in(query: QueryDict, key: str) -> list[int]:
    """The principals named under a key; what is no number names nobody."""
    values = query.getlist(key)[:_MOST]
    return [number for value in values if (number := whole_number(value)) is not None]


def day_in(query: QueryDict, key: str) -> dt.date | None:
    """The day under a key; none where nothing readable stands."""
    try:
        return dt.date.fromisoformat(query.get(key, ""))
    except ValueError:
        return None


def until_in(query: QueryDict, key: str) -> dt.datetime | None:
    """The moment at which a release until and including the day under a key ends; none where nothing stands.

    Raises:
        InputError: what stands there is no day: a release without an end is never read out of it.
    """
    if not query.get(key, "").strip():
        return None
    day = day_in(query, key)
    try:
        if day is not None:
            return end_of(day)
    except OverflowError:
        pass
    raise InputError(_("is not a day"), where=_("the end of the release"), to_do=_("write it like 2026-12-31"))


def release_panel(names: Names, marking: Marking, query: QueryDict, now: dt.datetime) -> Release:
    """The form, with what is chosen in the address."""
    chosen = [number for number in numbers_in(query, "to") if number in names.by_number]
    day = day_in(query, "until")
    everybody = [(MEMBERS, names.by_number[MEMBERS], MEMBERS in chosen)]
    groups = [
        (_("All at once"), everybody),
        (_("States"), _named(names, State.objects.values_list("pk", flat=True), chosen)),
        (_("Groups"), _named(names, Group.objects.values_list("pk", flat=True), chosen)),
        (_("Agencies"), _named(names, _agencies(marking.provider), chosen)),
    ]
    earliest = (now + dt.timedelta(days=1)).date().isoformat()
    until = day.isoformat() if day else ""
    if not chosen:
        return Release(groups, chosen, until, earliest, marking.standing(now))
    who = joined([names.by_number[number] for number in chosen])
    said = {"who": who, "day": spoken(day) if day else ""}
    sentence = _("%(who)s will see this record at once, up to and including %(day)s.") if day else ""
    sentence = sentence or _("%(who)s will see this record at once, until you recall it.")
    button = pgettext("button", "Release to %(who)s until %(day)s") if day else pgettext("button", "Release to %(who)s")
    warning = _warning(names, marking, chosen, day, now)
    standing = marking.standing(now)
    return Release(groups, chosen, until, earliest, standing, sentence % said, warning, button % said)


def _agencies(provider: int) -> Collection[int]:
    return list(Agency.objects.exclude(pk=provider).values_list("pk", flat=True))


def _named(names: Names, numbers: Collection[int], chosen: Collection[int]) -> list[tuple[int, str, bool]]:
    found = ((number, names.by_number.get(number, "?"), number in chosen) for number in numbers)
    return sorted(found, key=lambda one: one[1])


def _warning(names: Names, marking: Marking, chosen: Collection[int], day: dt.date | None, now: dt.datetime) -> str:
    """What the release changes for those who were reached before on other terms."""
    changed = [
        number
        for number in chosen
        if number in marking.standing(now) and last_day(marking.end_for({number}, now)) != day
    ]
    if not changed:
        return ""
    return _("For %(who)s this takes the place of the release that stands.") % {
        "who": joined(names.join(changed, marking.provider))
    }


def recall_panel(names: Names, marking: Marking, query: QueryDict) -> Recall:
    """The form, with what is chosen in the address."""
    audience = [number for number in marking.named if number != marking.provider]
    chosen = [number for number in numbers_in(query, "recall") if number in audience]
    everyone = "all" in query.getlist("recall")
    choices = _named(names, audience, chosen)
    if everyone:
        sentence = _("Nobody but %(provider)s and the liaison officers of its state will see this record from now on.")
        provider = names.by_number.get(marking.provider, "?")
        return Recall(
            choices, everyone, sentence % {"provider": provider}, pgettext("button", "Recall from all of them")
        )
    if not chosen:
        return Recall(choices)
    who = joined([names.by_number[number] for number in chosen])
    sentence = _(
        "From now on %(who)s will no longer find this record; what was read or downloaded cannot be taken back."
    )
    return Recall(choices, everyone, sentence % {"who": who}, pgettext("button", "Recall from %(who)s") % {"who": who})


def marking_in(version: Version) -> Marking:
    """The marking that a record had in a version."""
    content = version.content
    until, review = content.get("until"), content.get("review_by")
    return Marking(
        content.get("provider_id", version.provider_id),
        frozenset(content.get("audience", ())),
        frozenset(content.get("exclusions", ())),
        dt.datetime.fromisoformat(until) if until else None,
        releases=tuple(ReleaseTerm.from_json(said) for said in content.get("releases") or ()),
        review_by=dt.datetime.fromisoformat(review) if review else None,
    )


def whom_of(kind: str, before: Marking, after: Marking, names: Names) -> str:
    """To whom an act released a record and until when, or from whom it took it; empty for every other act."""
    closer = (before.named - after.named) | (after.exclusions - before.exclusions)
    if kind in {"seizure.recalled", "seizure.excluded"}:
        who = joined(names.join(closer, after.provider))
        return pgettext("history", "from %(who)s") % {"who": who} if who else ""
    if kind != "seizure.released":
        return ""
    known = set(before.terms)
    fresh = [term for term in after.terms if term not in known]
    said = [_said_of(names, after, term, before) for term in fresh]
    return "; ".join(one for one in said if one)


def _said_of(names: Names, marking: Marking, term: ReleaseTerm, before: Marking) -> str:
    """To whom a new term of the release expression reaches, and until when."""
    wider = term.to - before.audience if term.until is None else term.to
    who = joined(names.join(wider, marking.provider))
    end = last_day(term.until)
    if not who:
        return ""
    if end is None:
        return pgettext("history", "to %(who)s") % {"who": who}
    return pgettext("history", "to %(who)s, up to and including %(day)s") % {"who": who, "day": spoken(end)}
