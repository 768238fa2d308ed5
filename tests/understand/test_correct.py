"""Words are corrected after names are out, and everything anchored on them moves along."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.core.vault.scratch import study_folder
from pennydrop.core.vault.sealing import seal
from pennydrop.rooms.understand.actions import correcting
from pennydrop.rooms.understand.actions.correcting import (
    NothingToCorrect,
    TooLong,
    correct_segment,
    hide_everywhere,
)
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.models import Code, Coding, Identifier, Lost, Memo, Piece
from pennydrop.rooms.understand.public.quotes import quote_card
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from pennydrop.rooms.understand.rules.anchors import moved_passage, moved_point
from pennydrop.rooms.understand.rules.deciding import BadSurrogate
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.quoting import Clarification, Words
from pennydrop.rooms.understand.rules.replacing import Replacement, differences, replace
from pennydrop.rooms.understand.rules.weighing import Ruling

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def code(study, at):
    return Code.objects.create(study=study.pk, name="Pain", by="user:1", at=at)


def coding(source, code, turn, words, at, by="user:1"):
    start, end = source.place(turn, words)
    return Coding.objects.create(text_id=source.id, code=code, start=start, end=end, by=by, at=at)


def covered(row):
    row.refresh_from_db()
    return passage(row.text_id, row.start, row.end)


def segment(source, turn):
    return next(s for s in segments_of(source.id) if s.order == turn)


def change(source, turn, old, new, at):
    opened = segment(source, turn)
    assert old in opened.text
    return correct_segment(
        segment=opened.id, text=opened.text.replace(old, new), by="user:1", at=at
    )


def test_codings_stay_on_their_words(interview, code, at):
    before = coding(interview, code, 1, "every half hour", at)
    after = coding(interview, code, 1, "burned like glass", at)
    other = coding(interview, code, 3, "start from the beginning", at)
    done = change(interview, 1, "all night, and it", "the whole of that long night, and it", at)
    assert covered(before) == "every half hour" and covered(after) == "burned like glass"
    assert covered(other) == "start from the beginning"
    assert (done.moved, done.lost) == (1, 0)


def test_an_end_inside_a_replacement_snaps_outward(interview, code, at):
    row = coding(interview, code, 1, "burned like gl", at)
    change(interview, 1, "glass", "razors", at)
    assert covered(row) == "burned like razors"


def test_a_coding_left_empty_waits_for_a_person(interview, code, at):
    row = coding(interview, code, 1, "all night", at)
    done = change(interview, 1, " all night,", "", at)
    lost = Lost.objects.get()
    assert done.lost == 1 and not Coding.objects.filter(pk=row.pk).exists()
    assert (lost.code_id, lost.by, lost.at) == (code.pk, "user:1", at)


def test_a_coding_over_several_turns_keeps_its_ends(interview, code, at):
    start, _ = interview.place(1, "So that was that")
    _, end = interview.place(3, "sorted it myself")
    row = Coding.objects.create(
        text_id=interview.id, code=code, start=start, end=end, by="user:1", at=at
    )
    change(interview, 1, "wanting pills", "after pills, he thought", at)
    change(interview, 2, "And after that?", "And then?", at)
    change(interview, 3, "After that I", "Then I", at)
    assert covered(row) == (
        "So that was that. I was a druggie after pills, he thought.\nAnd then?\n"
        "Then I sorted it myself"
    )


def test_two_codings_that_become_one_passage_are_one(interview, code, at):
    coding(interview, code, 1, "like glass", at)
    coding(interview, code, 1, "burned like glass", at)
    change(interview, 1, "it burned like", "it was", at)
    assert Coding.objects.count() == 1


def test_a_coding_may_move_to_where_another_stood(interview, code, at):
    opened = segment(interview, 1)
    for start in range(0, 40, 10):
        at_ = position(1, start)
        Coding.objects.create(
            text_id=interview.id, code=code, start=at_, end=at_ + 5, by="user:1", at=at
        )
    words = [passage(interview.id, c.start, c.end) for c in Coding.objects.order_by("pk")]
    correct_segment(segment=opened.id, text="0123456789" + opened.text, by="user:1", at=at)
    moved = [passage(interview.id, c.start, c.end) for c in Coding.objects.order_by("pk")]
    assert moved[1:] == words[1:] and moved[0].endswith(words[0])


def test_notes_move_too(interview, study, at):
    start, end = interview.place(1, "burned like glass")
    owner = interview.people["Ash"].pk
    memo = Memo(
        study=study.pk, text_id=interview.id, start=start, end=end, participant=owner,
        by="user:1", at=at,
    )  # fmt: skip
    memo.sealed = seal(
        "x", participant=owner, key="words", table="understand_memo", row=memo.pk, field="sealed"
    )
    memo.save()
    change(interview, 1, "I said I was up", "I was up", at)
    memo.refresh_from_db()
    assert passage(interview.id, memo.start, memo.end) == "burned like glass"


def test_a_quote_whose_words_changed_is_unsigned_again(interview, at):
    start, end = interview.place(1, "it burned like glass")
    _, far = interview.place(1, "how much are you taking")
    quote = make_quote(
        theme=None, source=interview.id, attribution="Interview",
        pieces=[Words(start, end), Clarification(end, "the pain"), Words(end + 1, far)],
        by="user:1", at=at,
    )  # fmt: skip
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    assert not quote_card(quote.pk).blocks
    change(interview, 1, "every half hour", "each half hour", at)
    assert not quote_card(quote.pk).blocks, "words outside the quote do not matter"
    change(interview, 1, "looks at the screen", "stares at the screen", at)
    card = quote_card(quote.pk)
    assert card.signed_by == () and any("changed" in line for line in card.blocks)
    assert "[the pain]" in card.words and "stares" in card.words


def test_a_quote_without_words_says_so(interview, at):
    start, end = interview.place(1, "every half hour")
    quote = make_quote(
        theme=None, source=interview.id, attribution="", pieces=[Words(start, end)],
        by="user:1", at=at,
    )  # fmt: skip
    change(interview, 1, " every half hour", "", at)
    assert not Piece.objects.exists()
    assert any("gone" in line for line in quote_card(quote.pk).blocks)


def test_hide_one_more_thing_everywhere(interview, make_text, study, at):
    other = make_text(study, "interview", [("Ash", "The Nurse said no, and [nurse 1] left.")])
    done = hide_everywhere(
        source=interview.id, ruling=Ruling("nurse", "person", "hide", "worker 3"),
        by="user:1", at=at,
    )  # fmt: skip
    assert done.places == 2
    assert "Same [worker 3] every time" in segment(interview, 3).text
    assert segment(other, 0).text == "The [worker 3] said no, and [nurse 1] left.\n"
    assert Identifier.objects.count() == 1


def test_hiding_what_is_not_there_or_hides_nothing_is_refused(interview, at):
    with pytest.raises(NothingToCorrect):
        hide_everywhere(
            source=interview.id, ruling=Ruling("Zebedee", "person", "hide", "friend 1"),
            by="user:1", at=at,
        )  # fmt: skip
    with pytest.raises(BadSurrogate):
        hide_everywhere(
            source=interview.id, ruling=Ruling("nurse", "person", "hide", "nurse 2"),
            by="user:1", at=at,
        )  # fmt: skip


def test_a_correction_must_change_something_and_fit(interview, at):
    opened = segment(interview, 1)
    with pytest.raises(NothingToCorrect):
        correct_segment(segment=opened.id, text=opened.text + "\r\n", by="user:1", at=at)
    with pytest.raises(TooLong):
        correct_segment(segment=opened.id, text="a " * 9000, by="user:1", at=at)


def test_the_index_and_rendered_pages_go(interview, study, at, django_capture_on_commit_callbacks):
    stale = study_folder(study.pk) / "index.sqlite3"
    stale.write_text("burned like glass")
    with django_capture_on_commit_callbacks(execute=True):
        change(interview, 1, "glass", "razors", at)
    assert not stale.exists()


def test_nothing_changes_when_it_cannot_be_recorded(interview, code, at, monkeypatch):
    row = coding(interview, code, 1, "burned like glass", at)
    monkeypatch.setattr(correcting, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change(interview, 1, "I said", "Once I said", at)
    assert covered(row) == "burned like glass"


TEXT = st.text(st.sampled_from("ab c🙂é.\n"), min_size=1, max_size=30)


@given(TEXT, TEXT, st.data())
def test_a_passage_that_no_edit_touches_keeps_its_words(old, new, data):
    """The pure rule, for a passage inside one segment and one that reaches over its ends."""
    edits = differences(old, new)
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    moved = moved_passage(
        position(2, start), position(2, end), order=2, length=len(old), edits=edits
    )
    if all(e.end <= start or e.start >= end for e in edits):
        assert moved is not None
        assert new[moved[0] - position(2, 0) : moved[1] - position(2, 0)] == old[start:end]
    wide = moved_passage(position(1, 3), position(2, end), order=2, length=len(old), edits=edits)
    assert wide is not None and wide[0] == position(1, 3)
    if all(e.start >= end for e in edits):
        assert wide[1] == position(2, end)
    assert 0 <= moved_point(position(2, start), order=2, edits=edits) - position(2, 0) <= len(new)


@given(TEXT, st.integers(0, 9), st.integers(0, 9))
def test_an_edit_elsewhere_moves_nothing(text, order, other):
    edits = [Replacement(0, len(text), "")]
    moved = moved_passage(
        position(order, 1), position(order, 4), order=other, length=len(text), edits=edits
    )
    if order != other:
        assert moved == (position(order, 1), position(order, 4))
    assert replace(text, edits) == ""


WORDS = st.lists(st.sampled_from(["pain", "nobody", "K", "🙂", "slept", "[friend 1]"]), max_size=5)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, 23), st.integers(0, 4), WORDS), max_size=4))
def test_after_any_corrections_untouched_codings_cut_the_same_words(make_text, study, at, edits):
    """In the database: single words are coded, runs of other words are replaced or removed."""
    tokens = [f"w{i}" for i in range(24)]
    source = make_text(study, "interview", [("Ash", " ".join(tokens))])
    code = Code.objects.create(study=study.pk, name="Any", by="user:1", at=at)
    rows = {
        token: coding(source, code, 0, token + tail, at)
        for token, tail in zip(tokens, [" "] * 23 + [""], strict=True)
    }
    touched: set[str] = set()
    now = tokens
    for at_, count, new in edits:
        touched |= set(now[at_ : at_ + count]) | set(now[max(at_ - 1, 0) : at_])
        edited = now[:at_] + new + now[at_ + count :]
        if edited != now and edited:
            correct_segment(
                segment=segment(source, 0).id, text=" ".join(edited), by="user:1", at=at
            )
            now = edited
    for token, row in rows.items():
        if token not in touched and token in now:
            assert covered(row).strip() == token
