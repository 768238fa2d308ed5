"""Easy read: who may read what in easy words, on which day, and what stands in their place."""

import datetime as dt
from functools import partial

import pytest

from pennydrop.core.documents.blocks import ClaimRef, Heading
from pennydrop.core.documents.drawings import DRAWINGS
from pennydrop.rooms.inform.rules.claims import ClaimText, Kind, Severity, Side, Signed, standing
from pennydrop.rooms.inform.rules.doors import DOORS
from pennydrop.rooms.inform.rules.easy import (
    BadEasy,
    EasyGap,
    EasyLine,
    EasyWords,
    check_easy,
    easy_gaps,
    easy_page,
    read_easy,
    write_easy,
)
from pennydrop.rooms.inform.rules.glossary import GLOSSARY
from pennydrop.rooms.inform.rules.pages import page_of
from pennydrop.rooms.inform.rules.starter.reading import starter_claims, starter_guides
from pennydrop.rooms.inform.rules.starter.wording import starter_easy
from pennydrop.rooms.inform.rules.writing import hurtful
from pennydrop.rooms.publish.rules.reading import reading_age
from tests.inform.conftest import SOURCE

TODAY = dt.date(2027, 1, 5)
CLAIM = ClaimText("rest", "Less often is easier on your bladder.", sources=(SOURCE,))
CALL = ClaimText("call", "Talk to us on 116 123.", kind=Kind.HELPLINE, sources=(SOURCE,))
EASY = "less: Use it less often."
IN_EASY = ["something-scared-me", "using-now", "stopping", "early-bladder-signs", "k-hole",
           "friends-and-family", "day-to-day"]  # fmt: skip


def signed(*sides, days=30):
    return tuple(Signed(side, "nurse", TODAY, TODAY + dt.timedelta(days)) for side in sides)


def shown(claim, words, day=0, **how):
    today = TODAY + dt.timedelta(day)
    page = page_of((Heading(2, "Rest"), ClaimRef(claim.key)), {claim.key: claim},
                   partial(standing, today=today))  # fmt: skip
    return easy_page(page, {claim.key: words} if words else {}, today=today, **how)


def told(page):
    return [line.text for idea in page.ideas for line in idea.lines]


@pytest.mark.parametrize("own", [(), (Side.LIVED,), tuple(Side)])
@pytest.mark.parametrize("easy", [(), (Side.CLINICAL,), tuple(Side)])
@pytest.mark.parametrize("day", [0, 30, 31])
def test_easy_words_show_while_the_claim_may_be_shown_and_they_are_signed_too(own, easy, day):
    claim = ClaimText(CLAIM.key, CLAIM.text, sources=CLAIM.sources, signed=signed(*own, days=60))
    page = shown(claim, EasyWords(read_easy(EASY).lines, signed(*easy)), day)
    may = own == easy == tuple(Side) and day <= 30
    assert told(page) == (["Use it less often."] if may else [])


@pytest.mark.parametrize("easy", [None, (), tuple(Side)])
def test_a_number_to_call_stays_in_its_own_words_until_the_easy_ones_are_signed(easy):
    words = None if easy is None else EasyWords(read_easy("call: Call 116 123.").lines,
                                                signed(*easy))  # fmt: skip
    page = shown(CALL, words)
    assert told(page) == (["Call 116 123."] if easy else ["Talk to us on 116 123."])
    assert page.ideas[0].own is not bool(easy) and page.unsound
    assert [call.href for call in page.ideas[0].lines[0].calls] == ["tel:116123"]


def test_drafts_show_everything_that_the_page_shows():
    claim = ClaimText(CLAIM.key, CLAIM.text, sources=CLAIM.sources, signed=signed(*Side))
    assert told(shown(claim, read_easy(EASY), drafts=True)) == ["Use it less often."]
    assert shown(CLAIM, read_easy(EASY), drafts=True).ideas == (), "its claim is not on the page"


