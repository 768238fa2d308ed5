"""Memos: on the study, a code, a source, a passage; what is sealed and what is refused."""

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.core.vault.sealing import KeyGone
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.memos import (
    BadMemo,
    BadPassage,
    NotOurs,
    add_memo,
    change_memo,
    remove_memo,
)
from pennydrop.rooms.understand.models import Blind, Memo
from pennydrop.rooms.understand.queries.memos import open_memos
from pennydrop.rooms.understand.queries.workspace import stamps, text_mark, turns

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
COPIED = "So I was up every half hour, all night, they said."


def read(study):
    return [memo.words for memo in open_memos(study, Memo.objects.filter(study=study))]


def test_a_memo_on_words_is_sealed_and_one_on_the_study_is_not(study, interview, at):
    code = make_code(study=study.pk, name="Pain", by="user:1", at=at)
    who = {"study": study.pk, "by": "user:1", "at": at}
    start, end = interview.place(1, "it burned like glass")
    passage = add_memo(words="Glass, again", text=interview.id, start=start, end=end, **who)
    source = add_memo(words="Tired by then", text=interview.id, **who)
    plain = [add_memo(words="Who is missing?", **who), add_memo(words="Wide", code=code.pk, **who)]
    for memo in (passage, source):
        assert memo.participant == interview.people["Ash"].pk and not memo.plain_words
        assert b"Glass" not in bytes(memo.sealed) and b"Tired" not in bytes(memo.sealed)
    assert all(memo.sealed is None for memo in plain)
    assert sorted(read(study.pk)) == ["Glass, again", "Tired by then", "Who is missing?", "Wide"]


def test_a_memo_on_a_focus_group_belongs_to_whoever_speaks_in_the_passage(study, group, at):
    who = {"study": study.pk, "by": "user:1", "at": at, "words": "Both at once"}
    start, end = group.place(1, "Somebody")[0], group.place(2, "arms")[1]
    assert add_memo(text=group.id, start=start, end=end, **who).participant == (
        group.people["Bo"].pk
    )
    assert add_memo(text=group.id, **who).participant == group.people["Bo"].pk  # no facilitator's


def test_own_words_are_asked_for_where_a_memo_is_not_sealed(study, interview, at):
    who = {"study": study.pk, "by": "user:1", "at": at}
    start, end = interview.place(1, "it burned like glass")
    with pytest.raises(NotOurs):
        add_memo(words=COPIED, **who)
    assert not Memo.objects.exists()
    sealed = add_memo(words=COPIED, text=interview.id, start=start, end=end, **who)
    plain = add_memo(words="Nights", **who)
    with pytest.raises(NotOurs):
        change_memo(memo=plain.pk, words=COPIED, by="user:1", at=at)
    change_memo(memo=sealed.pk, words="Nights and glass", by="user:1", at=at)
    assert sorted(read(study.pk)) == ["Nights", "Nights and glass"]


@pytest.mark.parametrize("words", ["", "   \n", "x" * 20_001])
def test_a_memo_has_words_but_not_too_many(study, words, at):
    with pytest.raises(BadMemo):
        add_memo(study=study.pk, words=words, by="user:1", at=at)


def test_places_and_codes_that_are_not_there_are_refused(study, interview, at, new_study):
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    who = {"words": "Hm", "by": "user:1", "at": at}
    with pytest.raises(BadPassage):
        add_memo(study=study.pk, text=interview.id, start=0, end=60_000, **who)
    with pytest.raises(BadMemo):
        add_memo(study=other.pk, text=interview.id, **who)
    with pytest.raises(BadMemo):
        add_memo(study=study.pk, code=other.pk, **who)


def test_only_the_writer_changes_or_removes_a_memo(study, at):
    memo = add_memo(study=study.pk, words="Mine", by="user:1", at=at)
    with pytest.raises(BadMemo):
        change_memo(memo=memo.pk, words="Yours", by="user:2", at=at)
    with pytest.raises(BadMemo):
        remove_memo(memo=memo.pk, by="user:2", at=at)
    remove_memo(memo=memo.pk, by="user:1", at=at)
    assert not Memo.objects.exists()


def test_memos_about_somebody_go_with_their_words(study, interview, answer, at):
    who = {"study": study.pk, "by": "user:1", "at": at}
    kept = add_memo(words="Stays", text=answer.id, **who)
    gone = add_memo(words="Goes", text=interview.id, **who)
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert list(Memo.objects.values_list("pk", flat=True)) == [kept.pk]
    with pytest.raises(KeyGone):
        from pennydrop.core.vault.sealing import unseal

        unseal(
            gone.sealed, participant=gone.participant, key="words", table="understand_memo",
            row=gone.pk, field="sealed",
        )  # fmt: skip


