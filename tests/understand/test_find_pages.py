"""The pages of finding and counting: who may open them, and that each cell leads to its quotes."""

import re
from html import unescape

import pytest
from django.urls import reverse

from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.targets import keep_about_you, keep_characteristic
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.rules.targets import Wanted
from pennydrop.rooms.understand.actions.cases import make_attribute, note_case
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Blind, CaseAttribute, CaseValue, SavedQuery, StopList
from pennydrop.rooms.understand.queries.attributes import team_key
from pennydrop.rooms.understand.queries.search import search
from pennydrop.rooms.understand.queries.words import said_most

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
PAGES = ["ask", "by-people", "together", "by-kind", "words-said", "stop-list", "cases", "search"]


@pytest.fixture
def coded(study, interview, group, answer, at):
    codes = [
        make_code(study=study.pk, name=name, by="user:1", at=at).pk for name in ("Doubt", "Pain")
    ]
    for text, turn, words, code in (
        (interview, 1, "it burned like glass. And he looks at the screen", 0),
        (interview, 1, "it burned like glass", 1),
        (group, 2, "look at your arms", 0),
        (answer, 0, "the pain", 1),
    ):
        start, end = text.place(turn, words)
        add_coding(text=text.id, code=codes[code], start=start, end=end, by="user:1", at=at)
    make_theme(study=study.pk, title="Not believed", codes=[codes[0]], by="user:1", at=at)
    return codes


@pytest.fixture
def area(study, interview, group, answer, at):
    made = make_attribute(study=study.pk, name="Area", by="user:1", at=at)
    for person, value in (
        (interview.people["Ash"], "Coast"), (group.people["Bo"], "City"),
        (group.people["Cal"], "City"), (answer.people["Dee"], "Coast"),
    ):  # fmt: skip
        note_case(
            study=study.pk, participant=person.pk, values={made.pk: value}, by="user:1", at=at
        )
    return made


def get(client, name, study, *more, **query):
    answer = client.get(reverse(f"understand:{name}", args=[study.pk, *more]), query)
    assert answer.status_code == 200, name
    return unescape(answer.content.decode())


