"""A recommendation is put to an owner, and everybody sees what came of it."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pennydrop.core import figures
from pennydrop.core.audit.models import Event
from pennydrop.core.documents.blocks import Recommendation as RecommendationBlock
from pennydrop.core.figures import Kind, NamedFigure, Standing
from pennydrop.rooms.publish.actions.commitments import (
    give_later_day,
    read_named_figures,
    strike_figure,
)
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.actions.recommendations import (
    CannotNote,
    FromFindings,
    note_declined,
    note_recommendation,
)
from pennydrop.rooms.publish.models import Commitment, Edition, Recommendation
from pennydrop.rooms.publish.queries.drafts import draft_of
from pennydrop.rooms.publish.queries.duties import duties
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.parts import parts_of
from pennydrop.rooms.publish.queries.promises import entries, entry_of
from pennydrop.rooms.publish.rules.commitments import State
from pennydrop.rooms.publish.rules.measures import BadMeasure
from pennydrop.web.figures import FIGURES
from tests.publish.conftest import CANARY
from tests.publish.promising import (
    ASKED,
    BY,
    DUE,
    TERMS,
    TEXT,
    after,
    agreed,
    figure,
    put,
    recommended,
)
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def recommendation(told, edition):
    return recommended(told, edition)


def state_on(recommendation, day):
    return entry_of(recommendation.pk, on=day).states[0]


def test_from_asked_to_kept(recommendation):
    ask = put(recommendation)
    assert state_on(recommendation, after(0).date()) is State.ASKED
    assert state_on(recommendation, after(31).date()) is State.NO_REPLY
    made = agreed(ask, at=after(35))
    assert state_on(recommendation, after(35).date()) is State.NOT_YET_DUE
    figure(made, 1, after(60))
    assert state_on(recommendation, after(60).date()) is State.NOT_YET_DUE
    figure(made, 2, after(90))
    assert state_on(recommendation, after(90).date()) is State.KEPT
    told = entry_of(recommendation.pk, on=after(90).date()).owners[0].promised
    assert [one.words for one in told.figures] == ["1", "2"] and told.done_on == after(90).date()
    assert told.chart.categories == ("9 May 2026", "8 June 2026")
    done = set(Event.objects.filter(what__startswith="publish.").values_list("what", flat=True))
    assert done >= {
        "publish.recommendation.note", "publish.recommendation.ask",
        "publish.recommendation.agreed", "publish.commitment.make", "publish.commitment.figure",
    }  # fmt: skip


def test_a_later_day_stays_beside_the_first(recommendation):
    made = agreed(put(recommendation))
    with pytest.raises(CannotNote, match="after 1 September 2026"):
        give_later_day(commitment=made, due=DUE, why="Staff left.", by=BY, at=after(100))
    give_later_day(
        commitment=made, due=dt.date(2027, 5, 1), why="Staff left.", by=BY, at=after(100)
    )
    promised = entry_of(recommendation.pk, on=dt.date(2026, 9, 2)).owners[0].promised
    assert promised.due == DUE and promised.later[0][0] == dt.date(2027, 5, 1)
    assert state_on(recommendation, dt.date(2026, 9, 2)) is State.LATE
    assert state_on(recommendation, dt.date(2027, 5, 2)) is State.BROKEN


def test_closing_the_study_ends_no_promise(recommendation, study):
    agreed(put(recommendation))
    study.state = "closed"
    study.save()
    (entry,) = entries(on=dt.date(2026, 9, 2))
    assert entry.states == (State.LATE,)
    assert not hasattr(Commitment, "closed_on")


def test_a_struck_figure_stays_in_sight(recommendation):
    made = agreed(put(recommendation))
    row = figure(made, 2, after(10))
    strike_figure(reading=row, why="It counted one twice.", by=BY, at=after(20))
    with pytest.raises(CannotNote):
        strike_figure(reading=row, why="Again.", by=BY, at=after(21))
    promised = entry_of(recommendation.pk, on=after(20).date()).owners[0].promised
    assert promised.figures[0].struck_why == "It counted one twice." and promised.done_on is None
    assert state_on(recommendation, after(19).date()) is State.KEPT
    assert state_on(recommendation, after(20).date()) is State.NOT_YET_DUE


def test_taken_back_is_broken(recommendation):
    ask = put(recommendation)
    agreed(ask)
    note_declined(ask=ask, on=after(5).date(), said="No money.", by=BY, at=after(5))
    assert state_on(recommendation, after(5).date()) is State.BROKEN
    with pytest.raises(CannotNote):
        note_declined(ask=ask, on=after(6).date(), said="Still.", by=BY, at=after(6))


def test_what_does_not_fit_is_refused_and_nothing_is_kept(recommendation):
    with pytest.raises(CannotNote, match="not come yet"):
        put(recommendation, on=after(1).date())
    ask = put(recommendation)
    for wrong in (
        replace(TERMS, due=dt.date(2026, 3, 1)),
        replace(TERMS, measure=" "),
        replace(TERMS, figure="no such figure"),
    ):
        with pytest.raises(CannotNote):
            agreed(ask, wrong, at=after(1))
    with pytest.raises(BadMeasure):
        agreed(ask, replace(TERMS, people=True), at=after(1))
    assert not ask.reply_set.exists() and not Commitment.objects.exists()


def test_our_words_may_not_repeat_theirs(told, edition, recommendation):
    with pytest.raises(CannotNote, match="own words"):
        recommended(told, edition, f"See to it that {CANARY} again.")
    made = agreed(put(recommendation))
    with pytest.raises(CannotNote, match="own words"):
        give_later_day(
            commitment=made, due=dt.date(2027, 1, 1), why=f"They said {CANARY}.", by=BY, at=after(9)
        )
    assert Recommendation.objects.count() == 1


def test_a_named_figure_is_read_by_itself(recommendation, told):
    numbers = {ASKED.date(): 0, after(1).date(): 0, after(2).date(): 3}
    named = NamedFigure(
        "groups", "Groups", "Counted here.", Kind.COUNT, False,
        lambda organisation, day: Standing(Decimal(numbers[day])),
    )  # fmt: skip
    figures.connect([named])
    try:
        agreed(put(recommendation), replace(TERMS, figure="groups"))
        assert [read_named_figures(at=after(n)) for n in (0, 0, 1, 2)] == [1, 0, 0, 1]
    finally:
        figures.connect(FIGURES)
    assert state_on(recommendation, after(1).date()) is State.NOT_YET_DUE
    assert state_on(recommendation, after(2).date()) is State.KEPT


def test_the_figures_handed_in_can_be_read(told, edition):
    day = dt.date(2026, 3, 10)
    read = {one.name: one.read(told.card.organisation, day) for one in FIGURES}
    assert read["reports-released"] == Standing(Decimal(1))
    assert read["people-heard"] == Standing(Decimal(15))
    assert read["studies-open"] == Standing(Decimal(1))
    assert read["groups-held"] == Standing(Decimal(0))


def test_everybody_sees_it_two_weeks_after_the_owners(client, recommendation, on):
    put(recommendation, owner="The county partnership")
    on(after(13).date())
    page = client.get("/promises/").content.decode()
    assert TEXT in page and "not asked yet" in page and "The county partnership" not in page
    on(after(14).date())
    page = client.get("/promises/").content.decode()
    assert "The county partnership" in page and "24 March" not in page and "10 March 2026" in page
    detail = client.get(f"/promises/{recommendation.slug}/").content.decode()
    assert "by letter" in detail and "We asked, and the time to reply is not over." in detail


def test_the_page_of_one_study_and_the_way_to_the_insight(client, recommendation, edition, on):
    on(after(20).date())
    page = client.get(f"{edition.address}promises/").content.decode()
    assert TEXT in page and f'href="{edition.address}#section-1"' in page
    assert f"What “{edition.title.partition(':')[0]}” asks for" in page
    assert "From other reports of this study" not in page
    assert "How many stand where, of what this report asks for:<" in page
    other = Edition.objects.get()
    other.pk, other.document, other.slug = uuid4(), uuid4(), "other"
    other.save(force_insert=True)
    page = client.get("/findings/other/promises/").content.decode()
    assert page.index("From other reports of this study") < page.index(TEXT)
    put(recommendation)
    on(after(20).date())
    news = [client.get(f"{at}promises/feed.xml").content.decode()
            for at in ("/", edition.address, "/findings/other/")]  # fmt: skip
    assert [TEXT in one for one in news] == [True, True, False], "a feed holds its own report's"
    assert "How many stand where" not in page and "asks for has been followed yet" in page
    assert client.get("/findings/nothing/promises/").status_code == 404
    assert client.get("/promises/nothing/").status_code == 404


def test_what_is_new_comes_first_and_how_many_stand_where_takes_a_line(client, recommendation, on):
    made = agreed(put(recommendation), at=after(2))
    struck = figure(made, 3, after(3))
    figure(made, 2, after(2))
    strike_figure(reading=struck, why="Counted twice.", by=BY, at=after(4))
    on(after(30).date())
    page = client.get("/promises/").content.decode()
    order = [page.index(part) for part in ("Newest", "<time", 'class="tally"', "ledger")]
    assert order == sorted(order) and page.count("<time") == 1, "one line for each"
    assert "Groups near a toilet: <b>2</b>, 12 March 2026" in page, "a struck figure is no figure"


def test_small_numbers_of_people_stay_hidden_on_the_page(client, recommendation, on):
    rung = replace(
        TERMS, measure="Rung", kind=Kind.SHARE, people=True, target=Decimal(80), lasting=True
    )
    made = agreed(put(recommendation), rung)
    figure(made, 7, after(3), base=8)
    figure(made, 0, after(4), base=0)
    on(after(30).date())
    page = client.get(f"/promises/{recommendation.slug}/").content.decode()
    assert "too few people to say" in page and "nothing to count yet" in page
    assert "7 of 8" not in page and "(88%)" not in page and "(100%)" not in page


def test_what_is_due_stands_on_today(recommendation, told):
    places = [told.card.organisation]

    def said(days):
        return [duty.text for duty in duties(places, on=after(days).date())]

    assert "has not been put to anybody" in said(0)[0]
    ask = put(recommendation)
    assert said(0) == []
    assert said(31) == ["The county partnership has not replied by 9 April."]
    agreed(ask, at=after(32))
    assert said(33) == []
    assert said(160) == ["The county partnership: a figure is needed by 1 September."]
    assert said(176) == ["The county partnership: a promise is late now."]
    assert duties([], on=after(176).date()) == []


def test_a_recommendation_of_the_findings_is_taken_as_it_stands(told, draft, at):
    """With its block's key, and who must act; a later edition keeps the key."""
    block = RecommendationBlock("Ring on **the day** that was named.", "The county partnership")
    put_block(draft=draft, block=block, place=1, new=True, based_on=1, by=BY, at=at)
    made = released(told, draft_of(told.id), at)
    card = edition_by_slug(made.slug)
    part = parts_of(card)[0]
    assert (part.text, part.who) == ("Ring on the day that was named.", "The county partnership")
    row = note_recommendation(
        organisation=told.card.organisation, new=FromFindings(part), by=BY, at=at
    )
    assert (
        row.text == part.text and row.block == made.skeleton["keys"][0] and row.place == "block-1"
    )
    empty = next(other for other in parts_of(card) if not other.text)
    with pytest.raises(CannotNote, match="what should change"):
        note_recommendation(
            organisation=told.card.organisation, new=FromFindings(empty), by=BY, at=at
        )


def test_a_longer_list_asks_the_database_no_more_often(
    told, edition, recommendation, django_assert_num_queries
):
    made = agreed(put(recommendation))
    figure(made, 1, after(3))
    with CaptureQueriesContext(connection) as few:
        assert len(entries(on=after(20).date())) == 1
    for number in range(4):
        more = recommended(told, edition, f"Do this, too: {number}.")
        put(more)
        give_later_day(
            commitment=agreed(put(more, owner="Others")), due=dt.date(2027, 1, 1), why="Staff left",
            by=BY, at=after(2),
        )  # fmt: skip
    with django_assert_num_queries(len(few)):
        assert len(entries(on=after(20).date())) == 5
