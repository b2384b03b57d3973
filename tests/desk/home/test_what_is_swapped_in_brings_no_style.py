"""A part of a page that is fetched anew takes no style from the one before it: the security policy refuses such a style.

What a script, or a reader's browser, set on that part stands in its attribute; htmx would copy it as it settles.
"""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bank")]
SWAPPED = "() => !document.querySelector('#my-desk').dataset.old"


def test_my_desk_is_fetched_anew_without_a_complaint(visit):
    page = visit("liaison-a")
    page.goto("/")
    page.wait_for_load_state()
    page.evaluate("""() => {
        const desk = document.querySelector('#my-desk');
        desk.dataset.old = 'yes';
        desk.style.minHeight = '10px';
        document.body.dispatchEvent(new CustomEvent('chorsu:waits', { bubbles: true }));
    }""")
    page.wait_for_function(SWAPPED)
    page.wait_for_timeout(200)  # it settles after 20 ms
    assert page.locator("#my-desk").get_attribute("style") is None
