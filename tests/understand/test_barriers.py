"""The ten barriers as a starter codebook, and their comparison across studies."""

import pytest
from django.urls import reverse

from pennydrop.rooms.listen.actions.studies import create_study
from pennydrop.rooms.understand.actions.barriers import start_barriers
from pennydrop.rooms.understand.actions.codes import change_code, make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.merging import merge_codes
from pennydrop.rooms.understand.models import Code
from pennydrop.rooms.understand.rules.barriers import BARRIERS

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
COMPARE = "understand:barriers"


@pytest.fixture
def started(study, at):
    start_barriers(study=study.pk, by="user:1", at=at)
    return {code.barrier: code for code in Code.objects.filter(study=study.pk)}


def test_the_ten_are_there_under_one_heading(started):
    assert len(BARRIERS) == 10 and set(started) == {"barriers", *(one.key for one in BARRIERS)}
    heading = started.pop("barriers")
    assert {code.parent_id for code in started.values()} == {heading.pk}
    assert all(code.definition for code in started.values())


def test_starting_again_adds_only_what_is_missing(study, started, at):
    started["waits"].delete()
    change_code(code=started["fear"].pk, name="Afraid", definition="", colour=1, by="user:1", at=at)
    assert start_barriers(study=study.pk, by="user:1", at=at) == 1
    assert start_barriers(study=study.pk, by="user:1", at=at) == 0
    assert Code.objects.get(study=study.pk, barrier="fear").name == "Afraid"
    assert Code.objects.filter(study=study.pk).count() == 11


def test_a_barrier_that_is_merged_is_still_compared(study, started, at):
    own = make_code(study=study.pk, name="Shame", by="user:1", at=at)
    merge_codes(code=started["stigma"].pk, into=own.pk, by="user:1", at=at)
    own.refresh_from_db()
    assert own.barrier == "stigma"
    merge_codes(code=started["waits"].pk, into=own.pk, by="user:1", at=at)
    own.refresh_from_db()
    assert own.barrier == "stigma" and not Code.objects.filter(barrier="waits").exists()


def test_the_comparison_shows_no_small_number(
    client, colleague, study, started, new_study, make_text, at
):
    """Twelve of fourteen say it in one study: a number would tell how few did not. One of one in
    the other: a word as well."""
    part = make_code(study=study.pk, name="At school", parent=started["fear"].pk, by="u", at=at)
    for n in range(14):
        text = make_text(study, "survey", [(f"Person {n}", "I was afraid they would take him.")])
        if n < 12:
            # Half of them with a code under the barrier's own: it is the same barrier.
            code = part if n % 2 else started["fear"]
            start, end = text.place(0, "afraid")
            add_coding(text=text.id, code=code.pk, start=start, end=end, by="user:1", at=at)
    other = create_study(new=new_study, by="test", at=at)
    start_barriers(study=other.pk, by="user:1", at=at)
    make_text(other, "survey", [("Eve", "It was fine for me.")])
    client.force_login(colleague)
    page = client.get(reverse(COMPARE)).content.decode()
    row = page.split('<th scope="row">Fear</th>')[1].split("</tr>")[0]
    assert ">most<span" in row and ">fewer than 10<span" in row
    assert "about 15 people heard" in page and "fewer than" in page.split("</thead>")[0]
    assert ">12<" not in row and ">1<" not in row


def test_a_study_without_barriers_is_no_column_and_strangers_see_none(
    client, colleague, stranger, worker, study, started, new_study, at
):
    create_study(new=new_study, by="test", at=at)
    client.force_login(colleague)
    assert client.get(reverse(COMPARE)).content.decode().count('<th scope="col"') == 2
    for who in (stranger, worker):
        client.force_login(who)
        assert "No study codes the barriers yet" in client.get(reverse(COMPARE)).content.decode()


def test_whoever_comes_from_a_study_finds_the_way_back(client, colleague, stranger, study):
    def way(name):
        return reverse(f"understand:{name}", args=[study.pk])

    client.force_login(colleague)
    for page in ("themes", "codes"):
        assert f'{reverse(COMPARE)}?study={study.pk}"' in client.get(way(page)).content.decode()
    there = client.get(reverse(COMPARE), {"study": study.pk}).content.decode()
    assert f'class="back"><a href="{way("themes")}">' in there and 'class="study"' in there
    assert f'<a class="btn quiet" href="{way("codes")}">Open the codebook' in there
    alone = client.get(reverse(COMPARE), {"study": "x"}).content.decode()
    assert f'class="btn quiet" href="{reverse("understand:studies")}"' in alone
    client.force_login(stranger)
    assert client.get(reverse(COMPARE), {"study": study.pk}).status_code == 404


def test_one_button_starts_them(client, colleague, stranger, study):
    start = reverse("understand:barriers-start", args=[study.pk])
    codes = reverse("understand:codes", args=[study.pk])
    client.force_login(stranger)
    assert client.post(start).status_code == 404 and not Code.objects.exists()
    client.force_login(colleague)
    assert "Start from the ten barriers" in client.get(codes).content.decode()
    client.post(start)
    page = client.get(codes).content.decode()
    assert "Not being taken seriously" in page and "Start from the ten barriers" not in page
