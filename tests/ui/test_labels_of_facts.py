"""A label of a fact never prints over its value, however long its words and however narrow the page."""

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
