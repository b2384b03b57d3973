"""A new installation on a server's database: its first administrator, an officer, a token for a program, and a backup.

Nothing of the example is here: nobody comes in by one click.
"""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from chorsu.config.postgres import Cluster
from desk.account.test_second_factor import code_of
from journeys.installation import Site, free_ports, running

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.xdist_group("new")]
PASSWORDS = {"anna": "a sentence that only Anna writes", "olim": "a sentence that only Olim writes"}
TABLE = "Date;Place;Substance;Quantity;Unit\n2026-03-02;Termez;heroin;4.25;kg\n"
SEIZURES = "SELECT count(*) FROM records_seizure"


@dataclass(frozen=True)
class Server:
    """A database server of the organisation's own, beside the installation."""

    cluster: Cluster

    def database(self, name):
        """The address of a new, empty database, for the operator."""
        with self.cluster.connect() as connection:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        return self.cluster.url("postgres", self.cluster.secret, name)


@pytest.fixture
def server(tmp_path):
    tmp_path.chmod(0o755)
    cluster = Cluster(tmp_path / "server", "the operator's own")
    with cluster.running():
        yield Server(cluster)


def chorsu(home, address, *arguments, status=0, **environment):
    """The program beside the installation, as an operator or a program starts it; what it printed."""
    mine = {**os.environ, "CHORSU_HOME": str(home), "CHORSU_DATABASE_URL": address, **environment}
    found = subprocess.run(
        [str(Path(sys.executable).with_name("chorsu")), *arguments],
        env=mine,
        capture_output=True,
        text=True,
        check=False,
        cwd=home.parent,
    )
    assert found.returncode == status, found.stderr
    return found.stdout.strip() if status == 0 else found.stderr


def comes_in(page, name, letter, confirmed=None):
    """From an invitation to the first page: password, `confirmed` with the number shown, sign-in, an app."""
    page.goto(letter)
    page.get_by_label("Password", exact=True).fill(PASSWORDS[name])
    page.get_by_label("The same password again").fill(PASSWORDS[name])
    page.keyboard.press("Enter")
    if confirmed is not None:
        confirmed(page.locator("#number").inner_text())
        page.get_by_role("link", name="To the sign-in").click()
    page.wait_for_url("**/accounts/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORDS[name])
    page.keyboard.press("Enter")
    page.wait_for_url("**/factors/")
    page.get_by_role("link", name="Set up an app").click()
    page.get_by_text("The app cannot read pictures").click()
    page.get_by_label("The six digits").fill(code_of(page.locator("#totp-secret").inner_text()))
    page.keyboard.press("Enter")
    page.wait_for_url("**/recovery-codes/")
    page.get_by_role("link", name="To the home page").click()


def enters(page, site, name):
    """The administrator enters an officer of the centre; the address of the invitation."""
    page.goto(f"{site.officers}/people/new/")
    page.fill("[name=username]", name)
    page.fill("[name=last_name]", "Example")
    page.select_option("[name=agency]", index=0)
    page.check("[name=roles][value=officer]")
    page.get_by_role("button", name="Enter this person").click()
    page.get_by_role("button", name="Make a new invitation").click()
    return page.locator("#letter").inner_text()


def makes_a_token(page, site, scope):
    page.goto(f"{site.officers}/accounts/")
    page.get_by_text("Make a token").click()
    page.fill("[name=purpose]", f"the nightly {scope}")
    page.check(f"[name=scope][value={scope}]")
    page.fill("[name=last_day]", page.evaluate("() => new Date(Date.now() + 9 * 864e5).toISOString().slice(0, 10)"))
    page.get_by_role("button", name="Make this token").click()
    return page.locator("#secret").inner_text()


def ends_the_token(page, site, purpose):
    page.goto(f"{site.officers}/accounts/")
    line = page.locator("li", has_text=purpose)
    line.get_by_role("button", name="End this token").first.click()
    with page.expect_navigation():
        page.locator("dialog[open]").get_by_role("button", name="End this token").click()
    page.wait_for_selector(".message")


def test_from_the_first_administrator_to_a_restored_backup(browse, server, tmp_path, worker_id):
    home, port = tmp_path / "home", free_ports(worker_id)
    address = server.database("centre")
    site = Site(port, home)
    letter = chorsu(home, address, "administrator", "anna", "--first", "Anna", "--last", "Example")
    (tmp_path / "table.csv").write_text(TABLE)
    with running(home, port, address):
        assert letter.startswith("/accounts/invitation/")
        anna = browse()
        anna.goto(site.officers)
        assert anna.locator("#cast").count() == 0
        comes_in(anna, "anna", f"{site.officers}{letter}")
        anna.wait_for_url("**/people/")
        olim = browse()
        confirm = ("administrator", "olim", "--confirm")
        comes_in(olim, "olim", enters(anna, site, "olim"), lambda told: chorsu(home, address, *confirm, told))
        _hands_in_by_token(olim, site, tmp_path, address)
        with psycopg.connect(address) as bank:
            before = bank.execute(SEIZURES).fetchone()[0]
        assert before == 1
        again = chorsu(home, address, "administrator", "anna")
        assert re.fullmatch(r"/accounts/invitation/[\w-]+/", again)
        assert again != letter
        kept = chorsu(home, address, "backup", str(tmp_path / "kept.backup"))
        for page in (anna, olim):
            page.goto("about:blank")  # a page that stays open says that its line is lost
    other = server.database("restored")
    chorsu(tmp_path / "again", other, "restore", kept)
    chorsu(tmp_path / "again", other, "journal", "verify")
    with psycopg.connect(other) as bank:
        assert bank.execute(SEIZURES).fetchone()[0] == before


def _hands_in_by_token(page, site, folder, address):
    """A token for handing in works; one for reading, one that has ended and one that was revoked do not."""
    table, said = str(folder / "table.csv"), "is not accepted"
    hand_in = ("intake", table)
    token = makes_a_token(page, site, "hand-in")
    chorsu(site.home, address, *hand_in, CHORSU_TOKEN=token)
    page.goto(f"{site.officers}/records/")
    assert "4.25" in page.locator("table").inner_text()
    assert said in chorsu(site.home, address, *hand_in, status=2, CHORSU_TOKEN=makes_a_token(page, site, "read"))
    ends_the_token(page, site, "the nightly hand-in")
    assert said in chorsu(site.home, address, *hand_in, status=2, CHORSU_TOKEN=token)
    late = makes_a_token(page, site, "hand-in")
    with psycopg.connect(address) as bank:
        bank.execute("UPDATE directory_token SET ends = made_at + interval '1 millisecond' WHERE revoked_at IS NULL")
    assert said in chorsu(site.home, address, *hand_in, status=2, CHORSU_TOKEN=late)
    assert said in chorsu(site.home, address, *hand_in, status=2, CHORSU_TOKEN="chorsu_" + "x" * 43)
