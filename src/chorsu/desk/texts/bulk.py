"""What a standing rule let through without a look, to be reviewed in bulk."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.accepting.gathering import findings_in
from chorsu.desk.accepting.shown import came_of
from chorsu.desk.requests import actor_from
from chorsu.desk.texts.shown import shown_draft
from chorsu.desk.texts.wording import heading_of
from chorsu.directory.trail import trail_of
from chorsu.intake.drafts import deciding, selectors, settling
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["passed", "review"]

A_PAGE = 50


@require_GET
def passed(request: HttpRequest) -> HttpResponse:
    """Drafts and findings let through that nobody has looked at, all of them ticked."""
    page = Paginator(selectors.passed(), A_PAGE).get_page(request.GET.get("page"))
    shown = [shown_draft(draft) for draft in page.object_list]
    texts: list[Any] = list(settling.passed_texts()[:A_PAGE])
    trail_of(request).listed([*(draft.pk for draft in page.object_list), *(text.pk for text in texts)])
    today = now().date()
    for text in texts:
        text.heading = heading_of(text)
        (one,) = findings_in([text], actor=actor_from(request), today=today, of_a_page=False)
        text.came = came_of(one)
    return render(request, "texts/passed.html", {"page": page, "drafts": shown, "texts": texts})


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Note that the ticked drafts and texts were looked at."""
    drafts, texts = (
        [found for text in request.POST.getlist(name) if (found := _number(text)) is not None]
        for name in ("draft", "text")
    )
    who: dict[str, Any] = {"actor": actor_from(request), "at": now()}
    with transaction.atomic():
        count = deciding.review(drafts=drafts, **who) + settling.review_texts(texts=texts, **who)
    said = ngettext("%(count)d record noted as reviewed.", "%(count)d records noted as reviewed.", count)
    messages.success(request, said % {"count": count})
    return redirect("texts-passed")


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
