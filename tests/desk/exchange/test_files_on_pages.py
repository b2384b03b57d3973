"""Files from the form to the addressee: attached with the words kept, listed, fetched with a receipt, told to nobody else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from builders.messages import KZ, does
from builders.releasing import agency
from builders.trail import waiting
from cast import actor
from chorsu.exchange.attachments.models import Attachment
from chorsu.exchange.messages import sending
from chorsu.exchange.messages.models import Delivery, Message
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from chorsu.kernel.ids import uuid7

FORM = {
    "kind": "request", "channel": "operational", "precedence": "0", "urgency": "8h", "language": "en",
    "subject": "Who owns this lorry?", "body": "It crossed at Termez.", "personal": "no", "marking": "channel",
}  # fmt: skip
GOOD, BAD = ("Рейс «12».csv", "имя;вес\n".encode()), ("list.csv", b"name;kg\n=HYPERLINK(1);2\n")


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.CHORSU_HOME = tmp_path


def files(*given):
    return [SimpleUploadedFile(name, content) for name, content in given]


def written(client, do, *given, address="/exchange/new/", **said):
    """What the page says, and the newest message of its sender with the names of its files."""
    form = FORM | {"to": [agency(KZ)], "do": do, "files": files(*given)} | said
    answer = client.post(address, form, follow=True)
    with viewing(actor("border-officer")):
        one = Message.objects.order_by("-id").first()
        names = list(Attachment.objects.filter(message=one).values_list("name", flat=True))
    return answer.text, one, names


def test_from_the_form_to_the_addressee(enter, connect):
    border, liaison = enter("border-officer"), enter("liaison-a")
    page, one, names = written(border, "send", GOOD)
    assert "Sent." in page
    assert names == [GOOD[0]]
    thread = liaison.get(f"/exchange/{one.pk}/").text
    with viewing(actor("liaison-a")):
        file = Attachment.objects.get()
    address = f"/exchange/{one.pk}/files/{file.pk}/"
    assert address in thread
    assert "table (CSV)" in thread
    answer = liaison.get(address)
    assert (answer.content, answer["Content-Type"]) == (GOOD[1], "text/csv")
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%D0%A0")
    assert answer["X-Content-Type-Options"] == "nosniff"
    entry = waiting(connect)[-1]
    assert (entry["act"], entry["page"], entry["actor_id"]) == (
        "export",
        "exchange-attachment",
        actor("liaison-a").user,
    )
    assert file.pk in entry["opened"]


def test_fetching_a_file_is_the_receipt_of_its_message(enter):
    _page, one, _names = written(enter("border-officer"), "send", GOOD)
    with viewing(actor("liaison-a")):
        file = Attachment.objects.get()
    enter("liaison-a").get(f"/exchange/{one.pk}/files/{file.pk}/")
    with viewing(actor("border-officer")):
        assert Delivery.objects.get(message=one).opened_at is not None


@pytest.mark.parametrize("who", ["stranger-c", "example-drug-control-tj", "analyst"])
def test_for_others_it_is_as_if_it_never_was(enter, who):
    _page, one, _names = written(enter("border-officer"), "send", GOOD)
    with viewing(actor("liaison-a")):
        file = Attachment.objects.get()
    client = enter(who)
    there = client.get(f"/exchange/{one.pk}/files/{file.pk}/")
    never = client.get(f"/exchange/{uuid7()}/files/{uuid7()}/")
    assert there.status_code == never.status_code == 404
    assert GOOD[1] not in there.content


def test_after_a_recall_and_in_a_draft_no_addressee_fetches_it(enter):
    border, liaison = enter("border-officer"), enter("liaison-a")
    _page, one, _names = written(border, "keep", GOOD)
    with viewing(actor("border-officer")):
        file = Attachment.objects.get()
    address = f"/exchange/{one.pk}/files/{file.pk}/"
    assert (border.get(address).status_code, liaison.get(address).status_code) == (200, 404)
    does("border-officer", sending.send_message, at=now(), identifier=one.pk)
    assert liaison.get(address).status_code == 200
    does("border-officer", sending.recall_message, at=now(), identifier=one.pk, reason="by mistake")
    assert (border.get(address).status_code, liaison.get(address).status_code) == (200, 404)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "“list.csv” holds formulas: save a copy that holds values only"),
        ("ru", "В файле «list.csv» есть формулы"),
    ],
)
def test_what_is_refused_is_named_and_nothing_else_is_lost(enter, language, line):
    page, one, names = written(enter("border-officer", language), "send", GOOD, BAD)
    assert line in page
    assert "(line 2)" in page
    assert (one.state, one.body, names) == ("draft", FORM["body"], [GOOD[0]])
    assert GOOD[0] in page


def test_a_draft_keeps_its_words_while_files_come_and_go(enter):
    border = enter("border-officer")
    page, one, names = written(border, "attach", GOOD, ("b.txt", b"b"), subject="")
    assert "2 files are attached." in page
    assert one.subject == GOOD[0]
    with viewing(actor("border-officer")):
        second = Attachment.objects.get(name="b.txt")
    address = f"/exchange/drafts/{one.pk}/"
    page, one, names = written(border, f"remove:{second.pk}", address=address, body="Two of them.")
    assert "The file is taken off" in page
    assert (one.body, one.state, names) == ("Two of them.", "draft", [GOOD[0]])


def test_an_answer_may_have_files_and_is_kept_where_one_is_refused(enter):
    _page, one, _names = written(enter("border-officer"), "send")
    liaison = enter("liaison-a")
    said = {"kind": "reply", "subject": "Re", "body": "We do.", "language": "en", "personal": "no", "do": "send"}
    page = liaison.post(f"/exchange/{one.pk}/answer/", said | {"files": files(GOOD, BAD)}, follow=True).text
    assert "holds formulas" in page
    with viewing(actor("liaison-a")):
        draft = Message.objects.get(answers=one.pk)
        assert (draft.state, draft.attachments.count()) == ("draft", 1)


def test_a_translation_may_have_files(enter):
    border = enter("border-officer")
    _page, one, _names = written(border, "send")
    said = {"language": "ru", "subject": "Чей грузовик?", "body": "", "personal": "no", "files": files(GOOD)}
    page = border.post(f"/exchange/{one.pk}/translate/", said, follow=True).text
    assert GOOD[0] in page
    assert GOOD[0] in enter("liaison-a").get(f"/exchange/{one.pk}/").text


def test_a_file_changed_in_the_store_is_not_given_out(enter, tmp_path):
    border = enter("border-officer")
    _page, one, _names = written(border, "keep", GOOD)
    with viewing(actor("border-officer")):
        file = Attachment.objects.get()
    for path in (tmp_path / "store").rglob(file.sealed[2:]):
        path.write_bytes(b"x" * 40)
    page = border.get(f"/exchange/{one.pk}/files/{file.pk}/", follow=True).text
    assert "is not as it was attached" in page


def posted(client, name):
    """What the page says of a file whose name goes over the wire as it is."""
    border = "name-as-it-is"
    fields = FORM | {"do": "attach", "to": str(agency(KZ))}
    parts = [f'Content-Disposition: form-data; name="{field}"\r\n\r\n{value}' for field, value in fields.items()]
    parts.append(f'Content-Disposition: form-data; name="files"; filename="{name}"\r\n\r\nplain words')
    body = "".join(f"--{border}\r\n{part}\r\n" for part in parts) + f"--{border}--\r\n"
    answer = client.post("/exchange/new/", body.encode(), f"multipart/form-data; boundary={border}", follow=True)
    with viewing(actor("border-officer")):
        return answer.text, list(Attachment.objects.values_list("name", flat=True))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/list.txt", "..�..�etc�list.txt"),
        (r"C:\Users\list.txt", "�list.txt"),
        ("list\u202etxt.pdf", "list�txt.pdf"),
        ("li\u200bst.txt", "li�st.txt"),
        ("li\x07st.txt", "li�st.txt"),
        ("..", "�"),
        ("a" * 300 + ".txt", "aaaa.txt” has too long a name"),
    ],
)
def test_a_name_that_misleads_is_refused_in_one_line_and_not_mended_unseen(enter, name, shown):
    page, names = posted(enter("border-officer"), name)
    line = page.split('role="alert"')[1].split("</div>")[0] if 'role="alert"' in page else page
    assert shown in line
    assert "attach it again" in line
    assert names == []


def test_a_plain_name_of_any_script_goes_as_it_is(enter):
    name = "می\u200cخواهم «12».txt"
    page, names = posted(enter("border-officer"), name)
    assert "1 file is attached." in page
    assert names == [name]
