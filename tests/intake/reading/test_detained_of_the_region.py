"""How the other languages of the region count those detained: the verb that follows, converbs, suffixes, what is denied."""

import pytest

from chorsu.intake.reading.detained import detained
from chorsu.intake.reading.values import Setting
from chorsu.intake.reading.views import View


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("tg", "Дар натиҷа панҷ гумонбар, ки се нафарашон зан мебошанд, боздошт карда шуданд.", [("arrested", 5)]),
        ("tg", "Сокини 40-солаи ноҳияи Рӯдакӣ бо ду шарикаш ба ҳабс гирифта шуд.", [("arrested", 3)]),
        ("tg", "Милиса чор нафарро дастгир кард, ки яке аз онҳо зан аст.", [("arrested", 4)]),
        (
            "tg",
            "Ҳашт узви гурӯҳи ҷиноятӣ дастгир карда шуда, нафари нуҳум дар ҷустуҷӯ аст.",
            [("arrested", 8), ("wanted", 1)],
        ),
        ("tg", "То ҳол касе боздошт нагардидааст.", []),
        (
            "uz",
            "Voqea yuzasidan besh nafar gumonlanuvchi, jumladan ikki nafar Tojikiston fuqarosi hibsga olindi.",
            [("arrested", 5)],
        ),
        (
            "uz",
            "Jinoiy guruhning yetti a'zosi qo'lga olingan, yana bir a'zosi qidiruvga berilgan.",
            [("arrested", 7), ("wanted", 1)],
        ),
        ("uz", "Haydovchi va uning ikki sherigi ushlandi.", [("arrested", 3)]),
        ("uz", "Haydovchi ikki hamrohi bilan qo'lga olindi.", [("arrested", 3)]),
        ("uz", "Hozircha hech kim ushlanmagan.", []),
        ("uz", "1985 yilda tug'ilgan fuqaro gumon qilinib ushlandi.", [("arrested", 1)]),
        ("uz", "Икки фуқаро процессуал тартибда ушланди.", [("arrested", 2)]),
        ("uz", "Уч нафар йигит далилий ашёлар билан қўлга туширилди.", [("arrested", 3)]),
        ("uz", "Ота ва ўғил қўлга олинди.", [("arrested", 2)]),
        ("kk", "Ұйымдасқан топтың жеті мүшесі ұсталып, екеуіне іздеу жарияланды.", [("arrested", 7), ("wanted", 2)]),
        ("kk", "Күдікті әрі оның сыбайласы қамауға алынды.", [("arrested", 2)]),
        ("kk", "Полиция қызметкерлері екі ер адам мен бір әйелді ұстады.", [("arrested", 3)]),
        ("kk", "30 жастағы ер адам және оның 27 жастағы әйелі құрықталды.", [("arrested", 2)]),
        ("kk", "Жүргізуші ұсталып, оның екі сыбайласы қашып кетті.", [("arrested", 1)]),
        ("kk", "Осыған дейін ешкім тұтқындалған емес.", []),
        ("ky", "Кылмыштуу топтун алты мүчөсү кармалып, бирөөнө издөө жарыяланды.", [("arrested", 6), ("wanted", 1)]),
        ("ky", "Айдоочу, анын аялы жана уулу камакка алынды.", [("arrested", 3)]),
        ("ky", "Эки эркек, бир аял кармалды.", [("arrested", 3)]),
        ("ky", "Шектүү катары 35 жаштагы А.Б. кармалды.", [("arrested", 1)]),
        ("ky", "Үч Тажикстан жараны кармалышты.", [("arrested", 3)]),
        ("ky", "Азырынча эч ким кармала элек.", []),
        ("tk", "Jenaýatçy toparyň bäş agzasy tutuldy, ýene ikisi gözlegde.", [("arrested", 5), ("wanted", 2)]),
        ("tk", "Sürüji we onuň kömekçisi tussag edildi.", [("arrested", 2)]),
        ("tk", "Iki dogan neşe serişdesi bilen ele düşdi.", [("arrested", 2)]),
        ("tk", "Polisiýa işgärleri üç sany raýaty saklady.", [("arrested", 3)]),
        ("tk", "Şu wagta çenli hiç kim saklanmady.", []),
        ("az", "Cinayətkar qrupun altı üzvü saxlanılıb, daha iki nəfər axtarılır.", [("arrested", 6), ("wanted", 2)]),
        ("az", "Sürücü, onun həyat yoldaşı və qardaşı həbs edilib.", [("arrested", 3)]),
        ("az", "Polis iki qardaşı narkotiklə yaxalayıb.", [("arrested", 2)]),
        ("az", "Şübhəli şəxs qismində 33 yaşlı Əli Məmmədov tutulub.", [("arrested", 1)]),
        ("az", "Sərhəd pozucusu olan dörd nəfər Əfqanıstan vətəndaşı saxlanılıb.", [("arrested", 4)]),
        ("az", "Hələlik heç kəs saxlanılmayıb.", []),
        ("az", "Onlardan ikisi həbs edilib, biri barəsində axtarış elan olunub.", [("arrested", 2), ("wanted", 1)]),
        ("fa", "اعضای یک باند شش نفره شناسایی و دستگیر شدند.", [("arrested", 6)]),
        ("fa", "راننده و کمک راننده به همراه یک مسافر بازداشت شدند.", [("arrested", 3)]),
        ("fa", "چهار متهم که دو نفر از آنان زن هستند دستگیر شدند.", [("arrested", 4)]),
        ("fa", "یک متهم دستگیر و سه نفر دیگر متواری شدند.", [("arrested", 1), ("wanted", 3)]),
        ("fa", "در این رابطه یک زوج جوان دستگیر شدند.", [("arrested", 2)]),
        ("fa", "سه برادر در پیوند به این قضیه بازداشت گردیده\u200cاند.", [("arrested", 3)]),
        ("fa", "هیچ کس در این رابطه بازداشت نشده است.", []),
        ("fa", "پولیس پنج مظنون را گرفتار کرد که یکی از آنان افسر پیشین است.", [("arrested", 5)]),
        ("fa", "قاچاقچی مسلح پس از درگیری دستگیر شد.", [("arrested", 1)]),
        ("ps", "په دې تړاو شپږ کسان، چې دوه یې ښځې دي، نیول شوي دي.", [("arrested", 6)]),
        ("ps", "د پېښې په تړاو یو تن نیول شوی او دوه نور تښتېدلي دي.", [("arrested", 1)]),
        ("ps", "پولیسو درې قاچاقبران ژوندي نیولي دي.", [("arrested", 3)]),
        ("ps", "پلار او زوی دواړه ونیول شول.", [("arrested", 2)]),
        ("ps", "تر اوسه څوک نه دي نیول شوي.", []),
        ("ps", "څلور تنه شکمن کسان ونیول شول.", [("arrested", 4)]),
        ("ps", "امنیتي ځواکونو د موټر چلوونکی ونیوه.", [("arrested", 1)]),
    ],
)
def test_persons_of_a_sentence(language, text, told):
    assert [(one.value.what, one.value.number) for one in detained(View(text), Setting(language))] == told
