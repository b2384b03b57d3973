"""Changing news: write, revise, submit, return, approve, release, publish, withdraw, correct; each act has a way back.

The way of an item: `write_item` → `submit_item` → `approve_item` (a second person) → `release_item` (its provider, to
everybody) → `publish_item`. Back: `return_item` (submitted or approved to draft), `recall_item` (to the provider
alone), `withdraw_item` (out of public), `correct_item` (a new version of what is in public, which stays there until
the new one is published); `discard_item` (a draft that was never in public) and `restore_item` (a draft again). Each
takes `actor`, `at` and, but for the first, the `item`'s identifier; refuses with a
`RefusedError` of one line what a rule forbids, and with `AbsentError` those who may not know of the item.
Called inside the viewer's transaction (`chorsu.handling.viewer.viewing(actor)`; the pages' middleware opens it).

An example region brings its items in through these same acts, with `at` in the past::

    with viewing(one):
        item = write_item(actor=one, at=at, texts={"en": Text.cleaned(…), "ru": …}, original="ru", synthetic=True)
        submit_item(actor=one, at=at, item=item.pk)
    with viewing(two):
        for act in (approve_item, release_item, publish_item):
            act(actor=two, at=at, item=item.pk)
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from anyascii import anyascii
from django.db import transaction
from django.utils.translation import gettext as _

from chorsu.handling.rules import EVERYBODY, Act, Actor, Marking, decide
from chorsu.journal.services import append
from chorsu.kernel.errors import InputError, RefusedError
from chorsu.kernel.spans import NO_SOURCE
from chorsu.newsroom.body import to_html
from chorsu.newsroom.guard import in_state, locked_item, require_same_version, require_writer
from chorsu.newsroom.models import Deed, Item, Publication
from chorsu.newsroom.texts import LANGUAGES, LIMITS, Text, flaws, slug_of

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Mapping

    from chorsu.kernel.spans import SourceSpan

__all__ = [
    "approve_item",
    "correct_item",
    "discard_item",
    "publish_item",
    "recall_item",
    "release_item",
    "restore_item",
    "return_item",
    "revise_item",
    "submit_item",
    "withdraw_item",
    "write_item",
]

State = Item.State
_WRITING = {"written", "revised"}
"""Acts that change the texts."""


@transaction.atomic
def write_item(  # noqa: PLR0913 — an act has these parts
    *,
    actor: Actor,
    at: dt.datetime,
    texts: Mapping[str, Text],
    original: str = LANGUAGES[0],
    synthetic: bool = False,
    span: SourceSpan = NO_SOURCE,
) -> Item:
    """A new draft, marked for the actor's own authority alone; `texts` by language, `original` the one written in.

    With the `span` of the words that it is made of, the draft that stands from them already is returned as it is.
    """
    user, provider = require_writer(actor)
    again = _standing(provider, span)
    if again is not None:
        return again
    item = Item(original=original, writers=[user], created_at=at, changed_at=at, synthetic=synthetic)
    item.span = span
    item.texts = _checked(texts, original)
    item.marking = Marking(provider, frozenset()).only_for_provider()
    item.save(force_insert=True)
    _enter(item, "written", actor, at)
    return item


@transaction.atomic
def revise_item(  # noqa: PLR0913 — a revision has these parts
    *, actor: Actor, at: dt.datetime, item: uuid.UUID, texts: Mapping[str, Text], original: str, version: int
) -> Item:
    """The draft with other texts; `version` is the one that the actor read: a newer one refuses, nothing is lost."""
    user, _provider = require_writer(actor)
    draft = locked_item(actor, item, at)
    require_same_version(draft, version)
    in_state(draft, State.DRAFT)
    checked = _checked(texts, original)
    if checked == draft.texts and original == draft.original:
        return draft
    draft.texts, draft.original = checked, original
    draft.writers = sorted({*draft.writers, user})
    draft.version += 1
    _save(draft, "revised", actor, at)
    return draft


@transaction.atomic
def submit_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """The draft, handed to a second person for approval; refused while a language is only half written."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.DRAFT)
    for language in LANGUAGES:
        text = draft.text(language)
        if (language == draft.original or not text.empty) and not text.complete:
            raise RefusedError(
                _("The title or the body is missing in one language. Write both, or empty the translation.")
            )
    draft.state = State.SUBMITTED
    _save(draft, "submitted", actor, at)
    return draft


