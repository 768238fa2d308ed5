"""A real Chromium before the whole demonstration, served as `pennydrop up` serves it."""

import pytest

from tests.journeys.demo import served_demo
from tests.journeys.looking import sign_in, visit


@pytest.fixture(scope="session")
def house(tmp_path_factory):
    """Loaded once for each session (and each process of it): ten seconds."""
    with served_demo(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.fixture(scope="module")
def seats(chromium, house):
    """Give somebody a browser of their own: `seats("dev")`, `seats(width=320, script=False)`.

    When the file is done, nobody may have asked another server for anything.
    """
    taken = []

    def take(who="", **how):
        taken.append(visit(chromium, house, **how))
        if who:
            sign_in(taken[-1], house, who)
        return taken[-1]

    yield take
    for seat in taken:
        seat.leave()
    strangers = [url for seat in taken for url in seat.strangers]
    assert not strangers, strangers
