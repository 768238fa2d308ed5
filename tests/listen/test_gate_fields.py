"""What the forms of going live refuse at their fields, and what they call needed."""

from dataclasses import replace

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.listen.models import FormVersion
from pennydrop.rooms.listen.queries.studies import newest_sheet
from pennydrop.rooms.listen.rules.gate import Item
from tests.listen.entered import enter_all

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def real(new_study, at):
    return create_study(new=replace(new_study, invented=False), by="test", at=at)


@pytest.mark.parametrize(
    ("item", "said", "words"),
    [
        ("review", {"review_on": "2999-01-01"}, "in the future"),
        ("dpia", {"dpia_on": "2999-01-01"}, "in the future"),
        ("retention", {"keep_until": "2001-01-01"}, "not in the future"),
        ("retention", {"keep_until": "2999-01-02", "keep_longest": "2999-01-01"}, "before the"),
        ("safeguarding", {"lead_name": "Jo  Marsh", "deputy_name": "jo marsh"}, "is the lead"),
        ("age", {"minimum_age": "9"}, "cannot ask children under 10"),
        ("age", {"minimum_age": "old"}, "in figures"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(item, said, words, real, client, owner):
    client.force_login(owner)
    page = client.post(reverse("listen:gate_item", args=[real.pk, item]), said)
    assert page.status_code == 422 and words in page.text
    assert f'id="id_{[*said][-1]}_error"' in page.text


@pytest.mark.parametrize("item", [item.value for item in Item])
def test_nothing_that_is_needed_is_called_optional(item, real, client, owner):
    client.force_login(owner)
    page = client.get(reverse("listen:gate_item", args=[real.pk, item])).text
    assert "(optional)" not in page and "(needed before you may open)" in page


def test_a_sheet_older_than_the_questions_is_said_until_it_is_saved(real, client, owner, at):
    client.force_login(owner)
    pages = [reverse(f"listen:{name}", args=[real.pk]) for name in ("gate", "asks")]
    address = reverse("listen:sheet", args=[real.pk])

    def behind():
        return {"last changed before these questions" in client.get(page).text for page in pages}

    def save(text):
        sheet = newest_sheet(real.pk)
        client.post(address, {"text": text, "limits": sheet.limits, "seen": sheet.version})

    assert behind() == {False}
    for version, text in ((2, newest_sheet(real.pk).text), (3, "We ask one question.")):
        FormVersion.objects.create(study=real, version=version, definition={}, made_on=at.date())
        assert behind() == {True}
        save(text)
        assert behind() == {False}


def test_it_stays_closed_until_somebody_has_read_the_sheet_again(real, client, owner, at):
    enter_all(real, at)
    FormVersion.objects.create(study=real, version=2, definition={}, made_on=at.date())
    client.force_login(owner)
    gate = client.get(reverse("listen:gate", args=[real.pk])).text
    assert "Read the sheet" in gate and "Open the study" not in gate
    answer = client.post(reverse("listen:open", args=[real.pk]))
    assert answer.status_code == 409
    assert "was last saved before these questions" in answer.text
    sheet = newest_sheet(real.pk)
    address = reverse("listen:sheet", args=[real.pk])
    client.post(address, {"text": sheet.text, "limits": sheet.limits, "seen": sheet.version})
    assert client.post(reverse("listen:open", args=[real.pk])).status_code == 302
