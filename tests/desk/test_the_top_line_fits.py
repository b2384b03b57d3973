"""The top line fits at every width in both languages, also when it says that the connection is being made again."""

import pytest
from django.urls import reverse

pytestmark = [pytest.mark.browser]
WORDS_FROM = 900
"""From this width on the words are read whole, on narrower screens as the title of the light."""
WHOLE = """(words) => { // the letters of a line may be a little higher than the line
    const [box, line] = [words.getBoundingClientRect(), words.closest('.top-line').getBoundingClientRect()];
    const fits = words.scrollWidth <= words.clientWidth && words.scrollHeight <= words.clientHeight + 4;
    return fits && box.top >= line.top && box.bottom <= line.bottom;
}"""
AWAY = """() => {
    const said = document.querySelector('chorsu-connection');
    said.dataset.state = 'reconnecting';
    said.querySelector('[data-words]').textContent = 'Восстановление связи, последний сигнал 59 с назад';
}"""
OVERLAPS = """() => {
    const boxes = [...document.querySelectorAll('.top-line > *')].map((one) => one.getBoundingClientRect()).filter((box) => box.width);
    const over = boxes.slice(1).filter((box, at) => box.left < boxes[at].right - 1).length;
    return [over, boxes.at(-1).right <= innerWidth, document.documentElement.scrollWidth <= innerWidth];
}"""


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_lies_over_anything_and_nothing_runs_over_the_edge(visit, language):
    page = visit("border-officer", language=language)
    page.goto(reverse("hand-in"))
    page.evaluate(AWAY)
    for width in (1600, 1440, 1366, 1280, 1200, 1100, 1024, 900, 800, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(OVERLAPS) == [0, True, True], width
        if width >= WORDS_FROM:
            assert page.locator("chorsu-connection [data-words]").evaluate(WHOLE), width
