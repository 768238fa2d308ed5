"""How light the pages are that somebody may open in a fright, on a poor line and a slow phone.

    python -m benchmarks.pages [trial]

Serves the demonstration, opens each page in Chromium with nothing in its cache, and writes its part
of benchmarks/results.md (not with `trial`, which opens each page once).
"""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext

from benchmarks.report import about_machine, load_now
from benchmarks.results import write_part
from benchmarks.tables import clock, table
from tests.browser import chromium_running
from tests.journeys.demo import served_demo

PAGES = {
    "help now": "/help/",
    "help now: someone won’t wake": "/help/wake/",
    "help now: K-hole": "/help/stay/",
    "guide: somebody is in a K-hole": "/guides/k-hole/",
    "guides": "/guides/",
    "self-check": "/check/",
}
TIMES = 3
# "Slow 3G" as the browser's own tools set it: 2 s there and back, 400 kbit/s each way less a fifth.
LINE = {
    "offline": False,
    "latency": 2000,
    "downloadThroughput": 400_000 / 8 * 0.8,
    "uploadThroughput": 400_000 / 8 * 0.8,
}
SLOWER = 4
PAINTED = """() => new Promise(done => new PerformanceObserver(list => {
  const found = list.getEntriesByName('first-contentful-paint')[0];
  if (found) done(found.startTime);
}).observe({type: 'paint', buffered: true}))"""

HOW = (
    "Written by `make bench`. The demonstration, opened in Chromium at 320 px with an empty cache, "
    "{times} times each. The line has 2 s there and back and 40 kB/s (“Slow 3G”), "
    "and the processor is slowed {slower} times. Weight and requests are those of the whole page "
    "with its stylesheet, letters and icon; on the line, with headers. First paint is the first "
    "contentful paint, the median. No real mobile line was used."
)
# Figures that others publish. Of FRANK, Talk to Frank, NHS and WEDINOS pages we found none.
PUBLISHED_HEAD = ["published by others", "weight", "requests", "to anybody else", "first paint"]
PUBLISHED = [
    ["the median page on a phone, October 2024 [1]", "2,311 kB", "66", "not given", "not given"],
    ["the most that Barnardo’s lets a page of its own weigh [2]", "100 kB", "not given",
     "not given", "not given"],
]  # fmt: skip
BESIDE = (
    "“Not published”: we found no figures that FRANK, the NHS, WEDINOS or other sites on drugs "
    "publish of their own pages, and only our own are measured here. What is published of pages in "
    "general stands in the second table: weight there is what travels, on the median home page.\n\n"
    "[1] HTTP Archive, Web Almanac 2024, Page Weight, as summed up at "
    "spokes-wiki.pages.dev/webperf-wiki/web-almanac-page-weight-2024. [2] Barnardo’s, Web "
    "performance, platforms.barnardos.org.uk/standards/web-performance/. Both read on "
    "23 November 2026."
)


@dataclass(frozen=True)
class Visit:
    """One opening of a page: every address that was asked for, bytes on the line with headers,
    bytes unpacked, and seconds until the first words were painted."""

    asked: tuple[str, ...]
    sent: int
    unpacked: int
    painted: float


def main(arguments: Sequence[str]) -> int:
    times = 1 if "trial" in arguments else TIMES
    before = load_now()
    with (
        tempfile.TemporaryDirectory(prefix="pennydrop-pages-") as folder,
        served_demo(Path(folder)) as house,
        chromium_running() as browser,
    ):
        rows = []
        for name, path in PAGES.items():
            print(f"  {name}", flush=True)
            visits = [open_once(browser, house.address + path) for _ in range(times)]
            rows.append(row_of(name, house.address, [one for one in visits if one]))
    text = page(rows, (before, load_now()), times)
    print(f"\n{text}")
    if times == TIMES:
        write_part("pages", text)
    return 0


def open_once(browser: Browser, address: str) -> Visit | None:
    """Open a page as a phone that was never here. None where the page is not there."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    try:
        return _visit(context, address)
    finally:
        context.close()


def _visit(context: BrowserContext, address: str) -> Visit | None:
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    asked: list[str] = []
    sizes = {"sent": 0, "unpacked": 0}

    def finished(event: dict[str, Any]) -> None:
        sizes["sent"] += int(event["encodedDataLength"])

    def arrived(event: dict[str, Any]) -> None:
        sizes["unpacked"] += int(event["dataLength"])

    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", finished)
    session.on("Network.dataReceived", arrived)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = tab.goto(address, wait_until="networkidle")
    if answer is None or not answer.ok:
        return None
    painted = float(tab.evaluate(PAINTED)) / 1000
    return Visit(tuple(asked), sizes["sent"], sizes["unpacked"], painted)


def row_of(name: str, home: str, visits: Sequence[Visit]) -> list[str]:
    """A row of the table; the times are medians. A page that is not there says so."""
    if not visits:
        return [name, "not there", "", "", "", "", "not published"]
    first = max(visits, key=lambda one: one.unpacked)  # late letters may be missed in one
    strange = [one for one in first.asked if urlsplit(one).netloc != urlsplit(home).netloc]
    return [
        name,
        kilobytes(first.unpacked),
        kilobytes(first.sent),
        str(len(first.asked)),
        str(len(strange)),
        clock(median(one.painted for one in visits)),
        "not published",
    ]


def kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"


def page(rows: Sequence[Sequence[str]], load: tuple[str, str], times: int) -> str:
    head = [
        "page", "weight, unpacked", "on the line", "requests", "to anybody else", "first paint",
        "comparable public sites",
    ]  # fmt: skip
    return "\n\n".join(
        [
            "# Pages for somebody in a fright",
            HOW.format(times=times, slower=SLOWER),
            table(["on", "what"], about_machine(load)),
            table(head, rows),
            table(PUBLISHED_HEAD, PUBLISHED),
            BESIDE,
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
