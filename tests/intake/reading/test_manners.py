"""How a consignment was hidden and carried is told by the usual words of each language."""

import pytest

from chorsu.intake.reading import lexicon
from chorsu.intake.reading.manners import concealments, conveyances
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from chorsu.vocabulary.manners import manners


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "It was hidden in the lining of a suitcase.", "baggage"),
        ("en", "The powder had been sewn into the lining of a coat.", "outerwear"),
        ("en", "Packets were concealed in a cavity behind the bumper.", "car-parts"),
        ("en", "It was hidden among sacks of cement in bags of tiles.", "sack"),
        ("ru", "Порошок был зашит в подкладку пальто.", "clothes"),
        ("ru", "Свёртки были спрятаны в полости бензобака.", "car-parts"),
        ("tg", "Дар баки сӯзишворӣ пинҳон карда буданд.", "car-parts"),
        ("uz", "Jomadon ichiga yashirilgan.", "baggage"),
        ("kk", "Отын багына жасырылған.", "car-parts"),
        ("ky", "Чемоданга катылган.", "baggage"),
        ("tk", "Çemodanda gizlenen.", "baggage"),
        ("az", "Çamadanda gizlədilib.", "baggage"),
        ("fa", "در مخزن سوخت جاسازی شده بود.", "car-parts"),
        ("ps", "د تېلو ټانک کې پټ شوي وو.", "car-parts"),
        ("en", "Bricks of resin lay beneath sacks of onions.", "sack"),
        ("en", "They were tucked into two dolls.", "toys"),
        ("en", "It was stashed in a wall of the cab behind a panel.", "car-parts"),
        ("en", "A hollow in the headrest held two packets.", "car-parts"),
        ("ru", "Свёртки лежали за двойной стенкой прицепа.", "car-parts"),
        ("ru", "Порошок нашли под курткой.", "outerwear"),
        ("en", "In their rucksacks were two bricks.", "backpack"),
        ("en", "Two bricks turned up beneath the cargo.", "freight"),
        ("tg", "Дар халтаи биринҷ пинҳон карда буданд.", "sack"),
        ("tg", "Онро аз зери курсии пеш ёфтанд.", "car-parts"),
        ("uz", "Modda sumkasidan topildi.", "baggage"),
        ("uz", "Модда эшик ичига яширилган.", "car-parts"),
        ("kk", "Ұнтақ сөмкесінен табылды.", "baggage"),
        ("kk", "Жемістер арасына жасырылған.", "food"),
        ("ky", "Порошок каптан табылды.", "sack"),
        ("ky", "Эшиктин ичине катылган.", "car-parts"),
        ("tk", "Jaýda gizlenen.", "residence"),
        ("az", "Toz çantasından tapılıb.", "baggage"),
        ("az", "Pomidor yeşiklərinin arasında gizlədilib.", "food"),
        ("fa", "در کف کامیون جاسازی شده بود.", "car-parts"),
        ("fa", "در گونی آرد جاسازی شده بود.", "sack"),
        ("ps", "په بوجۍ کې پټ شوي وو.", "sack"),
    ],
)
def test_where_it_was_hidden(language, text, code):
    assert [one.value for one in concealments(View(text), Setting(language))] == [code]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Остановлен грузовой автомобиль."),
        ("uz", "Yuk avtomobili to‘xtatildi."),
        ("kk", "Жүк машинасы тоқтатылды."),
        ("ky", "Жүк унаасы токтотулду."),
        ("tk", "Ýük maşyny saklandy."),
        ("az", "Yük avtomobili saxlanıldı."),
        ("kk", "Жүк көлігін тоқтатты."),
        ("ps", "بار وړونکي موټر ودرول شو."),
    ],
)
def test_a_lorry_is_a_lorry(language, text):
    assert [one.value for one in conveyances(View(text), Setting(language))] == ["commercial-road"]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "He had flown from Doha.", "commercial-air"),
        ("ru", "Мужчина прилетел из Дохи.", "commercial-air"),
        ("tg", "Ҳангоми парвоз ёфтанд.", "commercial-air"),
        ("kk", "Дохадан ұшып келген.", "commercial-air"),
        ("ky", "Почта аркылуу жиберилген.", "mail"),
        ("ky", "Эшекке жүктөлгөн.", "animal"),
        ("az", "Poçt vasitəsilə göndərilib.", "mail"),
        ("fa", "در یک لنج کشف شد.", "private-sea"),
    ],
)
def test_how_it_was_carried(language, text, code):
    assert [one.value for one in conveyances(View(text), Setting(language))][:1] == [code]


@pytest.mark.parametrize(
    ("language", "text"), [("az", "Narkotik Astaradan gətirilib."), ("az", "Bakıda saxlanılıb."), ("ky", "Баку шаары.")]
)
def test_a_town_is_no_hiding_place(language, text):
    assert not concealments(View(text), Setting(language))


def test_every_code_is_one_of_the_vocabulary():
    for language in lexicon.LANGUAGES:
        assert all(row["code"] in manners(row["kind"]) for row in lexicon.rows(language, "manners"))


@pytest.mark.parametrize(
    ("language", "text", "quote"),
    [
        ("ru", "Найдены три мешка, в которых находились 50 кг гашиша.", "мешка, в которых находились"),
        ("ru", "Изъят рюкзак, внутри которого было 5 кг опия.", "рюкзак, внутри которого"),
        ("en", "Officers opened four sacks, in which they saw 5 kg of opium.", "sacks, in which"),
    ],
)
def test_what_held_the_drugs_is_told_by_a_clause_behind_it(language, text, quote):
    assert [one.quote for one in concealments(View(text), Setting(language))] == [quote]


def test_a_clause_behind_no_place_tells_no_hiding():
    assert not concealments(View("Проведена операция, в которых находились сотрудники."), Setting("ru"))
