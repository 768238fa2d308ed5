"""Themes beside their evidence, and what other rooms are told."""

from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor, name_of
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import (
    BadTheme,
    NotOurs,
    ThemeInUse,
    change_theme,
    delete_theme,
    make_theme,
    move_theme,
)
from pennydrop.rooms.understand.models import Coding, Theme
from pennydrop.rooms.understand.public.themes import copied_from_study, study_counts, themes_of
from pennydrop.rooms.understand.rules.quoting import Words

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TITLE = "People are made to prove their pain"


@pytest.fixture
def believed(study, interview, group, answer, at):
    """A code on words in each kind of source, and on a question that an interviewer asked."""
    code = make_code(study=study.pk, name="Not being believed", by="user:1", at=at).pk
    for text, turn, words in (
        (interview, 0, "when you went to the surgery"),
        (interview, 1, "how much are you taking"),
        (interview, 3, "somebody listened"),
        (group, 0, "What would have helped"),
        (group, 2, "look at your arms"),
        (answer, 0, "nobody wrote it down"),
    ):
        start, end = text.place(turn, words)
        add_coding(text=text.id, code=code, start=start, end=end, by="user:1", at=at)
    return code


@pytest.fixture
def theme(study, believed, at):
    return make_theme(study=study.pk, title=TITLE, codes=[believed], by="user:1", at=at)


def test_people_are_counted_once_for_each_kind_and_askers_never(study, theme):
    (card,) = themes_of(study.pk)
    assert card.title == TITLE and card.codes == ("Not being believed",)
    assert card.people == {"interview": 1, "focus_group": 1, "survey": 1}
    counts = study_counts(study.pk)
    assert counts.people == {"interview": 1, "focus_group": 2, "survey": 1}
    assert counts.sources == {"interview": 1, "focus_group": 1, "survey": 1}
    assert counts.everyone == 4


def test_the_question_alone_is_nobodys_words(study, interview, at):
    code = make_code(study=study.pk, name="Asked", by="user:1", at=at).pk
    start, end = interview.place(0, "What happened")
    add_coding(text=interview.id, code=code, start=start, end=end, by="user:1", at=at)
    make_theme(study=study.pk, title="Asked", codes=[code], by="user:1", at=at)
    assert themes_of(study.pk)[0].people["interview"] == 0


def test_people_who_changed_their_mind_or_took_their_words_back_are_not_counted(
    study, theme, group, answer, agree, at
):
    agree(group.people["Cal"], {"analyse": "no"})
    withdraw(participant=answer.people["Dee"], asked="with the code", by="quiet", at=at)
    assert themes_of(study.pk)[0].people == {"interview": 1, "focus_group": 0, "survey": 0}
    counts = study_counts(study.pk)
    assert counts.people == {"interview": 1, "focus_group": 1, "survey": 0}
    assert counts.sources["survey"] == 0 and counts.everyone == 2


def test_words_that_two_people_coded_alike_stand_once_with_both(
    client, colleague, owner, study, group, answer, believed, theme, at
):
    """On the theme's page, in the list of all passages, and beside a passage like it."""
    other = make_code(study=study.pk, name="Asked to show", by="user:1", at=at).pk
    theme.codes.add(other)
    start, end = group.place(1, "Somebody who stays")
    for code, by in ((believed, actor(owner)), (other, actor(owner)), (believed, actor(colleague))):
        add_coding(text=group.id, code=code, start=start, end=end, by=by, at=at)
    client.force_login(colleague)
    mine = Coding.objects.get(text=answer.id)
    both = f"{name_of(actor(owner))} and {name_of(actor(colleague))}"
    for page in (
        client.get(reverse("understand:theme", args=[study.pk, theme.pk])),
        client.get(reverse("understand:theme-passages", args=[study.pk, theme.pk])),
        client.get(
            reverse("understand:workspace", args=[study.pk, answer.id]), {"coding": mine.pk}
        ),
    ):
        shown = unescape(page.content.decode())
        assert shown.count("“Somebody who stays”") == 1
        assert both in shown
    page = client.get(reverse("understand:theme", args=[study.pk, theme.pk])).content.decode()
    assert "2 of 2 people, 3 passages" in page


def test_a_theme_is_written_beside_what_people_said(client, colleague, study, interview, theme, at):
    """The chosen quotes; and passages from each kind of source of which none was chosen."""
    start, end = interview.place(3, "somebody listened")
    make_quote(
        theme=theme.pk, source=interview.id, pieces=[Words(start, end)], attribution="",
        by="user:1", at=at,
    )  # fmt: skip
    client.force_login(colleague)
    page = client.get(reverse("understand:theme-change", args=[study.pk, theme.pk]))
    beside = unescape(page.content.decode()).split("What people said</h2>")[1].split("</aside>")[0]
    for words in ("“somebody listened”", "“look at your arms”", "“nobody wrote it down”"):
        assert words in beside
    assert "how much are you taking" not in beside
    new = client.get(reverse("understand:theme-new", args=[study.pk])).content.decode()
    assert "beside-title" not in new


