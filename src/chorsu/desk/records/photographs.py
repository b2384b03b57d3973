"""Photographs on the pages of a record: small ones, one at large with the tool that blurs, and the files themselves.

A file is found through its row, so that who does not see the row finds no file; the original is its provider's alone.
Nothing here is kept by any cache.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from chorsu.desk.presenting import language
from chorsu.desk.records import card
from chorsu.desk.records.refusals import said
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.intake.schema import lists
from chorsu.intake.schema.problems import Problem
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError, InputError
from chorsu.records.models import Original, Photograph
from chorsu.records.photographs.images import PictureError, Region
from chorsu.records.photographs.services import LONGEST_REASON, Taken, add_photographs, blur, put_back, take_back
from chorsu.records.selectors import record as record_of

if TYPE_CHECKING:
    import uuid
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest

    from chorsu.records.models import Seizure
    from chorsu.records.selectors import Record

__all__ = ["add", "back", "blurred", "file", "kinds", "one", "photographs_of", "taken_back"]

_COPIES = {"large": "image/jpeg", "small": "image/webp"}
_MOST_AT_ONCE = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """One photograph of a record: its addresses, what it shows, whether regions are blurred."""

    photograph: Photograph
    kind: str
    page: str
    small: str
    large: str

    @property
    def blurred(self) -> str:
        """How many regions are blurred, in words; empty for none."""
        count = len(self.photograph.regions)
        words = ngettext("%(count)d region blurred", "%(count)d regions blurred", count)
        return words % {"count": count} if count else ""


def photographs_of(seizure: Seizure) -> list[Shown]:
    """The photographs of a record that the viewer sees."""
    return [_shown(one) for one in Photograph.objects.filter(seizure=seizure)]


def _shown(one: Photograph) -> Shown:
    place = [one.seizure_id, one.pk]
    # The version is in the address: after a blur no open page goes on showing what was there.
    files = [f"{reverse('photograph-file', args=[*place, size])}?v={one.version}" for size in ("small", "large")]
    return Shown(one, lists.label("photographs", one.kind, language()), reverse("photograph", args=place), *files)


def _record(request: HttpRequest, identifier: uuid.UUID) -> Record:
    try:
        return record_of(identifier, actor_from(request))
    except AbsentError as error:
        raise Http404 from error


def _found(identifier: uuid.UUID, photograph: uuid.UUID) -> Photograph:
    one = Photograph.objects.filter(pk=photograph, seizure=identifier).first()
    if one is None:
        raise Http404
    return one


@require_GET
def file(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID, size: str) -> HttpResponse | FileResponse:
    """The bytes of a copy (`small`, `large`) or of the `original`, as the viewer may have them."""
    one = _found(identifier, photograph)
    if size in _COPIES and not getattr(one, size):
        raise Http404  # taken back
    if size == "original":
        original = Original.objects.filter(photograph=one).first()
        if original is None:
            raise Http404
        digest, media_type = original.digest, original.media_type
        trail_of(request).exported([one.pk])
    elif size in _COPIES:
        digest, media_type = getattr(one, size), _COPIES[size]
    else:
        raise Http404
    answer = FileResponse(store().path(digest).open("rb"), content_type=media_type)
    ending = media_type.rpartition("/")[2]
    name = f"photograph-{one.number}-{size}.{ending}"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=size == "original", filename=name) or ""
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@require_GET
def one(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID) -> HttpResponse:
    """One photograph at large; for its provider with what the camera wrote, and the tool that blurs."""
    record = _record(request, identifier)
    shown = _shown(_found(identifier, photograph))
    original = Original.objects.filter(photograph=shown.photograph).first() if record.provided else None
    context = {
        "record": record,
        "title": card.title_of(record.seizure),
        "shown": shown,
        "original": original,
        "told": list(_told(original)) if original else [],
        "original_url": reverse("photograph-file", args=[identifier, photograph, "original"]),
        "regions": json.dumps(shown.photograph.regions),
        "words": {"blur.count": gettext("Rectangles: %(count)s")},
        "number": shown.photograph.number,
        "longest_reason": LONGEST_REASON,
    }
    return render(request, "records/photograph.html", context)


def _told(original: Original) -> Iterator[tuple[str, str]]:
    """What the camera wrote, in words."""
    said = original.metadata
    if said.get("taken_at"):
        yield gettext("Taken"), str(said["taken_at"]).replace("T", " ")
    if "latitude" in said and "longitude" in said:
        yield gettext("Position"), f"{said['latitude']:.5f}, {said['longitude']:.5f}"
    camera = " ".join(str(said[name]) for name in ("make", "model") if said.get(name))
    if camera:
        yield gettext("Camera"), camera
    if said.get("file_name"):
        yield gettext("File"), str(said["file_name"])
    yield gettext("Size"), f"{said.get('width', original.width)} × {said.get('height', original.height)}"


@require_POST
def blurred(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID) -> HttpResponse:
    """Blur the rectangles that were drawn, and no others."""
    one = _found(identifier, photograph)
    try:
        with transaction.atomic():
            regions = _regions(request.POST.get("regions", "[]"), request)
            blur(photograph=one.pk, regions=regions, store=store(), actor=actor_from(request), at=now())
        messages.success(request, gettext("The copies were made anew; whoever sees the record sees these."))
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    return redirect("photograph", identifier, photograph)


@require_POST
def taken_back(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID) -> HttpResponse:
    """Take a photograph back, with a reason."""
    one, reason = _found(identifier, photograph), request.POST.get("reason", "")
    done = gettext("Taken back: nobody sees it any longer. It can be put back here.")
    return _act(request, one, done, lambda **who: take_back(reason=reason, **who))


@require_POST
def back(request: HttpRequest, identifier: uuid.UUID, photograph: uuid.UUID) -> HttpResponse:
    """Put a photograph back that was taken back."""
    one, done = _found(identifier, photograph), gettext("Put back: whoever sees the record sees it again.")
    return _act(request, one, done, lambda **who: put_back(store=store(), **who))


def _act(request: HttpRequest, one: Photograph, done: str, act: Callable[..., object]) -> HttpResponse:
    try:
        with transaction.atomic():
            act(photograph=one.pk, actor=actor_from(request), at=now())
        messages.success(request, done)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, said(error))
    return redirect("photograph", one.seizure_id, one.pk)


def _regions(text: str, request: HttpRequest) -> list[Region]:
    """The rectangles of the drawing, and the one that was given in numbers where there is no script."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, list):
        raise InputError("cannot be read", where="regions", to_do="draw them again")
    regions = [Region.from_json(part) for part in said[:1000]]
    parts = [request.POST.get(name, "") for name in ("x", "y", "width", "height")]
    if all(parts):
        try:
            shares = [float(part.replace(",", ".")) / 100 for part in parts]
        except ValueError:
            raise InputError("is not a number", where="rectangle", to_do="write shares in percent") from None
        regions.append(Region.from_json(shares))
    return regions


@require_POST
def add(request: HttpRequest, identifier: uuid.UUID) -> HttpResponse:
    """Add photographs to a record, as its provider."""
    record = _record(request, identifier)
    files = request.FILES.getlist("photographs")[:_MOST_AT_ONCE]
    kind = request.POST.get("kind", "other")
    taken = [Taken(sent.read(), kind, sent.name or "") for sent in files]
    try:
        if not taken:
            raise InputError("was chosen", where="no photograph", to_do="choose one")
        with transaction.atomic():
            add_photographs(
                seizure=record.seizure.pk, photographs=taken, store=store(), actor=actor_from(request), at=now()
            )
    except AbsentError as error:
        raise Http404 from error
    except PictureError as error:
        line = Problem(error.code, error.most, given=error.where).line(language())
        refuse(request, gettext("Photographs: %(line)s") % {"line": line})
    except ChorsuError as error:
        refuse(request, said(error))
    return redirect(f"{reverse('record', args=[identifier])}#photographs")


def kinds() -> list[tuple[str, str]]:
    """What a photograph can show."""
    return [(code, lists.label("photographs", code, language())) for code in lists.codes("photographs")]
