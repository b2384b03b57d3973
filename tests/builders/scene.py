"""One of everything that an address can name, so that the answers of every address can be compared.

The things are the border guard's of Uzbekistan. What can be released is released to Kazakhstan, but not to its police.
Words that stand nowhere else tell whose thing a page shows: `RELEASED` stands in what is released, `KEPT` in what its
agency keeps, `PERSONAL` in what is one officer's, `NEWS` in a news item that waits.
"""

import datetime as dt

from django.core.files.uploadedfile import SimpleUploadedFile

from builders import commitments, messages, shifts, watches
from builders.cooperation import event, instrument, recommendation
from builders.drafts import Desk
from builders.pictures import photograph
from builders.releasing import act, agency, state
from builders.reports import agency_number
from builders.returns import filed
from builders.rosters import on_duty
from builders.seizures import follow, record
from builders.tables import seizures, table
from cast import actor
from chorsu.cooperation.models import Event, Instrument, Recommendation
from chorsu.desk.handling.following import follow_recalls
from chorsu.directory.models import Group, User
from chorsu.directory.offices import assign
from chorsu.directory.posts import PostSaid, enter_posts
from chorsu.directory.sessions import digest_of
from chorsu.directory.tokens import issue
from chorsu.exchange.hooks.registering import register
from chorsu.exchange.messages.sending import send_message
from chorsu.handling.viewer import viewing
from chorsu.intake.models import HandIn, LearnedTable
from chorsu.journal.trail.models import TrailRow
from chorsu.journal.trail.sequencer import sequence_trail
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7
from chorsu.newsroom import services as newsroom
from chorsu.newsroom.texts import Text
from chorsu.records import services as records
from chorsu.records.exports import export, leaving
from chorsu.records.filters import Filter
from chorsu.records.models import Link, Photograph, ProductFlag, Tombstone
from chorsu.records.permissions.services import ask
from chorsu.records.release_rules.services import Wanted, make_rule
from chorsu.returns.models import Return
from staff import actors

__all__ = ["KEPT", "NEWS", "PERSONAL", "RELEASED", "absent", "build"]

RELEASED, KEPT, PERSONAL, NEWS = "Zulmat-9137", "Zulmat-2084", "Zulmat-5520", "Zulmat-7761"
OWNER, PROVIDER, EXCLUDED = "border-officer", "example-border-uz", "example-police-kz"
NOTE = f"{KEPT}. On 12 March 2024 the Example Border Guard found 27 kg of hashish at Termez."


def build(as_role, owner, users):
    """Everything, by what an address calls it; `owner` is signed in, `users` are the overseers by name."""
    given = {"audience": [state("KZ")], "exclusions": [agency(EXCLUDED)]}
    with as_role("worker"):
        rows = [record([{"place": RELEASED}], **given)[0] for _ in range(2)]
        (recalled,) = record([{"place": KEPT}], **given)
        one, two = sorted(rows, key=lambda row: row.pk)
        link = Link.objects.create(
            a=one, b=two, drop=two, state="possible", proposed="possible", probability=0.5, proposed_at=now()
        )
    things = {"seizure": one.pk, "link": link.pk, **_recalled(as_role, recalled), "permission": _permission(one)}
    desk = Desk(as_role)
    desk.drafts_of(NOTE)
    things |= {
        "photograph": _photograph(owner, one),
        "text": desk.hands_in(NOTE).pk,
        "hand-in": _hand_in(owner),
        "learned": _learned(),
        "rule": _rule(),
        "post": _post(),
        "news": _news(),
        "token": _token(),
        "session": digest_of(owner.session.session_key),
        **_message(),
        "template": messages.template(f"Template {KEPT}", at=now()).pk,
        "message-draft": messages.draft(subject=f"Draft {KEPT}", at=now()).pk,
        "hand-over": shifts.handed_over(KEPT, at=now()).pk,
        "duty": on_duty(OWNER, now(), code=PROVIDER, by="liaison-b").pk,
        "commitment": commitments.proposed(
            at=now(),
            provider=PROVIDER,
            partner="example-drug-control-tj",
            subject=KEPT,
            way="gives",
            first=commitments.today(),
        ).pk,
        **_watched(as_role),
        **_released(),
        **_directory(users),
    }
    with as_role("worker"):
        while sequence_trail():
            pass
        things["entry"] = TrailRow.objects.latest("number").number
    return things


def absent(things):
    """What has the same shape and never was."""
    return {name: uuid7() if hasattr(value, "hex") else 999_999 for name, value in things.items()}


