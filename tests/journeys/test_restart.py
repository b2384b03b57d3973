"""An installation that is stopped and started again has everything that it had."""

import pytest

from journeys.installation import free_ports, running
from journeys.officers import PATIENCE_MS, Officer

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("restart")]
TABLE = "Дата;Место;Вещество;Количество;Единица\n2026-05-03;Термез;героин;4,321;кг\n".encode()


def enter(page, site, username):
    page.goto(f"{site.officers}/start/")
    page.click(f"#cast button[value={username}]")
    page.wait_for_url(f"{site.officers}/", timeout=PATIENCE_MS)
    return Officer(page, site)


def what_stands(officer):
    """How many records the officer sees, and the newest news of the public site."""
    officer.opens("/records/")
    count = officer.reads("#count")
    officer.opens(officer.site.public)
    return count, officer.reads("h1")


def test_records_and_news_are_there_after_a_restart(browse, home, worker_id):
    port = free_ports(worker_id)
    with running(home, port) as site:
        site.settle()
        border = enter(browse(), site, "border-officer")
        border.hands_in("new.csv", TABLE)
        border.accepts("My state")
        border.sees_the_outcome()
        record = border.page.locator("#rows tr[data-href]").first.get_attribute("data-href")
        before = what_stands(border)
        border.page.goto("about:blank")
    with running(home, port) as site:
        border = enter(browse(), site, "border-officer")
        assert border.opens(record) == 200
        assert "4.321 kg" in border.reads()
        assert what_stands(border) == before
