"""Two processes live and die as one, and the last word says which one died."""

import os
import signal
import sys

import pytest

from pennydrop.web.serving import Together, how_it_ended

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
ENDS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def together():
    kept = signal.getsignal(signal.SIGTERM)
    made = Together("127.0.0.1", 9, 1)
    yield made
    made.stop()
    signal.signal(signal.SIGTERM, kept)


def run(together, web, work):
    web_name, work_name = together._commands
    together._commands = {web_name: web, work_name: work}
    together.start()
    return list(together._running.values())


def test_it_says_which_one_ended_and_stops_the_other(together):
    other, _ = run(together, SLEEPS, ENDS)
    said = []
    assert together.wait(said.append) == 1
    assert "The background work ended with status 3" in said[0] and "web server" not in said[0]
    assert other.poll() is not None


def test_it_says_that_one_was_killed(together):
    web, other = run(together, SLEEPS, SLEEPS)
    os.kill(web.pid, signal.SIGKILL)
    said = []
    assert together.wait(said.append) == 1
    assert "The web server (pages) was ended by signal 9 (SIGKILL)" in said[0]
    assert "memory" in said[0] and other.poll() is not None


def test_being_asked_to_stop_is_no_failure(together, monkeypatch):
    web, work = run(together, SLEEPS, SLEEPS)

    def asked():
        raise KeyboardInterrupt

    monkeypatch.setattr(together, "_all_alive", asked)
    said = []
    assert together.wait(said.append) == 0 and said == []
    assert web.poll() is not None and work.poll() is not None


@pytest.mark.parametrize(
    ("status", "words"),
    [(1, "ended with status 1"), (-15, "signal 15 (SIGTERM)"), (-99, "signal 99 (unknown)")],
)
def test_how_it_ended(status, words):
    assert words in how_it_ended("It", status)
