"""The decision table of the handbook: who may do what with a record so marked, worked out by the rule itself.

`python -m chorsu.handling.table` prints it; a test holds `docs/handling.md` to it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from chorsu.handling.marking import EVERYBODY, MEMBERS, Handling, Marking, Release
from chorsu.handling.rules import COURT, NOBODY, Act, Actor, Role, decide

__all__ = ["decision_table"]

_AT = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
_PROVIDER, _RECIPIENT, _OTHER, _STATE = 100, 101, 102, 103


def _officer(agency: int, *principals: int, purpose: str = "drugs", roles: frozenset[Role] = frozenset()) -> Actor:
    carried = frozenset({EVERYBODY, agency, *principals})
    return Actor(1, "", carried, frozenset({agency}), frozenset({Role.OFFICER}) | roles, purpose, agency)


_PLAIN = Marking(_PROVIDER, frozenset({_PROVIDER, _RECIPIENT}))
_MARKED = {
    "released, H0": _PLAIN,
    "released until a day that has passed": replace(_PLAIN, audience=frozenset({_PROVIDER}), releases=(
        Release(frozenset({_RECIPIENT}), until=_AT - dt.timedelta(days=1)),
    )),
    "released to a state but not to this agency of it": replace(_PLAIN, audience=frozenset({_PROVIDER}), releases=(
        Release(frozenset({_STATE}), but=frozenset({_RECIPIENT})),
    )),
    "released, then excluded by name": replace(_PLAIN, exclusions=frozenset({_RECIPIENT})),
    "a part of it, marked for others only": replace(_PLAIN, only_for=frozenset({_OTHER})),
    "review overdue": replace(_PLAIN, review_by=_AT),
    "H1": replace(_PLAIN, handling=Handling(use=frozenset({"H0", "H1"}))),
    "H1, with permission": replace(
        _PLAIN, handling=Handling(use=frozenset({"H0", "H1"}), court_permits=(Release(frozenset({_RECIPIENT})),))
    ),
    "H1, with permission that has ended": replace(_PLAIN, handling=Handling(
        use=frozenset({"H0", "H1"}), court_permits=(Release(frozenset({_RECIPIENT}), until=_AT),)
    )),
    "H2": replace(_PLAIN, handling=Handling(dissemination=frozenset({"H2"}))),
    "for another purpose": replace(_PLAIN, handling=Handling(purposes=frozenset({"firearms"}))),
    "for the provider alone": _PLAIN.only_for_provider(),
    "for the provider alone, a contact point as pointer": replace(
        _PLAIN.only_for_provider(), handling=Handling(pointer="contact", contact="the duty officer")
    ),
    "for the provider alone, may be counted": replace(_PLAIN.only_for_provider(), handling=Handling(countable=True)),
    "for everybody": replace(_PLAIN, audience=frozenset({_PROVIDER, EVERYBODY})),
}  # fmt: skip
_RECIPIENT_ACTOR = _officer(_RECIPIENT, MEMBERS, _STATE)
_ACTORS = {
    "provider": _officer(_PROVIDER, MEMBERS, _STATE),
    "recipient": _RECIPIENT_ACTOR,
    "recipient, in court": replace(_RECIPIENT_ACTOR, purpose=COURT),
    "another member authority": _officer(110, MEMBERS),
    "a partner": _officer(120),
    "a press officer": _officer(110, MEMBERS, roles=frozenset({Role.PRESS})),
    "nobody, administrator": NOBODY,
}
_REST = tuple(act for act in Act if act not in {Act.RELEASE, Act.RECALL, Act.EDIT})


def decision_table() -> str:
    """The table in Markdown: for each marking and actor the acts allowed; those of the provider are one column.

    Who may do the same as somebody above in the same marking, as the provider in the first line, or nothing at all,
    is left out; the recipient never is.
    """
    heads = ["marking", "who", *(act.value for act in _REST), "release, recall, edit"]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    for marked, marking in _MARKED.items():
        seen = {tuple(_cells(_ACTORS["provider"], _PLAIN)), ("–",) * (len(_REST) + 1)}
        for who, actor in _ACTORS.items():
            cells = _cells(actor, marking)
            if tuple(cells) in seen and who != "recipient" and (marking, who) != (_PLAIN, "provider"):
                continue
            seen.add(tuple(cells))
            lines.append(f"| {' | '.join((marked, who, *cells))} |")
    return "\n".join(lines) + "\n"


def _cells(actor: Actor, marking: Marking) -> list[str]:
    return [_said(actor, marking, act) for act in (*_REST, Act.EDIT)]


def _said(actor: Actor, marking: Marking, act: Act) -> str:
    decision = decide(actor, marking, act, _AT)
    if decision.allowed:
        return "yes"
    return "asks" if decision.reason == "needs-permission" else "–"


if __name__ == "__main__":
    print(decision_table(), end="")  # noqa: T201 — what it is for
