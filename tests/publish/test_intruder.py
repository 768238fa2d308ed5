"""Somebody tries to find out who is quoted before a release; it counts for those quotes alone."""

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.models import IntruderTest
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.rules.intruding import BadTry, Try, check_try
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.queries.texts import segments_of
from tests.publish.conftest import CANARY
from tests.publish.releasing import TRIED, try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NOT_DONE = Try("not done", not_done_why="Every quote is one line about a waiting room.")
SENT = {"outcome": "nobody", "tried_by": "Ana of the library", "kinds": ["search", "news"],
        "minutes": "40", "changed": "One quote is shorter."}  # fmt: skip


def stops(told, draft):
    return [p.text for p in check_draft(told.card, draft, printing=False).stops]


@pytest.mark.parametrize(
    ("what", "field"),
    [
        (Try("maybe"), "outcome"),
        (Try("nobody", kinds=("search",), minutes=5), "tried_by"),
        (Try("nobody", tried_by="Ana", minutes=5), "kinds"),
        (Try("nobody", tried_by="Ana", kinds=("magic",), minutes=5), "kinds"),
        (Try("recognised", tried_by="Ana", kinds=("search",)), "minutes"),
        (Try("not done", not_done_why="No time."), "not_done_why"),
    ],
)
def test_a_record_says_who_with_what_and_how_long_or_why_not(what, field):
    with pytest.raises(BadTry) as problem:
        check_try(what)
    assert problem.value.field == field


def test_without_a_try_nothing_is_released(told, draft, at):
    assert any("Nobody has tried" in text for text in stops(told, draft))
    try_it(told, draft, at)
    assert stops(told, draft) == []


def test_a_quote_that_changed_asks_for_another_try(told, draft, quote, at):
    try_it(told, draft, at)
    (segment,) = segments_of(told.texts[0].id)
    correct_segment(
        segment=segment.id, text=segment.text.replace("heron", "stork"), by="user:1", at=at
    )
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    (text,) = stops(told, draft)
    assert "since the quotes changed" in text
    try_it(told, draft, at)
    assert stops(told, draft) == []


def test_once_somebody_is_recognised_the_quotes_have_to_change(told, draft, at):
    try_it(told, draft, at, Try("recognised", tried_by="Ana", kinds=("people",), minutes=3))
    for later in (TRIED, NOT_DONE):
        try_it(told, draft, at, later)
        assert any("Somebody was recognised" in text for text in stops(told, draft))


def test_a_reasoned_no_is_weighed(told, draft, at):
    try_it(told, draft, at, NOT_DONE)
    assert stops(told, draft) == []
    found = check_draft(told.card, draft, printing=False).weighs
    assert any(one.kind == "intruder" and "one line about" in one.text for one in found)


def test_what_was_found_is_not_kept(told, draft, at):
    with pytest.raises(Copied):
        try_it(told, draft, at, Try("not done", not_done_why=f"It was easy: {CANARY}."))
    with pytest.raises(Copied):
        try_it(told, draft, at, Try(**{**TRIED.__dict__, "changed": f"Cut “{CANARY}”."}))
    assert not IntruderTest.objects.exists()


def test_the_page_notes_a_try(client, colleague, stranger, told, draft, base):
    client.force_login(stranger)
    assert client.get(f"{base}intruder/").status_code == 404
    client.force_login(colleague)
    wrong = client.post(f"{base}intruder/", {**SENT, "kinds": []})
    assert wrong.status_code == 422 and "what they searched with" in wrong.content.decode()
    client.post(f"{base}intruder/", SENT)
    row = IntruderTest.objects.get()
    assert (row.tried_by, row.kinds, row.minutes) == ("Ana of the library", "search,news", 40)
    assert Event.objects.filter(what="publish.intruder.noted", on=str(row.pk)).exists()
    page = client.get(f"{base}intruder/").content.decode()
    assert "Ana of the library, 40 minutes, with search engines; local news" in page
    assert "have changed since" not in page
