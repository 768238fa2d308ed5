"""Whatever somebody did to themes can be undone, and done again; deleting one is asked about."""

from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.board import cluster_code
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.themes import (
    change_theme,
    delete_theme,
    make_theme,
    move_theme,
)
from pennydrop.rooms.understand.actions.undo.undoing import WAYS, CannotUndo, undo
from pennydrop.rooms.understand.models import (
    Coding,
    ContraryCase,
    Decision,
    MemberCheck,
    Theme,
    Undo,
)

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ME, ROS = "user:1", "user:2"


@pytest.fixture
def filled(study, interview, at):
    """Two themes; the first has two codes, a story, a contrary case and a decision about it."""
    codes = [make_code(study=study.pk, name=n, by=ME, at=at).pk for n in ("Pain", "Nights")]
    start, end = interview.place(1, "it burned like glass")
    coding = add_coding(text=interview.id, code=codes[0], start=start, end=end, by=ME, at=at)
    theme = make_theme(
        study=study.pk, title="Proof", codes=codes, insight="Heard as a verdict.",
        narrative="A story.", by=ME, at=at,
    )  # fmt: skip
    other = make_theme(study=study.pk, title="Other", by=ME, at=at)
    ContraryCase.objects.create(theme=theme, coding=coding, by=ROS, at=at)
    Decision.objects.create(study=study.pk, about="theme", theme=theme, words="w", by=ME, at=at)
    return {"theme": theme.pk, "other": other.pk, "codes": codes, "person": interview.people["Ash"]}


def state():
    held = {t.pk: sorted(t.codes.values_list("pk", flat=True)) for t in Theme.objects.all()}
    themes = list(Theme.objects.order_by("order").values())
    rows = [list(m.objects.order_by("pk").values()) for m in (ContraryCase, Decision, Coding)]
    return themes, held, rows


def last(kind):
    return Undo.objects.filter(kind=kind, undone_at=None).order_by("-pk").first().pk


ACTS = {
    "theme.changed": lambda f, who: change_theme(
        theme=f["theme"], title="New", codes=[], narrative="Else.", **who
    ),
    "theme.moved": lambda f, who: move_theme(theme=f["theme"], place=1, **who),
    "theme.deleted": lambda f, who: delete_theme(theme=f["theme"], **who),
}


@pytest.mark.parametrize("kind", ACTS)
def test_what_is_undone_is_as_if_it_had_not_been_done_and_is_done_again(filled, kind, at):
    before = state()
    ACTS[kind](filled, {"by": ME, "at": at})
    done = state()
    assert done != before
    undo(undo=last(kind), by=ME, at=at)
    assert state() == before
    again = Undo.objects.order_by("-pk").first().pk
    if kind != "theme.deleted":
        undo(undo=again, by=ME, at=at)
        assert state() == done


def test_every_kind_of_write_to_a_theme_has_a_way():
    assert {*ACTS, "theme.made"} == {kind for kind in WAYS if kind.startswith("theme.")}


def test_a_theme_that_was_made_is_unmade_and_made_again(study, filled, at):
    made = make_theme(study=study.pk, title="Third", codes=filled["codes"], by=ME, at=at)
    for _ in range(2):
        undo(undo=last("theme.made"), by=ME, at=at)
        assert not Theme.objects.filter(pk=made.pk).exists()
        undo(undo=last("theme.deleted"), by=ME, at=at)
        assert Theme.objects.get(pk=made.pk).codes.count() == 2


def test_a_code_put_elsewhere_on_the_board_goes_back(filled, at):
    before = state()
    cluster_code(
        code=filled["codes"][1], out_of=filled["theme"], into=filled["other"], by=ME, at=at
    )
    moved = state()
    assert moved != before
    # One line in the list, and one press, for both ends of the move; also to do it again.
    assert Undo.objects.filter(kind="theme.changed", along=None).count() == 1
    undo(undo=Undo.objects.get(kind="theme.changed", along=None).pk, by=ME, at=at)
    assert state() == before
    undo(undo=Undo.objects.filter(along=None).latest("pk").pk, by=ME, at=at)
    assert state() == moved