@transaction.atomic
def return_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID, reason: str = "") -> Item:
    """Back to draft, with a word why: the way back of submitting and of approving. The marking narrows again."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.SUBMITTED, State.APPROVED)
    draft.state = State.DRAFT
    _approve(draft, None, None)
    draft.marking = draft.marking.only_for_provider()
    _save(draft, "returned", actor, at, reason=_reason(reason, needed=False))
    return draft


@transaction.atomic
def approve_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """Approval by a second person: refused for everybody who wrote in this version."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.SUBMITTED)
    if actor.user is None or actor.user in draft.writers:
        raise RefusedError(_("You wrote in this version yourself: a second person must approve it."))
    draft.state = State.APPROVED
    _approve(draft, actor.user, at)
    _save(draft, "approved", actor, at)
    _journal("news.approved", draft, actor, at)
    return draft


@transaction.atomic
def release_item(
    *,
    actor: Actor,
    at: dt.datetime,
    item: uuid.UUID,
    to: Collection[int] = (EVERYBODY,),
    until: dt.datetime | None = None,
) -> Item:
    """A wider audience for an approved (or withdrawn) item; by its provider alone. What is a draft stays inside."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.APPROVED, State.WITHDRAWN)
    if not decide(actor, draft.marking, Act.RELEASE, at).allowed:
        raise RefusedError(_("Only the authority that wrote this item may release it."))
    draft.marking = draft.marking.widened(to, until)
    _save(draft, "released", actor, at)
    return draft


@transaction.atomic
def recall_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """Back to the provider alone: the way back of releasing, while nothing is in public."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.APPROVED, State.WITHDRAWN)
    if not decide(actor, draft.marking, Act.RECALL, at).allowed:
        raise RefusedError(_("Only the authority that wrote this item may recall it."))
    draft.marking = draft.marking.only_for_provider()
    _save(draft, "recalled", actor, at)
    return draft


@transaction.atomic
def publish_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """Into public, through the marking gate: approved by a second person, marked for everybody, for good.

    A snapshot in each written language replaces what was public of the item. The first publication fixes the address.
    """
    news = locked_item(actor, item, at)
    in_state(news, State.APPROVED, State.WITHDRAWN)
    if news.approved_by is None or news.approved_by in news.writers or news.approved_html != _bodies(news):
        raise RefusedError(_("A second person has not approved this version."))
    if not decide(actor, news.marking, Act.PUBLISH, at).allowed:
        raise RefusedError(_("This item is marked for fewer than everybody: release it to everybody first."))
    if news.published_version not in {None, news.version}:
        news.corrected_at = at
    news.slug = news.slug or _free_slug(news)
    news.published_at = news.published_at or at
    _put_in_public(news, news.published_at)
    news.state, news.published_version, news.in_public = State.PUBLISHED, news.version, True
    _save(news, "published", actor, at)
    _journal("news.published", news, actor, at)
    return news


@transaction.atomic
def withdraw_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID, reason: str) -> Item:
    """Out of public at once, with the reason; the item can be released and published again."""
    news = locked_item(actor, item, at)
    why = _reason(reason, needed=True)
    if not news.in_public:
        raise RefusedError(_("Nothing of this item is in public."))
    Publication.objects.filter(item_id=news.pk).delete()
    news.in_public = False
    news.marking = news.marking.only_for_provider()
    if news.state == State.PUBLISHED:
        news.state = State.WITHDRAWN
    _save(news, "withdrawn", actor, at, reason=why)
    _journal("news.withdrawn", news, actor, at)
    return news


@transaction.atomic
def correct_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID, reason: str) -> Item:
    """A new version to work on, with the reason; what is in public stays there until the new version is published."""
    user, _provider = require_writer(actor)
    news = locked_item(actor, item, at)
    in_state(news, State.PUBLISHED, State.WITHDRAWN)
    news.state, news.writers = State.DRAFT, [user]
    _approve(news, None, None)
    news.marking = news.marking.only_for_provider()
    news.version += 1
    _save(news, "corrected", actor, at, reason=_reason(reason, needed=True))
    return news


