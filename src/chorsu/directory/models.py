"""What the database stores of the directory: states, agencies, groups, users with their terms and offices, posts.

`Post` is what a text says that somebody is; `Office` is what somebody of the directory is.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models

from chorsu.directory.overseers import OVERSEERS
from chorsu.directory.sourced import Sourced
from chorsu.handling.models import Marked, PrincipalRow
from chorsu.handling.rules import EVERYBODY
from chorsu.kernel.ids import uuid7

__all__ = [
    "Agency", "Attempts", "Duty", "Group", "Invitation", "Office", "Post", "Seal", "Session", "State", "Term", "Token",
    "User",
]  # fmt: skip

_OVERSEERS = [role.value for role in sorted(OVERSEERS)]


def _apart(name: str) -> models.CheckConstraint:
    """Who runs the system or oversees it works on no case: such a role stands alone."""
    return models.CheckConstraint(
        condition=~models.Q(roles__overlap=_OVERSEERS) | models.Q(roles__len=1),
        name=name,
    )


class State(models.Model):
    """A state; its code is ISO 3166-1 alpha-2, its number that of its principal, its status that in the agreement."""

    class Status(models.TextChoices):
        MEMBER = "member"
        OBSERVER = "observer"
        NON_MEMBER = "non-member"

    principal = models.OneToOneField(PrincipalRow, on_delete=models.PROTECT, primary_key=True)
    code = models.CharField(max_length=2, unique=True)
    status = models.CharField(max_length=16, choices=Status, default=Status.MEMBER)

    class Meta:
        db_table = "directory_state"

    def __str__(self) -> str:
        return self.code

    @property
    def member(self) -> bool:
        """Whether it is a party to the agreement."""
        return self.status == self.Status.MEMBER


class Agency(models.Model):
    """A competent authority of a state, the centre (no state), or a partner organisation (no state); or a unit of one.

    A unit has a `parent`, and its state; its officers belong to the parent too. `until` is when it left (aware), None
    while it takes part. `example` marks an invented one.
    """

    class Kind(models.TextChoices):
        AUTHORITY = "authority"
        CENTRE = "centre"
        PARTNER = "partner"

    principal = models.OneToOneField(PrincipalRow, on_delete=models.PROTECT, primary_key=True)
    code = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.AUTHORITY)
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, related_name="agencies")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="units")
    name_en = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    until = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)

    class Meta:
        db_table = "directory_agency"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind="authority", state__isnull=False)
                | (~models.Q(kind="authority") & models.Q(state__isnull=True)),
                name="an_authority_is_of_a_state",
            ),
        )

    def __str__(self) -> str:
        return self.name_en


class Group(models.Model):
    """A standing group or a task force of agencies, named as one in an audience; nobody's any more from `until` on."""

    class Kind(models.TextChoices):
        GROUP = "group"
        TASK_FORCE = "task-force"

    principal = models.OneToOneField(PrincipalRow, on_delete=models.PROTECT, primary_key=True)
    code = models.SlugField(max_length=64, unique=True)
    kind = models.CharField(max_length=16, choices=Kind, default=Kind.GROUP)
    name_en = models.CharField(max_length=200)
    name_ru = models.CharField(max_length=200)
    until = models.DateTimeField(null=True)
    agencies = models.ManyToManyField(Agency, related_name="groups")

    class Meta:
        db_table = "directory_group"

    def __str__(self) -> str:
        return self.name_en


class User(AbstractUser):
    """A person, or a machine, that signs in. `agency` and `roles` are those of the newest term; `Term` says when.

    `example` marks an invented one. When somebody signed in last stands with the sessions, not here.
    """

    last_login = None  # Django's way of leaving a field out

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="officers")
    roles = ArrayField(models.CharField(max_length=32), default=list)
    title_en = models.CharField(max_length=200, blank=True)
    title_ru = models.CharField(max_length=200, blank=True)
    machine = models.BooleanField(default=False)
    example = models.BooleanField(default=False)
    let_in_by: Term | None = None
    """The term that was found as somebody was let in (`selectors.let_in`), until it is made use of; in no table."""

    class Meta(AbstractUser.Meta):
        db_table = "directory_user"
        constraints = (_apart("a_users_overseeing_role_stands_alone"),)


