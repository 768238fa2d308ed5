"""A study chooses how it analyses; what its approach does not offer is hidden."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.public import study_card
from pennydrop.rooms.understand.actions.approach import (
    BadApproach,
    BadEntry,
    NotOurs,
    change_approach,
    note_decision,
)
from pennydrop.rooms.understand.models import Decision, JournalEntry
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


@pytest.fixture
def way(study):
    return lambda name, *more: reverse(f"understand:{name}", args=[study.pk, *more])


def test_a_coordinator_changes_the_approach_and_everybody_reads_why(
    client, owner, colleague, study, way
):
    client.force_login(colleague)
    page = client.get(way("approach")).content.decode()
    assert "Suggested codes" not in page and "Change the approach" not in page
    assert "<h1>Codebook approach</h1>" in page, "the list of codes is called Codebook"
    sent = {"approach": "reflexive thematic", "reason": "We are few and read closely."}
    assert client.post(way("approach"), sent).status_code == 403
    client.force_login(owner)
    refused = client.post(way("approach"), {**sent, "reason": ""})
    assert refused.status_code == 400 and "Say why you change it" in refused.content.decode()
    client.post(way("approach"), sent)
    client.force_login(colleague)
    page = client.get(way("approach")).content.decode()
    assert "Suggested codes" in page and "The saturation curve" in page
    assert sent["reason"] in client.get(way("trail")).content.decode()


def test_a_journal_is_its_writers_until_they_share_it(client, owner, colleague, study, way, at):
    change(study, "reflexive thematic", at)
    client.force_login(colleague)
    client.post(way("journal"), {"words": "I expect anger, because I was angry."})
    entry = JournalEntry.objects.get()
    assert "because I was angry" in client.get(way("journal")).content.decode()
    client.force_login(owner)
    assert "because I was angry" not in client.get(way("journal")).content.decode()
    for do in ("share", "remove"):
        assert client.post(way("journal-entry", entry.pk), {"do": do}).status_code == 404
    client.force_login(colleague)
    client.post(way("journal-entry", entry.pk), {"do": "share"})
    client.force_login(owner)
    shared = client.get(way("journal")).content.decode()
    assert "because I was angry" in shared and "Keep it to myself" not in shared
    client.force_login(colleague)
    client.post(way("journal-entry", entry.pk), {"do": "keep"})
    assert not JournalEntry.objects.get().shared
    client.post(way("journal-entry", entry.pk), {"do": "remove"})
    assert not JournalEntry.objects.exists()


def test_a_journal_repeats_nobodys_words(client, colleague, study, interview, way, at):
    change(study, "reflexive thematic", at)
    client.force_login(colleague)
    sent = {"words": "He said: I was a druggie wanting pills.", "shared": "1"}
    refused = client.post(way("journal"), sent)
    assert refused.status_code == 400 and not JournalEntry.objects.exists()


def test_only_a_reflexive_study_has_a_journal(client, colleague, study, way):
    client.force_login(colleague)
    assert client.get(way("journal")).status_code == 404
    assert client.post(way("journal"), {"words": "Mine."}).status_code == 404


def test_the_trail_takes_a_decision_of_the_team(client, colleague, study, way):
    client.force_login(colleague)
    client.post(way("trail"), {"about": "codes", "words": "Merged two codes: same meaning."})
    assert "Merged two codes" in client.get(way("trail")).content.decode()
    refused = client.post(way("trail"), {"about": "codes", "words": ""})
    assert refused.status_code == 400 and Decision.objects.count() == 1


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_how_a_study_works_is_closed_to_others(request, client, study, way, who, status):
    client.force_login(request.getfixturevalue(who))
    for name in ("approach", "trail", "journal"):
        assert client.get(way(name)).status_code == status
        assert client.post(way(name), {"words": "x", "about": "codes"}).status_code == status
    assert not Decision.objects.exists()
