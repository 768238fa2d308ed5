"""Names are taken out: one decision changes every mention, and one person signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.audit.models import Event
from pennydrop.core.vault.keys import destroy
from pennydrop.rooms.listen.actions.participants import record_consent
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.public import original_segments, source_card
from pennydrop.rooms.understand.actions import deidentify
from pennydrop.rooms.understand.actions.deidentify import (
    AlreadySigned,
    NoSuchMention,
    Place,
    also_hide,
    decide,
    decide_many,
    decide_one,
    reopen,
)
from pennydrop.rooms.understand.actions.names_out import NotOpened, StillUndecided, sign_names_out
from pennydrop.rooms.understand.models import Identifier, OneMention, Segment, Text
from pennydrop.rooms.understand.queries.review import review_of, words_without_names
from pennydrop.rooms.understand.queries.suggesting import general_age
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.rules.deciding import AskedToHide, BadSurrogate
from pennydrop.rooms.understand.rules.identifiers import Span
from pennydrop.rooms.understand.rules.weighing import Ruling, weigh
from tests.understand.told import somebody, tell

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def hide(form, surrogate, label="person"):
    return Ruling(form, label, "hide", surrogate)


def keep(form, label="person"):
    return Ruling(form, label, "keep")


def read(source):
    return review_of(source_card(source.pk))


def result(source):
    return [words_without_names(row).rstrip("\n") for row in read(source).rows]


def place_of(source, words, turn=0):
    segment = original_segments(source.pk)[turn]
    start = segment.text.index(words)
    return Place(segment.id, start, start + len(words))


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def interview(study, ash):
    return tell(
        study,
        [
            (ash, "My mate Danny drove me to Norwich. Danny stayed all night."),
            (ash, "I rang danny again, he was on 07700 900123. I was 34 then."),
        ],
    )


def test_suggestions_wait_and_nothing_is_hidden_before_a_decision(interview):
    review = read(interview)
    assert {form.form for form in review.undecided} >= {"Danny", "Norwich", "07700 900123"}
    assert review.decided == 0 < review.found
    assert "Danny" in result(interview)[0]


def test_one_decision_changes_every_mention_of_it(interview, at):
    decide(source=interview.pk, ruling=hide("Danny", "friend 1"), by="user:1", at=at)
    first, second = result(interview)
    assert first.count("[friend 1]") == 2 and "[friend 1] again" in second
    assert "anny" not in first + second
    assert Event.objects.filter(what="understand.identifier.hidden").count() == 1


def test_it_changes_all_sources_of_that_person(study, ash, interview, at):
    other = tell(study, [(ash, "Danny says hello.")])
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert result(other) == ["[friend 1] says hello."]


def test_the_other_speakers_of_the_same_source_too(study, ash, at):
    bo, fac = somebody(study), somebody(study, staff=True)
    group = tell(
        study,
        [(fac, "Who knew Danny?"), (ash, "Danny was my friend."), (bo, "Danny? Yes.")],
        kind="focus_group",
    )
    decide(source=group.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert all("[friend 1]" in words and "Danny" not in words for words in result(group))
    assert Identifier.objects.count() == 3


def test_the_table_that_leads_back_is_sealed(interview, ash, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    row = Identifier.objects.get()
    assert b"Danny" not in bytes(row.form) and b"friend" not in bytes(row.surrogate)
    destroy([ash.pk], ["raw"])
    assert read(interview).rows == ()


def test_surrogates_are_numbered_and_never_taken_twice(study, ash, at):
    source = tell(study, [(ash, "Danny met Karen in Norwich.")])
    offered = {form.form: form.surrogate for form in read(source).forms}
    assert offered["Danny"] == "[person 1]" and offered["Karen"] == "[person 2]"
    decide(source=source.pk, ruling=hide("Karen", "[person 1]"), by="user:1", at=at)
    assert {f.form: f.surrogate for f in read(source).forms}["Danny"] == "[person 2]"


@pytest.mark.parametrize(
    ("age", "surrogate"),
    [("34", "[thirties]"), ("17", "[teens]"), ("21-year-old", "[twenties]"), ("no", "")],
)
def test_an_age_becomes_a_stretch_of_life(age, surrogate):
    assert general_age(age) == surrogate


@pytest.mark.parametrize("bad", ["", "  ", "Danny 1", "danny", "x" * 60])
def test_a_stand_in_must_be_there_and_hide(interview, at, bad):
    with pytest.raises(BadSurrogate):
        decide(source=interview.pk, ruling=hide("Danny", bad), by="user:1", at=at)
    assert not Identifier.objects.exists()


def test_one_mention_can_be_decided_alone(interview, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    decide_one(
        source=interview.pk, place=place_of(interview, "Danny"), decision="keep",
        by="user:1", at=at,
    )  # fmt: skip
    first = result(interview)[0]
    assert first.startswith("My mate Danny drove") and "[friend 1] stayed" in first


def test_undo_opens_the_question_again(interview, at):
    before = read(interview).decided
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    reopen(source=interview.pk, place=place_of(interview, "Danny"), by="user:1", at=at)
    assert read(interview).decided == before and not Identifier.objects.exists()


def test_words_on_the_persons_own_list_are_kept_only_on_purpose(study, at):
    person = somebody(study, hide=["the blue boat"])
    source = tell(study, [(person, "I lived on the blue boat. The Blue Boat was cold.")])
    asked = [form for form in read(source).undecided if form.mention.asked]
    assert len(asked) == 1 and asked[0].count == 2
    with pytest.raises(AskedToHide):
        decide(source=source.pk, ruling=keep("the blue boat"), by="user:1", at=at)
    with pytest.raises(AskedToHide):
        decide(source=source.pk, ruling=keep("blue"), by="user:1", at=at)
    with pytest.raises(AskedToHide):
        decide_one(
            source=source.pk, place=place_of(source, "blue boat"), decision="keep",
            by="user:1", at=at,
        )  # fmt: skip
    assert not Identifier.objects.exists() and not OneMention.objects.exists()
    decide(source=source.pk, ruling=keep("the blue boat"), confirmed=True, by="user:1", at=at)
    assert not read(source).undecided


def test_a_keep_from_before_the_list_does_not_outweigh_it():
    found = [Span(2, 5, "hidden", 1.0)]
    assert weigh("a Dan", found, [keep("Dan")])[0].state == "undecided"
    assert weigh("a Dan", found, [keep("Dan", "hidden")])[0].state == "keep"


def test_what_must_be_hidden_is_hidden_inside_what_may_stay():
    text = "at the Norwich Inn"
    found = [Span(7, 18, "organisation", 0.9)]
    kept = weigh(text, found, [keep("Norwich Inn"), hide("Norwich", "[town 1]")])
    assert ("Norwich", "hide") in {(m.text, m.state) for m in kept}


def test_a_longer_suggestion_waits_although_part_of_it_is_decided():
    found = [Span(0, 9, "person", 0.9)]
    mention = weigh("Dan Smith came", found, [hide("Dan", "[friend 1]")])[0]
    assert (mention.text, mention.state) == ("Dan Smith", "undecided")


WORD = st.sampled_from(["Dan", "dan", "Norwich", "Smith", "and", "🙂", "the", "inn", "—"])


@given(
    st.lists(WORD, max_size=12),
    st.lists(st.tuples(WORD, st.sampled_from(["hide", "keep"])), max_size=4),
    st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=4),
)
def test_mentions_never_overlap_and_a_hidden_form_never_shows(words, rulings, spans):
    text = " ".join(words) + "\n"
    found, reached = [], 0
    for start, length in sorted(spans):
        if start >= reached and start + length < len(text):
            found.append(Span(start, start + length, "person", 0.5))
            reached = start + length
    decided = {form: Ruling(form, "person", d, "[x]" if d == "hide" else "") for form, d in rulings}
    mentions = weigh(text, found, list(decided.values()))
    for before, after in zip(mentions, mentions[1:], strict=False):
        assert before.end <= after.start
    assert all(m.text == text[m.start : m.end] for m in mentions)
    if decided.get("Norwich") and decided["Norwich"].decision == "hide":
        covered = {i for m in mentions if m.state != "keep" for i in range(m.start, m.end)}
        at = text.find("Norwich")
        assert at < 0 or set(range(at, at + 7)) <= covered


def test_missed_words_can_be_hidden_everywhere_or_where_they_were_selected(study, ash, at):
    source = tell(study, [(ash, "the sunflower van came, our sunflower van. unsunflowered.")])
    times = also_hide(
        source=source.pk, ruling=hide("sunflower van", "van 1"), place=None, by="user:1", at=at
    )
    assert times == 2 and result(source)[0].count("[van 1]") == 2
    with pytest.raises(BadSurrogate, match="whole words"):
        also_hide(source=source.pk, ruling=hide("flower", "x"), place=None, by="user:1", at=at)
    also_hide(
        source=source.pk, ruling=hide("flowered", "x"), place=place_of(source, "flowered"),
        by="user:1", at=at,
    )  # fmt: skip
    assert result(source)[0].endswith("unsun[x].")


def test_signing_waits_for_every_decision_and_says_which(interview, at):
    with pytest.raises(StillUndecided, match="Norwich") as refused:
        sign_names_out(source=interview.pk, by="user:1", at=at)
    assert "Danny" in refused.value.forms
    assert not Text.objects.exists()


def test_after_signing_the_team_reads_words_without_names(interview, ash, at):
    decide_many(
        source=interview.pk, rulings=[hide("Danny", "friend 1"), hide("Norwich", "town 1")],
        rest="hide", by="user:1", at=at,
    )  # fmt: skip
    text = sign_names_out(source=interview.pk, by="user:1", at=at)
    words = [segment.text for segment in segments_of(text.pk)]
    assert words[0] == "My mate [friend 1] drove me to [town 1]. [friend 1] stayed all night.\n"
    assert "07700" not in words[1] and "[thirties]" in words[1]
    assert (text.signed_by, text.signed_at, text.title) == ("user:1", at, "Interview 1")
    assert [row.length for row in Segment.objects.order_by("order")] == [len(w) for w in words]
    with pytest.raises(AlreadySigned):
        decide(source=interview.pk, ruling=keep("Danny"), by="user:1", at=at)
    with pytest.raises(AlreadySigned):
        sign_names_out(source=interview.pk, by="user:2", at=at)


def test_a_later_decision_reaches_signed_texts_of_the_same_person(study, ash, interview, at):
    decide_many(source=interview.pk, rulings=[keep("Danny")], rest="hide", by="user:1", at=at)
    text = sign_names_out(source=interview.pk, by="user:1", at=at)
    other = tell(study, [(ash, "Danny again.")])
    decide(source=other.pk, ruling=hide("Danny", "[friend 7]"), by="user:1", at=at)
    assert "Danny" not in "".join(segment.text for segment in segments_of(text.pk))


def test_without_consent_to_analysis_a_source_stays_closed(study, at):
    person = somebody(study, consent={"take_part": "yes", "analyse": "no"})
    source = tell(study, [(person, "nothing to find here")])
    with pytest.raises(NotOpened, match="analyse"):
        sign_names_out(source=source.pk, by="user:1", at=at)
    assert not Text.objects.exists()


def test_only_those_who_agreed_are_opened_and_others_when_they_do(study, ash, at):
    silent, fac = somebody(study, consent={}), somebody(study, staff=True)
    source = tell(
        study,
        [(fac, "what helped?"), (ash, "sleep helped"), (silent, "nothing helped")],
        kind="focus_group",
    )
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    assert [s.text for s in segments_of(source.pk)] == ["what helped?\n", "sleep helped\n"]
    assert "P002" in read(source).left_out[0]
    record_consent(
        participant=silent, answers={"take_part": "yes", "analyse": "yes"}, sheet=None,
        how="paper", by="test", at=at,
    )  # fmt: skip
    sign_names_out(source=source.pk, by="user:1", at=at)
    assert [s.order for s in segments_of(source.pk)] == [0, 1, 2]


def test_nothing_is_kept_when_it_cannot_be_recorded(interview, at, monkeypatch):
    monkeypatch.setattr(deidentify, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    assert not Identifier.objects.exists()


def test_a_source_that_is_gone_cannot_be_decided_on(interview, ash, at):
    decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
    decide_one(
        source=interview.pk, place=place_of(interview, "Norwich"), decision="hide",
        surrogate="[town 4]", by="user:1", at=at,
    )  # fmt: skip
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert not Identifier.objects.exists() and not OneMention.objects.exists()
    with pytest.raises(NoSuchMention):
        decide(source=interview.pk, ruling=hide("Danny", "[friend 1]"), by="user:1", at=at)
