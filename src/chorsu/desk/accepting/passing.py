"""What a text tells beside seizures, accepted by the standing rules of its sender: the whole of a text, or nothing.

A text passes when every finding that would be ticked is as sure as the rule for its kind asks and each kind has a rule.
What an officer would have to look at (an event without a day, one that the plan may hold) keeps the whole text waiting.
News is never written by a rule.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from chorsu.desk.accepting.found import EVENT, FIGURE, INSTRUMENT, NEWS, POST, RECOMMENDATION
from chorsu.desk.accepting.gathering import Gathered, findings_in
from chorsu.desk.accepting.storing import Under, accept
from chorsu.intake.standing import end_under
from chorsu.kernel.errors import ChorsuError

if TYPE_CHECKING:
    import datetime as dt

    from chorsu.desk.accepting.found import Found
    from chorsu.handling.rules import Actor
    from chorsu.intake.models import Text
    from chorsu.intake.standing import Rules

__all__ = ["pass_findings"]

_RULES = {EVENT: "event", RECOMMENDATION: "event", INSTRUMENT: "event", POST: "event", FIGURE: "figure"}
_LEFT = {"reference", "cited"}
"""Why a finding may stay unticked without anybody's look."""


def pass_findings(text: Text, sender: Actor, rules: Rules, at: dt.datetime) -> bool:
    """Accept the findings of a text under its sender's rules; whether they passed."""
    (one,) = findings_in([text], actor=sender, today=at.date(), of_a_page=False)
    found = [finding for finding in one.found if finding.kind != NEWS]
    if not all(_passes(finding, rules) for finding in found):
        return False
    meant = [finding for finding in found if finding.meant]
    under = Under(rules.audience, end_under(rules, text.provider_id, at))
    try:
        with transaction.atomic():
            accept(actor=sender, chosen=[Gathered(text, meant)], under=under, at=at, by_rule=True)
    except ChorsuError:
        return False
    return True


def _passes(found: Found, rules: Rules) -> bool:
    if not found.meant:
        return found.why in _LEFT
    least = rules.least.get(_RULES[found.kind])
    return least is not None and found.confidence >= least
