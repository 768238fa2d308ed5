"""Who may see and do what, and what the pages say."""

import datetime as dt
import re
from urllib.parse import urljoin

import pytest

from pennydrop.core.audit.models import Event
from pennydrop.core.documents.blocks import Heading, Prose, QuoteRef, Theme
from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.understand.models import Signature
from tests.publish.conftest import CANARY, SECOND
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

READ = ["", "../", "../start/", "../start/cards/",
        "preview/", "check/", "intruder/", "add/?place=1",
        "evidence/", "evidence/?show=open",
        "add/prose/?place=1",
        "add/quote/?place=1", "2/"]  # fmt: skip
WRITE = ["arrange/", "title/", "preview/report.pdf", "propose/", "release/", "release/not/"]


@pytest.fixture
def sign_in(client):
    def into(person):
        client.force_login(person)
        return client

    return into


@pytest.mark.parametrize("page", READ)
def test_those_who_write_see_each_page(sign_in, colleague, owner, draft, base, page):
    for person in (colleague, owner):
        assert sign_in(person).get(urljoin(base, page)).status_code == 200


@pytest.mark.parametrize("page", READ + WRITE)
def test_workers_and_strangers_do_not(sign_in, worker, stranger, draft, base, page):
    ask = "post" if page in WRITE else "get"
    assert getattr(sign_in(worker), ask)(urljoin(base, page)).status_code == 403
    assert getattr(sign_in(stranger), ask)(urljoin(base, page)).status_code == 404
    assert not Edition.objects.exists()


@pytest.mark.parametrize("page", READ)
def test_somebody_not_signed_in_is_asked_to(client, draft, base, page):
    assert "/accounts/login/" in client.get(urljoin(base, page))["Location"]


def test_the_check_names_the_quote_and_the_reason(sign_in, owner, draft, quote, base):
    Signature.objects.filter(by="user:2").delete()
    page = sign_in(owner).get(f"{base}check/").content.decode()
    assert "quote from Interview 1" in page and "Two people must sign it" in page
    assert f"/understand/quotes/{quote.pk}/" in page and "Propose this" not in page
    answer = sign_in(owner).post(f"{base}propose/", {"based_on": 1}, follow=True)
    assert "something stands in the way" in answer.content.decode()
    assert not Edition.objects.exists()


def test_a_study_starts_with_a_whole_report(sign_in, colleague, told, quote):
    start, sent = f"/publish/{told.id}/start/", {"template": "report"}
    home = sign_in(colleague).post(start, sent)["Location"]
    headings = [b.text for b in draft_of(told.id).blocks if isinstance(b, Heading)]
    for wanted in ("Overview", "Key points at a glance", "About the project", "How we listened",
                   "Who we did not hear from", "Ethics and safety", "The questions we asked",
                   "In conclusion", "Thank you"):  # fmt: skip
        assert wanted in headings
    assert any(isinstance(b, Theme) for b in draft_of(told.id).blocks)
    page = sign_in(colleague).get(home).content.decode()
    assert "about 10 interviews" in page and "Somebody looks up" in page and CANARY in page
    assert "<strong>looked up</strong>" in page
    again = sign_in(colleague).post(start, sent, follow=True)
    assert "Somebody started it already" in again.content.decode()


NEW = [
    ("prose", {"markdown": "Fresh **words**."}, "<strong>words</strong>"),
    ("heading", {"text": "A new part", "level": "3"}, "A new part"),
    ("insight", {"markdown": "Mind the gap."}, "Mind the gap."),
    ("points", {"items": "one thing\n\nanother thing"}, "another thing"),
    ("callout", {"tone": "note", "heading": "By the way", "markdown": "It rained."}, "By the way"),
    ("figure", {"chart": "themes", "alt": "{{chart}}"}, "Where each theme came up"),
    ("picture", {"name": "time", "alt": "Months of waiting"}, 'aria-label="Months of waiting"'),
    ("table", {"caption": "Dates", "rows": "What | When\nWritten | May"}, "Written"),
]


