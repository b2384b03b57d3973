"""A bank in which something of every kind was done: each through its service, some of it changed and taken back."""

import datetime as dt
from types import SimpleNamespace

from builders import commitments, messages, shifts, watches
from builders.cooperation import event, instrument, posts, recommendation
from builders.drafts import Desk
from builders.pictures import photograph
from builders.readings import NOTE
from builders.reports import agency_number
from builders.returns import filed, nil
from builders.seizures import LAW, follow
from builders.tables import seizures, table
from cast import actor
from chorsu.cooperation.keeping import undo_record, withdraw_record
from chorsu.cooperation.models import Event
from chorsu.directory.posts import restore_post, withdraw_post
from chorsu.exchange.commitments import promising
from chorsu.exchange.commitments.fulfilling import say_nothing_to_report
from chorsu.exchange.commitments.giving import What, fulfil_by_data
from chorsu.exchange.commitments.reminding import remind_of_commitments
from chorsu.exchange.duty.handing import UNSIGNED, raise_unsigned
from chorsu.exchange.messages import receiving, sending
from chorsu.exchange.watches.acting import note
from chorsu.exchange.watches.ringing import end_quiet_hours
from chorsu.exchange.watches.watching import WatchSaid, change_watch
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake.attaching import look_into
from chorsu.intake.drafts import deciding
from chorsu.intake.services import accept, begin, store, withdraw
from chorsu.intake.services import restore as restore_hand_in
from chorsu.intake.tasks import take_in_next
from chorsu.kernel.clock import now
from chorsu.newsroom import services as newsroom
from chorsu.records import services as records
from chorsu.records.models import Link, Seizure
from chorsu.records.photographs.images import Region
from chorsu.records.photographs.services import Taken, add_photographs, blur, put_back, take_back
from chorsu.returns import services as returns
from newsdesk import Newsdesk

__all__ = ["done_in_every_room"]

BORDER = "example-border-uz"


def _does(who, act, **parts):
    officer = actor(who)
    with viewing(officer):
        return act(actor=officer, at=now(), **parts)


def _handed_in(as_role, who, provider, content, name):
    begun = _does(who, begin, provider=agency_number(provider), name=name, chunks=[content])
    _does(who, accept, hand_in=begun.hand_in.pk, audience=[MEMBERS], until=None)
    with as_role("worker"):
        while take_in_next():
            pass
    return begun.hand_in


def _records(as_role):
    hand_in = _handed_in(as_role, "border-officer", BORDER, table(seizures(4)), "изъятия.csv")
    taken = _handed_in(as_role, "border-officer", BORDER, table(seizures(2, first=40)), "ещё.csv")
    _does("border-officer", withdraw, hand_in=taken.pk, reason="sent by mistake")
    with as_role("worker"):
        while take_in_next():
            pass
    _does("border-officer", restore_hand_in, hand_in=taken.pk)
    with as_role("worker"):
        while take_in_next():
            pass
    _handed_in(as_role, "liaison-a", "example-customs-kz", table(seizures(1, first=3)), "same.csv")
    with viewing(actor("border-officer")):
        first, second, *_ = Seizure.objects.select_related("report").filter(report=hand_in.report_id).order_by("row")
    changes = {"lots": {1: {"quantity": 77.5}}, "persons": {"detained": 2, "victim": 1}}
    _does("border-officer", records.correct, seizure=first.pk, changes=changes, reason="weighed again", transfer=LAW)
    _does("border-officer", records.correct, seizure=first.pk, changes={"persons": {"victim": 3}}, reason="counted")
    audience = [agency_number("example-customs-kz")]
    _does("border-officer", records.release_to, seizure=first.pk, principals=audience, until=None, transfer=LAW)
    _does("border-officer", records.recall, seizure=first.pk, principals=audience, reason="no longer")
    _does("border-officer", records.state_quantity, seizure=second.pk, lot=1, values={"state": "weighed"})
    _does("border-officer", records.withdraw, seizure=second.pk, reason="twice")
    _does("border-officer", records.restore, seizure=second.pk, reason="it was not")
    return first, second


def _photographs(seizure):
    taken = [Taken(photograph("JPEG"), "package", "IMG_1.jpg")]
    (one,) = _does("border-officer", add_photographs, seizure=seizure.pk, photographs=taken, store=store())
    _does("border-officer", blur, photograph=one.pk, regions=[Region(0.1, 0.1, 0.2, 0.2)], store=store())
    _does("border-officer", take_back, photograph=one.pk, reason="a face")
    _does("border-officer", put_back, photograph=one.pk, store=store())
    return one


def _statements():
    one = filed(("Heroin", "1.250"), ("Гашиш", "12.5", "g"))
    _does("border-officer", returns.withdraw_return, identifier=one.pk, reason="of another year")
    _does("border-officer", returns.restore_return, identifier=one.pk, reason="it was not")
    return one, nil()


def _cooperation():
    held = event(people=["Anvar Exampleov"])
    _does("duty-officer", lambda **of: withdraw_record(Event, identifier=held.pk, reason="moved", **of))
    _does("duty-officer", lambda **of: undo_record(Event, identifier=held.pk, version=2, **of))
    told = recommendation("Exchange lists of precursors")
    instrument("Declaration on precursors")
    (post,) = posts("Anvar Exampleov")
    _does("duty-officer", withdraw_post, identifier=post.pk)
    _does("duty-officer", restore_post, identifier=post.pk)
    return held, told, post


