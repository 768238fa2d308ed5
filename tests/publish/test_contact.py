"""Whom readers can ask: as entered for the study, in each form; said plainly where nobody is."""

import io
import zipfile

import pytest

from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.publish.queries.checks import check_draft
from pennydrop.rooms.publish.queries.editions import edition_by_slug
from pennydrop.rooms.publish.rules.wording import NO_CONTACT, told_contact
from tests.publish.releasing import released

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
ASKED = "Jo at Marsh Lane: jo@marsh-lane.example or 01632 960001 (weekdays from 9 to 5)"


@pytest.fixture
def entered(study):
    name, _, rest = ASKED.partition(": ")
    reach, _, when = rest.rstrip(")").partition(" (")
    Study.objects.filter(pk=study.pk).update(
        contact_name=name, contact_reach=reach, contact_when=when
    )


def read_me(client, edition):
    answer = client.get(f"{edition.address}data.zip").content
    with zipfile.ZipFile(io.BytesIO(answer)) as packed:
        return packed.read("READ ME.txt").decode()


def test_a_report_says_whom_to_ask_and_so_does_its_data(client, told, entered, draft, at):
    edition = edition_by_slug(released(told, draft, at).slug)
    page = client.get(edition.address).content.decode()
    assert "Talk to us" in page and "01632 960001 (weekdays from 9 to 5)" in page
    assert 'href="mailto:jo@marsh-lane.example"' in page and NO_CONTACT not in page
    data = read_me(client, edition)
    assert data.index("whom, stands below") < data.index("WHOM TO ASK") < data.index(ASKED)


def test_where_nobody_is_entered_it_says_so(client, told, draft, edition):
    assert NO_CONTACT in client.get(edition.address).content.decode()
    assert f"{NO_CONTACT} Ask Marsh Lane itself." in read_me(client, edition)
    [found] = [one for one in check_draft(told.card, draft, printing=False).problems
               if one.kind == "no contact"]  # fmt: skip
    assert not found.stops and "People can ask somebody" in found.text


def test_with_somebody_to_ask_there_is_nothing_to_weigh(told, entered, draft):
    problems = check_draft(told.card, draft, printing=False).problems
    assert not [one for one in problems if one.kind == "no contact"]


@pytest.mark.parametrize("reach", ["a_b.c+d@x-y.example.org", "see a@b.example, c@d.example."])
def test_addresses_for_mail_become_links_and_nothing_round_them(reach):
    told = told_contact(reach)
    assert told.count("<") == reach.count("@") and ".>" not in told
    assert told.replace("<", "").replace(">", "").endswith(f"**{reach}**")
