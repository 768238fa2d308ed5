"""What sentences stand on: ties that stay, fall off, and lead nowhere."""

from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.publish.rules.claims import (
    FOUND_IN_STUDY,
    Claim,
    Evidence,
    Kind,
    Sentence,
    State,
    Tie,
    read_claims,
)

EVIDENCE = st.builds(Evidence, st.sampled_from(Kind), st.sampled_from("xyz"))
SENTENCES = st.lists(
    st.builds(
        Sentence, st.sampled_from("ab"), st.just(1), st.sampled_from("123"), st.just("Said.")
    ),
    unique_by=lambda one: one.name,
    max_size=6,
)
TIES = st.lists(
    st.builds(
        Tie, st.uuids().map(str), st.sampled_from("abc"), st.sampled_from("1234"), EVIDENCE,
        st.just("Said."), st.just("user:1"),
    ),
    max_size=10,
)  # fmt: skip
THERE = st.dictionaries(st.sampled_from(Kind), st.sets(st.sampled_from("xyz")))


@given(SENTENCES, TIES, THERE)
def test_every_tie_is_at_its_sentence_or_loose_or_waits_for_its_block(said, ties, there):
    claims = read_claims(said, ties, there)
    held = [tie for claim in claims.all for tie in claim.ties]
    blocks = {sentence.block for sentence in said}
    waits = [tie for tie in ties if tie.block not in blocks]
    found = [*held, *claims.loose, *waits]
    assert sorted(tie.id for tie in found) == sorted(tie.id for tie in ties)
    assert [claim.sentence for claim in claims.all] == said


@given(SENTENCES, TIES, THERE)
def test_a_sentence_has_evidence_only_while_the_evidence_is_there(said, ties, there):
    for claim in read_claims(said, ties, there).all:
        good = [
            tie.evidence
            for tie in claim.ties
            if tie.evidence.kind is not Kind.NONE
            and (
                tie.evidence.kind not in FOUND_IN_STUDY
                or tie.evidence.target in there.get(tie.evidence.kind, ())
            )
        ]
        assert (claim.state is State.TIED) == bool(good)
        assert list(claim.evidence) == good


@given(SENTENCES, TIES, THERE)
def test_the_count_at_the_top_adds_up(said, ties, there):
    claims = read_claims(said, ties, there)
    assert len(claims.counted) == claims.tied + len(claims.open)
    assert claims.said.startswith(f"{claims.tied} of {len(claims.counted)} ") or not claims.counted


def test_what_a_sentence_was_tied_to_and_is_gone_is_named():
    sentence = Sentence("a", 1, "1", "Said.")
    tie = Tie("t", "a", "1", Evidence(Kind.THEME, "x"), "Said.", "user:1")
    (claim,) = read_claims([sentence], [tie], {}).all
    assert (claim.state, claim.gone) == (State.GONE, {"t"})
    given_ = Sentence("a", 1, "1", "Said.", given=Evidence(Kind.METHOD))
    assert Claim(given_, ()).state is State.TIED
