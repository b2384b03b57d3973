"""What the readers of files say reaches each reader in their language."""

import re

import pytest
from django.utils import translation

from chorsu.desk.hand_in.wording import code_meaning, error_line, suggestion_words
from chorsu.intake.readers.dates import read_date
from chorsu.intake.readers.wordlists import codes
from chorsu.kernel.clock import now
from chorsu.kernel.errors import InputError

LATIN = re.compile(r"[A-Za-z]{3,}")
DATES = ["31.02.2024", "2024-02-31", "2024-13-05", "45.45.2024", "не дата", ""]


@pytest.mark.parametrize("text", DATES)
def test_no_english_suggestion_of_a_date_reaches_a_russian_page(text):
    read = read_date(text, today=now().date())
    with translation.override("ru"):
        words = suggestion_words(read.reason, read.suggestion)
    assert words
    assert not LATIN.search(words)


@pytest.mark.parametrize("reason", [*codes("refusal"), "impossible_date"])
@pytest.mark.parametrize("suggestion", ["", "something new in English", None])
def test_nor_any_other(reason, suggestion):
    texts = codes("refusal").get(reason) or codes("flag")[reason]
    with translation.override("ru"):
        assert not LATIN.search(suggestion_words(reason, texts["en"] if suggestion is None else suggestion))


def test_an_english_reader_keeps_a_suggestion_that_is_new():
    with translation.override("en"):
        assert suggestion_words("no_date", "something new in English") == "something new in English"


@pytest.mark.parametrize(("language", "said"), [("en", "the row is refused"), ("ru", "строка не принята")])
def test_a_refused_row_is_not_said_to_be_left_empty(language, said):
    with translation.override(language):
        assert said in code_meaning("refusal", "impossible_date")
        assert "empty" not in suggestion_words("impossible_date", codes("flag")["impossible_date"]["en"])


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("a table of 20,000 columns; at most 16,384 are read", ["20\xa0000", "16\xa0384"]),
        (
            "a sheet spans 9,000 rows and 40 columns; at most 30,000,000 cells are read",
            ["9\xa0000", "40", "30\xa0000\xa0000"],
        ),
        ("the workbook unpacks to more than 600 MB or more than 300 times its size", ["600", "300"]),
        ("is larger than 500 MB", ["500"]),
        ("no sheet 'Лист 7'; its sheets: Лист 1, Лист 2", ["Лист 7", "Лист 1, Лист 2"]),
        ("the file cannot be opened (No such file or directory)", []),
    ],
)
def test_a_line_with_numbers_is_said_in_russian_with_its_numbers(line, numbers):
    with translation.override("ru"):
        said = error_line(InputError(line, where="изъятия.xlsx: sheet Лист 1: row 4"))
    assert not LATIN.search(said.replace(".xlsx", ""))
    assert "лист Лист 1: строка 4" in said
    assert all(number in said for number in numbers)