class Term(models.Model):
    """That somebody serves an agency with roles from `since` (aware) to before `until`; terms of one never overlap."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="terms")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="terms")
    roles = ArrayField(models.CharField(max_length=32), default=list)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    entered_by = models.IntegerField(null=True)
    entered_at = models.DateTimeField()

    class Meta:
        db_table = "directory_term"
        constraints = (
            _apart("a_terms_overseeing_role_stands_alone"),
            models.UniqueConstraint(fields=("user",), condition=models.Q(until=None), name="one_open_term_a_user"),
            models.CheckConstraint(
                condition=models.Q(until=None) | models.Q(until__gte=models.F("since")),
                name="a_term_ends_after_it_began",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id} at {self.agency_id} from {self.since}"


class Office(models.Model):
    """A post that somebody of the directory holds, perhaps `acting_for` a colleague, from a day to a last day."""

    id = models.UUIDField(primary_key=True, default=uuid7)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="offices")
    title_en = models.CharField(max_length=200)
    title_ru = models.CharField(max_length=200)
    acting_for = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="represented_in")
    since = models.DateField()
    until_day = models.DateField(null=True)

    class Meta:
        db_table = "directory_office"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(acting_for=None) | models.Q(until_day__isnull=False), name="acting_has_an_end"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user_id}: {self.title_en}"


class Duty(models.Model):
    """That an officer is on duty for an authority from `since` to before `until` (aware), and how to be reached then.

    `languages` are ISO 639-1. A duty that was taken off ends at that moment, or never began.
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    authority = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="duties")
    officer = models.ForeignKey(User, on_delete=models.PROTECT, related_name="duties")
    since = models.DateTimeField()
    until = models.DateTimeField()
    languages = ArrayField(models.CharField(max_length=8), default=list)
    telephone = models.CharField(max_length=64)
    entered_by = models.IntegerField()
    entered_at = models.DateTimeField()

    class Meta:
        db_table = "directory_duty"
        constraints = (
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="a_duty_ends_after_it_began"),
        )
        indexes = (models.Index(fields=("authority", "until"), name="directory_duty_now"),)

    def __str__(self) -> str:
        return f"{self.officer_id} for {self.authority_id} from {self.since}"


class Invitation(models.Model):
    """A letter that lets its bearer choose the password of an account, once, before `ends`; only its digest is kept.

    `used_at` is when it was used or made worthless, `accepted_at` when a password was chosen by it; the account sleeps
    from then until another administrator than `made_by` confirmed that (`directory.confirming`).
    """

    digest = models.BinaryField(primary_key=True, max_length=32)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    made_by = models.IntegerField(null=True)
    made_at = models.DateTimeField()
    ends = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    confirmed_by = models.IntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_invitation"

    def __str__(self) -> str:
        return f"for {self.user_id} until {self.ends}"


class Token(models.Model):
    """A key of a person or a machine for programs: a digest, what it may do (`scope`), what for, until when.

    `rate` is how many requests a minute it may make, `paced_at` until when those that it made count
    (`directory.tokens`). One that somebody else made for a machine sleeps until another administrator than `made_by`
    confirmed it (`directory.confirming`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    digest = models.BinaryField(unique=True, max_length=32)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="tokens")
    scope = ArrayField(models.CharField(max_length=16))
    purpose = models.CharField(max_length=200)
    made_by = models.IntegerField()
    made_at = models.DateTimeField()
    ends = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    confirmed_by = models.IntegerField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    rate = models.IntegerField(default=120, db_default=120)
    paced_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "directory_token"

    def __str__(self) -> str:
        return f"{self.purpose} of {self.user_id}"

    @property
    def asleep(self) -> bool:
        """Whether it waits for a second administrator; `user` must be at hand."""
        return self.confirmed_at is None and (self.user.machine or self.made_by != self.user_id)

    @property
    def dialog(self) -> str:
        """What the page calls the question before it is ended."""
        return f"revoke-{self.pk}"


class Session(models.Model):
    """A signed-in browser, or one on its way; only the digest of its key is kept, and data that fit no other key."""

    digest = models.CharField(primary_key=True, max_length=64)
    data = models.TextField()
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="sessions")
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    agent = models.CharField(max_length=200, blank=True, default="")
    address = models.CharField(max_length=45, blank=True, default="")

    class Meta:
        db_table = "directory_session"

    def __str__(self) -> str:
        return f"of {self.user_id} since {self.started_at}"


class Attempts(models.Model):
    """Failed tries to prove who one is, under a key: the digest of an account with an address, or with a device."""

    key = models.CharField(primary_key=True, max_length=64)
    failures = models.IntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        db_table = "directory_attempts"

    def __str__(self) -> str:
        return f"{self.failures} until {self.last_at}"


class Seal(models.Model):
    """The key by which the database knows for whom a transaction acts; see `handling.seal`."""

    key = models.BinaryField(primary_key=True, max_length=32)

    class Meta:
        db_table = "directory_seal"

    def __str__(self) -> str:
        return "key"


class Post(Marked, Sourced):
    """An office that a text says somebody held: the name as written and in its normal form, rank, post, organisation.

    `since` and `until_day` are as far as known, `seen_on` is the day of the text; `acting_for` names whom or what the
    person stood in for. `public` says that the text was public: only such a post is told in "who is who".
    """

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.TextField()
    name_form = models.TextField()
    title = models.TextField(blank=True, default="")
    post = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    country = models.CharField(max_length=2, blank=True, default="")
    since = models.DateField(null=True)
    until_day = models.DateField(null=True)
    seen_on = models.DateField(null=True)
    acting = models.BooleanField(default=False)
    acting_for = models.TextField(blank=True, default="")
    public = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    synthetic = models.BooleanField(default=False)
    version = models.IntegerField(default=1)
    entered_at = models.DateTimeField()
    entered_by = models.IntegerField(null=True)

    class Meta:
        db_table = "directory_post"
        indexes = (
            models.Index(fields=("name_form",), name="directory_post_name"),
            models.Index(fields=("source_document",), name="directory_post_document"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(public=False) | models.Q(audience__contains=[EVERYBODY], until=None),
                name="a_public_post_is_for_everybody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}: {self.post}"
