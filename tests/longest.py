"""What a run took longest for, file by file, so that whoever adds tests sees it.

Seconds of work, of this machine's processors and not of its clock, which tells how busy it was. A
browser's own work is not counted while the browser runs.
"""

import resource
from collections import Counter

import pytest

SHOWN = 15
NAME = "processor"
BEGAN = pytest.StashKey[float]()
TAKEN: Counter[str] = Counter()


def processor_seconds() -> float:
    """Of this process and the programs that it started and that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item):
    item.stash[BEGAN] = processor_seconds()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    if call.when == "teardown":
        item.user_properties.append((NAME, processor_seconds() - item.stash[BEGAN]))
    return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "teardown":
        TAKEN[report.location[0]] += sum(s for name, s in report.user_properties if name == NAME)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    total = sum(TAKEN.values())
    terminalreporter.section(f"{SHOWN} files of the most work, of {total:.0f} seconds")
    for name, seconds in TAKEN.most_common(SHOWN):
        terminalreporter.write_line(f"{seconds:7.1f}  {name}")
