"""What a page says is read from what is served: its own words, without others' and the doors."""

from tests.journeys.opening import too_hard
from tests.journeys.served import Served, read

PAGE = """<!doctype html><title>A page</title><link rel=stylesheet href=/a.css><body><p>Skip</p>
<main><nav>Elsewhere</nav><h1>Plain</h1><p>You can <a href=/b>stop</a>.</p><blockquote>Their own
words</blockquote><ul class=sources><li>A title</li></ul><script src=/c.js></script><p>Ring 0300 123
6600.</p></main><footer>Foot</footer>"""


def test_a_page_is_its_own_words_its_links_and_what_it_loads():
    page = read(Served("/", 200, "text/html", PAGE.encode()))
    assert page.blocks == ["Plain", "You can stop.", "Ring 0300 123 6600."]
    assert (page.title, page.links, page.asked) == ("A page", ["/b"], {"/a.css", "/c.js"})
    assert "Their own" in page.text and "Foot" in page.text


def test_hard_words_are_found_and_few_words_or_numbers_to_ring_are_not():
    hard = ["Organisational interventions necessitate multidisciplinary collaboration."] * 12
    assert "reads at grade" in too_hard("/", hard)
    assert too_hard("/", hard[:3]) is None
    assert too_hard("/", ["You can stop, and ring 0300 123 6600."] * 12) is None
