"""Reading standing release rules, for the viewer of the present transaction: an authority's own alone."""

from __future__ import annotations

import uuid

from chorsu.records.models import ReleaseRule

__all__ = ["BY_RULE", "rule_name", "rules_of"]

BY_RULE = "rule"
"""What the reason of a version begins with that a rule made; the rule's identifier follows a colon."""


def rules_of(agency: int) -> list[ReleaseRule]:
    """The rules of an agency, those in force or waiting first, the newest first."""
    rules = ReleaseRule.objects.filter(provider_id=agency).order_by("-made_at")
    return sorted(rules, key=lambda rule: rule.off_at is not None)


def rule_name(identifier: str) -> str:
    """What a rule is called; empty where there is none or the viewer does not see it."""
    try:
        number = uuid.UUID(identifier)
    except ValueError:
        return ""
    return ReleaseRule.objects.filter(pk=number).values_list("name", flat=True).first() or ""
