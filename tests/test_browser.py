"""The browser's own verbs wait, look and note as they say; and no test goes round them."""

import ast
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests import browser
from tests.browser import take_a_seat
from tests.journeys.looking import faults_when_larger, faults_without_scripts

HERE = Path(__file__)
# Each begins a navigation, or asks what one may be changing: only the verbs may.
RAW = {"click", "dblclick", "tap", "goto", "reload", "go_back", "go_forward", "expect_navigation"}
ASKED = {"title", "content", "launch"}
OURS = {"tests/browser.py", "tests/looks.py", "tests/test_browser.py"}
HEAD = "<!doctype html><html lang=en><meta charset=utf-8><link rel=icon href='data:,'>"
SLOW = 0.7
PAGES = {
    "/": "<title>First</title><main><h1>First</h1><form method=post action=/slow><button>Send"
    "</button></form><a href=/slow>Go</a><a href='#h'>Down</a><h2 id=h>Down here</h2>"
    "<button id=later type=button>Show</button><script src=/later.js></script></main>",
    "/slow": "<title>Second</title><main><h1>Second</h1></main>",
    "/wide": "<title>Wide</title><main><h1>Wide</h1><p style='width:2000px'>Wide</p></main>",
    "/small": "<title>Small</title><main><h1>Small</h1><button class=btn style='height:20px'>A"
    "</button></main>",
    "/pale": "<title>Pale</title><main><h1 style='color:#ccc;background:#fff'>Pale</h1></main>",
    "/rows": "<title>Rows</title><main><h1>Rows</h1><p>One</p><p>Two</p><p style='color:#ccc'>Pale"
    "</p><p>Much more of what <a href=/ style='color:#00f;text-decoration:none'>this</a> is</p>"
    "</main>",
    "/plain": "<title>Plain</title><main><h1>Rows</h1><p>One</p></main>",
    "/over": "<title>Over</title><main><h1>Rows</h1><p>One</p><div style='position:absolute;"
    "color:#ccc;top:0'>Pale</div></main>",
    "/cut": "<title>Cut</title><main><h1>Cut</h1><p style='height:1.2em;overflow:hidden'>Much more"
    " is said here than a box of one line can hold when it is told in all its length</p></main>",
    "/lies": "<title>Lies</title><main><h1>Lies</h1><p>Under</p><p style='margin-top:-2.1em'>Over"
    "</p></main>",
    "/idle": "<title>Idle</title><main><h1>Idle</h1><button type=button>Nothing</button><form>"
    "<input name=a></form><p style='display:none'><a href=/plain>Away</a></p></main>",
    "/dark": "<title>Dark</title><style>@media (prefers-color-scheme:dark){h1{color:#222;"
    "background:#000}}</style><main><h1>Dark</h1></main>",
    "/loud": "<title>Loud</title><main><h1>Loud</h1><img alt='' src=/missing></main>",
    "/away": "<title>Away</title><main><h1>Away</h1><img alt='' src=http://127.0.0.9:9/x></main>",
    "/late": "<title>Late</title><main><h1>Late</h1></main><script>onload = () => {"
    "const asked = new XMLHttpRequest(); asked.open('GET', '/slow'); asked.send(); }</script>",
}
LATER = b"""document.getElementById('later').onclick = () =>
  setTimeout(() => document.body.append('It is shown'), 500);"""


class Answers(BaseHTTPRequestHandler):
    """A small site, one page of which takes its time."""

    def do_GET(self):
        known = self.path in PAGES or self.path == "/later.js"
        self.send_response(200 if known else 404)
        script = self.path == "/later.js"
        self.send_header("Content-Type", "text/javascript" if script else "text/html")
        self.end_headers()
        if self.path == "/slow":
            # A page that has begun and says nothing yet: the old one is gone, this one is empty.
            self.wfile.write(b"<!-- -->" * 200)
            time.sleep(SLOW)
        self.wfile.write(LATER if script else (HEAD + PAGES.get(self.path, "")).encode())

    do_POST = do_GET

    def log_message(self, *args):
        pass


@pytest.fixture(scope="module")
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def seat(chromium, site):
    taken = take_a_seat(chromium, site)
    taken.go("/")
    yield taken
    taken.leave()


@pytest.mark.browser
@pytest.mark.parametrize("name", ["Send", "Go"])
def test_what_leads_elsewhere_returns_when_the_new_page_is_there(seat, name):
    (seat.press if name == "Send" else seat.follow)(name)
    assert seat.title == "Second" and "Second" in seat.html
    assert seat.words == "Second"


@pytest.mark.browser
def test_a_place_on_the_same_page_is_led_to_as_well(seat):
    seat.follow("Down")
    assert seat.tab.url.endswith("#h") and seat.title == "First"


