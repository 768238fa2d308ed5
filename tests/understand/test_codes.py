"""The codebook: make, place, merge, delete; what a tree refuses."""

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.understand.actions.codes import (
    BadCode,
    CodeInUse,
    Cycle,
    NotOurs,
    TooDeep,
    change_code,
    delete_code,
    make_code,
    move_code,
)
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.merging import merge_codes
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Code, Coding, Memo
from pennydrop.rooms.understand.queries.codes import codebook
from pennydrop.rooms.understand.rules.tree import below, check_parent

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def make(study, at):
    def one(name, parent=None, **more):
        return make_code(study=study.pk, name=name, parent=parent, by="user:1", at=at, **more).pk

    return one


def book(study):
    return [(row.path, row.key) for row in codebook(study.pk)]


def test_codes_stand_in_a_tree_and_the_first_nine_have_a_key(study, make):
    pain = make("Pain")
    make("Waits")
    make("At night", pain)
    make("At night", make("Work"))  # the same name under another parent
    assert book(study) == [
        ("Pain", ""), ("Pain / At night", "1"), ("Waits", "2"), ("Work", ""),
        ("Work / At night", "3"),
    ]  # fmt: skip
    for n in range(8):
        make(f"More {n}")
    assert [key for _, key in book(study)][9:] == ["8", "9", "", ""]


def test_colours_take_turns(study, make):
    for n in range(7):
        make(f"Code {n}")
    assert [row.colour for row in codebook(study.pk)] == [1, 2, 3, 4, 5, 6, 1]


@pytest.mark.parametrize(
    ("name", "colour"), [("", 1), ("  ", 1), ("x" * 81, 1), ("Pain", 7), ("Pain", -1)]
)
def test_a_code_needs_a_name_and_one_of_six_colours(make, name, colour):
    with pytest.raises(BadCode):
        make(name, colour=colour)
    assert not Code.objects.exists()


def test_a_code_of_another_study_is_no_parent(study, make, new_study, at):
    from pennydrop.rooms.listen.actions.studies import create_study

    elsewhere = create_study(new=new_study, by="test", at=at)
    there = make_code(study=elsewhere.pk, name="There", by="test", at=at)
    with pytest.raises(BadCode):
        make("Here", there.pk)


def test_moving_keeps_the_order_and_refuses_a_circle(study, make, at):
    a, b, c = make("A"), make("B"), make("C")
    move_code(code=c, parent=None, place=0, by="user:1", at=at)
    assert [path for path, _ in book(study)] == ["C", "A", "B"]
    move_code(code=b, parent=a, place=0, by="user:1", at=at)
    assert [path for path, _ in book(study)] == ["C", "A", "A / B"]
    for under in (a, b):
        with pytest.raises(Cycle):
            move_code(code=a, parent=under, place=0, by="user:1", at=at)
    assert Code.objects.get(pk=a).parent is None


def test_a_codebook_has_a_depth(make):
    parent = None
    with pytest.raises(TooDeep):
        for n in range(14):
            parent = make(f"Level {n}", parent)
    assert Code.objects.count() == 12


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=30))
def test_however_codes_are_moved_there_is_never_a_circle(moves):
    parents = dict.fromkeys(range(8))
    for code, parent in moves:
        try:
            check_parent(code, parent, parents)
        except (Cycle, TooDeep):
            continue
        parents[code] = parent
    for code in parents:
        up, steps = parents[code], 0
        while up is not None:
            up, steps = parents[up], steps + 1
            assert steps <= len(parents)
        assert code not in below(code, parents) - {code}


def test_merging_moves_everything_and_keeps_the_same_passage_once(study, make, interview, at):
    pain, hurt, part = make("Pain"), make("Hurt"), None
    part = make("Sharp", hurt)
    theme = make_theme(study=study.pk, title="Alone with it", codes=[hurt], by="user:1", at=at)
    for code, span in ((pain, (0, 4)), (hurt, (0, 4)), (hurt, (5, 9))):
        add_coding(text=interview.id, code=code, start=span[0], end=span[1], by="user:1", at=at)
    Memo.objects.create(study=study.pk, code_id=hurt, plain_words="Which?", by="user:1", at=at)

    assert merge_codes(code=hurt, into=pain, by="user:1", at=at) == 1

    assert sorted(Coding.objects.values_list("code", "start")) == [(pain, 0), (pain, 5)]
    assert Code.objects.get(pk=part).parent_id == pain
    assert list(theme.codes.values_list("pk", flat=True)) == [pain]
    assert Memo.objects.get().code_id == pain
    assert not Code.objects.filter(pk=hurt).exists()


def test_a_code_is_not_merged_into_itself_or_its_own_part(make, at):
    pain = make("Pain")
    part = make("Sharp", pain)
    with pytest.raises(BadCode):
        merge_codes(code=pain, into=pain, by="user:1", at=at)
    with pytest.raises(Cycle):
        merge_codes(code=pain, into=part, by="user:1", at=at)


def test_only_what_nothing_uses_is_deleted(study, make, interview, at):
    pain, free = make("Pain"), make("Free")
    coding = add_coding(text=interview.id, code=pain, start=0, end=4, by="user:1", at=at)
    with pytest.raises(CodeInUse):
        delete_code(code=pain, by="user:1", at=at)
    coding.delete()
    part = make("Part", pain)
    with pytest.raises(CodeInUse):
        delete_code(code=pain, by="user:1", at=at)
    for code in (part, pain, free):
        delete_code(code=code, by="user:1", at=at)
    assert not Code.objects.exists()