@pytest.mark.parametrize(("kind", "typed", "seen"), NEW, ids=[kind for kind, _, _ in NEW])
def test_each_kind_of_block_is_added_and_changed(
    sign_in, colleague, told, draft, base, kind, typed, seen
):
    browser = sign_in(colleague)
    answer = browser.post(
        f"{base}add/{kind}/?place=3", {**typed, "based_on": 1, "place": 3}, follow=True
    )
    assert seen in answer.content.decode() and draft_of(told.id).number == 2
    form = browser.get(f"{base}3/")
    assert form.status_code == 200
    answer = browser.post(f"{base}3/", {**typed, "based_on": 2, "place": 3})
    assert answer.status_code == 302 and draft_of(told.id).number == 3
    assert len(draft_of(told.id).blocks) == len(draft.blocks) + 1


def test_quotes_and_themes_are_picked_never_typed(sign_in, colleague, told, draft, quote, base):
    browser = sign_in(colleague)
    page = browser.get(f"{base}add/quote/?place=2").content.decode()
    assert CANARY in page and "It stands in the report already" in page
    sent = {"quote_id": str(quote.pk), "note": "", "based_on": 1, "place": 2}
    browser.post(f"{base}add/quote/?place=2", sent)
    assert draft_of(told.id).blocks[1] == QuoteRef(str(quote.pk))
    strange = {**sent, "quote_id": str(told.id), "based_on": 2}
    assert browser.post(f"{base}add/quote/?place=2", strange).status_code == 200
    sent = {"theme_id": str(told.theme.pk), "title_shown": "{{theme title}}", "whole": "on"}
    browser.post(f"{base}add/theme/?place=1", {**sent, "based_on": 2, "place": 1})
    kinds = [type(block).__name__ for block in draft_of(told.id).blocks[:4]]
    assert kinds == ["Theme", "Prose", "QuoteRef", "Insight"]


def test_blocks_move_and_leave(sign_in, colleague, told, draft, base):
    browser, before = sign_in(colleague), list(draft.blocks)
    browser.post(f"{base}arrange/", {"place": 2, "what": "up", "based_on": 1})
    assert draft_of(told.id).blocks[:2] == (before[1], before[0])
    browser.post(f"{base}arrange/", {"place": 1, "what": "down", "based_on": 2})
    assert list(draft_of(told.id).blocks) == before
    browser.post(f"{base}arrange/", {"place": 1, "what": "remove", "based_on": 3})
    assert list(draft_of(told.id).blocks) == before[1:]
    late = browser.post(
        f"{base}arrange/", {"place": 1, "what": "remove", "based_on": 3}, follow=True
    )
    assert "Nothing was overwritten" in late.content.decode()
    assert list(draft_of(told.id).blocks) == before[1:]
    assert browser.post(f"{base}arrange/", {"place": 900, "what": "up"}).status_code == 404


def test_nobody_overwrites_and_both_versions_are_kept(sign_in, colleague, told, draft, base, at):
    put_block(
        draft=draft, block=Prose("Theirs stands here."), place=2, new=False,
        based_on=1, by="user:9", at=at,
    )  # fmt: skip
    browser = sign_in(colleague)
    answer = browser.post(
        f"{base}2/", {"markdown": "Mine is here.", "based_on": 1, "place": 2}
    ).content.decode()
    assert "Theirs stands here." in answer and "Mine is here." in answer
    assert draft_of(told.id).blocks[1] == Prose("Theirs stands here.")
    assert 'name="based_on" value="2"' in answer
    browser.post(f"{base}2/", {"markdown": "Mine is here.", "based_on": 2, "place": 2})
    assert draft_of(told.id).blocks[1] == Prose("Mine is here.")


def test_a_block_that_moved_meanwhile_is_found_again(sign_in, colleague, told, draft, base, at):
    put_block(
        draft=draft, block=Prose("In between."), place=1, new=True, based_on=1,
        by="user:9", at=at,
    )  # fmt: skip
    answer = sign_in(colleague).post(
        f"{base}2/", {"markdown": "Mine is here.", "based_on": 1, "place": 2}
    )
    page = answer.content.decode()
    assert "They did not touch this block" in page and f"{base}3/" in page


def test_their_words_are_refused_in_ours_with_a_plain_message(sign_in, colleague, draft, base):
    sent = {"markdown": f"Somebody told us that {CANARY}.", "based_on": 1, "place": 2}
    page = sign_in(colleague).post(f"{base}2/", sent).content.decode()
    assert "Make them a quote" in page and "Interview 1" in page and "Error: " in page


