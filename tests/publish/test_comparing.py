"""What a draft leaves out, and whether it says anything new, is told before a release."""

import re
from html import unescape

import pytest
from django.core.management import call_command

from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.checks.again import same_as_released
from pennydrop.rooms.publish.queries.comparing import left_out
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.conftest import SECOND

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def ready(told):
    return read_draft(told.card, draft_of(told.id))


def theme(told, at, title="Waiting rooms", insight="Waiting is a kind of answer."):
    return make_theme(
        study=told.id, title=title, insight=insight, narrative="", codes=[], by="user:1", at=at
    )


def quote_of(told, at, about=None, signed=("user:1", "user:2")):
    source = told.texts[1]
    made = make_quote(
        theme=about, source=source.id, pieces=[Words(*source.place(0, SECOND))],
        attribution="Interview", by="user:1", at=at,
    )  # fmt: skip
    for who in signed:
        sign_quote(quote=made, by=who, at=at)
    return made


def test_nothing_is_said_while_the_draft_holds_everything(told, draft, owner, client, at):
    theme(told, at, title="Not written yet", insight=" ")
    quote_of(told, at, signed=("user:1",))
    assert left_out(ready(told)) == ()
    client.force_login(owner)
    page = client.get(f"/publish/{told.id}/{draft_of(told.id).id}/check/").content.decode()
    assert "Not in these findings" not in page and "says the same" not in page


def picked(page):
    """What a form has chosen when it opens."""
    inputs = re.findall(r"<(?:input|option)[^>]*>", page)
    return [
        re.search('value="([^"]+)"', one)[1]
        for one in inputs
        if (" checked" in one and "radio" in one) or " selected" in one
    ]


def test_a_new_theme_and_a_signed_quote_are_named_with_the_way_to_add_them(
    told, draft, owner, client, at
):
    quote_of(told, at, about=theme(told, at).pk)
    client.force_login(owner)
    page = unescape(
        client.get(f"/publish/{told.id}/{draft_of(told.id).id}/check/").content.decode()
    )
    assert "Not in these findings" in page and "Theme “Waiting rooms”" in page
    assert "Quote from Interview 2, theme “Waiting rooms”" in page and SECOND in page
    for one in left_out(ready(told)):
        there = f"/publish/{told.id}/{draft_of(told.id).id}/add/{one.kind}/"
        address = f"{there}?place={one.place}&pick={one.id}"
        assert address in page
        assert picked(client.get(address).content.decode()) == [str(one.id)]


def test_a_theme_and_a_quote_go_below_the_section_they_belong_to(told, draft, at):
    theme(told, at)
    quote_of(told, at, about=told.theme.pk)
    below = {one.place for one in left_out(ready(told))}
    kinds = [type(block).__name__ for block in draft.blocks]
    assert below == {kinds.index("Insight") + 2}


def test_a_draft_that_says_the_same_as_the_last_edition_says_so(told, edition, owner, client, at):
    client.force_login(owner)
    address = f"/publish/{told.id}/{draft_of(told.id).id}/check/"
    assert "The draft says the same as edition 1." in client.get(address).content.decode()
    draft = draft_of(told.id)
    put_block(
        draft=draft, block=Prose("More."), place=3, new=True,
        based_on=draft.number, by="user:1", at=at,
    )  # fmt: skip
    assert same_as_released(ready(told)) is None
    assert "says the same" not in client.get(address).content.decode()


def test_a_quote_that_reads_otherwise_now_is_not_the_same(told, edition, quote, at):
    assert same_as_released(ready(told)).number == 1
    type(quote).objects.filter(pk=quote.pk).update(attribution="Interview, a baker")
    assert same_as_released(ready(told)) is None


def test_the_command_notes_both(told, edition, owner, colleague, at, capsys):
    quote_of(told, at)
    call_command(
        "publish", told.card.title, by=colleague.username, second=owner.username,
        weighed="It is a test.",
    )  # fmt: skip
    said = capsys.readouterr().out
    assert "Note: Not in these findings: Quote from Interview 2." in said and SECOND not in said
    assert "Note: The draft says the same as edition 1." in said and "edition 2" in said
