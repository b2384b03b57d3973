"""A text handed in becomes drafts; a draft is corrected, accepted, rejected, and every act undone."""

import datetime as dt

import pytest

from builders.readings import NOTE, THREE, words_in
from builders.reports import agency_number
from cast import actor
from chorsu.config.drafted import await_read
from chorsu.handling.viewer import viewing
from chorsu.intake import standing
from chorsu.intake.drafts import correcting, deciding, keeping, selectors
from chorsu.intake.drafts.keeping import ChangedError
from chorsu.intake.drafts.slots import lots_of, restored, unresolved
from chorsu.intake.drafts.tasks import read_next
from chorsu.intake.models import Draft, Text
from chorsu.intake.standing import Rules
from chorsu.kernel.clock import now
from chorsu.kernel.errors import AbsentError, InputError, RefusedError
from chorsu.records import services as records
from chorsu.records.models import Persons, Seizure


def slot(draft, path):
    return restored(draft.slots)[path]


def test_a_text_is_read_by_the_worker_and_opens_a_draft(desk):
    (draft,) = desk.drafts_of()
    assert slot(draft, "date").value == "2024-03-12"
    assert slot(draft, "place").value["admin1"] == "UZ-SU"
    assert slot(draft, "lots.1.amount").value == {"quantity": 27.35, "unit": "kg"}
    assert slot(draft, "departure").value == "AF"
    assert {path for path, one in restored(draft.slots).items() if unresolved(path, one)} == {
        "lots.2.amount",
        "lots.2.substance",
        "concealment",
    }


def test_three_events_are_three_drafts(desk):
    assert [slot(draft, "date").value for draft in desk.drafts_of(THREE)] == ["2024-03-01", "2024-03-02", "2024-03-03"]


def test_an_accepted_draft_is_a_record_whose_cells_are_words_of_the_text(desk):
    (draft,) = desk.drafts_of()
    done = desk.accepts(draft)
    with viewing(desk.actor):
        seizure = Seizure.objects.get(pk=done.record)
        assert seizure.seized_on == dt.date(2024, 3, 12)
        assert (seizure.country, seizure.admin1, seizure.place_id) == ("UZ", "UZ-SU", "1215957")
        assert [lot.kg for lot in seizure.lots.order_by("number")] == [27.35, 1.5]
        assert (seizure.concealment, seizure.departure, seizure.destination) == ("car-parts", "AF", "RU")
        cells = dict(map(tuple, seizure.source_cells))
        assert cells["Date"] == "12 March 2024"
        assert cells["How it was hidden"] == "behind the rear door"
        assert cells["Agency named in the text"] == "Example Border Guard"
        assert seizure.source_cells[seizure.provenance["place"]][1] == "Termez"
        assert Persons.objects.get(seizure=seizure).count == 1


def test_only_its_provider_sees_a_text_and_its_drafts(desk):
    (draft,) = desk.drafts_of()
    for username in ("stranger-c", "liaison-a"):
        with viewing(actor(username)):
            assert not Text.objects.exists()
            assert not Draft.objects.exists()
            with pytest.raises(AbsentError):
                deciding.accept(actor=actor(username), draft=draft.pk, audience=[], until=None, at=now())
    with viewing(desk.actor):
        assert Draft.objects.count() == 1


def test_words_selected_in_the_text_fill_a_slot(desk):
    (draft,) = desk.drafts_of()
    start = NOTE.index("1.5 kg of")
    done = desk.acts(correcting.fill, draft, path="lots.2.amount", start=start - 1, end=start + 7)
    found = slot(done, "lots.2.amount")
    assert (found.quote, found.value, found.state) == ("1.5 kg", {"quantity": 1.5, "unit": "kg"}, "filled")


