"""One officer of a provider proposes an erasure by law, another confirms it; until then the record stands."""

import psycopg
import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.urls import reverse

from builders.seizures import follow, record
from cast import actor
from chorsu.directory.models import User
from chorsu.handling.viewer import viewing
from chorsu.journal.contents import Room, check
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records import erasure
from chorsu.records.committed import STANDING, rebuild_seizures
from chorsu.records.erasures import proposing
from chorsu.records.models import ErasureProposal, Seizure
from chorsu.records.store import Store
from fabricating import fabricated, insert
from sealing import saying_as

OWNER, SECOND = "border-officer", "liaison-b"
SAID = {"ground": "court", "words": "Decision 7 of 2026"}


@pytest.fixture
def enter(bank):
    def sign_in(username):
        client = Client(headers={"accept-language": "en"})
        client.force_login(User.objects.get(username=username))
        return client

    return sign_in


@pytest.fixture
def seizure(bank, as_role, settings, tmp_path):
    settings.CHORSU_HOME = tmp_path
    with as_role("worker"):
        (found,) = record([{}], audience=[actor("liaison-a").agency])
    return found


def does(act, who, seizure, **said):
    with viewing(actor(who)), transaction.atomic():
        return act(seizure=seizure.pk, actor=actor(who), at=now(), **said)


def told_to(who, seizure):
    with viewing(actor(who)):
        return erasure.erasure_told(seizure.pk)


def stands(seizure):
    with viewing(actor(OWNER)):
        return Seizure.objects.filter(pk=seizure.pk).exists()


def test_it_stands_until_another_confirms_and_says_by_whom(seizure, tmp_path):
    does(proposing.propose, OWNER, seizure, **SAID)
    with pytest.raises(RefusedError):
        does(proposing.confirm, OWNER, seizure, store=Store(tmp_path))
    assert stands(seizure)
    erased = does(proposing.confirm, SECOND, seizure, store=Store(tmp_path))
    assert not stands(seizure)
    assert (erased.proposed_by, erased.by) == (actor(OWNER).user, actor(SECOND).user)
    with viewing(actor(OWNER)):
        assert not ErasureProposal.objects.exists()


def test_nobody_erases_without_a_proposal(seizure, tmp_path):
    for asked in ({}, {"proposed_by": actor(OWNER).user}):
        with pytest.raises(RefusedError):
            does(erasure.erase, OWNER, seizure, store=Store(tmp_path), **SAID, **asked)
    with pytest.raises(InputError):
        does(proposing.confirm, SECOND, seizure, store=Store(tmp_path))
    with pytest.raises(ProgrammingError, match="confirmed by another"):
        does(erasure.erase, OWNER, seizure, store=Store(tmp_path), **SAID, proposed_by=actor(SECOND).user)
    assert stands(seizure)


@pytest.mark.parametrize(("who", "refused"), [(OWNER, False), (SECOND, True)])
def test_it_is_withdrawn_by_who_proposed_and_refused_by_another(seizure, who, refused, tmp_path):
    does(proposing.propose, OWNER, seizure, **SAID)
    assert does(proposing.drop, who, seizure) is refused
    with pytest.raises(InputError):
        does(proposing.confirm, SECOND, seizure, store=Store(tmp_path))
    does(proposing.propose, OWNER, seizure, **SAID)  # and proposed again


def test_others_neither_see_nor_rule_a_proposal(seizure, tmp_path):
    does(proposing.propose, OWNER, seizure, **SAID)
    for who, error in (("liaison-a", RefusedError), ("stranger-c", AbsentError)):
        with viewing(actor(who)):
            assert proposing.proposal_of(seizure.pk) is None
        for act, said in (
            (proposing.propose, SAID),
            (proposing.confirm, {"store": Store(tmp_path)}),
            (proposing.drop, {}),
        ):
            with pytest.raises(error):
                does(act, who, seizure, **said)


@pytest.mark.parametrize("changed", [{}, {"words": "another"}, {"ground": "retention"}, {"proposed_by": 0}])
def test_nor_by_sql_in_the_officers_role(seizure, connect, changed):
    owner, app, first, second = connect("owner"), connect("app"), actor(OWNER), actor(SECOND)
    does(proposing.propose, OWNER, seizure, **SAID)
    row = fabricated(owner, "records_erasure", seizure=seizure.pk, report=seizure.report_id, audience=[first.agency])
    row |= {"provider_id": seizure.provider_id, "proposed_by": first.user} | SAID
    for who in (first, second) if changed else (first,):
        with pytest.raises(psycopg.Error), saying_as(app, who):
            insert(app, "records_erasure", row | {"by": who.user} | changed)
    with saying_as(app, second):
        insert(app, "records_erasure", row | {"by": second.user})


