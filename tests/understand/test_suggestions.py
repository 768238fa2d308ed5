"""Suggested codes: learnt on this machine from the codings, one person decides on each."""

import sqlite3
import time
from types import SimpleNamespace

import pytest
from django.urls import reverse

from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import BadPassage, add_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.suggesting import (
    accept_suggestion,
    decline_suggestion,
    learn_anew,
    switch_suggestions,
)
from pennydrop.rooms.understand.models import Coding, Declined, Segment
from pennydrop.rooms.understand.queries import meaning_engine
from pennydrop.rooms.understand.queries.near import near
from pennydrop.rooms.understand.queries.placed import behind, is_learning, placed
from pennydrop.rooms.understand.queries.suggestions import learnt_now, suggests
from tests.understand.suggesting import DOUBT, NEW_DOUBT, NEW_OTHER, NEW_PAIN, OTHER, PAIN

READER = "user:1"
pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]


@pytest.fixture
def codes(study, at):
    return {
        name: make_code(study=study.pk, name=name, by="user:1", at=at).pk
        for name in ("Pain", "Not believed")
    }


@pytest.fixture
def coded(study, make_text, codes, at):
    """A focus group in which everything was coded that is about pain or about doubt."""
    told = [line for three in zip(PAIN, DOUBT, OTHER, strict=True) for line in three]
    text = make_text(
        study, "focus_group", [("Ash" if n % 2 else "Bo", x) for n, x in enumerate(told)]
    )
    for turn, line in enumerate(told):
        which = "Pain" if line in PAIN else "Not believed" if line in DOUBT else ""
        if which:
            start, end = text.place(turn, line)
            add_coding(text=text.id, code=codes[which], start=start, end=end, by="user:1", at=at)
    return text


@pytest.fixture
def fresh(study, make_text):
    """An interview nobody has coded."""
    lines = [NEW_PAIN, NEW_OTHER, NEW_DOUBT]
    return make_text(study, "interview", [("Cal", line) for line in lines])


@pytest.fixture
def learnt(study, coded, fresh, at):
    learn_anew(study=study.pk, at=at)
    return learnt_now(study.pk, reader=READER)


def offered(study):
    """Path of the code -> the words it is suggested for, likeliest first."""
    found = {}
    number = 0
    while (
        (now := learnt_now(study.pk, reader=READER, skip=number))
        and now.first
        and number < now.waiting
    ):
        found.setdefault(now.first.path, []).append(now.first.words)
        number += 1
    return found


def test_what_is_like_the_coded_passages_is_suggested_with_the_reason(study, learnt, codes):
    found = offered(study)
    assert found["Pain"][0] == NEW_PAIN
    assert found["Not believed"][0] == NEW_DOUBT
    assert NEW_OTHER not in [words for some in found.values() for words in some]
    reasons = {near.passage.words for near in learnt.first.like}
    assert reasons and reasons <= {*PAIN, *DOUBT}
    assert all(near.codes == (learnt.first.code,) for near in learnt.first.like)
    assert {one.path: one.right >= 5 for one in learnt.codes} == {
        "Pain": True,
        "Not believed": True,
    }
    assert not Coding.objects.exclude(by="user:1").exists()  # nothing is applied by itself


def test_a_yes_codes_the_passage_and_a_no_is_learnt_from(study, learnt, fresh, codes, at):
    one = learnt.first
    accept_suggestion(
        text=one.source, code=one.code, start=one.start, end=one.end, by="user:2", at=at
    )
    assert Coding.objects.filter(by="user:2", code=one.code, start=one.start).count() == 1
    other = learnt_now(study.pk, reader=READER).first
    assert (other.code, other.start) != (one.code, one.start)
    decline_suggestion(
        study=study.pk, text=other.source, code=other.code, start=other.start, end=other.end,
        by="user:2", at=at,
    )  # fmt: skip
    assert other.words not in offered(study).get(other.path, [])
    learn_anew(study=study.pk, at=at)
    assert other.words not in offered(study).get(other.path, [])


def test_a_no_holds_for_the_words_that_were_read(study, learnt, fresh, at):
    segment = Segment.objects.get(text=fresh.id, order=0)
    one = next(
        now.first
        for number in range(learnt.waiting)
        if (now := learnt_now(study.pk, reader=READER, skip=number)).first.words == NEW_PAIN
    )
    decline_suggestion(
        study=study.pk, text=one.source, code=one.code, start=one.start, end=one.end, by="user:2",
        at=at,
    )  # fmt: skip
    correct_segment(segment=segment.pk, text=NEW_PAIN.replace("wee", "pee"), by="user:1", at=at)
    assert NEW_PAIN not in offered(study).get("Pain", [])  # old words are never shown
    learn_anew(study=study.pk, at=at)
    assert NEW_PAIN.replace("wee", "pee") in offered(study)["Pain"]


@pytest.mark.parametrize(
    ("start", "end"), [(0, 0), (50, 40), (-5, 10), (65536 * 40, 65536 * 40 + 5)]
)
def test_a_no_to_words_that_are_not_there_is_refused(study, learnt, fresh, codes, at, start, end):
    with pytest.raises(BadPassage):
        decline_suggestion(
            study=study.pk, text=fresh.id, code=codes["Pain"], start=start, end=end, by="user:2",
            at=at,
        )  # fmt: skip
    assert not Declined.objects.exists()


