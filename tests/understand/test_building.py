"""Building themes: the board, the map, contrary cases, and what a theme rests on."""

import re
from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.people.queries import actor
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.approach import change_approach
from pennydrop.rooms.understand.actions.board import cluster_code, cluster_quote
from pennydrop.rooms.understand.actions.contrary import (
    BadCase,
    choose_contrary,
    looked_and_found_none,
)
from pennydrop.rooms.understand.actions.quotes import make_quote
from pennydrop.rooms.understand.actions.themes import BadTheme, make_theme
from pennydrop.rooms.understand.models import ContraryCase, Decision, Quote, Theme
from pennydrop.rooms.understand.queries.evidence import heard_of, unsought
from pennydrop.rooms.understand.queries.themes import theme as read_theme
from pennydrop.rooms.understand.rules.evidence import weigh
from pennydrop.rooms.understand.rules.quoting import Words
from tests.understand.building import code_on, coding_of

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TITLE = "People are made to prove their pain"


@pytest.fixture
def believed(study, interview, group, answer, at):
    return code_on(
        study, at, "Not being believed", (interview, 1, "how much are you taking"),
        (group, 2, "look at your arms"), (answer, 0, "nobody wrote it down"),
    )  # fmt: skip


@pytest.fixture
def helped(study, interview, at):
    return code_on(study, at, "Somebody stayed", (interview, 3, "somebody listened"))


@pytest.fixture
def theme(study, believed, at):
    return make_theme(study=study.pk, title=TITLE, codes=[believed], by="user:1", at=at).pk


@pytest.fixture
def way(study):
    return lambda name, *more: reverse(f"understand:{name}", args=[study.pk, *more])


def test_a_contrary_case_stands_beside_the_theme(
    client, colleague, study, theme, helped, interview, way
):
    client.force_login(colleague)
    page = client.get(way("contrary", theme), {"code": helped}).content.decode()
    assert "somebody listened" in page
    client.post(way("contrary-add", theme), {"coding": coding_of(helped, interview).pk})
    assert "“somebody listened”" in unescape(client.get(way("theme", theme)).content.decode())
    case = ContraryCase.objects.get()
    assert case.by == actor(colleague)
    again = client.get(way("contrary", theme), {"code": helped}).content.decode()
    assert "It speaks against" not in again and "No longer" in again
    client.post(way("contrary-drop", theme, case.pk))
    assert not ContraryCase.objects.exists()


def test_a_contrary_case_is_chosen_once_and_from_its_own_study(
    theme, helped, interview, new_study, make_text, at
):
    from pennydrop.rooms.listen.actions.studies import create_study

    coding = coding_of(helped, interview).pk
    for _ in range(2):
        choose_contrary(theme=theme, coding=coding, by="user:1", at=at)
    assert ContraryCase.objects.count() == 1
    other = create_study(new=new_study, by="test", at=at)
    text = make_text(other, "survey", [("Eve", "It was fine for me.")])
    code = code_on(other, at, "Fine", (text, 0, "fine for me"))
    with pytest.raises(BadCase):
        choose_contrary(theme=theme, coding=coding_of(code, text).pk, by="user:1", at=at)


def test_a_contrary_case_goes_with_the_person(theme, helped, interview, at):
    choose_contrary(theme=theme, coding=coding_of(helped, interview).pk, by="user:1", at=at)
    withdraw(participant=interview.people["Ash"], asked="with the code", by="quiet", at=at)
    assert not ContraryCase.objects.exists()


def test_a_reflexive_study_asks_for_contrary_cases_until_somebody_looked(
    client, colleague, study, theme, way, at
):
    client.force_login(colleague)
    ask = "Has anybody looked for what speaks against it?"
    assert ask not in client.get(way("theme", theme)).content.decode()
    change_approach(
        study=study.pk, approach="reflexive thematic", reason="We read.", by="user:1", at=at
    )
    assert ask in client.get(way("theme", theme)).content.decode()
    assert "no contrary case sought yet" in client.get(way("themes")).content.decode()
    assert unsought(study.pk) == {theme}
    refused = client.post(way("contrary-none", theme), {"how": " "})
    assert refused.status_code == 400 and unsought(study.pk) == {theme}
    client.post(way("contrary-none", theme), {"how": "Every interview, for a good first visit."})
    assert unsought(study.pk) == set()
    assert ask not in client.get(way("theme", theme)).content.decode()
    kept = Decision.objects.get(theme=theme)
    assert (kept.about, kept.by) == ("contrary cases", actor(colleague))


def test_evidence_is_told_in_words_from_true_figures(study, theme, helped, interview, at):
    told = weigh(heard_of(read_theme(study.pk, theme)))
    assert told.strengths == (
        "3 people say it: 1 of 1 in interviews, 1 of 2 in focus groups and 1 of 1 in survey "
        "answers.",
        "It was heard in all three ways of asking, so it does not hang on one of them.",
    )
    assert told.limits == (
        "One of you coded all of it.",
        "Nobody has looked yet for what speaks against it.",
    )
    looked_and_found_none(theme=theme, how="All of it.", by="user:1", at=at)
    told = weigh(heard_of(read_theme(study.pk, theme)))
    assert told.strengths[-1] == ("Somebody looked for what speaks against it and found nothing.")


