"""Beneath a key insight readers are told how many people stand behind it, and where."""

import io

import docx
import pytest

from pennydrop.core.documents.blocks import Insight
from pennydrop.core.numbers.small import NOT_SHOWN, Figure
from pennydrop.core.numbers.whom import AnyOf
from pennydrop.rooms.publish.actions.claims import tie_claim
from pennydrop.rooms.publish.actions.drafts import NewFindings, put_block, start_findings
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.checks import read_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.queries.printing import edition_pdf, edition_text, edition_word
from pennydrop.rooms.publish.rules.behind import Row, behind_line, told_by
from pennydrop.rooms.publish.rules.claims import Evidence, Kind
from pennydrop.rooms.publish.rules.figures import Figures, from_data
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
OWN = "Being looked at comes first."
LINE = "Behind this: nearly all of those in interviews and fewer than 10 people in survey answers."


def lines(told, draft):
    ready = read_draft(told.card, draft_by_id(draft.id))
    return {one.markdown: one.behind for one in ready.blocks if isinstance(one, Insight)}


@pytest.fixture
def tied(told, draft, at):
    """A key insight of our own, tied to these."""
    put_block(
        draft=draft, block=Insight(OWN), place=2, new=True, based_on=1,
        by="user:1", at=at,
    )  # fmt: skip

    def tie(*evidence):
        for one in evidence:
            ready = read_draft(told.card, draft_by_id(draft.id))
            (claim,) = [c for c in ready.claims.all if c.sentence.text == OWN]
            tie_claim(ready=ready, sentences=[claim.sentence.name], to=one, by="user:1", at=at)
        return lines(told, draft)[OWN]

    return tie


@pytest.fixture
def code(told, at):
    """A code that only a few of those have who speak of the theme."""
    made = make_code(study=told.id, name="By a nurse", by="user:1", at=at)
    for text in told.texts[:2]:
        start, end = text.place(0, "That was it")
        add_coding(text=text.id, code=made.pk, start=start, end=end, by="user:1", at=at)
    return Evidence(Kind.CODE, str(made.pk))


def theme(told):
    return Evidence(Kind.THEME, str(told.theme.pk))


def test_the_theme_s_own_insight_is_told_by_the_theme_s_figures(told, draft, tied):
    assert LINE in lines(told, draft).values()
    assert lines(told, draft)[OWN] == ""
    assert tied(theme(told)) == LINE


def test_a_few_more_people_or_fewer_are_told_by_nothing_that_can_be_subtracted(
    told, draft, tied, code
):
    assert tied(theme(told), code) == LINE
    ready = read_draft(told.card, draft_by_id(draft.id))
    (cells,) = ready.facts.figures.behind.values()
    theme_cells = ready.facts.figures.themes[str(told.theme.pk)]
    assert {k: c.said for k, c in cells.items()} == {k: c.said for k, c in theme_cells.items()}


def test_a_code_alone_is_told_only_far_from_every_theme_that_holds_it(told, draft, tied, code):
    said = tied(code)
    cells = next(iter(read_draft(told.card, draft_by_id(draft.id)).facts.figures.behind.values()))
    assert "2" not in said and cells["interview"].said in ("a few or none", NOT_SHOWN)


def test_one_that_stands_on_quotes_names_where_they_were_said_and_no_number(told, tied, quote):
    assert tied(Evidence(Kind.QUOTE, str(quote.pk))) == (
        "Behind this: what was said in interviews, quoted here."
    )
    assert tied(Evidence(Kind.METHOD)) != ""


def test_every_form_of_an_edition_carries_the_line_and_it_stays(
    told, draft, tied, code, client, at
):
    tied(theme(told), code)
    released(told, draft, at)
    row = Edition.objects.get()
    figures = from_data(row.skeleton["figures"])
    assert figures.behind and set(figures.behind) <= set(figures.asked)
    card = edition_by_slug(row.slug)
    page = client.get(card.address).content.decode()
    assert page.count(LINE) == 2
    assert LINE.replace(" ", "") in edition_text(card, site="").replace("\n", "").replace(" ", "")
    word = docx.Document(io.BytesIO(edition_word(card, site="")))
    assert LINE in [line.text for line in word.paragraphs]
    assert edition_pdf(card, site="").startswith(b"%PDF")
    assert LINE in lines(told, draft).values()


def test_cards_to_share_hold_one_thought_and_no_figures(told, quote, at):
    new = NewFindings(template="cards", themes=[told.theme.pk])
    started = start_findings(study=told.card, new=new, by="user:1", at=at)
    assert set(lines(told, draft_by_id(started.id)).values()) <= {""}


def test_what_is_not_shown_is_left_out_of_the_line(told, draft):
    figures = read_draft(told.card, draft).facts.figures
    cells = figures.themes[str(told.theme.pk)]
    assert behind_line({"interview": cells["interview"]}, figures.people) == (
        "Behind this: nearly all of those in interviews."
    )
    assert behind_line({}, figures.people) == ""


def test_what_is_not_shown_is_told_by_the_largest_of_its_parts():
    row, more = Row(("a", "b"), AnyOf(frozenset("ab"))), Row(("code:c",), AnyOf(frozenset("c")))
    small, large, hidden = (Figure(n, said, 10) for n, said in
                            ((None, "several"), (20, ""), (None, NOT_SHOWN)))  # fmt: skip
    figures = Figures(
        {"survey": Figure(40, "", 10)}, 0, {"a": {"survey": small}, "b": {"survey": large}}, 10,
        behind={row.name: {"survey": hidden}, more.name: {"survey": hidden}},
    )  # fmt: skip
    assert told_by(row, figures) == {"survey": large}
    assert told_by(more, figures) == {"survey": hidden}
    assert told_by(Row(("a",), AnyOf(frozenset("a"))), figures) == {"survey": small}
