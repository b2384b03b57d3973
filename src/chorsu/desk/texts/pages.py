"""The page of a file that a text was read from, as a picture beside the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET

from chorsu.desk.texts.views import found, pages_of
from chorsu.intake.services import store
from chorsu.intake.texts.pdfs import page_image
from chorsu.kernel.errors import ChorsuError

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest

__all__ = ["picture"]


@require_GET
def picture(request: HttpRequest, identifier: uuid.UUID, number: int) -> HttpResponse:
    """One page of the file as it came; only those on which the text stands."""
    del request
    text = found(identifier)
    if number not in pages_of(text):
        raise Http404
    try:
        content = store().path(text.report.digest).read_bytes()
        return HttpResponse(page_image(content, number, name=text.name), content_type="image/png")
    except (ChorsuError, OSError) as error:
        raise Http404 from error
