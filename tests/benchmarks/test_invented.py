"""The invented study: the same seed gives the same study, and its passages are what they say."""

import pytest

from benchmarks.invented import SMALL, Size, invent, page_of


@pytest.fixture(scope="module")
def study():
    return invent(SMALL)


def test_the_same_seed_invents_the_same_study(study):
    assert invent(SMALL) == study
    assert invent(SMALL, seed=1) != study


def test_a_study_has_the_size_that_was_asked_for(study):
    *interviews, long = study.interviews
    assert len(interviews) == SMALL.interviews
    assert all(size_of(turns) >= SMALL.interview_bytes for turns in interviews)
    assert size_of(long) >= SMALL.long_bytes
    assert len(study.codes) == SMALL.themes * SMALL.codes_in_theme
    assert len(study.codings) == len(set(study.codings)) == SMALL.codings


def size_of(turns):
    return sum(len(turn.encode()) for turn in turns)


def test_a_turn_fits_into_one_segment(study):
    assert max(len(turn) for turns in study.interviews for turn in turns) < 4000


def test_passages_begin_and_end_at_words(study):
    for passage in (*study.codings, *study.fresh, *study.long_fresh):
        turns = study.interviews[passage.interview]
        before, after = turns[passage.first][: passage.start], turns[passage.last][passage.end :]
        assert before == "" or before.endswith(" ")
        assert after == "" or after.startswith(" ")
        assert study.words(passage)


def test_bytes_and_code_points_mean_the_same_words(study):
    for passage in (*study.codings, *study.long_fresh):
        start, end = study.in_bytes(passage)
        turns = study.interviews[passage.interview]
        cut = "".join(turns).encode()[start:end].decode()
        assert cut.replace(" ", "") == study.words(passage).replace(" ", "")


def test_new_passages_are_not_coded_yet(study):
    assert not set(study.codings) & {*study.fresh, *study.long_fresh}
    assert {passage.interview for passage in study.fresh} == {0}
    assert {passage.interview for passage in study.long_fresh} == {SMALL.interviews}


def test_themes_share_out_every_coding(study):
    counts = [len(study.in_theme(theme)) for theme in study.themes]
    assert sum(counts) == SMALL.codings
    assert counts == sorted(counts, reverse=True)


def test_too_many_passages_for_the_text_are_refused():
    tiny = Size(1, 200, 200, 1, 1, 5000, 0, 0, 1)
    with pytest.raises(ValueError, match="too short"):
        invent(tiny)


def test_a_page_holds_the_turns_with_their_signs_escaped():
    assert "<body><p>a &lt; b</p><p>“c”</p></body>" in page_of(("a < b", "“c”"))