def test_a_definition_does_not_repeat_what_somebody_said(make, interview, at):
    pain = make("it burned like glass")  # five words may be a name
    with pytest.raises(NotOurs) as refused:
        change_code(
            code=pain, name="Burning", colour=1, by="user:1", at=at,
            definition="As in: I was up every half hour, all night.",
        )  # fmt: skip
    assert "I was up every half hour, all night" in str(refused.value)
    assert "Interview 1" in str(refused.value)


@pytest.mark.parametrize("action", ["make", "change", "move", "merge", "delete"])
def test_nothing_changes_when_the_record_cannot_be_written(make, study, at, monkeypatch, action):
    one, two = make("One"), make("Two")
    before = list(Code.objects.order_by("pk").values())
    for noun in ("codes", "merging"):
        monkeypatch.setattr(f"pennydrop.rooms.understand.actions.{noun}.record", lambda **_: 1 / 0)
    who = {"by": "user:1", "at": at}
    acts = {
        "make": lambda: make_code(study=study.pk, name="New", **who),
        "change": lambda: change_code(code=one, name="X", definition="", colour=2, **who),
        "move": lambda: move_code(code=two, parent=one, place=0, **who),
        "merge": lambda: merge_codes(code=one, into=two, **who),
        "delete": lambda: delete_code(code=one, **who),
    }
    with pytest.raises(ZeroDivisionError):
        acts[action]()
    assert list(Code.objects.order_by("pk").values()) == before


def test_the_codebook_is_kept_through_its_pages(client, colleague, study):
    client.force_login(colleague)

    def way(name, *more):
        return reverse(f"understand:{name}", args=[study.pk, *more])

    assert client.post(way("code-new"), {"name": ""}).status_code == 400
    for name in ("Pain", "Waits"):
        client.post(way("code-new"), {"name": name, "definition": "When it hurts", "colour": "3"})
    pain, waits = Code.objects.order_by("order")
    client.post(way("code-change", pain.pk), {"name": "Hurt", "definition": "", "colour": "4"})
    moved = client.post(way("code-move", waits.pk), {"step": "up"}, follow=True)
    assert "“Waits” moved one place up." in moved.content.decode()
    assert book(study) == [("Waits", "1"), ("Hurt", "2")]
    still = client.post(way("code-move", waits.pk), {"step": "up"}, follow=True)
    assert "“Waits” is the first in its place already." in still.content.decode()
    moved = client.post(way("code-move", waits.pk), {"parent": str(pain.pk)}, follow=True)
    assert "“Waits” stands under “Hurt” now." in moved.content.decode()
    assert book(study) == [("Hurt", ""), ("Hurt / Waits", "1")]
    shown = client.post(way("code-move", pain.pk), {"parent": str(waits.pk)}, follow=True)
    assert "A code cannot stand under itself" in shown.content.decode()
    client.post(way("code-merge", waits.pk), {"into": str(pain.pk)})
    for bad in ("", "x", str(pain.pk)):
        client.post(way("code-merge", pain.pk), {"into": bad})
    assert book(study) == [("Hurt", "1")]
    client.post(way("code-delete", pain.pk))
    assert book(study) == []


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_the_codebook_is_closed_to_others(request, client, study, make, who, status):
    code = make("Pain")
    client.force_login(request.getfixturevalue(who))
    for name in ("codes", "study", "themes", "theme-new", "memos", "search"):
        assert client.get(reverse(f"understand:{name}", args=[study.pk])).status_code == status
    for name in ("code", "code-change"):
        there = reverse(f"understand:{name}", args=[study.pk, code])
        assert client.get(there).status_code == status
    for name in ("code-change", "code-move", "code-merge", "code-delete"):
        there = reverse(f"understand:{name}", args=[study.pk, code])
        assert client.post(there, {"name": "X", "colour": 1}).status_code == status
    for name in ("code-new", "memo-add", "export"):
        there = reverse(f"understand:{name}", args=[study.pk])
        assert client.post(there, {"name": "X"}).status_code == status
    assert Code.objects.get().name == "Pain"


def test_a_code_is_split_and_retired_through_its_pages(client, colleague, study, interview, at):
    code = make_code(study=study.pk, name="Pain", by="user:1", at=at)
    codings = [
        add_coding(text=interview.id, code=code.pk, start=n, end=n + 5, by="user:1", at=at).pk
        for n in range(3)
    ]
    client.force_login(colleague)

    def way(name):
        return reverse(f"understand:{name}", args=[study.pk, code.pk])

    assert client.get(way("code-split")).status_code == 200
    assert client.post(way("code-split"), {"name": "Nights"}).status_code == 400
    client.post(way("code-split"), {"name": "Nights", "coding": codings[:2]})
    assert Coding.objects.filter(code__name="Nights").count() == 2
    client.post(way("code-retire"))
    page = client.get(reverse("understand:workspace", args=[study.pk, interview.id]))
    assert f'data-code="{code.pk}"' not in page.content.decode()
    assert "retired" in client.get(reverse("understand:codes", args=[study.pk])).content.decode()
    client.post(way("code-retire"), {"back": "yes"})
    assert not Code.objects.get(pk=code.pk).retired
