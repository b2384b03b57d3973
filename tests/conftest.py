"""A real database for every test that asks for one: migrated once as the owner, put back as it was before each test.

Fixtures
    bank: an empty migrated database with the example directory; Django's connection is the officers' role, as in a
        serving process, and what a test writes is committed for real. A page of marked content that its view did not
        tell the audit trail fails (`noticing`).
    as_role: makes Django's connection another role's for a block (`with as_role("worker"): …`).
    standing: the scene that a builder makes, built once in a process (`standing`).
    chromium: a browser, for the tests that walk through pages.
    connect: a raw psycopg connection of a role, for hostile SQL.
"""

import fcntl
import gc
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.utils import translation
from hypothesis import settings as property_settings

from browsing import open_browser
from chorsu.config.installation import DATABASE, OWNER, Installation
from chorsu.handling.closing import closing
from rewinding import Rewound
from roles import Roles
from standing import Scenes

# The first example loads the vocabulary, and machines differ: a property is judged by its answer, never by its time.
property_settings.register_profile("chorsu", deadline=None)
property_settings.load_profile("chorsu")

_HERE = Path(__file__).parent
_GARBAGE = 100_000
"""Objects made before it is looked for what nobody holds."""
_WHOLE = frozenset({"journeys", "ui", "config"})
"""Folders whose slow proofs start the program, or a browser: two of them at once would wait for each other."""


def pytest_configure():
    """Static files are looked for where one is asked for, and not all of them anew by each client."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """What walks through pages in a browser is a slow proof.

    Slow proofs of a whole program that name no group run one after the other, by one worker, beside the others.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.slow)
        alone = item.get_closest_marker("slow") and not item.get_closest_marker("xdist_group")
        if alone and item.path.relative_to(_HERE).parts[0] in _WHOLE:
            item.add_marker(pytest.mark.xdist_group("the whole program"))


def pytest_collection_finish():
    """What was loaded stays: it is not looked through, again and again, for what could be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_GARBAGE)


@pytest.fixture(scope="session")
def chromium():
    """One headless Chromium a process: a second Playwright beside it would find a loop running."""
    with open_browser() as browser:
        yield browser


@pytest.fixture(scope="session")
def installation(tmp_path_factory, worker_id):
    """One embedded installation for the whole run, shared by all workers; the last to leave stops it."""
    root = tmp_path_factory.getbasetemp()
    root = root if worker_id == "master" else root.parent
    root.chmod(0o755)
    home = root / "chorsu"
    shared = Installation(home, "")
    with _counted(root, +1) as users:
        if users == 1:
            home.mkdir(mode=0o711, exist_ok=True)
            process = shared.cluster.start()
            (root / "postgres.pid").write_text(str(process.pid))
            _forget_a_power_failure(shared)
            shared.create_roles()
            shared.migrate()
    yield shared
    with _counted(root, -1) as users:
        if users == 0:
            os.kill(int((root / "postgres.pid").read_text()), 2)
            shutil.rmtree(home, ignore_errors=True)


def _forget_a_power_failure(installation):
    """What tests write need not outlive the machine."""
    with installation.cluster.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


@contextmanager
def _counted(root, step):
    with (root / "users").open("a+") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = int(file.read() or 0) + step
        file.seek(0)
        file.truncate()
        file.write(str(users))
        file.flush()
        yield users


@pytest.fixture(scope="session")
def remembered():
    """How the database of this process was when it was new, once there is one, and the connection that puts it back.

    The connection stays: one that is new reads the catalogue of all tables first, which takes longer than the rest.
    """
    found = {}
    yield found
    for _rewound, connection in found.values():
        connection.close()


@pytest.fixture
def database_name(installation, worker_id, remembered):
    """A clone of the migrated template under a name of its own: the one before, put back as it was, or a new one."""
    name = f"test_{worker_id}"
    if name in remembered:
        rewound, connection = remembered.pop(name)
        if not connection.closed and rewound.restore(connection):
            remembered[name] = rewound, connection
            return name
        connection.close()
    with installation.cluster.connect() as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{DATABASE}" OWNER "{OWNER}"')
    connection = installation.cluster.connect(name)
    connection.execute(closing(name))
    remembered[name] = Rewound.of(connection), connection
    return name


@pytest.fixture
def as_role(installation, database_name):
    """Makes Django's connection that of a role for the length of a block."""
    roles = Roles(installation, database_name)
    yield roles
    roles.close()


@pytest.fixture
def connect(installation, database_name, settings):
    """Opens raw connections of a role; all are closed at the end."""
    settings.SECRET_KEY = installation.key("officers")
    opened = []

    def open_connection(role):
        connection = psycopg.connect(installation.url(role, database_name), autocommit=True)
        opened.append(connection)
        return connection

    yield open_connection
    for connection in opened:
        connection.close()


@pytest.fixture
def bank(installation, as_role, django_db_blocker, settings):
    """An empty data bank with the example directory, as the officers' role sees it."""
    settings.CHORSU_EXAMPLE = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "noticing.NoticingMiddleware"]
    settings.SECRET_KEY = installation.key("officers")
    with django_db_blocker.unblock(), as_role("app"):
        yield


@pytest.fixture(scope="session")
def scenes(remembered, tmp_path_factory):
    """The scenes of this process."""
    return Scenes(remembered, tmp_path_factory.mktemp("scenes"))


@pytest.fixture
def standing(bank, as_role, scenes, settings, tmp_path):
    """Puts up the scene of a builder: `build(as_role)`, or its outcome as it was when a test first asked for it.

    It stands alone: what was written before is gone.
    """
    settings.CHORSU_HOME = tmp_path
    return lambda build: scenes.stand(build, tmp_path, as_role)


@pytest.fixture(autouse=True)
def _english_again():
    """A test that spoke another language leaves the next one in English."""
    yield
    translation.deactivate()