def _news():
    desk = Newsdesk(one=actor("press-one"), two=actor("press-two"), at=now())
    item = desk.published()
    desk.do(desk.two, newsroom.correct_item, item, reason="a date")
    return item


def _exchange():
    _does("liaison-b", sending.set_four_eyes, authority=agency_number(BORDER), wanted=True)
    _does("liaison-b", sending.set_four_eyes, authority=agency_number(BORDER), wanted=False)
    one = messages.draft(to=(messages.KZ, messages.TJ), at=now())
    messages.attached(one, "lorries.csv", b"plate;day\n01A123BC;2026-03-01\n", at=now())
    _does("border-officer", sending.send_message, identifier=one.pk)
    messages.acknowledged(one, at=now())
    words = {"language": "ru", "subject": "Чей это грузовик?", "body": ""}
    translation = _does(
        "liaison-a",
        receiving.translate,
        message=one.pk,
        files=[look_into("list.txt", b"a list")],
        store=store(),
        **words,
    )
    messages.answered(one, "reply", at=now())
    taken = messages.sent(at=now())
    _does("border-officer", sending.recall_message, identifier=taken.pk, reason="by mistake")
    return one, messages.delivery(one, messages.TJ), translation


def _promises(as_role):
    """A commitment with every kind of act; its number, and that of the act by which a message fulfilled a period."""
    one = commitments.accepted(at=now() - dt.timedelta(days=20), first=now().date() - dt.timedelta(days=15))
    with as_role("worker"):
        assert remind_of_commitments(now()) > 1
    told = commitments.fulfilled(one, at=now())
    _does("liaison-b", sending.recall_message, identifier=told.pk, reason="wrong table")
    side = agency_number(commitments.UZC)
    _does("liaison-b", say_nothing_to_report, identifier=one.pk, side=side, period=1)
    figures = nil(who="liaison-b", provider=commitments.UZC, audience=[agency_number(messages.KZ)])
    given = {"identifier": one.pk, "period": 2, "what": What.RETURN, "number": figures.pk}
    _does("liaison-b", fulfil_by_data, **given)
    declined = commitments.proposed(at=now())
    _does("liaison-a", promising.decline, identifier=declined.pk, ground="safety", words="later")
    ended = commitments.proposed(at=now(), way="gives", subject="Plants")
    _does("liaison-b", promising.end, identifier=ended.pk, words="over")
    return one, declined, ended


def _shift(as_role):
    """A call entered and corrected; a hand-over that was raised, then signed."""
    call = {"caller": "Railway", "telephone": "1", "called_at": now(), "told_by": "the gate"}
    wrong = shifts.logged("12 kg", at=now(), **call)
    shifts.logged("1.2 kg", at=now(), corrects=wrong.pk)
    messages.sent(who="liaison-a", to=(BORDER,), at=now())
    hand_over = shifts.handed_over(at=now())
    with as_role("worker"):
        raise_unsigned(hand_over.at + UNSIGNED)
    return wrong, shifts.signed(hand_over, who=messages.enter_colleague(as_role, "next-officer"), at=now())


def _watch():
    held = {"quiet": (dt.time(0), dt.time(0)), "criteria": watches.asks(substances=["heroin"])}
    one = watches.made("border-officer", **held)
    said = WatchSaid("Heroin anywhere", held["criteria"], shared=True, quiet=held["quiet"])
    return watches.does("border-officer", change_watch, identifier=one.pk, said=said)


def _alert(as_role):
    """Its first alert, with a note; the quiet hours in which it came ended."""
    one = watches.alerts("border-officer")[0]
    watches.does("border-officer", note, identifier=one.pk, words="seen before")
    with as_role("worker"):
        assert end_quiet_hours(now() + dt.timedelta(hours=25)) == 1
    return one


def done_in_every_room(as_role):
    """What was done, by the name of what it was done to; the journal numbered and matched."""
    watch = _watch()
    first, second = _records(as_role)
    desk = Desk(as_role)
    accepted, *others = desk.drafts_of(NOTE)
    desk.accepts(accepted)
    for other in others[:1]:
        desk.acts(deciding.reject, other, reason="no seizure")
    photo = _photographs(second)
    one, nothing = _statements()
    held, told, post = _cooperation()
    item = _news()
    message, delivery, translation = _exchange()
    messages.answered(message, "refusal", who="example-drug-control-tj", at=now(), ground="safety")
    entry, hand_over = _shift(as_role)
    promised, declined, ended = _promises(as_role)
    with as_role("worker"):
        follow()
        link = Link.objects.filter(via=[]).first()
    alert = _alert(as_role)
    if link is not None:
        _does("border-officer", records.decide_link, link=link.pk, decision="confirm")
    with as_role("worker"):
        follow()
    return SimpleNamespace(
        first=first, second=second, link=link, photograph=photo, statement=one, nil=nothing, event=held,
        recommendation=told, post=post, item=item, draft=accepted, message=message,
        delivery=delivery, translation=translation, entry=entry, hand_over=hand_over, watch=watch, alert=alert,
        promised=promised, declined=declined, ended=ended,
    )  # fmt: skip