def test_a_source_that_nobody_coded_is_offered_to_read_next(learnt, fresh):
    assert [one.source for one in learnt.reading] == [fresh.id]


def test_words_taken_back_leave_no_trace_in_the_model(study, learnt, fresh, at):
    person = fresh.people["Cal"]
    gone = {
        row.hex
        for row in Segment.objects.filter(participant=person.pk).values_list("pk", flat=True)
    }
    withdraw(participant=person, asked="with the code", by="quiet", at=at)
    assert not (study_folder(study.pk) / "placed.sqlite3").exists()
    assert learnt_now(study.pk, reader=READER) is None
    learn_anew(study=study.pk, at=at)
    with sqlite3.connect(study_folder(study.pk) / "placed.sqlite3") as file:
        held = {row for (row,) in file.execute("SELECT segment FROM stretches")}
    assert held and not held & gone


def test_whoever_no_longer_agrees_is_neither_read_nor_shown(study, learnt, fresh, agree):
    agree(fresh.people["Cal"], {"analyse": "no"})
    assert NEW_PAIN not in [words for some in offered(study).values() for words in some]
    assert {one.place.source for one in placed(study.pk)} == {
        row.hex for row in Segment.objects.exclude(text=fresh.id).values_list("text", flat=True)
    }


def test_only_what_is_new_is_placed_again(study, learnt, make_text, at, monkeypatch):
    make_text(study, "interview", [("Dee", "The tablets helped the pain a little, at first.")])
    assert behind(study.pk).left == 1
    asked = []
    vectors = meaning_engine.Engine.vectors
    monkeypatch.setattr(
        meaning_engine.Engine,
        "vectors",
        lambda self, texts: asked.extend(texts) or vectors(self, texts),
    )
    learn_anew(study=study.pk, at=at)
    assert asked == ["The tablets helped the pain a little, at first."]
    assert behind(study.pk).left == 0


def test_search_by_meaning_finds_other_words(study, learnt):
    found = [one.words for one in near(study.pk, "agony when urinating", reader=READER, most=5)]
    assert len(set(found) & {*PAIN, NEW_PAIN}) >= 4
    assert near(study.pk, "  ", reader=READER) == []


# --- the page -----------------------------------------------------------------------------------


def page(client, study, **more):
    return client.get(reverse("understand:suggestions", args=[study.pk]), more)


def test_the_page_asks_and_takes_an_answer(client, colleague, study, learnt):
    client.force_login(colleague)
    shown = page(client, study)
    assert learnt.first.words in shown.content.decode().replace("&#x27;", "'")
    one = learnt.first
    sent = {"text": one.source, "code": one.code, "start": one.start, "end": one.end}
    address = reverse("understand:suggestion-answer", args=[study.pk])
    assert client.post(address, {**sent, "fits": "yes"}).status_code == 302
    assert Coding.objects.filter(start=one.start, text=one.source, code=one.code).exists()
    two = learnt_now(study.pk, reader=READER).first
    sent = {"text": two.source, "code": two.code, "start": two.start, "end": two.end}
    client.post(address, {**sent, "fits": "no"})
    assert Declined.objects.count() == 1
    assert client.post(address, {**sent, "text": "nonsense"}).status_code == 404


def test_strangers_find_nothing(client, stranger, study):
    client.force_login(stranger)
    assert page(client, study).status_code in (403, 404)


def test_a_reflexive_study_has_none_unless_the_team_decides(client, owner, colleague, study, at):
    type(study).objects.filter(pk=study.pk).update(approach="reflexive thematic")
    assert not suggests(study.pk)
    client.force_login(colleague)
    assert page(client, study).status_code == 404
    client.force_login(owner)
    assert "reflexive" in page(client, study).content.decode()
    client.post(reverse("understand:suggestions-switch", args=[study.pk]), {"on": "yes"})
    assert suggests(study.pk)
    client.force_login(colleague)
    assert page(client, study).status_code == 200
    refused = client.post(reverse("understand:suggestions-switch", args=[study.pk]), {"on": "no"})
    assert refused.status_code == 403 and suggests(study.pk)
    switch_suggestions(study=study.pk, on=False, by="user:1", at=at)
    assert not suggests(study.pk)


def test_without_the_optional_part_the_page_says_how_to_add_it(
    client, colleague, study, monkeypatch
):
    monkeypatch.setattr("pennydrop.rooms.understand.views.suggesting.can_place", lambda: False)
    client.force_login(colleague)
    assert "pip install" in page(client, study).content.decode()


def test_the_page_says_while_it_learns(client, colleague, study, monkeypatch):
    waits = SimpleNamespace(enqueue=lambda study: None)
    monkeypatch.setattr("pennydrop.rooms.understand.tasks.learn_suggestions", waits)
    client.force_login(colleague)
    client.post(reverse("understand:suggestions-learn", args=[study.pk]))
    shown = page(client, study).content.decode()
    assert "learning now" in shown and "Learn from the codings" not in shown
    at = time.time()
    assert is_learning(study.pk, now=at) and not is_learning(study.pk, now=at + 4000)


def test_learning_is_asked_for_on_the_page(client, colleague, study, coded, fresh):
    client.force_login(colleague)
    shown = page(client, study).content.decode()
    assert "Nothing has been learnt yet" in shown and "There are codings to learn from" in shown
    client.post(reverse("understand:suggestions-learn", args=[study.pk]))
    assert learnt_now(study.pk, reader=READER).waiting and not is_learning(
        study.pk, now=time.time()
    )
