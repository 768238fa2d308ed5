"""The framework's table: a summary of each person under each theme, over the words behind it."""

import pytest
from django.urls import reverse

from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.vault.sealing import NotOurs as Moved
from pennydrop.core.vault.sealing import unseal
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.understand.actions.approach import change_approach
from pennydrop.rooms.understand.actions.framework import BadSummary, sum_up
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.models import Summary
from pennydrop.rooms.understand.queries.framework import behind, filled, matrix, matrix_csv
from tests.understand.building import code_on

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TOLD = "Asked once, answered with suspicion; gave up on the surgery."


@pytest.fixture
def theme(study, interview, group, answer, at):
    change_approach(study=study.pk, approach="framework", reason="Many voices.", by="user:1", at=at)
    code = code_on(
        study, at, "Not being believed",
        (interview, 0, "the surgery"), (interview, 1, "how much are you taking"),
        (group, 2, "look at your arms"),
    )  # fmt: skip
    return make_theme(study=study.pk, title="Believed", codes=[code], by="user:1", at=at).pk


@pytest.fixture
def ash(interview):
    return interview.people["Ash"]


@pytest.fixture
def summed(theme, ash, at):
    sum_up(theme=theme, participant=ash.pk, words=TOLD, by="user:1", at=at)


def test_a_row_for_each_person_and_what_is_behind_each_cell(study, theme, summed, ash, group):
    found = matrix(study.pk)
    assert [title for _, title in found.themes] == ["Believed"]
    cells = {case.name: (case.cells[0].passages, case.cells[0].summary) for case in found.cases}
    # The question that the interviewer asked is not Ash's; Bo and Dee said nothing of it.
    assert cells == {
        ash.name: (1, TOLD), group.people["Bo"].name: (0, ""),
        group.people["Cal"].name: (1, ""), "P004": (0, ""),
    }  # fmt: skip
    assert filled(study.pk) == (1, 2)
    (one,) = behind(theme, ash.pk, reader="")
    assert one.passage.words == "how much are you taking"


def test_a_summary_is_sealed_under_the_persons_key(summed, theme, ash):
    row = Summary.objects.get()
    assert b"suspicion" not in bytes(row.sealed)
    where = {"participant": ash.pk, "key": "words", "table": "understand_summary"}
    assert unseal(row.sealed, row=row.pk, field="sealed", **where) == TOLD
    with pytest.raises(Moved):
        unseal(row.sealed, row=theme, field="sealed", **where)


def test_a_summary_goes_with_the_person(study, summed, ash, at):
    withdraw(participant=ash, asked="with the code", by="quiet", at=at)
    assert not Summary.objects.exists()
    assert ash.name not in matrix_csv(study.pk)


def test_a_summary_of_somebody_who_no_longer_agrees_is_not_opened(study, summed, ash, agree):
    agree(ash, {"analyse": "no"})
    assert ash.name not in matrix_csv(study.pk) and TOLD not in matrix_csv(study.pk)
    assert filled(study.pk) == (0, 1)


def test_nobody_is_summed_up_without_their_yes(theme, ash, agree, at, new_study):
    agree(ash, {"analyse": "no"})
    for words in ("x", "x" * 4001):
        with pytest.raises(BadSummary):
            sum_up(theme=theme, participant=ash.pk, words=words, by="user:1", at=at)
    assert not Summary.objects.exists()


def test_an_empty_summary_clears_the_cell(summed, theme, ash, at):
    sum_up(theme=theme, participant=ash.pk, words="  ", by="user:1", at=at)
    assert not Summary.objects.exists()


def test_the_table_through_its_pages(client, colleague, study, theme, ash):
    client.force_login(colleague)
    cell = reverse("understand:cell", args=[study.pk, theme, ash.pk])
    assert "how much are you taking" in client.get(cell).content.decode()
    client.post(cell, {"words": "=1+1 " + TOLD})
    page = client.get(reverse("understand:matrix", args=[study.pk])).content.decode()
    assert TOLD in page and "Sum up 1 passage" in page
    file = client.post(reverse("understand:matrix-file", args=[study.pk]))
    lines = file.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "person,Believed"
    assert lines[1].startswith(f"{ash.name},\"'=1+1") and TOLD in lines[1]
    assert HandCopy.objects.get().what == "Table of people by themes (CSV)"


def test_there_is_no_table_in_another_approach(client, colleague, study, theme, ash, at):
    change_approach(study=study.pk, approach="codebook", reason="Fewer.", by="user:1", at=at)
    client.force_login(colleague)
    for there in (
        reverse("understand:matrix", args=[study.pk]),
        reverse("understand:cell", args=[study.pk, theme, ash.pk]),
    ):
        assert client.get(there).status_code == 404


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_the_table_is_closed_to_others(request, client, study, theme, ash, who, status):
    client.force_login(request.getfixturevalue(who))
    cell = reverse("understand:cell", args=[study.pk, theme, ash.pk])
    assert client.get(cell).status_code == client.post(cell, {"words": "x"}).status_code == status
    for name in ("matrix", "matrix-file"):
        there = reverse(f"understand:{name}", args=[study.pk])
        assert (client.post if name == "matrix-file" else client.get)(there).status_code == status
    assert not Summary.objects.exists()
