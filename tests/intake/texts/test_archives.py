"""An archive is opened within bounds, and what is refused in it does not stop the rest."""

import io
import resource
import zipfile

import pytest
import xlsxwriter

from builders.papers import packed
from chorsu.intake.texts import texts
from chorsu.kernel.errors import InputError


def read(content, name="all.zip"):
    return list(texts(content, name))


def test_tables_are_handed_on_unread():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        book.add_worksheet().write(0, 0, "Date")
    content = packed({"t.xlsx": out.getvalue(), "t.tsv": b"a\tb\n", "n.txt": b"5 kg"})
    assert [(d.kind, d.format, d.text) for d in read(content)] == [
        ("table", "xlsx", ""),
        ("table", "csv", ""),
        ("text", "txt", "5 kg"),
    ]
    assert read(content)[0].content == out.getvalue()


def test_an_archive_inside_an_archive_is_opened_to_a_depth():
    content = packed({"n.txt": b"5 kg"})
    for _ in range(3):
        content = packed({"in.zip": content})
    assert [d.text for d in read(content)] == ["5 kg"]
    for _ in range(30):
        content = packed({"in.zip": content})
    (document,) = read(content)
    assert document.kind == "unread"
    assert "deeper than" in document.warnings[0]


@pytest.mark.parametrize("size", [40 << 20, 200 << 20])
def test_a_bomb_is_refused_and_the_rest_is_read(size):
    content = packed({"bomb.txt": b"0" * size, "n.txt": b"5 kg"})
    assert len(content) < 1 << 20
    bomb, note = read(content)
    assert bomb.kind == "unread"
    assert note.text == "5 kg"


def test_a_member_that_lies_about_its_size_is_refused_all_the_same():
    content = packed({"bomb.txt": b"0" * (40 << 20), "n.txt": b"5 kg"})
    lying = content.replace((40 << 20).to_bytes(4, "little"), (1000).to_bytes(4, "little"))
    bomb, note = read(lying)
    assert (bomb.kind, note.text) == ("unread", "5 kg")


def test_archives_that_together_unpack_to_too_much_stop_with_one_line():
    block = bytes(range(256)) * 4096
    inner = packed({f"{n}.txt": block * 45 for n in range(4)})
    documents = read(packed({f"{n}.zip": inner for n in range(10)}))
    assert all(document.kind == "unread" for document in documents)
    assert any("take more than" in d.warnings[0] or "unpacks to more than" in d.warnings[0] for d in documents)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/cron.d/x", "C:\\x.txt", "a\u202etxt.exe", "a\nb.txt", "x" * 5000]
)
def test_a_name_is_only_ever_shown(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (document,) = read(packed({name: b"5 kg"}))
    assert document.text == "5 kg"
    assert document.name.isprintable()
    assert len(document.name) < 200
    assert list(tmp_path.iterdir()) == []


def test_a_russian_name_without_the_flag_for_unicode_is_read():
    content = packed({"XXXXXXX.txt": b"5 kg"}).replace(b"XXXXXXX", "записка".encode("cp866"))
    assert read(content)[0].name == "all.zip › записка.txt"


def test_a_locked_member_is_told_in_one_line():
    content = bytearray(packed({"a.txt": b"5 kg", "b.txt": b"7 kg"}))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + at] |= 1
    locked, other = read(bytes(content))
    assert locked.warnings == ("locked with a password; pack it without one, or hand in the file itself",)
    assert other.text == "7 kg"


@pytest.mark.parametrize(
    "content", [packed({}), packed({"a": b"x"})[:30], b"PK\x03\x04" + b"\xff" * 100], ids=["empty", "cut off", "noise"]
)
def test_a_broken_or_empty_archive_is_refused(content):
    with pytest.raises(InputError, match=r"^all.zip: the archive is"):
        read(content)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old kind"),
        (b"{\\rtf1}", "RTF"),
        (b"Rar!\x1a\x07", "archive of another kind"),
        (b"MZ\x90\0", "a program"),
        (bytes(range(256)) * 9, "no text in any known encoding"),
    ],
    ids=["old", "rtf", "rar", "program", "noise"],
)
def test_other_kinds_are_named_with_what_to_do(content, what):
    with pytest.raises(InputError, match=what) as error:
        read(content, "x.doc")
    assert error.value.to_do
    outer = read(packed({"x.doc": content, "n.txt": b"5 kg"}))
    assert [d.kind for d in outer] == ["unread", "text"]
    assert what in outer[0].warnings[0]


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_packed_in_another_way_is_refused_unopened(way):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("bomb.txt", b"0" * (90 << 20))
        archive.writestr("n.txt", b"5 kg", zipfile.ZIP_DEFLATED)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    bomb, note = read(out.getvalue())
    assert bomb.warnings == ("packed in a way that is not read; pack it as an ordinary ZIP",)
    assert note.text == "5 kg"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_word_file_packed_in_another_way_is_refused_with_one_line(way):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as archive:
        archive.writestr("word/document.xml", b" " * 1000)
    with pytest.raises(InputError, match="packed in a way that is not read"):
        read(out.getvalue(), "a.docx")