def cells(page):
    """Row heading -> its links and texts."""
    return {
        re.sub("<[^>]+>", "", head): [
            (re.search('href="([^"]*)"', cell), re.sub("<[^>]+>", " ", cell).split())
            for cell in re.findall("<td[^>]*>(.*?)</td>", rest, re.S)
        ]
        for head, rest in re.findall('<tr><th scope="row">(.*?)</th>(.*?)</tr>', page, re.S)
    }


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_it(client, study, coded, area, owner, colleague, stranger, worker, name):
    there = reverse(f"understand:{name}", args=[study.pk])
    assert client.get(there).status_code == 302
    for who, status in ((owner, 200), (colleague, 200), (worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.get(there).status_code in ({status} if status != 404 else {403, 404}), who


@pytest.mark.parametrize("name", PAGES)
def test_a_study_with_nothing_in_it_has_pages_too(client, study, colleague, name):
    client.force_login(colleague)
    get(client, name, study)


def test_a_cell_of_codes_together_opens_its_passages(client, study, coded, colleague):
    client.force_login(colleague)
    table = cells(get(client, "together", study))
    link, said = table["Doubt"][1]
    assert said[0] == "1"
    page = unescape(client.get(link[1]).content.decode())
    assert "1 passage in 1 source" in page and "burned like glass. And he looks" in page
    assert "2 passages in 2 sources" in client.get(table["Doubt"][0][0][1]).content.decode()
    assert get(client, "together", study, how="near").count('class="chart"') == 1


def test_small_numbers_are_hidden_until_the_team_asks_for_true_ones(
    client, study, coded, area, colleague
):
    client.force_login(colleague)
    key = team_key(area.pk)
    page = get(client, "by-people", study, by=key)
    assert {text for row in cells(page).values() for _, said in row for text in said} & {
        "1",
        "2",
    } == set()
    assert f"fewer than {study.small_number}" in page
    assert not any(link for row in cells(page).values() for link, _ in row)
    true = get(client, "by-people", study, by=key, figures="true")
    table = cells(true)
    assert [said[0] for _, said in table["Doubt"]] == ["1", "1"]  # City, Coast
    assert [said[0] for _, said in table["Pain"]] == ["0", "2"]
    page = unescape(client.get(table["Pain"][1][0][1]).content.decode())
    assert "2 passages in 2 sources" in page and "Area: Coast" in page


def test_groups_stand_in_the_order_in_which_they_are_offered(
    client, study, coded, interview, group, colleague, at
):
    offered = ("Under 25", "25 to 40", "Over 40")
    age = keep_characteristic(
        study=study, name="Age", question="", bands=[Wanted(name, None) for name in offered],
        by="user:1", at=at,
    )  # fmt: skip
    people = (interview.people["Ash"], group.people["Bo"], group.people["Cal"])
    for person, band in zip(people, offered, strict=True):
        keep_about_you(participant=person, shared={age.pk: band}, by="user:1", at=at)
    client.force_login(colleague)
    page = get(client, "by-people", study, by="session:Age", figures="true")
    heads = re.findall('<th scope="col" class="num">Age: (.*?)</th>', page.split("<table>")[-1])
    assert heads == list(offered)
    choices = get(client, "ask", study).split(">anybody</option>")[1].split("</select>")[0]
    assert re.findall(">([^<]+)</option>", choices) == list(offered)


def test_a_reviewer_sees_protected_figures_and_no_quotes(client, study, coded, area, person):
    client.force_login(person("ade", Role.CLINICIAN_REVIEWER))
    key = team_key(area.pk)
    page = get(client, "by-people", study, by=key, figures="true")
    table = cells(page)
    assert table["Doubt"] and all(link is None for link, _ in table["Doubt"])
    assert "True figures" not in page and "fewer than" in page
    for name in ("ask", "together", "cases"):
        assert client.get(reverse(f"understand:{name}", args=[study.pk])).status_code == 403


def test_no_more_than_two_are_crossed_for_others_and_three_for_the_team(
    client, study, coded, area, interview, colleague, person, at
):
    keys = [team_key(area.pk)]
    for name in ("Age", "Years", "Shoes"):
        row = make_attribute(study=study.pk, name=name, by="user:1", at=at)
        note_case(
            study=study.pk, participant=interview.people["Ash"].pk, values={row.pk: "some"},
            by="user:1", at=at,
        )  # fmt: skip
        keys.append(team_key(row.pk))
    there = reverse("understand:by-people", args=[study.pk])
    client.force_login(colleague)
    assert client.get(there, {"by": keys[:3]}).status_code == 200
    assert client.get(there, {"by": keys}).status_code == 400
    client.force_login(person("ade", Role.CLINICIAN_REVIEWER))
    assert client.get(there, {"by": keys[:2]}).status_code == 200
    assert "could be recognised" in client.get(there, {"by": keys[:3]}).content.decode()


def test_themes_by_kind_and_the_words_people_say(client, study, coded, colleague):
    client.force_login(colleague)
    table = cells(get(client, "by-kind", study))
    said = [" ".join(said) for _, said in table["Not believed"]]
    assert said == ["1 person in 1 source", "1 person in 1 source", "nobody"]
    words = cells(get(client, "words-said", study))
    assert "pain" in words and "the" not in words and "happened" not in words
    links = [link and link[1] for link, _ in words["pain"]]
    assert links[0].endswith("q=pain&view=lines") and links[1].endswith("q=pain")
    client.post(reverse("understand:stop-list", args=[study.pk]), {"words": "Pain, nurse"})
    changed = cells(get(client, "words-said", study))
    assert "pain" not in changed and "the" in changed
    assert StopList.objects.get().words == "nurse\npain"
    client.post(reverse("understand:stop-list", args=[study.pk]), {"shipped": "1"})
    assert list(cells(get(client, "words-said", study))) == list(words)


def test_stand_ins_are_no_words_that_somebody_said(study, make_text):
    first = [("Eve", "We went to [town 2] in a town hall, [friend 1] and me.")]
    make_text(study, "interview", first)
    said = {one.word: (one.times, one.turns) for one in said_most(study.pk)}
    assert said["town"] == (1, 1) and "friend" not in said and said["hall"] == (1, 1)
    make_text(study, "interview", [("Fay", "[friend 1] again, my friend in [town 2]")])
    later = {one.word: (one.times, one.turns) for one in said_most(study.pk)}
    assert later["town"] == (1, 1) and later["friend"] == (1, 1)
    assert search(study.pk, "friend").total == 2


def test_a_hit_stands_in_its_context(client, study, coded, colleague):
    client.force_login(colleague)
    page = get(client, "search", study, q="/gl\\w+s/", view="lines")
    assert '<th scope="row"><mark>glass</mark></th>' in page and "it burned like" in page
    refused = get(client, "search", study, q="/(a+)+/")
    assert "would never end" in refused


def test_a_question_is_kept_for_everybody_and_dropped(
    client, study, coded, owner, colleague, stranger, at
):
    client.force_login(colleague)
    asked = f"code1={coded[0]}&how2=near&within2=3&unit2=words&words2=glass&kind=interview"
    there = reverse("understand:ask", args=[study.pk])
    assert "1 passage in 1 source" in client.get(f"{there}?{asked}").content.decode()
    keep = reverse("understand:ask-keep", args=[study.pk])
    client.post(keep, {"asked": asked, "name": "Burning"})
    row = SavedQuery.objects.get()
    client.force_login(owner)
    page = get(client, "ask", study, kept=row.pk)
    assert "1 passage in 1 source" in page
    assert "“Doubt” within 3 words of the words glass in interviews" in page
    client.post(keep, {"asked": "words1=it+burned+like+glass+and+he", "name": "Said"})
    assert SavedQuery.objects.count() == 1
    drop = reverse("understand:ask-drop", args=[study.pk, row.pk])
    client.force_login(stranger)
    assert client.post(drop).status_code in {403, 404} and SavedQuery.objects.exists()
    client.force_login(colleague)
    client.post(drop)
    assert not SavedQuery.objects.exists()
    for bad in ("code1=x", "words1=a&how2=odd&words2=b", "words1=a&how2=near&within2=-1&words2=b"):
        assert client.get(f"{there}?{bad}").status_code == 400
    assert client.get(there, {"kept": "x"}).status_code == 400


def test_what_is_known_of_a_participant_is_noted_sealed_and_goes_with_them(
    client, study, coded, area, interview, colleague, stranger, at
):
    ash = interview.people["Ash"]
    client.force_login(colleague)
    page = get(client, "case", study, ash.pk)
    assert 'value="Coast"' in page and "Interview 1" in page and "Doubt" in page
    assert "Coast" not in str(list(CaseValue.objects.values_list("sealed", flat=True)))
    client.post(reverse("understand:case", args=[study.pk, ash.pk]), {f"noted-{area.pk}": "x" * 61})
    assert "Coast" in get(client, "cases", study)
    client.post(reverse("understand:case", args=[study.pk, ash.pk]), {f"noted-{area.pk}": "Island"})
    assert "Island" in get(client, "cases", study)
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert "Island" not in get(client, "cases", study)
    assert not CaseValue.objects.filter(participant=ash.pk).exists()
    gone = reverse("understand:case", args=[study.pk, ash.pk])
    assert client.get(gone).status_code == 404


def test_what_the_team_notes_begins_and_ends_on_a_page(client, study, interview, colleague):
    client.force_login(colleague)
    add = reverse("understand:attribute-add", args=[study.pk])
    for name in ("Town", "town", " ", "x" * 61):
        client.post(add, {"name": name})
    row = CaseAttribute.objects.get()
    assert row.name == "Town"
    client.post(reverse("understand:attribute-drop", args=[study.pk, row.pk]))
    assert not CaseAttribute.objects.exists()


def test_the_curve_is_there_where_the_approach_asks_for_it(client, study, coded, colleague):
    client.force_login(colleague)
    there = reverse("understand:saturation", args=[study.pk])
    study.approach = "reflexive thematic"
    study.save()
    assert client.get(there).status_code == 404 and there not in get(client, "by-people", study)
    study.approach = "codebook"
    study.save()
    assert there in get(client, "by-people", study)
    page = get(client, "saturation", study)
    assert page.count('class="chart"') == 1 and "49 shuffled orders" in page


def test_nobody_learns_from_counts_how_others_coded_before_they_are_done(
    client, study, coded, colleague, at
):
    Blind.objects.create(study=study.pk, by="user:1", at=at)
    client.force_login(colleague)
    for name in ("ask", "by-people", "together", "by-kind"):
        page = get(client, name, study)
        assert "done with 3 more sources" in page and "Doubt" not in page
    assert "pain" in get(client, "words-said", study)
