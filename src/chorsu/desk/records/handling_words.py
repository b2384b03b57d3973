"""The codes of handling and the reasons of its rule, in words of both languages.

Owns the wording alone; the meaning of the codes is that of the field's glossary.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from chorsu.desk.hand_in.audience import last_day
from chorsu.desk.presenting import language
from chorsu.handling.rules import COURT, Act, decide
from chorsu.ui.wording import spoken
from chorsu.vocabulary import manners

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.functional import _StrPromise

    from chorsu.handling.rules import Actor, Marking

__all__ = ["GRADES", "INFORMATION", "POINTERS", "USES", "condition_lines", "may_lines", "why"]

USES: dict[str, _StrPromise] = {
    "H0": gettext_lazy("H0: only for preventing and combating crime, under the applicable law"),
    "H1": gettext_lazy("H1: not to be disclosed in judicial proceedings without the provider's permission"),
    "H2": gettext_lazy("H2: not to be disseminated without the provider's permission"),
    "H3": gettext_lazy("H3: another restriction, in words"),
}
GRADES: dict[str, _StrPromise] = {
    "A": gettext_lazy("A: no doubt of the source, or reliable in all instances"),
    "B": gettext_lazy("B: reliable in most instances"),
    "C": gettext_lazy("C: in most instances unreliable"),
    "X": gettext_lazy("X: reliability cannot be assessed"),
}
INFORMATION: dict[str, _StrPromise] = {
    "1": gettext_lazy("1: accuracy not in doubt"),
    "2": gettext_lazy("2: known personally to the source, not to the officer passing it on"),
    "3": gettext_lazy("3: not known personally to the source, but corroborated"),
    "4": gettext_lazy("4: neither known personally to the source nor corroborated"),
}
POINTERS: dict[str, _StrPromise] = {
    "nothing": pgettext_lazy("pointer", "nothing: as if there were no record"),
    "contact": pgettext_lazy("pointer", "a contact point: that somebody knows, and whom to ask"),
}
_WHY: dict[str, _StrPromise] = {
    "provider": gettext_lazy(
        "You see this because it is a record of your agency, or of an agency of the state for which you may release."
    ),
    "audience": gettext_lazy("You see this because %(provider)s released it to you, until it is recalled."),
    "release": gettext_lazy("You see this because %(provider)s released it to you, until it is recalled."),
}
_WHY_UNTIL: _StrPromise = gettext_lazy(
    "You see this because %(provider)s released it to you, up to and including %(day)s."
)
_ACTS: dict[Act, tuple[_StrPromise, dict[str, _StrPromise]]] = {
    Act.EXPORT: (
        gettext_lazy("You may take it out."),
        {"other-purpose": gettext_lazy("You may take it out only for a purpose that its provider named.")},
    ),
    Act.PASS_ON: (
        gettext_lazy("You may pass it on under the same conditions."),
        {
            "needs-permission": gettext_lazy("You may not pass it on without its provider's permission."),
            "permitted": gettext_lazy("You may pass it on: its provider permitted it."),
        },
    ),
}
_IN_COURT: dict[bool, _StrPromise] = {
    True: gettext_lazy("You may disclose it in judicial proceedings."),
    False: gettext_lazy("You may not disclose it in judicial proceedings without its provider's permission."),
}


def why(actor: Actor, marking: Marking, provider: str, at: dt.datetime) -> str:
    """Why the actor sees a record so marked: the reason of the rule in words, which name no other recipient."""
    reason = decide(actor, marking, Act.SEE, at).reason
    day = last_day(marking.end_for(actor.principals, at))
    line = str(_WHY_UNTIL if day and reason != "provider" else _WHY.get(reason, ""))
    return line % {"provider": provider, "day": spoken(day) if day else ""}


def may_lines(actor: Actor, marking: Marking, at: dt.datetime) -> list[str]:
    """What the actor may do with a record beside reading it."""
    found = []
    for act, (allowed, refused) in _ACTS.items():
        decision = decide(actor, marking, act, at)
        default = allowed if decision.allowed else ""
        found.append(str(refused.get(decision.reason, default)))
    in_court = decide(replace(actor, purpose=COURT), marking, Act.USE, at)
    found.append(str(_IN_COURT[in_court.allowed]))
    return [line for line in found if line]


def condition_lines(marking: Marking, *, provided: bool) -> list[tuple[str, str]]:
    """The conditions of a record by label; what outsiders find, and who counts it, is told to its provider alone."""
    handling = marking.handling
    lines = [(gettext("Use"), str(USES[code])) for code in sorted(handling.use) if code != "H3"]
    if "H3" in handling.use:
        lines.append((gettext("Use"), gettext("H3: %(words)s") % {"words": handling.restriction}))
    lines += [(gettext("Dissemination"), str(USES[code])) for code in sorted(handling.dissemination)]
    if handling.source_grade:
        lines.append((gettext("Source"), str(GRADES[handling.source_grade])))
        lines.append((gettext("Information"), str(INFORMATION[handling.information_grade])))
    if handling.graded_as:
        lines.append((gettext("Grading as received"), handling.graded_as))
    if handling.purposes:
        purposes = [manners.label("crime_area", code, language()) for code in sorted(handling.purposes)]
        lines.append((gettext("Purposes"), ", ".join(purposes)))
    if handling.tlp:
        lines.append((gettext("Label as received"), f"TLP:{handling.tlp}"))
    if not provided:
        return lines
    pointer = str(POINTERS[handling.pointer])
    lines.append(
        (gettext("Outsiders who search find"), f"{pointer}: {handling.contact}" if handling.contact else pointer)
    )
    counted = (
        gettext("authorities of member states, unseen") if handling.countable else gettext("those who see it, alone")
    )
    lines.append((gettext("Counted by"), counted))
    if review := last_day(marking.review_by):
        lines.append((gettext("To be reviewed by"), spoken(review)))
    return lines
