"""Words cut into pieces, texts cut into stretches, and what codings teach."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.rules.meaning import (
    FEWEST,
    LONGEST,
    MOST,
    Lesson,
    Place,
    Taught,
    lessons,
    pieces,
    stretches,
)


# Numbers as the model's own tokenizer gives them (Hugging Face tokenizers 0.23).
@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("They didn't believe me.", [2027, 2134, 1005, 1056, 2903, 2033, 1012]),
        (
            "Ketamine bladder: 40 times a night",
            [17710, 15464, 3170, 24176, 1024, 2871, 2335, 1037, 2305],
        ),
        ("naïve café — ok", [15743, 7668, 1517, 7929]),
        ("[friend 1] said “no”", [1031, 2767, 1015, 1033, 2056, 1523, 2053, 1524]),
        ("🙂 x", [100, 1060]),
        ("中文", [1746, 1861]),
        ("unaffable", [14477, 20961, 3468]),
        ("", []),
    ],
)
def test_words_are_cut_as_the_model_was_taught(text, numbers):
    assert pieces(text) == [101, *numbers, 102]


@given(st.text(max_size=600))
def test_any_text_has_pieces_and_not_too_many(text):
    found = pieces(text)
    assert (found[0], found[-1]) == (101, 102)
    assert 2 <= len(found) <= MOST


def test_a_turn_is_cut_where_sentences_end():
    text = (
        "I was up all night, every half hour, and it burned like glass. Nobody asked. "
        "Then the nurse rang round until somebody listened, and I cried on the phone to her."
    )
    assert [text[low:high] for low, high in stretches(text)] == [
        "I was up all night, every half hour, and it burned like glass.",
        "Nobody asked. Then the nurse rang round until somebody listened, and I cried on the "
        "phone to her.",
    ]


@given(
    st.lists(st.sampled_from(["ow", "no.", "I said!", "\n", "🙂", "e\u0301", "word " * 70, "…"]))
)
def test_stretches_hold_every_word_once_and_none_is_too_long(parts):
    text = " ".join(parts)
    found = stretches(text)
    words = [word for low, high in found for word in text[low:high].split()]
    assert words == text.split()
    assert all(len(text[low:high].split()) <= LONGEST for low, high in found)
    assert all(a[1] <= b[0] for a, b in zip(found, found[1:], strict=False))
    assert all(text[low:high] == text[low:high].strip() for low, high in found)


def test_a_lesson_needs_enough_and_silence_says_no_only_where_somebody_read():
    held = {n: Place("a", 100 * n, 100 * n + 90) for n in range(1, 9)}
    held |= {n: Place("b", 100 * n, 100 * n + 90) for n in range(11, 14)}
    half = [Taught("pain", Place("a", 100 * n + 40, 100 * n + 90)) for n in range(1, FEWEST)]
    assert lessons(held, half) == []
    inside = Taught("pain", Place("a", 610, 620))  # a few words of a stretch
    touching = Taught("pain", Place("a", 180, 210))  # the end of one and little of the next
    assert lessons(held, [*half, inside, touching]) == [
        # 7 and 8 come after the last coding: nobody has read so far. Nobody opened b.
        Lesson("pain", has=(1, 2, 3, 4, 6), has_not=(5,))
    ]
    refused = Taught("pain", held[12], fits=False)
    assert lessons(held, [*half, inside, refused])[0].has_not == (5, 12)


def test_saying_that_a_code_does_not_fit_is_overruled_by_coding():
    held = {n: Place("a", 100 * n, 100 * n + 90) for n in range(1, 7)}
    coded = [Taught("pain", held[n]) for n in range(1, 6)]
    (lesson,) = lessons(held, [*coded, Taught("pain", held[1], fits=False)])
    assert lesson == Lesson("pain", has=(1, 2, 3, 4, 5), has_not=())
    moved = lesson.numbered({n: n - 1 for n in held})
    assert moved == Lesson("pain", has=(0, 1, 2, 3, 4), has_not=())
