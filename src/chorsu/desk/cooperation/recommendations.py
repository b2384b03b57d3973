"""Looking at recommendations: how often each was adopted and implemented, and one with its repetitions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext
from django.views.decorators.http import require_GET

from chorsu.cooperation.models import Recommendation
from chorsu.cooperation.repetition import roots
from chorsu.cooperation.selectors import Asked, Family, counts_of, families, proposed_joins
from chorsu.cooperation.selectors import recommendations as all_recommendations
from chorsu.desk.cooperation.kept import found, record_context
from chorsu.desk.cooperation.wording import STANDING_CHIPS, STANDINGS
from chorsu.desk.requests import actor_from
from chorsu.directory.trail import trail_of
from chorsu.kernel.clock import now
from chorsu.ui import shapes

if TYPE_CHECKING:
    import datetime as dt
    import uuid

    from django.http import HttpRequest, HttpResponse

    from chorsu.cooperation.repetition import Proposal

__all__ = ["listing", "one", "recommendation_context"]

A_PAGE = 50
LONGEST_SHOWN = 240
MOST_NEAR = 12


@dataclass(frozen=True, slots=True)
class Near:
    """A recommendation that may say the same: which record the decision changes, and which it names."""

    other: Recommendation
    percent: int
    changed: uuid.UUID
    named: uuid.UUID


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """Recommendations with their repetitions, filtered; counts beside each filter."""
    today = now().date()
    asked = Asked(
        status=_known(request.GET.get("status", "")),
        owner=request.GET.get("owner", "")[:500],
        addressee=request.GET.get("addressee", "")[:500],
        overdue=bool(request.GET.get("overdue")),
        text=request.GET.get("text", "")[:200],
    )
    everything = families(Asked(), today)
    chosen = families(asked, today)
    page = Paginator(chosen, A_PAGE).get_page(request.GET.get("page"))
    rows = list(all_recommendations())
    waiting = len(proposed_joins(rows))
    trail_of(request).listed(one.pk for one in rows)
    context = {
        "page": page,
        "table": _table(list(page.object_list), today, len(chosen)),
        "choices": _choices(everything, asked, today),
        "owners": _values("owner", rows, asked.owner),
        "addressees": _values("addressee", rows, asked.addressee),
        "asked": asked,
        "filtered": asked != Asked(),
        "narrowed": bool(asked.owner or asked.addressee or asked.text),
        "waiting": waiting,
        "tab": "recommendations",
    }
    return render(request, "cooperation/recommendations.html", context)


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One recommendation: its words, how far it is, what shows it, and what says the same."""
    record = found(Recommendation, identifier)
    return render(request, "cooperation/recommendation.html", recommendation_context(request, record))


def recommendation_context(request: HttpRequest, record: Recommendation) -> dict[str, Any]:
    """Everything that the page of a recommendation shows."""
    rows = list(all_recommendations())
    lead = roots((row.pk, row.joined_to_id) for row in rows)
    group = [row for row in rows if lead[row.pk] == lead.get(record.pk)]
    family = Family(group[0], group[1:]) if group else Family(record)
    near = _near(request, record, rows, lead)
    trail_of(request).opened([*(each.pk for each in family.members), *(one.other.pk for one in near)])
    return record_context(request, record) | {
        "status": STANDINGS[record.status],
        "status_chip": STANDING_CHIPS[record.status],
        "standings": [(code, name, code == record.status) for code, name in STANDINGS.items()],
        "family": [(each, STANDINGS[each.status], STANDING_CHIPS[each.status]) for each in family.members],
        "standing_line": standing_line(family),
        "near": near,
        "joined": record.joined_to_id is not None and record.joined_to_id in lead,
        "overdue": family.overdue(now().date()),
        "tab": "recommendations",
    }


def standing_line(family: Family) -> str:
    """How often it was adopted and implemented: "adopted 4 times, implemented 0"."""
    if not family.adopted:
        return gettext("not adopted yet")
    adopted = ngettext("adopted %(count)s time", "adopted %(count)s times", family.adopted)
    return gettext("%(adopted)s, implemented %(implemented)s") % {
        "adopted": adopted % {"count": family.adopted},
        "implemented": family.implemented,
    }


