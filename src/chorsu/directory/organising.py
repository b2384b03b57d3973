"""States, agencies with their units, partners and groups, as the centre's administrator changes them.

Every one is a principal, whose number is never used again; so nothing is removed: an agency or a group ends, and an end
can be taken back. Called inside the viewer's transaction; each act is an entry of the journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.text import slugify

from chorsu.directory.administering import require_centre
from chorsu.directory.journalled import enter_act
from chorsu.directory.models import Agency, Group, State
from chorsu.handling.models import PrincipalRow
from chorsu.kernel.errors import AbsentError, InputError
from chorsu.vocabulary import places

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from chorsu.handling.rules import Actor

__all__ = ["admit_agency", "admit_state", "end", "form_group", "set_members", "set_status", "take_end_back"]

_KINDS: dict[str, type[Agency | Group]] = {"agency": Agency, "group": Group}


def admit_state(*, actor: Actor, code: str, status: str, at: dt.datetime) -> State:
    """Enter a state by its ISO 3166-1 alpha-2 code, with its status in the agreement.

    Raises:
        AbsentError: for everybody but the centre's administrator.
        InputError: no such state or status, or it is entered already.
    """
    require_centre(actor)
    code = code.strip().upper()
    _require_status(status)
    if len(code) != 2 or places.label(code, "en") == code:  # noqa: PLR2004 — ISO 3166-1 alpha-2
        raise InputError("is no code of a state", where=code[:8] or "empty", to_do="write two letters, such as UZ")
    if State.objects.filter(code=code).exists():
        raise InputError("is entered already", where=code, to_do="change its status in the list")
    with transaction.atomic():
        state = State.objects.create(principal=_principal("state", code), code=code, status=status)
        enter_act("state-admitted", "state", state.pk, actor=actor, content={"code": code, "status": status}, at=at)
    return state


def set_status(*, actor: Actor, code: str, status: str, at: dt.datetime) -> State:
    """Change the status of a state: what is released to all members, or observers, follows at once.

    Raises:
        AbsentError: for everybody but the centre's administrator, or no such state.
        InputError: no such status.
    """
    require_centre(actor)
    _require_status(status)
    state = State.objects.filter(code=code).first()
    if state is None:
        raise AbsentError
    with transaction.atomic():
        state.status = status
        state.save(update_fields=["status"])
        enter_act("state-status", "state", state.pk, actor=actor, content={"code": code, "status": status}, at=at)
    return state


def admit_agency(  # noqa: PLR0913 — an agency has these fields
    *,
    actor: Actor,
    name_en: str,
    name_ru: str,
    kind: str,
    state: State | None,
    parent: Agency | None,
    at: dt.datetime,
    code: str = "",
) -> Agency:
    """Enter an authority of a state, a unit of an agency (`parent`), a unit of the centre, or a partner organisation.

    Raises:
        AbsentError: for everybody but the centre's administrator.
        InputError: a name is missing, the code is taken, or kind, state and parent do not fit.
    """
    require_centre(actor)
    if parent is not None:
        kind, state = parent.kind, parent.state
    if kind not in Agency.Kind.values or (kind == Agency.Kind.AUTHORITY) != (state is not None):
        raise InputError(
            "does not fit the state", where="what it is", to_do="an authority has a state, the centre and partners none"
        )
    if parent is not None and parent.parent_id is not None:
        raise InputError("is a unit itself", where=parent.code, to_do="choose the agency above it")
    name_en, name_ru = _named(name_en), _named(name_ru)
    code = _free_code("agency", code or name_en, state)
    with transaction.atomic():
        agency = Agency.objects.create(
            principal=_principal("agency", code), code=code, kind=kind, state=state, parent=parent,
            name_en=name_en, name_ru=name_ru,
        )  # fmt: skip
        content = {"code": code, "kind": kind, "state": state and state.code, "parent": parent and parent.code}
        enter_act("agency-admitted", "agency", agency.pk, actor=actor, content=content, at=at)
    return agency


def form_group(  # noqa: PLR0913 — a group has these fields
    *,
    actor: Actor,
    name_en: str,
    name_ru: str,
    kind: str,
    agencies: Collection[Agency],
    until: dt.datetime | None,
    at: dt.datetime,
) -> Group:
    """Form a standing group of agencies, or a task force, which has an end.

    Raises:
        AbsentError: for everybody but the centre's administrator.
        InputError: a name is missing, no such kind, a task force without an end, or an end that has passed.
    """
    require_centre(actor)
    if kind not in Group.Kind.values:
        raise InputError("is no kind of group", where=kind[:20], to_do="choose group or task force")
    if kind == Group.Kind.TASK_FORCE and until is None:
        raise InputError("needs a last day", where="a task force", to_do="choose one; it can be put off later")
    if until is not None and until <= at:
        raise InputError("has passed", where="the last day", to_do="choose a day to come")
    name_en, name_ru = _named(name_en), _named(name_ru)
    code = _free_code("group", name_en, None)
    with transaction.atomic():
        group = Group.objects.create(
            principal=_principal("group", code), code=code, kind=kind, name_en=name_en, name_ru=name_ru, until=until
        )
        group.agencies.set(agencies)
        content = {"code": code, "kind": kind, "agencies": sorted(one.code for one in agencies)}
        enter_act("group-formed", "group", group.pk, actor=actor, content=content, at=at)
    return group


def set_members(*, actor: Actor, number: int, agencies: Collection[Agency], at: dt.datetime) -> Group:
    """Say anew which agencies a group has: who is taken out stops seeing at once what was released to the group.

    Raises:
        AbsentError: for everybody but the centre's administrator, or no such group.
    """
    require_centre(actor)
    group = Group.objects.filter(pk=number).first()
    if group is None:
        raise AbsentError
    with transaction.atomic():
        group.agencies.set(agencies)
        content = {"code": group.code, "agencies": sorted(one.code for one in agencies)}
        enter_act("group-members", "group", group.pk, actor=actor, content=content, at=at)
    return group


def end(*, actor: Actor, kind: str, number: int, on: dt.datetime, at: dt.datetime) -> Agency | Group:
    """From `on` an agency (its people are nobody then), or a group, takes part no longer.

    Raises:
        AbsentError: for everybody but the centre's administrator, or no such agency or group.
        InputError: the actor's own agency.
    """
    return _set_end(actor, kind, number, on, at)


def take_end_back(*, actor: Actor, kind: str, number: int, at: dt.datetime) -> Agency | Group:
    """Undo an end.

    Raises:
        AbsentError: as for an end.
    """
    return _set_end(actor, kind, number, None, at)


def _set_end(actor: Actor, kind: str, number: int, on: dt.datetime | None, at: dt.datetime) -> Agency | Group:
    require_centre(actor)
    found = _KINDS[kind].objects.filter(pk=number).first() if kind in _KINDS else None
    if found is None:
        raise AbsentError
    if kind == "agency" and on is not None and found.terms.filter(user_id=actor.user or 0, until=None).exists():  # type: ignore[union-attr] # an agency
        raise InputError("is your own", where=found.code, to_do="let another administrator end it")
    with transaction.atomic():
        found.until = on
        found.save(update_fields=["until"])
        act = f"{kind}-ended" if on else f"{kind}-came-back"
        content = {"code": found.code, "until": on and on.isoformat()}
        enter_act(act, kind, found.pk, actor=actor, content=content, at=at)
    return found


def _principal(kind: str, code: str) -> PrincipalRow:
    return PrincipalRow.objects.create(kind=kind, code=code)


def _require_status(status: str) -> None:
    if status not in State.Status.values:
        raise InputError("is no status", where=status[:20], to_do="choose member, observer or non-member")


def _named(name: str) -> str:
    name = " ".join(name.replace("\x00", "").split())
    if not name or len(name) > 200:  # noqa: PLR2004 — the length of the column
        raise InputError("is missing or too long", where="a name", to_do="write it in both languages, up to 200 signs")
    return name


def _free_code(kind: str, wish: str, state: State | None) -> str:
    code = slugify(f"{wish} {state.code if state else ''}")[:50].strip("-")
    if not code:
        raise InputError("holds no Latin letter", where="the English name", to_do="write it in English")
    if PrincipalRow.objects.filter(kind=kind, code=code).exists():
        raise InputError("is taken", where=code, to_do="choose another name")
    return code
