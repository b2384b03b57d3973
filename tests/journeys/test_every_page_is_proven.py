"""Every page in both languages: axe finds nothing serious, nothing runs over the edge, no word is left untranslated."""

import datetime as dt
import uuid

import pytest

from journeys.at_the_form import opened
from journeys.officers import PATIENCE_MS, Officer
from journeys.proof import AGAIN, LOOKS, faults, foreign_words

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("site")]
DRAFT = (
    "Дата;Место;Вещество;Количество;Единица\n2026-05-03;Термез;героин;4;кг\n2026-05-33;Термез;героин;4;кг\n".encode()
)
TOLD = (
    "12 марта 2024 года в Термезе изъято 2 кг 350 г гашиша и около 1,5 кг опия, задержаны двое. 13 марта 2024 года в Нукусе"
    " изъято 412 граммов героина. С начала года изъято более 700 кг наркотиков."
)
NEWS = """Оцените материал

10-12 мая 2023 года в Ташкенте прошла региональная конференция по прекурсорам, в которой приняли участие более 90 \
делегатов из 14 стран. Директор Примерного центра полковник Фарход Примеров предложил обмениваться сведениями о фирмах.

Оцените материал

11 мая 2023 года в Алматы состоялось рабочее заседание Примерного центра и Примерного института. С 2021 года изъято \
более 300 кг наркотиков.

Оцените материал

2 мая 2023 года в Бишкеке прошёл семинар для сотрудников пресс-служб ведомств региона и их партнёров.
"""
NOWHERE = "01a21046-0000-7000-8000-000000000000"


def first(page, selector, attribute="href"):
    """Where the first such link of a page leads."""
    return page.locator(selector).first.get_attribute(attribute)


def doors(page, site):
    """What a visitor sees who has not entered."""
    yield from (f"{site.officers}/start/", f"{site.officers}/accounts/login/")


def home(page, site):
    yield f"{site.officers}/?count=once"
    yield f"{site.officers}/?known=2026-01-01"
    yield f"{site.officers}/?feed-place=UZ&feed-family=opioids"
    yield f"{site.officers}/?screen=big"


def records(page, site):
    yield f"{site.officers}/records/?country=KZ"
    record = site.officers + first(page, "tr[data-href]", "data-href").split("?")[0]
    yield from (f"{record}?to=2&until=2030-01-01", f"{record}correction/")
    yield from (f"{record}{tail}" for tail in ("conditions/", "parts/", "seen-by/?to=2", "three-eyes/"))
    yield f"{site.officers}/records/release-rules/"
    yield f"{site.officers}/records/release-rules/new/?try=1&name=Heroin&substance=heroin&to=2&eyes=1"
    yield f"{site.officers}/records/?substance=nothing-like-it"
    yield from (
        f"{site.officers}/search/{asked}" for asked in ("", "?q=heroin", "?q=nothing-like-it", "?q=%2B998901234567")
    )
    yield f"{site.officers}/look-up/"
    yield f"{site.officers}/records/{NOWHERE}/"


def same_event(page, site):
    yield from (f"{site.officers}/same-event/?state={state}" for state in ("same", "possible", "rejected"))


def hand_in(page, site):
    border = Officer(page, site)
    border.opens("/hand-in/")
    page.set_input_files("input[type=file]", {"name": "draft.csv", "mimeType": "text/csv", "buffer": DRAFT})
    border.on(page.locator("form[enctype='multipart/form-data'] button[type=submit]"))
    page.wait_for_url("**/hand-in/*/")
    yield page.url
    yield f"{site.officers}/hand-in/"
    done = page.locator("tr[data-href]", has=page.locator(".chip.marking")).first.get_attribute("data-href")
    yield from (f"{site.officers}{done}?rows={kind}" for kind in ("read", "refused", "skipped"))


