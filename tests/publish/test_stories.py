"""A story goes out when its teller said yes to exactly these words and two have signed them; what
is taken back is gone everywhere at once."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings

from pennydrop.core.erasure.registry import holdings_everywhere, record_everywhere
from pennydrop.core.people.rules import Role
from pennydrop.core.vault.keys import holders
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.actions.drafts import Copied
from pennydrop.rooms.publish.actions.stories import (
    KEYS,
    NotNow,
    answer_story,
    begin_story,
    sign_story,
    word_anew,
)
from pennydrop.rooms.publish.models import Story, StoryAnswer, StorySign, StoryText
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.stories import out_stories, story_view
from pennydrop.rooms.publish.queries.story_duties import story_duties
from pennydrop.rooms.publish.rules.claims import BadTie, Evidence, Kind
from pennydrop.rooms.publish.rules.stories import BadStory, Reply, Teller, Told
from pennydrop.rooms.publish.rules.stories import StoryText as Words
from tests.inform.everywhere import pdf_words
from tests.publish.conftest import CANARY
from tests.publish.showing import CODE, hold_a_code
from tests.publish.showing import how_to_ask as how_to_ask

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
HERE = {"HTTP_SEC_FETCH_SITE": "same-origin"}
MARK = "a kestrel over the car park"
TEXT = Words("One good week", "Pain.", Told.OWN, helped=f"I looked up and saw {MARK} * that day.")
FORM = {
    "teller": Teller.PEER.value, "person": "", "title": "One good week", "note": "Pain.",
    "told": Told.OWN.value, "before": "", "helped": f"I saw {MARK}.", "now": "",
}  # fmt: skip


@pytest.fixture
def clinician(person):
    return person("ade", Role.CLINICIAN_REVIEWER)


@pytest.fixture
def fresh(organisation, at):
    """A story of somebody who took part in no study, with their code."""
    return begin_story(
        organisation=organisation.pk, teller=Teller.FAMILY, text=TEXT, by="user:1", at=at
    )


def sign(story, at, *people, number=1):
    for by in people or ("user:1", "user:2"):
        sign_story(story=story, number=number, by=by, at=at)


def yes(story, at, reply=Reply.YES, number=1, why=""):
    answer_story(story=story, number=number, reply=reply, why=why, by="quiet", at=at)


def everywhere(client, story):
    """All that the world can read of it."""
    paths = ["", "story.txt", "story.pdf", "story.docx"]
    answers = [client.get(f"/stories/{story.slug}/{path}") for path in paths]
    said = [one.content for one in answers if one.status_code == 200]
    found = [client.get("/stories/").content, client.get("/stories/feed.xml").content, *said]
    return found, len(said)


def words_in(found):
    texts = [one.decode("utf-8", "ignore") if one[:4] != b"%PDF" else pdf_words(one)
             for one in found]  # fmt: skip
    return " ".join(" ".join(texts).split())


def typed(client, code, **more):
    return client.post("/stories/mine/", {"code": code, **more}, **HERE)


def said(client, page, story, *, slug="", **fields):
    ticket = re.search(r'name="ticket" value="([^"]+)"', page.content.decode())[1]
    number = story_view(story).newest.number
    fields = {"ticket": ticket, "story": slug or story.slug, "number": number, **fields}
    return client.post("/stories/mine/say/", fields, **HERE)


def test_it_goes_out_with_a_yes_and_two_signatures_in_every_form(client, fresh, at):
    story = fresh.story
    for step in (lambda: sign(story, at, "user:1"), lambda: sign(story, at, "user:2"),
                 lambda: yes(story, at)):  # fmt: skip
        found, files = everywhere(client, story)
        assert files == 0 and MARK not in words_in(found)
        step()
    found, files = everywhere(client, story)
    assert files == 4 and words_in(found[1:]).count(MARK) >= 2, "page, text and PDF"
    assert b"kestrel" not in found[1], "no word of it stands in the feed"
    page = client.get(f"/stories/{story.slug}/").content.decode()
    assert "Before you read" in page and "116 123" in page and "help is here" in page
    assert f"{MARK} * that day" in client.get(f"/stories/{story.slug}/story.txt").content.decode()


def test_its_words_lie_sealed(fresh, at):
    yes(fresh.story, at, Reply.CHANGE, why="my cobalt kettle")
    row, answer = StoryText.objects.get(), StoryAnswer.objects.get()
    for box in (bytes(row.sealed), bytes(answer.why)):
        assert b"kestrel" not in box and b"kettle" not in box
    assert story_view(fresh.story).newest.why == "my cobalt kettle"
    name = settings.DATABASES["default"]["NAME"]
    if Path(str(name)).is_file():
        assert b"kestrel" not in Path(str(name)).read_bytes()


def test_other_words_need_a_new_yes_and_the_old_ones_stay_out_meanwhile(fresh, at):
    story = fresh.story
    sign(story, at)
    yes(story, at)
    word_anew(story=story, text=Words("Two weeks", "Pain.", Told.RETOLD, now="It is well."),
              by="user:1", at=at)  # fmt: skip
    assert [one.number for one in out_stories()] == [1]
    with pytest.raises(NotNow):
        yes(story, at, number=1)
    with pytest.raises(NotNow):
        sign(story, at, number=1)
    sign(story, at, number=2)
    assert [one.number for one in out_stories()] == [1]
    yes(story, at, Reply.NO, number=2)
    assert out_stories() == [], "a no to the newest words takes the older ones in as well"
    yes(story, at, number=2)
    assert [(one.number, one.text.title) for one in out_stories()] == [(2, "Two weeks")]


def test_nobody_signs_twice(fresh, at):
    with pytest.raises(NotNow, match="somebody else"):
        sign(fresh.story, at, "user:1", "user:1")


def test_a_teller_reads_it_back_says_yes_and_takes_it_back_with_their_code(client, fresh, at):
    story = fresh.story
    sign(story, at)
    assert "No story is kept" in typed(client, CODE).content.decode()
    page = typed(client, fresh.code)
    assert page.status_code == 200 and MARK in page.content.decode() and not client.cookies
    page = said(client, page, story, reply="yes")
    assert "You can change your mind" in page.content.decode() and len(out_stories()) == 1
    page = said(client, page, story, reply="change", why="Leave the bird out")
    assert out_stories() == []
    sure = said(client, page, story, reply="back")
    assert "Take it back for good?" in sure.content.decode() and StoryText.objects.count() == 1
    gone = said(client, sure, story, reply="back", sure="yes")
    assert "This is your receipt" in gone.content.decode() and story.slug in gone.content.decode()
    assert not StoryText.objects.exists() and not StoryAnswer.objects.exists()
    assert not StorySign.objects.exists() and story.participant not in holders(KEYS)
    found, files = everywhere(client, story)
    assert files == 0 and MARK not in words_in(found)
    assert client.get(f"/stories/{story.slug}/").status_code == 410
    assert typed(client, fresh.code).status_code == 422


def test_a_form_from_elsewhere_or_with_no_ticket_changes_nothing(client, fresh, at):
    elsewhere = client.post(
        "/stories/mine/say/", {"reply": "yes"}, HTTP_SEC_FETCH_SITE="cross-site"
    )
    assert elsewhere["Location"] == "/stories/mine/"
    assert client.post("/stories/mine/say/", {"ticket": "x"}, **HERE).status_code == 302
    page = typed(client, fresh.code)
    assert said(client, page, fresh.story, reply="perhaps").status_code == 422
    assert said(client, page, fresh.story, reply="yes", number=7).status_code == 422
    assert said(client, page, fresh.story, slug="another", reply="yes").status_code == 422
    assert not StoryAnswer.objects.exists()


def test_somebody_of_a_study_uses_their_own_code_and_leaves_with_all_they_said(
    client, told, organisation, at
):
    hold_a_code(told)
    person = told.person()
    fresh = begin_story(
        organisation=organisation.pk, teller=Teller.LIVED, text=TEXT, by="user:1", at=at,
        study=told.id, participant=person.pk,
    )  # fmt: skip
    assert fresh.code == "", "they hold one already"
    sign(fresh.story, at)
    page = said(client, typed(client, CODE), fresh.story, reply="yes")
    assert page.status_code == 200 and len(out_stories()) == 1
    held = {one.what: one for one in holdings_everywhere(person.pk)}
    assert held["stories of yours"].used_in == ("the page of stories",)
    assert any(MARK in one.words for one in record_everywhere(person.pk)["publish"])
    receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert receipt.removed["publish"]["stories of yours"] == 1
    found, files = everywhere(client, fresh.story)
    assert files == 0 and MARK not in words_in(found) and not StoryText.objects.exists()


def test_without_consent_to_be_published_there_is_no_story(told, organisation, agree, at):
    person = told.person()
    more = {"organisation": organisation.pk, "teller": Teller.LIVED, "text": TEXT, "by": "user:1",
            "at": at, "study": told.id, "participant": person.pk}  # fmt: skip
    fresh = begin_story(**more)
    sign(fresh.story, at)
    yes(fresh.story, at)
    assert len(out_stories()) == 1
    agree(person, {"publish": "no"})
    assert out_stories() == []
    with pytest.raises(NotNow, match="has not agreed"):
        begin_story(**more)


def test_words_of_an_interview_leave_as_quotes_and_never_as_a_story(told, organisation, at):
    text = Words("A bird", "Hospital.", Told.OWN, helped=f"Then {CANARY}, and I slept.")
    with pytest.raises(Copied):
        begin_story(organisation=organisation.pk, teller=Teller.PEER, text=text, by="user:1", at=at)
    assert not Story.objects.exists()


def test_no_sentence_of_findings_stands_on_a_story(told, draft, fresh, at):
    ready = read_draft(told.card, draft)
    claim = ready.claims.all[0].sentence.name
    to = Evidence(Kind.SOURCE, f"https://ours.example/stories/{fresh.story.slug}/", "A story")
    with pytest.raises(BadTie, match="proves nothing"):
        tie_claim(ready=ready, sentences=[claim], to=to, by="user:1", at=at)


def test_only_those_who_may_read_write_or_sign(
    client, organisation, worker, clinician, stranger, fresh
):
    add = f"/publish/stories/{organisation.pk}/add/"
    kept = f"/publish/stories/{fresh.story.pk}/"
    for who, status in ((worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(add).status_code == client.get(kept).status_code == status
        for act in ("sign/", "end/", "edit/"):
            assert client.post(f"{kept}{act}", {"number": 1}).status_code == status
    client.force_login(clinician)  # signs, and neither writes nor ends
    assert MARK in client.get(kept).content.decode()
    assert client.get(f"{kept}edit/").status_code == client.post(f"{kept}end/").status_code == 403
    client.post(f"{kept}sign/", {"number": 1})
    assert StorySign.objects.count() == 1


def test_the_team_writes_one_down_words_it_anew_and_ends_it(client, organisation, owner, colleague):
    add = f"/publish/stories/{organisation.pk}/add/"
    client.force_login(colleague)
    refused = unescape(client.post(add, FORM | {"now": "I took 3 grams."}).content.decode())
    assert "is an amount" in refused and not Story.objects.exists()
    assert "Give this code to the teller" in client.post(add, FORM).content.decode()
    story = Story.objects.get()
    kept = f"/publish/stories/{story.pk}/"
    assert MARK in client.get(f"{kept}edit/").content.decode()
    client.post(f"{kept}edit/", FORM | {"title": "Another week"})
    assert "Another week" in client.get("/publish/stories/").content.decode()
    assert client.post(f"{kept}end/").status_code == 403
    client.force_login(owner)
    client.post(f"{kept}end/")
    assert Story.objects.get().ended_on and not StoryText.objects.exists()
    assert "were taken back" in client.get(kept).content.decode()


def test_today_says_what_waits_without_a_word_of_it(client, owner, organisation, fresh, at):
    here = [organisation.pk]

    def waits(by):
        return [one.text for one in story_duties(signs=here, writes=here, by=by)]

    assert waits("user:1") == ["A story waits to be read and signed."]
    sign(fresh.story, at, "user:1")
    assert waits("user:1") == [] and len(waits("user:2")) == 1
    sign(fresh.story, at, "user:2")
    assert "has not read it back yet" in waits("user:1")[0]
    yes(fresh.story, at, Reply.CHANGE)
    assert "wants their story changed" in waits("user:1")[0]
    client.force_login(owner)
    today = client.get("/today/").content.decode()
    assert "wants their story changed" in today and "One good week" not in today
    yes(fresh.story, at)
    assert waits("user:1") == []


def test_a_bad_wording_is_refused_by_the_action_too(organisation, fresh, at):
    bad = Words("A week", "Pain.", Told.OWN, now="It was £20.")
    with pytest.raises(BadStory):
        word_anew(story=fresh.story, text=bad, by="user:1", at=at)
