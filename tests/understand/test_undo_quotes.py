"""Whatever somebody did to quotes, contrary cases and summaries of people can be undone; what a
person took back does not come back."""

import datetime as dt
from pathlib import Path

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.board import cluster_quote
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.contrary import choose_contrary, drop_contrary
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.framework import sum_up
from pennydrop.rooms.understand.actions.quotes import change_quote, drop_quote, make_quote
from pennydrop.rooms.understand.actions.signing import put_forward, send_back, sign_quote
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.actions.undo.undoing import WAYS, CannotUndo, undo
from pennydrop.rooms.understand.models import (
    AsidePiece,
    AsideQuote,
    AsideSummary,
    Coding,
    ContraryCase,
    Piece,
    Quote,
    SentBack,
    Signature,
    Summary,
    Undo,
)
from pennydrop.rooms.understand.queries.evidence import contrary_of, heard_of
from pennydrop.rooms.understand.queries.framework import summary_of
from pennydrop.rooms.understand.queries.quotes import quote_now, quote_words
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.queries.themes import theme as read_theme
from pennydrop.rooms.understand.rules.quoting import Clarification, Words
from tests.understand.building import code_on, coding_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ME, ROS = "user:1", "user:2"


@pytest.fixture
def themes(study, at):
    return [make_theme(study=study.pk, title=t, by=ME, at=at).pk for t in ("Proof", "Nights")]


@pytest.fixture
def quote(interview, themes, at):
    """Two pieces with a word of ours between them, under the first theme."""
    first = Words(*interview.place(1, "it burned like glass"))
    second = Words(*interview.place(1, "how much are you taking"))
    return make_quote(
        theme=themes[0], source=interview.id, attribution="A young man", by=ME, at=at,
        pieces=[first, Clarification(first.end, "the pain"), second],
    )  # fmt: skip


def last(kind):
    return Undo.objects.filter(kind=kind, undone_at=None).latest("pk").pk


def cut(quote):
    row = Quote.objects.filter(pk=quote.pk).values("theme", "attribution", "text", "by", "at").get()
    names = ("order", "kind", "start", "end", "participant", "clarification")
    pieces = list(Piece.objects.filter(quote=quote).order_by("order").values(*names))
    return row, pieces, quote_words(quote), quote_now(quote.pk).digest


def test_a_quote_cut_otherwise_is_cut_as_it_was_and_its_signature_fits_again(quote, interview, at):
    sign_quote(quote=quote, by=ROS, at=at)
    before = cut(quote)
    later = at + dt.timedelta(minutes=1)
    words = Words(*interview.place(1, "I was a druggie wanting pills."))
    row = Quote.objects.get(pk=quote.pk)
    change_quote(quote=row, theme=None, pieces=[words], attribution="", by=ME, at=later)
    done = cut(quote)
    assert done != before and quote_now(quote.pk).stale == (ROS,)
    undo(undo=last("quote.changed"), by=ME, at=later)
    assert cut(quote) == before and quote_now(quote.pk).card.signed_by == (ROS,)
    undo(undo=last("quote.changed"), by=ME, at=later)
    assert cut(quote) == done


def test_a_dropped_quote_comes_back_under_its_own_id_to_be_signed_anew(quote, at):
    sign_quote(quote=quote, by=ROS, at=at)
    before = cut(quote)
    drop_quote(quote=Quote.objects.get(pk=quote.pk), by=ME, at=at)
    assert not Quote.objects.exists()
    undo(undo=last("quote.dropped"), by=ME, at=at)
    assert cut(quote) == before and not Signature.objects.exists()
    undo(undo=last("quote.made"), by=ME, at=at)
    assert not Quote.objects.exists()


def test_a_quote_that_a_colleague_looked_at_since_is_not_unmade(quote, at):
    sign_quote(quote=quote, by=ROS, at=at + dt.timedelta(minutes=1))
    with pytest.raises(CannotUndo, match="has looked at it since"):
        undo(undo=last("quote.made"), by=ME, at=at)
    assert Quote.objects.exists()


def test_what_was_set_aside_moves_with_a_correction(quote, interview, at):
    drop_quote(quote=Quote.objects.get(pk=quote.pk), by=ME, at=at)
    turn = segments_of(interview.id)[1]
    correct_segment(segment=turn.id, text="Well, " + turn.text, by=ROS, at=at)
    undo(undo=last("quote.dropped"), by=ME, at=at)
    assert quote_words(quote) == "it burned like glass [the pain] […] how much are you taking"


def test_a_quote_whose_words_are_corrected_away_does_not_come_back(quote, interview, at):
    drop_quote(quote=Quote.objects.get(pk=quote.pk), by=ME, at=at)
    turn = segments_of(interview.id)[1]
    left = turn.text.replace("it burned like glass", "").replace("how much are you taking", "")
    correct_segment(segment=turn.id, text=left, by=ROS, at=at)
    with pytest.raises(CannotUndo, match="not in the text any more"):
        undo(undo=last("quote.dropped"), by=ME, at=at)


def test_what_a_person_took_back_does_not_come_back(quote, interview, themes, at):
    ash = interview.people["Ash"]
    for words in ("Tired.", "Worn out."):
        sum_up(theme=themes[0], participant=ash.pk, words=words, by=ME, at=at)
    drop_quote(quote=Quote.objects.get(pk=quote.pk), by=ME, at=at)
    assert AsidePiece.objects.exists() and AsideSummary.objects.exists()
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert not any(kind.objects.exists() for kind in (AsideQuote, AsidePiece, AsideSummary))
    for kind in ("quote.dropped", "summary.written"):
        with pytest.raises(CannotUndo):
            undo(undo=last(kind), by=ME, at=at)
    assert not Quote.objects.exists() and not Summary.objects.exists()