def test_a_draft_on_paper_is_noted_as_a_copy(sign_in, colleague, told, draft, base):
    answer = sign_in(colleague).post(f"{base}preview/report.pdf")
    assert answer.content.startswith(b"%PDF") and answer["Cache-Control"] == "no-store"
    copy = HandCopy.objects.get()
    assert copy.study == told.id and copy.by == f"user:{colleague.pk}"
    assert Event.objects.filter(what="publish.draft.download").count() == 1
    assert sign_in(colleague).get(f"{base}preview/report.pdf").status_code == 405


def test_a_title_is_changed_and_checked(sign_in, colleague, told, draft, base):
    browser = sign_in(colleague)
    browser.post(f"{base}title/", {"title": "Looked at: what helps"})
    assert draft_of(told.id).document.title == "Looked at: what helps"
    answer = browser.post(f"{base}title/", {"title": CANARY}, follow=True).content.decode()
    assert "Make them a quote" in answer
    assert draft_of(told.id).document.title == "Looked at: what helps"


# ---- the public ------------------------------------------------------------------------------
def test_the_pdf_is_kept_under_a_neutral_name(client, edition):
    answer = client.get(f"{edition.address}report.pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="findings-edition-1.pdf"'


def test_anybody_reads_the_newest_editions(client, edition):
    page = client.get("/findings/").content.decode()
    assert edition.title in page and f"{edition.address}report.pdf" in page
    page = client.get(edition.address).content.decode()
    for seen in (
        CANARY,
        '<span class="clarify"> [at the surgery]</span><span class="omit"> […]</span>',
        SECOND,
        "Interview, a lighthouse keeper",
        "Key insight",
        "The same as a table",
        "nearly all",
        "What this cannot tell you",
        "Edition 1",
        "Everything here is invented",
    ):
        assert seen in page, seen
    assert "sessionid" not in client.cookies
    assert client.get("/findings/nothinghere/").status_code == 404


def test_the_trail_of_a_quote_is_for_those_who_write(sign_in, client, edition, worker, owner,
                                                     stranger):  # fmt: skip
    anonymous = client.get(edition.address).content.decode()
    assert "Where this quote comes from" not in anonymous and "publish v1" not in anonymous
    for person in (worker, stranger):
        page = sign_in(person).get(edition.address).content.decode()
        assert "Where this quote comes from" not in page
    page = sign_in(owner).get(edition.address).content.decode()
    for seen in (
        "Somebody looks up",
        "Looked at",
        "Interview 1",
        "publish v1",
        "Signed by",
        "Names taken out by",
    ):
        assert seen in page


def test_a_draft_leaks_nothing_to_the_public(client, told, draft):
    assert "Nothing has been published yet" in client.get("/findings/").content.decode()
    assert client.get(f"/findings/{draft.id.hex[:10]}/").status_code == 404


def test_a_copy_can_be_asked_whether_it_is_current(client, told, edition, at):
    status = f"{edition.address}status/"
    assert "Yes, this is the newest edition" in client.get(status).content.decode()
    released(told, draft_of(told.id), at + dt.timedelta(days=1))
    page = client.get(status).content.decode()
    assert "No: there is a newer edition" in page
    newest = Edition.objects.get(number=2)
    assert f"/findings/{newest.slug}/" in page
    assert "There is a newer edition" in client.get(edition.address).content.decode()
    assert client.get("/findings/").content.decode().count(f"/findings/{edition.slug}/") == 0


def test_the_public_page_is_light(client, edition):
    """What the page itself weighs, without the shared style and fonts."""
    page = client.get(edition.address).content
    assert len(page) < 60_000
    page = re.sub(rb'<script type="application/ld\+json">[^<]*</script>', b"", page)  # no script
    assert not re.search(rb"<style|\sstyle=|\son[a-z]+=|<script", page)


def test_where_findings_are_written(sign_in, owner, worker, stranger, told, draft):
    assert told.card.title in sign_in(owner).get("/publish/").content.decode()
    for person in (worker, stranger):
        assert told.card.title not in sign_in(person).get("/publish/").content.decode()
