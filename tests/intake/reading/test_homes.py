"""A home is where drugs were found in it, with no narrower place told; an animal carries as a vehicle does."""

from datetime import date

import pytest

from chorsu.intake.reading.answer import answer
from chorsu.intake.reading.reading import read


def _code(text, language, slot):
    (seizure,) = answer(read(text, language=language, published=date(2025, 6, 1)))["seizures"]
    return (seizure[slot] or {}).get("code")


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("en", "Officers found 3 kg of opium in his house in Osh.", "residence"),
        ("en", "3 kg of opium were found at the home of a resident of Naryn.", "residence"),
        ("en", "A search of the woman's flat turned up 300 g of heroin.", "residence"),
        ("en", "Police found 3 kg of opium in the yard of a villager.", "residence"),
        ("en", "3 kg of opium lay in the cellar of a house in Khujand.", "residence"),
        ("en", "300 g of heroin were kept in a kitchen cupboard at home.", "residence"),
        ("ru", "По месту жительства задержанного изъято 3 кг опия.", "residence"),
        ("ru", "В квартире жителя Оша обнаружено 300 г героина.", "residence"),
        ("ru", "В доме жителя Нарына нашли 3 кг опия.", "residence"),
        ("ru", "Во дворе дома обнаружено 3 кг марихуаны.", "residence"),
        ("ru", "При обыске в квартире изъято 300 г мефедрона.", "residence"),
        ("ru", "В погребе частного дома хранилось 3 кг опия.", "residence"),
        ("ru", "На кухне квартиры нашли 300 г героина.", "residence"),
        ("uz", "Fuqaroning uyidan 3 kg opiy topildi.", "residence"),
        ("uz", "Фуқаронинг уйидан 3 кг опий топилди.", "residence"),
        ("uz", "Xonadonida 3 kg marixuana saqlagan shaxs ushlandi.", "residence"),
        ("uz", "Yashash joyidan 3 kg opiy olib qo‘yildi.", "residence"),
        ("kk", "Күдіктінің үйінен 3 кг апиын табылды.", "residence"),
        ("kk", "Пәтерінен 300 грамм героин тәркіленді.", "residence"),
        ("kk", "Ауласынан 3 кг марихуана табылды.", "residence"),
        ("ky", "Шектүүнүн үйүнөн 3 кг апийим табылды.", "residence"),
        ("ky", "Батиринен 300 грамм героин алынды.", "residence"),
        ("ky", "Короосунан 3 кг марихуана чыкты.", "residence"),
        ("tk", "Öýünden 3 kg tirýek tapyldy.", "residence"),
        ("tk", "Öýünde 3 kg tirýek saklan adam tutuldy.", "residence"),
        ("tk", "Howlusyndan 3 kg tirýek tapyldy.", "residence"),
        ("fa", "در خانه متهم ۳ کیلوگرم تریاک کشف شد.", "residence"),
        ("fa", "از منزل وی ۳ کیلوگرم تریاک کشف شد.", "residence"),
        ("en", "The man was detained near his house with 3 kg of opium in a backpack.", "backpack"),
        ("en", "A man was stopped on his way home with 3 kg of opium.", None),
        ("ru", "Задержан у своего дома мужчина, в рюкзаке лежали 3 кг опия.", "backpack"),
        ("ru", "Его доставили домой. На трассе изъято 3 кг опия.", None),
        ("en", "3 kg of opium were found in the court house.", None),
        ("en", "A warehouse in Osh held 3 kg of opium.", None),
        ("ru", "В съёмной квартире изъято 300 г мефедрона.", None),
    ],
)
def test_what_was_found_at_a_home_was_kept_there(language, text, code):
    assert _code(text, language, "concealment") == code


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "3 kg of opium were loaded on a donkey near Ishkashim."),
        ("en", "Smugglers on horseback crossed the border with 3 kg of opium."),
        ("en", "Camels carried 300 kg of opium across the desert."),
        ("en", "Police seized 3 kg of opium from a caravan of mules."),
        ("ru", "3 кг опия везли на осле близ Ишкашима."),
        ("ru", "Всадник на лошади вёз 3 кг опия."),
        ("ru", "На верблюдах везли 300 кг опия."),
        ("ru", "Двое верхом перевозили 3 кг опия."),
        ("uz", "Eshakka yuklangan 3 kg opiy topildi."),
        ("uz", "Otda ketayotgan shaxsdan 3 kg opiy topildi."),
        ("uz", "Отда кетаётган шахсдан 3 кг опий топилди."),
        ("uz", "Tuyalarga ortilgan 30 kg opiy topildi."),
        ("kk", "Атпен келе жатқан адамнан 3 кг апиын табылды."),
        ("kk", "Есекке артылған 3 кг апиын тәркіленді."),
        ("kk", "Түйеге артылған 30 кг апиын тәркіленді."),
        ("ky", "Эшекке жүктөлгөн 3 кг апийим алынды."),
        ("ky", "Атчан адамдан 3 кг апийим алынды."),
        ("ky", "Төөгө жүктөлгөн 30 кг апийим алынды."),
        ("tg", "Дар хари боркаш 3 кг афюн ёфт шуд."),
        ("tg", "Аспсавор 3 кг афюн мебурд."),
        ("tg", "Бо шутур 30 кг афюн мебурданд."),
        ("tk", "Düýä ýüklenen 30 kg tirýek tapyldy."),
        ("tk", "Atly adam 3 kg tirýek alyp barýardy, ol tutuldy."),
        ("tk", "Eşege ýüklenen 3 kg tirýek tapyldy."),
        ("az", "Eşşəyə yüklənmiş 3 kq tiryək tapılıb."),
        ("az", "Atla gedən şəxsdən 3 kq tiryək götürülüb."),
        ("az", "Dəvə ilə aparılan 30 kq tiryək götürülüb."),
        ("fa", "۳ کیلوگرم تریاک بار الاغ کشف شد."),
        ("fa", "شترهای حامل ۳۰ کیلوگرم تریاک توقیف شدند."),
        ("fa", "با اسب ۳ کیلوگرم تریاک حمل می‌شد."),
    ],
)
def test_animals_carry(language, text):
    assert _code(text, language, "conveyance") == "animal"