def test_a_quote_moved_on_the_board_goes_back(quote, themes, at):
    cluster_quote(quote=quote.pk, into=themes[1], by=ME, at=at)
    undo(undo=last("quote.moved"), by=ME, at=at)
    assert Quote.objects.get().theme_id == themes[0]
    cluster_quote(quote=quote.pk, into=None, by=ME, at=at)
    undo(undo=last("quote.moved"), by=ME, at=at)
    assert Quote.objects.get().theme_id == themes[0]


def test_a_signature_is_taken_off_by_whoever_signed(quote, at):
    sign_quote(quote=quote, by=ME, at=at)
    with pytest.raises(CannotUndo):
        undo(undo=last("quote.signed"), by=ROS, at=at)
    undo(undo=last("quote.signed"), by=ME, at=at)
    assert not Signature.objects.exists()


def test_what_was_said_against_a_quote_stays_open_or_is_taken_back(quote, at):
    send_back(quote=quote, note="Too much is left out.", by=ROS, at=at)
    put_forward(quote=quote, by=ME, at=at)
    with pytest.raises(CannotUndo, match="answered"):
        undo(undo=last("quote.sent_back"), by=ROS, at=at)
    undo(undo=last("quote.forward"), by=ME, at=at)
    assert quote_now(quote.pk).sent_back
    undo(undo=last("quote.sent_back"), by=ROS, at=at)
    assert not SentBack.objects.exists() and quote_now(quote.pk).waits


def test_a_contrary_case_is_chosen_no_longer_and_again(study, interview, themes, at):
    code = code_on(study, at, "Stayed", (interview, 3, "somebody listened"))
    coding = coding_of(code, interview)
    chosen = choose_contrary(theme=themes[0], coding=coding.pk, by=ME, at=at)
    undo(undo=last("contrary.chosen"), by=ME, at=at)
    assert not ContraryCase.objects.exists()
    undo(undo=last("contrary.dropped"), by=ME, at=at)
    again = ContraryCase.objects.get()
    assert (again.coding_id, again.theme_id) == (chosen.coding_id, themes[0])
    drop_contrary(case=again.pk, by=ME, at=at)
    Coding.objects.all().delete()
    with pytest.raises(CannotUndo, match="not coded in this study any more"):
        undo(undo=last("contrary.dropped"), by=ME, at=at)


def test_the_same_words_are_one_contrary_case_however_many_coded_them(study, interview, themes, at):
    code = code_on(study, at, "Stayed", (interview, 3, "somebody listened"))
    mine = coding_of(code, interview)
    theirs = add_coding(text=interview.id, code=code, start=mine.start, end=mine.end, by=ROS, at=at)
    for coding in (mine, theirs):
        choose_contrary(theme=themes[0], coding=coding.pk, by=ME, at=at)
    assert ContraryCase.objects.count() == 1
    # Also where an older one stands on the other coding.
    ContraryCase.objects.create(theme_id=themes[0], coding=theirs, by=ROS, at=at)
    row = read_theme(study.pk, themes[0])
    assert len(contrary_of(row, reader=ME)) == 1 and heard_of(row).contrary == 1


def test_a_summary_is_again_what_it_was_and_the_cell_empty_again(interview, themes, at):
    ash = interview.people["Ash"].pk
    cell = {"theme": themes[0], "participant": ash}
    for words in ("Tired.", "Worn out.", ""):
        sum_up(**cell, words=words, by=ME, at=at)
    assert b"Tired" not in b"".join(bytes(one.sealed or b"") for one in AsideSummary.objects.all())
    for before in ("Worn out.", "Tired.", ""):
        rows = Undo.objects.filter(kind="summary.written", undone_at=None, from_undo=False)
        undo(undo=rows.latest("pk").pk, by=ME, at=at)
        assert summary_of(themes[0], ash) == before
    undo(undo=Undo.objects.filter(from_undo=True, undone_at=None).latest("pk").pk, by=ME, at=at)
    assert summary_of(themes[0], ash) == "Tired."


def test_a_colleagues_summary_is_not_overwritten(interview, themes, at):
    cell = {"theme": themes[0], "participant": interview.people["Ash"].pk}
    sum_up(**cell, words="Tired.", by=ME, at=at)
    mine = last("summary.written")
    sum_up(**cell, words="Theirs.", by=ROS, at=at)
    with pytest.raises(CannotUndo, match="Something was done to it since"):
        undo(undo=mine, by=ME, at=at)


def test_each_kind_of_write_has_a_way_here():
    kinds = {kind for kind in WAYS if kind.split(".")[0] in ("quote", "contrary", "summary")}
    asked = Path(__file__).read_text(encoding="utf-8")
    assert kinds and all(f'"{kind}"' in asked for kind in kinds)


def test_the_last_deed_is_undone_from_the_page_where_it_was_done(
    client, colleague, stranger, study, themes, at
):
    board = reverse("understand:board", args=[study.pk])
    client.force_login(colleague)
    client.post(board, {"what": "theme", "title": "Third"})
    for name in ("board", "themes", "codes", "memos", "quotes"):
        page = client.get(reverse(f"understand:{name}", args=[study.pk])).content.decode()
        assert "You did last: Made the theme Third" in page
    row = Undo.objects.filter(by=actor(colleague)).latest("pk")
    way = reverse("understand:undo", args=[study.pk, row.pk])
    client.force_login(stranger)
    assert client.post(way, {"back": board}).status_code in (403, 404)
    client.force_login(colleague)
    assert client.post(way, {"back": board}).url == board
    assert "You did last: Made the theme Third" not in client.get(board).content.decode()
    elsewhere = client.post(way, {"back": "https://elsewhere.example/"})
    assert elsewhere.url == reverse("understand:undo-list", args=[study.pk])
