"""A chart of a question that the team keeps: who said it, within the rules for small numbers."""

from html import unescape

import pytest

from pennydrop.core.documents.blocks import ChartRef, Figure
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.queries.charts import question_key
from pennydrop.rooms.publish.queries.checks import check_draft, read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug, read_edition
from pennydrop.rooms.publish.queries.listing import findings, themes_of_edition
from pennydrop.rooms.publish.rules.figures import as_data
from pennydrop.rooms.understand.actions.finding import drop_query, keep_query
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.public.questions import people_of_questions, questions_of
from pennydrop.rooms.understand.rules.asking import Coded, How, Joined, Worded
from tests.publish.conftest import CANARY
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
NAME = "Somebody noticed"


@pytest.fixture
def question(told, at):
    """Finds what 12 people in interviews and 3 in the survey said."""
    code = Code.objects.get(study=told.id)
    asked = Coded(frozenset({code.pk}))
    return keep_query(study=told.id, name=NAME, question=asked, by="user:1", at=at)


@pytest.fixture
def charted(draft, question, at):
    block = Figure(ChartRef("question", (("question", str(question.pk)),)), "{{chart}}")
    put_block(
        draft=draft, block=block, place=3, new=True, based_on=1, by="user:1",
        at=at,
    )  # fmt: skip
    return draft_by_id(draft.id)


def chart(ready):
    block = ready.blocks[2]
    return block, ready.values[block.chart.key]


def test_people_are_counted_once_by_kind_of_source(told, question, at):
    rare = keep_query(
        study=told.id, name="Rare", question=Worded("heron"), by="user:1", at=at
    )  # fmt: skip
    found = people_of_questions(told.id, [question.pk, rare.pk, told.id])
    assert found[question.pk]["interview"] == 12 and found[question.pk]["survey"] == 3
    assert sum(found[rare.pk].values()) == 1 and len(found) == 2
    assert [card.name for card in questions_of(told.id)] == ["Rare", NAME]


def test_the_chart_says_only_what_may_leave(told, charted):
    block, drawn = chart(read_draft(told.card, charted))
    assert drawn.title == NAME
    assert "nearly all" in block.alt and "fewer than" in block.alt and "{{" not in block.alt
    assert " 3" not in block.alt and "12" not in block.alt


def test_released_figures_outlast_the_question(told, charted, question, at):
    made = released(told, charted, at)
    before = read_edition(edition_by_slug(made.slug))
    drop_query(query=question.pk, by="user:1", at=at)
    after = read_edition(edition_by_slug(made.slug))
    key = charted.blocks[2].chart.key
    assert after.values[key] == before.values[key] and after.values[key].title == NAME
    themes = next(b.chart.key for b in after.blocks if isinstance(b, Figure)
                  and b.chart.kind == "themes")  # fmt: skip
    assert NAME not in after.values[themes].categories


def test_a_charted_question_is_listed_as_no_theme(told, charted, at):
    made = released(told, charted, at)
    assert NAME in str(made.skeleton["titles"])
    assert themes_of_edition(made.pk) == (told.theme.title,)
    assert findings()[0].themes == (told.theme.title,)


def test_a_question_that_is_gone_stops_the_release(told, charted, question, at):
    drop_query(query=question.pk, by="user:1", at=at)
    stops = check_draft(told.card, charted, printing=False).stops
    assert any("chart" in stop.text for stop in stops)


def test_a_chart_is_picked_by_the_questions_name(client, colleague, told, draft, base, question):
    client.force_login(colleague)
    page = unescape(client.get(f"{base}add/figure/?place=3").content.decode())
    assert f"Who said it: {NAME}" in page
    sent = {"chart": f"question:{question.pk}", "alt": "", "based_on": 1, "place": 3}
    client.post(f"{base}add/figure/?place=3", sent)
    assert draft_by_id(draft.id).blocks[2].chart.params == (("question", str(question.pk)),)
    assert draft_by_id(draft.id).blocks[2].alt == "{{chart}}"  # what is left empty fills itself
    page = unescape(client.get(f"{base}3/").content.decode())
    assert f'value="question:{question.pk}" selected' in page
    wrong = {**sent, "chart": f"question:{told.id}", "based_on": 2}
    assert client.post(f"{base}3/", wrong).status_code == 200
    assert draft_by_id(draft.id).number == 2


def test_quotes_are_picked_with_their_marks(client, colleague, base, quote):
    client.force_login(colleague)
    page = client.get(f"{base}add/quote/?place=2").content.decode()
    assert '<span class="clarify"> [at the surgery]</span><span class="omit"> […]</span>' in page
    assert CANARY in page and "Interview, a lighthouse keeper" in page


def test_a_question_that_another_holds_is_told_beside_it(told, charted, question, at):
    """“Said it, in so many words” finds 12 in interviews, as the question beside it does: a second
    number would tell of what lies between, and the same words tell nothing."""
    code = Code.objects.get(study=told.id)
    inner = Joined(Coded(frozenset({code.pk})), How.AND, Worded("somebody"))
    kept = keep_query(study=told.id, name="Somebody, said so", question=inner, by="user:1", at=at)
    block = Figure(ChartRef("question", (("question", str(kept.pk)),)), "{{chart}}")
    put_block(
        draft=charted, block=block, place=4, new=True, based_on=2,
        by="user:1", at=at,
    )  # fmt: skip
    figures = read_draft(told.card, draft_by_id(charted.id)).facts.figures
    asked = [figures.asked[question_key(str(one.pk))] for one in (question, kept)]
    assert asked[0] == figures.asked[str(told.theme.pk)] and asked[1] != asked[0]
    rows = [figures.themes[question_key(str(one.pk))] for one in (question, kept)]
    assert rows[0] == figures.themes[str(told.theme.pk)]
    assert all(cell.shown is None for row in rows for cell in row.values())
    assert "somebody" not in str(as_data(figures))