def test_nobody_proposes_in_anothers_name_by_sql(seizure, connect):
    owner, app, first, second = connect("owner"), connect("app"), actor(OWNER), actor(SECOND)
    row = fabricated(owner, "records_erasure_proposal", seizure=seizure.pk, provider_id=seizure.provider_id)
    with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, first):
        insert(app, "records_erasure_proposal", row | {"proposed_by": second.user})
    with saying_as(app, first):
        insert(app, "records_erasure_proposal", row | {"proposed_by": first.user})
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("UPDATE records_erasure_proposal SET proposed_by = %s", [second.user])


def test_every_act_is_entered_and_the_contents_agree(seizure, as_role, connect, tmp_path):
    does(proposing.propose, OWNER, seizure, **SAID)
    does(proposing.drop, SECOND, seizure)
    does(proposing.propose, OWNER, seizure, **SAID)
    with as_role("worker"):
        follow()
        assert check({"seizure": Room(rebuild_seizures, STANDING)}).faults == []
    does(proposing.confirm, SECOND, seizure, store=Store(tmp_path))
    with as_role("worker"):
        follow()
        assert check({"seizure": Room(rebuild_seizures, STANDING)}).faults == []
    sql = "SELECT kind, actor_id FROM journal_entry WHERE record_id = %s ORDER BY number"
    first, second = actor(OWNER).user, actor(SECOND).user
    assert connect("owner").execute(sql, [seizure.pk]).fetchall()[1:] == [
        ("seizure.erasure-proposed", first),
        ("seizure.erasure-refused", second),
        ("seizure.erasure-proposed", first),
        ("seizure.erased", second),
    ]


def test_the_page_leads_both_through_it(seizure, enter, as_role):
    first, second = enter(OWNER), enter(SECOND)
    page = reverse("record", args=[seizure.pk])
    assert "erasure proposed" not in first.get(page).text
    told = first.post(reverse("record-erase", args=[seizure.pk]), SAID, follow=True).text
    assert "Erasure proposed by" in told
    assert "liaison officer, who provides for every agency" in told
    assert reverse("record-erase-confirm", args=[seizure.pk]) not in told
    assert "You proposed it" in first.post(reverse("record-erase-confirm", args=[seizure.pk]), follow=True).text
    assert "erasure proposed" not in enter("liaison-a").get(page).text
    with as_role("worker"):
        follow()
    assert "Erasure by law proposed" in second.get(page).text
    assert "Erasure by law proposed" not in enter("liaison-a").get(page).text
    assert reverse("record-erase-confirm", args=[seizure.pk]) in second.get(page).text
    answer = second.post(reverse("record-erase-confirm", args=[seizure.pk]), follow=True)
    assert answer.status_code == 410
    assert "confirmed by" in answer.text
    assert "confirmed by" not in enter("liaison-a").get(page).text
    assert told_to(OWNER, seizure) == erasure.Told("Decision 7 of 2026", actor(SECOND).user, actor(OWNER).user)


def test_it_waits_above_the_record_and_confirming_asks_once_more(seizure, enter):
    first, second = enter(OWNER), enter(SECOND)
    page, confirm = (reverse(name, args=[seizure.pk]) for name in ("record", "record-erase-confirm"))
    first.post(reverse("record-erase", args=[seizure.pk]), SAID)
    told = second.get(page).text
    assert told.index('id="erasing"') < told.index('id="values-title"')
    assert told.count("erasure proposed") == 1
    assert f'href="{confirm}"' in told
    assert f'action="{confirm}"' not in told
    asked = second.get(confirm).text
    for words in (str(seizure.pk), "Decision 7 of 2026", "Decision of a court", "cannot be undone"):
        assert words in asked
    assert "It goes for: Example border guard, Uzbekistan; liaison officers of its state; Example customs" in asked
    assert f'action="{confirm}"' in asked
    assert "Термез" not in asked
    assert first.get(confirm).url == page
    assert enter("liaison-a").get(confirm).url == page
    assert enter("stranger-c").get(confirm).status_code == 404
    assert stands(seizure)


def test_a_recipient_learns_by_sql_of_no_decision_and_no_officer(seizure, connect, tmp_path):
    does(proposing.propose, OWNER, seizure, **SAID)
    does(proposing.confirm, SECOND, seizure, store=Store(tmp_path))
    app, recipient = connect("app"), actor("liaison-a")
    with saying_as(app, recipient):
        assert app.execute("SELECT seizure, ground FROM records_erasure").fetchall() == [(seizure.pk, "court")]
    for column in ("words", "by", "proposed_by", "*"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege), saying_as(app, recipient):
            app.execute(f"SELECT {column} FROM records_erasure")
    assert told_to("liaison-a", seizure) is None
    assert told_to("stranger-c", seizure) is None
    assert told_to(OWNER, seizure).words == "Decision 7 of 2026"
