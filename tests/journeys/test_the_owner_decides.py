"""The owner decides: marked for one until a day, pointed to, hidden again, sanitised, taken out, recalled, proven.

A hands in and releases to B until Friday with a contact point as pointer; C finds the contact point, then nothing, byte
for byte as somebody who asks for what nobody has; B takes out a sanitised version and reads that it was recalled; A reads
who took it; the journal verifies, and a copy of the bank in which somebody changed a quantity does not.
"""

import datetime as dt
import os
import re
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from chorsu.config.installation import DATABASE, Installation
from journeys.officers import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("site")]
PHONE, NOBODYS = "+998 90 123-45-67", "+998 90 765-43-21"
CONTACT = "Example duty officer, Termez, channel 4"
TABLE = (
    "Date,Country,Region,Place,Drug,Quantity,Unit,Phone,Narrative\n"
    f"2026-11-20,Uzbekistan,Surxondaryo,Termez,heroin,3.5,kg,{PHONE},{uuid.uuid4()}\n"
).encode()
CHORSU = Path(sys.executable).with_name("chorsu")


def friday():
    """The last day of a release: a Friday, not this very day."""
    today = dt.datetime.now(tz=dt.UTC).date()
    return today + dt.timedelta(days=(4 - today.weekday()) % 7 or 7)


def hands_in(officer):
    """A table of one seizure, for the own agency alone; the address of its record."""
    officer.hands_in("termez.csv", TABLE)
    officer.accepts("Only my agency")
    officer.sees_the_outcome()
    row = officer.page.locator("#rows tbody a[href*='/records/']").first
    return re.sub(r"^https?://[^/]+|\?.*$", "", row.get_attribute("href"))


def releases(officer, state, day=None, basis=""):
    officer.page.locator("#release").get_by_label(state, exact=True).focus()
    officer.presses("Space")
    if day is not None:
        officer.page.locator("#release-until").fill(day.isoformat())
        officer.page.locator("#release-until").blur()
    if basis:
        officer.page.locator("#t-basis").fill(basis)
        officer.page.locator("#t-purpose").fill("one operation")
    officer.on(officer.page.get_by_role("button", name=re.compile(f"^Release to {state}")))


def recalls(officer, state, reason):
    by_name = officer.page.locator("#recall details")
    if by_name.get_attribute("open") is None:
        by_name.locator("summary").click()
    officer.page.locator("#recall").get_by_label(state, exact=True).last.check()
    officer.page.locator("#recall-reason").fill(reason)
    officer.on(officer.page.get_by_role("button", name=f"Recall from {state}", exact=True))


def points_to(officer, record, pointer, contact=""):
    officer.opens(f"{record}conditions/")
    officer.page.locator(f"#pointer-{pointer}").check()
    officer.page.locator("#contact").fill(contact)
    officer.on(officer.page.get_by_role("button", name="Set these conditions"))


def looks_up(officer, identifier):
    """The page that the server sends, without what differs between any two: the words asked for, tokens, nonces.

    It is read off the line, not from the window: what stands there depends on how far the scripts have come.
    """
    officer.opens("/look-up/")
    officer.page.locator("#l-identifier").fill(identifier)
    officer.page.locator("#l-purpose").select_option("drugs")
    with officer.page.expect_response("**/look-up/", timeout=PATIENCE_MS) as answered:
        officer.on(officer.page.get_by_role("button", name="Look up"))
    text = answered.value.text()
    for token in (r'name="csrfmiddlewaretoken" value="[^"]+"', r'nonce="[^"]*"', r'"[A-Za-z0-9]{64}"'):
        text = re.sub(token, "", text)
    digits = re.sub(r"\D", "", identifier)
    return text.replace(identifier, "").replace(digits, "")


@contextmanager
def a_copy_of(home, folder):
    """Another installation with what the first one holds."""
    archive, other = folder / "copy.chorsu", folder / "var"
    folder.chmod(0o755)
    other.mkdir(mode=0o711)
    assert chorsu("backup", str(archive), home=home).returncode == 0
    told = chorsu("restore", str(archive), home=other)
    assert told.returncode == 0, told.stderr
    installation = Installation(other, "")
    with installation.locked(), installation.database():
        yield installation


def chorsu(*words, home):
    environment = {**os.environ, "CHORSU_HOME": str(home)}
    environment.pop("CHORSU_DATABASE_URL", None)
    return subprocess.run([CHORSU, *words], env=environment, capture_output=True, text=True, check=False)


def test_the_owner_decides_and_can_show_it(officer, site, tmp_path):
    a, b, c = officer("border-officer"), officer("liaison-a"), officer("stranger-c")
    record = hands_in(a)

    # Marked for B until Friday, with a contact point for everybody else.
    a.opens(record)
    releases(a, "Kazakhstan", friday(), basis="An agreement, invented")
    points_to(a, record, "contact", CONTACT)
    assert b.opens(record) == 200
    assert f"{friday().day} {friday():%B}" in b.reads()
    assert c.status_of(record) == 404
    assert CONTACT in looks_up(c, PHONE)
    assert "3.5" not in c.reads()

    # The pointer set to nothing: as if nobody had it, byte for byte.
    points_to(a, record, "nothing")
    assert looks_up(c, PHONE) == looks_up(c, NOBODYS)

    # The whole is taken back from B; a sanitised version goes there instead, and B takes it out.
    a.opens(record)
    recalls(a, "Kazakhstan", "Too much is in it")
    assert b.opens(record) == 410
    a.opens(f"{record}sanitise/")
    a.on(a.page.get_by_role("button", name=re.compile("^Make the version")))
    version = re.sub(r"^https?://[^/]+|\?.*$", "", a.page.url)
    assert version != record
    releases(a, "Kazakhstan")
    assert b.opens(version) == 200
    key = version.strip("/").split("/")[-1]
    taken = b.page.request.get(f"{site.officers}/records/download/csv/?id={key}")
    assert taken.status == 200
    assert key in taken.text()

    # Recalled: a tombstone for B, a name for A, absent for C.
    a.opens(version)
    recalls(a, "Kazakhstan", "The operation goes on")
    assert b.opens(version) == 410
    assert "Termez" not in b.reads()
    assert c.status_of(version) == 404
    a.opens(version)
    expect(a.page.locator("#travelled")).to_contain_text("Aigul Example-Sarsen", timeout=PATIENCE_MS)
    expect(a.page.locator("#travelled")).to_contain_text("CSV")

    # The journal verifies; a copy in which somebody changed a quantity does not, and the entry is named.
    told = chorsu("journal", "verify", home=site.home)
    assert told.returncode == 0, told.stderr
    with a_copy_of(site.home, tmp_path) as copy:
        with copy.cluster.connect(DATABASE) as bank:
            bank.execute("UPDATE records_lot SET quantity = 0.35, kg = 0.35 WHERE seizure_id = %s", [key_of(record)])
            (number,) = bank.execute(
                "SELECT max(number) FROM journal_entry WHERE record_id = %s", [key_of(record)]
            ).fetchone()
        told = chorsu("journal", "verify", home=copy.home)
    assert told.returncode == 1
    assert f"entry {number} " in told.stderr


def key_of(record):
    return record.strip("/").split("/")[-1]
