"""A label of a fact never prints over its value, and no usual word is cut: however narrow the page."""

from pathlib import Path

import pytest

import chorsu.ui

pytestmark = pytest.mark.browser
SHEET = Path(chorsu.ui.__file__).parent / "static/ui/build/ui.css"
LABELS = (
    "Дата",
    "Несовершеннолетние",
    "Государственная принадлежность",
    "Вес взвешенного",
    "Zentralnervensystemstimulans",
)
OVER = """() => [...document.querySelectorAll('dt')].filter((label) => {
    const words = document.createRange();
    words.selectNodeContents(label);
    return words.getBoundingClientRect().right > label.nextElementSibling.getBoundingClientRect().left + 0.5;
}).map((label) => label.textContent)"""


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_no_label_reaches_into_its_value(chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    try:
        facts = "".join(f"<dt>{label}</dt><dd>2026-11-25</dd>" for label in LABELS)
        page.set_content(f'<html lang="ru"><body style="padding: 28px"><dl class="facts">{facts}</dl>')
        page.add_style_tag(content=SHEET.read_text())
        assert page.evaluate(OVER) == []
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    finally:
        page.close()


PIECES = """() => {
    const word = document.querySelector('.place').firstChild, range = document.createRange();
    range.selectNodeContents(word);
    return range.getClientRects().length;
}"""


@pytest.mark.parametrize("width", [390, 1280])
def test_the_name_of_a_region_is_not_cut_in_a_table(chromium, width):
    page = chromium.new_page(viewport={"width": width, "height": 800})
    try:
        cells = "<td>2026-11-25</td><td>Героин</td><td>2,35 кг</td><td><span class=place>Сурхандарьинская</span></td>"
        table = f"<table class=data><tr>{cells}<td>возможно, то же</td></tr></table>"
        page.set_content(f'<html lang="ru"><body><div style="max-width: 360px; overflow: auto">{table}</div>')
        page.add_style_tag(content=SHEET.read_text())
        assert page.evaluate(PIECES) == 1
    finally:
        page.close()
