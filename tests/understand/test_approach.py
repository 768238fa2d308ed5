"""A study chooses how it analyses; what its approach does not offer is hidden."""

import pytest

from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.understand.actions.approach import (
    BadApproach,
    BadEntry,
    NotOurs,
    change_approach,
    note_decision,
)
from pennydrop.rooms.understand.models import Decision
from pennydrop.rooms.understand.queries.approach import offers
from pennydrop.rooms.understand.rules.approach import Tool

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
COUNTING = {"agreement", "saturation", "suggestions"}


def change(study, to, at, reason="The team met and wanted it so."):
    change_approach(study=study.pk, approach=to, reason=reason, by="user:1", at=at)


@pytest.mark.parametrize(
    ("approach", "offered"),
    [
        ("reflexive thematic", {"journal", "contrary"}),
        ("codebook", COUNTING),
        ("framework", COUNTING | {"matrix"}),
    ],
)
def test_each_approach_offers_its_own_tools(study, at, approach, offered):
    if study.approach != approach:
        change(study, approach, at)
    assert {str(tool) for tool in Tool if offers(study.pk, tool)} == offered
    assert all(offers(study.pk, tool.value) == (tool in offered) for tool in Tool)


def test_a_misspelt_tool_is_a_fault_and_hides_nothing(study):
    with pytest.raises(ValueError, match="agrement"):
        offers(study.pk, "agrement")


def test_a_change_keeps_its_reason_in_the_trail(study, at):
    change(study, "framework", at, "We have six questions and forty people.")
    (kept,) = Decision.objects.values_list("about", "words", "by")
    assert kept == (
        "approach",
        "From codebook to framework. We have six questions and forty people.",
        "user:1",
    )
    assert study_card(study.pk).approach == "framework"


@pytest.mark.parametrize(
    ("to", "reason"), [("codebook", "Why not."), ("grounded", "Why not."), ("framework", "  ")]
)
def test_no_change_without_another_approach_and_a_reason(study, at, to, reason):
    with pytest.raises(BadApproach):
        change(study, to, at, reason)
    assert study_card(study.pk).approach == "codebook" and not Decision.objects.exists()


def test_the_trail_repeats_nobodys_words(study, interview, at):
    for about, words, wrong in (
        ("codes", "We cut: I was a druggie wanting pills.", NotOurs),
        ("codes", "   ", BadEntry),
        ("weather", "It rained.", BadEntry),
    ):
        with pytest.raises(wrong):
            note_decision(study=study.pk, about=about, words=words, by="user:1", at=at)
    assert not Decision.objects.exists()


def test_nothing_changes_when_the_record_cannot_be_written(study, at, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.actions.studies.record", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change(study, "framework", at)
    assert study_card(study.pk).approach == "codebook" and not Decision.objects.exists()
