"""A night at the duty desk: three states and the centre, from a request at two in the morning to a signed hand-over.

Nobody moves the clock of a running program. So what happened at 02:00 in Tashkent is brought in through the services, as
the example region brings in its past: the rosters and the request. Whatever follows from
them the program does by its own clock (the escalation), and people do on pages.
"""

import datetime as dt
import re
from contextlib import contextmanager
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import expect

from chorsu.config.installation import Installation
from chorsu.config.settings import environment
from chorsu.handling.seal import EARLIER
from chorsu.handling.viewer import viewing
from chorsu.kernel.clock import now
from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("site")]
TASHKENT = ZoneInfo("Asia/Tashkent")
WRITTEN = f"Lorry {now():%H%M%S}"
KZ, TM, CENTRE = "example-customs-kz", "example-customs-tm", "example-centre"


def two_in_the_morning():
    """The newest 02:00 in Tashkent from which the first step up (8 hours) has passed."""
    at = now().astimezone(TASHKENT).replace(hour=2, minute=0, second=0, microsecond=0)
    while now() - at < dt.timedelta(hours=9):
        at -= dt.timedelta(days=1)
    return at


@pytest.fixture
def bank_of(site, django_db_blocker):
    """The data bank of the running installation, as its officers' process sees it."""

    @contextmanager
    def opened():
        installation, kept = Installation(site.home, ""), dict(connections["default"].settings_dict)
        key = settings.SECRET_KEY
        with django_db_blocker.unblock():
            connections["default"].close()
            connections["default"].settings_dict.update(environment.database(installation.url("app")))
            settings.SECRET_KEY = installation.key("officers")
            try:
                yield
            finally:
                settings.SECRET_KEY = key
                connections["default"].close()
                connections["default"].settings_dict.update(kept)

    return opened


@contextmanager
def earlier(username):
    """What an officer did in the past."""
    from cast import actor

    officer = actor(username)
    with viewing(replace(officer, purpose=EARLIER)):
        yield officer


def number(code):
    from chorsu.directory.models import Agency

    return Agency.objects.get(code=code).pk


def enter_on_duty(who, code, at):
    """On the roster from a moment of the night till the next one, unless somebody walks this installation again."""
    from chorsu.directory.roster import DutySaid, enter_duty, on_duty_for

    with earlier(who) as officer:
        if officer.user not in on_duty_for(number(code), now()):
            said = DutySaid(officer.user, at, now() + dt.timedelta(hours=8), ("ru", "en"), "+7 700 000 00 00")
            enter_duty(authority=number(code), said=said, actor=officer, at=at)


def bring_in_the_night(bank_of, at):
    """The rosters of the night, and the request of 02:00 to two states."""
    from chorsu.exchange.messages import sending, writing
    from chorsu.exchange.messages.saying import MessageSaid

    with bank_of():
        for who, code in (("liaison-a", KZ), ("duty-officer", CENTRE)):
            enter_on_duty(who, code, at - dt.timedelta(hours=1))
        said = MessageSaid(
            kind="request", subject=f"{WRITTEN}: whose is it?", body="It crossed at Termez.", urgency="3d", personal=False,
            to=(number(KZ), number(TM)),
        )  # fmt: skip
        with earlier("border-officer") as officer:
            one = writing.write_message(said=said, actor=officer, at=at)
            sending.send_message(identifier=one.pk, actor=officer, at=at)
    return one.pk


def pairs(officer):
    """The statistics page: by addressee what an officer reads of requests of the border guard."""
    officer.opens("/exchange/statistics/")
    rows = officer.page.locator("table.data tbody tr").evaluate_all(
        "rows => rows.map(row => [...row.cells].map(cell => cell.innerText))"
    )
    return {row[1]: row[2:] for row in rows if row[0].startswith("Example border guard")}


def answers(officer, request, kind, words, *, language="en", ground=""):
    officer.opens(f"/exchange/{request}/")
    page = officer.page
    page.get_by_label(re.compile(f"^{kind}")).check()
    if ground:
        page.get_by_label("Ground of a refusal").select_option(label=ground)
    page.locator("select[name=personal]").first.select_option("no")
    page.locator("form[action$='/answer/'] select[name=language]").select_option(language)
    page.locator("form[action$='/answer/'] textarea[name=body]").fill(words)
    officer.on(page.locator("form[action$='/answer/']").get_by_role("button", name="Send"))