def test_the_limits_are_said_of_a_theme_of_one_person(study, helped, interview, answer, at):
    alone = make_theme(study=study.pk, title="Stayed", codes=[helped], by="user:1", at=at).pk
    told = weigh(heard_of(read_theme(study.pk, alone)))
    assert told.strengths == ()
    assert told.limits[:3] == (
        "Only 1 person says it.",
        "Nobody in survey answers says it, though we asked there.",
        "We asked nobody in focus groups.",
    )


def test_the_board_moves_codes_and_quotes_by_their_own_forms(
    client, colleague, study, theme, believed, helped, interview, way, at
):
    client.force_login(colleague)
    start, end = interview.place(3, "somebody listened")
    quote = make_quote(
        theme=theme, source=interview.id, pieces=[Words(start, end)], attribution="",
        by="user:1", at=at,
    ).pk  # fmt: skip
    client.post(way("board"), {"what": "theme", "title": "One who stays changes everything"})
    stays = Theme.objects.exclude(pk=theme).get()
    moved = client.post(way("board"), {"what": "code", "id": helped, "into": stays.pk})
    assert moved.url.endswith(f"#card-{helped}")
    card = unescape(client.get(way("board")).content.decode()).split(f'id="card-{helped}"')[1]
    assert f"It is in “{stays.title}” now." in card.split("</li>")[0]
    client.post(way("board"), {"what": "quote", "id": quote, "into": stays.pk})
    client.post(way("board"), {"what": "code", "id": believed, "out_of": theme, "into": ""})
    assert list(stays.codes.values_list("pk", flat=True)) == [helped]
    assert Quote.objects.get().theme == stays
    assert not Theme.objects.get(pk=theme).codes.exists()
    page = unescape(client.get(way("board")).content.decode())
    loose = page.split("In no theme yet</h2>")[1].split("</section>")[0]
    assert "Not being believed" in loose and "“somebody listened”" not in loose


def test_a_cards_list_stands_on_where_it_is_so_that_move_alone_moves_nothing(
    client, colleague, study, theme, believed, helped, interview, way, at
):
    client.force_login(colleague)
    make_theme(study=study.pk, title="Another", codes=[], by="user:1", at=at)
    page = client.get(way("board")).content.decode()
    preset = {}
    for code in (believed, helped):
        form = page.split(f'id="card-{code}"')[1].split("</form>")[0]
        chosen = re.search(r'<option value="([^"]*)" selected>', form)
        preset[code] = chosen[1] if chosen else re.search(r'<option value="([^"]*)"', form)[1]
    assert preset == {believed: str(theme), helped: ""}
    for code, place in preset.items():
        sent = {"what": "code", "id": code, "out_of": place, "into": place}
        said = client.post(way("board"), sent, follow=True).content.decode()
        assert "It stays where it is" in said.split(f'id="card-{code}"')[1].split("</li>")[0]
    assert list(Theme.objects.get(pk=theme).codes.values_list("pk", flat=True)) == [believed]
    gone = {"what": "code", "id": believed, "out_of": theme, "into": ""}
    assert f"It is no longer in “{TITLE}”." in unescape(
        client.post(way("board"), gone, follow=True).content.decode()
    )


def test_the_board_refuses_what_is_of_another_study(
    client, colleague, study, theme, believed, new_study, way, at
):
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    there = make_theme(study=other.pk, title="There", by="test", at=at).pk
    with pytest.raises(BadTheme):
        cluster_code(code=believed, out_of=theme, into=there, by="user:1", at=at)
    assert Theme.objects.get(pk=theme).codes.count() == 1
    client.force_login(colleague)
    gone = client.post(
        reverse("understand:board", args=[other.pk]),
        {"what": "code", "id": believed, "into": there},
    )
    assert gone.status_code == 404 and not Theme.objects.get(pk=there).codes.exists()


def test_a_quote_keeps_its_signatures_on_the_board(theme, interview, study, at):
    from pennydrop.rooms.understand.actions.signing import sign_quote

    start, end = interview.place(1, "it burned like glass")
    quote = make_quote(
        theme=None, source=interview.id, pieces=[Words(start, end)], attribution="",
        by="user:1", at=at,
    )  # fmt: skip
    sign_quote(quote=quote, by="user:1", at=at)
    cluster_quote(quote=quote.pk, into=theme, by="user:1", at=at)
    assert quote.signature_set.count() == 1


def test_the_map_is_a_picture_with_a_table(client, colleague, study, theme, interview, way, at):
    over = code_on(study, at, "The question", (interview, 1, "he goes, how much are you taking"))
    make_theme(study=study.pk, title="<b>Asked</b> & judged", codes=[over], by="user:1", at=at)
    client.force_login(colleague)
    page = client.get(way("theme-map")).content.decode().split("<h1>")[1]
    assert 'role="img"' in page and 'aria-labelledby="theme-map-title theme-map-desc"' in page
    assert page.count("<path") == 1 and page.count("<circle") == 2 and "Codes in both" in page
    assert "<b>Asked" not in page and "style=" not in page
    joined = page.split("Told in the same places")[-1]
    assert TITLE in joined and '<td class="num">1</td>' in joined


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_building_is_closed_to_others(request, client, study, theme, way, who, status):
    client.force_login(request.getfixturevalue(who))
    for there in (way("board"), way("theme-map"), way("contrary", theme), way("approach")):
        assert client.get(there).status_code == status
    for name, more in (("board", ()), ("contrary-add", (theme,)), ("contrary-none", (theme,))):
        assert client.post(way(name, *more), {"what": "theme", "title": "X"}).status_code == status
    assert Theme.objects.count() == 1 and not Decision.objects.exists()
