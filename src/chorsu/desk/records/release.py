"""Release and recall as an officer sees them: the choice, and the sentence and the button that say what will happen.

Owns the wording of what is about to happen. The choice stands in the address, so nothing happens before it was read.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chorsu.desk.hand_in.audience import last_day
from chorsu.desk.records.terms import (
    Asked,
    asked_in,
    groups_of_choices,
    inside,
    named,
    numbers_in,
    operations,
    term_words,
    whom_words,
)
from chorsu.desk.records.wording import joined
from chorsu.directory.models import State
from chorsu.handling.marking import Release as ReleaseTerm
from chorsu.handling.rules import Marking
from chorsu.records.audiences import standing_terms, term_key
from chorsu.ui.wording import spoken

if TYPE_CHECKING:
    from django.http import QueryDict

    from chorsu.desk.hand_in.audience import Names
    from chorsu.desk.records.terms import Choices
    from chorsu.records.models import Version

__all__ = ["Recall", "Release", "Term", "marking_in", "recall_panel", "release_panel", "whom_of"]


@dataclass(frozen=True, slots=True)
class Release:
    """The release form: choices by kind; whom of those chosen it can leave out; with somebody chosen, what happens."""

    groups: list[tuple[str, Choices]]
    asked: Asked
    leave_out: list[tuple[str, Choices]]
    operations: Choices
    earliest: str
    standing: frozenset[int]
    left_out: frozenset[int] = frozenset()
    """Who is kept from the record as it stands, by name."""
    sentence: str = ""
    warning: str = ""
    button: str = ""

    @property
    def until(self) -> str:
        """The last day as the field of a form holds it."""
        return self.asked.until.isoformat() if self.asked.until else ""

    @property
    def opened(self) -> list[str]:
        """The kinds of which somebody is chosen, or left out now: they stay open."""

        def is_told(number: int, chosen: bool) -> bool:  # noqa: FBT001 — a choice has these parts
            return chosen or number in self.left_out

        return [title for title, choices in self.groups if any(is_told(one, chosen) for one, _name, chosen in choices)]


@dataclass(frozen=True, slots=True)
class Recall:
    """The recall form: the releases that stand, each by itself; from whom it can be recalled; and what will happen."""

    terms: list[Term] = field(default_factory=list)
    choices: Choices = field(default_factory=list)
    everyone: bool = False
    sentence: str = ""
    button: str = ""

    @property
    def by_name(self) -> bool:
        """Whether somebody is chosen by name: that list stays open."""
        return any(chosen for _number, _name, chosen in self.choices)


@dataclass(frozen=True, slots=True)
class Term:
    """One release that stands: its key, whom it reaches, its last day in words (empty: until recalled)."""

    key: str
    who: str
    day: str
    ended: bool
    chosen: bool


def release_panel(names: Names, marking: Marking, query: QueryDict, now: dt.datetime) -> Release:
    """The form, with what is chosen in the address."""
    asked = asked_in(names, query, marking.provider)
    groups = groups_of_choices(names, marking.provider, asked.to)
    leave_out = [(title, named(names, found, asked.but)) for title, found in inside(asked.to, marking.provider)]
    earliest = (now + dt.timedelta(days=1)).date().isoformat()
    standing = marking.standing(now)
    kept = marking.exclusions.union(*(term.but for term in marking.terms)) - standing
    form = Release(groups, asked, leave_out, operations(names, asked.operation), earliest, standing, kept)
    if not asked.to:
        return form
    who, day = _who(names, asked, marking.provider), asked.until
    said = {"who": who, "day": spoken(day) if day else ""}
    whole = (
        _("All of %(who)s") % {"who": who} if State.objects.filter(pk__in=asked.to).count() == len(asked.to) else who
    )
    sentence = _("%(who)s will see this record at once, up to and including %(day)s.") if day else ""
    sentence = sentence or _("%(who)s will see this record at once, until you recall it.")
    button = pgettext("button", "Release to %(who)s until %(day)s") if day else pgettext("button", "Release to %(who)s")
    warning = _warning(names, marking, asked, now)
    return replace(form, sentence=sentence % (said | {"who": whole}), warning=warning, button=button % said)


def _who(names: Names, asked: Asked, provider: int) -> str:
    return whom_words(names, asked.to, asked.but, asked.operation, provider=provider)


def _warning(names: Names, marking: Marking, asked: Asked, now: dt.datetime) -> str:
    """What the release changes for those who were reached before on other terms."""
    plain = not asked.but and asked.operation is None
    changed = [
        number
        for number in asked.to
        if number in marking.standing(now) and (not plain or last_day(marking.end_for({number}, now)) != asked.until)
    ]
    if not changed:
        return ""
    return _("For %(who)s this takes the place of the release that stands.") % {
        "who": joined(names.join(changed, marking.provider))
    }


def recall_panel(names: Names, marking: Marking, query: QueryDict, now: dt.datetime) -> Recall:
    """The form, with what is chosen in the address; with nothing chosen it takes the record back from all."""
    audience = [number for number in marking.named if number != marking.provider]
    chosen = [number for number in numbers_in(query, "recall") if number in audience]
    terms = [_term(names, marking, term, query, now) for term in standing_terms(marking)]
    choices = named(names, audience, chosen)
    if not chosen and not any(term.chosen for term in terms):
        sentence = _("Nobody but %(provider)s and the liaison officers of its state will see this record from now on.")
        provider = names.by_number.get(marking.provider, "?")
        button = pgettext("button", "Recall from all of them")
        return Recall(terms, choices, True, sentence % {"provider": provider}, button)  # noqa: FBT003 — a field
    said = [term.who for term in terms if term.chosen]
    if chosen:
        said.append(joined([names.by_number[number] for number in chosen]))
    who = "; ".join(said)
    sentence = (
        _(
            "From now on %(who)s will read that it was taken back, and are asked for a receipt."
            " What was read or downloaded cannot be taken back."
        )
        if chosen
        else _(
            "This release ends now: %(who)s. Whom no other release reaches will no longer find this record; what was"
            " read or downloaded cannot be taken back."
        )
    )
    return Recall(
        terms,
        choices,
        sentence=sentence % {"who": who},
        button=pgettext("button", "Recall from %(who)s") % {"who": who},
    )


def _term(names: Names, marking: Marking, term: ReleaseTerm, query: QueryDict, now: dt.datetime) -> Term:
    who, day = term_words(names, term, marking.provider)
    ended = term.until is not None and term.until <= now
    key = term_key(term)
    return Term(key, who, spoken(day) if day else "", ended, key in query.getlist("term"))


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
        if not who:  # one of several releases that reach the same
            gone = [term for term in before.releases if term not in after.releases]
            who = "; ".join(term_words(names, term, after.provider)[0] for term in gone)
        return pgettext("history", "from %(who)s") % {"who": who} if who else ""
    if kind not in {"seizure.released", "seizure.passed"}:
        return ""
    known = set(before.terms)
    fresh = [term for term in after.terms if term not in known]
    said = [_said_of(names, after, term, before) for term in fresh]
    return "; ".join(one for one in said if one)


def _said_of(names: Names, marking: Marking, term: ReleaseTerm, before: Marking) -> str:
    """To whom a new term of the release expression reaches, and until when."""
    plain = term.until is None and not term.but and term.operation is None
    wider = term.to - before.audience if plain else term.to
    who = whom_words(names, wider, term.but, term.operation, provider=marking.provider) if wider else ""
    end = last_day(term.until)
    if not who:
        return ""
    if end is None:
        return pgettext("history", "to %(who)s") % {"who": who}
    return pgettext("history", "to %(who)s, up to and including %(day)s") % {"who": who, "day": spoken(end)}
