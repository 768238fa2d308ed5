"""Sentences of a draft are tied to what they stand on: by whom, where it shows, what ends it."""

from html import unescape
from uuid import uuid4

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.blocks import Insight, Prose
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.claims import tie_claim, untie_claim
from pennydrop.rooms.publish.actions.drafts import Copied, go_back, move_block, put_block
from pennydrop.rooms.publish.models import ClaimTie, Edition
from pennydrop.rooms.publish.queries.checks import check_draft, read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.rules.claims import BadTie, Evidence, Kind, State
from pennydrop.rooms.understand.models import Code
from tests.publish.conftest import CANARY
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
ONE, TWO = "They wait for months.", "Nobody calls them back."


def put(draft, block, at, *, place=2, new=True):
    newest = draft_by_id(draft.id)
    put_block(
        draft=newest, block=block, place=place, new=new,
        based_on=newest.number, by="user:1", at=at,
    )  # fmt: skip


def ready(told, draft):
    return read_draft(told.card, draft_by_id(draft.id))


def claim(told, draft, text):
    (found,) = [one for one in ready(told, draft).claims.all if one.sentence.text == text]
    return found


@pytest.fixture
def written(told, draft, at):
    put(draft, Prose(f"{ONE} {TWO}"), at)
    return draft


@pytest.fixture
def tie(told, written, at):
    def tie(text, to, by="user:1"):
        name = claim(told, written, text).sentence.name
        return tie_claim(ready=ready(told, written), sentences=[name], to=to, by=by, at=at)

    return tie


def theme(told):
    return Evidence(Kind.THEME, str(told.theme.pk))


def test_a_tie_stays_while_other_sentences_change_and_falls_off_with_its_own(
    told, written, tie, at
):
    tie(ONE, theme(told))
    put(written, Prose(f"First of all. {ONE} And **more**."), at, new=False)
    assert claim(told, written, ONE).state is State.TIED
    newest = draft_by_id(written.id)
    move_block(draft=newest, place=2, steps=1, based_on=newest.number, by="user:1", at=at)
    assert claim(told, written, ONE).state is State.TIED
    put(written, Prose("They wait for years."), at, place=3, new=False)
    claims = ready(told, written).claims
    assert [one.said for one in claims.loose] == [ONE]
    newest = draft_by_id(written.id)
    go_back(draft=newest, number=2, based_on=newest.number, by="user:1", at=at)
    assert claim(told, written, ONE).state is State.TIED and not ready(told, written).claims.loose


def test_one_that_needs_none_is_said_by_somebody_and_ends_with_evidence(told, written, tie):
    tie(TWO, Evidence(Kind.NONE), by="user:2")
    before = claim(told, written, TWO)
    assert before.state is State.NEEDS_NONE and before.ties[0].by == "user:2"
    tie(TWO, theme(told))
    assert [one.evidence.kind for one in claim(told, written, TWO).ties] == [Kind.THEME]
    assert Event.objects.filter(what="publish.claim.tie").count() == 2


def test_what_is_gone_shows_as_without_evidence_and_breaks_nothing(told, written, tie, quote, at):
    code = Code.objects.get(study=told.id)
    tie(ONE, Evidence(Kind.CODE, str(code.pk)))
    tie(TWO, Evidence(Kind.QUOTE, str(quote.pk)))
    assert claim(told, written, TWO).state is State.TIED
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    assert claim(told, written, TWO).state is State.GONE
    assert claim(told, written, ONE).state is State.TIED
    found = [p for p in check_draft(told.card, draft_by_id(written.id), printing=False).weighs
             if p.kind == "claims"]  # fmt: skip
    assert len(found) == 1 and "What one sentence stood on is gone." in found[0].text
    assert "sentences have evidence" in found[0].text and found[0].page == "publish:evidence"


def test_the_theme_s_own_insight_and_words_on_the_study_need_nobody_to_say_so(told, written, at):
    states = {one.sentence.text: one for one in ready(told, written).claims.all}
    insight = states["Attention comes before treatment."]
    assert insight.evidence == (theme(told),) and insight.sentence.insight
    assert states[ONE].state is State.OPEN
    method = [one for one in states.values() if Evidence(Kind.METHOD) in one.evidence]
    assert len(method) > 5
    put(written, Insight("Attention comes first, always."), at)
    assert claim(told, written, "Attention comes first, always.").state is State.OPEN


