"""Whatever somebody did to codings, codes and memos can be undone, and done again; a withdrawal and
a correction cannot."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions import keeping
from pennydrop.rooms.understand.actions.codes import (
    change_code,
    delete_code,
    make_code,
    move_code,
    retire_code,
)
from pennydrop.rooms.understand.actions.codings import BadPassage, add_coding, remove_coding
from pennydrop.rooms.understand.actions.correcting import correct_segment
from pennydrop.rooms.understand.actions.memos import add_memo, change_memo, remove_memo
from pennydrop.rooms.understand.actions.merging import merge_codes, split_code
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.actions.undo.undoing import WAYS, CannotUndo, undo
from pennydrop.rooms.understand.models import (
    AsideCoding,
    AsideMemo,
    Code,
    Coding,
    Lost,
    Memo,
    Segment,
    Theme,
    Undo,
)
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.texts import passage, segments_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ME, ROS = "user:1", "user:2"


@pytest.fixture
def make(study, at):
    def made(name, parent=None):
        return make_code(study=study.pk, name=name, parent=parent, by=ME, at=at).pk

    return made


@pytest.fixture
def code_words(interview, at):
    def coded(code, words, turn=1, by=ME):
        start, end = interview.place(turn, words)
        return add_coding(text=interview.id, code=code, start=start, end=end, by=by, at=at)

    return coded


def last(by=ME):
    return Undo.objects.filter(by=by).order_by("-pk").first().pk


def state():
    """Everything that undoing has to bring back, as the tables hold it."""
    themes = {str(t.pk): sorted(map(str, t.codes.values_list("pk", flat=True)))
              for t in Theme.objects.all()}  # fmt: skip
    rows = [list(m.objects.order_by("pk").values()) for m in (Code, Coding, Lost, Memo)]
    for memo in rows[-1]:
        memo["sealed"] = memo["sealed"] and bytes(memo["sealed"])
    return rows, themes


def correct(source, turn, words, at):
    row = Segment.objects.get(text=source.id, order=turn)
    correct_segment(segment=row.pk, text=words, by=ROS, at=at)


@pytest.fixture
def filled(study, interview, make, code_words, at):
    """A study where every kind of write has something to work on."""
    pain, hurt = make("Pain"), make("Hurt")
    part = make("Nights", hurt)
    Code.objects.filter(pk=hurt).update(barrier="stigma")
    both, one = "it burned like glass", "how much are you taking"
    code_words(pain, both)
    for words in (both, one):
        code_words(hurt, words)
    Lost.objects.create(text_id=interview.id, code_id=hurt, near=5, by=ME, at=at)
    memo = add_memo(study=study.pk, words="On the code.", code=hurt, by=ME, at=at)
    start, end = interview.place(1, both)
    told = add_memo(study=study.pk, words="Like glass again.", text=interview.id, start=start,
                    end=end, by=ME, at=at)  # fmt: skip
    for codes in ([pain, hurt], [hurt]):
        make_theme(study=study.pk, title=f"A theme of {len(codes)}", codes=codes, by=ME, at=at)
    free = make("Free")
    add_memo(study=study.pk, words="On a free code.", code=free, by=ME, at=at)
    coding = Coding.objects.get(code=hurt, start=interview.place(1, one)[0])
    return {"pain": pain, "hurt": hurt, "part": part, "memo": memo.pk, "told": told.pk,
            "coding": coding.pk, "free": free}  # fmt: skip


ACTS = {
    "coding.removed": lambda f, who: remove_coding(coding=f["coding"], **who),
    "code.changed": lambda f, who: change_code(
        code=f["pain"], name="X", definition="d", colour=5, **who
    ),
    "code.moved": lambda f, who: move_code(code=f["part"], parent=None, place=0, **who),
    "code.merged": lambda f, who: merge_codes(code=f["hurt"], into=f["pain"], **who),
    "code.split": lambda f, who: split_code(
        code=f["hurt"], name="Asked", codings=[f["coding"]], **who
    ),
    "code.deleted": lambda f, who: delete_code(code=f["free"], **who),
    "code.retired": lambda f, who: retire_code(code=f["pain"], retired=True, **who),
    "memo.removed": lambda f, who: remove_memo(memo=f["told"], **who),
    "memo.changed": lambda f, who: change_memo(memo=f["memo"], words="Other words.", **who),
}


@pytest.mark.parametrize("kind", ACTS)
def test_what_is_undone_is_as_if_it_had_not_been_done(filled, kind, at):
    before = state()
    ACTS[kind](filled, {"by": ME, "at": at})
    assert state() != before
    undo(undo=last_of(kind), by=ME, at=at)
    rows, themes = state()
    # Equals may have been counted anew: their order says the same.
    assert (ordered(rows), themes) == (ordered(before[0]), before[1])
    assert Event.objects.filter(what="understand.undone").count() == 1


def last_of(kind):
    return Undo.objects.filter(kind=kind, undone_at=None).order_by("-pk").first().pk


def ordered(rows):
    codes = sorted(rows[0], key=lambda c: (str(c["parent_id"]), c["order"], c["name"]))
    return [[{**c, "order": 0} for c in codes], *rows[1:]]


def test_every_kind_of_write_has_a_way_and_is_tested():
    made = {"coding.added", "code.made", "memo.added", "lost.placed", "lost.dropped"}
    # The others are in test_undo_themes.py and test_undo_quotes.py.
    elsewhere = ("theme.", "quote.", "contrary.", "summary.")
    assert set(ACTS) | made == {kind for kind in WAYS if not kind.startswith(elsewhere)}


def test_what_was_added_is_undone_and_done_again_and_again(study, make, code_words, at):
    pain = make("Pain")
    coding = code_words(pain, "it burned like glass")
    for _ in range(3):
        undo(undo=last(), by=ME, at=at)
        assert not Coding.objects.exists()
        undo(undo=last(), by=ME, at=at)
        assert Coding.objects.get().pk == coding.pk
    memo = add_memo(study=study.pk, words="A thought.", by=ME, at=at)
    undo(undo=last(), by=ME, at=at)
    assert not Memo.objects.exists()
    undo(undo=last(), by=ME, at=at)
    assert open_memos(study.pk, Memo.objects.all())[0].words == "A thought."
    assert Memo.objects.get().pk == memo.pk


def test_a_code_in_use_is_not_unmade(make, code_words, at):
    pain = make("Pain")
    code_words(pain, "it burned like glass", by=ROS)
    with pytest.raises(CannotUndo, match="in use"):
        undo(undo=Undo.objects.get(kind="code.made").pk, by=ME, at=at)
    assert Undo.objects.get(kind="code.made").undone_at is None


def test_what_somebody_built_on_is_not_overwritten(make, at):
    pain = make("Pain")
    change_code(code=pain, name="Hurt", definition="", colour=1, by=ME, at=at)
    mine = last()
    change_code(code=pain, name="Sore", definition="", colour=1, by=ROS, at=at)
    with pytest.raises(CannotUndo, match="since"):
        undo(undo=mine, by=ME, at=at)
    undo(undo=last(ROS), by=ROS, at=at)
    undo(undo=mine, by=ME, at=at)
    assert Code.objects.get().name == "Pain"


def test_nobody_undoes_what_another_did_nor_anything_twice(make, code_words, at):
    code_words(make("Pain"), "it burned like glass")
    row = last()
    with pytest.raises(CannotUndo):
        undo(undo=row, by=ROS, at=at)
    undo(undo=row, by=ME, at=at)
    with pytest.raises(CannotUndo):
        undo(undo=row, by=ME, at=at)


def test_what_was_removed_comes_back_to_its_words_after_a_correction(
    interview, make, code_words, at
):
    coding = code_words(make("Pain"), "it burned like glass")
    remove_coding(coding=coding.pk, by=ME, at=at)
    row = last()
    correct(interview, 1, "Well, first: every night it burned like glass. That was that.", at)
    undo(undo=row, by=ME, at=at)
    back = Coding.objects.get()
    assert passage(interview.id, back.start, back.end) == "it burned like glass"


def test_what_was_removed_does_not_come_back_where_its_words_are_gone(
    interview, make, code_words, at
):
    coding = code_words(make("Pain"), "it burned like glass")
    remove_coding(coding=coding.pk, by=ME, at=at)
    (said,) = [one.text for one in segments_of(interview.id) if one.order == 1]
    correct(interview, 1, said.replace(", and it burned like glass", ""), at)
    with pytest.raises(CannotUndo, match="not in the text"):
        undo(undo=last(), by=ME, at=at)


def test_a_withdrawal_is_never_undone(study, group, make, at):
    pain = make("Pain")
    start, end = group.place(2, "They look at your arms")
    coding = add_coding(text=group.id, code=pain, start=start, end=end, by=ME, at=at)
    memo = add_memo(study=study.pk, words="Arms, again.", text=group.id, start=start, end=end,
                    by=ME, at=at)  # fmt: skip
    remove_memo(memo=memo.pk, by=ME, at=at)
    remove_coding(coding=coding.pk, by=ME, at=at)
    held = holdings_everywhere(group.people["Cal"].pk)
    assert any(one.what == "notes on the words" and one.count == 1 for one in held)
    withdraw(participant=group.people["Cal"], asked="with the code", by="quiet", at=at)
    assert not AsideCoding.objects.exists() and not AsideMemo.objects.exists()
    for row in Undo.objects.filter(kind__endswith="removed"):
        with pytest.raises(CannotUndo):
            undo(undo=row.pk, by=ME, at=at)
    assert not Coding.objects.exists() and not Memo.objects.exists()


def test_a_retired_code_keeps_its_passages_and_takes_no_new_ones(make, code_words, at):
    pain = make("Pain")
    code_words(pain, "it burned like glass")
    retire_code(code=pain, retired=True, by=ME, at=at)
    with pytest.raises(BadPassage, match="retired"):
        code_words(pain, "how much are you taking")
    assert Coding.objects.count() == 1


def test_what_is_older_than_a_month_goes(make, monkeypatch, at):
    monkeypatch.setattr(keeping, "LOOK_EVERY", 1)
    pain = make("Pain")
    later = at + keeping.KEPT_FOR + dt.timedelta(days=1)
    change_code(code=pain, name="Hurt", definition="", colour=1, by=ME, at=later)
    assert [row.kind for row in Undo.objects.all()] == ["code.changed"]


def test_the_list_and_its_pages(client, owner, colleague, interview, study, at):
    client.force_login(owner)
    me = f"user:{owner.pk}"
    make_code(study=study.pk, name="Pain", by=me, at=at)
    there = reverse("understand:undo-list", args=[study.pk])
    assert "Made the code Pain" in client.get(there).content.decode()
    row = last(me)
    client.force_login(colleague)
    assert "Made the code Pain" not in client.get(there).content.decode()
    client.post(reverse("understand:undo", args=[study.pk, row]))
    assert Code.objects.exists(), "only its own writer undoes it"
    client.force_login(owner)
    client.post(reverse("understand:undo", args=[study.pk, row]))
    assert not Code.objects.exists()
    assert "undone" in client.get(there).content.decode()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_others_see_no_list(request, client, study, who, status):
    client.force_login(request.getfixturevalue(who))
    for name in ("undo-list", "lost"):
        assert client.get(reverse(f"understand:{name}", args=[study.pk])).status_code == status
