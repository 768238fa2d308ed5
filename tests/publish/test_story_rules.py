"""What a story may say, and what it waits for. Nothing here touches a database."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.stories import (
    BadStory,
    Facts,
    Gap,
    Reply,
    StoryText,
    Told,
    check_story,
    gaps,
    pointers,
)

GOOD = StoryText(
    "One good week", "Pain, and a night in hospital.", Told.OWN,
    before="I thought nobody would believe me.",
    helped="A nurse sat down and asked what hurt. My sister came along.",
    now="Most nights I sleep. I still use at times, and it hurts less.",
)  # fmt: skip


def with_words(words):
    return StoryText(GOOD.title, GOOD.note, Told.OWN, helped=words)


def test_a_story_of_somebody_who_still_uses_is_a_story():
    check_story(GOOD, places=())
    assert [head for head, _ in GOOD.parts] == [
        "What was going on", "What helped", "How it is now"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        "I was on 3 g a day.", "It was two grams by then.", "I paid £40.", "Half an ounce went.",
        "I did four lines.", "About 500mg.", "I bought a gram.", "ten bags in a week",
    ],
)  # fmt: skip
def test_it_tells_no_amount(words):
    with pytest.raises(BadStory, match="is an amount"):
        check_story(with_words(words))


@pytest.mark.parametrize(
    "words",
    ["I waited 3 hours.", "Two friends came.", "I drew a line under it.", "I lost weight in 2024."],
)
def test_other_numbers_may_stand(words):
    check_story(with_words(words))


@pytest.mark.parametrize(
    "words",
    [
        "Turning Point were brilliant.", "The people at Marsh Lane saved my life.",
        "I can't thank Beacon House enough.", "In the end it was Beacon, an amazing place.",
    ],
)  # fmt: skip
def test_nobody_is_praised_by_name(words):
    with pytest.raises(BadStory, match="by name"):
        check_story(with_words(words))


@pytest.mark.parametrize(
    "words", ["The nurse was brilliant.", "My mum saved my life.", "On Monday it was wonderful."]
)
def test_praise_without_a_name_stays(words):
    check_story(with_words(words))


AGE, JOB, PLACE = "I was 24 then.", "I worked as a chef.", "It was in Cromer."


@given(st.permutations([AGE, JOB, PLACE]), st.integers(1, 3))
def test_a_place_a_job_and_an_age_never_stand_together(sentences, many):
    said = sentences[:many]
    places = ["Cromer"] if PLACE in said else []
    text = with_words(" ".join(said))
    assert len(pointers(text.words, places=places)) == many
    if many == 3:
        with pytest.raises(BadStory, match="together"):
            check_story(text, places=places)
    else:
        check_story(text, places=places)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (StoryText("", "Pain.", Told.OWN, now="Better."), "title"),
        (StoryText("A week", " ", Told.OWN, now="Better."), "hard to read"),
        (StoryText("A week", "Pain.", Told.OWN, now="  "), "at least one"),
        (StoryText("A week", "Pain.", Told.OWN, now="a " * 4000), "at most"),
    ],
)
def test_what_is_missing_or_too_long_is_said(text, why):
    with pytest.raises(BadStory, match=why):
        check_story(text)


def test_it_is_out_only_with_a_yes_two_signatures_and_consent():
    """Every combination there is."""
    every = itertools.product(
        (True, False), (True, False), (None, *Reply), ((), ("a",), ("a", "a"), ("a", "b"))
    )
    out = [facts for facts in (Facts(*one) for one in every) if not gaps(facts)]
    assert out == [Facts(True, True, Reply.YES, ("a", "b"))]


def test_what_keeps_it_in_is_named():
    assert gaps(Facts(True, True, None, ("a",))) == (Gap.YES, Gap.SIGNED)
    assert gaps(Facts(True, True, Reply.CHANGE, ("a", "b"))) == (Gap.CHANGE,)
