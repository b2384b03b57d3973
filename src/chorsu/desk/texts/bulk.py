"""What a standing rule let through without a look, to be reviewed in bulk."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.requests import actor_from
from chorsu.desk.texts.shown import shown_draft
from chorsu.intake.drafts import deciding, selectors
from chorsu.kernel.clock import now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

__all__ = ["passed", "review"]

A_PAGE = 50


@require_GET
def passed(request: HttpRequest) -> HttpResponse:
    """Drafts let through that nobody has looked at, each with its values, all of them ticked."""
    page = Paginator(selectors.passed(), A_PAGE).get_page(request.GET.get("page"))
    shown = [shown_draft(draft) for draft in page.object_list]
    return render(request, "texts/passed.html", {"page": page, "drafts": shown})


@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Note that the ticked drafts were looked at."""
    chosen = [found for text in request.POST.getlist("draft") if (found := _number(text)) is not None]
    with transaction.atomic():
        count = deciding.review(actor=actor_from(request), drafts=chosen, at=now())
    said = ngettext("%(count)d record noted as reviewed.", "%(count)d records noted as reviewed.", count)
    messages.success(request, said % {"count": count})
    return redirect("texts-passed")


def _number(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