def test_what_is_missing_is_said():
    assert easy_gaps(None, today=TODAY) == (EasyGap.NONE,)
    one = EasyWords(read_easy(EASY).lines, signed(Side.LIVED, days=-1))
    assert easy_gaps(one, today=TODAY) == (EasyGap.CLINICAL, EasyGap.OVERDUE)
    assert easy_gaps(EasyWords(one.lines, signed(*Side)), today=TODAY) == ()


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "one to 6"),
        ("\n".join([EASY] * 7), "one to 6"),
        ("unicorn: Use less.", "no picture"),
        ("less: " + "so " * 15 + "easy.", "16 words"),
        ("less: Use less. Rest more.", "one sentence"),
        ("less: Use less", "one sentence"),
        ("less: Take 50 mg.", "dose|does not stand"),
        ("call: Call 116 132.", "116132"),
        ("call: Call us.", "says? 116123|names 116123"),
        ("people: Addicts can call 116 123.", "can hurt"),
    ],
)
def test_words_that_are_not_easy_or_not_the_claims_are_refused(written, why):
    with pytest.raises(BadEasy, match=why):
        check_easy(read_easy(written), CALL)


def test_a_line_without_a_picture_is_refused_with_its_number():
    with pytest.raises(BadEasy, match="Line 2"):
        read_easy("call: Call 116 123.\nCall now.")
    lines = (EasyLine("call", "Call: now."), EasyLine("help", "Rest."))
    assert read_easy(write_easy(lines)).lines == lines


def test_each_guide_asked_for_and_each_door_ships_wholly_in_easy_words():
    easy, guides = starter_easy(), {guide.head.slug: guide for guide in starter_guides()}
    for slug in IN_EASY:
        named = {b.claim_id for b in guides[slug].blocks if isinstance(b, ClaimRef)}
        assert named <= easy.keys(), slug
    assert {key for door in DOORS for key in door.keys} <= easy.keys()
    assert not any(words.signed for words in easy.values())


def test_what_ships_is_easier_to_read_than_the_claims_and_shows_what_helps():
    easy, claims = starter_easy(), starter_claims()
    said = [line.text for words in easy.values() for line in words.lines]
    age = reading_age(said)
    assert age is not None and age <= 9
    assert age <= reading_age([claims[key].text for key in easy])
    urgent = [key for key in easy if claims[key].severity is Severity.NOW and "999" in
              claims[key].text]  # fmt: skip
    assert urgent and all(
        any(line.picture == "ambulance" for line in easy[key].lines) for key in urgent
    )


def test_every_picture_says_what_it_shows():
    assert all(name.isalpha() and said.strip() for name, said in DRAWINGS.items())
    assert len(set(DRAWINGS.values())) == len(DRAWINGS)


def test_a_hard_word_is_explained_where_it_first_stands_and_only_there():
    claims = {
        key: ClaimText(key, text, kind=Kind.EMERGENCY, sources=(SOURCE,))
        for key, text in (("a", "Do not mix opioids and GHB."), ("b", "An opioid is strong."))
    }
    judge = partial(standing, today=TODAY)
    blocks = (ClaimRef("a"), ClaimRef("b"))
    lines = page_of(blocks, claims, judge).sections[0].parts[0].lines
    assert [[term.word for term in line.terms] for line in lines] == [["opioids", "GHB"], []]
    plain = page_of(blocks, claims, judge, explain=False).sections[0].parts[0].lines
    assert not any(line.terms for line in plain)
    easy = easy_page(page_of(blocks, claims, judge), {}, today=TODAY)
    assert [len(idea.terms) for idea in easy.ideas] == [2, 0]


def test_what_a_word_means_is_no_advice_and_easy_itself():
    assert not any(list(hurtful(term.means)) for term in GLOSSARY)
    assert len({term.word for term in GLOSSARY}) == len(GLOSSARY)
    assert all(term.pattern.search(term.word) for term in GLOSSARY)
