"""Every page of every kind of question is as quiet, neutral and plain as the built-in ones."""

import re

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.models import Participant
from pennydrop.rooms.listen.queries.walks import walk_of
from tests.listen.answering import Teller
from tests.listen.every_kind import every_kind, study_of
from tests.listen.reading_age import grade

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NAMES = re.compile(r"story|photo|hospital|ward|home|hard|years|felt", re.I)
OURS = re.compile(r"<(button|p|label|li|summary|div)\b[^>]*>([^<>]{12,})</")


@pytest.fixture
def teller(new_study, at):
    teller = Teller(study_of(every_kind(), new_study, at))
    teller.agree()
    teller.go("all")
    teller.go("save", step=2, answer="i want to die")
    return teller


def pages_of(teller, at):
    """Each page once, as (what it is, the response)."""
    yield "near", teller.page
    for name in ("shown", "rest", "hide", "check", "use"):
        teller.get(name)
        yield name, teller.page
    teller.post("question", 4, go="save", answer="41")
    teller.post("question", 27, go="add")
    walk = walk_of(Participant.objects.get(), on=at.date())
    for stop in walk.stops:
        teller.get("question", stop.address)
        yield stop.path, teller.page
    teller.get("question", 27, out="1")
    yield "out", teller.page


def test_every_page_is_quiet_neutral_and_leavable(teller, at):
    seen = 0
    for name, page in pages_of(teller, at):
        html = page.content.decode()
        title = re.search(r"<title>(.*?)</title>", html).group(1)
        assert page.status_code == 200 and page["Cache-Control"] == "no-store", name
        assert html.count(f'href="{reverse("listen:leave")}"') >= 2, name
        assert "tel:999" in html and "tel:116123" in html, name
        assert not NAMES.search(title), title
        addresses = re.findall(r'(?:href|action)="([^"#]*)"', html.split("<main")[1])
        assert not [a for a in addresses if NAMES.search(a)], name
        assert "<script" not in html and " style=" not in html and "onclick" not in html, name
        assert html.count("<h1") == 1, name
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)), name
        seen += 1
    assert seen > 36


def test_what_we_write_ourselves_can_be_read_at_nine_to_eleven(teller, at):
    """The form's own words are its author's; ours are those outside headings and choices."""
    ours = set()
    for name, page in pages_of(teller, at):
        if name in {"near", "rest"}:
            main = re.search(r"<main.*?</main>", page.content.decode(), re.S).group(0)
            main = re.sub(r"<details>.*?</details>", "", main, flags=re.S)
            main = re.sub(r"<(/?)(p|li|h\d|a|span)\b[^>]*>", "\n\n", main)
            text = re.sub(r"<[^>]+>|&\w+;", " ", main)
            assert grade(text) <= 6, (name, grade(text))
        else:
            found = OURS.findall(page.content.decode().split("<main")[1].split("<footer")[0])
            ours |= {words.strip() for _, words in found}
    assert len(ours) > 15
    assert grade("\n\n".join(sorted(f"{words.rstrip('.')}." for words in ours))) <= 6
