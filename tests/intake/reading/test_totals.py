"""Totals of a period are never events, their parts neither, and their period ends with the day of publication."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read

HALF, NINE = "2025-01-01/2025-06-30", "2025-01-01/2025-09-30"
TO_NOVEMBER, TO_AUGUST = "2025-01-01/2025-11-14", "2025-01-01/2025-08-20"


@pytest.mark.parametrize(
    ("language", "published", "text", "periods"),
    [
        (
            "en",
            date(2025, 7, 20),
            "At a briefing in Osh on 18 July, the head of the Service said that its officers took 1.8 tonnes of narcotics out of circulation in the first half of 2025. The total includes 940 kg of hashish and 210 kg of heroin.",
            [HALF] * 3,
        ),
        (
            "en",
            date(2025, 10, 20),
            "The regional police of Naryn reported on 14 October 2025 on the first nine months of the year. During this period 312 kg of drugs were seized, of that 120 kg of marijuana.",
            [NINE] * 2,
        ),
        (
            "en",
            date(2025, 7, 20),
            "In the first half of 2025, customs officers in Baku seized 650 kg of drugs. Of that, 400 kg was methamphetamine. Heroin accounted for 90 kg.",
            [HALF] * 3,
        ),
        (
            "en",
            date(2025, 12, 20),
            "Speaking in Almaty on 12 December, the deputy minister said 2.4 tonnes of drugs had been seized since the beginning of the year, including 1.1 tonnes of hashish.",
            ["2025-01-01/2025-12-20"] * 2,
        ),
        ("en", date(2025, 8, 20), "This year to date the agency has confiscated 50 kg of heroin.", [TO_AUGUST]),
        ("en", date(2025, 8, 20), "The agency has confiscated 900 kg of heroin since 2021.", ["2021-01-01/2025-08-20"]),
        ("en", date(2025, 8, 20), "Since January 2025 police in Dushanbe have seized 77 kg of opium.", [TO_AUGUST]),
        (
            "en",
            date(2025, 8, 20),
            "Since March, police in Dushanbe have seized 77 kg of opium.",
            ["2025-03-01/2025-08-20"],
        ),
        ("en", date(2025, 10, 20), "In nine months of 2025 customs seized 77 kg of opium.", [NINE]),
        ("en", date(2025, 8, 20), "In 2025 so far, police in Dushanbe have seized 77 kg of opium.", [TO_AUGUST]),
        (
            "ru",
            date(2025, 10, 14),
            "По итогам девяти месяцев 2025 года сотрудники Службы изъяли из незаконного оборота 1 тонну 200 кг наркотиков. Из них 640 кг гашиша, 95 кг героина.",
            [NINE] * 3,
        ),
        (
            "ru",
            date(2025, 7, 14),
            "На брифинге в Бишкеке 10 июля сообщили, что за первое полугодие изъято 820 кг наркотических средств. В том числе 300 кг марихуаны.",
            [HALF] * 2,
        ),
        (
            "ru",
            date(2025, 7, 14),
            "10 июля на брифинге в Оше начальник УВД рассказал: в первом полугодии 2025 года из незаконного оборота изъято 820 кг наркотиков. Среди них – 300 кг марихуаны и 12 кг героина.",
            [HALF] * 3,
        ),
        ("ru", date(2025, 11, 14), "С начала года в Худжанде изъято 45 кг опия.", [TO_NOVEMBER]),
        ("ru", date(2025, 11, 14), "С января 2025 года в Худжанде изъято 45 кг опия.", [TO_NOVEMBER]),
        ("ru", date(2025, 11, 14), "С 2022 года таможенники изъяли 450 кг опия.", ["2022-01-01/2025-11-14"]),
        ("ru", date(2025, 10, 14), "За девять месяцев 2025 года в Ошской области изъято 45 кг опия.", [NINE]),
        (
            "ru",
            date(2025, 11, 14),
            "В текущем году пограничники изъяли 310 кг наркотиков, в том числе 280 кг опия.",
            [TO_NOVEMBER] * 2,
        ),
        (
            "uz",
            date(2025, 7, 14),
            "2025-yilning birinchi yarmida Termizda bojxonachilar 430 kg giyohvand vositani musodara qildi. Shundan 300 kg opiy.",
            [HALF] * 2,
        ),
        (
            "uz",
            date(2025, 7, 14),
            "2025 йилнинг биринчи ярмида Термизда 430 кг гиёҳванд модда олиб қўйилди. Шундан 300 кг опий, 40 кг героин.",
            [HALF] * 3,
        ),
        ("uz", date(2025, 11, 14), "Yil boshidan buyon 45 kg opiy olib qo‘yildi.", [TO_NOVEMBER]),
        (
            "uz",
            date(2025, 10, 14),
            "10-oktyabr kuni Toshkentda bo‘lib o‘tgan brifingda aytilishicha, 2025-yilning to‘qqiz oyida 45 kg opiy olib qo‘yilgan.",
            [NINE],
        ),
        (
            "kk",
            date(2025, 7, 14),
            "2025 жылдың бірінші жартыжылдығында Шымкентте 430 кг есірткі тәркіленді. Оның ішінде 300 кг гашиш.",
            [HALF] * 2,
        ),
        ("kk", date(2025, 11, 14), "Жыл басынан бері 45 кг апиын тәркіленді.", [TO_NOVEMBER]),
        (
            "kk",
            date(2025, 10, 14),
            "10 қазанда Астанада өткен брифингте 2025 жылдың тоғыз айында 45 кг апиын тәркіленгені айтылды.",
            [NINE],
        ),
        (
            "ky",
            date(2025, 7, 14),
            "2025-жылдын биринчи жарымында Ошто 430 кг баңгизат алынды. Анын ичинен 300 кг гашиш.",
            [HALF] * 2,
        ),
        ("ky", date(2025, 11, 14), "Жыл башынан бери 45 кг апийим алынды.", [TO_NOVEMBER]),
        (
            "ky",
            date(2025, 10, 14),
            "10-октябрда Бишкекте өткөн брифингде 2025-жылдын тогуз айында 45 кг апийим алынганы айтылды.",
            [NINE],
        ),
        (
            "tg",
            date(2025, 7, 14),
            "Дар нимсолаи аввали соли 2025 дар Хуҷанд 430 кг маводи мухаддир мусодира шуд. Аз ин миқдор 300 кг ҳашиш мебошад.",
            [HALF] * 2,
        ),
        ("tg", date(2025, 11, 14), "Аз аввали сол 45 кг афюн мусодира шуд.", [TO_NOVEMBER]),
        ("tg", date(2025, 10, 14), "Дар нӯҳ моҳи соли 2025 дар вилояти Хатлон 45 кг афюн мусодира шуд.", [NINE]),
        (
            "tk",
            date(2025, 7, 14),
            "2025-nji ýylyň birinji ýarymynda Aşgabatda 430 kg neşe serişdesi alyndy. Şondan 300 kg tirýek.",
            [HALF] * 2,
        ),
        ("tk", date(2025, 11, 14), "Ýylyň başyndan bäri 45 kg tirýek alyndy.", [TO_NOVEMBER]),
        ("tk", date(2025, 10, 14), "2025-nji ýylyň dokuz aýynda 45 kg tirýek alyndy.", [NINE]),
        (
            "az",
            date(2025, 7, 14),
            "2025-ci ilin birinci yarısında Bakıda 430 kq narkotik vasitə götürülüb. Onlardan 300 kq tiryəkdir.",
            [HALF] * 2,
        ),
        ("az", date(2025, 11, 14), "İlin əvvəlindən 45 kq tiryək aşkar edilib.", [TO_NOVEMBER]),
        (
            "az",
            date(2025, 10, 14),
            "10 oktyabrda Gəncədə keçirilən brifinqdə bildirilib ki, 2025-ci ilin doqquz ayında 45 kq tiryək götürülüb.",
            [NINE],
        ),
        ("fa", date(2025, 10, 14), "از ابتدای سال ۴۵ کیلوگرم تریاک در مشهد کشف شد.", ["2025-03-21/2025-10-14"]),
        (
            "fa",
            date(2025, 10, 14),
            "در شش ماه نخست سال ۱۴۰۴ در کرمان ۴۳۰ کیلوگرم مواد مخدر کشف شد. از این مقدار ۳۰۰ کیلوگرم تریاک است.",
            ["2025-03-21/2025-09-22"] * 2,
        ),
        ("fa", date(2025, 10, 14), "در نیمه نخست سال جاری ۴۳۰ کیلوگرم تریاک کشف شد.", ["2025-03-21/2025-09-22"]),
    ],
)
def test_a_total_and_its_parts_are_of_one_period_and_no_event(language, published, text, periods):
    told = answer(read(text, language=language, published=published))
    assert (told["seizures"], [one["period"] for one in told["aggregates"]]) == ([], periods)


@pytest.mark.parametrize(
    ("language", "published", "text", "periods"),
    [
        (
            "en",
            date(2025, 8, 20),
            "Over the first seven months of 2025 police took 77 kg of opium out of circulation. On 3 August officers in Osh found 5 kg of hashish in a car. The driver was detained.",
            ["2025-01-01/2025-07-31"],
        ),
        (
            "en",
            date(2025, 8, 20),
            "On 3 August 2025 officers in Osh found 5 kg of hashish in a car. The load included 2 kg of opium.",
            [],
        ),
        (
            "ru",
            date(2025, 8, 20),
            "3 августа 2025 года в Оше изъято 5 кг наркотиков. Из них 2 кг героина. С начала года изъято 40 кг героина.",
            [TO_AUGUST],
        ),
        (
            "en",
            date(2025, 8, 20),
            "Police in Osh seized 77 kg of opium on 3 August, more than in the first half of 2025.",
            [],
        ),
    ],
)
def test_a_day_of_its_own_makes_an_event_beside_totals(language, published, text, periods):
    told = answer(read(text, language=language, published=published))
    assert (len(told["seizures"]), [one["period"] for one in told["aggregates"]]) == (1, periods)
