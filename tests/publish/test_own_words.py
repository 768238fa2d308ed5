"""Names, places and numbers that the team typed itself are weighed before release."""

import pytest

from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.publish.actions.drafts import NewFindings, put_block, start_findings
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.rules.templates import TEMPLATES

pytestmark = [pytest.mark.django_db(databases=["default", "keys"])]
NAMED = "Dr Karen Whitlock in Cromer said no."
KINDS = {"names of ours", "typed", "typed small"}


@pytest.fixture
def found(told, at):
    """The findings about our own words in a draft, after somebody typed this into it."""

    def look(text="", template="report"):
        new = NewFindings(template=template, title="What we heard", themes=[told.theme.pk])
        draft = draft_by_id(start_findings(study=told.card, new=new, by="user:1", at=at).id)
        if text:
            put_block(
                draft=draft, block=Prose(text), place=2, new=True,
                based_on=draft.number, by="user:1", at=at,
            )  # fmt: skip
        ready = check_draft(told.card, draft_by_id(draft.id), printing=False)
        ours = [one for one in ready.problems if one.kind in KINDS]
        assert not any(one.stops for one in ours)
        return {one.kind: one.text for one in ours}

    return look


def test_names_and_places_are_one_finding_with_their_sentence(found):
    said = found(f"It was late. {NAMED} Then it was over.")
    assert set(said) == {"names of ours"}
    assert "2 names or places" in said["names of ours"]
    for words in ("Karen Whitlock", "“Cromer”", f"“{NAMED}”", "block 2"):
        assert words in said["names of ours"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_a_template_brings_along_raises_nothing(found, template):
    assert found(template=template) == {}


def test_the_names_that_a_document_bears_openly_raise_nothing(found, told):
    assert found(f"{told.card.title} is about {told.card.substance}.") == {}


def test_numbers_typed_by_hand_are_told_apart_by_size(found):
    said = found("Three nurses got it in one question. About 35 people told us. 40 women, twice.")
    assert set(said) == {"typed", "typed small"}
    assert "once" in said["typed small"] and "“Three nurses”" in said["typed small"]
    assert "2 times" in said["typed"] and "“About 35 people told us.”" in said["typed"]
    assert "“40 women”" in said["typed"]


def test_what_another_check_names_already_is_not_asked_twice(found):
    assert found("Seven people and 37 women said so.") == {}
