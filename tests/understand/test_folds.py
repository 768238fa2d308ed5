"""A hard passage stays folded wherever a passage is shown, until its reader opens it."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand.actions.approach import change_approach
from pennydrop.rooms.understand.actions.care import mark_hard, open_hard
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.contrary import choose_contrary
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Coding
from pennydrop.rooms.understand.rules.quoting import Words
from tests.understand.building import code_on

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
WORDS, OTHERS = "it burned like glass", "somebody listened"
NOTE = "injury or severe pain"
ROS = "user:2"


@pytest.fixture
def pages(study, interview, owner, at):
    """Every page that shows passages, by name, each with the hard words on it and others beside."""
    code = code_on(study, at, "Pain", (interview, 1, WORDS), (interview, 3, OTHERS))
    change_approach(study=study.pk, approach="framework", reason="Many.", by="user:1", at=at)
    how = {"by": "user:1", "at": at}
    theme = make_theme(study=study.pk, title="Pain", codes=[code], **how).pk
    against = make_theme(study=study.pk, title="No pain", codes=[], **how).pk
    choose_contrary(
        theme=against, coding=Coding.objects.filter(code=code).earliest("start").pk, **how
    )
    for turn, words in ((1, WORDS), (3, OTHERS)):
        place = interview.place(turn, words)
        quote = make_quote(
            theme=theme, source=interview.id, pieces=[Words(*place)], attribution="", **how
        )
        if turn == 1:
            hard = mark_hard(
                text=interview.id, start=place[0], end=place[1], note=NOTE, by=actor(owner), at=at
            )
            said = quote.pk
            # Two people coded it otherwise: so there is something to talk about.
            add_coding(
                text=interview.id, code=code, start=place[0], end=place[1] - 6, by=ROS, at=at
            )
    ash = interview.people["Ash"].pk
    in_study = {
        "board": [], "quotes": [], "quotes-waiting": [], "theme": [theme],
        "theme-change": [theme], "theme-passages": [theme], "theme-choose": [theme],
        "contrary": [against],
        "cell": [theme, ash], "code": [code], "code-split": [code], "differences": [],
    }  # fmt: skip
    ways = {
        name: reverse(f"understand:{name}", args=[study.pk, *more])
        for name, more in in_study.items()
    }
    ways["quote"] = reverse("understand:quote", args=[said])
    ways["ask"] = f"{reverse('understand:ask', args=[study.pk])}?code1={code}"
    ways["search"] = f"{reverse('understand:search', args=[study.pk])}?q=burned"
    ways["contrary choosing"] = f"{ways['contrary']}?code={code}"
    return ways, hard


def test_no_page_shows_it_before_it_is_opened(client, colleague, pages, at):
    ways, hard = pages
    client.force_login(colleague)
    shown = {name: client.get(way).content.decode() for name, way in ways.items()}
    # On the page on which a passage is signed it is behind a press.
    quote = shown.pop("quote")
    assert "<details" in quote.split("burned like")[0] and f"Content note: {NOTE}" in quote
    for name, page in shown.items():
        assert "burned like" not in page, name
        assert f"Content note: {NOTE}" in page, name
    open_hard(passage=hard.pk, on=at.date(), by=actor(colleague), at=at)
    for name, way in ways.items():
        page = client.get(way).content.decode()
        assert "burned" in page and f"Content note: {NOTE}" not in page, name


def test_other_passages_are_not_folded(client, colleague, pages):
    ways, _ = pages
    client.force_login(colleague)
    for name in ("board", "quotes", "theme", "cell", "code", "code-split", "ask"):
        assert OTHERS in client.get(ways[name]).content.decode(), name


def test_asking_says_everybody_who_coded_the_words(client, colleague, study, interview, at):
    code = code_on(study, at, "Pain", (interview, 1, WORDS), (interview, 3, OTHERS))
    start, end = interview.place(1, WORDS)
    add_coding(text=interview.id, code=code, start=start, end=end, by="user:77", at=at)
    client.force_login(colleague)
    page = client.get(reverse("understand:ask", args=[study.pk]), {"code1": code}).content.decode()
    first, second = page.split('<ol class="results">')[1].split("</li>")[:2]
    assert "Pain, coded by" in first and " and " in first.split("coded by")[1]
    assert "coded by" not in second
