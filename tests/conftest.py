"""The same people in every test: an owner (coordinator), a colleague, a stranger; their windows."""

import asyncio

import pytest
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from pennydrop.core.people.actions import add_person, found_organisation
from pennydrop.core.people.rules import Role
from pennydrop.core.vault import lookups
from pennydrop.core.vault.keys import forget_opened_keys
from pennydrop.rooms.inform.queries.spoken import look_no_more
from tests.beginnings import NOON, in_the_county, marsh_lane, open_now
from tests.kept import KEPT

# How long an example takes says how busy the machine is, and nothing of what is tested. For many
# more examples than fit into every run: `pytest --hypothesis-profile thorough`.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("patient", PATIENT, max_examples=50)
settings.register_profile("thorough", PATIENT, max_examples=2000)
settings.load_profile("patient")
# A code is slow to guess because each try takes time and memory. What is tested here is not how
# slow (tests/core/test_return_codes.py holds the numbers), and hundreds of tests open codes.
HASHING = (lookups.MEMORY_KIB, lookups.PASSES)
lookups.MEMORY_KIB, lookups.PASSES = 8, 1


def pytest_collection_modifyitems(items):
    """A real browser on a busy machine misses a moment now and then: what fails in one is tried
    once more, and the summary names it (`-rR`), so that a race can be seen and mended. Not in the
    demonstration's house, which the first try has changed."""
    for item in items:
        if item.get_closest_marker("browser") and "house" not in item.fixturenames:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The key store's tables are there without its history (tests/settings.py): write it down."""
    with django_db_blocker.unblock():
        call_command("migrate", "vault", database="keys", fake=True, verbosity=0)
    yield
    with django_db_blocker.unblock():
        KEPT.come_to(())


@pytest.fixture
def beginning():
    """The steps whose rows must be there before a test's own transaction: see tests/kept.py."""
    return ()


def commits(item):
    marker = item.get_closest_marker("django_db")
    named = {"live_server", "transactional_db"} & {*item.fixturenames}
    return bool(named or (marker and marker.kwargs.get("transaction")))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    """A test that commits empties all tables, so nothing is kept for it. What is kept is taken back
    before its fixtures come: where a browser runs, Django hands out other connections (those of
    the browser's event loop) and no longer knows of the transactions."""
    if commits(item) and KEPT.holds():
        with item.config.stash[blocking_manager_key].unblock():
            KEPT.come_to(())


@pytest.fixture
def kept_rows(request, beginning, django_db_setup, django_db_blocker):
    """They are there, and no others. Beside a running browser nothing is kept: see above."""
    if commits(request.node) or a_loop_runs():
        beginning = ()
    with django_db_blocker.unblock():
        KEPT.come_to(beginning)


def a_loop_runs():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@pytest.fixture
def _django_db_helper(kept_rows, _django_db_helper):
    """pytest-django opens a test's transaction here: what is kept has to lie below it."""


@pytest.fixture(autouse=True)
def fresh_keys():
    """Keys opened by one test are not there for the next."""
    forget_opened_keys()
    yield
    forget_opened_keys()


@pytest.fixture(autouse=True)
def nothing_translated():
    """What one test confirmed in another language is not there for the next, and no page asks the
    database whether there is something."""
    look_no_more()
    yield
    look_no_more()


@pytest.fixture
def at():
    return NOON


@pytest.fixture
def organisation(db):
    return marsh_lane()


@pytest.fixture
def person(organisation):
    """Make somebody with a role in the organisation; the password is their user name twice."""

    def make(username, role, place=None):
        return add_person(
            username=username,
            name=username.capitalize(),
            role=role,
            organisation=(place or organisation).pk,
            password=username * 2,
            by="test",
            at=NOON,
        )

    return make


@pytest.fixture
def owner(person):
    return person("dev", Role.COORDINATOR)


@pytest.fixture
def colleague(person):
    return person("ros", Role.PEER_RESEARCHER)


@pytest.fixture
def worker(person):
    return person("sam", Role.WORKER)


@pytest.fixture
def stranger(person):
    """A coordinator, but of another organisation: may do everything there and nothing here."""
    elsewhere = found_organisation(
        name="Elsewhere", invented=True, require_second_factor=False, by="test", at=NOON
    )
    return person("stranger", Role.COORDINATOR, elsewhere)


@pytest.fixture
def new_study(organisation):
    return in_the_county(organisation)


@pytest.fixture
def study(new_study):
    return open_now(new_study)


@pytest.fixture(scope="module")
def chromium():
    """One browser for each file: its driver runs a loop that other tests must not meet."""
    from tests.browser import chromium_running

    with chromium_running() as browser:
        yield browser


@pytest.fixture
def window(chromium, live_server):
    """Give somebody a window: `window(320, by=owner, script=False)`; nobody in particular else.

    When the test is done, no page may have complained or asked another server for anything.
    """
    from tests.browser import take_a_seat

    opened = []

    def give(width=1280, *, by=None, **how):
        seat = take_a_seat(chromium, live_server.url, width=width, reduced_motion="reduce", **how)
        opened.append(seat)
        if by is not None:
            client = Client()
            client.force_login(by)
            key = client.cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": key, "url": live_server.url}
            seat.context.add_cookies([cookie])
        return seat

    yield give
    for seat in opened:
        seat.leave()
    assert [what for seat in opened for what in seat.complaints + seat.strangers] == []