def test_a_memo_on_two_people_goes_with_either(study, group, at):
    who = {"study": study.pk, "text": group.id, "by": "user:1", "at": at}
    one, two = group.place(1, "Somebody who stays"), group.place(2, "look at your arms")
    both = add_memo(words="Both", start=one[0], end=two[1], **who)
    alone = add_memo(words="Bo alone", start=one[0], end=one[1], **who)
    assert both.participant == group.people["Bo"].pk
    withdraw(participant=group.people["Cal"], asked="with the code", by="quiet", at=at)
    assert list(Memo.objects.values_list("pk", flat=True)) == [alone.pk]


@pytest.mark.parametrize("action", ["add", "change", "remove"])
def test_nothing_changes_when_the_record_cannot_be_written(study, at, monkeypatch, action):
    memo = add_memo(study=study.pk, words="Before", by="user:1", at=at)
    monkeypatch.setattr("pennydrop.rooms.understand.actions.memos.record", lambda **_: 1 / 0)
    who = {"by": "user:1", "at": at}
    with pytest.raises(ZeroDivisionError):
        {
            "add": lambda: add_memo(study=study.pk, words="More", **who),
            "change": lambda: change_memo(memo=memo.pk, words="After", **who),
            "remove": lambda: remove_memo(memo=memo.pk, **who),
        }[action]()
    assert read(study.pk) == ["Before"]


def test_memos_through_their_pages(client, colleague, owner, study, interview):
    client.force_login(colleague)

    def way(name, *more):
        return reverse(f"understand:{name}", args=[study.pk, *more])

    start, end = interview.place(1, "it burned like glass")
    place = {"text": str(interview.id), "start": start, "end": end}
    back = {"back": "//evil.example/"}
    answer = client.post(way("memo-add"), {"words": "Glass, again", **place, **back})
    assert answer["Location"] == way("memos")
    refused = client.post(way("memo-add"), {"words": COPIED})
    assert refused.status_code == 400
    assert COPIED in refused.content.decode()  # what was written is not lost
    listed = client.get(way("memos")).content.decode()
    assert "Glass, again" in listed and "Interview 1, a passage" in listed
    memo = Memo.objects.get()
    client.post(way("memo-change", memo.pk), {"words": "Glass"})
    assert read(study.pk) == ["Glass"]
    client.force_login(owner)
    assert client.get(way("memo-change", memo.pk)).status_code == 404
    client.post(way("memo-remove", memo.pk))
    assert Memo.objects.exists()
    client.force_login(colleague)
    client.post(way("memo-remove", memo.pk))
    assert not Memo.objects.exists()


def test_a_memo_on_somebody_who_changed_their_mind_is_not_opened(study, interview, agree, at):
    add_memo(study=study.pk, words="About Ash", text=interview.id, by="user:1", at=at)
    agree(interview.people["Ash"], {"take_part": "no"})
    assert read(study.pk) == [None]


def test_a_memo_on_a_passage_is_marked_beside_each_turn_that_it_is_on(
    client, owner, colleague, study, interview, at
):
    start, end = interview.place(1, "it burned like glass")
    who = {"study": study.pk, "text": interview.id, "by": actor(owner), "at": at}
    add_memo(words="Glass", start=start, end=end, **who)
    add_memo(words="On all of it", **who)
    wide = add_memo(
        words="Wide", start=start, end=interview.place(3, "somebody listened")[1], **who
    )
    client.force_login(colleague)
    way = reverse("understand:workspace", args=[study.pk, interview.id])
    page = client.get(way).content.decode()
    drawn = page.split('<div class="seg"')[1:]
    assert [turn.count("data-noted=") for turn in drawn] == [0, 2, 1, 1]
    link = f'href="?start={start}&amp;end={end}#t1"'
    mark = drawn[1].split(link)[1].split("</a>")[0]
    assert "Memo" in mark and "on “it burned like glass”, by" in mark
    assert "Memos on this source (1)" in page
    pane = client.get(way, {"start": start, "end": end}).content.decode()
    assert "Glass</p>" in pane and "Wide</p>" in pane
    remove_memo(memo=wide.pk, by=actor(owner), at=at)
    assert client.get(way).content.decode().count("data-noted=") == 1


def test_an_open_page_is_told_of_a_memo_unless_people_read_on_their_own_first(
    owner, colleague, study, interview, at
):
    me, how = actor(colleague), {"text": interview.id, "study": study.pk, "at": at}
    before = text_mark(interview.text, reader=me), stamps(interview.text, reader=me)
    start, end = interview.place(1, "it burned like glass")
    add_memo(words="Glass", start=start, end=end, by=actor(owner), **how)
    now = stamps(interview.text, reader=me)
    assert text_mark(interview.text, reader=me) != before[0]
    assert [order for order in now if now[order] != before[1][order]] == [1]
    assert {turn.order: turn.stamp for turn in turns(interview.text, reader=me)} == now
    Blind.objects.create(study=study.pk, by="user:1", at=at)
    assert stamps(interview.text, reader=me) == before[1]
    assert stamps(interview.text, reader=actor(owner)) == now