def test_half_a_move_is_not_undone(filled, at):
    cluster_code(
        code=filled["codes"][1], out_of=filled["theme"], into=filled["other"], by=ME, at=at
    )
    move = Undo.objects.get(kind="theme.changed", along=None).pk
    half = Undo.objects.get(kind="theme.changed", along=move).pk
    with pytest.raises(CannotUndo):
        undo(undo=half, by=ME, at=at)
    change_theme(theme=filled["other"], title="Theirs", codes=[], by=ROS, at=at)
    before = state()
    with pytest.raises(CannotUndo, match="Something was done to it since"):
        undo(undo=move, by=ME, at=at)
    assert state() == before


def test_nobody_overwrites_what_a_colleague_wrote_since(filled, at):
    change_theme(theme=filled["theme"], title="Mine", codes=[], by=ME, at=at)
    mine = last("theme.changed")
    change_theme(theme=filled["theme"], title="Theirs", codes=[], by=ROS, at=at)
    with pytest.raises(CannotUndo, match="Changed the theme Mine"):
        undo(undo=mine, by=ME, at=at)
    assert Theme.objects.get(pk=filled["theme"]).title == "Theirs"


def test_a_theme_that_people_were_asked_about_is_not_unmade(study, filled, at):
    made = make_theme(study=study.pk, title="Asked", by=ME, at=at)
    MemberCheck.objects.create(study=study.pk, theme=made, words="w", by=ROS, at=at)
    with pytest.raises(CannotUndo, match="asked under this theme"):
        undo(undo=last("theme.made"), by=ME, at=at)
    assert MemberCheck.objects.exists()


def test_a_contrary_case_that_was_taken_back_stays_away(filled, at):
    delete_theme(theme=filled["theme"], by=ME, at=at)
    withdraw(participant=filled["person"], asked="with the code", by="quiet", at=at)
    undo(undo=last("theme.deleted"), by=ME, at=at)
    assert Theme.objects.get(pk=filled["theme"]).narrative == "A story."
    assert not ContraryCase.objects.exists()


def test_deleting_is_a_question_first_and_can_be_undone(client, colleague, study, filled, at):
    client.force_login(colleague)
    way = reverse("understand:theme-delete", args=[study.pk, filled["theme"]])
    write = client.get(reverse("understand:theme-change", args=[study.pk, filled["theme"]]))
    assert "Delete" not in write.content.decode().split("<main")[1]
    theme = client.get(reverse("understand:theme", args=[study.pk, filled["theme"]]))
    assert way in theme.content.decode()
    asked = unescape(client.get(way).content.decode())
    assert "2 codes with 1 passage" in asked and "1 contrary case goes with it" in asked
    assert "cannot be brought back" not in asked and Theme.objects.count() == 2
    MemberCheck.objects.create(study=study.pk, theme_id=filled["theme"], words="w", by=ROS, at=at)
    assert "1 time that people were asked about its insight, with 0 answers" in unescape(
        client.get(way).content.decode()
    )
    client.post(way)
    assert [theme.title for theme in Theme.objects.all()] == ["Other"]
    row = Undo.objects.get(by=actor(colleague), kind="theme.deleted")
    client.post(reverse("understand:undo", args=[study.pk, row.pk]))
    assert Theme.objects.get(pk=filled["theme"]).codes.count() == 2


def test_the_first_theme_goes_only_down_and_the_last_only_up(client, colleague, study, filled):
    client.force_login(colleague)
    shown = client.get(reverse("understand:themes", args=[study.pk])).content.decode()
    first, second = (shown.split("<h2>")[n].split("</li>")[0] for n in (1, 2))
    assert 'value="up"' not in first and 'value="down"' in first
    assert 'value="up"' in second and 'value="down"' not in second


def test_themes_beside_a_text_are_links(client, colleague, study, interview, filled):
    client.force_login(colleague)
    shown = client.get(reverse("understand:workspace", args=[study.pk, interview.id]))
    for theme in (filled["theme"], filled["other"]):
        way = reverse("understand:theme", args=[study.pk, theme])
        assert f'<a href="{way}">' in shown.content.decode()
