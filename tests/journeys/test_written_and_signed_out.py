"""What an officer wrote outlives the sign-in: it is sent when there is somebody to take it, and stays until then.

Its pages lose their lines on purpose, so they are no pages of `officer`, whose browsers may complain of nothing.
"""

import pytest
from playwright.sync_api import expect

from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
WORDS = "EXAMPLE: a white lorry, seen at 02:10, which turned back before the crossing."


@pytest.fixture
def browser_of_one(chromium, site):
    """A browser in which the example border officer has signed in; its pages."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="en-GB", reduced_motion="reduce")
    enter(context.new_page(), site, "border-officer")
    yield context
    context.close()


def enter(page, site, username):
    page.goto(f"{site.officers}/start/")
    page.click(f"#cast button[name=as][value={username}]")
    page.wait_for_url(f"{site.officers}/", wait_until="commit")
    return page


def written(context, site):
    """A page with a message that is written and not sent."""
    page = context.new_page()
    page.goto(f"{site.officers}/exchange/new/")
    page.select_option("[name=kind]", "spontaneous")
    page.locator("[name=to]").first.check()
    page.fill("[name=subject]", "EXAMPLE lorry")
    page.select_option("[name=personal]", "no")
    page.fill("textarea[name=body]", WORDS)
    return page


def leave(page):
    page.locator("details.menu > summary").last.click()
    page.click("form[data-sign-out] button")
    page.wait_for_url("**/start/")


def test_a_message_written_while_signed_out_is_sent_after_signing_in(browser_of_one, site):
    context = browser_of_one
    page = written(context, site)
    leave(context.pages[0])
    page.get_by_role("button", name="Keep as a draft").click()
    said = page.locator("[data-unsent]")
    expect(said).to_contain_text("Not sent: you are signed out", timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=body]") == WORDS
    with context.expect_page() as door:
        said.get_by_role("link").click()
    door.value.click("#cast button[name=as][value=border-officer]")
    door.value.wait_for_url(f"{site.officers}/", wait_until="commit")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.get_by_text("Kept as a draft")).to_be_visible(timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=body]") == WORDS


def test_a_page_says_that_its_officer_is_signed_out(browser_of_one, site):
    context = browser_of_one
    page = written(context, site)
    expect(page.locator("chorsu-connection")).to_have_attribute("data-state", "live", timeout=PATIENCE_MS)
    leave(context.pages[0])
    expect(page.locator("[data-ended]")).to_contain_text("You are signed out", timeout=PATIENCE_MS)
    expect(page.locator("chorsu-connection")).to_contain_text("Signed out")
    enter(context.pages[0], site, "border-officer")
    expect(page.locator("[data-ended]")).to_have_count(0, timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=body]") == WORDS


def test_what_one_officer_wrote_is_not_sent_by_another(browser_of_one, site):
    context = browser_of_one
    page = written(context, site)
    leave(context.pages[0])
    enter(context.pages[0], site, "analyst")
    page.get_by_role("button", name="Keep as a draft").click()
    expect(page.locator("[data-unsent]")).to_contain_text("somebody else has signed in", timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=body]") == WORDS


def test_a_server_that_does_not_answer_takes_no_words(browser_of_one, site):
    context = browser_of_one
    page = written(context, site)
    page.route("**/*", lambda route: route.abort())
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator("[data-unsent]")).to_contain_text("the server does not answer", timeout=PATIENCE_MS)
    page.unroute("**/*")
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/exchange/*-*/**", timeout=PATIENCE_MS)
    expect(page.get_by_text(WORDS)).to_be_visible()


def test_an_act_on_a_note_waits_for_its_officer(browser_of_one, site):
    """The confirming page stays where it is act after act: it says by itself why one was not done."""
    page = browser_of_one.new_page()
    page.goto(f"{site.officers}/hand-in/")
    page.fill(
        "#paste", "Example press note. On 12 March 2024 officers of the example border guard seized 3 kg of opium."
    )
    page.locator("form:has(#paste) button[type=submit]").click()
    page.wait_for_selector("chorsu-confirm[ready]", timeout=PATIENCE_MS)
    leave(browser_of_one.pages[0])
    seen = page.locator("[data-draft='1'] [data-seen]")
    page.locator("[data-slot='1:date']").press("x")
    said = page.locator("[data-unsent]")
    expect(said).to_contain_text("Not sent: you are signed out", timeout=PATIENCE_MS)
    expect(seen).to_have_value("0")
    with browser_of_one.expect_page() as door:
        said.get_by_role("link").click()
    door.value.click("#cast button[name=as][value=border-officer]")
    door.value.wait_for_url(f"{site.officers}/", wait_until="commit")
    page.locator("[data-slot='1:date']").press("x")
    expect(seen).to_have_value("1", timeout=PATIENCE_MS)
    expect(said).to_have_count(0)


def number_of_sent(page, site):
    page.goto(f"{site.officers}/exchange/?tab=sent")
    return page.get_by_role("link", name="EXAMPLE lorry").count()


def test_a_button_without_words_works_after_signing_in_again(browser_of_one, site):
    context = browser_of_one
    page = context.new_page()
    page.goto(f"{site.officers}/exchange/")
    leave(context.pages[0])
    enter(context.pages[0], site, "border-officer")
    page.locator("details.menu", has=page.locator("button[value=ru]")).locator("summary").click()
    page.locator("button[value=ru]").click()
    expect(page.locator("html")).to_have_attribute("lang", "ru", timeout=PATIENCE_MS)
    expect(page.locator("main h1")).to_have_text("Обмен")


def test_a_second_press_on_a_slow_line_sends_nothing_twice(browser_of_one, site):
    page = written(browser_of_one, site)
    before = number_of_sent(browser_of_one.pages[0], site)
    asked = []

    def slowly(route):
        if route.request.method == "POST":
            asked.append(route.request.url)
            page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/exchange/new/", slowly)
    button = page.get_by_role("button", name="Send", exact=True)
    button.evaluate(
        "(button) => { button.click(); setTimeout(() => button.click(), 600); setTimeout(() => button.click(), 900); }"
    )
    page.wait_for_url("**/exchange/*-*/**", timeout=PATIENCE_MS)
    assert len(asked) == 1
    assert number_of_sent(browser_of_one.pages[0], site) == before + 1


def test_whoever_comes_back_to_a_form_that_was_sent_sends_it_once(browser_of_one, site):
    page = written(browser_of_one, site)
    before = number_of_sent(browser_of_one.pages[0], site)
    page.get_by_role("button", name="Send", exact=True).click()
    page.wait_for_url("**/exchange/*-*/**", timeout=PATIENCE_MS)
    page.go_back()
    expect(page.locator("textarea[name=body]")).to_have_value(WORDS, timeout=PATIENCE_MS)
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("It was sent before, and not again.")).to_be_visible(timeout=PATIENCE_MS)
    page.go_back()
    page.fill("textarea[name=body]", f"{WORDS} A second one followed.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_text("was sent before with other words")).to_be_visible(timeout=PATIENCE_MS)
    assert page.input_value("textarea[name=body]") == f"{WORDS} A second one followed."
    assert number_of_sent(browser_of_one.pages[0], site) == before + 1


def test_a_page_with_words_asks_before_it_is_left(browser_of_one, site):
    page = written(browser_of_one, site)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.locator("nav.rail a").first.click()
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert page.input_value("textarea[name=body]") == WORDS


def test_another_form_asks_before_it_takes_the_words_along_and_works_after_a_no(browser_of_one, site):
    page = written(browser_of_one, site)
    answers, asked = [False, True], []

    def answer(dialog):
        asked.append(dialog.type)
        (dialog.accept if answers.pop(0) else dialog.dismiss)()

    page.on("dialog", answer)
    for stays in (True, False):
        page.locator("details.menu > summary", has_text="EN").click()
        page.locator("form[action*=lang] button[value=ru]").click()
        if stays:
            page.wait_for_timeout(1000)
            assert page.input_value("textarea[name=body]") == WORDS
            page.keyboard.press("Escape")
    expect(page.locator("html")).to_have_attribute("lang", "ru", timeout=PATIENCE_MS)
    assert asked == ["confirm", "confirm"]


@pytest.mark.parametrize("goes_on", ["later", "writing"])
def test_a_page_that_stays_after_a_yes_asks_again(browser_of_one, site, goes_on):
    browser_of_one.clock.install()
    page = written(browser_of_one, site)
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        (dialog.accept if dialog.type == "confirm" else dialog.dismiss)()

    page.on("dialog", answer)
    page.route("**/language/", lambda route: route.fulfill(status=204))
    page.locator("details.menu > summary", has_text="EN").click()
    with page.expect_response("**/language/"):
        page.locator("form[action*=lang] button[value=ru]").click()
    if goes_on == "later":
        page.clock.fast_forward("00:31")
    else:
        page.locator("[name=value]").press_sequentially("KZ")
    page.keyboard.press("Escape")
    page.locator("nav.rail a").first.click()
    page.wait_for_timeout(500)
    assert asked == ["confirm", "beforeunload"]
    assert page.input_value("textarea[name=body]") == WORDS
