"""Persons detained are counted once each: no age counts, no part of others, however the sentence names them."""

import pytest

from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.reading import read
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


def _read(text, language):
    return [(one.value.what, one.value.number) for one in detained(View(text), Setting(language))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A 47 year old resident was arrested."),
        ("ru", "Задержали 47 летнего жителя."),
        ("tg", "47 сола шаҳрванд дастгир шуд."),
        ("uz", "47 yoshli fuqaro ushlandi."),
        ("uz", "47 ёшли фуқаро ушланди."),
        ("kk", "47 жастағы тұрғын ұсталды."),
        ("ky", "47 жаштагы тургун кармалды."),
        ("tk", "47 ýaşly raýat tussag edildi."),
        ("az", "47 yaşlı şəxs saxlanılıb."),
        ("fa", "مرد ۴۷ ساله دستگیر شد."),
        ("ps", "۴۷ کلن کس نیول شوی."),
    ],
)
def test_an_age_counts_nobody(language, text):
    assert _read(text, language) == [("arrested", 1)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Six men were arrested, among them two nationals of Georgia."),
        ("en", "Six people, including two women and a teenager, were detained."),
        ("en", "Six suspects were detained, two of them nationals of Georgia."),
        ("ru", "Задержано шесть человек, в том числе двое граждан Грузии."),
        ("ru", "Задержаны шестеро, из них две женщины."),
        ("tg", "6 нафар, аз ҷумла 2 зан дастгир шуданд."),
        ("uz", "6 nafar shaxs, jumladan 2 nafar ayol ushlandi."),
        ("kk", "6 адам, оның ішінде 2 әйел ұсталды."),
        ("ky", "6 адам, анын ичинде 2 аял кармалды."),
        ("tk", "6 adam, şol sanda 2 aýal tussag edildi."),
        ("az", "6 nəfər, o cümlədən 2 qadın saxlanılıb."),
        ("fa", "۶ نفر از جمله ۲ زن دستگیر شدند."),
        ("ps", "۶ کسان د ۲ تنو په ګډون ونیول شول."),
    ],
)
def test_a_part_of_those_counted_is_not_added(language, text):
    assert _read(text, language) == [("arrested", 6)]


