"""What is destroyed, denied, played, judged or was sold before is no seizure that a rule lets pass."""

import datetime as dt

import pytest

from chorsu.intake.drafts.opening import opened_all
from chorsu.intake.drafts.slots import passes
from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read

_LEAST = 0.1
_NONE = [
    ("en", "Officials in Dushanbe destroyed 310 kg of heroin on 3 May 2031."),
    ("en", "The ministry denied reports that 41 kg of opium was seized in Dushanbe on 3 May 2031."),
    ("en", "Reports spoke of 41 kg of opium in Dushanbe on 3 May 2031. The ministry denied them."),
    ("en", "At a training exercise near Termez on 3 May 2031 officers seized a simulated 12 kg of heroin."),
    ("en", "A court in Dushanbe sentenced a man on 3 May 2031 for carrying 31 kg of heroin."),
    ("en", "In Dushanbe on 3 May 2031 he told officers that 41 kg of heroin had been sold earlier."),
    ("ru", "3 мая 2031 года в Душанбе сожжено 310 кг героина."),
    ("ru", "Министерство опровергло сообщения, что 3 мая 2031 года в Душанбе изъят 41 кг опия."),
    ("ru", "3 мая 2031 года на учениях в Душанбе условно изъято 12 кг героина."),
    ("ru", "Ранее, 3 мая 2031 года, в Душанбе они продали 41 кг героина."),
    ("ru", "Преступники планировали ввезти в Душанбе 3 мая 2031 года 90 кг опия."),
    ("tg", "Вазорат хабарро дар бораи мусодираи 41 кг афюн дар Душанбе 3 майи 2031 рад кард."),
    ("tg", "3 июни 2031 суди Душанберо барои 31 кг героин маҳкум кард."),
    ("uz", "2031-yil 3-may kuni Toshkentda o‘quv mashg‘ulotida 12 kg geroin topildi."),
    ("kk", "Алматыда 2031 жылғы 3 маусымда сот 31 кг героин үшін ер адамды 12 жылға бас бостандығынан айырды."),
    ("ky", "Бишкекте 2031-жылдын 3-июнунда сот 31 кг героин үчүн эркекти 12 жылга эркинен ажыратты."),
    ("tk", "Aşgabatda 2031-nji ýylyň 3-nji iýunynda kazyýet 31 kg geroin üçin höküm çykardy."),
    ("az", "Nazirlik 3 may 2031-ci ildə Bakıda 41 kq tiryək götürülməsi xəbərini təkzib edib."),
    ("fa", "وزارت خبر کشف ۴۱ کیلوگرم تریاک در هرات را تکذیب کرد."),
    ("ps", "محکمې په هرات کې یو سړی د ۳۱ کیلوګرامه هیروین له امله محکوم کړ."),
    ("tg", "3 майи 2031 дар Душанбе 310 кг героин сӯзонида шуд."),
    ("uz", "2031-yil 3-may kuni Toshkentda 310 kg geroin yoqib yuborildi."),
    ("uz", "2031 йил 3 май куни Тошкентда улар 41 кг героин сотган."),
    ("kk", "2031 жылғы 3 мамырда Алматыда 310 кг героин өртелді."),
    ("ky", "2031-жылдын 3-майында Бишкекте 310 кг героин өрттөлдү."),
    ("tk", "2031-nji ýylyň 3-nji maýynda Aşgabatda 310 kg geroin ýakyldy."),
    ("az", "3 may 2031-ci ildə Bakıda 310 kq heroin yandırılıb."),
    ("fa", "در ۳ مه ۲۰۳۱ در هرات ۳۱۰ کیلوگرم هروئین سوزانده شد."),
    ("ps", "د ۲۰۳۱ د مې په ۳ په هرات کې ۳۱۰ کیلوګرامه هیروین وسوځول شول."),
]
_SURE = [
    ("en", "Police seized 5 kg of heroin that he planned to sell in Dushanbe on 3 May 2031."),
    ("ru", "3 мая 2031 года в Душанбе изъято 5 кг героина, который он планировал сбыть."),
    ("uz", "2031-yil 3-may kuni Toshkentda sotmoqchi bo‘lgan 5 kg geroin olib qo‘yildi."),
    ("fa", "در ۳ مه ۲۰۳۱ در هرات ۵ کیلوگرم هروئین کشف شد."),
]


def _drafts(text, language):
    return opened_all(answer(read(text, language=language, published=dt.date(2031, 6, 10))), text)


@pytest.mark.parametrize(("language", "text"), _NONE)
def test_what_is_no_seizure_passes_no_rule_and_asks_to_be_looked_at(language, text):
    (slots,) = _drafts(text, language)
    assert not passes(slots, _LEAST)
    assert slots["lots.1.amount"].confidence < _LEAST


@pytest.mark.parametrize(("language", "text"), _SURE)
def test_what_was_to_be_sold_and_was_seized_is_sure(language, text):
    (slots,) = _drafts(text, language)
    assert slots["lots.1.amount"].confidence > 0.8


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Суд в Душанбе 3 июня 2031 года приговорил мужчину за перевозку 31 кг героина, изъятых в мае.", None),
        (
            "Суд 3 июня 2031 года приговорил мужчину за 31 кг героина, изъятого 12 мая 2031 года в Душанбе.",
            "2031-05-12",
        ),
        ("On 3 June 2031 a man was sentenced in Dushanbe for carrying 31 kg of heroin.", None),
        ("A man was jailed for nine years on 3 June 2031. On 12 May 2031 he carried 31 kg of heroin.", "2031-05-12"),
    ],
)
def test_the_day_of_a_verdict_is_no_day_of_a_seizure(text, day):
    (slots,) = _drafts(text, "ru" if text[0] > "z" else "en")
    assert (slots["date"].value, slots["lots.1.amount"].confidence) == (day, 0.05)
