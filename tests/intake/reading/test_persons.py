"""Persons are found in ten languages, put in the first case, and told apart from places, firms and drugs."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chorsu.intake.reading.identifiers import identifiers
from chorsu.intake.reading.persons import persons
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View
from intake.reading.marked import cases, f1

_WITH_MODEL = {"ru", "en"}


def _read(text, language, **known):
    view = View(text)
    masked = view.masked(view.place(one.start, one.end) for one in identifiers(view))
    return persons(masked, Setting(language=language, **known))


def _score(part, wanted_languages):
    wanted, got = set(), set()
    for case in cases(part):
        if wanted_languages(case.language):
            wanted |= {(case.identifier, *value) for value in case.of("person")}
            got |= {(case.identifier, one.start, one.end, "person") for one in _read(case.text, case.language)}
    return f1(wanted, got), sorted(wanted ^ got)


@pytest.mark.parametrize("part", ["who", "who_second"])
def test_unseen_cases_of_russian_and_english_reach_the_target(part):
    score, differences = _score(part, lambda language: language in _WITH_MODEL)
    assert score >= 0.9, differences


@pytest.mark.parametrize("part", ["who", "who_second"])
def test_unseen_cases_of_the_other_languages_reach_the_target(part):
    score, differences = _score(part, lambda language: language not in _WITH_MODEL)
    assert score >= 0.75, differences


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Задержали гражданина Юсупова Шавката Рустамовича.", "ru", "Юсупов Шавкат Рустамович"),
        ("Со слов майора Санжара Омарбекова, груз на складе.", "ru", "Санжар Омарбеков"),
        ("Пассажирка Мадина Саидова задержана.", "ru", "Мадина Саидова"),
        ("С докладом ознакомили Наталью Викторовну Соколову.", "ru", "Наталья Викторовна Соколова"),
        ("Сотрудники опросили жителя села Камышово Г. Ниязова.", "ru", "Г. Ниязов"),
        ("Милиция Эмил Сатыбалдиевди кармады.", "ky", "Эмил Сатыбалдиев"),
        ("Xodimlar Laziz Hamroyevni ushladi.", "uz", "Laziz Hamroyev"),
        ("Милитсия Сафаров Исмоил Қодирович-ро боздошт.", "tg", "Сафаров Исмоил Қодирович"),
        ("Онҳо Комрон Сафарро дастгир карданд.", "tg", "Комрон Сафар"),
        ("Далер Раҳимиро боздоштанд.", "tg", "Далер Раҳимӣ"),
    ],
)
def test_a_name_is_given_in_the_first_case(text, language, name):
    assert [one.value.name for one in _read(text, language)] == [name]


def test_what_nothing_decides_keeps_the_other_reading():
    (found,) = _read("На складе нашли вещи, которыми владеет Г. Ниязова.", "ru")
    assert found.value.name == "Г. Ниязова"
    assert [other.name for other in found.alternatives] == ["Г. Ниязов"]


@pytest.mark.parametrize(
    ("text", "language", "role", "title"),
    [
        ("The driver, Aziz Example, was arrested.", "en", "driver", "The driver"),
        ("Saule Example, 51, the owner of Steppe Pharm LLP, was charged.", "en", "owner", "owner of Steppe Pharm LLP"),
        ("Captain Firuz Example, the agency's spokesman, spoke.", "en", "spokesman", "agency's spokesman"),
        ("Выступил заместитель министра внутренних дел Марат Кожаев.", "ru", "official",
         "заместитель министра внутренних дел"),
        ("Күдікті Бауыржан Қасенов бүгін ұсталды.", "kk", "suspect", "Күдікті"),
        ("سرهنگ رضا محمدی فرمانده انتظامی زابل گفت", "fa", "official", "فرمانده انتظامی زابل"),
    ],
)  # fmt: skip
def test_the_words_around_tell_role_and_title(text, language, role, title):
    (found,) = _read(text, language)
    assert (found.value.role, found.value.title) == (role, title)


def test_a_title_between_two_names_belongs_to_the_second():
    first, second = _read("Head of Unit Mr. Anton Example, Programme Coordinator Mr. Rustam Halimov spoke.", "en")
    assert first.value.title == "Head of Unit"
    assert second.value.title == "Programme Coordinator"


@pytest.mark.parametrize(
    ("text", "language", "year"),
    [
        ("Сафаров Исмоил, 1986 года рождения, опрошен.", "ru", 1986),
        ("1990 йилда туғилган Бобур Эргашев ушланди.", "uz", 1990),
        ("Gulnara Tasheva, born in 1979, was questioned.", "en", 1979),
        ("حسین صادقی متولد ۱۳۶۵ دستگیر شد", "fa", 1986),
    ],
)
def test_the_year_of_birth_is_read(text, language, year):
    assert [one.value.birth_year for one in _read(text, language)] == [year]


def test_a_citizen_has_the_state_named():
    (found,) = _read("Задержан гражданин Узбекистана Каримов Алишер.", "ru")
    assert found.value.nationality == "UZ"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police raided a house on Abai Avenue and a depot at Port Qasim in Mir Bacha Kot district.", "en"),
        ("В районе Шамсиддин Шохин и на улице Айни прошла операция «Мак».", "ru"),
        ("Дар ноҳияи Шамсиддин Шоҳин ва шаҳри Турсунзода чорабинӣ шуд.", "tg"),
        ("Alisher Navoiy ko‘chasida va Mirzaobod tumanida reyd o‘tkazildi.", "uz"),
        ("Жамбыл облысы Шу ауданында, Әл-Фараби көшесінде 12 келі гашиш табылды.", "kk"),
        ("پلیس استان سیستان و بلوچستان در محور ایرانشهر به بمپور تریاک کشف کرد.", "fa"),
        ("Изъяты мефедрон, «Трамадол» и автомат Калашникова у ТОО «Асыл Трейд».", "ru"),
    ],
)
def test_places_streets_firms_and_drugs_are_no_persons(text, language):
    assert [one.quote for one in _read(text, language)] == []


_PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["Каримов", " ", "А.", "Б.", "Colonel ", "Firuz Karimzoda", ", ", "директор ", "محمد ", "صادقی", "و", "-", "'",
         "o‘g‘li", "уулу", "\n", ".", "İ", "ß", "e\u0301", "\u200c", "🚗", "«", "»", "(", "Mr. ", "г. ", "born in 1979"]
    ),
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=12).map("".join)


@given(_TEXTS, st.sampled_from(["ru", "en", "tg", "uz", "kk", "ky", "tk", "az", "fa", "ps", ""]))
@settings(deadline=None, max_examples=60)
def test_offsets_lead_back_to_the_quote_and_reading_is_deterministic(text, language):
    found = persons(View(text), Setting(language=language))
    assert all(text[one.start : one.end] == one.quote for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert found == persons(View(text), Setting(language=language))


@given(st.sampled_from([case for case in cases("who") if case.of("person")]))
@settings(deadline=None, max_examples=40)
def test_an_unrelated_sentence_changes_no_name(case):
    alone = [one.value for one in _read(case.text, case.language)]
    amid = [one.value for one in _read("2021. \n\n" + case.text + "\n\n5 km.", case.language)]
    assert alone == amid


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("Задержаны Сафаров Исмоил и его напарник, 1991 года рождения.", "ru", [None]),
        ("Задержаны Сафаров Исмоил, 1985 года рождения, и его напарник, 1991 года рождения.", "ru", [1985]),
        ("Gulnara Tasheva and her brother, born in 1991, were detained.", "en", [None]),
        ("Gulnara Tasheva, a driver and a smuggler born in 1991, was detained.", "en", [1991]),
    ],
)
def test_a_year_behind_another_person_is_not_the_first_ones(text, language, years):
    assert [one.value.birth_year for one in _read(text, language)] == years


@pytest.mark.parametrize(
    "text", ["Iranian citizen Reza Example was arrested.", "An Iranian citizen, Reza Example, was arrested."]
)
def test_a_citizen_has_a_nationality_and_no_title_of_it(text):
    (found,) = _read(text, "en")
    assert (found.value.title, found.value.nationality) == ("", "IR")


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Assistant Collector Bilal Ahmed Example said so.", "en", ["Bilal Ahmed Example"]),
        ("Narkotiklərlə Mübarizə İdarəsində iclas keçirildi.", "az", []),
        ("Nizami Beynəlxalq Aeroportunda saxlanılıb.", "az", []),
        ("ویاند عبدالحق یوسف زی وویل", "ps", ["عبدالحق یوسف زی"]),
    ],
)
def test_offices_are_no_names_and_names_are_whole(text, language, names):
    assert [one.quote for one in _read(text, language)] == names
