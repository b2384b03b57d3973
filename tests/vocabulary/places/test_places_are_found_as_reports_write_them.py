"""Settlements, districts and crossing points, in every script and order of words that reports use."""

import pytest

from chorsu.vocabulary.places import find_place


@pytest.mark.parametrize(
    ("text", "country", "admin1", "name"),
    [
        ("г. Санкт-Петербург", "RU", "RU-SPE", "Saint Petersburg"),
        ("Leningrad Region, St. Peterburg", "RU", "RU-SPE", "Saint Petersburg"),
        ("Moscow city", "RU", "RU-MOW", "Moscow"),
        ("Московская обл., г. Химки", "RU", "RU-MOS", "Khimki"),
        ("г. Н. Новгород", "RU", "RU-NIZ", "Nizhniy Novgorod"),
        ("Yamal-Nenets Autonomous Area, No-yabr'sk city", "RU", "RU-YAN", "Noyabrsk"),
        ("Osh, Osh", "KG", "KG-GO", "Osh"),
        ("Bishkek, Chu", "KG", "KG-GB", "Bishkek"),
        ("Ош шаары", "KG", "KG-GO", "Osh"),
        ("Tashkent, Tashkent city", "UZ", "UZ-TK", "Tashkent"),
        ("Tashkent, Bekabad city", "UZ", "UZ-TO", "Bekobod"),
        ("Farg‘ona viloyati, Marg‘ilon shahri", "UZ", "UZ-FA", "Marg‘ilon"),
        ("Sogd province Khudjand city", "TJ", "TJ-SU", "Khujand"),
        ("шаҳри Кӯлоб", "TJ", "TJ-KT", "Kŭlob"),
        ("Khorog City, Gorno-Badakhshan", "TJ", "TJ-GB", "Khorugh"),
        ("Ashgabat, Ahal Welayaty", "TM", "TM-S", "Ashgabat"),
        ("Mary, Mary Welayaty", "TM", "TM-M", "Mary"),
        ("Түркістан қаласы", "KZ", "KZ-61", "Turkistan"),
        ("г. Нур-Султан", "KZ", "KZ-71", "Astana"),
        ("Bakı şəhəri", "AZ", "AZ-BA", "Baku"),
        ("هرات", "AF", "AF-HER", "Herāt"),
        ("زاهدان", "IR", "IR-11", "Zahedan"),
        ("PS ANF Lahore", "PK", "PK-PB", "Lahore"),
        ("в Бишкеке", "KG", "KG-GB", "Bishkek"),
        ("Алматыда", "KZ", "KZ-75", "Almaty"),
    ],
)
def test_a_settlement_is_found_with_its_region(text, country, admin1, name):
    found = find_place(text, country)
    assert (found.admin1, found.name, found.flags) == (admin1, name, ())
    assert found.latitude is not None


@pytest.mark.parametrize(
    ("text", "country", "admin1"),
    [
        ("Термезский район", "UZ", "UZ-SU"),
        ("Termezskiy rayon", "UZ", "UZ-SU"),
        ("Termiz tumani", "UZ", "UZ-SU"),
        ("Музрабадский р-н", "UZ", "UZ-SU"),
        ("Уртачирчикский район", "UZ", "UZ-TO"),
        ("ноҳияи Шамсиддин Шоҳин", "TJ", "TJ-KT"),
        ("Shuroobod district", "TJ", "TJ-KT"),
        ("Shugnan District, Gorno-Badakhshan", "TJ", "TJ-GB"),
        ("Tursunzade District, Districts of Republican Subordination", "TJ", "TJ-RA"),
        ("Iolatanskiy district, Mary Welayaty", "TM", "TM-M"),
        ("Мары велаяты, Серхетабатский этрап", "TM", "TM-M"),
        ("Сокулукский район", "KG", "KG-C"),
        ("Алматы облысы, Талғар ауданы", "KZ", "KZ-19"),
        ("Бескарагайский район", "KZ", "KZ-10"),
        ("Astara rayonu", "AZ", "AZ-AST"),
    ],
)
def test_a_district_is_found_with_its_region(text, country, admin1):
    found = find_place(text, country)
    assert (found.admin1, found.how) == (admin1, "district")
    assert found.latitude is not None


@pytest.mark.parametrize(
    ("text", "country", "place_id"),
    [
        ('BCP "Korday", Zhambyl', "KZ", "x-kz-korday"),
        ("Жамбылская обл., КПП «Кордай-авто»", "KZ", "x-kz-korday"),
        ('Жамбылская область, с.Кордай таможенный пост "Карасу"', "KZ", "x-kz-karasu"),
        ("отдел пограничного контроля Сыпатай батыр", "KZ", "x-kz-sypatai-batyr"),
        ('Таможенный комплекс "Айритом"', "UZ", "x-uz-ayritom"),
        ("КПП Нижний Пяндж", "TJ", "x-tj-nizhny-panj"),
        ("КПП Достук", "KG", "x-kg-dostuk"),
        ("Верхний Ларс", "RU", "x-ru-verkhny-lars"),
        ("международном аэропорту «Манас»", "KG", "x-kg-manas-airport"),
    ],
)
def test_a_crossing_point_is_told_from_the_village_of_its_name(text, country, place_id):
    found = find_place(text, country)
    assert (found.place_id, found.how) == (place_id, "crossing")


def test_the_village_is_told_from_the_crossing_point():
    assert find_place("село Кордай Кордайский район", "KZ").how == "settlement"


@pytest.mark.parametrize("text", ["Zhambyl", "Khorezm, ", ", South Kazakhstan", "Akmola", "Kokshetaw, Akmolla Region"])
def test_a_regions_name_is_not_taken_for_a_town_once_called_so(text):
    country = "UZ" if "Khorezm" in text else "KZ"
    found = find_place(text, country)
    assert found.name not in {"Taraz", "Xiva", "Astana"}
    assert found.admin1.startswith(country)


@pytest.mark.parametrize("text", ["Unknown", "", "пассаж. поезд № 305", "Int / Coord Ops", "Sebastia str, 16", "#"])
def test_words_that_name_nothing_give_none(text):
    assert find_place(text, "PK") is None


def test_a_road_between_two_towns_is_neither():
    found = find_place('Жамбылская область, трасса "Тараз-Алматы"', "KZ")
    assert (found.place_id, found.admin1) == ("KZ-31", "KZ-31")


def test_namesakes_stay_open_and_say_so():
    found = find_place("Красноармейск", "RU")
    assert (found.place_id, found.admin1, found.flags) == (None, None, ("ambiguous_place",))
