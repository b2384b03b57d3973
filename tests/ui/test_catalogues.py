"""Every word a reader meets is translated, and the compiled catalogues say what the sources say."""

import pytest

from chorsu.ui import catalogue


@pytest.mark.parametrize("room", catalogue.rooms(), ids=lambda room: room.name)
@pytest.mark.parametrize("language", catalogue.LANGUAGES)
def test_nothing_is_left_in_english(room, language):
    assert catalogue.unfinished(room, language) == []


def test_a_word_that_is_not_translated_is_found(tmp_path):
    room = tmp_path / "room"
    (room / "templates").mkdir(parents=True)
    (room / "templates/page.html").write_text(
        '{% load i18n %}<p>{% translate "Unheard of" context "room" %}</p>\n'
        "  {% blocktranslate count n=n trimmed %}{{ n }} thing{% plural %}{{ n }} things{% endblocktranslate %}"
    )
    (room / "words.py").write_text('from x import gettext as _\n\nNAME = _("Unspoken")\n')
    found = catalogue.unfinished(room, "ru")
    assert len(found) == 3
    assert any("Unspoken" in line for line in found)
    assert any("'%(n)s thing'" in line for line in found)


def test_a_catalogue_that_was_not_compiled_again_is_found(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    (room / "words.py").write_text('NAME = _("Unspoken")\n')
    catalogue.update(room, "ru")
    path = room / "locale/ru/LC_MESSAGES/django.po"
    path.write_text(path.read_text().replace('msgid "Unspoken"\nmsgstr ""', 'msgid "Unspoken"\nmsgstr "Несказанное"'))
    assert [line for line in catalogue.unfinished(room, "ru") if "django.mo" in line]
    catalogue.update(room, "ru")
    assert catalogue.unfinished(room, "ru") == []


def test_a_translation_that_says_itself_twice_is_found(tmp_path):
    room = tmp_path / "room"
    room.mkdir()
    (room / "words.py").write_text('from x import gettext as _\n\nNAME = _("Not a word of it is lost")\n')
    catalogue.update(room, "ru")
    path = room / "locale/ru/LC_MESSAGES/django.po"
    once = "Ни слова не потеряно. "
    path.write_text(path.read_text().replace('lost"\nmsgstr ""', f'lost"\nmsgstr ""\n"{once}"\n"{once}"'))
    catalogue.update(room, "ru")
    assert catalogue.unfinished(room, "ru") == ["room: ru: says itself more than once: 'Not a word of it is lost'"]
