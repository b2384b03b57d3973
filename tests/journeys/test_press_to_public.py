"""Written by one press officer, approved by another, read by the public; withdrawn, it is gone."""

import pytest
from playwright.sync_api import expect

from journeys.officers import follow

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("site")]
TITLE, TITLE_RU = "An invented workshop on precursors", "Условный семинар по прекурсорам"


def write(one, title, title_ru=""):
    """Write an item, keep it and submit it; its page in the newsroom."""
    one.opens("/")
    one.goes("n")
    follow(one.page, "Write an item")
    for language, text in (("en", title), ("ru", title_ru)):
        one.page.fill(f"#id_title_{language}", text)
        one.page.fill(f"#id_summary_{language}", text and f"{text}.")
        one.page.fill(f"#id_body_{language}", text and "- a first point\n- a second point")
    one.on(one.page.get_by_role("button", name="Keep the draft and preview"))
    one.on(one.page.get_by_role("button", name="Submit for approval"))
    return one.page.url


def publish(two, address):
    """Approve, release and publish; the address at the public site."""
    two.opens(address)
    for words in ("Approve", "Release to everybody", "Publish to everybody"):
        two.on(two.page.get_by_role("button", name=words, exact=True))
    return two.page.get_by_role("link", name="Open at the public site").get_attribute("href")


@pytest.fixture
def one(officer):
    return officer("press-one")


@pytest.fixture
def two(officer):
    return officer("press-two")


def test_a_second_person_approves_and_the_public_reads_until_it_is_withdrawn(one, two, browse, site):
    address = write(one, TITLE, TITLE_RU)
    assert "a second person must approve it" in one.reads()
    assert one.page.get_by_role("button", name="Approve", exact=True).count() == 0
    public = publish(two, address)

    page = browse(language="ru", java_script_enabled=False)
    page.goto(site.public)
    assert page.url == f"{site.public}/ru/"
    page.get_by_role("link", name=TITLE_RU).click()
    page.locator("button[name=stars][value='5']").click()
    expect(page.locator("text=Ваша оценка: 5 звёзд")).to_be_visible()
    expect(page.locator(".rated", has_text="1 голос")).to_be_visible()
    feeds = [f"{site.public}/en/rss/", page.locator("link[type='application/rss+xml']").get_attribute("href")]
    assert TITLE_RU in page.request.get(f"{site.public}{feeds[1]}").text()

    two.page.locator("#reason-withdraw").fill("It was an exercise")
    two.on(two.page.get_by_role("button", name="Withdraw from the public"))
    assert page.request.get(public).status == 404
    assert TITLE_RU not in page.request.get(f"{site.public}{feeds[1]}").text()
    assert page.goto(public).status == 404


def test_nobody_approves_an_item_of_their_own_by_its_address(one):
    address = write(one, "An item that waits")
    token = one.page.locator("input[name=csrfmiddlewaretoken]").first.get_attribute("value")
    one.page.request.post(f"{address}approve/", form={"csrfmiddlewaretoken": token}, headers={"Referer": address})
    one.opens(address)
    expect(one.page.locator(".chip-warn", has_text="approval").first).to_be_visible()
    assert one.page.get_by_role("button", name="Publish to everybody").count() == 0