@transaction.atomic
def discard_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """A draft that nobody wants, out of the way; refused once something of it was in public."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.DRAFT)
    if draft.published_version is not None:
        raise RefusedError(_("A version of this item was in public: withdraw it, or leave the draft."))
    draft.state = State.DISCARDED
    _save(draft, "discarded", actor, at)
    return draft


@transaction.atomic
def restore_item(*, actor: Actor, at: dt.datetime, item: uuid.UUID) -> Item:
    """A discarded draft, a draft again."""
    draft = locked_item(actor, item, at)
    in_state(draft, State.DISCARDED)
    draft.state = State.DRAFT
    _save(draft, "restored", actor, at)
    return draft


def _standing(provider: int, span: SourceSpan) -> Item | None:
    """The item that stands from the same words of the same document; None for what is written by hand."""
    if not span.document:
        return None
    same = Item.objects.filter(provider_id=provider, source_document=span.document, source_start=span.start)
    return same.filter(source_end=span.end).exclude(state=State.DISCARDED).first()


def _checked(texts: Mapping[str, Text], original: str) -> dict[str, dict[str, str]]:
    if original not in LANGUAGES or not texts.keys() <= set(LANGUAGES):
        raise InputError("is none of the newsroom's languages", where="language", to_do=" ".join(LANGUAGES))
    if all(text.empty for text in texts.values()):
        raise InputError(_("Nothing is written yet."))
    for language, text in texts.items():
        for flaw in flaws(text):
            where = f"{flaw.part} ({language})"
            if flaw.kind == "long":
                what = _("is longer than %(limit)s characters") % {"limit": LIMITS[flaw.part]}
                raise InputError(what, where=where, to_do=_("shorten it"))
            what = _("holds the invisible character %(code)s") % {"code": flaw.detail}
            raise InputError(what, where=where, to_do=_("remove it"))
    return {language: text.as_dict() for language, text in sorted(texts.items()) if not text.empty}


def _reason(text: str, *, needed: bool) -> str:
    reason = " ".join(text.split())
    if needed and not reason:
        raise InputError(_("Say why in a few words."))
    if len(reason) > LIMITS["summary"]:
        raise InputError(_("The reason is too long."), to_do=_("shorten it"))
    return reason


def _free_slug(news: Item) -> str:
    """An address of the title that no other item has or had; the English title where there is one."""
    title = news.text(LANGUAGES[0]).title or news.title
    slug = slug_of(anyascii(title)) or "item"
    taken = set(Item.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    taken |= set(Publication.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    return next(candidate for candidate in numbered if candidate not in taken)


def _approve(item: Item, by: int | None, at: dt.datetime | None) -> None:
    item.approved_by, item.approved_at = by, at
    item.approved_html = {} if by is None else _bodies(item)


def _bodies(item: Item) -> dict[str, str]:
    """By language, the SHA-256 of the body as it would be put in public."""
    texts = ((language, item.text(language)) for language in LANGUAGES)
    return {one: hashlib.sha256(to_html(text.body).encode()).hexdigest() for one, text in texts if text.complete}


def _put_in_public(news: Item, published_at: dt.datetime) -> None:
    Publication.objects.filter(item_id=news.pk).delete()
    Publication.objects.bulk_create(
        Publication(
            item_id=news.pk,
            language=language,
            original=language == news.original,
            slug=news.slug,
            title=text.title,
            summary=text.summary,
            body_html=to_html(text.body),
            published_at=published_at,
            corrected_at=news.corrected_at,
            synthetic=news.synthetic,
        )
        for language in LANGUAGES
        if (text := news.text(language)).complete
    )


def _save(item: Item, kind: str, actor: Actor, at: dt.datetime, reason: str = "") -> None:
    item.changed_at = at
    item.save()
    _enter(item, kind, actor, at, reason)


def _enter(item: Item, kind: str, actor: Actor, at: dt.datetime, reason: str = "") -> None:
    deed = Deed(item=item, version=item.version, kind=kind, reason=reason, at=at, by=actor.user)
    deed.texts = item.texts if kind in _WRITING else None
    deed.save(force_insert=True)


def _journal(kind: str, item: Item, actor: Actor, at: dt.datetime) -> None:
    said = {"original": item.original, "slug": item.slug, "approved_by": item.approved_by}
    content = {"texts": item.texts}
    append(kind=kind, record=item.pk, version=item.version, content=content, said=said, actor=actor.user, at=at)