def _known(status: str) -> str:
    return status if status in STANDINGS else ""


def _choices(everything: list[Family], asked: Asked, today: dt.date) -> list[shapes.Choice]:
    """The switch of standings with their counts; what else is asked stays in the address."""
    kept = {name: value for name in ("owner", "addressee", "text") if (value := getattr(asked, name))}
    counts = counts_of(everything)
    late = sum(family.overdue(today) for family in everything)
    none = not asked.status and not asked.overdue
    sides: list[tuple[str, dict[str, str], int, bool]] = [(str(gettext("All")), {}, len(everything), none)]
    sides += [(str(name), {"status": code}, counts[code], code == asked.status) for code, name in STANDINGS.items()]
    sides += [(gettext("Overdue"), {"overdue": "1"}, late, asked.overdue)]
    return [
        shapes.Choice(f"{name} ({count})", f"?{urlencode(own | kept)}", current=current)
        for name, own, count, current in sides
    ]


def _values(name: str, rows: list[Recommendation], chosen: str) -> list[tuple[str, str, bool]]:
    values = sorted({value for row in rows if (value := getattr(row, name))})
    return [(value, value, value == chosen) for value in values]


def _table(page: list[Family], today: dt.date, total: int) -> shapes.Table:
    columns = [
        shapes.Column("text", gettext_lazy("Recommendation"), wrap=True),
        shapes.Column("standing", gettext_lazy("How far"), wrap=True),
        shapes.Column("status", gettext_lazy("Now")),
        shapes.Column("addressee", gettext_lazy("Addressee"), wrap=True),
        shapes.Column("owner", gettext_lazy("Owner"), wrap=True),
        shapes.Column("due", gettext_lazy("Due")),
        shapes.Column("event", gettext_lazy("Event"), wrap=True),
    ]
    rows = [_row(family, today) for family in page]
    return shapes.Table("recommendations", gettext("Recommendations"), columns, rows, total=total)


def _row(family: Family, today: dt.date) -> shapes.Row:
    first = family.first
    due = next((one.due_on for one in family.members if one.due_on), None)
    event = next((one.event for one in family.members if one.event), None)
    cells = [
        shapes.TableCell(first.text if len(first.text) <= LONGEST_SHOWN else f"{first.text[:LONGEST_SHOWN]}…"),
        shapes.TableCell(standing_line(family)),
        shapes.TableCell(str(STANDINGS[first.status]), filter_href=f"?{urlencode({'status': first.status})}"),
        shapes.TableCell(first.addressee, filter_href=_only("addressee", first.addressee)),
        shapes.TableCell(first.owner, filter_href=_only("owner", first.owner)),
        shapes.TableCell(f"{due.isoformat()} ({gettext('overdue')})" if due and family.overdue(today) else due),
        shapes.TableCell(event.title if event else "", href=reverse("event", args=[event.pk]) if event else ""),
    ]
    return shapes.Row(cells, href=reverse("recommendation", args=[first.pk]))


def _only(name: str, value: str) -> str:
    return f"?{urlencode({name: value})}" if value else ""


def _near(
    request: HttpRequest, record: Recommendation, rows: list[Recommendation], lead: dict[uuid.UUID, uuid.UUID]
) -> list[Near]:
    """What may say the same, the surest first; only what this officer may decide."""
    by_id = {row.pk: row for row in rows}
    provides = actor_from(request).provides
    shown = []
    for each in proposed_joins(rows, record.pk)[:MOST_NEAR]:
        changed = _changed(each, by_id, provides)
        if changed is None:
            continue
        named = each.earlier if changed == each.later else each.later
        other = by_id[each.earlier if record.pk == each.later else each.later]
        shown.append(Near(other, round(100 * each.score), changed, lead.get(named, named)))
    return sorted(shown, key=lambda near: -near.percent)


def _changed(proposal: Proposal, rows: dict[uuid.UUID, Recommendation], provides: frozenset[int]) -> uuid.UUID | None:
    """The record that a decision changes: the later one, or the other where only that is the officer's."""
    for identifier in (proposal.later, proposal.earlier):
        if rows[identifier].provider_id in provides:
            return identifier
    return None
