"""The quality of an authority's reports with the rows that never became records; and showing it to somebody else.

An authority sees its own quality first. What it shows is kept as it stood at that moment, with an audience of its own,
and can be taken back.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from chorsu.handling.rules import Act, Actor, Marking, decide
from chorsu.intake.models import HandIn, QualityReport
from chorsu.kernel.errors import RefusedError
from chorsu.records.quality import quality_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

__all__ = ["figures_of", "hide", "show", "shown", "shown_by"]

_TAKEN_IN = (HandIn.State.DONE, HandIn.State.FAILED)


def figures_of(provider: int, since: dt.date) -> dict[str, Any]:
    """The quality of a provider's reports since a day as plain values, refused rows with it."""
    done = HandIn.objects.filter(provider_id=provider, state__in=_TAKEN_IN, started_at__date__gte=since)
    rows = done.aggregate(read=Sum("rows_read"), refused=Sum("rows_refused"))
    found = asdict(quality_of(provider, since))
    found["months"] = [[month["first"].isoformat(), month["records"], month["days"]] for month in found["months"]]
    return found | {"rows_read": rows["read"] or 0, "rows_refused": rows["refused"] or 0}


def show(*, actor: Actor, agency: int, audience: Collection[int], since: dt.date, at: dt.datetime) -> QualityReport:
    """Show the quality of an authority, as it stands now, to an audience; what was shown before is replaced.

    Raises:
        RefusedError: the actor does not provide for the agency, or nobody is named.
    """
    marking = _own(actor, agency, at)
    if not audience:
        raise RefusedError(_("nobody is named"), to_do=_("choose who will see it"))
    row = QualityReport.objects.filter(agency=agency).first() or QualityReport(agency=agency)
    row.marking = Marking(agency, marking.audience | frozenset(audience))
    row.since, row.shown_at, row.shown_by, row.figures = since, at, actor.user, figures_of(agency, since)
    row.save()
    return row


def hide(*, actor: Actor, agency: int, at: dt.datetime) -> None:
    """Take back what was shown.

    Raises:
        RefusedError: the actor does not provide for the agency.
    """
    _own(actor, agency, at)
    QualityReport.objects.filter(agency=agency).delete()


def shown_by(agency: int) -> QualityReport | None:
    """What an authority shows to somebody else, if anything."""
    return QualityReport.objects.filter(agency=agency).first()


def shown(but: int) -> list[QualityReport]:
    """What other authorities show to the viewer, the latest first."""
    return list(QualityReport.objects.exclude(agency=but).order_by("-shown_at"))


def _own(actor: Actor, agency: int, at: dt.datetime) -> Marking:
    marking = Marking(agency, frozenset({agency}))
    if not decide(actor, marking, Act.EDIT, at).allowed:
        raise RefusedError(_("an authority shows its own quality only"), to_do=_("ask that authority"))
    return marking
