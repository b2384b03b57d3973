"""The rule of handling over the columns of a marking, as conditions of PostgreSQL.

Owns the one translation that row-level security and the doors use. Who looks stands in settings of the transaction
(`handling.viewer`), read by the door that checks their seal; where nothing is set, or no seal fits, every condition is
null and nothing is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass

from chorsu.handling.rules import COURT, EVERYBODY, MEMBERS, Act, Role

__all__ = [
    "SEALED",
    "Eyes",
    "bound_sql",
    "condition",
    "provided_sql",
    "provides_sql",
    "role_sql",
    "viewer_sql",
    "visible_sql",
]

_VIEWER = "(SELECT string_to_array(nullif(directory_said('viewer'), ''), ',')::int[])::int[]"
"""Made once a query: what stands inside is an init plan. The cast outside makes nothing; it says that this is an array
and no set. Were it the only one, each row would parse the whole list of principals anew."""
_PROVIDES = "(SELECT string_to_array(nullif(directory_said('provides'), ''), ',')::int[])::int[]"
_PURPOSE = "(SELECT coalesce(directory_said('purpose'), ''))"
_ROLES = "(SELECT string_to_array(coalesce(directory_said('roles'), ''), ','))::text[]"
_LOOKS = (
    "(SELECT jsonb_build_object('now', now(), 'viewer',"
    " string_to_array(nullif(directory_said('viewer'), ''), ',')::int[]))"
)
_REACHED = (
    "$[*] ? (@.to[*] == $viewer[*] && !(@.but[*] == $viewer[*])"
    " && (@.until == null || @.until.timestamp_tz() > $now.timestamp_tz())"
    " && (@.operation == null || @.operation == $viewer[*]))"
)
"""A term that reaches the viewer, in SQL/JSON, where two lists compare as equal if any two of their members do."""
_MEMBER = f"({MEMBERS} = ANY ({_VIEWER}))"


@dataclass(frozen=True, slots=True)
class Eyes:
    """Who looks, as expressions: principals and providers as `int[]`, and both for a path as `now` and `viewer`."""

    viewer: str
    provides: str
    looks: str


SEALED = Eyes(_VIEWER, _PROVIDES, _LOOKS)
"""For whom the transaction acts, as it was sealed."""


def viewer_sql() -> str:
    """The principals of who looks, as an array; null when nobody does."""
    return _VIEWER


def role_sql(role: Role) -> str:
    """Who looks has this role."""
    return f"('{role}' = ANY ({_ROLES}))"


def provided_sql(eyes: Eyes = SEALED) -> str:
    """The rule of the provider's acts: the actor may rule the records of this provider."""
    return f"(provider_id = ANY ({eyes.provides}))"


def provides_sql() -> str:
    """The providers that who looks may rule, as an array; null when nobody does."""
    return _PROVIDES


def bound_sql(alias: str) -> str:
    """Of a record that the viewer sees (a table by its alias): its provider bound it to a purpose not stated.

    It may then be seen, but not be taken out (`Act.EXPORT`).
    """
    free = f"{alias}.provider_id = ANY ({_PROVIDES}) OR {_PURPOSE} = ANY ({alias}.purposes)"
    return f"({alias}.purposes <> '{{}}' AND ({free}) IS NOT TRUE)"


def _open_sql(eyes: Eyes = SEALED) -> str:
    """Not closed to everybody but its provider: the review is not overdue, and the viewer is not excluded.

    Most records exclude nobody; their empty list is not held against the viewer's long one.
    """
    excluded = f"(cardinality(exclusions) > 0 AND exclusions && {eyes.viewer})"
    return f"((review_by IS NULL OR review_by > now()) AND NOT {excluded})"


def _released_sql(eyes: Eyes) -> str:
    """One of the further terms of the release expression reaches the viewer; read only where a term names the viewer.

    A path and no sub-select: the planner takes a sub-select over JSON for a thousand times dearer than it is, and then
    chooses bad ways to join.
    """
    return f"(named && {eyes.viewer} AND jsonb_path_exists_tz(releases, '{_REACHED}', {eyes.looks}))"


def _permitted_sql(column: str) -> str:
    """One of the permits of a column, which are terms, reaches the viewer."""
    return f"jsonb_path_exists_tz({column}, '{_REACHED}', {_LOOKS})"


def visible_sql(eyes: Eyes = SEALED) -> str:
    """The rule of `decide(…, Act.SEE, …)`; null, hence hidden, when nobody looks."""
    reached = f"((audience && {eyes.viewer} AND (until IS NULL OR until > now())) OR {_released_sql(eyes)})"
    narrower = f"(only_for IS NULL OR only_for && {eyes.viewer})"
    return f"({provided_sql(eyes)} OR ({reached} AND {_open_sql(eyes)} AND {narrower}))"


def condition(act: Act) -> str:  # noqa: PLR0911 — one answer an act
    """The rule of `decide(…, act, …)` as a condition over the columns of `handling.models.Handled`."""
    seen, mine = visible_sql(), provided_sql()
    on_purpose = f"(cardinality(purposes) = 0 OR {_PURPOSE} = ANY (purposes))"
    in_court = f"(NOT 'H1' = ANY (use_codes) OR {_permitted_sql('court_permits')})"
    match act:
        case Act.SEE:
            return seen
        case Act.RELEASE | Act.RECALL | Act.EDIT:
            return mine
        case Act.POINT:
            return f"({seen} OR (pointer = 'contact' AND {_MEMBER} AND {_open_sql()}))"
        case Act.COUNT:
            return f"({seen} OR (countable AND {_MEMBER} AND {_open_sql()}))"
        case Act.USE:
            return f"({mine} OR ({seen} AND CASE WHEN {_PURPOSE} = '{COURT}' THEN {in_court} ELSE {on_purpose} END))"
        case Act.EXPORT:
            return f"({mine} OR ({seen} AND {on_purpose}))"
        case Act.PASS_ON:
            free = f"(NOT 'H2' = ANY (dissemination_codes) OR {_permitted_sql('passing_permits')})"
            return f"({mine} OR ({seen} AND {free}))"
        case Act.PUBLISH:
            return (
                f"({seen} AND '{Role.PRESS}' = ANY ({_ROLES}) AND {EVERYBODY} = ANY (audience)"
                " AND cardinality(exclusions) = 0 AND until IS NULL AND only_for IS NULL"
                " AND cardinality(dissemination_codes) = 0 AND use_codes <@ '{H0}'::text[])"
            )
