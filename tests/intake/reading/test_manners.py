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
    ],
)
def test_a_lorry_is_a_lorry(language, text):
    assert [one.value for one in conveyances(View(text), Setting(language))] == ["commercial-road"]


def test_every_code_is_one_of_the_vocabulary():
    for language in lexicon.LANGUAGES:
        assert all(row["code"] in manners(row["kind"]) for row in lexicon.rows(language, "manners"))
