"""The page of a record: values lead to their cells, the marking is said, and only the provider sees the audience."""

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest

from answers import without_the_directory
from builders.seizures import day, follow, record
from cast import actor
from chorsu.directory.models import State
from chorsu.handling.viewer import viewing
from chorsu.records.models import Seizure

CELLS = [("Дата", "05.03.2024"), ("Место", "г.\u200bТермез"), ("Вещество", "=героин"), ("Количество, г", "1250")]


@pytest.fixture
def seizure(bank, as_role):
    """A seizure of Uzbekistan's border guard, released to Kazakhstan and to Turkmenistan."""
    states = list(State.objects.filter(code__in=["KZ", "TM"]).values_list("pk", flat=True))
    with as_role("worker"):
        (found,) = record([{}], audience=states, cells=CELLS)
        follow()
    return found


def page(client, seizure, query=""):
    return client.get(f"/records/{seizure.pk}/{query}").content.decode()


def test_a_value_leads_to_its_cell_with_unseen_characters_shown(enter, seizure):
    text = page(enter("liaison-a"), seizure, "?from=place")
    here = re.search(r'<td[^>]*class="here"[^>]*>(.*?)</td>', text, re.DOTALL)[1]
    assert "Термез" in here
    assert "U+200B" in here
    assert 'href="?from=quantity#source"' in text


def test_a_recipient_does_not_read_who_else_may_see(enter, seizure):
    text = page(enter("liaison-a"), seizure)
    assert "released this to you" in text
    assert "Turkmenistan" not in without_the_directory(text)
    assert 'id="release"' not in text


def test_the_provider_reads_the_audience_and_finds_the_acts(enter, seizure):
    text = page(enter("border-officer"), seizure)
    assert "Turkmenistan" in text
    assert 'id="release"' in text
    assert 'id="recall"' in text


def test_the_history_of_a_recipient_is_silent_on_releases(enter, seizure, as_role):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/release/", {"to": State.objects.get(code="KG").pk})
    with as_role("worker"):
        follow()
    assert "Released" in page(officer, seizure)
    assert "Released" not in page(enter("liaison-a"), seizure)


def test_the_button_says_what_it_will_do(enter, seizure):
    number = State.objects.get(code="KG").pk
    day_after = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=40)).date()
    text = page(enter("border-officer"), seizure, f"?to={number}&until={day_after}")
    assert re.search(rf"Release to Kyrgyzstan until \d+ \w+ {day_after.year}", text)
    assert "For All member states" not in text


def test_releasing_and_recalling_by_the_forms(enter, seizure):
    officer, number = enter("border-officer"), State.objects.get(code="KG").pk
    until = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=40)).date()
    officer.post(f"/records/{seizure.pk}/release/", {"to": number, "until": until.isoformat()})
    with viewing(actor("border-officer")):
        marking = Seizure.objects.get().marking
    assert number in marking.standing(dt.datetime.now(tz=dt.UTC))
    midnight = dt.datetime.combine(until + dt.timedelta(days=1), dt.time(), ZoneInfo("Asia/Tashkent"))
    assert marking.end_for({number}, dt.datetime.now(tz=dt.UTC)) == midnight
    officer.post(f"/records/{seizure.pk}/recall/", {"recall": "all", "reason": "by mistake"})
    assert enter("liaison-a").get(f"/records/{seizure.pk}/").status_code == 410


def test_a_recall_without_a_reason_changes_nothing_and_says_so(enter, seizure):
    answer = enter("border-officer").post(f"/records/{seizure.pk}/recall/", {"recall": "all"}, follow=True)
    assert "Say why" in answer.content.decode()
    assert enter("liaison-a").get(f"/records/{seizure.pk}/").status_code == 200


def test_a_recipient_who_sends_the_form_by_hand_changes_nothing(enter, seizure):
    answer = enter("liaison-a").post(f"/records/{seizure.pk}/release/", {"to": "2"}, follow=True)
    assert "Only the provider" in answer.content.decode()
    assert enter("analyst").get(f"/records/{seizure.pk}/").status_code == 404


def test_a_correction_by_the_form_shows_before_and_after(enter, seizure, as_role):
    officer = enter("border-officer")
    form = officer.get(f"/records/{seizure.pk}/correction/").content.decode()
    assert 'name="lots.1.quantity"' in form
    sent = {"lots.1.quantity": "2.5", "reason": "weighed again", "version": "1"}
    officer.post(f"/records/{seizure.pk}/correct/", sent)
    with as_role("worker"):
        follow()
    text = page(officer, seizure)
    assert re.search(r"<del><bdi>1\.25 .*?</del> → <ins><bdi>2\.5 ", text)
    assert "weighed again" in text


