"""What the release check says of a draft as a whole: what stops it, and what a person weighs."""

import inspect
import re

import pytest

from pennydrop.core import concerns
from pennydrop.core.documents.blocks import Blank, Prose
from pennydrop.rooms.publish.actions.comments import comment_on, settle
from pennydrop.rooms.publish.actions.drafts import (
    NewFindings,
    put_block,
    remove_block,
    start_findings,
)
from pennydrop.rooms.publish.actions.release import CannotRelease
from pennydrop.rooms.publish.queries import first_look
from pennydrop.rooms.publish.queries.checks import (
    again,
    as_pdf,
    check_draft,
    own_words,
    quotes,
    texts,
    whole,
)
from pennydrop.rooms.publish.queries.drafts import draft_by_id
from pennydrop.rooms.publish.rules.checking import KINDS
from pennydrop.rooms.publish.rules.facts import may_point
from pennydrop.rooms.publish.rules.reading import reading_age
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
HARD = (
    "Notwithstanding considerable organisational heterogeneity, commissioning authorities "
    "consistently underestimated the multidimensional consequences of discontinuous provision, "
    "whereby individuals experiencing persistent urological symptomatology were systematically "
    "redirected between institutions whose administrative responsibilities remained "
    "unarticulated, precipitating avoidable deterioration and disengagement altogether."
)
PLAIN = " ".join(["We went to see them. They had a cup of tea. It was good to talk."] * 5)


def write(draft, text, at):
    newest = draft_by_id(draft.id)
    put_block(
        draft=newest, block=Prose(text), place=2, new=True,
        based_on=newest.number, by="user:1", at=at,
    )  # fmt: skip
    return draft_by_id(draft.id)


def said(told, draft, *, printing=False):
    ready = check_draft(told.card, draft_by_id(draft.id), printing=printing)
    return " ".join(map(str, ready.stops)), " ".join(map(str, ready.weighs))


def test_nothing_of_somebody_leaves_while_a_concern_about_them_is_open(
    told, draft, at, monkeypatch
):
    assert "A concern" not in said(told, draft)[0]
    monkeypatch.setattr(concerns, "open_about", lambda people: {told.person().pk} & set(people))
    assert "A concern for somebody’s safety is open here" in said(told, draft)[0]
    with pytest.raises(CannotRelease, match="concern"):
        released(told, draft, at)


def test_hard_prose_is_weighed(told, draft, at):
    assert "reads like something for people of" not in said(told, draft)[1]
    assert "reads like something for people of" in said(told, write(draft, f"{HARD} " * 12, at))[1]


def test_the_age_of_a_text_rises_with_its_sentences_and_words():
    assert reading_age([f"{HARD} {HARD}"]) > 16 > 10 > reading_age([PLAIN])
    assert reading_age(["Too short."]) is None


def test_a_count_close_to_one_in_an_earlier_edition_is_weighed(told, draft, at):
    released(told, write(draft, "We heard from 40 people.", at), at)
    assert "in an earlier edition" not in said(told, draft)[1]
    found = said(told, write(draft, "Later we heard from 45 people.", at))[1]
    assert "“40 people” in an earlier edition" in found


@pytest.mark.parametrize(
    ("texts", "enough"),
    [
        (["I was 19", "the twins", "my boss at work"], True),
        (["I was 19 and it hurt", "I stopped"], False),
        (["the village", "in the paper", "my stoma"], True),
        (["I am [30s], a nurse", "I live in [market town in Norfolk]"], True),
        (["I am 19", "in [part of a city in Kent]", "[part of London]", "my stoma"], True),
        (["In my late 50s", "in [town 2]", "my stoma"], True),
        (["90s music, in the sixties", "in [town 2]", "my stoma"], False),
        (["I counted 19 of them", "a twin bed"], False),
    ],
)
def test_three_kinds_of_fact_about_one_person_may_point_at_them(texts, enough):
    assert bool(may_point(texts)) is enough


def test_every_kind_of_finding_has_a_name_in_plain_words():
    kinds = set()
    for module in (again, first_look, own_words, quotes, texts, whole):
        kinds |= set(re.findall(r'kind="([^"]+)"', inspect.getsource(module)))
    assert kinds == set(KINDS)


def test_places_that_nobody_has_filled_are_counted(told, at, quote):
    document = start_findings(
        study=told.card, new=NewFindings(template="briefing"), by="user:1", at=at
    )
    waiting = sum(isinstance(block, Blank) for block in draft_by_id(document.id).blocks)
    assert waiting > 1
    assert f"{waiting} places wait to be written" in said(told, draft_by_id(document.id))[1]


def test_comments_that_nobody_settled_are_weighed(told, draft, at):
    assert "comment" not in said(told, draft)[1]
    thread = comment_on(draft=draft, key=draft.keys[1], text="Who is meant?", by="user:9", at=at)
    comment_on(draft=draft, key=draft.keys[3], text="And here?", by="user:9", at=at)
    found = said(told, draft)[1]
    assert found.count("A comment is open here. Settle it, or say why it can wait.") == 2
    settle(draft=draft, thread=thread.pk, by="user:9", at=at)
    remove_block(draft=draft, place=4, based_on=1, by="user:1", at=at)
    found = said(told, draft)[1]
    assert found.count("comment is open") == 1 and "is not there any more" in found


def test_a_poster_that_does_not_fit_its_sheet_is_weighed(told, at, quote):
    document = start_findings(
        study=told.card, new=NewFindings(template="poster"), by="user:1", at=at
    )
    draft = draft_by_id(document.id)
    assert as_pdf(check_draft(told.card, draft, printing=False), date=at.date()).layout == "poster"
    assert "was meant for one sheet" not in said(told, draft, printing=True)[1]
