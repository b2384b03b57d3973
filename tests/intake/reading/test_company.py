"""Persons told by a group with its names, by a noun that is a number, by those with them; and persons wanted."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _seizure(text, language):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return seizure


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "3 kg of opium were found. Both drivers, Askar Example and Timur Sample, were arrested.", 2),
        (
            "en",
            "3 kg of opium were found. All three, Askar Example, Timur Sample and Dinara Pattern, were detained.",
            3,
        ),
        ("en", "Officers stopped two men, Askar Example and Timur Sample, with 3 kg of opium and arrested them.", 2),
        ("ru", "Изъято 3 кг опия. Оба водителя, Аскар Образцов и Тимур Примеров, задержаны.", 2),
        ("ru", "Изъято 3 кг опия. Все трое – Аскар Образцов, Тимур Примеров и Динара Шаблонова – задержаны.", 3),
        ("ru", "Изъято 3 кг опия. Задержаны двое мужчин – Аскар Образцов и Тимур Примеров.", 2),
        ("uz", "3 kg opiy topildi. Ikkala haydovchi, Anvar Karimov va Botir Salimov, ushlandi.", 2),
        ("kk", "3 кг апиын тәркіленді. Екі жүргізуші, Ерлан Ахметов пен Асқар Үлгібаев, ұсталды.", 2),
        ("ky", "3 кг апийим алынды. Эки айдоочу, Азамат Үлгүбаев жана Бакыт Асанов, кармалды.", 2),
        ("tg", "3 кг афюн мусодира шуд. Ҳар ду ронанда, Фирӯз Каримов ва Раҳим Салимов, дастгир шуданд.", 2),
        ("az", "3 kq tiryək aşkar edilib. Hər iki sürücü, Elçin Məmmədov və Rauf Əliyev, saxlanılıb.", 2),
    ],
)
def test_names_behind_a_count_are_those_whom_it_counts(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "The pair were arrested with 3 kg of opium.", 2),
        ("en", "A couple from Osh hid 3 kg of opium in a pram. Police arrested the pair on the spot.", 2),
        ("en", "A trio of smugglers hid 3 kg of opium in a lorry. Police arrested the trio.", 3),
        ("en", "The duo was caught in Naryn with 3 kg of opium.", 2),
        ("en", "The spouses were detained in Khujand; 3 kg of opium lay in their cellar.", 2),
        ("en", "A husband and wife had 3 kg of opium in their house in Osh. The couple was taken into custody.", 2),
        ("ru", "Супруги хранили дома 3 кг опия. Пара задержана.", 2),
        ("ru", "В Оше задержана супружеская пара с 3 кг опия.", 2),
        ("ru", "Супружескую чету задержали в Худжанде с 3 кг опия.", 2),
        ("ru", "Дуэт закладчиков задержан в Омске с 3 кг мефедрона.", 2),
        ("uz", "Samarqandda er-xotin 3 kg opiy bilan ushlandi.", 2),
        ("uz", "Самарқандда эр-хотин 3 кг опий билан ушланди.", 2),
        ("uz", "Er-xotinning uyidan 3 kg opiy topildi. Ular qo‘lga olindi.", 2),
        ("kk", "Шымкентте ерлі-зайыптылар 3 кг апиынмен ұсталды.", 2),
        ("kk", "Ерлі-зайыптылардың үйінен 3 кг апиын табылды. Екеуі де қамауға алынды.", 2),
        ("ky", "Ошто жубайлар 3 кг апийим менен кармалды.", 2),
        ("ky", "Эрди-катындын үйүнөн 3 кг апийим табылды. Жубайлар кармалды.", 2),
        ("tg", "Дар Хуҷанд зану шавҳар бо 3 кг афюн дастгир шуданд.", 2),
        ("tg", "Аз хонаи зану шӯй 3 кг афюн ёфт шуд. Ҳамсарон боздошт шуданд.", 2),
        ("tk", "Maryda är-aýal 3 kg tirýek bilen tutuldy.", 2),
        ("az", "Gəncədə ər-arvad 3 kq tiryəklə saxlanılıb.", 2),
        ("az", "Ər-arvadın evindən 3 kq tiryək tapılıb. Cütlük saxlanılıb.", 2),
        ("fa", "در مشهد زن و شوهر با ۳ کیلوگرم تریاک دستگیر شدند.", 2),
        ("fa", "زوج قاچاقچی با ۳ کیلوگرم تریاک در کرمان دستگیر شدند.", 2),
    ],
)
def test_a_noun_that_is_a_number_counts_persons(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "arrested"),
    [
        ("en", "A woman of 47 together with her 20-year-old son was arrested with 3 kg of opium.", 2),
        ("en", "A shopkeeper was detained along with his brother; 3 kg of opium were seized.", 2),
        ("en", "The driver, together with two loaders, was arrested with 3 kg of opium.", 3),
        ("en", "A man was caught with his wife in Osh with 3 kg of opium.", 2),
        ("ru", "47-летняя женщина вместе с 20-летним сыном задержана с 3 кг опия.", 2),
        ("ru", "Мужчину задержали вместе с братом, изъято 3 кг опия.", 2),
        ("ru", "Задержан житель Оша вместе с сыном; изъято 3 кг опия.", 2),
        ("ru", "Водитель вместе с двумя грузчиками задержан, изъято 3 кг опия.", 3),
        ("uz", "47 yoshli ayol o‘g‘li bilan birga ushlandi. 3 kg opiy topildi.", 2),
        ("uz", "47 ёшли аёл ўғли билан бирга ушланди. 3 кг опий топилди.", 2),
        ("uz", "Haydovchi ukasi bilan birga qo‘lga olindi. 3 kg opiy topildi.", 2),
        ("kk", "47 жастағы әйел ұлымен бірге ұсталды. 3 кг апиын тәркіленді.", 2),
        ("kk", "Жүргізуші інісімен бірге қамауға алынды. 3 кг апиын табылды.", 2),
        ("ky", "47 жаштагы аял уулу менен бирге кармалды. 3 кг апийим алынды.", 2),
        ("ky", "Айдоочу иниси менен чогуу кармалды. 3 кг апийим табылды.", 2),
        ("tg", "Зани 47-сола ҳамроҳи писараш дастгир шуд. 3 кг афюн мусодира шуд.", 2),
        ("tg", "Ронанда якҷоя бо бародараш боздошт шуд. 3 кг афюн ёфт шуд.", 2),
        ("tk", "47 ýaşly aýal ogly bilen bilelikde tutuldy. 3 kg tirýek tapyldy.", 2),
        ("tk", "Sürüji dogany bilen tutuldy. 3 kg tirýek tapyldy.", 2),
        ("az", "47 yaşlı qadın oğlu ilə birlikdə saxlanılıb. 3 kq tiryək aşkar edilib.", 2),
        ("az", "Sürücü qardaşı ilə birgə tutulub. 3 kq tiryək götürülüb.", 2),
        ("fa", "زنی ۴۷ ساله به همراه پسرش دستگیر شد. ۳ کیلوگرم تریاک کشف شد.", 2),
        ("fa", "راننده همراه با برادرش بازداشت شد. ۳ کیلوگرم تریاک کشف شد.", 2),
        ("ru", "Задержан мужчина с парой пакетов, в них 3 кг опия.", 1),
        ("en", "A man was arrested with a pair of shoes holding 3 kg of opium.", 1),
        ("en", "A man was arrested together with 3 kg of opium in Osh.", 1),
        ("ru", "Мужчина задержан вместе с грузом – 3 кг опия.", 1),
        ("uz", "Haydovchi 3 kg opiy bilan birga ushlandi.", 1),
    ],
)
def test_company_counts_and_goods_are_none(language, text, arrested):
    assert _seizure(text, language)["arrested"] == arrested


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "A man was arrested in Osh with 3 kg of opium. Two accomplices are wanted.", 2),
        ("en", "A man was arrested in Osh with 3 kg of opium. Two more are being sought.", 2),
        (
            "en",
            "A man was arrested in Osh with 3 kg of opium. The organiser and the courier have been placed on the wanted list.",
            2,
        ),
        (
            "en",
            "A man was arrested in Osh with 3 kg of opium. Timur Sample and an unnamed accomplice are on the wanted list.",
            2,
        ),
        ("en", "A man was arrested in Osh with 3 kg of opium. Police are searching for three accomplices.", 3),
        ("ru", "Мужчина задержан в Оше с 3 кг опия. Двое сообщников объявлены в розыск.", 2),
        ("ru", "Мужчина задержан в Оше с 3 кг опия. Ещё двое разыскиваются.", 2),
        ("ru", "Мужчина задержан в Оше с 3 кг опия. Организатор и курьер объявлены в розыск.", 2),
        (
            "ru",
            "Мужчина задержан в Оше с 3 кг опия. В розыск объявлены Тимур Примеров и ещё один неустановленный соучастник.",
            2,
        ),
        ("uz", "Oshda bir kishi 3 kg opiy bilan ushlandi. Ikki nafar sherigi qidirilmoqda.", 2),
        ("uz", "Ошда бир киши 3 кг опий билан ушланди. Яна икки киши қидирувга эълон қилинди.", 2),
        ("uz", "Bir kishi 3 kg opiy bilan ushlandi. Tashkilotchi va kuryer qidiruvga berildi.", 2),
        ("kk", "Бір адам 3 кг апиынмен ұсталды. Екі сыбайласы іздестірілуде.", 2),
        ("kk", "Бір адам 3 кг апиынмен ұсталды. Тағы екі адамға іздеу жарияланды.", 2),
        ("kk", "Бір адам 3 кг апиынмен ұсталды. Ұйымдастырушы мен курьерге іздеу жарияланды.", 2),
        ("ky", "Бир киши 3 кг апийим менен кармалды. Эки шериги изделүүдө.", 2),
        ("ky", "Бир киши 3 кг апийим менен кармалды. Дагы эки кишиге издөө жарыяланды.", 2),
        ("ky", "Бир киши 3 кг апийим менен кармалды. Уюштуруучу жана курьер изделүүдө.", 2),
        ("tg", "Як нафар бо 3 кг афюн дастгир шуд. Ду шарики ӯ дар кофтуков аст.", 2),
        ("tg", "Як нафар бо 3 кг афюн дастгир шуд. Боз ду нафар ба ҷустуҷӯ дода шуданд.", 2),
        ("tg", "Як нафар бо 3 кг афюн дастгир шуд. Ташкилотчӣ ва хаткашон ба кофтуков эълон шуданд.", 2),
        ("tk", "Bir adam 3 kg tirýek bilen tutuldy. Iki hyzmatdaşy gözlenýär.", 2),
        ("az", "Bir nəfər 3 kq tiryəklə saxlanılıb. İki əlbir axtarılır.", 2),
        ("az", "Bir nəfər 3 kq tiryəklə saxlanılıb. Daha iki nəfər axtarışa verilib.", 2),
        ("az", "Bir nəfər 3 kq tiryəklə saxlanılıb. Təşkilatçı və kuryer axtarışa verilib.", 2),
        ("fa", "یک نفر با ۳ کیلوگرم تریاک دستگیر شد. دو همدست وی تحت تعقیب هستند.", 2),
        ("fa", "یک نفر با ۳ کیلوگرم تریاک دستگیر شد. دو نفر دیگر تحت تعقیب قرار دارند.", 2),
    ],
)
def test_persons_wanted_are_counted_as_those_arrested(language, text, wanted):
    seizure = _seizure(text, language)
    assert (seizure["arrested"], seizure["wanted"]) == (1, wanted)
