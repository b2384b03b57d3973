"""Five messy workbooks made by hand, with what must come of each: synthetic, of no real agency or seizure."""

__all__ = ["HANDMADE"]

import datetime as dt

import xlsxwriter


def _rows(sheet, lines):
    for row, line in enumerate(lines):
        for column, cell in enumerate(line):
            if cell not in ("", None):
                sheet.write(row, column, cell)


def quarterly_summary(path):
    """Russian: a group label merged, the other headers below it, sections, subtotals, a signature."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Сводка")
        lines = [
            ["Сведения об изъятых наркотиках за I квартал 2024 года (пример)"],
            ["по состоянию на 1 апреля"],
            ["", "", "", "Изъято"],
            ["№ п/п", "Дата изъятия", "Место изъятия", "героин, кг", "гашиш, г", "прочие наркотики, кг", "Примечание"],
            [1, 2, 3, 4, 5, 6, 7],
            ["Ошская область"],
            [1, "12.01.2024", "г. Ош", 1.25, "", "", "тайник"],
            [2, "с 14 по 16 января 2024 г.", "г. Узген", "", 700, "", ""],
            ["", "Итого по области", "", 1.25, 700],
            ["Чуйская область"],
            [3, "03.02.2024 г. около 14 ч. 30 мин.", "г. Токмок", 0.5, 120.5, 2, ""],
            [4, "февраль 2024", "г. Кант", "", "", "0,75", ""],
            ["", "Итого по области", "", 0.5, 120.5, 2.75],
            ["", "ВСЕГО", "", 1.75, 820.5, 2.75],
            ["* героин учтён без упаковки"],
            ["Начальник отдела", "", "", "", "", "", "И. И. Пример"],
        ]
        _rows(sheet, lines)
        sheet.merge_range(2, 3, 2, 5, "Изъято")
        sheet.merge_range(0, 0, 0, 6, lines[0][0])
        sheet.merge_range(5, 0, 5, 6, "Ошская область")
    lots = {
        ("Сводка", 7, dt.date(2024, 1, 12), "heroin", 1.25, "kg"),
        ("Сводка", 8, dt.date(2024, 1, 14), "cannabis-resin", 0.7, "kg"),
        ("Сводка", 11, dt.date(2024, 2, 3), "heroin", 0.5, "kg"),
        ("Сводка", 11, dt.date(2024, 2, 3), "cannabis-resin", 0.1205, "kg"),
        ("Сводка", 11, dt.date(2024, 2, 3), "unspecified-other", 2.0, "kg"),
        ("Сводка", 12, dt.date(2024, 2, 1), "unspecified-other", 0.75, "kg"),
    }
    return lots, {("Сводка", 16)}, {"Сводка": 16}


def incident_log(path):
    """English: several lines in a cell, both orders of name and quantity, a total beside its parts, units that differ."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Log")
        _rows(
            sheet,
            [
                ["Remarks", "Drugs seized", "Total weight", "Location", "Date and time of seizure"],
                ["by rail", "heroin 1.2 kg\nhashish 300 g", "1.5 kg", "Termez", "12-14 March 2024"],
                ["", "2.5 kg of opium and 40 tablets of MDMA", "", "Osh", "March 15, 2024 04:30"],
                ["", "Tramadol 50 mg", "200 tablets", "Osh", "2024-03-16"],
                ["", "heroin; opium", "1 kg; 750 g", "Osh", "17/03/2024"],
                ["", "heroin", "about half a kilo", "Osh", "18.03.2024"],
                ["see annex", "", "", "", "19.03.2024"],
                ["", "TOTAL", "5.75 kg", "", ""],
            ],
        )
        book.add_worksheet("empty")
    day = dt.date(2024, 3, 12)
    lots = {
        ("Log", 2, day, "heroin", 1.2, "kg"),
        ("Log", 2, day, "cannabis-resin", 0.3, "kg"),
        ("Log", 3, day.replace(day=15), "opium", 2.5, "kg"),
        ("Log", 3, day.replace(day=15), "mdma", 40.0, "tablet"),
        ("Log", 4, day.replace(day=16), "tramadol", 200.0, "tablet"),
        ("Log", 5, day.replace(day=17), "heroin", 1.0, "kg"),
        ("Log", 5, day.replace(day=17), "opium", 0.75, "kg"),
        ("Log", 6, day.replace(day=18), "heroin", 0.5, "kg"),
    }
    return lots, {("Log", 7)}, {"Log": 8}


