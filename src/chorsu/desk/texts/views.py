"""Looking at texts: the list of those that wait, and one of them with its drafts, to be confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET
from django_htmx.http import HttpResponseClientRefresh

from chorsu.desk.accepting.posts import posts_in
from chorsu.desk.hand_in.audience import AudienceForm, names_of
from chorsu.desk.hand_in.views import provider_of
from chorsu.desk.hand_in.wording import error_line
from chorsu.desk.presenting import language
from chorsu.desk.requests import whole_number
from chorsu.desk.texts.marked import pieces, window
from chorsu.desk.texts.model_lines import warning_words
from chorsu.desk.texts.shown import choices, marks_of, shown_draft, sums_of
from chorsu.desk.texts.telling import told_marks
from chorsu.desk.texts.wording import REASONS, TEXT_STATES, WAYS, heading_of, island_words, language_name
from chorsu.directory.models import Agency
from chorsu.directory.trail import trail_of
from chorsu.intake.drafts.selectors import known_of, passed, text_of, texts
from chorsu.intake.drafts.settling import passed_texts
from chorsu.intake.models import Draft, Text
from chorsu.intake.standing import rules_of
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

__all__ = ["found", "one", "overview", "pages_of", "rows_of_texts", "work"]

A_PAGE = 50
COMPARED = 3
"""Open drafts that are compared with the data bank: those that are looked at next."""
PICTURED = {"pdf"}
"""Formats whose pages can be drawn."""
_RIGHT_TO_LEFT = {"Arab"}


def found(identifier: uuid.UUID) -> Text:
    """A text that the viewer sees; else the page that says absent or forbidden alike."""
    try:
        return text_of(identifier)
    except AbsentError as error:
        raise Http404 from error


@require_GET
def overview(request: HttpRequest) -> HttpResponse:
    """The texts handed in: those with drafts to confirm, or all."""
    everything = request.GET.get("show") == "all"
    page = Paginator(rows_of_texts(everything=everything), A_PAGE).get_page(request.GET.get("page"))
    trail_of(request).listed(text.pk for text in page.object_list)
    for text in page.object_list:
        label, text.style = TEXT_STATES[text.state]
        text.label, text.came = str(label), str(WAYS.get(text.way, text.way))
        text.language_name = language_name(text.language)
        text.heading = heading_of(text)
        text.line = error_line(text.error)
    return render(
        request,
        "texts/overview.html",
        {
            "page": page,
            "everything": everything,
            "passed": passed().count() + passed_texts().count(),
            "provider": provider_of(request),
        },
    )


def rows_of_texts(*, everything: bool) -> Any:
    """Texts with the number of their drafts, open and in all; those with something to decide, or everything."""
    counted = texts().annotate(
        drafts_open=Count("drafts", filter=Q(drafts__state=Draft.State.OPEN)), drafts_all=Count("drafts")
    )
    if everything:
        return counted
    unsettled = Q(findings__gt=0, settled_at=None)
    return counted.filter(~Q(state=Text.State.READ) | Q(drafts_open__gt=0) | unsettled)


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """One text: being read, unreadable, or with its drafts beside it."""
    text = found(identifier)
    if request.headers.get("HX-Request"):
        if text.state == Text.State.WAITING:
            return render(request, "texts/waiting.html", {"text": text})
        return HttpResponseClientRefresh()
    return render(request, "texts/text.html", page_context(request, text))


def page_context(request: HttpRequest, text: Text) -> dict[str, Any]:
    """What the whole page shows: the work, and who will see the records."""
    provider = Agency.objects.select_related("state").get(pk=text.provider_id)
    form = AudienceForm.by_rules(provider, names_of(), now().date(), rules_of(provider.pk))
    siblings: list[Any] = list(texts().filter(report=text.report_id))
    for one in siblings:
        one.heading = heading_of(one)
    return work(request, text) | {
        "form": form,
        "said": form.sentence_by_rules,
        "chosen": {int(number) for number in form["chosen"].value() or ()},
        "siblings": siblings if len(siblings) > 1 else [],
        "options": choices(language()),
        "error": error_line(text.error),
        "findings": _findings_line(text),
        "warnings": [warning_words(line) for line in text.warnings],
        "words": island_words(),
    }


def _findings_line(text: Text) -> str:
    """What the text tells beside seizures, or that it is settled; empty where it tells nothing else."""
    if text.settled_at is not None:
        return _("What this text tells beside seizures is settled.")
    if not text.findings:
        return _("This text names people with posts.") if posts_in(text.reading or {}) else ""
    said = ngettext(
        "This text tells of %(count)d event or figure beside seizures.",
        "This text tells of %(count)d events and figures beside seizures.",
        text.findings,
    )
    return said % {"count": text.findings}


def words_asked(request: HttpRequest, length: int) -> tuple[int, int] | None:
    """The characters that the address leads to, as `?at=120-180`; None where it names no words of the text."""
    first, _dash, last = request.GET.get("at", "").partition("-")
    start, end = whole_number(first), whole_number(last)
    return (start, end) if start is not None and end is not None and start < end <= length else None


def pages_of(text: Text) -> list[int]:
    """The pages that can be shown beside a text: of a PDF that was handed in by itself."""
    whole = text.format in PICTURED and text.name == text.report.file_name
    return list(dict.fromkeys(page for *_, page in text.pages)) if whole else []


def work(
    request: HttpRequest, text: Text, *, problems: dict[uuid.UUID, dict[str, str]] | None = None, said: str = ""
) -> dict[str, Any]:
    """The text with its marks, and its drafts: what every act draws anew. `problems` are lines by draft and slot."""
    drafts = list(text.drafts.order_by("number"))
    agency = Agency.objects.select_related("state").get(pk=text.provider_id)
    country = agency.state.code if agency.state else ""
    at = now()
    next_ones = {draft.pk for draft in [one for one in drafts if one.state == Draft.State.OPEN][:COMPARED]}
    shown = [
        shown_draft(
            draft,
            known=known_of(draft, at=at, country=country) if draft.pk in next_ones else (),
            problems=(problems or {}).get(draft.pk),
        )
        for draft in drafts
    ]
    trail_of(request).opened(known.seizure.pk for one in shown for known in one.known)
    here = words_asked(request, len(text.text))
    marks = [*marks_of(drafts), *told_marks(text)]
    start, end = window(len(text.text), marks, here)
    label, style = TEXT_STATES[text.state]
    return {
        "text": text,
        "heading": heading_of(text),
        "known_drafts": drafts[-1].number if drafts else 0,
        "state_label": str(label),
        "state_style": style,
        "language_name": language_name(text.language),
        "came": str(WAYS.get(text.way, text.way)),
        "pieces": pieces(text.text, marks, start, end, here),
        "here": here[0] if here else None,
        "before": start,
        "after": len(text.text) - end,
        "pictures": pages_of(text),
        "direction": "rtl" if text.script in _RIGHT_TO_LEFT else "auto",
        "drafts": shown,
        "waiting": sum(one.draft.state == Draft.State.OPEN for one in shown),
        "reasons": [(code, str(words)) for code, words in REASONS.items()],
        "said_line": said,
        "sums": sums_of(text),
    }
