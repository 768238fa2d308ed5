"""Positions cannot drift: after any run of corrections a coding is on its words as they are now, or
is listed for a person; whatever the letters are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.understand.actions.codings import add_coding, remove_coding
from pennydrop.rooms.understand.actions.correcting import NothingToCorrect, correct_segment
from pennydrop.rooms.understand.actions.undo.undoing import CannotUndo, undo
from pennydrop.rooms.understand.models import Code, Coding, Lost, Undo
from pennydrop.rooms.understand.queries.codings import codings_with, passages
from pennydrop.rooms.understand.queries.texts import passage, segments_of
from pennydrop.rooms.understand.rules.letters import continues, whole_letters
from pennydrop.rooms.understand.rules.positions import position, split
from pennydrop.rooms.understand.rules.replacing import differences, replace

# A face with its colour, a family, two flags, marks on Latin and Devanagari, Hebrew and Arabic with
# points, a line end of two characters.
LETTERS = ["a", "é", "e\u0301", "🙂", "👩🏽\u200d⚕\ufe0f", "👨\u200d👩\u200d👧", "🇬🇧", "🇵🇱", "नि",
           "שָׁ", "لَ", "K", ".", "[friend 1]"]  # fmt: skip
ODD = st.lists(st.sampled_from([*LETTERS, " ", " ", "\r\n", "\n"]), max_size=24).map("".join)


@given(ODD, st.data())
def test_whole_letters_hold_the_passage_and_split_none(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    low, high = whole_letters(text, start, end)
    assert 0 <= low <= start <= end <= high <= len(text)
    assert not continues(text, low) and not continues(text, high)


@pytest.mark.parametrize("letter", [one for one in LETTERS if len(one) > 1 and one[0] != "["])
def test_nothing_divides_a_letter(letter):
    text = f"x{letter}y"
    inside = range(2, 1 + len(letter))
    assert [n for n in range(len(text) + 1) if continues(text, n)] == list(inside)


def test_flags_are_two_by_two_and_a_line_end_is_one():
    assert [n for n in range(6) if continues("🇬🇧🇵🇱", n)] == [1, 3]
    assert [n for n in range(5) if continues("a\r\nb", n)] == [2]


@given(ODD, ODD)
def test_a_correction_never_cuts_a_letter(old, new):
    edits = differences(old, new)
    assert replace(old, edits) == new
    for edit in edits:
        assert not continues(old, edit.start) and not continues(old, edit.end)


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "keys"])
def test_an_accent_that_is_put_in_belongs_to_the_coded_word(make_text, study, at):
    source = make_text(study, "interview", [("Ash", "In the cafe they knew.")])
    code = Code.objects.create(study=study.pk, name="Any", by="user:1", at=at)
    start, end = source.place(0, "cafe")
    row = add_coding(text=source.id, code=code.pk, start=start, end=end, by="user:1", at=at)
    (turn,) = segments_of(source.id)
    text = "In the cafe\u0301 they knew."
    correct_segment(segment=turn.id, text=text, by="user:1", at=at)
    row.refresh_from_db()
    assert passage(source.id, row.start, row.end) == "cafe\u0301"


@pytest.mark.postgres
@pytest.mark.django_db(databases=["default", "keys"])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(turns=st.lists(ODD.filter(str.strip), min_size=1, max_size=3), data=st.data())
def test_in_the_database_a_quote_is_its_passage_as_it_is_now(make_text, study, at, turns, data):
    """Codings, one of them removed; then corrections: each coding is inside the text, covers the
    words that the rule says, cuts no letter that it did not cut before, and none is forgotten."""
    source = make_text(study, "interview", [("Ash", words) for words in turns])
    code = Code.objects.create(study=study.pk, name="Any", by="user:1", at=at)
    rows = [draw_coding(data, source, code, at) for _ in range(3)]
    remove_coding(coding=rows[0].pk, by="user:1", at=at)
    made = len({(row.start, row.end) for row in rows} - {(rows[0].start, rows[0].end)})
    for _ in range(data.draw(st.integers(1, 3))):
        turn = data.draw(st.sampled_from(segments_of(source.id)))
        new = data.draw(ODD.filter(str.strip))
        try:
            correct_segment(segment=turn.id, text=new, by="user:2", at=at)
        except NothingToCorrect:
            continue
    try:
        undo(undo=Undo.objects.get(kind="coding.removed", on=str(rows[0].pk)).pk, by="user:1",
             at=at)  # fmt: skip
    except CannotUndo:
        assert not Coding.objects.filter(pk=rows[0].pk).exists()
    now = {one.order: one.text for one in segments_of(source.id)}
    for one in passages(study.pk, codings_with([code.pk])):
        (first, low), (last, high) = split(one.start), split(one.end)
        assert 0 <= low <= len(now[first]) and 0 <= high <= len(now[last])
        assert one.words == passage(source.id, one.start, one.end)
        assert not continues(now[first], low) and not continues(now[last], high)
    kept = Coding.objects.filter(code=code).count() + Lost.objects.filter(code=code).count()
    assert 1 <= kept <= made + 1


def draw_coding(data, source, code, at):
    """Somebody codes any whole letters of the text."""
    texts = {one.order: one.text for one in segments_of(source.id)}
    first = data.draw(st.sampled_from(sorted(texts)))
    last = data.draw(st.sampled_from([n for n in sorted(texts) if n >= first]))
    low = data.draw(st.integers(0, len(texts[first]) - 1))
    high = data.draw(st.integers(low + 1 if first == last else 1, len(texts[last])))
    while continues(texts[first], low):
        low -= 1
    while continues(texts[last], high):
        high += 1
    return add_coding(text=source.id, code=code.pk, start=position(first, low),
                      end=position(last, high), by="user:1", at=at)  # fmt: skip
