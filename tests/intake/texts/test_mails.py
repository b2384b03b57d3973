"""A mail gives its body and every file in it; what its headers claim is shown as claimed, contradictions are told."""

import base64
import datetime as dt
import time
import tracemalloc
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders.papers import mail, packed, pdf, word
from chorsu.intake.texts import texts
from chorsu.intake.texts.limits import MAX_MEMBERS, MAX_PARTS
from chorsu.kernel.errors import InputError

BODY = "Сотрудники таможни изъяли 5 кг героина на посту."
PAGE = "<html><body><p>Изъято <b>7 кг</b> опия на посту Примерный.</p><ul class=menu><li><a href=x>a</a></li></ul></body></html>"


def read(content, name="mail.eml"):
    return list(texts(content, name))


def test_body_claims_and_day():
    (document,) = read(mail(BODY, To="Centre <in@example.net>"))
    assert document.text == BODY
    assert document.stated["from"] == "Duty <duty@example.org>"
    assert (document.title, document.published, document.published_from) == (
        "A find",
        dt.date(2024, 3, 4),
        "Date header",
    )
    assert document.warnings == ()
    (place,) = document.where(0, 5)
    assert (place.kind, place.number) == ("line", 1)


def test_the_plain_form_is_read_and_the_html_form_where_the_plain_one_says_nothing():
    assert read(mail(BODY, html=PAGE))[0].text == BODY
    assert read(mail("See HTML", html=PAGE))[0].text.startswith("Изъято 7 кг опия")
    assert read(mail(html=PAGE))[0].text.startswith("Изъято 7 кг опия")


def test_attachments_are_documents_named_by_the_way_in():
    inner = mail("Вложенное письмо: 3 кг гашиша", attached=[("таблица.csv", b"date;kg\n")])
    attached = [
        ("записка.docx", word(lambda d: d.add_paragraph("В записке 6 кг"))),
        ("note.pdf", pdf(["In the PDF: 8 kg of opium"])),
        ("all.zip", packed({"inner.eml": inner, "a.txt": b"In the archive: 9 kg"})),
    ]
    documents = {document.name: document for document in read(mail(BODY, attached=attached))}
    assert {name: (d.kind, d.format) for name, d in documents.items()} == {
        "mail.eml": ("text", "eml"),
        "mail.eml › записка.docx": ("text", "docx"),
        "mail.eml › note.pdf": ("text", "pdf"),
        "mail.eml › all.zip › inner.eml": ("text", "eml"),
        "mail.eml › all.zip › inner.eml › таблица.csv": ("table", "csv"),
        "mail.eml › all.zip › a.txt": ("text", "txt"),
    }
    assert documents["mail.eml › all.zip › inner.eml › таблица.csv"].content == b"date;kg\n"


def test_a_forwarded_mail_is_a_document_of_its_own():
    message = EmailMessage()
    message["From"], message["Date"], message["Subject"] = "a@example.org", "Tue, 05 Mar 2024 10:00:00 +0000", "Fwd"
    message.set_content("See below")
    inner = EmailMessage()
    inner["From"], inner["Date"] = "b@example.org", "Mon, 04 Mar 2024 10:00:00 +0000"
    inner.set_content(BODY)
    message.add_attachment(inner)
    outer, forwarded = read(message.as_bytes())
    assert outer.text == "See below"
    assert (forwarded.text, forwarded.stated["from"], forwarded.published) == (
        BODY,
        "b@example.org",
        dt.date(2024, 3, 4),
    )


@pytest.mark.parametrize(
    ("stated", "real"), [("utf-8", "cp1251"), ("iso-8859-1", "utf-8"), ("us-ascii", "koi8-r"), ("no-such", "cp1251")]
)
def test_a_wrong_charset_is_seen_through(stated, real):
    head = f"From: a@example.org\nSubject: x\nDate: Mon, 04 Mar 2024 10:15:00 +0500\nContent-Type: text/plain; charset={stated}\n\n"
    (document,) = read(head.encode() + BODY.encode(real))
    assert document.text == BODY


def test_encoded_words_in_names_and_headers_are_read():
    (document,) = read(mail(BODY, Subject="Изъятие героина", From="Дежурный <duty@example.org>"))
    assert (document.title, document.stated["from"]) == ("Изъятие героина", "Дежурный <duty@example.org>")


RECEIVED = "from a by b; Fri, 15 Mar 2024 10:15:00 +0500"
FORGED = {
    "another address as name": ({"From": '"chief@example.org" <other@example.com>'}, "shows chief@example.org"),
    "answers go elsewhere": ({"Reply_To": "other@example.com"}, "but Reply-To is other@example.com"),
    "another day of receipt": ({"Received": RECEIVED}, "was received on 2024-03-15"),
    "a check that failed": ({"Authentication_Results": "mx; spf=fail; dkim=none"}, "SPF fail"),
    "a hidden character": ({"Subject": "find\u202egnp.exe"}, "right-to-left override"),
    "a disguised letter": ({"From": "Duty <duty@еxample.org>"}, "not in plain letters"),
    "no date": ({"Date": ""}, "has no date"),
    "no sender": ({"From": ""}, "names no sender"),
}


