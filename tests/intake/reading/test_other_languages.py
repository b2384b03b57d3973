"""The notices by which the rules of the other eight languages were mended, and what each mending was."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.language import setting_of
from chorsu.intake.reading.manners import concealments
from chorsu.intake.reading.reading import read
from chorsu.intake.reading.views import View
from intake.reading import scoring, whole_scoring


@pytest.fixture(scope="module", params=["others.jsonl", "others_held_back.jsonl"])
def mended(request):
    return whole_scoring.score(whole_scoring.notices(scoring.UNSEEN.parent / "development" / request.param))


@pytest.mark.parametrize(
    "slot",
    [
        *("lots", "aggregates", "period", "date", "place", "country", "arrested", "wanted", "persons", "agency"),
        *("nationality", "concealment", "conveyance", "from", "to", "qualifier"),
    ],
)
def test_every_slot_of_the_notices_for_mending_reads(mended, slot):
    assert mended.over(slot).f1 >= 0.95, "\n".join(mended.differences)


def _seizure(text, language):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return seizure


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("tg", "Ронанда бо 5 кг тарёк дастгир шуд. Дар соли ҷорӣ 90 нафар дастгир шуданд.", 1),
        ("uz", "Haydovchi 5 kg opiy bilan ushlandi. Yil boshidan 90 nafar shaxs ushlangan.", 1),
        ("kk", "Жүргізуші ұсталып, 5 келі апиын тәркіленді. Биыл 90 адам ұсталған.", 1),
        ("fa", "راننده با ۵ کیلو تریاک دستگیر شد. از ابتدای سال ۹۰ نفر دستگیر شده‌اند.", 1),
        ("uz", "Bir kishi 5 kg opiy bilan ushlandi. Yana ikki kishi ertasi kuni ushlandi.", 3),
        ("uz", "Sotuvchi 5 kg opiy bilan ushlandi. Uning akasi ham ushlandi.", 2),
        ("fa", "یازده تن به اتهام فروش مواد مخدر بازداشت شدند. ۵ کیلو تریاک کشف شد.", 11),
        ("tg", "Каримов Ҷамшед ва Раҳимов Сино бо 5 кг тарёк дастгир шуданд.", 2),
        ("az", "Əliyev Rauf və Həsənov Samir saxlanılıb, 5 kq tiryək götürülüb.", 2),
        ("uz", "Aka-uka Rahimovlar 5 kg opiy bilan ushlandi.", 2),
        ("uz", "Ака-ука Раҳимовлар 5 кг опий билан ушланди.", 2),
        ("uz", "Ikki aka-uka — Karim va Salim 5 kg opiy bilan ushlandi.", 2),
        ("uz", "Uch aka-uka — Karim, Salim va Anvar 5 kg opiy bilan ushlandi.", 3),
        ("az", "Sürücü 5 kq heroinlə saxlanılıb.", 1),
        ("tg", "5 кг тарёк ёфт шуд. Майор Карим Саидов гуфт, ки касе дастгир нашудааст.", None),
    ],
)
def test_who_of_a_notice_was_detained(language, text, number):
    assert _seizure(text, language)["arrested"] == number


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("uz", "Uning sumkasidan 5 kg opiy chiqdi.", "baggage"),
        ("uz", "5 kg opiy kartoshka orasidan chiqdi.", "food"),
        ("kk", "Олардың сөмкелерінен 5 келі апиын алынды.", "baggage"),
        ("az", "Çantalarından 5 kq tiryək götürülüb.", "baggage"),
        ("tk", "Olaryň torbalaryndan 5 kg tirýek tapyldy.", "sack"),
        ("tg", "Аз як халта 5 кг тарёк ёфт шуд.", "sack"),
        ("ps", "د ۵ کیلو تریاک په بوجیو کې وموندل شول.", "sack"),
        ("kk", "Алматыда әжетхананың төбесіне жасырылған 5 келі апиын табылды.", "toilet"),
        ("tg", "Дар ҷамоат 5 кг тарёк ёфт шуд.", None),
    ],
)
def test_where_something_was_hidden_is_told_by_a_case(language, text, code):
    found = [one.value for one in concealments(View(text), setting_of(text, language, None)) if one.value != "other"]
    assert found[:1] == ([code] if code else [])


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("kk", "Қазақстанның 38 жастағы азаматы 5 келі апиынмен ұсталды.", "KZ"),
        ("ps", "د چین د خلکو جمهوریت یو تبعه د ۵ کیلو تریاکو سره ونیول شو.", "CN"),
    ],
)
def test_words_may_stand_between_a_state_and_its_citizen(language, text, country):
    assert _seizure(text, language)["nationalities"] == [country]


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("az", "Oktyabrın 5-i gecə 5 kq tiryək götürülüb.", "2024-10-05"),
        ("ky", "5 кг апийим 23-сентябрдагы рейдде табылды.", "2024-09-23"),
        ("ps", "د غوايي په ۱مه ۵ کیلو تریاک ونیول شول.", "2025-04-21"),
    ],
)
def test_days_in_more_of_their_forms(language, text, day):
    assert _seizure(text, language)["date"] == day


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("kk", "«Нұр жолы» бекетінде 5 келі апиын тәркіленді.", "KZ-33"),
        ("kk", "Жібек жолы бекетінде 5 келі апиын тәркіленді.", "KZ-61"),
        ("tg", "Дар гузаргоҳи Панҷи поён 5 кг тарёк ёфт шуд.", "TJ-KT"),
    ],
)
def test_the_last_word_of_a_post_needs_no_capital(language, text, iso):
    assert _seizure(text, language)["place"]["iso"] == iso


def test_a_surname_is_no_town_of_another_continent():
    assert not read("Задержан Исмаилов с 5 кг опия.", language="ru").places
