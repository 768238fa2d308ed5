"""What looks rare is looked at before somebody signs."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.deidentify import NoSuchMention, decide_many
from pennydrop.rooms.understand.actions.looking import let_stay, look_over, put_instead
from pennydrop.rooms.understand.actions.names_out import NotLookedAt, sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals
from pennydrop.rooms.understand.models import RareLooked, Text
from pennydrop.rooms.understand.queries.rare import rare_of
from pennydrop.rooms.understand.rules.rare import COMBINATION, RULES, Said, rare_in
from pennydrop.rooms.understand.rules.weighing import Mention
from tests.growing import in_proportion
from tests.understand.deciding import read, result
from tests.understand.told import somebody, tell

db = pytest.mark.django_db(databases=["default", "keys"])
NEWS = "It was in the paper. They put my number plate in the paper."


def rules(text, *mentions):
    return {one.rule for one in rare_in([Said("a", text, mentions)])}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("My uncle was the last thatcher there.", "job"),
        ("Dad was a lifeboat man.", "job"),
        ("I worked on the lifeboat.", "job"),
        ("The lifeboat came for us.", "event"),
        ("She was the first woman doing it in the county.", "job"),
        ("It was all over the local paper.", "news"),
        ("It was all over the news.", "news"),
        ("It was in the papers.", "news"),
        ("They had something on the telly about it.", "news"),
        ("There was a bit on local radio about it.", "news"),
        ("it was all over Facebook", "news"),
        ("Then there was the inquest.", "news"),
        ("the video went viral", "news"),
        ("In the end my bladder was taken out.", "illness"),
        ("I'd had a cystectomy by then.", "illness"),
        ("There's only one other person in the country with it.", "illness"),
        ("Dad is a councillor.", "public"),
        ("I've got forty thousand odd followers.", "public"),
        ("That was after the house fire.", "event"),
        ("I won this big award for it", "event"),
        ("we were triplets", "family"),
        ("I've seven brothers.", "family"),
        ("he has a TATTOO of a heron", "mark"),
        ("they all call me Stilts", "mark"),
        ("I did the offshore course, welding.", "training"),
        ("I got my offshore ticket", "training"),
        ("She's on a farriery apprenticeship", "training"),
        ("my mate trained in glassblowing", "training"),
        ("I had a music scholarship", "training"),
        ("He works offshore.", "job"),
        ("Dad was a roustabout on the rigs.", "job"),
        ("I'm a wind turbine technician", "job"),
        ("My nan has Huntington's.", "illness"),
        ("I was born with one kidney.", "illness"),
        ("I was the youngest they'd ever seen on the ward", "illness"),
        ("The police did an appeal for witnesses, they appealed for witnesses.", "news"),
        ("He was jailed for nine years.", "news"),
        ("There was a reporter at the door", "news"),
        ("I'm the only Black boy on the corridor", "only"),
        ("We were the only family in the village that did", "only"),
        ("driving that pink van about", "mark"),
    ],
)
def test_what_few_people_could_say(text, rule):
    assert rules(text) == {rule}


@pytest.mark.parametrize(
    "text",
    [
        "I put it on paper for the nurse.",
        "I had two brothers and a cat.",
        "We took it in the van.",
        "It was the first time. In the end I stopped.",
        "My bladder hurt. I went out.",  # not across the end of a sentence
        "I was driving, and the news was bad.",
        "She broke the news to me. I heard the radio.",
        "I did a course at college, welding mostly.",
        "Stabbing pains, like. It felt like drowning.",
        "I'm the only person in the world who knows what that is.",
        "I was the only one who stayed. He was on the phone.",
        "I was in training for a run, and I dived in the sea.",
        "They put my name down for a trial shift.",
        "",
    ],
)
def test_what_many_people_could_say(text):
    assert rules(text) == set()


def found(text, words, label, state="undecided", surrogate=""):
    start = text.index(words)
    return Mention(start, start + len(words), words, label, state, surrogate)


def test_a_job_a_place_and_an_age_are_too_much_together():
    text = "I'm a welder from Swaffham. I'm 27."
    place, age = found(text, "Swaffham", "place"), found(text, "27", "age")
    assert rules(text, place, age) == {COMBINATION}
    assert rules(text, place) == rules(text, age) == set()
    hidden = found(text, "Swaffham", "place", "hide", "[town 1]")
    assert rules(text, hidden, age) == set()
    gone = found(text, "27", "age", "hide", "[left out]")
    assert rules(text, place, gone) == set()
    wide = found(text, "Swaffham", "place", "hide", "[small town in Norfolk]")
    banded = found(text, "27", "age", "hide", "[20s]")
    assert rules(text, wide, banded) == {COMBINATION}
    apart = [Said("a", text, [place]), Said("b", "I'm 27.", [Mention(4, 6, "27", "age", "keep")])]
    assert rare_in(apart) == []


def test_a_trade_without_a_name_for_who_does_it_counts_too():
    text = "I did welding at college. I'm from Swaffham, and 27."
    place, age = found(text, "Swaffham", "place"), found(text, "27", "age")
    assert rules(text, place, age) == {COMBINATION}
    assert rules("Amy's training to be a nurse, in Swaffham, at 27.", place, age) == set()


def test_what_stands_with_a_job_is_named():
    said = "I'm a welder.", "I live in Swaffham now.", "I'm 27."
    wide = found(said[1], "Swaffham", "place", "hide", "[small town in Norfolk]")
    turns = [Said("a", said[0]), Said("a", said[1], [wide]),
             Said("a", said[2], [found(said[2], "27", "age", "keep")])]  # fmt: skip
    (one,) = rare_in(turns)
    assert one.words == "i'm a welder"
    assert one.beside == ((1, "[small town in Norfolk]"), (2, "27"))


def test_an_offer_that_says_neither_where_nor_how_old_is_no_combination():
    text = "I'm a welder from Swaffham. I'm 27."
    place = found(text, "Swaffham", "place", "undecided", "[town 1]")
    assert rules(text, place, found(text, "27", "age")) == set()


def test_what_is_hidden_is_no_longer_rare():
    text = "He has a tattoo."
    assert rules(text, found(text, "tattoo", "", "hide", "[left out]")) == set()
    assert rules(text, found(text, "tattoo", "", "keep")) == {"mark"}


def test_a_job_that_the_finder_points_to_as_well_is_there_once():
    text = "He was a lifeboat man."
    (one,) = rare_in([Said("a", text, [found(text, "lifeboat", "job")])])
    assert one.words == "lifeboat man"


WORDS = st.lists(
    st.sampled_from(
        "in the paper only woman first bladder removed won award seven brothers my . ! ’ \n 🙂 "
        "i'm a welder played for england ǆ İ tattoo lost leg ' '".split(" ")
    ),
    max_size=40,
).map(" ".join)


@given(st.one_of(WORDS, st.text(max_size=80)))
def test_it_answers_to_anything_with_places_in_the_text(text):
    for one in rare_in([Said("a", text)]):
        assert 0 <= one.start < one.end <= len(text) and one.rule in RULES


@pytest.mark.parametrize(
    "unit",
    ["only first woman ", "i'm ", "x", "'’", "won it and then ", "the the the ", "\u0345\u00df"],
)
def test_ten_times_the_text_takes_about_ten_times_as_long(unit):
    assert in_proportion(
        lambda size: rare_in([Said("a", unit * (size // len(unit)))]), 20_000, times=10
    )


@pytest.fixture
def ash(study):
    return somebody(study)


@pytest.fixture
def source(study, ash):
    return tell(study, [(ash, NEWS), (ash, "That was all.")])


def things(source):
    return rare_of(read(source))


def first(source, rule):
    return next(one for one in things(source) if one.rule == rule)


@db
@pytest.mark.postgres
def test_signing_asks_that_each_was_looked_at(source, at):
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:1", at=at)
    with pytest.raises(NotLookedAt):
        sign_names_out(source=source.pk, by="user:1", at=at)
    news, plate = first(source, "news"), first(source, "mark")
    assert len(news.spots) == 2 and news.words == "in the paper"
    let_stay(source=source.pk, rule="news", at_place=news.at, outcome="left", by="user:1", at=at)
    with pytest.raises(NotLookedAt):
        sign_names_out(source=source.pk, by="user:1", at=at)
    put_instead(source=source.pk, rule="mark", at_place=plate.at, words="something of mine",
                by="user:1", at=at)  # fmt: skip
    assert result(source)[0].endswith("They put my [something of mine] in the paper.")
    sign_names_out(source=source.pk, by="user:1", at=at)
    assert Text.objects.count() == 1


@db
def test_it_can_be_looked_at_again(source, at):
    assert look_over(source=source.pk, by="user:1", at=at) == 2
    assert look_over(source=source.pk, by="user:1", at=at) == 0
    news = first(source, "news")
    assert news.outcome == "left"
    let_stay(source=source.pk, rule="news", at_place=news.at, outcome="", by="user:1", at=at)
    assert first(source, "news").outcome == "" and first(source, "mark").outcome == "left"
    with pytest.raises(NoSuchMention):
        let_stay(source=source.pk, rule="news", at_place="7-7", outcome="left", by="u", at=at)


@db
def test_it_goes_with_the_person_and_with_the_originals(study, ash, source, at):
    decide_many(source=source.pk, rulings=[], rest="keep", by="user:1", at=at)
    look_over(source=source.pk, by="user:1", at=at)
    sign_names_out(source=source.pk, by="user:1", at=at)
    destroy_originals(study=study.pk, by="user:1", at=at)
    assert not RareLooked.objects.exists()
    other = tell(study, [(somebody(study), NEWS)])
    look_over(source=other.pk, by="user:1", at=at)
    (who,) = set(RareLooked.objects.values_list("participant", flat=True))
    withdraw(participant=type(ash).objects.get(pk=who), asked="c", by="quiet", at=at)
    assert not RareLooked.objects.exists()


def address(source):
    return reverse("understand:review-rare", args=[source.pk])


@db
def test_one_press_leaves_it_and_the_page_counts(client, colleague, source):
    client.force_login(colleague)
    review = client.get(reverse("understand:review", args=[source.pk])).content.decode()
    assert "2 things look rare" in review
    page = client.get(address(source)).content.decode()
    assert "<b>2</b> still to look at" in page and "and 1 more like it" in page
    sent = {"rule": "news", "at": first(source, "news").at}
    client.post(address(source), {**sent, "do": "asked"})
    assert first(source, "news").outcome == "asked"
    assert "<b>1</b> still to look at" in client.get(address(source)).content.decode()
    client.post(address(source), {**sent, "do": "again"})
    assert first(source, "news").outcome == ""
    client.post(address(source), {**sent, "do": "instead", "words": "in public"})
    assert "in public" in result(source)[0]
    for bad in ({}, {"do": "burn", **sent}, {"do": "left", "rule": "news", "at": "x"}):
        assert client.post(address(source), bad).status_code == 302


@db
def test_the_page_says_what_stands_with_a_job(client, colleague, study, ash):
    told = tell(study, [(ash, "I'm a welder."), (ash, "I'm from Swaffham and I'm 27.")])
    client.force_login(colleague)
    page = client.get(address(told)).content.decode()
    assert "A job, and elsewhere in the same person’s words a place and an age" in page
    assert "“[market town in Norfolk]” (<a" in page and "“[20s]” (<a" in page
    assert page.count(">turn 2</a>") == 2


@db
@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_it_is_closed_to_others(client, request, source, who, status):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address(source)).status_code == status
    assert client.post(address(source), {"do": "left"}).status_code == status
