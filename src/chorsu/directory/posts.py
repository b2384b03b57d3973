"""Posts of persons, as texts state them: entered with their words, corrected, taken back; who is who.

Owns the table of posts. A post is a claim of its text: nothing is inferred about when it began or ended. "Who is who"
reads public texts alone, so that no marked text tells by a detour whom it names.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from chorsu.directory.models import Post
from chorsu.directory.names import LONGEST_NAME, gathered, normal_form
from chorsu.handling.marked import marking_of_new
from chorsu.handling.rules import EVERYBODY, Act, decide
from chorsu.journal.contents import defaults_of
from chorsu.journal.services import append
from chorsu.journal.stating import stated
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.kernel.spans import NO_SOURCE, SourceSpan

if TYPE_CHECKING:
    import datetime as dt
    import uuid
    from collections.abc import Collection, Iterable, Sequence

    from chorsu.handling.rules import Actor
    from chorsu.journal.contents import Kept

__all__ = ["Person", "PostSaid", "enter_posts", "rebuild_posts", "restore_post", "who_is_who", "withdraw_post"]

LONGEST = 500
_CONTENT = (
    "name", "title", "post", "organisation", "country", "since", "until_day", "seen_on", "acting", "acting_for",
    "public", "withdrawn", "synthetic", "source_document", "source_start", "source_end", "source_quote", "provider_id",
    "audience", "exclusions", "until",
)  # fmt: skip
_TEXTS = ("title", "post", "organisation", "acting_for")


@dataclass(frozen=True, slots=True)
class PostSaid:
    """A post as a text states it; `name` in its original script, `country` an ISO 3166-1 alpha-2 code or empty.

    `seen_on` is the day that the text speaks of, or its day of publication.
    """

    name: str
    title: str = ""
    post: str = ""
    organisation: str = ""
    country: str = ""
    since: dt.date | None = None
    until_day: dt.date | None = None
    seen_on: dt.date | None = None
    acting: bool = False
    acting_for: str = ""
    span: SourceSpan = NO_SOURCE


@dataclass(slots=True)
class Person:
    """One person of "who is who": the fullest name written, and the posts with the newest first."""

    name: str
    written: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)


def enter_posts(  # noqa: PLR0913 — an act has these fields
    *,
    actor: Actor,
    provider: int,
    posts: Iterable[PostSaid],
    public: bool,
    audience: Collection[int] = (),
    until: dt.datetime | None = None,
    at: dt.datetime,
    synthetic: bool = False,
) -> list[Post]:
    """Enter posts that a text states; what stands already from the same words is returned as it is.

    With `public` the text was public: its posts are for everybody, for good. Otherwise they carry the marking of their
    text, and stay out of "who is who".

    Raises:
        RefusedError: the actor may not provide for this agency.
        InputError: a value that cannot be meant; nothing is stored.
    """
    said = [_checked(one) for one in posts]
    marking = marking_of_new(actor, provider, {EVERYBODY} if public else audience, None if public else until, at)
    entered = []
    with transaction.atomic():
        for one in said:
            again = _standing(one, provider)
            if again is not None:
                entered.append(again)
                continue
            values = {name: value for name, value in asdict(one).items() if name != "span"}
            post = Post(**values, name_form=normal_form(one.name), public=public, synthetic=synthetic)
            post.span, post.marking, post.entered_at, post.entered_by = one.span, marking, at, actor.user
            post.save(force_insert=True)
            _enter("post.entered", post, actor, at)
            entered.append(post)
    return entered


def withdraw_post(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Post:
    """Take a post back: it leaves "who is who"; it can be restored.

    Raises:
        AbsentError, RefusedError: as for every act.
        InputError: it is withdrawn already.
    """
    return _set_withdrawn(identifier, actor, at, withdrawn=True)


def restore_post(*, identifier: uuid.UUID, actor: Actor, at: dt.datetime) -> Post:
    """Undo a withdrawal.

    Raises:
        AbsentError, RefusedError, InputError: as for a withdrawal.
    """
    return _set_withdrawn(identifier, actor, at, withdrawn=False)


def who_is_who(*, text: str = "", organisation: str = "") -> list[Person]:
    """The persons named with posts in public texts, by name; of one `organisation`, or with `text` in a name or post.

    One person is whom one name can be of, in any order, alphabet and shortening (`directory.names`).
    """
    rows = Post.objects.filter(public=True, withdrawn=False, audience__contains=[EVERYBODY])
    posts = list(rows.order_by("-seen_on", "-since", "name", "source_start"))
    people = [_person([posts[place] for place in places]) for places in gathered([post.name for post in posts])]
    wanted, key = normal_form(text).split(), text.strip().casefold()
    shown = [one for one in people if _answers(one, key, wanted) and (not organisation or _serves(one, organisation))]
    return sorted(shown, key=lambda person: normal_form(person.name))


def _person(posts: list[Post]) -> Person:
    written = sorted({post.name for post in posts}, key=lambda name: (-len(normal_form(name)), name))
    return Person(written[0], written[1:], posts)


def _answers(person: Person, key: str, wanted: list[str]) -> bool:
    if not key:
        return True
    words = [word for name in (person.name, *person.written) for word in normal_form(name).split()]
    if wanted and all(any(word.startswith(part.rstrip(".")) for word in words) for part in wanted):
        return True
    return any(key in value.casefold() for post in person.posts for value in (post.post, post.title, post.organisation))


def _serves(person: Person, organisation: str) -> bool:
    return any(post.organisation == organisation for post in person.posts)


def _standing(one: PostSaid, provider: int) -> Post | None:
    """The post that stands already from the same words of the same document."""
    if not one.span.document:
        return None
    same = Post.objects.filter(provider_id=provider, withdrawn=False, source_document=one.span.document)
    same = same.filter(source_start=one.span.start, source_end=one.span.end)
    return same.filter(name_form=normal_form(one.name), post=one.post, organisation=one.organisation).first()


def _checked(one: PostSaid) -> PostSaid:
    name = " ".join(one.name.replace("\x00", "").split())
    if not normal_form(name) or len(name) > LONGEST_NAME:
        raise InputError("no name of a person", where="name", to_do="write the name as the text has it")
    texts = {field_: " ".join(getattr(one, field_).replace("\x00", "").split()) for field_ in _TEXTS}
    for field_, text in texts.items():
        if len(text) > LONGEST:
            raise InputError("is too long", where=field_.replace("_", " "), to_do=f"up to {LONGEST} characters")
    if not texts["post"] and not texts["title"]:
        raise InputError("holds no post and no title", where=name[:80], to_do="say what the person is")
    if one.country and (len(one.country) != 2 or not one.country.isalpha()):  # noqa: PLR2004 — ISO 3166-1 alpha-2
        raise InputError("is no code of a state", where="country", to_do="write two letters, such as UZ")
    if one.since and one.until_day and one.until_day < one.since:
        raise InputError("ends before it begins", where=name[:80], to_do="check the dates")
    acting = one.acting or bool(texts["acting_for"])
    return PostSaid(
        name=name, country=one.country.upper(), since=one.since, until_day=one.until_day, seen_on=one.seen_on,
        acting=acting, span=one.span, **texts,
    )  # fmt: skip


def _set_withdrawn(identifier: uuid.UUID, actor: Actor, at: dt.datetime, *, withdrawn: bool) -> Post:
    with transaction.atomic():
        seen = Post.objects.filter(pk=identifier).first()
        if seen is None or not decide(actor, seen.marking, Act.SEE, at).allowed:
            raise AbsentError
        if not decide(actor, seen.marking, Act.EDIT, at).allowed:
            raise RefusedError("only the provider of a post may do this", to_do="ask the provider")
        post = Post.objects.select_for_update().get(pk=identifier)
        if post.withdrawn == withdrawn:
            raise InputError("is so already", where="the post", to_do="load the page again")
        post.withdrawn, post.version = withdrawn, post.version + 1
        post.save()
        _enter("post.withdrawn" if withdrawn else "post.restored", post, actor, at)
    return post


def _enter(kind: str, post: Post, actor: Actor, at: dt.datetime) -> None:
    append(
        kind=kind,
        record=post.pk,
        version=post.version,
        content=_committed(post, withdrawn=post.withdrawn),
        actor=actor.user,
        at=at,
    )


def _committed(post: Post, *, withdrawn: bool) -> dict[str, Any]:
    """To what the journal commits of a post."""
    said = {name: getattr(post, name) for name in _CONTENT} | {"withdrawn": withdrawn}
    return stated(said, defaults_of(Post, _CONTENT))


def rebuild_posts(entries: Sequence[Kept]) -> dict[int, dict[str, Any]]:
    """What the bank says of posts, by number of the entry; acts change nothing of one but whether it is withdrawn."""
    posts = Post.objects.in_bulk([entry.record for entry in entries])
    found = {}
    for entry in entries:
        post = posts.get(entry.record)
        if post is None:
            continue
        newest = post.version == entry.version
        withdrawn = post.withdrawn if newest else entry.kind == "post.withdrawn"
        found[entry.number] = _committed(post, withdrawn=withdrawn)
        if entry.version == 1 and (post.entered_by, post.entered_at) != (entry.actor, entry.at):
            found[entry.number]["told_by"] = [post.entered_by, post.entered_at]
    return found
