"""One reason may stand for several things, openly; what invites a second thought is asked about."""

import re
from html import unescape

import pytest

from pennydrop.core.documents.blocks import Insight, QuoteRef
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.models import Proposal
from pennydrop.rooms.publish.queries.checks import check_draft, read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.releasing import by_reason, weighed_in
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.rules.quoting import Words
from tests.publish.releasing import released, try_it

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]


def put(told, draft, block, at):
    newest = draft_by_id(draft.id)
    put_block(
        draft=newest, block=block, place=2, new=True, based_on=newest.number,
        by="user:1", at=at,
    )  # fmt: skip


def weighs(told, draft):
    ready = check_draft(told.card, draft_by_id(draft.id), printing=False)
    return {one.kind: one for one in ready.weighs}


@pytest.fixture
def second(told, draft, at):
    """Put somebody else's words into the draft, described so."""

    def quoted(attribution):
        text = told.texts[1]
        words = Words(*text.place(0, "looked up at last"))
        made = make_quote(
            theme=told.theme.pk, source=text.id, pieces=[words], attribution=attribution,
            by="user:1", at=at,
        )  # fmt: skip
        for who in ("user:1", "user:2"):
            sign_quote(quote=made, by=who, at=at)
        put(told, draft, QuoteRef(str(made.pk)), at)

    return quoted


def test_two_quotes_that_are_described_alike_are_asked_about(told, draft, second):
    assert "alike" not in weighs(told, draft)
    second("a Lighthouse keeper")
    found = weighs(told, draft)["alike"]
    assert re.search(r"blocks 2, \d+\.", found.text) and "keeper" not in found.text


def test_how_it_was_told_alone_describes_nobody(told, draft, second, at):
    second("Interview")
    assert "alike" not in weighs(told, draft)


def test_the_same_again_needs_a_reason(told, draft, at):
    released(told, draft, at)
    assert "edition 1" in weighs(told, draft)["same again"].text
    put(told, draft, Insight("More is known now."), at)
    assert "same again" not in weighs(told, draft)


def test_one_reason_for_those_that_were_marked_is_told_as_one(
    client, owner, colleague, told, draft, base, second, at
):
    second("a lighthouse keeper")
    try_it(told, draft_by_id(draft.id), at)
    client.force_login(colleague)
    page = unescape(client.get(f"{base}check/").content.decode())
    ticks = re.findall(r'name="with" value="([^"]+)"', page)
    assert len(ticks) > 2 and "One reason for all that you marked" in page
    sent = {"based_on": 2, "with": ticks, "together": "We read them together.",
            f"why-{ticks[0]}": "It is right so."}  # fmt: skip
    left = client.post(f"{base}propose/", {**sent, "with": ticks[:-1]})
    assert not Proposal.objects.exists()
    page = unescape(left.content.decode())
    assert left.status_code == 422 and "<title>Error: Release check" in page
    assert f'href="#why-{ticks[-1]}"' in page and page.count("Error: </span>Say why") == 1
    assert 'value="It is right so."' in page and 'value="We read them together."' in page
    assert page.count(" checked") == len(ticks) - 1, "nothing that was sent is lost"
    client.post(f"{base}propose/", {**sent, "together": " "})
    assert not Proposal.objects.exists()
    client.post(f"{base}propose/", sent)
    told_ = {one.said: len(one.names) for one in by_reason(weighed_in(Proposal.objects.get()))}
    assert told_ == {"It is right so.": 1, "We read them together.": len(ticks) - 1}
    client.force_login(owner)
    assert f"One reason for {len(ticks) - 1} things" in client.get(f"{base}check/").content.decode()


def test_each_block_that_a_finding_names_has_a_link(client, colleague, told, draft, base, second):
    second("a lighthouse keeper")
    found = weighs(told, draft_by_id(draft.id))["alike"]
    client.force_login(colleague)
    page = unescape(client.get(f"{base}check/").content.decode())
    assert len(found.blocks) > 1 and all(str(number) in found.text for number in found.blocks)
    for number in found.blocks:
        assert f'{base}#edit-{number}">Block {number}</a>' in page


def test_who_cannot_sign_is_not_asked_to_decide(
    client, owner, colleague, told, draft, base, second, at
):
    second("a lighthouse keeper")
    try_it(told, draft_by_id(draft.id), at)
    client.force_login(colleague)
    page = unescape(client.get(f"{base}check/").content.decode())
    assert "For you to decide" in page, "whoever proposes gives the reasons"
    ticks = re.findall(r'name="with" value="([^"]+)"', page)
    client.post(f"{base}propose/", {"based_on": 2, "with": ticks, "together": "We read them."})
    assert Proposal.objects.exists()
    assert "For you to decide" not in client.get(f"{base}check/").content.decode()
    client.force_login(owner)
    assert "For you to decide" in client.get(f"{base}check/").content.decode()


def test_an_insight_that_readers_are_told_nothing_behind_says_why(
    client, colleague, told, draft, base, at
):
    put(told, draft, Insight("Being looked at comes first."), at)
    client.force_login(colleague)
    page = client.get(base).content.decode()
    assert page.count("It is tied to nothing yet") == 1


def test_a_theme_s_figures_stand_once_on_the_page(client, told, draft, at):
    ready = read_draft(told.card, draft)
    (insight,) = [block for block in ready.blocks if isinstance(block, Insight)]
    page = client.get(f"/findings/{released(told, draft, at).slug}/").content.decode()
    assert page.count(insight.behind) == 1 and "from nearly all interviews" not in page
    assert "Interviews" in page


def test_the_evidence_is_folded_where_nothing_is_missing(client, colleague, told, draft, base):
    client.force_login(colleague)
    page = client.get(f"{base}evidence/").content.decode()
    folds = re.findall(r'<details class="fold claims"( open)?>', page)
    assert "" in folds and " open" in folds
    assert page.count('class="without"') >= 1