@pytest.mark.parametrize(
    ("path", "words", "value"),
    [
        ("date", "13.03.2024", "2024-03-13"),
        ("detained", "2", 2),
        ("lots.1.amount", "2,5 кг", {"quantity": 2.5, "unit": "kg"}),
        ("lots.1.substance", "героин", "heroin"),
        ("lots.1.substance", "something new", "something new"),
        ("departure", "Иран", "IR"),
        ("via", "Kazakhstan", "Kazakhstan"),
        ("wanted", " ", None),
    ],
)
def test_typed_words_fill_a_slot(desk, path, words, value):
    (draft,) = desk.drafts_of()
    done = desk.acts(correcting.type_in, draft, path=path, words=words)
    assert slot(done, path).value == value


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("date", "soon"),
        ("detained", "many"),
        ("lots.1.amount", "a lot"),
        ("place.x", "Termez"),
        ("lots.99.amount", "1 kg"),
    ],
)
def test_words_that_are_no_value_are_refused_and_change_nothing(desk, path, words):
    (draft,) = desk.drafts_of()
    with pytest.raises(InputError):
        desk.acts(correcting.type_in, draft, path=path, words=words)
    with viewing(desk.actor):
        assert Draft.objects.get().slots == draft.slots


def test_a_choice_changes_places_with_what_stood(desk):
    (draft,) = desk.drafts_of()
    done = desk.acts(correcting.choose, draft, path="lots.2.amount", number=1)
    assert slot(done, "lots.2.amount").value["quantity"] == 15
    assert [one["quantity"] for one in slot(done, "lots.2.amount").alternatives] == [1.5]
    with pytest.raises(InputError):
        desk.acts(correcting.choose, draft, path="date", number=1)


def test_every_act_is_undone_one_after_another(desk):
    (draft,) = desk.drafts_of()
    desk.acts(correcting.type_in, draft, path="detained", words="3")
    desk.acts(correcting.empty, draft, path="concealment")
    desk.acts(correcting.add_lot, draft)
    desk.acts(correcting.remove_lot, draft, number=1)
    desk.acts(correcting.keep, draft, path="date")
    for _ in range(5):
        done = desk.acts(deciding.undo, draft)
    assert done.slots == draft.slots
    with pytest.raises(RefusedError):
        desk.acts(deciding.undo, draft)


def test_an_acceptance_undone_withdraws_the_record_and_the_draft_can_be_accepted_again(desk):
    (draft,) = desk.drafts_of()
    first = desk.accepts(draft).record
    desk.acts(deciding.undo, draft)
    second = desk.accepts(draft).record
    with viewing(desk.actor):
        standing_now = {one.pk: one.withdrawn for one in Seizure.objects.all()}
    assert standing_now == {first: True, second: False}


def test_a_rejection_needs_a_reason_and_is_undone(desk):
    (draft,) = desk.drafts_of()
    with pytest.raises(InputError):
        desk.acts(deciding.reject, draft, reason=" ")
    assert desk.acts(deciding.reject, draft, reason="not ours").state == Draft.State.REJECTED
    with pytest.raises(RefusedError):
        desk.accepts(draft)
    assert desk.acts(deciding.undo, draft).state == Draft.State.OPEN


def test_a_draft_without_a_place_says_so_and_records_nothing(desk):
    (draft,) = desk.drafts_of()
    desk.acts(correcting.empty, draft, path="place")
    assert set(desk.accepts(draft)) == {"place"}
    with viewing(desk.actor):
        assert not Seizure.objects.exists()


def test_the_same_text_is_handed_in_once(desk):
    first, second = desk.hands_in(NOTE), desk.hands_in(NOTE, name="again.txt")
    assert first.pk == second.pk


def trusting(desk, least):
    with viewing(desk.actor):
        rules = Rules(least={"seizure": least})
        standing.set_rules(actor=desk.actor, agency=agency_number("example-border-uz"), rules=rules, at=now())


def test_sure_drafts_of_a_trusted_sender_pass_and_say_so(desk):
    trusting(desk, 0.9)
    drafts = desk.drafts_of(THREE)
    assert all(draft.passed_by_rule and draft.state == Draft.State.ACCEPTED for draft in drafts)
    with viewing(desk.actor):
        assert all("passed_by_rule" in seizure.flags for seizure in Seizure.objects.all())
        assert deciding.review(actor=desk.actor, drafts=[draft.pk for draft in drafts], at=now()) == 3
        assert deciding.review(actor=desk.actor, drafts=[draft.pk for draft in drafts], at=now()) == 0


def test_one_doubtful_value_keeps_the_draft_for_an_officer(desk):
    trusting(desk, 0.9)
    (draft,) = desk.drafts_of(NOTE)
    assert draft.state == Draft.State.OPEN
    with viewing(desk.actor):
        assert not Seizure.objects.exists()


