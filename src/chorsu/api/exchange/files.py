"""Files of messages by program: attached to a draft one by one, taken off, fetched with the message."""

from __future__ import annotations

import contextlib
import uuid
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile
from pydantic import Field

from chorsu.api.asking import Scope, actor_from, own_agency, whole
from chorsu.directory.trail import trail_of
from chorsu.exchange.attachments.files import KINDS, MOST_BYTES, AttachmentError
from chorsu.exchange.attachments.keeping import bytes_of
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.attachments.services import attach, detach
from chorsu.exchange.messages import selectors
from chorsu.exchange.messages.receiving import opened, translate
from chorsu.exchange.messages.saying import LONGEST_BODY, LONGEST_SUBJECT
from chorsu.intake.attaching import look_into
from chorsu.intake.services import store
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError

if TYPE_CHECKING:
    from django.http import HttpRequest

    from chorsu.exchange.attachments.files import Checked

__all__ = ["AttachmentTold", "attachment_told", "router"]

router = Router(tags=["messages"])
reading, writes = Scope("messages"), Scope("send")


class AttachmentTold(Schema):
    """A file of a message; its bytes lie at `/messages/{message}/attachments/{id}`."""

    id: uuid.UUID
    name: str
    kind: str = Field(examples=["pdf"])
    size: int
    sha256: str


def attachment_told(one: Attachment) -> dict[str, Any]:
    """A file as `AttachmentTold` has it."""
    return {"id": one.pk, "name": one.name, "kind": one.kind, "size": one.size, "sha256": one.digest}


def _looked_into(file: UploadedFile) -> Checked:
    name = file.name or ""
    if (file.size or 0) > MOST_BYTES:
        raise AttachmentError("large", name, f"is larger than {MOST_BYTES >> 20} MB", "attach it in parts")
    return look_into(name, file.read())


@router.post(
    "messages/{id:identifier}/attachments", auth=writes, response={201: AttachmentTold}, url_name="api-attachments"
)
def attach_file(request: HttpRequest, identifier: uuid.UUID, file: File[UploadedFile]) -> Any:
    """Attach a file to a draft of your authority; the same file twice is one, and one that is refused changes nothing.

    What a file is, its content says: PDF, DOCX, XLSX, CSV, plain text, JPEG, PNG or WebP, up to 25 MB, 20 files and
    50 MB a message; without formulas, macros, scripts, or files inside.
    """
    own_agency(request)
    if selectors.thread_shown(identifier) is None:
        raise AbsentError
    with whole():
        checked = _looked_into(file)
        one = attach(message=identifier, file=checked, store=store(), actor=actor_from(request), at=now())
    trail_of(request).opened([one.pk])
    return Status(201, attachment_told(one))


@router.get(
    "messages/{id:identifier}/attachments/{id:attachment}",
    auth=reading,
    url_name="api-attachment",
    openapi_extra={
        "responses": {
            200: {"description": "The file", "content": {kind.media_type: {} for kind in KINDS.values()}},
        }
    },
)
def attachment_file(request: HttpRequest, identifier: uuid.UUID, attachment: uuid.UUID) -> Any:
    """A file as it was attached. Fetching one of a message that was sent to your authority is its receipt."""
    one = Attachment.objects.filter(pk=attachment, message=identifier).first()
    if one is None:
        raise AbsentError
    with contextlib.suppress(AbsentError):  # it may be one's own
        opened(message=identifier, actor=actor_from(request), at=now())
    content = bytes_of(one, store())
    trail_of(request).exported([one.pk])
    answer = HttpResponse(content, content_type=KINDS[one.kind].media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=one.name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


class TranslationSent(Schema):
    """A message in another language, as form data; `personal`: whether the files name persons, asked of the sender."""

    language: str = Field(max_length=8)
    subject: str = Field(max_length=LONGEST_SUBJECT)
    body: str = Field("", max_length=LONGEST_BODY)
    personal: bool | None = None


class TranslationMade(Schema):
    """A translation that was made, with its files."""

    language: str
    attachments: list[AttachmentTold]


@router.post(
    "messages/{id:identifier}/translations",
    auth=writes,
    response={201: TranslationMade},
    url_name="api-message-translations",
)
def translation(
    request: HttpRequest, identifier: uuid.UUID, sent: Form[TranslationSent], files: File[list[UploadedFile]]
) -> Any:
    """Put the message beside itself in another language, with files: all of it or nothing.

    The files are those that a draft takes. A translation without files goes to `/translate`.
    """
    if selectors.thread_shown(identifier) is None:
        raise AbsentError
    with whole():
        checked = [_looked_into(file) for file in files]
        who: dict[str, Any] = {"actor": actor_from(request), "at": now(), "store": store()}
        one = translate(message=identifier, files=checked, **sent.model_dump(), **who)
    kept = Attachment.objects.filter(translation=one).order_by("number")
    trail_of(request).opened([identifier])
    return Status(201, {"language": one.language, "attachments": [attachment_told(each) for each in kept]})


@router.post(
    "messages/{id:identifier}/attachments/{id:attachment}/remove",
    auth=writes,
    response={204: None},
    url_name="api-attachment-remove",
)
def take_off(request: HttpRequest, identifier: uuid.UUID, attachment: uuid.UUID) -> Any:
    """Take a file off a draft."""
    if not Attachment.objects.filter(pk=attachment, message=identifier).exists():
        raise AbsentError
    with whole():
        who: dict[str, Any] = {"actor": actor_from(request), "at": now()}
        detach(message=identifier, attachment=attachment, store=store(), **who)
    return HttpResponse(status=204)
