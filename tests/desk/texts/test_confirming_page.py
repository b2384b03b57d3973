"""The confirming page: values underlined in place, acts by button with and without a script, strangers find nothing."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation

from builders.confirming import Page, seizures, signed_in
from builders.drafts import PROVIDER, Desk
from builders.papers import pdf
from builders.readings import NOTE, THREE
from builders.reports import agency_number
from cast import actor
from chorsu.desk.texts.shown import sums_of
from chorsu.desk.texts.wording import entry_of, heading_of, said_of
from chorsu.handling.rules import MEMBERS
from chorsu.handling.viewer import viewing
from chorsu.intake import standing
from chorsu.intake.drafts.arriving import MOST_DRAFTS
from chorsu.intake.drafts.slots import MOST_LOTS, WHOLE
from chorsu.intake.models import HandIn, Text
from chorsu.records.models import Seizure


def test_every_value_is_underlined_where_it_stands(desk):
    shown = Page(desk).shows()
    text = re.search(r"data-text[^>]*>(.*?)</div>", shown, re.DOTALL)[1]
    assert re.sub(r"<[^>]+>", "", text) == NOTE
    for words, slot in (("12 March 2024", "1:date"), ("Termez", "1:place"), ("27 kg 350 g", "1:lots.1.amount")):
        (start,) = re.findall(rf'<mark data-at="(\d+)" data-slots="{re.escape(slot)}"[^>]*>{words}</mark>', text)
        assert NOTE[int(start) :].startswith(words)


def test_values_to_look_at_come_first(desk):
    slots = re.findall(r'class="slot([^"]*)" data-slot="1:([^"]+)"', Page(desk).shows())
    assert [path for classes, path in slots if "unresolved" in classes] == [path for _, path in slots[:3]]


def test_hidden_characters_are_shown_and_count_as_one(desk):
    page = Page(desk, "Kabul\u202egnp.exe and more")
    assert re.search(r'<span data-at="5" data-one><span class="unseen" title="U\+202E', page.shows())
    assert '<span data-at="6"' in page.shows()


def test_a_heading_holds_no_sign_that_turns_it():
    assert heading_of(Text(title="report\u202egnp.exe", name="a.eml")) == "reportgnp.exe"
    assert heading_of(Text(title="می\u200cشود", name="a.eml")) == "می\u200cشود"


def test_a_script_is_text_on_the_page(desk):
    assert "<script>alert" not in Page(desk, "<script>alert(1)</script> note").shows()


def test_three_events_are_three_drafts_in_one_list_and_are_accepted_one_by_one(desk):
    page = Page(desk, THREE)
    assert page.shows().count("data-accept") == 3
    assert page.acts("accept:2").status_code == 200
    assert [draft.state for draft in page.drafts()] == ["open", "accepted", "open"]
    page.acts("accept:1")
    answer = page.acts("accept:3").text
    assert "Every draft of this text is decided" in answer
    assert len(seizures()) == 3


def test_each_act_of_the_page_does_what_its_button_says(desk):
    page = Page(desk)
    start = NOTE.index("One person")
    for act, said in (
        ("keep:1:concealment", {}),
        ("choose:1:lots.2.amount:1", {}),
        (f"fill:1:detained:{start}:{start + 3}", {}),
        ("type:1:date", {"typed:1:date": "13.03.2024"}),
        ("empty:1:destination", {}),
        ("add-lot:1", {}),
        ("remove-lot:1:3", {}),
        ("undo:1", {}),
        ("undo:1", {}),
    ):
        answer = page.acts(act, **said)
        assert answer.status_code == 200, (act, answer.text[:300])
    slots = page.drafts()[0].slots
    assert (slots["concealment"]["state"], slots["lots.2.amount"]["value"]["quantity"]) == ("kept", 15)
    assert (slots["detained"]["value"], slots["date"]["value"], slots["destination"]["value"]) == (
        1,
        "2024-03-13",
        None,
    )


@pytest.mark.parametrize(
    "act",
    [
        "",
        "nothing:1",
        "keep:1:nowhere",
        "choose:1:date:9",
        "fill:1:date:5:99999",
        "fill:1:date:x:y",
        "type:1:date",
        "remove-lot:1:9",
        "undo:1",
        "reject:1:",
    ],
)
def test_an_act_that_cannot_be_says_why_and_changes_nothing(desk, act):
    page = Page(desk)
    before = page.drafts()[0].slots
    answer = page.acts(act, **{"typed:1:date": "soon"})
    assert answer.status_code in {404, 422}
    (draft,) = page.drafts()
    assert (draft.slots, draft.state, draft.history) == (before, "open", [])


def test_without_a_script_the_page_is_loaded_anew(desk):
    page = Page(desk)
    done = page.client.post(
        f"{page.address}act/",
        {"act": "accept:1", "who": "members", "basis": "agreement", "purpose": "exchange", **page.seen()},
        follow=True,
    )
    assert "Open the record" in done.text
    with viewing(actor("stranger-c")):
        assert MEMBERS in Seizure.objects.get().audience


def test_a_record_leads_back_to_its_text_for_its_provider_alone(desk):
    page = Page(desk)
    page.acts("accept:1", who="members", basis="agreement of 2006", purpose="exchange")
    (seizure,) = seizures()
    assert page.address in page.client.get(f"/records/{seizure.pk}/").text
    other = signed_in("stranger-c").get(f"/records/{seizure.pk}/")
    assert other.status_code == 200
    assert page.address not in other.text


def test_a_stranger_finds_and_does_nothing(desk):
    page = Page(desk)
    stranger = signed_in("stranger-c")
    assert stranger.get(page.address).status_code == 404
    assert stranger.post(f"{page.address}act/", {"act": "accept:1", "who": "provider"}).status_code == 404
    assert NOTE[:20] not in stranger.get("/hand-in/text/?show=all").text
    assert seizures() == []


def test_an_event_already_known_is_offered_and_left_out_by_one_press(desk):
    page = Page(desk)
    page.acts("accept:1")
    again = Page(desk, NOTE.replace("Example note.", "Example note, sent once more."))
    assert "No seizure was found" in again.shows()  # the reader of this test knows two texts alone
    shown = again.acts("add").text
    assert "data-same" not in shown
    for path, words in (
        ("date", "2024-03-12"),
        ("place", "Termez"),
        ("lots.1.substance", "hashish"),
        ("lots.1.amount", "27.35 kg"),
    ):
        shown = again.acts(f"type:1:{path}", **{f"typed:1:{path}": words}).text
    (button,) = re.findall(r'value="(reject:1:known:[^"]+)" data-same', shown)
    assert again.acts(button).status_code == 200
    assert "Already in the data bank" in again.shows()
    assert len(seizures()) == 1


def test_what_a_stranger_holds_is_not_offered(desk):
    page = Page(desk)
    page.acts("accept:1")
    kazakh = Desk(desk.as_role, "example-police-kz", "example-police-kz")
    text = kazakh.hands_in(NOTE)
    kazakh.reads()
    assert "data-same" not in signed_in("example-police-kz").get(f"/hand-in/text/{text.pk}/").text


def test_a_pasted_text_and_an_uploaded_one_are_texts_and_a_table_is_a_table(desk):
    client = signed_in()
    pasted = client.post("/hand-in/text/paste/", {"text": NOTE}, follow=True)
    assert "Being read" in pasted.text
    files = [
        SimpleUploadedFile("letter.txt", THREE.encode()),
        SimpleUploadedFile("table.csv", b"Date;Place;Drug\n1;2;3\n"),
    ]
    client.post("/hand-in/upload/", {"file": files}, follow=True)
    with viewing(actor("border-officer")):
        assert sorted(Text.objects.values_list("way", flat=True)) == ["file", "paste"]
        assert HandIn.objects.count() == 1
    assert "is empty" in client.post("/hand-in/text/paste/", {"text": "  "}, follow=True).text


def test_what_a_rule_let_through_says_so_and_is_reviewed_in_bulk(desk):
    client = signed_in()
    client.post("/hand-in/rules/save/", {"who": "provider", "least-seizure": "90"})
    with viewing(actor("border-officer")):
        assert standing.rules_of(agency_number(PROVIDER)).least == {"seizure": 0.9}
    Page(desk, THREE)
    page = client.get("/hand-in/text/passed/")
    drafts = re.findall(r'name="draft" value="([^"]+)"', page.text)
    assert len(drafts) == 3
    done = client.post("/hand-in/text/passed/review/", {"draft": drafts[:2]}, follow=True)
    assert "2 records noted as reviewed" in done.text
    assert len(re.findall(r'name="draft"', done.text)) == 1
    assert "unreviewed" in client.get("/records/").text


def test_a_rule_that_is_no_confidence_is_refused(desk):
    client = signed_in()
    page = client.post("/hand-in/rules/save/", {"who": "provider", "least-seizure": "130"}, follow=True)
    assert "is no confidence" in page.text


def test_the_quality_page_counts_what_officers_did_and_gives_examples(desk):
    page = Page(desk)
    page.acts("keep:1:concealment")
    page.acts("choose:1:lots.2.amount:1")
    page.acts("empty:1:destination")
    page.acts("type:1:wanted", **{"typed:1:wanted": "1"})
    page.acts("accept:1")
    rows = dict(re.findall(r'<th scope="row">([^<]+)</th>(.*?)</tr>', page.client.get("/hand-in/text/quality/").text))
    figures = {name: re.findall(r'class="number">(\d+)</td>', cells) for name, cells in rows.items()}
    # of so many: right, corrected, missed, invented
    assert figures["Quantity"] == ["2", "1", "1", "0", "0"]
    assert figures["Of them wanted"] == ["1", "0", "0", "1", "0"]
    assert figures["Country of destination"] == ["1", "0", "0", "0", "1"]
    lines = b"".join(page.client.get("/hand-in/text/quality/examples.jsonl").streaming_content).decode().splitlines()
    (example,) = map(json.loads, lines)
    first, second = example["seizures"]
    assert (example["lang"], first["substance"], first["quantity"], second["quantity"]) == (
        "en",
        "cannabis resin (hashish)",
        27.35,
        15,
    )
    for span in first["spans"].values():
        assert NOTE[span["start"] : span["end"]] == span["text"]


def test_the_page_speaks_russian(desk):
    shown = Page(desk, language="ru").shows()
    assert "Принять" in shown
    assert "Гашиш" in shown


def test_a_page_of_a_pdf_is_shown_beside_its_text(desk):
    client = signed_in()
    file = SimpleUploadedFile(
        "note.pdf", pdf(["Example note. On 12 March 2024 in Termez", "2 kg of heroin was seized."])
    )
    client.post("/hand-in/upload/", {"file": [file]})
    desk.reads()
    with viewing(actor("border-officer")):
        text = Text.objects.get()
    assert "12 March 2024" in text.text
    address = f"/hand-in/text/{text.pk}/page/1.png"
    assert address in client.get(f"/hand-in/text/{text.pk}/").text
    assert client.get(address).content.startswith(b"\x89PNG")
    assert client.get(f"/hand-in/text/{text.pk}/page/2.png").status_code == 404
    assert signed_in("stranger-c").get(address).status_code == 404


def test_the_fields_of_the_fullest_page_stay_below_what_a_form_may_hold():
    each = len(WHOLE) + 2 * MOST_LOTS + 1
    assert MOST_DRAFTS * each < 25_000 - 1_000


def test_a_pasted_text_is_called_by_whole_words_without_an_ending(desk):
    client = signed_in()
    words = "Example note of a seizure at the crossing point of Ayritom with more words behind it."
    page = client.post("/hand-in/text/paste/", {"text": words}, follow=True).text
    with viewing(actor("border-officer")):
        assert Text.objects.get().name == "Example note of a seizure at the crossing point of Ayritom.txt"
    heading = "Example note of a seizure at the crossing point of Ayritom"
    assert re.search(rf"<h1[^>]*>\s*<bdi>{heading}</bdi>", page)
    assert f"<bdi>{heading}</bdi>" in client.get("/hand-in/text/").text


def test_a_pasted_word_without_end_has_a_name_all_the_same(desk):
    signed_in().post("/hand-in/text/paste/", {"text": "x" * 500})
    with viewing(actor("border-officer")):
        assert Text.objects.get().name == "x" * 60 + ".txt"


def test_an_uploaded_text_keeps_its_ending(desk):
    client = signed_in()
    client.post("/hand-in/upload/", {"file": [SimpleUploadedFile("letter.txt", THREE.encode())]})
    assert "<bdi>letter.txt</bdi>" in client.get("/hand-in/text/").text


@pytest.mark.parametrize(
    ("lang", "words", "country"), [("ru", "до 5 кг", "Узбекистан"), ("en", "up to 5 kg", "Uzbekistan")]
)
def test_qualifiers_and_countries_are_said_in_the_language_of_the_reader(lang, words, country):
    with translation.override(lang):
        said = said_of("lots.1.amount", {"quantity": 5, "unit": "kg", "qualifier": "up to"})
        assert " ".join(said.split()) == words
        assert said_of("nationalities", "UZ") == entry_of("nationalities", "UZ") == said_of("via", "UZ") == country


def test_a_sum_beyond_all_measure_is_left_out():
    text = Text(reading={"aggregates": [{"quantity": 10**400, "unit": "kg"}, {"quantity": 5, "unit": "kg"}]})
    assert len(sums_of(text)) == 1
