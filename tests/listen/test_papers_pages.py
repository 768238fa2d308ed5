"""Papers filled from a study's settings, and what people who take part read of these."""

import io
from dataclasses import replace

import docx
import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_from_builtin, create_study
from pennydrop.rooms.listen.models import Sheet, Study
from pennydrop.rooms.listen.rules.gate import Item
from tests.listen.entered import enter_all

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def real(new_study, at):
    return create_study(new=replace(new_study, invented=False), by="test", at=at)


def test_the_dpia_is_filled_from_the_settings(real, client, owner, at):
    client.force_login(owner)
    address = reverse("listen:paper_page", args=[real.pk, "dpia"])
    before = client.get(address)
    assert "[Fill in: the day on which words are deleted]" in before.text
    enter_all(real, at)
    after = client.get(address)
    assert "On 1 June 2028 the study closes" in after.text and "Jo Marsh" in after.text
    assert "Coordinator" in after.text and "UK GDPR, Article 35" in after.text
    assert after.context["paper"].blanks < before.context["paper"].blanks


@pytest.mark.parametrize("name", ["dpia", "information-sheet"])
def test_papers_are_taken_away_as_word_and_pdf(name, real, client, owner, at):
    enter_all(real, at, but=[Item.CONTACT])
    Sheet.objects.update(text="# About")
    client.force_login(owner)
    word = client.get(reverse("listen:paper_file", args=[real.pk, name, "docx"]))
    document = docx.Document(io.BytesIO(word.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)
    assert "1 June 2028" in text and "[Fill in: " in text
    marked = [
        run for paragraph in document.paragraphs for run in paragraph.runs
        if run.font.highlight_color
    ]  # fmt: skip
    assert marked and all(run.text.startswith("[Fill in: ") for run in marked)
    pdf = client.get(reverse("listen:paper_file", args=[real.pk, name, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert real.slug in pdf["Content-Disposition"] and "etamine" not in pdf["Content-Disposition"]


@pytest.mark.parametrize("args", [["nothing", "pdf"], ["dpia", "exe"]])
def test_a_paper_that_is_none_is_not_found(args, study, client, owner):
    client.force_login(owner)
    assert client.get(reverse("listen:paper_file", args=[study.pk, *args])).status_code == 404


def test_a_study_for_people_close_to_somebody_has_its_own_wording(client, owner, organisation):
    client.force_login(owner)
    said = {
        "title": "Families", "public_title": "Your say", "substance": "ketamine",
        "approach": "codebook", "asks_whom": "affected",
    }  # fmt: skip
    client.post(reverse("listen:new_study"), said)
    made = Study.objects.get()
    assert made.asks_whom == "affected"
    page = client.get(reverse("listen:asks", args=[made.pk])).text
    assert "What the other person did or feels is theirs" in page
    assert "What has it done to you?" in page


def test_people_who_take_part_read_what_the_settings_say(organisation, client, at):
    made = create_from_builtin(
        organisation=organisation.pk, title="T", invented=True, asks_whom="used", by="test", at=at
    )
    enter_all(made, at)
    Study.objects.filter(pk=made.pk).update(state="open")
    more = client.get(reverse("listen:more", args=[made.slug])).text
    limits = client.get(reverse("listen:limits", args=[made.slug])).text
    assert "1 June 2028" in more and "30 days" in more and "16 or over" in more
    assert "Jo Marsh, safeguarding lead" in limits and "01234" not in limits + more