@pytest.mark.parametrize("case", FORGED)
def test_a_forged_header_is_told_in_one_line(case):
    changed, line = FORGED[case]
    warnings = read(mail(BODY, **changed))[0].warnings
    assert any(line in warning for warning in warnings), warnings
    assert all("\n" not in warning for warning in warnings)


def test_a_second_sender_is_told():
    content = b"From: a@example.org\nFrom: b@example.com\nDate: Mon, 04 Mar 2024 10:15:00 +0500\nSubject: x\n\nx"
    assert any("From stands 2 times" in line for line in read(content)[0].warnings)


def test_a_mail_with_ten_thousand_attachments_is_cut_with_one_line():
    part = b"--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\n5 kg\n"
    content = (
        b"From: a@example.org\nDate: Mon, 04 Mar 2024 10:15:00 +0500\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        + part * 10_000
        + b"--b--\n"
    )
    documents = read(content)
    assert len(documents) <= MAX_PARTS + 1
    assert any(f"only the first {MAX_PARTS:,} parts" in line for line in documents[0].warnings)


def test_a_mailbox_is_its_mails_one_after_the_other(tmp_path):
    path = tmp_path / "box.mbox"
    bodies = [BODY, "From 5 to 7 kg\n\nFrom here on", "Третье письмо"]
    path.write_bytes(b"".join(
        b"From duty@example.org Mon Mar  4 10:15:00 2024\n" + mail(body).replace(b"\nFrom ", b"\n>From ") + b"\n" for body in bodies
    ))  # fmt: skip
    documents = list(texts(path))
    assert [document.name for document in documents] == [f"box.mbox › message {n}" for n in (1, 2, 3)]
    assert [document.text for document in documents] == bodies
    assert [d.text for d in texts(path.read_bytes(), "box")] == bodies


def test_a_mailbox_larger_than_a_file_is_read_a_mail_at_a_time(tmp_path, monkeypatch):
    monkeypatch.setattr("chorsu.intake.texts.found.MAX_FILE", 5_000)
    monkeypatch.setattr("chorsu.intake.texts.mailboxes.MAX_MESSAGE", 2_000)
    one = b"From a@example.org Mon Mar  4 10:15:00 2024\n" + mail(BODY) + b"\n"
    path = tmp_path / "box"
    path.write_bytes(one * 20 + one + b"x" * 3_000 + b"\n\n" + one)
    documents = list(texts(path))
    assert [document.kind for document in documents] == ["text"] * 20 + ["unread", "text"]
    with pytest.raises(InputError, match="the file is larger than"):
        list(texts(path.read_bytes(), "box"))


def test_mails_inside_of_mails_end_at_a_depth():
    content = mail(BODY)
    for _ in range(8):
        content = mail(BODY, attached=[("in.eml", content)])
    documents = read(content)
    assert [document.kind for document in documents] == ["text"] * 5 + ["unread"]
    assert "lies deeper than 4" in documents[-1].warnings[0]


def test_an_archive_of_too_many_files_is_cut_with_one_line():
    documents = read(packed({f"{n}.txt": b"5 kg" for n in range(MAX_MEMBERS + 50)}), "many.zip")
    assert [d.kind for d in documents].count("text") == MAX_MEMBERS
    assert documents[-1].warnings[0].startswith("50 further files are not read")


HEAD = "From: a@example.org\nDate: Mon, 04 Mar 2024 10:15:00 +0500\n"
FILE = "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=n.txt\n\n7 kg\n"
BROKEN = {
    "cut base64": "Subject: =?utf-8?b?abcde?=",
    "no such charset": "Subject: =?no-such?q?a=FF?=",
    "a codec that is no charset": "Subject: =?unicode_escape?q?=5Cud800?=",
    "a word in a name": "From: =?utf-8?b?abcde?= <a@example.org>",
    "deep comments": "Content-Language: " + "(" * 9_000,
    "a file name": "Content-Disposition: inline; filename*=unicode_escape''%5Cud800",
    "a charset": "Content-Type: text/plain; charset*0*=\"''" + "%ff" * 90,
    "a type of comments": "Content-Type: " + "(" * 9_000,
    "a date": "Date: Mon, 99 Foo 99999999999999999999 10:15:00 +9999999",
    "bytes": "Subject: \udcff\udcd0",
}


def with_a_file(header, part_header=""):
    parts = f"--b\nContent-Type: text/plain; charset=utf-8\n{part_header}\n{BODY}\n{FILE}--b--\n"
    kept = "".join(f"{line}\n" for line in HEAD.splitlines() if line.split(":")[0] != header.split(":")[0])
    content = f"{kept}{header}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n{parts}"
    return content.encode("utf-8", "surrogateescape")


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_header_loses_neither_the_mail_nor_the_files_beside_it(case):
    if not BROKEN[case].startswith("Content-"):
        document, attached = read(with_a_file(BROKEN[case]))
        assert (document.text, attached.text) == (BODY, "7 kg")
        document.title.encode()
        repr(document.stated).encode()
    texts_read = [document.text for document in read(with_a_file("X-A: b", f"{BROKEN[case]}\n"))]
    assert texts_read[-1] == "7 kg"
    assert BODY in "".join(texts_read)


