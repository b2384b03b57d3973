"""How the region's languages head, name, measure and sum in tables: the words that messy workbooks are written with.

Not checked by native speakers. Substances: code of the tree → names; units: factor to the base unit and base unit.
"""

__all__ = ["LANGUAGES", "NOTES", "SOLAR_MONTHS", "Language"]

from dataclasses import dataclass

KG, G, TABLET = (1.0, "kg"), (0.001, "kg"), (1.0, "tablet")


@dataclass(frozen=True)
class Language:
    """Headers by role, names of substances, units, months, totals, numbers in words (text, value, unit)."""

    headers: dict[str, tuple[str, ...]]
    substances: dict[str, tuple[str, ...]]
    units: dict[str, tuple[float, str]]
    months: tuple[str, ...]
    totals: tuple[str, ...]
    spelled: tuple[tuple[str, float, str], ...]
    joiner: str
    decimal: str = ","


def _headers(date, place, substance, quantity, unit, *, country, seized):
    return {
        "date": date, "place": place, "substance": substance, "quantity": quantity, "unit": unit,
        "country": country, "seized": seized,
    }  # fmt: skip


LANGUAGES = {
    "ru": Language(
        _headers(
            ("Дата изъятия", "Дата"), ("Место изъятия", "Место"), ("Наименование вещества", "Вид наркотика"),
            ("Количество", "Масса"), ("Ед. изм.",), country=("Страна",), seized=("Изъято",),
        ),
        {"heroin": ("героин",), "cannabis-resin": ("гашиш",), "opium": ("опий",), "cannabis-herb": ("марихуана",),
         "methamphetamine": ("метамфетамин",)},
        {"кг": KG, "г": G, "грамм": G},
        ("января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября",
         "декабря"),
        ("Итого", "ВСЕГО:", "Итого по области"),
        (("полтора килограмма", 1.5, "kg"), ("двести граммов", 0.2, "kg"), ("три килограмма двести граммов", 3.2, "kg"),
         ("пять таблеток", 5, "tablet"), ("полкило", 0.5, "kg"), ("две тысячи пятьсот граммов", 2.5, "kg")),
        " и ",
    ),
    "en": Language(
        _headers(
            ("Date of seizure", "Seizure date"), ("Place of seizure", "Location"), ("Drug", "Substance"),
            ("Quantity", "Amount seized"), ("Unit",), country=("Country",), seized=("Seized",),
        ),
        {"heroin": ("heroin",), "cannabis-resin": ("hashish",), "opium": ("opium",), "cannabis-herb": ("marijuana",),
         "methamphetamine": ("methamphetamine",)},
        {"kg": KG, "g": G, "grams": G},
        ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
         "December"),
        ("Total", "Grand total", "Subtotal"),
        (("two kilograms", 2, "kg"), ("half a kilo", 0.5, "kg"), ("one hundred and fifty grams", 0.15, "kg"),
         ("twelve tablets", 12, "tablet"), ("two and a half kilograms", 2.5, "kg")),
        " and ",
        ".",
    ),
    "fr": Language(
        _headers(
            ("Date de saisie",), ("Lieu de la saisie", "Lieu"), ("Type de drogue", "Substance"),
            ("Quantité saisie", "Poids"), ("Unité",), country=("Pays",), seized=("Saisie",),
        ),
        {"heroin": ("héroïne",), "cannabis-resin": ("résine de cannabis",), "opium": ("opium",),
         "cocaine": ("cocaïne",), "methamphetamine": ("méthamphétamine",)},
        {"kg": KG, "grammes": G, "kilogrammes": KG},
        ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
         "décembre"),
        ("Total", "Total général", "Sous-total"),
        (("deux kilogrammes", 2, "kg"), ("cinq cents grammes", 0.5, "kg")),
        " et ",
    ),
    "fa": Language(
        _headers(
            ("تاریخ کشف", "تاریخ"), ("محل کشف", "محل"), ("نوع مواد", "نوع مواد مخدر"), ("مقدار", "وزن"), ("واحد",),
            country=("کشور",), seized=("کشفیات",),
        ),
        {"heroin": ("هروئین",), "cannabis-resin": ("حشیش", "چرس"), "opium": ("تریاک",)},
        {"کیلوگرم": KG, "گرم": G},
        ("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
        ("مجموع", "جمع کل"),
        (("دو کیلوگرم", 2, "kg"), ("پنجاه گرم", 0.05, "kg")),
        " و ",
        "٫",
    ),
    "uz": Language(
        _headers(
            ("Sana", "Olib qo‘yilgan sana"), ("Joyi", "Olib qo\u02bbyilgan joy"), ("Giyohvand modda", "Modda nomi"),
            ("Miqdori", "Og'irligi"), ("O‘lchov birligi",), country=("Davlat",), seized=("Olib qo‘yilgan",),
        ),
        {"heroin": ("geroin",), "opium": ("afyun",), "cannabis-resin": ("gashish",)},
        {"kg": KG, "gramm": G},
        ("yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr"),
        ("Jami", "Hammasi"),
        (("ikki kilogramm", 2, "kg"), ("besh yuz gramm", 0.5, "kg")),
        " va ",
    ),
    "uz-Cyrl": Language(
        _headers(
            ("Санаси", "Олиб қўйилган сана"), ("Жойи", "Олинган жой"), ("Гиёҳвандлик воситаси", "Модда номи"),
            ("Миқдори", "Оғирлиги"), ("Ўлчов бирлиги",), country=("Давлат",), seized=("Олиб қўйилган",),
        ),
        {"heroin": ("героин",), "opium": ("афюн",), "cannabis-resin": ("гашиш",)},
        {"кг": KG, "грамм": G},
        ("январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
        ("Жами", "Ҳаммаси"),
        (("икки килограмм", 2, "kg"), ("беш юз грамм", 0.5, "kg")),
        " ва ",
    ),
    "kk": Language(
        _headers(
            ("Тәркіленген күні", "Күні"), ("Орны", "Тәркіленген жер"), ("Есірткі түрі", "Зат атауы"),
            ("Мөлшері", "Салмағы"), ("Өлшем бірлігі",), country=("Ел",), seized=("Тәркіленді",),
        ),
        {"heroin": ("героин",), "cannabis-resin": ("гашиш",), "opium": ("апиын",)},
        {"кг": KG, "грамм": G},
        ("қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша",
         "желтоқсан"),
        ("Барлығы", "Жиыны"),
        (("екі килограмм", 2, "kg"), ("елу грамм", 0.05, "kg")),
        " және ",
    ),
    "ky": Language(
        _headers(
            ("Алынган күнү", "Күнү"), ("Алынган жери", "Орду"), ("Баңгизат", "Баңги заты"), ("Өлчөмү", "Салмагы"),
            ("Өлчөө бирдиги",), country=("Өлкө",), seized=("Алынды",),
        ),
        {"heroin": ("героин",), "cannabis-resin": ("гашиш",), "opium": ("апийим",)},
        {"кг": KG, "грамм": G},
        ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь",
         "декабрь"),
        ("Баары", "Жалпы"),
        (("эки килограмм", 2, "kg"), ("беш грамм", 0.005, "kg")),
        " жана ",
    ),
    "az": Language(
        _headers(
            ("Götürülmə tarixi", "Tarix"), ("Götürülmə yeri", "Yer"), ("Narkotik vasitənin növü", "Narkotik vasitə"),
            ("Miqdarı", "Çəkisi"), ("Ölçü vahidi",), country=("Ölkə",), seized=("Götürülüb",),
        ),
        {"heroin": ("heroin",), "opium": ("tiryək",), "cannabis-resin": ("həşiş",)},
        {"kq": KG, "qram": G},
        ("yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avqust", "sentyabr", "oktyabr", "noyabr",
         "dekabr"),
        ("Cəmi", "Yekun"),
        (("iki kq", 2, "kg"), ("əlli qram", 0.05, "kg")),
        " və ",
    ),
    "tk": Language(
        _headers(
            ("Alnan senesi", "Senesi"), ("Alnan ýeri", "Ýeri"), ("Neşe serişdesi", "Maddanyň ady"),
            ("Mukdary", "Agramy"), ("Ölçeg birligi",), country=("Ýurt",), seized=("Alnan",),
        ),
        {"heroin": ("geroin",), "opium": ("tirýek",), "cannabis-resin": ("gaşyş",)},
        {"kg": KG, "gram": G},
        ("ýanwar", "fewral", "mart", "aprel", "maý", "iýun", "iýul", "awgust", "sentýabr", "oktýabr", "noýabr",
         "dekabr"),
        ("Jemi", "Hemmesi"),
        (("iki kilogram", 2, "kg"), ("elli gram", 0.05, "kg")),
        " we ",
    ),
    "tg": Language(
        _headers(
            ("Санаи мусодира", "Сана"), ("Ҷойи мусодира", "Ҷой"), ("Маводи мухаддир", "Намуди мавод"),
            ("Миқдор", "Вазн"), ("Воҳиди ченак",), country=("Кишвар",), seized=("Мусодирашуда",),
        ),
        {"heroin": ("ҳероин",), "opium": ("афюн",), "cannabis-resin": ("ҳашиш",)},
        {"кг": KG, "грамм": G},
        ("январ", "феврал", "март", "апрел", "май", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
        ("Ҳамагӣ", "Ҷамъ"),
        (("ду килограмм", 2, "kg"), ("панҷоҳ грамм", 0.05, "kg")),
        " ва ",
    ),
    "tr": Language(
        _headers(
            ("Ele geçirme tarihi", "Tarih"), ("Ele geçirme yeri", "Yakalama yeri"), ("Uyuşturucu madde", "Madde türü"),
            ("Miktarı", "Ağırlık"), ("Ölçü birimi",), country=("Ülke",), seized=("Ele geçirilen",),
        ),
        {"heroin": ("eroin",), "opium": ("afyon",), "cannabis-resin": ("haşiş",)},
        {"kg": KG, "gram": G},
        ("Ocak", "Şubat", "Mart", "Nisan", "Mayıs", "Haziran", "Temmuz", "Ağustos", "Eylül", "Ekim", "Kasım", "Aralık"),
        ("Toplam", "Genel toplam"),
        (("iki kilogram", 2, "kg"), ("elli gram", 0.05, "kg")),
        " ve ",
    ),
}
NOTES = ("* по оперативным данным", "Примечание: сведения уточняются", "Note: provisional data", "Source : rapport interne")
SOLAR_MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
