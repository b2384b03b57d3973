"""The rule of handling over columns, for engines that know no row-level security: conditions of DuckDB.

Owns the one translation that analysis uses. The table has the columns of `handling.models.Handled` by the same names:
lists of integers or text, `releases` a list of structs `{to, but, until, operation}` or null, the permits such lists,
moments with time zone.
The condition holds the actor and the moment as literals that are numbers, quoted text of known form and a moment alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from chorsu.handling.rules import COURT, EVERYBODY, MEMBERS, Act, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from chorsu.handling.rules import Actor

__all__ = ["condition"]

_WORD = re.compile(r"[a-z][a-z0-9_-]*")


def condition(actor: Actor, act: Act, at: dt.datetime) -> str:
    """The rule of `decide(actor, …, act, at)` as a condition of DuckDB; `at` is aware.

    Raises:
        ValueError: the actor's purpose is no word, such as a crime area is.
    """
    viewer, moment = _numbers(actor.principals), f"TIMESTAMPTZ '{at.isoformat()}'"
    mine = f"list_contains({_numbers(actor.provides)}, provider_id)"
    unclosed = f"((review_by IS NULL OR review_by > {moment}) AND NOT list_has_any(exclusions, {viewer}))"
    released = f"(releases IS NOT NULL AND {_reached('releases', viewer, moment)})"
    named = f"(list_has_any(audience, {viewer}) AND (until IS NULL OR until > {moment}))"
    whole = f"(only_for IS NULL OR list_has_any(only_for, {viewer}))"
    seen = f"({mine} OR (({named} OR {released}) AND {unclosed} AND {whole}))"
    if act is Act.SEE:
        return seen
    if act in {Act.RELEASE, Act.RECALL, Act.EDIT}:
        return mine
    if act in {Act.POINT, Act.COUNT}:
        offered = "pointer = 'contact'" if act is Act.POINT else "countable"
        return f"({seen} OR ({offered} AND {_true(MEMBERS in actor.principals)} AND {unclosed}))"
    if act is Act.PUBLISH:
        return (
            f"({seen} AND {_true(Role.PRESS in actor.roles)} AND list_contains(audience, {EVERYBODY})"
            " AND len(exclusions) = 0 AND until IS NULL AND only_for IS NULL"
            " AND len(dissemination_codes) = 0 AND len(list_filter(use_codes, lambda c: c <> 'H0')) = 0)"
        )
    return f"({mine} OR ({seen} AND {_on_condition(actor, act, viewer, moment)}))"


def _reached(column: str, viewer: str, moment: str) -> str:
    """One of the terms in a column reaches the viewer."""
    term = (
        f"list_has_any(r.to, {viewer}) AND NOT list_has_any(r.but, {viewer})"
        f" AND (r.until IS NULL OR r.until > {moment})"
        f" AND (r.operation IS NULL OR list_contains({viewer}, r.operation))"
    )
    return f"(len(list_filter({column}, lambda r: {term})) > 0)"


def _on_condition(actor: Actor, act: Act, viewer: str, moment: str) -> str:
    """The condition under which a recipient may use, take out or pass on what is seen."""
    if act is Act.PASS_ON:
        return f"(NOT list_contains(dissemination_codes, 'H2') OR {_reached('passing_permits', viewer, moment)})"
    if act is Act.USE and actor.purpose == COURT:
        return f"(NOT list_contains(use_codes, 'H1') OR {_reached('court_permits', viewer, moment)})"
    return f"(len(purposes) = 0 OR list_contains(purposes, '{_word(actor.purpose)}'))"


def _numbers(numbers: Iterable[int]) -> str:
    return f"[{','.join(str(int(number)) for number in sorted(numbers))}]::INTEGER[]"


def _word(word: str) -> str:
    if word and not _WORD.fullmatch(word):
        raise ValueError(word)
    return word


def _true(value: bool) -> str:  # noqa: FBT001 — a literal
    return "TRUE" if value else "FALSE"