def test_a_night_at_the_desk(officer, site, bank_of):
    uz, kz, tm = officer("border-officer"), officer("liaison-a"), officer("stranger-c")
    centre, analyst = officer("duty-officer"), officer("analyst")
    phone = officer("liaison-a", viewport={"width": 390, "height": 844})
    before = {who: pairs(one) for who, one in (("uz", uz), ("analyst", analyst))}

    # 02:00: a request to two states. Nobody takes it in hand; it goes up to whoever the roster names.
    at = two_in_the_morning()
    request = bring_in_the_night(bank_of, at)
    told = kz.page.locator("section", has=kz.page.get_by_role("heading", name="Reminders"))
    for _ in range(60):
        kz.opens("/exchange/")
        if told.count() and f"{WRITTEN}: whose is it?" in told.inner_text():
            break
        kz.page.wait_for_timeout(1000)
    line = told.locator("li", has_text=WRITTEN).first
    expect(line).to_contain_text("to you")
    assert kz.opens("/duty/") == 200
    assert "Aigul Example-Sarsen" in kz.page.locator(".on-duty").inner_text()
    assert f"{WRITTEN}: whose is it?" in kz.page.locator(".wait-list").first.inner_text()

    # One state answers in another language, the other refuses with a ground; neither learns of the other.
    answers(kz, request, "Reply", "Фирма из Алматы.", language="ru")
    answers(tm, request, "Refusal", "", ground="it would endanger a person")
    thread = f"/exchange/{request}/"
    uz.opens(thread)
    assert "Фирма из Алматы." in uz.reads()
    assert "it would endanger a person" in uz.reads()
    assert "Turkmenistan" not in kz.reads()
    assert "Kazakhstan" not in tm.reads()

    # A special alert rings on every page of whoever is on duty there; acknowledged on a phone it falls silent on all.
    for one in (kz, phone, tm):
        one.opens("/records/")
        while one.page.locator(".ring").count():  # what the example region left
            with one.page.expect_navigation(timeout=PATIENCE_MS):
                one.page.locator(".ring").first.get_by_role("button", name="Acknowledge").click()
            one.opens("/records/")
    send_alert(uz)
    for one in (kz, phone):
        expect(one.page.locator(".ring")).to_contain_text("Example border guard", timeout=PATIENCE_MS)
        one.page.wait_for_function("() => document.title.startsWith('FLASH')")
    assert tm.page.locator(".ring").count() == 0
    phone.page.locator(".ring").get_by_role("button", name="Acknowledge").click()
    expect(phone.page.get_by_text("Acknowledged: the sender sees it.")).to_be_visible(timeout=PATIENCE_MS)
    assert phone.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    expect(kz.page.locator(".ring")).to_have_count(0, timeout=PATIENCE_MS)

    # The shift of the centre ends: the night's officer hands over, the next one reads and signs.
    centre.opens("/duty/hand-over/")
    centre.page.locator("#h-words").fill(f"{WRITTEN} was asked about; both states answered.")
    centre.on(centre.page.get_by_role("button", name="Hand over"))
    analyst.opens("/duty/")
    analyst.on(analyst.page.get_by_role("link", name="Read and sign").last)
    assert f"{WRITTEN} was asked about" in analyst.reads()
    analyst.on(analyst.page.get_by_role("button", name="sign"))
    assert "Signed: the shift is yours." in analyst.reads()

    # The figures agree with what was done, for the sender and for the centre.
    for who, one in (("uz", uz), ("analyst", analyst)):
        after = pairs(one)
        for state, refused in (("Kazakhstan", 0), ("Turkmenistan", 1)):
            name = f"Example customs, {state}"
            assert counted(after, name) == [
                a + b for a, b in zip(counted(before[who], name), (1, 1, refused), strict=True)
            ], who


def counted(rows, name):
    """Sent, answered in time, refused."""
    row = rows.get(name)
    return [0, 0, 0] if row is None else [int(re.search(r"\d+", row[place])[0]) for place in COLUMNS]


COLUMNS = (0, 1, 5)


def send_alert(officer):
    officer.opens("/exchange/new/")
    page = officer.page
    page.locator("#w-kind").select_option("alert")
    page.locator("#w-precedence").select_option("3")
    page.get_by_label("Example customs, Kazakhstan", exact=True).check()
    page.locator("#w-subject").fill(f"{WRITTEN} is on its way to Astana")
    page.locator("#w-personal").select_option("no")
    officer.on(page.locator("button[name=do][value=send]"))