def returns(page, site):
    yield f"{site.officers}/returns/"
    for address in page.locator("tr[data-href]").evaluate_all("rows => rows.map(row => row.dataset.href)"):
        yield site.officers + address
    yield from (f"{site.officers}/returns/{tail}" for tail in ("new/", "nothing/", "sheet/", "?country=AZ&year=2025"))


def templates_out(page, site):
    year = dt.datetime.now(tz=dt.UTC).year - 1
    yield f"{site.officers}/templates/"
    yield from (f"{site.officers}/templates/{name}/?year={year}" for name in ("quarterly", "individual", "annual"))
    yield f"{site.officers}/templates/annual/?year=1995"


def standing_rules(page, site):
    yield from (f"{site.officers}/hand-in/{room}/" for room in ("rules", "quality"))


def texts(page, site):
    """A text with drafts, one of them left out; a text of which nothing is read; every page of the room."""
    border = Officer(page, site)
    for words in (TOLD, "Письмо без изъятий."):
        border.opens("/hand-in/")
        page.fill("#paste", words)
        border.on(page.locator("form:has(#paste) button[type=submit]"))
        page.wait_for_selector("chorsu-confirm[ready]", timeout=PATIENCE_MS)
        yield page.url
    yield from (f"{site.officers}/hand-in/text/{tail}" for tail in ("", "?show=all", "passed/", "quality/"))


def findings(page, site):
    """A page of news with what was read from it, before it is accepted and after; one of its texts, its words lit."""
    officer = Officer(page, site)
    officer.opens("/hand-in/")
    page.set_input_files(
        "input[type=file]", {"name": "news.txt", "mimeType": "text/plain", "buffer": f"{NEWS}№ {uuid.uuid4()}".encode()}
    )
    officer.on(page.locator("form[enctype='multipart/form-data'] button[type=submit]"))
    link = page.locator("a[href*='/findings/']").first
    link.wait_for(timeout=PATIENCE_MS)
    address = site.officers + link.get_attribute("href")
    yield address
    page.goto(address)
    lit = site.officers + first(page, ".finding a[href*='?at=']")
    page.locator(".accept-foot button").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield from (page.url, lit)


def seizure_form(page, site):
    form = opened(page, site.officers)
    form.fills("3.75")
    form.takes()
    form.hands_in()
    form.all_arrive()
    record = site.officers + first(page, "[data-entry] a")
    yield page.url
    yield f"{site.officers}/offline/"
    yield record
    page.goto(record)
    yield site.officers + first(page, ".thumbs a")


def newsroom(page, site):
    yield f"{site.officers}/newsroom/"
    yield site.officers + first(page, "tr[data-href]", "data-href")
    yield from (f"{site.officers}/newsroom/new/", f"{site.officers}/newsroom/?state=withdrawn")


def calendar(page, site):
    """An event, a recommendation of it and an instrument, entered by keyboard; then every page of the room."""
    yield f"{site.officers}/cooperation/?half=1999-H1"
    event = entered(page, site, "new/", "title", "Заседание рабочей группы", since="2022-10-18", until_day="2022-10-19")
    yield from (event, f"{event}change/", f"{site.officers}/cooperation/new/")
    named = f"?event={event.rstrip('/').rpartition('/')[2]}"
    text = entered(page, site, f"recommendations/new/{named}", "text", "Обмениваться сведениями о прекурсорах")
    yield from (text, f"{text}change/", f"{site.officers}/cooperation/recommendations/new/{named}")
    library = entered(page, site, f"instruments/new/{named}", "title", "Декларация")
    yield from (library, f"{library}change/", f"{site.officers}/cooperation/instruments/new/{named}")
    yield f"{site.officers}/cooperation/?half=2022-H2"
    yield from (f"{site.officers}/cooperation/{tail}" for tail in ("recommendations/", "instruments/", "people/"))
    yield f"{site.officers}/cooperation/recommendations/?overdue=1"


