"""Passages are chosen to leave, cut honestly, and read as the words are now."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.core.vault.keys import destroy, forget_opened_keys
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import quotes as acts
from pennydrop.rooms.understand.actions.quotes import change_quote, drop_quote, make_quote
from pennydrop.rooms.understand.actions.signing import sign_quote
from pennydrop.rooms.understand.models import Piece, Quote, Signature, Theme
from pennydrop.rooms.understand.public.quotes import (
    quote_card,
    quotes_of,
    quotes_of_theme,
    quotes_waiting,
)
from pennydrop.rooms.understand.queries.choosing import passage_of
from pennydrop.rooms.understand.rules.positions import position
from pennydrop.rooms.understand.rules.quoting import BadQuote, Clarification, Words, pieces_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def choose(at):
    def make(source, *pieces, attribution="Interview, someone in their twenties", theme=None):
        return make_quote(
            theme=theme, source=source.id, pieces=pieces, attribution=attribution,
            by="user:1", at=at,
        )  # fmt: skip

    return make


def words(source, turn, text):
    return Words(*source.place(turn, text))


def test_a_quote_marks_what_is_left_out_and_what_is_ours(interview, choose):
    first, second = (
        words(interview, 1, "it burned like glass."),
        words(interview, 1, "how much are you taking"),
    )
    quote = choose(interview, first, Clarification(first.end, "the doctor asked"), second)
    card = quote_card(quote.pk)
    assert card.words == "it burned like glass. [the doctor asked] […] how much are you taking"
    assert [p.kind for p in card.pieces] == ["words", "clarification", "omission", "words"]
    assert card.participants == (interview.people["Ash"].pk,)
    assert "quote v1" in card.consent and card.source_title == "Interview 1"


def test_a_full_stop_left_behind_a_clarification_is_no_lost_word(interview, choose, at):
    passage = passage_of(interview.id, *interview.place(1, "it burned like glass."))
    made = passage.placed(pieces_of(passage.text, "it burned like glass [a scan showed it]."))
    quote = choose(interview, *made)
    assert quote_card(quote.pk).words == "it burned like glass [a scan showed it]."
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    assert quote_card(quote.pk).blocks == ()


def test_a_passage_over_several_speakers_is_a_piece_for_each(group, choose):
    start, _ = group.place(0, "What would have")
    _, end = group.place(2, "every single time.")
    card = quote_card(choose(group, Words(start, end)).pk)
    assert len(card.pieces) == 3 and "omission" not in {p.kind for p in card.pieces}
    assert len(card.participants) == 2, "a facilitator is not counted"
    assert not any("F1" in line for line in card.blocks)


@pytest.mark.parametrize("case", ["overlap", "backwards", "none", "outside", "blank", "elsewhere"])
def test_pieces_that_make_no_honest_quote_are_refused(interview, answer, choose, case):
    a, b = words(interview, 1, "it burned"), words(interview, 1, "burned like")
    pieces = {
        "overlap": [a, b],
        "backwards": [words(interview, 3, "She knows"), a],
        "none": [Clarification(a.start, "we add this")],
        "outside": [Words(a.start, position(1, 60_000))],
        "blank": [Words(a.start + 2, a.start + 3)],
        "elsewhere": [Words(position(7, 0), position(7, 4))],
    }[case]
    with pytest.raises(BadQuote):
        choose(interview, *pieces)
    assert not Quote.objects.exists()


def test_our_own_words_must_not_be_theirs(interview, choose):
    a = words(interview, 1, "it burned like glass")
    theirs = "up every half hour all night"
    with pytest.raises(BadQuote, match="half hour"):
        choose(interview, a, Clarification(a.end, f"She was {theirs}"))
    with pytest.raises(BadQuote, match="half hour"):
        choose(interview, a, attribution=f"Someone {theirs}")
    choose(interview, a, attribution="Someone up every half hour")


def test_what_keeps_a_quote_from_leaving_is_said(interview, make_text, study, choose, agree, at):
    quote = choose(interview, words(interview, 1, "it burned like glass"))
    assert quote_card(quote.pk).blocks == (
        "Two people must sign it, each having seen it in its context; so far nobody has.",
    )
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    assert quote_card(quote.pk).blocks == ()
    agree(interview.people["Ash"], {"publish": "no"})
    assert quote_card(quote.pk).blocks == ("P001 said no to “publish”.",)
    agree(interview.people["Ash"], {"publish": "unknown", "quote": "no"})
    assert quote_card(quote.pk).blocks == (
        "P001 said no to “quote”.", "P001 has not said yes to “publish”.",
    )  # fmt: skip
    notes = make_text(study, "interview", [("Kit", "said that sleep helped")], fidelity="notes")
    assert "notes" in quote_card(choose(notes, words(notes, 0, "sleep helped")).pk).blocks[0]


def test_a_signature_of_other_words_or_another_attribution_does_not_count(interview, choose, at):
    quote = choose(interview, words(interview, 1, "it burned like glass"))
    for who in ("user:1", "user:2"):
        sign_quote(quote=quote, by=who, at=at)
    assert quotes_waiting(interview.study) == 0
    change_quote(
        quote=quote, theme=None, pieces=[words(interview, 1, "it burned like glass")],
        attribution="The only vet in the village", by="user:1", at=at,
    )  # fmt: skip
    assert quote_card(quote.pk).signed_by == () and quotes_waiting(interview.study) == 1
    Signature.objects.update(digest="0" * 64)
    assert quote_card(quote.pk).signed_by == ()


def test_quotes_are_found_by_study_and_theme(interview, answer, choose, study, at):
    theme = Theme.objects.create(study=study.pk, title="Proof", by="user:1", at=at)
    one = choose(interview, words(interview, 1, "it burned like glass"), theme=theme.pk)
    choose(answer, words(answer, 0, "nobody wrote it down"))
    assert [card.id for card in quotes_of_theme(theme.pk)] == [one.pk]
    assert {card.kind for card in quotes_of(study.pk)} == {"interview", "survey"}
    drop_quote(quote=one, by="user:1", at=at)
    assert quote_card(one.pk) is None and len(quotes_of(study.pk)) == 1


def test_another_studys_theme_is_refused(interview, choose, at):
    theme = Theme.objects.create(study=interview.id, title="Proof", by="user:1", at=at)
    with pytest.raises(BadQuote, match="another study"):
        choose(interview, words(interview, 1, "it burned like glass"), theme=theme.pk)


def test_many_quotes_need_no_more_queries_than_few(make_text, study, choose):
    def count():
        forget_opened_keys()
        with (
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            assert all(card.words for card in quotes_of(study.pk))
        return len(data) + len(keys)

    def more(people):
        for who in people:
            text = make_text(study, "survey", [(who, "nobody wrote it down")])
            choose(text, words(text, 0, "nobody wrote"))

    more(["a", "b"])
    few = count()
    more([f"p{i}" for i in range(12)])
    assert count() == few


def test_nothing_is_made_when_it_cannot_be_recorded(interview, choose, monkeypatch):
    monkeypatch.setattr(acts, "record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        choose(interview, words(interview, 1, "it burned like glass"))
    assert not Quote.objects.exists() and not Piece.objects.exists()


def test_words_taken_back_are_in_no_quote(group, choose, at):
    start, _ = group.place(1, "Somebody who stays")
    _, end = group.place(2, "every single time.")
    both, cal = choose(group, Words(start, end)), choose(group, words(group, 2, "They look"))
    withdraw(participant=group.people["Bo"], asked="with the code", by="quiet", at=at)
    assert quote_card(both.pk) is None
    assert quote_card(cal.pk).words == "They look"


def test_a_key_that_died_alone_leaves_a_blocked_quote_and_no_words(interview, choose):
    quote = choose(interview, words(interview, 1, "it burned like glass"))
    destroy([interview.people["Ash"].pk])
    card = quote_card(quote.pk)
    assert card.words == "" and "gone" in card.blocks[0]


PASSAGE = "They told me, [friend 1] too, to go home. I don't know. 🙂 I went home and slept."


@pytest.mark.parametrize(
    ("edited", "kinds"),
    [
        (PASSAGE, "w"),
        ("They told me […] to go home.", "ww"),
        ("They told me [the nurses] to go home", "wcw"),
        ("[Ash] I went home", "cw"),
        ("I don't know.", "w"),
    ],
)
def test_a_passage_is_cut_by_editing_it(edited, kinds):
    made = pieces_of(PASSAGE, edited)
    assert "".join("w" if isinstance(p, Words) else "c" for p in made) == kinds


@pytest.mark.parametrize("edited", ["They said to go home", "I went to sleep", "[] home"])
def test_words_that_are_not_theirs_are_refused(edited):
    with pytest.raises(BadQuote, match="square brackets"):
        pieces_of(PASSAGE, edited)


@given(st.data())
def test_leaving_words_out_keeps_the_rest_word_for_word(data):
    tokens = PASSAGE.replace("[friend 1]", "[friend_1]").split()
    tokens = [t.replace("_", " ") for t in tokens]
    kept = [t for t in tokens if data.draw(st.booleans())]
    if not any(c.isalnum() for t in kept for c in t):
        return
    made = [p for p in pieces_of(PASSAGE, " ".join(kept)) if isinstance(p, Words)]
    left = " ".join(PASSAGE[p.start : p.end] for p in made)
    assert [c for c in left if c.isalnum()] == [c for c in " ".join(kept) if c.isalnum()]


def test_a_cut_passage_finds_its_places_over_turns(interview):
    start, _ = interview.place(1, "So that was that")
    _, end = interview.place(3, "sorted it myself")
    passage = passage_of(interview.id, start, end)
    placed = passage.placed(pieces_of(passage.text, "So that was that. […] I sorted it myself"))
    assert [p for p in placed if isinstance(p, Words)][0].start == start
    assert placed[-1].end == end
    assert passage_of(interview.id, end, start) is None