def test_a_correction_that_cannot_be_comes_back_with_what_was_sent(enter, seizure):
    sent = {"lots.1.quantity": "many", "reason": "weighed again", "version": "1"}
    answer = enter("border-officer").post(f"/records/{seizure.pk}/correct/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Write the quantity as a number" in text
    assert 'value="many"' in text


def test_a_withdrawn_record_leaves_the_table_and_says_so_on_its_page(enter, seizure):
    officer = enter("border-officer")
    officer.post(f"/records/{seizure.pk}/withdraw/", {"reason": "entered twice"})
    assert str(seizure.pk) not in officer.get("/records/").content.decode()
    assert "took this record back" in page(enter("liaison-a"), seizure)


def test_other_reports_of_the_event_are_those_that_the_viewer_sees(enter, seizure, as_role):
    with as_role("worker"):
        (other,) = record([{"seizure_date": day("2024-03-05")}], provider="example-customs-kz", audience=[2])
        follow()
    assert str(other.pk) in page(enter("liaison-a"), seizure)
    with as_role("worker"):
        Seizure.objects.filter(pk=other.pk).update(audience=[])
    assert str(other.pk) not in page(enter("stranger-c"), seizure)


@pytest.mark.parametrize("until", ["zz", "31.12.2026", "0000-00-00", "9999-12-31"])
def test_an_end_that_cannot_be_read_never_becomes_a_release_without_one(enter, seizure, until):
    officer, number = enter("border-officer"), State.objects.get(code="KG").pk
    answer = officer.post(f"/records/{seizure.pk}/release/", {"to": number, "until": until}, follow=True)
    assert "Released." not in answer.content.decode()
    with viewing(actor("border-officer")):
        assert number not in Seizure.objects.get().audience


def test_the_provider_notes_what_the_scale_showed(enter, seizure):
    officer = enter("border-officer")
    weighed = {"lot": "1", "state": "weighed", "quantity": "1,3", "purity": ""}
    answer = officer.post(f"/records/{seizure.pk}/quantity/", weighed, follow=True)
    text = answer.content.decode()
    assert "Weighed" in text
    assert "1.3" in text
    assert enter("liaison-a").post(f"/records/{seizure.pk}/quantity/", weighed, follow=True).status_code in {200, 404}
    with viewing(actor("border-officer")):
        assert Seizure.objects.get().version == seizure.version + 1


def test_what_is_wrong_of_a_weighing_is_said_beside_what_was_typed(enter, seizure):
    officer = enter("border-officer")
    sent = {"lot": "1", "state": "confirmed", "quantity": "1,3", "purity": "-1", "sample": "L-17 (example)"}
    answer = officer.post(f"/records/{seizure.pk}/quantity/", sent)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "Purity is a share" in text
    assert 'value="L-17 (example)"' in text
    assert officer.get(f"/records/{seizure.pk}/quantity/").url == f"/records/{seizure.pk}/"  # a language is chosen here
    assert officer.get(f"/records/{seizure.pk}/correct/").url == f"/records/{seizure.pk}/correction/"
    stale = officer.post(f"/records/{seizure.pk}/quantity/", sent | {"purity": "60", "version": "0"})
    assert "in the meantime" in stale.content.decode()


def test_the_panels_show_their_button_before_anybody_is_ticked(enter, seizure):
    text = page(enter("border-officer"), seizure)
    assert re.search(r'<button[^>]*disabled[^>]*aria-describedby="release-hint"', text)
    assert "Recall from all of them" in text
    assert not re.search(r"<button[^>]*disabled", page(enter("border-officer"), seizure, "?to=2"))


def test_the_history_says_to_whom_and_until_when_for_its_provider_alone(enter, seizure, as_role):
    officer, number = enter("border-officer"), State.objects.get(code="KG").pk
    until = (dt.datetime.now(tz=dt.UTC) + dt.timedelta(days=40)).date()
    officer.post(f"/records/{seizure.pk}/release/", {"to": number, "until": until.isoformat()})
    officer.post(f"/records/{seizure.pk}/recall/", {"recall": number, "reason": "by mistake"})
    with as_role("worker"):
        follow()
    text = page(officer, seizure)
    assert re.search(rf"Released</b> <bdi>to Kyrgyzstan, up to and including \d+ \w+ {until.year}</bdi>", text)
    assert "Recalled</b> <bdi>from Kyrgyzstan</bdi>" in text
    assert "Kyrgyzstan" not in without_the_directory(page(enter("liaison-a"), seizure))


def test_a_small_correction_is_visible_and_speaks_the_readers_language(enter, seizure, as_role):
    for quantity in ("0.0077", "0.0078"):
        enter("border-officer").post(
            f"/records/{seizure.pk}/correct/", {"lots.1.quantity": quantity, "reason": "weighed again"}
        )
    with as_role("worker"):
        follow()
    officer = enter("border-officer", "ru")
    assert re.search(r"<del><bdi>0,0077 кг</bdi></del> → <ins><bdi>0,0078 кг</bdi>", page(officer, seizure))
    form = officer.get(f"/records/{seizure.pk}/correction/").content.decode()
    assert 'value="0,0078"' in form
    sent = {"lots.1.quantity": "0,0078", "place": "Денау", "reason": "место"}
    officer.post(f"/records/{seizure.pk}/correct/", sent)
    with viewing(actor("border-officer")):
        assert Seizure.objects.get().lots.get().quantity == 0.0078
