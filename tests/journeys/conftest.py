"""A real Chromium before the whole demonstration, served as `pennydrop up` serves it."""

import os

import pytest
from playwright.sync_api import sync_playwright

from tests.chromium import FLAGS, find_chromium
from tests.journeys.demo import served_demo
from tests.journeys.looking import take_a_seat


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """Loaded once for each session (and each process of it): ten seconds."""
    with served_demo(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def chromium():
    """One browser for each file: its driver runs a loop that other tests must not meet."""
    path = find_chromium()
    if path is None:
        pytest.skip("NO CHROMIUM: the journeys are not made")
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="module")
def seats(chromium, house):
    """Give somebody a browser of their own: `seats(width=320, script=False)`. When the file is
    done, nobody may have asked another server for anything."""
    taken = []

    def take(**how):
        taken.append(take_a_seat(chromium, house, **how))
        return taken[-1]

    yield take
    strangers = [url for seat in taken for url in seat.strangers]
    for seat in taken:
        seat.context.close()
    assert not strangers, strangers
