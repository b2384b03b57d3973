"""Files of messages on the pages: attached from a form, listed, taken off a draft, downloaded.

A file is found through its row, so that who does not see the message finds no file. One that is refused says so in a
line of its own; the words of the form and the other files are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext, gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from chorsu.desk.exchange.receipts import receipt
from chorsu.desk.exchange.wording import error_line
from chorsu.desk.requests import actor_from, refuse
from chorsu.directory.trail import trail_of
from chorsu.exchange.attachments import keeping
from chorsu.exchange.attachments.files import KINDS, MOST_BYTES, MOST_FILES, AttachmentError
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.attachments.services import attach, detach
from chorsu.intake.attaching import look_into
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, ChorsuError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from uuid import UUID

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from chorsu.exchange.attachments.files import Checked
    from chorsu.exchange.messages.models import Message

__all__ = ["ACCEPT", "Shown", "attach_sent", "file", "files_sent", "shown_of", "take_off"]

ACCEPT = ",".join(f".{ending}" for kind in KINDS.values() for ending in kind.endings)
_KINDS: dict[str, _StrPromise] = {
    "pdf": pgettext_lazy("kind of file", "PDF"),
    "docx": pgettext_lazy("kind of file", "Word document"),
    "xlsx": pgettext_lazy("kind of file", "workbook"),
    "csv": pgettext_lazy("kind of file", "table (CSV)"),
    "txt": pgettext_lazy("kind of file", "text"),
    "jpeg": pgettext_lazy("kind of file", "picture (JPEG)"),
    "png": pgettext_lazy("kind of file", "picture (PNG)"),
    "webp": pgettext_lazy("kind of file", "picture (WebP)"),
}
_REFUSED: dict[str, _StrPromise] = {
    "name": gettext_lazy(
        "“%(name)s” is no name for a file: give it a plain one, without slashes or invisible signs, and attach it"
        " again."
    ),
    "long-name": gettext_lazy("“%(name)s” has too long a name: shorten it and attach it again."),
    "empty": gettext_lazy("“%(name)s” is empty: check that the right file was chosen."),
    "large": gettext_lazy("“%(name)s” is larger than 25 MB: attach it in parts."),
    "many": gettext_lazy("“%(name)s” is not attached: a message takes 20 files; send it in a message of its own."),
    "much": gettext_lazy(
        "“%(name)s” is not attached: the files of a message take 50 MB together; send it in a message of its own."
    ),
    "kind": gettext_lazy(
        "“%(name)s” is of no kind that is taken: attach PDF, DOCX, XLSX, CSV, plain text, JPEG, PNG or WebP."
    ),
    "locked": gettext_lazy("“%(name)s” is locked with a password: save it without one and attach that."),
    "bomb": gettext_lazy("“%(name)s” unpacks to far more than its size: save it anew and attach that."),
    "formula": gettext_lazy("“%(name)s” holds formulas: save a copy that holds values only and attach that."),
    "active": gettext_lazy(
        "“%(name)s” holds macros, scripts, other files or what loads from elsewhere: save it as PDF, or without them,"
        " and attach that."
    ),
    "broken": gettext_lazy("“%(name)s” is broken or cut off: save it anew and attach that."),
    "pixels": gettext_lazy("“%(name)s” has more pixels than any camera takes: save it smaller and attach that."),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a page lists it."""

    one: Attachment
    kind: str
    size: str
    href: str


def shown_of(found: Collection[Message]) -> dict[tuple[UUID, UUID | None], list[Shown]]:
    """The files that the viewer sees, by message and translation (None: those of the message itself)."""
    files: dict[tuple[UUID, UUID | None], list[Shown]] = {}
    for one in keeping.attachments_of(found):
        href = reverse("exchange-attachment", args=[one.message_id, one.pk])
        shown = Shown(one, str(_KINDS[one.kind]), filesizeformat(one.size), href)
        files.setdefault((one.message_id, one.translation_id), []).append(shown)
    return files


def files_sent(request: HttpRequest) -> Iterator[Checked]:
    """The files that a form sent, each looked into; of one that is not taken the page says why."""
    for sent in _sent(request):
        try:
            yield _checked(sent)
        except AttachmentError as error:
            refuse(request, _line(error))


def attach_sent(request: HttpRequest, message: UUID) -> bool:
    """Attach what a form sent to a draft, each file by itself; whether all of them were taken."""
    actor, refused, count = actor_from(request), False, 0
    for sent in _sent(request):
        try:
            with transaction.atomic():
                attach(message=message, file=_checked(sent), store=store(), actor=actor, at=now())
            count += 1
        except AttachmentError as error:
            refuse(request, _line(error))
            refused = True
        except ChorsuError as error:
            refuse(request, error_line(error))
            return False
    if count:
        line = ngettext("%(count)d file is attached.", "%(count)d files are attached.", count)
        messages.success(request, line % {"count": count})
    return not refused


def take_off(request: HttpRequest, message: UUID, attachment: UUID) -> None:
    """Take a file off a draft, as its page asks."""
    try:
        with transaction.atomic():
            actor, at = actor_from(request), now()
            detach(message=message, attachment=attachment, store=store(), actor=actor, at=at)
    except AbsentError as error:
        raise Http404 from error
    except ChorsuError as error:
        refuse(request, error_line(error))
        return
    messages.success(request, gettext("The file is taken off; the draft keeps everything else."))


@require_GET
def file(request: HttpRequest, identifier: UUID, attachment: UUID) -> HttpResponse:
    """A file as it was attached; fetching one is a receipt, and stands in the audit trail by its own number."""
    one = Attachment.objects.filter(pk=attachment, message=identifier).first()
    if one is None:
        raise Http404
    receipt(identifier, actor_from(request), now())
    try:
        content = keeping.bytes_of(one, store())
    except ChorsuError:
        line = gettext("“%(name)s” is not as it was attached: tell those who run the data bank.")
        refuse(request, line % {"name": one.name})
        return redirect("exchange-message", identifier)
    trail_of(request).exported([one.pk])
    answer = HttpResponse(content, content_type=KINDS[one.kind].media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


def _sent(request: HttpRequest) -> Iterable[UploadedFile[bytes]]:
    # One more than a message takes: that one is refused by name.
    return [one for one in request.FILES.getlist("files") if one is not None][: MOST_FILES + 1]


def _checked(sent: UploadedFile[bytes]) -> Checked:
    name = sent.name or ""
    if (sent.size or 0) > MOST_BYTES:
        raise AttachmentError("large", name, f"is larger than {MOST_BYTES >> 20} MB", "attach it in parts")
    return look_into(name, sent.read())


def _line(error: AttachmentError) -> str:
    line = str(_REFUSED[error.code]) % {"name": error.where}
    return f"{line} ({error.at})" if error.at else line
