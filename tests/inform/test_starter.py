"""The claims and guides that ship: each reads, each sentence has its sources, and the words fit the
reader. Whether what they say is right is for the people who sign them."""

import datetime as dt
import re
from collections import Counter

import pytest

from pennydrop.core.documents.blocks import ClaimRef, Heading, Prose
from pennydrop.rooms.inform.rules.bodies import keys_in
from pennydrop.rooms.inform.rules.claims import ClaimText, Severity, Source, standing
from pennydrop.rooms.inform.rules.guides import Door, Reader
from pennydrop.rooms.inform.rules.pages import page_of
from pennydrop.rooms.inform.rules.starter.reading import (
    BadStarter,
    StarterGuide,
    read_claims,
    read_guide,
    starter_claims,
    starter_guides,
)
from pennydrop.rooms.inform.rules.words import avoided
from pennydrop.rooms.inform.rules.writing import BadClaim, check_claim
from pennydrop.rooms.publish.rules.reading import FEWEST_WORDS, reading_age

ASKED_FOR = {
    "k-hole",
    "something-scared-me",
    "using-now",
    "early-bladder-signs",
    "stopping",
    "pain-and-mixing",
    "k-cramps-liver",
    "mental-health",
    "partner-friends-use",
    "day-to-day",
    "driving-and-law",
    "young-people-schools",
    "nights-out-festivals",
    "friends-and-family",
}
FOR_WORK = {
    "first-responders",
    "emergency-departments",
    "gps",
    "nurses",
    "urology",
    "pharmacists",
    "residential-detox",
    "school-pack",
}
HARDEST_GUIDE = 11
HARDEST_SENTENCE = 13
CLAIMS = starter_claims()
GUIDES = {guide.head.slug: guide for guide in starter_guides()}
EVERY_GUIDE = pytest.mark.parametrize("guide", GUIDES.values(), ids=GUIDES)
_CALL = re.compile(r"\b(?:116 123|0\d{3} \d[\d ]{4,}\d|85258)\b")


def said(guide: StarterGuide) -> list[str]:
    """Everything that a reader of the guide meets, without the notes on sources."""
    texts = [guide.head.title, guide.head.summary]
    for block in guide.blocks:
        if isinstance(block, ClaimRef):
            texts.append(CLAIMS[block.claim_id].text)
        elif isinstance(block, Heading):
            texts.append(block.text)
        elif isinstance(block, Prose):
            texts.append(block.markdown)
    return texts


def age_of(text: str) -> int:
    """The reading age of a sentence that is too short to be measured once."""
    age = reading_age([text] * FEWEST_WORDS)
    assert age is not None
    return age


def for_anybody() -> set[str]:
    plain = (guide for guide in GUIDES.values() if guide.head.reader is Reader.ANYBODY)
    return {key for guide in plain for key in keys_in(guide.blocks)}


def test_each_guide_that_was_asked_for_is_there() -> None:
    assert set(GUIDES) == ASKED_FOR | FOR_WORK


def test_guides_for_work_say_so_and_no_other_does() -> None:
    work = {slug for slug, guide in GUIDES.items() if guide.head.door is Door.WORK}
    professional = {s for s, guide in GUIDES.items() if guide.head.reader is Reader.PROFESSIONAL}

    assert work == professional == FOR_WORK


def test_no_two_guides_stand_in_the_same_place() -> None:
    places = [guide.head.place for guide in GUIDES.values()]

    assert len(places) == len(set(places))


@EVERY_GUIDE
def test_a_guide_names_claims_that_exist_and_each_once(guide: StarterGuide) -> None:
    named = [block.claim_id for block in guide.blocks if isinstance(block, ClaimRef)]

    assert set(named) <= set(CLAIMS)
    assert [key for key, times in Counter(named).items() if times > 1] == []


def test_every_claim_is_used() -> None:
    used = {key for guide in GUIDES.values() for key in keys_in(guide.blocks)}

    assert sorted(set(CLAIMS) - used) == []


def test_each_claim_could_be_sent_for_signing() -> None:
    for claim in CLAIMS.values():
        check_claim(claim)
    assert [claim.key for claim in CLAIMS.values() if not claim.sources] == []


def test_claims_ship_unsigned() -> None:
    assert [claim.key for claim in CLAIMS.values() if claim.signed] == []


def test_a_disagreement_comes_with_a_note_for_the_reader() -> None:
    odd = [c.key for c in CLAIMS.values() if c.disagree != bool(c.conflict)]
    hurtful = [c.key for c in CLAIMS.values() if any(avoided(c.conflict))]

    assert (odd, hurtful) == ([], [])


def test_only_what_never_vanishes_sends_to_999_or_gives_a_number() -> None:
    urgent = [c for c in CLAIMS.values() if c.severity is Severity.NOW or _CALL.search(c.text)]

    assert len(urgent) > 20
    assert [claim.key for claim in urgent if not claim.kind.stays] == []


def test_no_sentence_stands_twice() -> None:
    texts = Counter(claim.text.casefold() for claim in CLAIMS.values())

    assert [text for text, times in texts.items() if times > 1] == []


def test_a_source_is_written_the_same_wherever_it_is_named() -> None:
    seen: dict[tuple[str, str], Source] = {}
    for claim in CLAIMS.values():
        for source in claim.sources:
            assert seen.setdefault((source.title, source.publisher), source) == source


@EVERY_GUIDE
def test_no_word_of_a_guide_hurts(guide: StarterGuide) -> None:
    assert [word for text in said(guide) for word in avoided(text)] == []


@EVERY_GUIDE
def test_a_guide_for_anybody_is_easy_to_read(guide: StarterGuide) -> None:
    age = reading_age(said(guide))

    assert age is not None
    assert age <= HARDEST_GUIDE or guide.head.reader is Reader.PROFESSIONAL


def test_no_sentence_for_anybody_is_hard() -> None:
    claims = [CLAIMS[key] for key in sorted(for_anybody())]
    sentences = [text for claim in claims for text in (claim.text, claim.conflict) if text]

    assert [text for text in sentences if age_of(text) > HARDEST_SENTENCE] == []


@EVERY_GUIDE
def test_unsigned_a_guide_still_says_what_to_do_in_an_emergency(guide: StarterGuide) -> None:
    today = dt.date(2026, 11, 22)
    page = page_of(guide.blocks, CLAIMS, lambda claim: standing(claim, today=today))

    assert not page.empty
    shown = [line for section in page.sections for part in section.parts for line in part.lines]
    assert all(line.claim.kind.stays for line in shown)
    for section in page.sections:
        assert section.parts, f"“{section.title}” leads to nothing"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Take 50 mg and wait.", "dose"),
        ("Addicts can get help.", "can hurt"),
    ],
)
def test_a_bad_sentence_would_be_found(text: str, why: str) -> None:
    with pytest.raises(BadClaim, match=why):
        check_claim(ClaimText("a-key", text, sources=(Source("A title", "A publisher"),)))


def test_a_file_with_a_slip_is_refused_by_name() -> None:
    with pytest.raises(BadStarter, match="slip.toml"):
        read_claims("slip.toml", '[[claim]]\nkey = "a"\ntext = "A."\nsources = ["nowhere"]\n')
    with pytest.raises(BadStarter, match="slip.toml"):
        read_guide("slip.toml", 'slug = "a"\ntitle = "A"\nsummary = "A."\ndoor = "Elsewhere"\n')