@pytest.mark.parametrize(
    "to",
    [
        Evidence(Kind.THEME, str(uuid4())),
        Evidence(Kind.QUOTE, "nothing"),
        Evidence(Kind.SOURCE, "javascript:alert(1)", "A paper"),
        Evidence(Kind.SOURCE, "https://example.org/paper", ""),
    ],
)
def test_only_what_is_there_can_be_chosen(told, written, tie, to):
    with pytest.raises(BadTie):
        tie(ONE, to)
    with pytest.raises(BadTie):
        tie_claim(ready=ready(told, written), sentences=["a.b"], to=theme(told), by="x", at=None)
    assert not ClaimTie.objects.exists()


def test_a_name_that_retells_somebody_is_refused(tie):
    with pytest.raises(Copied):
        tie(ONE, Evidence(Kind.SOURCE, "https://example.org/", CANARY))


def test_an_edition_keeps_what_its_sentences_stood_on_by_id_alone(
    told, written, tie, quote, at, client, owner, worker, stranger
):
    tie(ONE, Evidence(Kind.QUOTE, str(quote.pk)))
    one = claim(told, written, ONE).sentence
    edition = released(told, written, at)
    untie_claim(document=written.id, tie=ClaimTie.objects.get().pk, by="user:1", at=at)
    assert claim(told, written, ONE).state is State.OPEN
    address = f"/findings/{edition.slug}/claims/{one.block}/{one.mark}/"
    assert "/accounts/login/" in client.get(address)["Location"]
    assert "claims/" not in client.get(f"/findings/{edition.slug}/").content.decode()
    for person, status in ((worker, 403), (stranger, 404), (owner, 200)):
        client.force_login(person)
        answer = client.get(address)
        assert answer.status_code == status
    shown = unescape(answer.content.decode())
    for seen in (ONE, "Interview 1", "Looked at", "publish v1", "Signed by", "Names taken out by"):
        assert seen in shown, seen
    assert CANARY not in shown and CANARY not in str(Edition.objects.get().skeleton)
    assert address in client.get(f"/findings/{edition.slug}/").content.decode()
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    assert "It is not there any more" in client.get(address).content.decode()


def test_it_is_chosen_on_a_page_that_needs_no_script(told, written, base, client, colleague):
    client.force_login(colleague)
    page = unescape(client.get(f"{base}evidence/?show=open").content.decode())
    assert ONE in page and TWO in page and "No evidence yet" in page
    assert "○ no evidence" in client.get(base).content.decode()
    names = [claim(told, written, text).sentence.name for text in (ONE, TWO)]
    page = unescape(
        client.get(f"{base}evidence/tie/", {"s": names, "q": "looked"}).content.decode()
    )
    assert "Looked at" in page and "Somebody looks up" not in page
    sent = {"s": names, "to": f"theme:{told.theme.pk}"}
    page = client.post(f"{base}evidence/tie/", sent, follow=True).content.decode()
    assert "2 sentences noted: theme." in page
    assert claim(told, written, TWO).state is State.TIED
    page = unescape(client.get(f"{base}evidence/{names[0].replace('.', '/')}/").content.decode())
    assert ONE in page and "Open the theme" in page and "Interview 1" in page
    wrong = client.post(f"{base}evidence/tie/", {"s": names, "to": "source", "address": "ftp://x"})
    assert wrong.status_code == 422 and "beginning with https://" in wrong.content.decode()
    tie = ClaimTie.objects.first()
    client.post(f"{base}evidence/untie/", {"tie": tie.pk})
    assert ClaimTie.objects.count() == 1


@pytest.mark.parametrize("page", ["evidence/tie/", "evidence/untie/"])
def test_others_may_not_say_what_a_sentence_stands_on(
    client, worker, stranger, written, base, page
):
    for person, status in ((worker, 403), (stranger, 404)):
        client.force_login(person)
        assert client.post(f"{base}{page}", {"tie": uuid4()}).status_code == status
