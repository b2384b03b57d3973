"""Ways in which notices in English and Russian tell who, how much, when, whence, whither, where, by whom and hidden how."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _seizures(text, language):
    return answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]


def _seizure(text, language):
    (seizure,) = _seizures(text, language)
    return seizure


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "Patrols stopped a dhow and arrested its crew of seven. The hold contained 300 kg of hashish.", 7),
        ("en", "Officers caught a group of six with 3 kg of opium in Naryn.", 6),
        ("en", "A family of three were detained in Khujand with 3 kg of opium.", 3),
        ("ru", "Печник и двое его подручных арестованы, изъято 3 кг опия.", 3),
        ("ru", "Химик и трое его приятелей взяты под стражу. Изъято 3 кг опия.", 4),
        ("en", "A chemist and two of his helpers were arrested. Police seized 3 kg of opium.", 3),
        ("en", "A man and his elderly mother were arrested with 3 kg of opium.", 2),
        ("en", "A man and his 16-year-old nephew were arrested with 3 kg of opium.", 2),
        ("en", "A widow and her teenage daughter were detained with 3 kg of opium.", 2),
        ("en", "The driver, Askar Example, and his relief driver were detained with 3 kg of opium.", 2),
        ("ru", "Изъято 3 кг опия. Водитель Р.К. Асанов, 1979 г.р. (паспорт AC1234567), и пассажирка задержаны.", 2),
        ("az", "3 kq heroin aşkar edilib. Hər ikisi İran vətəndaşı olan sürücü və köməkçisi saxlanılıb.", 2),
    ],
)
def test_persons_told_by_a_number_behind_of_or_as_belonging_to_one(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "lots"),
    [
        ("ru", "Изъяты: опий – 1 250 г и гашиш – 410 г.", [("opium", 1.25), ("cannabis-resin", 0.41)]),
        ("ru", "Нашли героин - 2,5 кг, опий - 700 г.", [("heroin", 2.5), ("opium", 0.7)]),
        ("en", "Officers found heroin – 1 340 g and hashish – 90 g.", [("heroin", 1.34), ("cannabis-resin", 0.09)]),
        ("en", "Officers found 3 kg of heroin – 2 kg of hashish.", [("heroin", 3), ("cannabis-resin", 2)]),
        ("en", "Police pulled up 2,300 bushes of wild hemp.", [("cannabis-plant", 2300)]),
        ("en", "Police uprooted 150 wild hemp plants.", [("cannabis-plant", 150)]),
        ("en", "A farmer grew 80 shrubs of hemp.", [("cannabis-plant", 80)]),
        ("ru", "Выкорчевано 700 стеблей дикой конопли.", [("cannabis-plant", 700)]),
    ],
)
def test_amounts_behind_a_dash_and_wild_plants(language, text, lots):
    assert [(one["substance"], one["quantity"]) for one in _seizure(text, language)["items"]] == lots


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        (
            "en",
            "Following our talk of this morning: on the night of 9 to 10 May officers seized 3 kg of opium.",
            "05-09",
        ),
        ("en", "Further to my letter of 12 May, on 10 May officers seized 3 kg of opium in Osh.", "05-10"),
        ("ru", "По разговору сегодня утром: в ночь с 9 на 10 мая в Оше изъято 3 кг опия.", "05-09"),
    ],
)
def test_the_day_of_a_call_or_a_letter_is_not_that_of_the_event(language, text, day):
    assert _seizure(text, language)["date"] == f"2025-{day}"


@pytest.mark.parametrize(
    ("language", "text", "whence", "whither"),
    [
        ("en", "A couple from Nigeria were held in Baku with 3 kg of opium. They flew in from Doha.", "Doha", None),
        (
            "en",
            "3 kg of opium lay in a boat off Jask, taken aboard at Chabahar and meant for Oman.",
            "Chabahar",
            "Oman",
        ),
        ("en", "3 kg of opium were found near Osh, picked up in Khujand.", "Khujand", None),
        ("en", "3 kg of opium were found in Aktau; they were consigned to a trading firm in Baku.", None, "Baku"),
        ("en", "A car with 3 kg of opium was stopped near Osh, heading through Almaty for Kazan.", None, "Kazan"),
        ("en", "300 g of cocaine were mailed to a resident of Tomsk and found in Omsk.", None, "Tomsk"),
        ("ru", "В Баткене изъято 3 кг опия, ввезённых со стороны Таджикистана.", "Таджикистана", None),
        ("ru", "Посылку с 300 г кокаина прислали из Нидерландов жителю Казани.", "Нидерландов", "Казани"),
        ("ru", "С поезда «Душанбе – Москва» на станции Кандыагаш сняли 3 кг опия.", "Душанбе", "Москва"),
        ("ru", "В Оше изъято 3 кг опия. Груз забрали в Мургабе.", "Мургабе", None),
    ],
)
def test_whence_and_whither(language, text, whence, whither):
    seizure = _seizure(text, language)
    assert ((seizure["from"] or {}).get("quote"), (seizure["to"] or {}).get("quote")) == (whence, whither)


@pytest.mark.parametrize(
    ("language", "text", "iso"),
    [
        ("ru", "В бишкекском микрорайоне «Асанбай» изъято 3 кг опия.", "KG-GB"),
        ("ru", "В алматинской квартире изъято 3 кг опия.", "KZ-75"),
        ("ru", "На ташкентском рынке изъято 3 кг опия.", "UZ-TK"),
        ("ru", "300 г кокаина прислали из Испании жительнице Томска. Посылку вскрыли на почтамте Омска.", "RU-OMS"),
        ("ru", "На КПП «Достук» (Кара-Сууйский район Ошской области) изъято 3 кг опия.", "KG-O"),
    ],
)
def test_the_place_is_told_by_an_adjective_or_a_bracket_and_is_not_the_home_of_the_addressee(language, text, iso):
    assert _seizure(text, language)["place"]["iso"] == iso


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "A married couple from Pakistan were held in Baku with 3 kg of opium.", ["PK"]),
        ("en", "Two men from Nigeria were arrested in Almaty with 3 kg of opium.", ["NG"]),
        ("en", "The crew of four, all of them Iranians, were arrested with 3 kg of opium.", ["IR"]),
        ("en", "Three Afghans were arrested in Khorog with 3 kg of opium.", ["AF"]),
        ("en", "A lorry from Pakistan was stopped in Baku with 3 kg of opium.", []),
    ],
)
def test_who_is_from_a_country_or_called_by_its_people_is_of_it(language, text, codes):
    assert _seizure(text, language)["nationalities"] == codes


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Tajik border guards seized 3 kg of opium near Ishkashim.", "tj-border"),
        ("en", "The customs of Azerbaijan seized 3 kg of opium in Astara.", "az-customs"),
        ("en", "Iran's Border Guard seized 3 kg of opium near Zabol.", "ir-border"),
        ("en", "Kyrgyz police seized 3 kg of opium in Osh.", "kg-mia"),
        ("en", "The Shymkent City Police Department seized 3 kg of opium.", ""),
        ("ru", "Таможенники Узбекистана изъяли 3 кг опия в Термезе.", "uz-customs"),
        ("ru", "Таджикские пограничники изъяли 3 кг опия у Ишкашима.", "tj-border"),
        ("ru", "3 кг опия изъяты в Омске, рассказали в Уральском таможенном управлении.", "ru-customs"),
    ],
)
def test_the_service_of_a_state_is_that_of_the_list(language, text, code):
    assert (_seizure(text, language)["agency"]["code"] or "") == code


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "The rucksacks which they threw away contained 3 kg of opium.", "backpack"),
        ("en", "A suitcase left on the platform held 3 kg of opium.", "baggage"),
        ("en", "Passengers with bags were held; police found 3 kg of opium.", None),
        ("en", "A woman was arrested with 3 kg of opium bound to her ankles.", "body"),
        ("en", "A scan had shown foreign bodies in her stomach; she passed 1 kg of heroin.", "swallowed"),
        ("en", "Behind the bathroom panelling of the flat detectives found 3 kg of opium.", "residence"),
        ("en", "Stowed beneath sheets on the deck were 3 kg of opium.", "vessel"),
        ("en", "Officers pulled 3 kg of opium out of cavities in the rear walls of a lorry.", "car-parts"),
        ("en", "Officers found 3 kg of opium inside a soft toy.", "toys"),
        ("ru", "За стенной панелью тамбура лежали 3 кг опия.", "car-parts"),
        ("ru", "Внутри плюшевого зайца лежали 300 г кокаина.", "toys"),
        ("ru", "Двое делали тайники у стены; в тайниках нашли 300 г мефедрона.", "dead-drop"),
    ],
)
def test_hiding_is_told_by_what_held_or_covered_the_lot(language, text, code):
    found = _seizure(text, language)["concealment"]
    assert (found and found["code"]) == code


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Men who crossed the Pyanj on lorry tubes had 3 kg of opium.", "river"),
        ("en", "A container with 400 litres of acetic anhydride had come by rail from Tianjin.", "rail"),
        ("ru", "Двое нарушили границу и бросили рюкзаки с 3 кг опия.", "pedestrian"),
        ("ky", "Ат минген эки кишини токтотту. Куржунунан 8 килограмм апийим чыкты.", "animal"),
        ("ru", "Задержана пара подростков с 3 кг опия.", None),
    ],
)
def test_how_it_was_carried(language, text, code):
    found = _seizure(text, language)["conveyance"]
    assert (found and found["code"]) == code


def test_arrests_belong_to_the_event_of_their_own_day():
    text = (
        "On 5 May a woman and her grown-up son were arrested in Osh with 2 kg of hashish. On 7 May a pensioner was "
        "arrested in Naryn with 5 kg of opium. A patrol uprooted 300 bushes of wild hemp in Batken region on 3 May."
    )
    assert [(one["arrested"], one["date"][-2:]) for one in _seizures(text, "en")] == [
        (2, "05"),
        (1, "07"),
        (None, "03"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "The shop owner, 51-year-old Sergei K., and three porters were arrested with 3 kg of opium.", 4),
        (
            "en",
            "The lorry driver, a 44-year-old man from Osh, and two loaders were held in custody with 3 kg of opium.",
            3,
        ),
        ("en", "The presumed organiser, Askar Example, and four helpers were detained with 3 kg of opium.", 5),
        ("ru", "Изъято 3 кг опия. Вербовщик, 31-летний Данияр С., и трое курьеров заключены под стражу.", 4),
        ("ru", "Изъято 3 кг опия. Хозяйка квартиры, 47-летняя жительница Оша, и двое покупателей задержаны.", 3),
        ("ru", "Изъято 3 кг опия. Начальник склада, Тимур Образцов, и четверо грузчиков арестованы.", 5),
        ("uz", "3 kg opiy topildi. Guruh rahbari, 35 yoshli Anvar Karimov, va ikki nafar kuryer ushlandi.", 3),
        ("kk", "3 кг апиын тәркіленді. Ұйымдастырушы, 35 жастағы Ерлан Ахметов, және екі курьер ұсталды.", 3),
        ("tg", "3 кг афюн мусодира шуд. Роҳбари гурӯҳ, Фирӯз Каримов, ва ду курер дастгир шуданд.", 3),
        ("en", "Officers seized 3 kg of opium, arrested Askar Example, and two couriers were arrested.", 2),
        (
            "en",
            "Five people, including a driver, his 24-year-old wife, and two couriers, were arrested with 3 kg of opium.",
            5,
        ),
    ],
)
def test_one_told_by_a_name_or_an_age_between_commas_and_several_more(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "3 kg of opium were found. The ticket clerk, a night watchman and the stationmaster were arrested.", 3),
        ("en", "3 kg of opium were found. A deckhand, the ship cook and a customs broker were detained.", 3),
        ("en", "3 kg of opium were found. A warehouse keeper, her brother and a crane operator were arrested.", 3),
        ("en", "3 kg of opium were found. The driver, a resident of Osh, and his brother were arrested.", 2),
        ("en", "3 kg of opium, a car, a rifle and the phone of a driver were captured; the driver was arrested.", 1),
        ("ru", "Изъято 3 кг опия. Стрелочник, его помощник и обходчик путей задержаны.", 3),
        ("ru", "Изъято 3 кг опия. Кладовщик, бухгалтер и ночной сторож арестованы.", 3),
        ("ru", "Изъято 3 кг опия. Задержаны повар, его сменщик и крановщик.", 3),
        ("ru", "Изъято 3 кг опия. Автомобиль, прицеп и водитель задержаны.", 1),
        ("ru", "Изъято 3 кг опия. Водитель и машина задержаны.", 1),
        ("uz", "3 kg opiy topildi. Mashinist, uning yordamchisi va oshpaz ushlandi.", 3),
        ("ky", "3 кг апийим алынды. Машинист, анын жардамчысы жана ашпозчу кармалды.", 3),
    ],
)
def test_a_row_of_single_roles_that_no_list_knows(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("uz", "3 kg opiy topildi. Haydovchi va uch nafar hamrohi qo‘lga olindi.", 4),
        ("uz", "Тожикистон фуқароси бошқарган машинадан 3 кг опий топилди. Ҳайдовчи ва бир нафар йўловчи ушланди.", 2),
        ("uz", "3 kg opiy topildi. Ombor mudiri Sardor Toshev va uch nafar yuk tashuvchi ushlandi.", 4),
        ("uz", "3 кг опий топилди. Бекат бошлиғи Акмал Юсупов ва бир нафар сотувчи қўлга олинди.", 2),
        ("tg", "3 кг афюн мусодира шуд. Ду нафар сокини Хуҷанд ва ронанда дастгир шуданд.", 3),
        ("az", "3 kq tiryək aşkar edilib. Sürücü və üç nəfər sərnişin saxlanılıb.", 4),
    ],
)
def test_the_noun_behind_a_counter_is_of_its_count(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("ru", "Изъято 3 кг опия. Арестовать подозреваемых не удалось.", None),
        ("ru", "Изъято 3 кг опия. Поймать никого не смогли.", None),
        ("ru", "Изъято 3 кг опия. На месте никто задержан не был.", None),
        ("ru", "Изъято 3 кг опия. Избежать ареста ему не удалось.", 1),
        ("ru", "Изъято 3 кг опия. Никто не пострадал, двое мужчин задержаны.", 2),
        ("en", "3 kg of opium were found. No one could be arrested on the spot.", None),
        ("en", "3 kg of opium were found. Officers were unable to detain anyone.", None),
        ("en", "3 kg of opium were found. The smuggler could not be apprehended.", None),
        ("en", "3 kg of opium were found. The driver was unable to flee and was detained.", 1),
        ("uz", "3 kg opiy topildi. Voqea joyida hech kim hibsga olinmadi.", None),
        ("uz", "3 кг опий топилди. Ҳеч ким ушланмаган.", None),
        ("kk", "3 кг апиын тәркіленді. Ешкімді ұстау мүмкін болмады.", None),
        ("az", "3 kq tiryək aşkar edilib. Heç kəsi saxlamaq mümkün olmayıb.", None),
    ],
)
def test_nobody_was_arrested(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        (
            "en",
            (
                "On 5 May 2025 officers uprooted 300 bushes of wild hemp in Osh region. That evening they stopped a car near "
                "Uzgen with 3 kg of hashish. Two brothers were arrested."
            ),
            [None, 2],
        ),
        (
            "ru",
            (
                "5 мая 2025 года в Ошской области сожгли 900 кустов конопли. В ту же ночь на трассе остановили «Жигули» с "
                "4 кг гашиша. Водитель и пассажир арестованы."
            ),
            [None, 2],
        ),
        (
            "uz",
            (
                "2025-yil 5-may kuni Samarqand viloyatida 900 tup kanop o‘rib tashlandi. O‘sha kuni kechqurun Urgutda "
                "to‘xtatilgan mashinadan 4 kg gashish topildi. Haydovchi ushlandi."
            ),
            [None, 1],
        ),
        (
            "en",
            (
                "On 5 May 2025 officers destroyed 300 cannabis plants in a garden in Osh and found 2 kg of marijuana in "
                "the house. The owner was arrested."
            ),
            [1],
        ),
    ],
)
def test_arrests_behind_plants_destroyed_are_of_the_seizure_that_followed(language, text, arrested):
    found = _seizures(text, language)
    assert [one["arrested"] for one in found] == arrested
    assert {(one["date"], bool(one["place"])) for one in found} == {("2025-05-05", True)}
