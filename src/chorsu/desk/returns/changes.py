"""What a correction of a return changed, in words: each figure and definition as it stood before and after.

From the contents that versions keep (`returns.contents`). A figure is the same one where its name, role and authority
are; what is left over is paired by its place.
"""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_lazy

from chorsu.desk.returns.wording import ROLES
from chorsu.returns.contents import content_of
from chorsu.returns.stating import COUNT
from chorsu.ui.wording import entered, unit_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from django.utils.functional import _StrPromise

    from chorsu.returns.models import Return, ReturnVersion

__all__ = ["changes_between", "contents_after"]

type Change = tuple[str, str, str]
"""What changed, and its text before and after; empty where it did not stand."""

_NAMES: dict[str, _StrPromise] = {
    "scope": gettext_lazy("Covers"),
    "authority_text": gettext_lazy("Authority"),
    "source": gettext_lazy("Source"),
    "threshold": gettext_lazy("Threshold"),
    "threshold_kg": gettext_lazy("Threshold, kg"),
    "counted": gettext_lazy("What is counted"),
    "plants_in_kg": gettext_lazy("Whole plants"),
    "note": gettext_lazy("Note"),
}
_SAME = ("label", "role", "authority_text")


def contents_after(one: Return, versions: Sequence[ReturnVersion]) -> list[Mapping[str, Any]]:
    """What the return said after each act of its history, the newest first."""
    if not versions:
        return []
    return [content_of(one, one.figures.all()), *(version.content for version in versions[:-1])]


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """The changed definitions, then the changed figures in the order in which they stand now."""
    found = [
        (str(name), _definition(field, before.get(field)), _definition(field, after.get(field)))
        for field, name in _NAMES.items()
        if before.get(field) != after.get(field)
    ]
    return [*found, *_figures(before.get("figures", []), after.get("figures", []))]


def _figures(before: list[dict[str, Any]], after: list[dict[str, Any]]) -> Iterator[Change]:
    for old, new in _paired(before, after):
        names = [one["label"] for one in (old, new) if one]
        renamed, moved = len(set(names)) > 1, bool(old and new and old["role"] != new["role"])
        name = gettext("Figure") if renamed else names[0]
        was, now = _said(old, named=renamed, of_role=moved), _said(new, named=renamed, of_role=moved)
        if was != now:
            yield name, was, now


def _paired(
    before: list[dict[str, Any]], after: list[dict[str, Any]]
) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    left = defaultdict(list)
    for one in before:
        left[tuple(one[name] for name in _SAME)].append(one)
    same = {one["number"]: known.pop(0) for one in after if (known := left[tuple(one[name] for name in _SAME)])}
    over = {one["number"]: one for known in left.values() for one in known}
    found = [(same.get(one["number"]) or over.pop(one["number"], None), one) for one in after]
    return [*found, *((one, None) for one in over.values())]


def _said(figure: Mapping[str, Any] | None, *, named: bool, of_role: bool) -> str:
    if figure is None:
        return ""
    value = None if figure["value"] is None else Decimal(figure["value"])
    unit = "" if figure["unit"] in {"", COUNT} else unit_word(figure["unit"], value)
    said = f"{entered(value)} {unit}".strip()
    extra = [str(ROLES[figure["role"]])] if of_role else []
    extra += [figure["authority_text"]] if figure["authority_text"] else []
    return " · ".join([*([figure["label"]] if named else []), said, *extra])


def _definition(field: str, value: Any) -> str:
    if field == "plants_in_kg":
        return {None: "", True: gettext("in the kilograms"), False: gettext("not in the kilograms")}[value]
    if field == "scope":
        return gettext("the whole state") if value == "state" else gettext("one authority only")
    if field == "threshold_kg":
        return entered(Decimal(value)) if value else ""
    return str(value or "")
