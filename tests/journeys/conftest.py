"""A whole installation as a newcomer starts it, and people who walk through it in a real browser.

`site` serves all journeys: they are in one xdist group. `CHORSU_JOURNEYS=port:home` walks an installation that runs
already, which spares the start while a journey is being written.
"""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from journeys.installation import Site, free_ports, paused_home, running
from journeys.officers import Officer
from journeys.watching import Complaints


@pytest.fixture(scope="session")
def site(chromium, tmp_path_factory, worker_id):
    """`chorsu run` with the example region at rest, whose replay is paused so that nothing moves by itself."""
    port, _, home = os.environ.get("CHORSU_JOURNEYS", "").partition(":")
    if home:
        yield Site(int(port), Path(home))
        return
    with running(paused_home(tmp_path_factory.mktemp("site")), free_ports(worker_id)) as started:
        started.settle()
        yield started


@pytest.fixture(scope="session")
def settled(tmp_path_factory, worker_id):
    """The folder of an installation that was started, came to rest and was stopped; for copies of it alone.

    One for all workers: the first makes it while the others wait.
    """
    root = tmp_path_factory.getbasetemp()
    root = (root if worker_id == "master" else root.parent) / "settled"
    with root.with_suffix(".lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            making = root.with_suffix(".making")
            making.mkdir()
            with running(paused_home(making), free_ports(worker_id)) as started:
                started.settle()
            making.rename(root)
    return root / "var"


@pytest.fixture
def home(settled, tmp_path):
    """The folder of an installation of the test's own, at rest and not running."""
    tmp_path.chmod(0o755)
    subprocess.run([shutil.which("cp"), "-a", settled, tmp_path / "var"], check=True)
    return tmp_path / "var"


@pytest.fixture(scope="session")
def sign_ins():
    """The cookies of those who have entered, so that each enters once."""
    return {}


@pytest.fixture
def browse(chromium):
    """Opens a page in a browser of its own; at the end no page may have complained of anything."""
    contexts, complaints = [], Complaints()

    def open_page(*, language="en", **options):
        options = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"} | options
        context = chromium.new_context(locale="ru-RU" if language == "ru" else "en-GB", **options)
        contexts.append(context)
        return complaints.watch(context.new_page())

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def officer(browse, site, sign_ins):
    """Opens a browser for one of the cast, signed in by one click on the start page."""

    def enter(username, *, language="en", **options):
        page = browse(language=language, storage_state=sign_ins.get(username), **options)
        if username not in sign_ins:
            page.goto(f"{site.officers}/start/")
            page.click(f"#cast button[name=as][value={username}]")
            page.wait_for_url(lambda address: "/start/" not in address, wait_until="commit")
            sign_ins[username] = page.context.storage_state()
        return Officer(page, site)

    return enter


@pytest.fixture
def reader(browse, site):
    """Opens the public site; its pages must ask for no script."""

    def open_site(**options):
        page = browse(**options)
        page.on("request", lambda request: pytest.fail(request.url) if request.resource_type == "script" else None)
        page.goto(site.public)
        return page

    return open_site
