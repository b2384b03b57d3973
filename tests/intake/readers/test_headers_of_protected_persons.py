"""Headers that may count victims, minors or witnesses are known by their words, in every language that is read."""

import pytest

from chorsu.intake.readers.protected import names_protected


@pytest.mark.parametrize(
    "header",
    [
        "Потерпевшие, чел.",
        "Несовершеннолетних",
        "Свидетелей",
        "Minors (under 18)",
        "в т.ч. несовершеннолетних",
        "из них несоверш.",
        "Пострадавшие",
        "Дети",
        "Понятые",
        "Child victims",
        "child_victims",
        "NumVictims",
        "Jabrlanuvchilar",
        "Voyaga yetmaganlar",
        "Гувоҳлар",
        "Кәмелетке толмағандар",
        "Куә",
        "Күбөлөр",
        "Ҷабрдидагон",
        "Şaýatlar",
        "Azyaşlılar",
        "Mağdurlar",
        "کودکان",
        "شاهدان",
        "افراد زیر ۱۸ سال",
        "Témoins",
        "Mineurs",
    ],
)
def test_it_names_them(header):
    assert names_protected(header)


@pytest.mark.parametrize(
    "header",
    [
        "Дата изъятия",
        "Место изъятия",
        "Количество, кг",
        "Вещество",
        "Номер свидетельства",
        "Задержано",
        "Детали",
        "Guvohnoma",
        "Куәлік нөмірі",
        "Quantity (kg)",
        "Place of seizure",
        "Means of transport",
        "Масса нетто",
        "",
    ],
)
def test_it_names_something_else(header):
    assert not names_protected(header)