def _released():
    given = {"who": OWNER, "provider": PROVIDER, "audience": (state("KZ"),)}
    found = {
        "return": (Return, filed((RELEASED, 2), who=OWNER, audience=(state("KZ"),))),
        "event": (Event, event(f"Meeting {RELEASED}", **given)),
        "recommendation": (Recommendation, recommendation(f"Recommended: {RELEASED}", **given)),
        "instrument": (Instrument, instrument(f"Declaration {RELEASED}", **given)),
    }
    with viewing(actor(OWNER)):
        for model, one in found.values():
            model.objects.filter(pk=one.pk).update(exclusions=[agency(EXCLUDED)])
    return {name: one.pk for name, (_model, one) in found.items()}


def _recalled(as_role, seizure):
    """The tombstone for Kazakhstan's customs, and the flag on the file that they had taken."""
    taker, everything = actor("liaison-a"), Filter()
    with viewing(taker):
        goes = leaving(everything)
    b"".join(export(everything, "csv", actor=taker, language="en", leaving=goes))
    act(records.recall, OWNER, seizure, principals=[state("KZ")], reason=KEPT)
    with as_role("worker"):
        follow()
        while follow_recalls():
            pass
    with viewing(actor("liaison-a")):
        return {"stone": Tombstone.objects.get().pk, "flag": ProductFlag.objects.get().pk}


def _watched(as_role):
    """A shared watch of the border guard, and its alert."""
    watch = watches.made(OWNER, name=KEPT, criteria=watches.asks(words=[KEPT]))
    with as_role("worker"):
        record([{"place": KEPT}])
        follow()
    (alert,) = watches.alerts(OWNER)
    return {"watch": watch.pk, "alert": alert.pk}


def _permission(seizure):
    said = {"kind": "third-party", "to": [agency("example-centre")], "purpose": RELEASED, "deadline": "7d"}
    return act(ask, "liaison-a", seizure, **said).pk


def _message():
    """A message with a file, whose words are the same readers'."""
    one = messages.draft(subject=f"Message {RELEASED}", at=now())
    file = messages.attached(one, "list.txt", RELEASED.encode(), at=now())
    messages.does(OWNER, send_message, at=now(), identifier=one.pk)
    return {"message": one.pk, "attachment": file.pk}


def _photograph(client, seizure):
    files = [SimpleUploadedFile("IMG_1.jpg", photograph(), "image/jpeg")]
    client.post(f"/records/{seizure.pk}/photographs/", {"photographs": files, "kind": "stamp"})
    with viewing(actor(OWNER)):
        return Photograph.objects.get(seizure=seizure).pk


def _hand_in(client):
    content = table(seizures(3)).replace("Термез".encode(), KEPT.encode())
    client.post("/hand-in/upload/", {"file": [SimpleUploadedFile(f"{KEPT}.csv", content)]})
    with viewing(actor(OWNER)):
        return HandIn.objects.order_by("-started_at").first().pk


def _learned():
    number = agency_number(PROVIDER)
    learned = LearnedTable(agency=number, signature="s", name=KEPT, headers=["a"], learned_at=now())
    learned.provider_id, learned.audience = number, [number]
    with viewing(actor(OWNER)):
        learned.save(force_insert=True)
    return learned.pk


def _rule():
    officer, wanted = actor(OWNER), Wanted(name=KEPT, to_audience=(state("KZ"),), four_eyes=True)
    with viewing(officer):
        return make_rule(agency=agency(PROVIDER), wanted=wanted, actor=officer, at=now()).pk


def _post():
    officer = actor(OWNER)
    said = [PostSaid(f"Example {KEPT}", post="Director")]
    with viewing(officer):
        return enter_posts(actor=officer, provider=agency_number(PROVIDER), posts=said, public=False, at=now())[0].pk


def _news():
    writer = actor("press-one")
    with viewing(writer):
        texts = {"en": Text(NEWS, NEWS, NEWS)}
        return newsroom.write_item(actor=writer, at=now(), texts=texts, original="en", synthetic=True).pk


def _token():
    officer = actor(OWNER)
    said = {"scope": ["read"], "purpose": PERSONAL, "ends": now() + dt.timedelta(days=1)}
    with viewing(officer):
        return issue(actor=officer, owner=officer.user, at=now(), **said)[0].pk


def _directory(users):
    """An officer of the state, an office, a group and agencies, as administrators name them."""
    by = actors(users)["admin-uz"]
    person = User.objects.get(username="liaison-b")
    said = {"actor": by, "number": person.pk, "title_en": "Chief", "title_ru": "Начальник", "acting_for": None}
    with viewing(by):
        office = assign(**said, since=dt.date(2026, 1, 1), until_day=None, at=now())
        hook, _secret = register(
            authority=agency(PROVIDER), address="https://x.example/", private=False, actor=by, at=now()
        )
    return {
        "hook": hook.pk,
        "person": person.pk,
        "office": office.pk,
        "agency": agency(PROVIDER),
        "reader": agency("example-customs-kz"),
        "group": Group.objects.get().pk,
    }