def test_others_behind_a_part_are_counted_with_their_own_verb():
    text = "Six people, including two women, were arrested and three men are wanted."
    assert _read(text, "en") == [("arrested", 6), ("wanted", 3)]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Two nationals of Georgia were arrested.", "GE"),
        ("en", "The man is a citizen of the Islamic Republic of Iran.", "IR"),
        ("az", "O, İran vətəndaşıdır.", "IR"),
        ("ru", "Задержан гражданин Грузии.", "GE"),
        ("az", "İranın iki vətəndaşı saxlanılıb.", "IR"),
        ("tk", "Eýranyň üç raýaty tussag edildi.", "IR"),
    ],
)
def test_a_country_beside_citizens_is_their_nationality(language, text, code):
    told = read(
        text
        + {"en": " They had 3 kg of opium.", "ru": " Изъято 3 кг опия.", "tk": " 3 kg tirýek tapyldy."}.get(
            language, " 3 kq tiryək tapılıb."
        ),
        language=language,
    )
    assert [one.value for one in told.seizures[0].nationalities] == [code]


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "Four Georgian and three Armenian drivers were arrested.", 7),
        ("en", "The owner and two farmers were arrested.", 3),
        ("en", "A husband and wife were detained.", 2),
        ("en", "The dealer, a resident of Narva, was arrested.", 1),
        ("ru", "Водитель, уроженец Грузии, арестован.", 1),
        ("ru", "Арестованы супруги из Нарвы.", 2),
        ("ru", "Водитель и трое пассажиров арестованы.", 4),
        ("ru", "Схвачены трое мужчин.", 3),
        ("ru", "Сосед и его помощник арестованы.", 2),
        ("en", "The owner and his neighbour were arrested.", 2),
        ("uz", "Ikki aka-uka va ularning qo‘shnisi ushlandi.", 3),
        ("tg", "Зану шавҳарро дастгир карданд.", 2),
        ("fa", "پنج تن، به شمول دو زن، بازداشت شدند.", 5),
        ("tg", "Ронанда ва ду мусофир дастгир шуданд.", 3),
        ("uz", "Haydovchi va uning singlisi ushlandi.", 2),
        ("uz", "Ҳайдовчи ва унинг укаси ушланди.", 2),
        ("kk", "Үш жолаушы ұсталды.", 3),
        ("ky", "Айдоочу жана анын досу кармалды.", 2),
        ("tk", "Üç ýolagçy tussag edildi.", 3),
        ("az", "Sürücü və onun qardaşı saxlanılıb.", 2),
        ("fa", "زن و شوهر بازداشت شدند.", 2),
        ("ps", "چلوونکی او یو بل کس نیول شوي دي.", 2),
    ],
)
def test_persons_joined_are_counted_together(language, text, number):
    assert _read(text, language) == [("arrested", number)]


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("en", "Three men crossed the river. They were arrested.", [("arrested", 3)]),
        ("en", "A boat was stopped. Both were arrested.", [("arrested", 2)]),
        ("ru", "На борту были трое мужчин. Они арестованы.", [("arrested", 3)]),
        ("ru", "Лодка осмотрена. Задержанные доставлены в отдел.", []),
        ("ky", "Үч киши токтотулду. Кармалгандар сурак берүүдө.", [("arrested", 3)]),
    ],
)
def test_they_are_as_many_as_the_sentence_before_tells(language, text, told):
    assert _read(text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("az", "Polis mənzildə axtarış aparıb.", []),
        ("az", "Bir nəfər axtarışdadır.", [("wanted", 1)]),
        ("uz", "Tezkor-qidiruv tadbiri o‘tkazildi.", []),
        ("uz", "Yana bir shaxs qidiruvda.", [("wanted", 1)]),
        ("kk", "Бір адам іздеуде.", [("wanted", 1)]),
        ("tk", "Olar neşäni tutdular.", []),
        ("tk", "31 ýaşly raýaty tutdular.", [("arrested", 1)]),
        ("en", "Two men were arrested; another suspect remains at large.", [("arrested", 2), ("wanted", 1)]),
    ],
)
def test_a_search_of_a_house_seeks_nobody(language, text, told):
    assert _read(text, language) == told


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Four Iranian and three Turkish sailors had 3 kg of opium.", ["IR", "TR"]),
        ("Iranian opium and two Turkish sailors: 3 kg of opium was found.", ["TR"]),
    ],
)
def test_two_peoples_may_share_one_noun(text, codes):
    assert [one.value for one in read(text, language="en").seizures[0].nationalities] == codes


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("ru", "Водитель и пассажир задержаны, их напарник объявлен в розыск.", [2, 1]),
        ("ru", "Водитель грузовика Асанов Б.К. и пассажир задержаны, их сообщник объявлен в розыск.", [2, 1]),
        ("ru", "Объявлены в розыск водитель и пассажир, их напарник задержан.", [2, 1]),
        ("ru", "Водитель Асанов Б.К. задержан, его напарник Исмаилов объявлен в розыск.", [1, 1]),
        ("en", "The driver and his partner were detained, while the owner of the car is on the wanted list.", [2, 1]),
        ("en", "Three were detained, a fourth man fled and is on the wanted list.", [3, 1]),
    ],
)
def test_those_wanted_are_counted_apart_from_those_detained(language, text, told):
    assert [number for _, number in _read(text, language)] == told


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The dealer and his neighbour were detained."),
        ("ru", "Торговец и его сосед задержаны."),
        ("tg", "Фурӯшанда ва ҳамсояи ӯ дастгир шуданд."),
        ("uz", "Sotuvchi va uning qo'shnisi ushlandi."),
        ("kk", "Сатушы мен оның көршісі ұсталды."),
        ("ky", "Сатуучу жана анын коңшусу кармалды."),
        ("tk", "Satyjy we onuň goňşusy tussag edildi."),
        ("az", "Satıcı və qonşusu saxlanılıb."),
        ("fa", "فروشنده و همسایه او دستگیر شدند."),
        ("ps", "پلورونکی او ګاونډی یې ونیول شول."),
    ],
)
def test_a_dealer_and_a_neighbour_are_two(language, text):
    assert _read(text, language) == [("arrested", 2)]