def test_a_letter_cut_between_encoded_words_is_one_letter():
    halves = [base64.b64encode(part).decode() for part in ("Изъятие".encode()[:3], "Изъятие".encode()[3:])]
    subject = f"Subject: A =?UTF-8?B?{halves[0]}?=\n =?utf-8?b?{halves[1]}?= =?koi8-r?q?{'=C1'}?= b"
    assert read(with_a_file(subject))[0].title == "A Изъятиеа b"


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(["utf-8", "koi8-r", "utf-16", "utf-7", "unicode_escape", "idna", "no-such", "", "hz", "utf-8*ru"]),
    st.sampled_from(["b", "q", "Q", "x", ""]),
    st.text(st.sampled_from('abc=?_ +/5Cudf80\\"<>@,;()[]:\t\u0431\udcff'), max_size=40),
    st.sampled_from(["Subject", "From", "Reply-To", "Date", "Message-ID", "Received", "To"]),
)
def test_any_encoded_word_is_read_or_stands_as_it_is(charset, kind, content, name):
    documents = read(with_a_file(f"{name}: x =?{charset}?{kind}?{content}?= <a@example.org>"))
    assert [document.text for document in documents] == [BODY, "7 kg"]
    repr(documents[0].stated).encode()
    documents[0].title.encode()


def test_headers_longer_than_mail_servers_take_are_refused_with_one_line():
    with pytest.raises(InputError, match=r"^mail\.eml: the mail's headers are longer than 64 kB"):
        read(f"{HEAD}Subject: {'x' * 70_000}\n\nx".encode())
    with pytest.raises(InputError, match="headers are longer"):
        read((HEAD + "To: a@example.org\n" * 5_000 + "\nx").encode())
    assert read((HEAD + "\n" + "a: b\n" * 50_000).encode())[0].text.startswith("a: b")


def test_a_part_with_long_headers_is_left_out_and_told():
    long = f"Content-Type: text/plain; {';'.join(f'a{n}=b' for n in range(12_000))}"
    documents = read(with_a_file("X-A: b", f"{long}\n"))
    assert documents[-1].text == "7 kg"
    assert any("part 1 is left out: its headers" in line for line in documents[0].warnings)


def test_a_mail_that_calls_itself_a_saved_page_hides_nothing_by_it():
    parts = "".join(
        f"--b\nContent-Type: text/{kind}; charset=utf-8\n\n{text}\n"
        for kind, text in [("html", PAGE), ("html", PAGE.replace("7 кг", "9 кг")), ("css", "p {}"), ("plain", BODY)]
    )
    for mark in ("From: <Saved by x>", "From: a@example.org\nSnapshot-Content-Location: x"):
        head = f"{mark}\nDate: Mon, 04 Mar 2024 10:15:00 +0500\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b"
        first, second, third, attached = read(f"{head}\n\n{parts}{FILE}--b--\n".encode())
        assert "7 кг" in first.text
        assert "9 кг" in second.text
        assert third.text.strip() == BODY
        assert attached.text.strip() == "7 kg"
        assert any("3 further parts follow by themselves" in line for line in first.warnings)


def html_parts(*pages):
    head = f"{HEAD}MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n"
    return (head + "".join(f"--b\nContent-Type: text/html\n\n{page}\n" for page in pages) + "--b--\n").encode()


def test_the_html_parts_of_a_body_have_one_time_together(monkeypatch):
    monkeypatch.setattr("chorsu.intake.texts.mail.PAGE_SECONDS", 1.0)
    slow = "<ins><li>" * 4_000
    begun = time.monotonic()
    with pytest.raises(InputError, match="takes longer than 1 second"):
        read(html_parts(*[slow] * 400))
    assert time.monotonic() - begun < 10


def test_the_html_parts_of_a_body_are_bounded_in_their_sum():
    page = "<html><body>" + "5 kg of opium. " * 200_000
    assert len(read(html_parts(page, page))[0].text) > 5_900_000
    with pytest.raises(InputError, match="the text is longer than"):
        read(html_parts(page, page, page, page))


def test_a_mailbox_of_very_many_short_lines_takes_little_memory():
    content = b"From a@example.org Mon Mar  4 10:15:00 2024\n" + HEAD.encode() + b"\n" + b"a\n" * 250_000
    tracemalloc.start()
    try:
        (document,) = texts(content, "box.mbox")
        assert document.text.count("a") == 250_000
        assert tracemalloc.get_traced_memory()[1] < 12_000_000  # 48 bytes a line
    finally:
        tracemalloc.stop()


def test_long_addresses_are_told_cut():
    long = ".".join(["x" * 60] * 7)
    changed = {"From": f'"b@{long}" <a@{long}>', "Reply_To": f"c@other.{long}", "Content_Language": "ru-" * 400}
    (document,) = read(mail(BODY, **changed))
    assert document.text == BODY
    assert all(len(line) <= 500 for line in document.warnings)
    assert read(html_parts(f"<html lang={'ru-' * 400}><body>{BODY}"))[0].text == BODY
