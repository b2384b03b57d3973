"""What happened to a person outranks the post: who is arrested, sought, sentenced or harmed is in no list of officials."""

import pytest

from chorsu.intake.reading.reading import read

_HAPPENED = [
    ("ru", "Задержан начальник отдела полиции подполковник Икром Назаров, который подозревается в сбыте.", "suspect"),
    ("ru", "Потерпевший – капитан Марат Кожаев.", "victim"),
    ("ru", "По делу проходит свидетелем майор Марат Кожаев.", "witness"),
    ("ru", "Бывший министр Марат Кожаев, приговорён к восьми годам.", "suspect"),
    ("ru", "Марат Кожаев, заместитель начальника таможни, объявлен в розыск.", "suspect"),
    ("ru", "Задержан начальник таможни. Им оказался подполковник Марат Кожаев.", "suspect"),
    ("ru", "Начальник таможни полковник Марат Кожаев уволен. Он арестован.", "suspect"),
    ("ru", "Задержан начальник отдела полковник Марат Кожаев, сообщили в ведомстве.", "suspect"),
    ("en", "Victim: Lieutenant Firuz Example, Head of patrol.", "victim"),
    ("en", "Colonel Anton Example, Head of Customs, was sentenced to nine years.", "suspect"),
    ("en", "Colonel Anton Example was shot dead by smugglers.", "victim"),
    ("en", "An officer was detained. He was identified as Captain Anton Example.", "suspect"),
    ("en", "The head of customs is Colonel Anton Example. He was arrested in May.", "suspect"),
    ("tg", "Сардори шуъба подполковник Сафаров Исмоил дастгир шуд.", "suspect"),
    ("tg", "Ҷабрдида капитан Сафаров Исмоил мебошад.", "victim"),
    ("uz", "Bojxona boshlig‘i podpolkovnik Laziz Hamroyev ushlandi.", "suspect"),
    ("uz", "Бошқарма бошлиғи подполковник Лазиз Ҳамроев ҳибсга олинди.", "suspect"),
    ("uz", "Jabrlanuvchi kapitan Laziz Hamroyev.", "victim"),
    ("kk", "Бөлім бастығы полковник Бауыржан Қасенов ұсталды.", "suspect"),
    ("kk", "Бөлім бастығы полковник Бауыржан Қасеновке іздеу жарияланды.", "suspect"),
    ("ky", "Бөлүм башчысы полковник Эмил Сатыбалдиев соттолду.", "suspect"),
    ("tk", "Bölüm başlygy polkownik Serdar Berdyýew tussag edildi.", "suspect"),
    ("az", "İdarə rəisi polkovnik Rəşad Məmmədov həbs edilib.", "suspect"),
    ("fa", "سرهنگ رضا محمدی فرمانده انتظامی زابل بازداشت شد.", "suspect"),
    ("fa", "سرهنگ رضا محمدی فرمانده انتظامی زابل کشته شد.", "victim"),
    ("ps", "قوماندان عبدالحق یوسف زی ونیول شو.", "suspect"),
]


@pytest.mark.parametrize(("language", "text", "role"), _HAPPENED)
def test_what_happened_to_a_person_outranks_the_post(language, text, role):
    found = read(text, language=language)
    assert [one.value.role for one in found.persons] == [role]
    assert [one.role for one in found.people] == [role]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Трое мужчин задержаны, сообщил начальник отдела полковник Марат Кожаев."),
        ("ru", "Начальник отдела полковник Марат Кожаев сообщил, что задержаны трое."),
        ("ru", "Майор Марат Кожаев задержал водителя."),
        ("ru", "Под руководством майора Марата Кожаева задержаны трое."),
        ("en", "Colonel Anton Example, Head of Customs, said that three men were arrested."),
        ("en", "The head of customs, Colonel Anton Example, said that three men were arrested."),
        ("en", "According to Major Anton Example, the suspect was arrested."),
        ("en", "Three men were arrested, said Colonel Anton Example."),
        ("en", "Officers led by Major Anton Example arrested a driver."),
        ("en", "Captain Anton Example arrested two men in Osh."),
        ("en", "Captain Anton Example serves in Osh. He arrested two men."),
        ("tg", "Полковник Сафаров Исмоил гуфт, ки се нафар дастгир шуданд."),
        ("uz", "Boshqarma boshlig‘i Laziz Hamroyev ikki kishi ushlanganini ma’lum qildi."),
        ("fa", "آمر امنیت ولایت هرات، عبدالغفور احمدزی، گفت که فردی بازداشت شد."),
        ("fa", "سرهنگ رضا محمدی فرمانده انتظامی زابل گفت دو نفر بازداشت شدند."),
    ],
)
def test_who_plainly_acts_or_speaks_keeps_the_office(language, text):
    assert [one.value.role for one in read(text, language=language).persons] == ["official"]


@pytest.mark.parametrize(
    "text",
    [
        "Director Anton Example spoke about trade. Anton Example was arrested in May.",
        "Anton Example was arrested in May. Director Anton Example had spoken about trade.",
        "Director Anton Example spoke." + " Trade grew." * 3000 + " Anton Example was arrested in May.",
    ],
)
def test_it_holds_for_every_mention_of_the_person_in_any_order(text):
    assert [one.value.role for one in read(text, language="en").persons] == ["suspect", "suspect"]


def test_one_sentence_may_name_the_arrested_and_the_speaker():
    text = "Задержан начальник отдела полковник Марат Кожаев, сообщил представитель МВД Икром Назаров."
    assert [one.value.role for one in read(text, language="ru").persons] == ["suspect", "official"]