@pytest.mark.parametrize("field", ["central_idea", "insight", "narrative", "title"])
def test_no_part_of_a_theme_repeats_six_words_of_somebody(study, interview, theme, at, field):
    before = Theme.objects.values().get()
    said = {"title": TITLE, "central_idea": "", "insight": "", "narrative": ""}
    said[field] = "After that I **sorted** it myself."
    with pytest.raises(NotOurs):
        change_theme(theme=theme.pk, codes=[], by="user:1", at=at, **said)
    assert Theme.objects.values().get() == before
    runs = copied_from_study(study.pk, "They said: after that, I sorted it – myself.")
    assert runs == [("after that, I sorted it – myself", "Interview 1")]


def test_a_theme_needs_a_title_and_codes_of_its_study(study, theme, new_study, at):
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    there = make_code(study=other.pk, name="There", by="test", at=at)
    for bad in ({"title": " "}, {"title": "x" * 121}, {"title": "T", "codes": [there.pk]}):
        with pytest.raises(BadTheme):
            make_theme(study=study.pk, by="user:1", at=at, **bad)


def test_a_theme_with_quotes_stays(theme, interview, at):
    start, end = interview.place(1, "it burned like glass")
    make_quote(
        theme=theme.pk, source=interview.id, pieces=[Words(start, end)],
        attribution="Interview", by="user:1", at=at,
    )  # fmt: skip
    with pytest.raises(ThemeInUse):
        delete_theme(theme=theme.pk, by="user:1", at=at)


@pytest.mark.parametrize("action", ["make", "change", "move", "delete"])
def test_nothing_changes_when_the_record_cannot_be_written(study, theme, at, monkeypatch, action):
    before = [list(Theme.objects.values()), list(theme.codes.values_list("pk"))]
    monkeypatch.setattr("pennydrop.rooms.understand.actions.themes.record", lambda **_: 1 / 0)
    who = {"by": "user:1", "at": at}
    said = {"title": "New", "central_idea": "", "insight": "", "narrative": "", "codes": []}
    with pytest.raises(ZeroDivisionError):
        {
            "make": lambda: make_theme(study=study.pk, **said, **who),
            "change": lambda: change_theme(theme=theme.pk, **said, **who),
            "move": lambda: move_theme(theme=theme.pk, place=3, **who),
            "delete": lambda: delete_theme(theme=theme.pk, **who),
        }[action]()
    assert [list(Theme.objects.values()), list(theme.codes.values_list("pk"))] == before


def test_themes_through_their_pages(client, colleague, study, believed, interview):
    client.force_login(colleague)

    def way(name, *more):
        return reverse(f"understand:{name}", args=[study.pk, *more])

    written = {"title": TITLE, "insight": "Heard as a verdict.", "codes": [str(believed)]}
    copied = {**written, "narrative": "We was told: I was a druggie wanting pills."}
    refused = client.post(way("theme-new"), copied)
    assert refused.status_code == 400 and "make the passage a quote" in refused.content.decode()
    client.post(way("theme-new"), {**written, "narrative": "<script>x</script> **proof**"})
    client.post(way("theme-new"), {"title": "Second"})
    one, two = Theme.objects.order_by("order")
    page = client.get(way("theme", one.pk)).content.decode()
    assert "<strong>proof</strong>" in page and "<script>x" not in page
    for words in ("how much are you taking", "look at your arms", "nobody wrote it down"):
        assert words in page
    assert "1 of 2 people" in page and "Use as quote" in page
    whole = client.get(way("theme-passages", one.pk) + "?all=1").content.decode()
    assert whole.count("<li><p") == 6
    focus = client.get(way("theme-passages", one.pk) + "?kind=focus_group").content.decode()
    assert focus.count("<li><p") == 2
    client.post(way("theme-move", two.pk), {"step": "up"})
    assert [card.title for card in themes_of(study.pk)] == ["Second", TITLE]
    client.post(way("theme-change", one.pk), {**written, "title": "Renamed", "codes": ["x"]})
    client.post(way("theme-delete", two.pk))
    assert [card.title for card in themes_of(study.pk)] == [TITLE]
    for answer in (client.get(way("themes")), client.get(way("study"))):
        assert TITLE in answer.content.decode()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_a_theme_is_closed_to_others(request, client, study, theme, who, status):
    client.force_login(request.getfixturevalue(who))
    for name in ("theme", "theme-passages", "theme-change"):
        there = reverse(f"understand:{name}", args=[study.pk, theme.pk])
        assert client.get(there).status_code == status
    for name in ("theme-change", "theme-move", "theme-delete"):
        there = reverse(f"understand:{name}", args=[study.pk, theme.pk])
        assert client.post(there, {"title": "X"}).status_code == status
    assert Theme.objects.get().title == TITLE