def record_cards(path):
    """French, on its side: one date over three records, a record of totals, a date that no calendar has."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Fiches")
        _rows(
            sheet,
            [
                ["Fiches de saisie (exemple)"],
                [],
                ["Date de la saisie", "12 mars 2024", "", "", "30 février 2024", ""],
                ["Lieu de saisie", "Och", "Batken", "Djalal-Abad", "Och", "Total"],
                ["Nature du produit", "héroïne", "résine de cannabis", "opium", "opium", ""],
                ["Poids net", "1,5", "deux", "0,25", "9", "3,75"],
                ["Unité de mesure", "kg", "kilogrammes", "kg", "kg", "kg"],
            ],
        )
        sheet.merge_range(2, 1, 2, 3, "12 mars 2024")
    day = dt.date(2024, 3, 12)
    lots = {
        ("Fiches", 2, day, "heroin", 1.5, "kg"),
        ("Fiches", 3, day, "cannabis-resin", 2.0, "kg"),
        ("Fiches", 4, day, "opium", 0.25, "kg"),
    }
    return lots, {("Fiches", 5)}, {"Fiches": 6}


def two_tables(path):
    """Persian, columns from the right, two tables with other headers on one sheet, solar dates, Persian figures."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("گزارش")
        sheet.right_to_left()
        _rows(
            sheet,
            [
                ["گزارش کشفیات (نمونه)"],
                ["واحد", "مقدار", "نوع مواد مخدر", "محل کشف", "تاریخ کشف", "ردیف"],
                ["کیلوگرم", "۱٫۵", "هروئین", "هرات", "۱۴۰۲/۱۲/۲۲", "۱"],
                ["گرم", "۲۵۰", "تریاک", "کابل", "۲۳ حوت ۱۴۰۲", "۲"],
                ["", "جمع کل", "", "", "", ""],
                [],
                ["تاریخ", "محل", "هروئین، کیلوگرم", "حشیش، کیلوگرم"],
                ["1402/12/24", "مزار شریف", 3, ""],
                ["حمل ۱۴۰۳", "کابل", "", "0.4"],
            ],
        )
    lots = {
        ("گزارش", 3, dt.date(2024, 3, 12), "heroin", 1.5, "kg"),
        ("گزارش", 4, dt.date(2024, 3, 13), "opium", 0.25, "kg"),
        ("گزارش", 8, dt.date(2024, 3, 14), "heroin", 3.0, "kg"),
        ("گزارش", 9, dt.date(2024, 3, 20), "cannabis-resin", 0.4, "kg"),
    }
    return lots, set(), {"گزارش": 9}


def book_of_sheets(path):
    """Uzbek and Kazakh: a sheet of notes, a return by months, two tables in two alphabets, units in the title."""
    with xlsxwriter.Workbook(path) as book:
        _rows(book.add_worksheet("Izoh"), [["Namuna: haqiqiy ma'lumot emas"], ["tel.", "123"]])
        _rows(book.add_worksheet("Oylar"), [["Oy", "Geroin"], ["yanvar", 3], ["fevral", 4]])
        sheet = book.add_worksheet("Surxondaryo")
        _rows(
            sheet,
            [
                ["Olib qo‘yilgan giyohvandlik vositalari (kg)"],
                ["T/r", "Sana", "Joyi", "Modda nomi", "Miqdori"],
                [1, "12-mart 2024-yil", "Termiz", "geroin", "1,5"],
                [2, "2024-yil 13-mart", "Termiz", "afyun", "ikki yuz gramm"],
                ["", "Jami", "", "", "1,7"],
            ],
        )
        sheet = book.add_worksheet("Түркістан")
        _rows(
            sheet,
            [
                ["Тәркіленген күні", "Орны", "Есірткі түрі", "Мөлшері", "Өлшем бірлігі"],
                ["14 наурыз 2024 ж.", "Шымкент", "героин, гашиш", "1,2; 0,3", "кг"],
                ["", "Шымкент", "апиын", 5, "кг"],
                ["Барлығы", "", "", 1.5, "кг"],
                ["Ескерту: деректер нақтылануда"],
            ],
        )
        sheet.merge_range(1, 0, 2, 0, "14 наурыз 2024 ж.")
    lots = {
        ("Surxondaryo", 3, dt.date(2024, 3, 12), "heroin", 1.5, "kg"),
        ("Surxondaryo", 4, dt.date(2024, 3, 13), "opium", 0.2, "kg"),
        ("Түркістан", 2, dt.date(2024, 3, 14), "heroin", 1.2, "kg"),
        ("Түркістан", 2, dt.date(2024, 3, 14), "cannabis-resin", 0.3, "kg"),
        ("Түркістан", 3, dt.date(2024, 3, 14), "opium", 5.0, "kg"),
    }
    return lots, set(), {"Izoh": 2, "Oylar": 3, "Surxondaryo": 5, "Түркістан": 5}


HANDMADE = (quarterly_summary, incident_log, record_cards, two_tables, book_of_sheets)