@pytest.mark.browser
def test_what_stays_returns_when_the_page_shows_it(seat):
    seat.touch(seat.tab.locator("#later"), shows=seat.tab.get_by_text("It is shown"))
    assert "It is shown" in seat.tab.locator("body").inner_text()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "fault"),
    [("/wide", "too wide"), ("/small", "too small: <button"), ("/pale", "color-contrast")],
)
def test_looking_closely_finds(seat, path, fault):
    seat.go(path)
    with pytest.raises(AssertionError, match=fault):
        seat.looks()


@pytest.mark.browser
def test_what_is_lost_in_larger_text_and_what_needs_a_script_is_found(seat):
    for path, lost in {
        "/plain": "",
        "/cut": "cut off",
        "/lies": "lies on",
        "/wide": "too wide",
    }.items():
        seat.go(path)
        assert bool(lost) == bool(faults_when_larger(seat)) and lost in str(
            faults_when_larger(seat)
        )
    seat.go("/plain")
    assert faults_without_scripts(seat, seat) == []
    seat.go("/idle")
    found = [fault.split(": ")[1] for fault in faults_without_scripts(seat, seat)]
    assert found == ["does nothing", "does nothing", "is not seen"]


@pytest.mark.browser
def test_what_is_wrong_only_in_the_dark_is_found_in_the_dark(seat):
    seat.go("/dark")
    seat.looks()
    assert [fault[:13] for fault in seat.faults(dark=True)] == ["dark, 1280 px", "dark, 320 px:"]


@pytest.mark.browser
def test_colours_that_were_right_before_spare_no_others(seat):
    seat.go("/plain")
    assert seat.faults() == []
    for path, pale in {"/rows": 2, "/over": 1}.items():
        for _ in range(2):  # what was found once is found again
            seat.go(path)
            found = " ".join(seat.faults(widths=(320,)))
            assert found.count("#ccc") == 1 and "One" not in found
            assert found.count("color-contrast") + found.count("link-in-text") == pale


@pytest.mark.browser
def test_axe_looks_at_the_widths_it_is_told(seat):
    seat.go("/pale")
    assert [fault[:10] for fault in seat.faults(axe=(320,))] == ["at 320 px:"]


@pytest.mark.browser
def test_a_plain_page_has_no_faults_and_the_window_is_as_it_was(seat):
    seat.go("/slow")
    before = seat.tab.viewport_size
    assert seat.faults(dark=True) == []
    assert seat.tab.viewport_size == before
    assert seat.complaints == seat.strangers == []


@pytest.mark.browser
def test_complaints_and_strangers_are_noted(seat):
    seat.go("/loud")
    seat.forgive("status of 404")
    assert not seat.complaints
    with pytest.raises(AssertionError, match="nothing said"):
        seat.forgive("status of 404")
    seat.go("/away")
    assert seat.strangers == ["http://127.0.0.9:9/x"]


class Asked:
    """A request of a script, and its own answer."""

    url, resource_type, status = "http://127.0.0.1/kept", "fetch", 200

    @property
    def request(self):
        return self

    def is_navigation_request(self):
        return False


@pytest.mark.browser
def test_an_answer_whose_end_is_never_told_keeps_nobody_waiting(chromium, site):
    seat, asked = take_a_seat(chromium, site), Asked()
    browser._asked(seat, asked)
    browser._answered(seat, asked)
    began = time.monotonic()
    seat.leave()
    assert time.monotonic() - began < browser.PATIENCE / 1000 / 2 and not seat.complaints


@pytest.mark.browser
@pytest.mark.parametrize(("patience", "missing"), [(20_000, 0), (100, 1)])
def test_whoever_leaves_waits_for_answers_and_names_those_that_never_came(
    chromium, site, monkeypatch, patience, missing
):
    seat = take_a_seat(chromium, site)
    monkeypatch.setattr(browser, "PATIENCE", patience)
    with seat.tab.expect_request("**/slow"):
        seat.go("/late")
    seat.leave()
    assert [said.partition(":")[0] for said in seat.complaints] == ["never answered"] * missing


def raw_ways(source):
    """Calls in a file that go round the verbs."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = [node for node in calls if isinstance(node.func, ast.Attribute)]
    for node in named:
        asks = node.func.attr in ASKED and not node.args and _is_tab(node.func.value)
        if node.func.attr in RAW or asks:
            yield f"line {node.lineno}: .{node.func.attr}()"
    if "axe_playwright_python" in source:
        yield "axe by itself"


def _is_tab(node):
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name in {"tab", "page", "chromium"}


def test_no_test_goes_round_the_verbs():
    root = HERE.parents[1]
    found = [
        f"{name} {way}"
        for path in HERE.parent.rglob("*.py")
        if (name := path.relative_to(root).as_posix()) not in OURS
        for way in raw_ways(path.read_text(encoding="utf-8"))
    ]
    assert not found, "Use a verb of tests/browser.py:\n" + "\n".join(found)


@pytest.mark.parametrize(
    "line", ["tab.get_by_role('link').click()", "desk.tab.title()", "page.goto('/')",
             "from axe_playwright_python.sync_playwright import Axe"],
)  # fmt: skip
def test_a_raw_way_is_seen(line):
    assert list(raw_ways(line))