def exchange(page, site):
    """The desk and its tabs; a message kept as a draft, then sent, by keyboard; the figures."""
    yield f"{site.officers}/exchange/"
    page.goto(f"{site.officers}/exchange/new/")
    page.fill("[name=subject]", "Чей это грузовик?")
    page.select_option("[name=personal]", "no")
    page.locator("[name=to]").first.check()
    page.locator("button[value=keep]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page.url
    page.goto(page.url)
    page.locator("button[value=send]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield page.url
    yield from (
        f"{site.officers}/exchange/{tail}"
        for tail in ("?tab=out", "?tab=sent", "?tab=drafts", "new/", "statistics/", "templates/")
    )


def duty(page, site):
    """The desk with a line in its log, a hand-over, the roster, the card of what waits."""
    page.goto(f"{site.officers}/duty/")
    page.keyboard.press("n")
    page.keyboard.type("2026-1")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield from (f"{site.officers}/duty/{tail}" for tail in ("", "log/", "roster/", "hand-over/"))
    card = site.officers + "/duty/card/" + first(page, ".wait-list a").split("/")[-2] + "/"
    page.goto(f"{site.officers}/duty/hand-over/")
    page.fill("[name=words]", "2026-2")
    page.locator("main form button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    yield from (page.url, card)


def entered(page, site, path, field, words, **days):
    """The address of a record entered through its form."""
    page.goto(f"{site.officers}/cooperation/{path}")
    page.fill(f"[name={field}]", words)
    for name, day in days.items():
        page.fill(f"[name={name}]", day)
    page.locator("main form[method=post] .panel-foot button[type=submit]").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    return page.url


def people(page, site):
    yield from (f"{site.officers}/people/{tail}" for tail in ("", "new/", "agencies/", "states/", "groups/", "hooks/"))
    page.goto(f"{site.officers}/people/")
    yield site.officers + first(page, "main td a")


def trail(page, site):
    yield f"{site.officers}/audit/"
    yield site.officers + first(page, "main td a")
    yield f"{site.officers}/audit/?officer=nobody-of-that-name"


def handling(page, site):
    yield from (f"{site.officers}/handling/{tail}" for tail in ("", "permissions/", "reviews/", "subjects/"))


def account(page, site):
    yield from (f"{site.officers}/accounts/{tail}" for tail in ("", "password/", "factors/"))


def public(page, site):
    page.goto(site.public)
    here = page.url
    yield here
    yield site.public + first(page, ".entries a")
    yield f"{here}archive/"
    yield site.public + first(page, ".months a")
    yield f"{here}nowhere/"


ROOMS = {
    doors: None,
    home: "liaison-a",
    records: "liaison-a",
    same_event: "liaison-a",
    hand_in: "border-officer",
    seizure_form: "border-officer",
    returns: "analyst",
    templates_out: "analyst",
    standing_rules: "border-officer",
    texts: "border-officer",
    findings: "press-one",
    newsroom: "press-one",
    calendar: "duty-officer",
    exchange: "liaison-a",
    duty: "liaison-a",
    people: "administrator",
    trail: "auditor",
    handling: "liaison-a",
    account: "liaison-a",
    public: None,
}


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__name__)
def test_nothing_serious_and_no_foreign_word(browse, officer, site, room, language):
    username = ROOMS[room]
    page = officer(username, language=language).page if username else browse(language=language)
    found = {}
    for address in room(page, site):
        found |= {(address, *look): wrong for look, wrong in proof(page, address, language)}
    assert found == {}


def proof(page, address, language):
    """Open a page once and look at it in each theme and width; yields (look, what is wrong)."""
    theme, width, _ = LOOKS[0]
    page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address)
    if page.locator("#picture").count():
        page.wait_for_selector("chorsu-map[ready]", timeout=60_000)
    for theme, width, rules in AGAIN if language == "ru" else LOOKS:
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        if wrong := faults(page, width, rules):
            yield (theme, width), wrong
    if language == "ru" and (wrong := foreign_words(page)):
        yield ("words",), wrong