def test_words_for_a_lot_that_is_gone_are_refused_and_the_draft_stays_whole(desk):
    (draft,) = desk.drafts_of()
    desk.acts(correcting.remove_lot, draft, number=2)
    start = NOTE.index("1.5 kg")
    for act, said in (
        (correcting.fill, {"start": start, "end": start + 6}),
        (correcting.type_in, {"words": "1.5 kg"}),
    ):
        with pytest.raises(InputError):
            desk.acts(act, draft, path="lots.2.amount", **said)
    with viewing(desk.actor):
        assert lots_of(Draft.objects.get().slots) == [1]


def test_an_act_on_what_has_changed_since_it_was_seen_is_refused(desk):
    (draft,) = desk.drafts_of()
    chosen = desk.acts(correcting.choose, draft, path="lots.2.amount", number=1, seen=0)
    assert chosen.acts == 1
    for act, said in (
        (correcting.choose, {"path": "lots.2.amount", "number": 1}),
        (correcting.keep, {"path": "date"}),
        (deciding.accept, {"audience": [], "until": None}),
        (deciding.reject, {"reason": "known"}),
        (deciding.undo, {}),
    ):
        with pytest.raises(ChangedError):
            desk.acts(act, draft, seen=0, **said)
    undone = desk.acts(deciding.undo, draft, seen=1)
    assert (undone.acts, undone.history) == (2, [])


def test_acts_are_counted_beyond_the_history_that_is_kept(desk, monkeypatch):
    monkeypatch.setattr(keeping, "_MOST_HISTORY", 2)
    (draft,) = desk.drafts_of()
    for seen in range(4):
        done = desk.acts(correcting.keep, draft, path="date", seen=seen)
    assert (done.acts, len(done.history)) == (4, 2)


def test_an_acceptance_whose_record_was_withdrawn_by_itself_is_undone(desk):
    (draft,) = desk.drafts_of()
    record = desk.accepts(draft).record
    with viewing(desk.actor):
        records.withdraw(seizure=record, reason="sent twice", actor=desk.actor, at=now())
    done = desk.acts(deciding.undo, draft)
    assert (done.state, done.record) == (Draft.State.OPEN, None)
    with viewing(desk.actor):
        assert Seizure.objects.get().withdrawn


def test_texts_are_listed_without_what_stands_in_them(desk):
    (draft,) = desk.drafts_of()
    record = desk.accepts(draft).record
    with viewing(desk.actor):
        listed = (selectors.texts().get(), selectors.text_behind(record))
        assert all({"text", "reading"} <= text.get_deferred_fields() for text in listed)
        ((text, drafts),) = await_read(draft.text.report_id, desk.actor, lambda: None)
    assert {"text", "reading"} <= text.get_deferred_fields()
    assert [one.state for one in drafts] == [Draft.State.ACCEPTED]


def test_a_record_keeps_qualifiers_and_names_of_countries(desk):
    text = "В Термезе изъято до 5 кг героина."
    desk.hands_in(text)
    lot = {"substance": "heroin", "quantity": 5, "unit": "kg", "qualifier": "up to", **words_in(text, "5 кг")}
    seizure = {"date": "2024-03-12", "country": "UZ", "place": {**words_in(text, "Термезе"), "name_en": "Termez"}}
    seizure |= {"items": [lot], "nationalities": ["UZ", "KZ"], "via": [{"name_en": "Kazakhstan", "iso": "KZ"}]}
    seizure |= {"total_stated": lot}
    with desk.as_role("worker"):
        while read_next(answers=lambda *_: {"kind": "seizure", "language": "ru", "seizures": [seizure]}):
            pass
    with viewing(desk.actor):
        draft = Draft.objects.get()
    desk.acts(deciding.accept, draft, audience=[], until=None, lang="ru")
    with viewing(desk.actor):
        found = Seizure.objects.get()
        cells = dict(map(tuple, found.source_cells))
        assert found.lots.get().state == "estimated"
    assert cells["Количество"] == cells["Общий итог в тексте"] == "до 5 кг"
    assert (cells["Гражданство"], cells["Через"]) == ("Узбекистан, Казахстан", "Казахстан")
