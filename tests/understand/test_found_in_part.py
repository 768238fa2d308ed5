"""Where a page is full before everything was looked through, it says so and offers the rest."""

from html import unescape

import pytest
from django.urls import reverse

from pennydrop.rooms.understand.queries import asking
from pennydrop.rooms.understand.queries.search import search
from pennydrop.rooms.understand.views import asking as asking_pages
from pennydrop.rooms.understand.views import search as search_pages

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture(autouse=True)
def in_a_hurry(monkeypatch):
    monkeypatch.setattr(asking, "FEWEST", 1)
    monkeypatch.setattr(asking, "MOST", 1)
    for page in (asking_pages, search_pages):
        monkeypatch.setattr(page, "AT_ONCE", 0)
        monkeypatch.setattr(page, "PER_PAGE", 1)


@pytest.fixture(autouse=True)
def texts(study, make_text):
    said = ["It burned, and it burned.", "Nothing burned.", "We waited.", "Burned out."]
    return [make_text(study, "survey", [("Eve", words)]) for words in said]


@pytest.fixture
def page(client, study, colleague):
    client.force_login(colleague)

    def get(name, **query):
        answer = client.get(reverse(f"understand:{name}", args=[study.pk]), query)
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return get


def test_a_question_says_how_far_it_was_looked_and_goes_on(page):
    first = page("ask", words1="burned")
    assert "At least 2 passages in 1 source<" in first and "1 of 4 sources were looked" in first
    assert "?words1=burned&all=1" in first and "page=2" in first
    second = page("ask", words1="burned", page=2)
    assert "At least 3 passages in 2 sources" in second and "2 of 4 sources" in second
    whole = page("ask", words1="burned", all=1)
    assert "<h2>4 passages in 3 sources" in whole and "looked through" not in whole
    assert "page=4" in whole and "all=1&page=2" in whole


def test_a_pattern_says_so_too(page, study):
    first = page("search", q="/b\\w+d/")
    assert "At least 2 turns" in first and "50 % of the study was looked through" in first
    assert "?q=/b%5Cw%2Bd/&all=1" in first and "page=2" in first
    last = page("search", q="/b\\w+d/", page=3)
    assert "<h2>3 turns" in last and "looked through" not in last
    whole = page("search", q="/b\\w+d/", all=1)
    assert "<h2>3 turns" in whole and "&all=1&page=2" in whole
    assert search(study.pk, "/b\\w+d/").whole
