"""“Most people” is held against the figures that stand beside it."""

from dataclasses import replace

import pytest

from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.publish.actions.drafts import put_block
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.checks.texts import in_words
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.rules.defined_words import too_many
from pennydrop.rooms.publish.rules.figures import TrueCounts, settle_figures

TOLD = settle_figures(
    TrueCounts(
        people={"interview": 40, "survey": 60}, groups=0,
        themes={
            "few": {"interview": 2, "survey": 3},
            "half": {"interview": 2, "survey": 28},
            "all": {"interview": 40, "survey": 10},
        },
    ),
    threshold=10, months="", before=[],
)  # fmt: skip


@pytest.mark.parametrize(
    ("theme", "text", "found"),
    [
        (
            "few",
            "Most people waited, and several of them wept.",
            ("Most people", "several of them"),
        ),
        ("few", "A few people waited. Most mornings began so.", ()),
        ("half", "Several participants waited.", ()),
        ("half", "Nearly all of those people waited.", ("Nearly all of those people",)),
        ("all", "Nearly all people and most of us waited.", ()),
    ],
)
def test_a_word_says_no_more_than_some_figure_allows(theme, text, found):
    assert too_many(text, TOLD.themes[theme], TOLD.people) == found


def test_where_nothing_is_told_nothing_is_held_against_it():
    assert too_many("Most people waited.", {}, TOLD.people) == ()


@pytest.mark.django_db(databases=["default", "keys"])
def test_the_release_check_asks_about_it_in_the_theme_s_section(told, draft, at):
    place = 1 + next(n for n, one in enumerate(draft.blocks, 1) if type(one).__name__ == "Theme")
    put_block(
        draft=draft, block=Prose("Most people saw it."), place=place, new=True,
        based_on=1, by="user:1", at=at,
    )  # fmt: skip
    ready = check_draft(told.card, draft_by_id(draft.id), printing=False)
    assert "too many" not in {one.kind for one in ready.weighs}  # nearly all did
    told_few = replace(TOLD, themes={str(told.theme.pk): TOLD.themes["few"]})
    ready = replace(ready, facts=replace(ready.facts, figures=told_few))
    (problem,) = in_words(ready)
    assert problem.block == place and "“Most people” is more than" in problem.text
