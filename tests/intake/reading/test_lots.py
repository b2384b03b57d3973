"""Lots: which amount is of which substance, what is a total, what is one seizure and what are two."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def items(text, language="auto"):
    told = answer(read(text, language=language, published=date(2024, 6, 1)))
    return [[(x["substance"], x["quantity"], x["unit"]) for x in seizure["items"]] for seizure in told["seizures"]]


@pytest.mark.parametrize(
    ("language", "text", "lots"),
    [
        ("ru", "Изъято героина 1,5 кг, гашиша 2 кг.", [("heroin", 1.5), ("cannabis-resin", 2)]),
        ("ru", "Изъято 1,5 кг героина, 2 кг гашиша.", [("heroin", 1.5), ("cannabis-resin", 2)]),
        ("ru", "Обнаружен героин. Вес изъятого составил 300 граммов.", [("heroin", 0.3)]),
        ("ru", "Изъят героин общим весом 3 кг и весы весом 12 кг.", [("heroin", 3)]),
        ("en", "Officers found a 12-kg cylinder and 3 kg of opium.", [("opium", 3)]),
        ("en", "Police seized hashish weighing 64 kg.", [("cannabis-resin", 64)]),
        ("tg", "Афюнро ба миқдори 2 кг мусодира карданд.", [("opium", 2)]),
        ("fa", "تریاک به وزن ۵ کیلوگرم کشف شد.", [("opium", 5)]),
    ],
)
def test_the_substance_stands_before_or_behind(language, text, lots):
    assert items(text, language) == [[(code, quantity, "kg") for code, quantity in lots]]


def test_a_number_and_its_unit_around_the_substance():
    assert items("They found 1,500 ecstasy pills.", "en") == [[("mdma", 1500, "tablet")]]
    assert items("3 минг дона «Лирика» капсула топилган.", "uz") == [[("pregabalin", 3000, "capsule")]]


def test_one_amount_of_two_substances_is_several_drugs():
    told = answer(read("Изъято более 700 кг гашиша и опия.", language="ru"))
    (item,) = told["seizures"][0]["items"]
    assert (item["substance"], item["substances"]) == ("unspecified-mixture", ["cannabis-resin", "opium"])
    assert item["confidence"] <= 0.5


def test_a_stated_total_is_no_lot_beside_its_parts():
    told = answer(read("Изъято 12 кг наркотиков, в том числе 10 кг героина и 2 кг опия.", language="ru"))
    (seizure,) = told["seizures"]
    assert [item["substance"] for item in seizure["items"]] == ["heroin", "opium"]
    assert (seizure["total_stated"]["quantity"], seizure["total_stated"]["unit"]) == (12, "kg")


def test_two_days_are_two_seizures():
    text = "5 мая 2024 года в Оше изъято 3 кг героина. 7 мая в Баткене у пассажира нашли 5 кг гашиша."
    assert items(text) == [[("heroin", 3, "kg")], [("cannabis-resin", 5, "kg")]]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Стоимость 1 кг героина на чёрном рынке — 20 тысяч долларов."),
        ("en", "A kilogram of heroin costs 5,000 dollars there."),
    ],
)
def test_a_price_is_no_lot(language, text):
    assert items(text, language) == []


def test_a_day_behind_the_lots_belongs_to_them():
    told = answer(read("Изъято 3 кг героина. Случай произошёл 10 мая 2024 года.", language="ru"))
    assert [seizure["date"] for seizure in told["seizures"]] == ["2024-05-10"]


def test_an_event_told_twice_is_one():
    text = (
        "Police seized 12 kg of heroin. On 5 May 2024 a car was stopped near Osh. In it officers found 12 kg of heroin."
    )
    assert items(text) == [[("heroin", 12, "kg")]]


@pytest.mark.parametrize(
    "text",
    [
        "С начала года изъято 412 кг гашиша.",
        "За девять месяцев 2022 года изъято 3 тонны наркотиков.",
        "Since 2019 at least 640 kg of hashish has been seized.",
        "Жыл басынан бері 9 тонна марихуана тәркіленді.",
        "Bu ilin 9 ayı ərzində 780 kq həşiş dövriyyədən çıxarılıb.",
    ],
)
def test_a_figure_of_a_period_is_no_seizure(text):
    told = answer(read(text, published=date(2024, 6, 1)))
    assert (told["kind"], told["seizures"], len(told["aggregates"])) == ("statistic", [], 1)


@pytest.mark.parametrize(
    ("language", "text", "periods"),
    [
        (
            "en",
            "Since 2019 the centre has run 12 operations; 640 kg of opium were seized in January–June 2026.",
            ["2026-01-01/2026-06-30"],
        ),
        (
            "en",
            "In 2025, 640 kg of opium were seized, up from 590 kg of opium in 2024.",
            ["2025-01-01/2025-12-31", "2024-01-01/2024-12-31"],
        ),
        ("en", "In 2025 police seized 640 kg of opium and 3 kg of heroin.", ["2025-01-01/2025-12-31"] * 2),
        (
            "ru",
            "С 2019 года проведено 12 операций; в январе–июне 2026 года изъято 640 кг опия.",
            ["2026-01-01/2026-06-30"],
        ),
        (
            "uz",
            "2019-yildan buyon 12 ta operatsiya o'tkazildi; 2026-yilning yanvar-iyun oylarida 640 kg afyun musodara qilindi.",
            ["2026-01-01/2026-06-30"],
        ),
        (
            "en",
            "Osh, 3 November 2026. Since the start of the year 640 kg of opium were seized.",
            ["2026-01-01/2026-11-03"],
        ),
        ("ru", "3 ноября 2026 года. С начала года изъято 640 кг опия.", ["2026-01-01/2026-11-03"]),
    ],
)
def test_a_sum_is_of_the_period_of_its_own_clause(language, text, periods):
    assert [one["period"] for one in answer(read(text, language=language))["aggregates"]] == periods


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "Dushanbe, 3 May 2026. 640 kg of opium were seized in Europe in 2025.", "in Europe"),
        ("ru", "В 2025 году в странах Европы изъято 640 кг опия.", "в странах Европы"),
        ("tg", "Дар соли 2025 дар Аврупо 640 кг афюн мусодира шуд.", "дар Аврупо"),
        ("uz", "2025-yilda Yevropada 640 kg afyun musodara qilindi.", "Yevropada"),
        ("kk", "2025 жылы Еуропада 640 кг апиын тәркіленді.", "Еуропада"),
        ("ky", "2025-жылы Европада 640 кг апийим тартып алынды.", "Европада"),
        ("tk", "2025-nji ýylda Ýewropada 640 kg tirýek ele salyndy.", "Ýewropada"),
        ("az", "2025-ci ildə Avropada 640 kq tiryək götürülüb.", "Avropada"),
        ("fa", "در سال ۲۰۲۵ در اروپا ۶۴۰ کیلوگرم تریاک کشف شد.", "در اروپا"),
        ("ps", "په ۲۰۲۵ کال کې په اروپا کې ۶۴۰ کیلوګرامه تریاک ونیول شول.", "په اروپا کې"),
    ],
)
def test_a_figure_of_another_part_of_the_world_is_of_no_state_here(language, text, words):
    told = answer(read(text, language=language))
    (one,) = told["aggregates"]
    assert (one["country"], one["elsewhere"]["quote"]) == (None, words)
    assert one["confidence"] <= 0.3
    assert told["notes"][-1] == f"figure of elsewhere: {words}"


def test_a_figure_of_a_state_named_beside_another_part_of_the_world_is_that_states():
    told = answer(read("In 2025 Tajikistan seized 640 kg of opium, more than was seized in Europe.", language="en"))
    (one,) = told["aggregates"]
    assert (one["country"], one["elsewhere"]) == ("TJ", None)


@pytest.mark.parametrize(
    "text",
    ["На встрече говорили об изъятиях опия и метадона.", "В районе 5 автомобилей и 46 свёртков.", "", "   ", "5"],
)
def test_without_an_amount_of_a_substance_there_is_no_lot(text):
    told = answer(read(text))
    assert (told["seizures"], told["aggregates"]) == ([], [])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Водитель и пассажир задержаны.", 2),
        ("Two Turkish nationals were wounded and three men were arrested.", 3),
        ("No one was detained.", None),
        ("Задержан 34-летний житель Оша.", 1),
        ("Четверо подозреваемых взяты под стражу.", 4),
        ("سه قاچاقچی دستگیر شدند.", 3),
    ],
)
def test_persons_detained_are_counted(text, number):
    amount = {
        "س": "۵ کیلوگرم هروئین کشف شد. ",
        "T": "They seized 5 kg of heroin. ",
        "N": "They seized 5 kg of heroin. ",
    }
    told = answer(read(amount.get(text[0], "Изъято 5 кг героина. ") + text))
    assert told["seizures"][0]["arrested"] == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("BATKEN, 19 June 2023 - On 16 June 2023 officers found 4 kg of opium.", date(2023, 6, 16)),
        ("A search began on 12 June 2023. On 16 June 2023 officers found 4 kg of opium.", date(2023, 6, 16)),
        ("Опубликовано: 19 июня 2023 г. Найдено 4 кг опия.", date(2023, 6, 19)),
    ],
)
def test_the_day_nearest_to_the_lots_is_that_of_the_seizure(text, day):
    (seizure,) = read(text).seizures
    assert seizure.date.value.start == day


@pytest.mark.parametrize(
    ("language", "event", "period"),
    [
        ("en", "On 16 June 2023 a guard in Osh found 4 kg of heroin.", "This year 912 kg of opium has been taken."),
        ("en", "On 16 June 2023 a guard in Osh found 4 kg of heroin.", "912 kg of drugs were taken this year in all."),
        ("ru", "16 июня 2023 года на посту найдено 4 кг героина.", "В текущем году изъято 912 кг наркотиков."),
        ("tg", "16 июни соли 2023 дар Хуҷанд 4 кг героин ёфт шуд.", "Дар соли ҷорӣ 912 кг маводи мухаддир гирифта шуд."),
        ("uz", "2023-yil 16-iyun kuni Buxoroda 4 kg geroin topildi.", "Joriy yilda 912 kg giyohvand modda olindi."),
        ("kk", "2023 жылғы 16 маусымда Таразда 4 кг героин табылды.", "Жыл басынан 912 кг есірткі алынды."),
        ("ky", "2023-жылдын 16-июнунда Ошто 4 кг героин табылды.", "Жыл башынан 912 кг баңгизат табылды."),
        ("tk", "2023-nji ýylyň 16-njy iýunynda Maryda 4 kg geroin tapyldy.", "Ýylyň başyndan 912 kg tirýek tapyldy."),
        ("az", "16 iyun 2023-cü ildə Gəncədə 4 kq heroin tapılıb.", "Cari ildə 912 kq narkotik tapılıb."),
        ("fa", "در ۱۶ ژوئن ۲۰۲۳ در مشهد ۴ کیلوگرم هروئین کشف شد.", "از آغاز سال ۹۱۲ کیلوگرم مواد مخدر کشف شد."),
        ("ps", "د ۲۰۲۳ د جون په ۱۶مه په کابل کې ۴ کیلوګرامه هیرویین ونیول شول.",
         "د کال له پیل راهیسې ۹۱۲ کیلوګرامه تریاک ونیول شول."),
    ],
)  # fmt: skip
def test_a_figure_of_a_period_behind_a_seizure_is_neither_its_lot_nor_its_total(language, event, period):
    told = read(f"{event} {period}", language=language)
    (seizure,) = told.seizures
    assert ([lot.amount.value.quantity for lot in seizure.lots], seizure.total) == ([4], None)
    assert [one.lot.amount.value.quantity for one in told.aggregates] == [912]


def test_a_seizure_compared_with_a_period_stays_one():
    text = "On 16 June 2023 a van was stopped near Osh. In it were 4 kg of heroin, the most found this year."
    (seizure,) = read(text).seizures
    assert (seizure.date.value.start, read(text).aggregates) == (date(2023, 6, 16), ())


def test_an_agency_of_the_list_in_the_sentence_of_the_lots_is_told_before_a_local_office():
    text = "УВД Бухарской области и СГБ Узбекистана 5 мая 2024 года изъяли 3 кг героина."
    (seizure,) = answer(read(text, language="ru"))["seizures"]
    assert seizure["agency"]["code"] == "uz-sss"


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("tg", "5 кг маводи мухаддир аз қабили каннабис (ҳашиш) мусодира шуд.", "cannabis-resin"),
        ("tg", "5 кг каннабис (ҳашиш) мусодира шуд.", "cannabis-resin"),
        ("ru", "Изъято 5 кг наркотиков вида героин.", "heroin"),
        ("en", "Police seized 5 kg of drugs of the type heroin (raw opium).", "heroin"),
        ("ru", "Изъято 5 кг наркотиков (героин и гашиш).", "unspecified-mixture"),
        ("ru", "Изъято 5 кг наркотиков вида героин и гашиш.", "unspecified-mixture"),
    ],
)
def test_the_kind_behind_the_word_for_drugs_is_the_substance_and_a_bracket_a_remark_unless_it_tells_a_kin(
    language, text, code
):
    assert items(text, language) == [[(code, 5, "kg")]]
