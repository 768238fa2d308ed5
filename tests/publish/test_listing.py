"""Anybody finds, follows and cites what was released; nothing of a draft is anywhere."""

import json
import re
from html import unescape
from uuid import uuid4
from xml.etree import ElementTree

import pytest

from pennydrop.core.documents.blocks import Prose
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.actions.drafts import (
    NewFindings,
    put_block,
    rename_findings,
    start_findings,
)
from pennydrop.rooms.publish.models import Edition
from pennydrop.rooms.publish.queries.drafts import draft_by_id, draft_of
from tests.publish.conftest import CANARY
from tests.publish.releasing import released

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
ATOM = "{http://www.w3.org/2005/Atom}"


def page(client, address):
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


@pytest.fixture
def real(edition):
    """The same edition, as if the study were not invented."""
    Edition.objects.update(invented=False)
    return edition


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("q=county", True), ("q=KETAMINE", True), ("q=somebody+looks", True),
        ("q=looked+up", True), ("q=heron", False), ("q=county+zebra", False), ("q=%00", False),
        ("theme=Somebody+looks+up", True), ("theme=Another", False), ("year=2026", True),
        ("year=1999", False), ("organisation=Marsh+Lane", True), ("organisation=X", False),
        ("q=county&year=2026&theme=Somebody+looks+up", True), ("page=99", True),
        ("kind=Report", True), ("kind=Poster", False), ("q=report+county", True),
    ],
)  # fmt: skip
def test_it_is_found_by_our_words_and_never_by_theirs(client, edition, asked, there):
    assert CANARY in page(client, edition.address)
    found = page(client, f"/findings/?{asked}")
    assert (edition.address in found) is there


def test_a_long_list_has_pages_that_keep_what_was_asked(client, edition):
    row = Edition.objects.get()
    for number in range(24):
        row.pk, row.document, row.slug = uuid4(), uuid4(), f"bcdfg{number:02d}"
        row.save(force_insert=True)
    first = page(client, "/findings/?q=county")
    assert "25" in first and "q=county&page=2" in first
    assert len(re.findall(r'<li><a href="/findings/\w', page(client, "/findings/?page=2"))) == 5


def test_documents_of_one_study_are_told_apart_by_their_kind(client, edition):
    row = Edition.objects.get()
    row.pk, row.document, row.slug = uuid4(), uuid4(), "bcdfghj"
    row.skeleton["template"] = "summary"
    row.save(force_insert=True)
    both = {edition.address: "report", "/findings/bcdfghj/": "two-page summary"}
    listed, feed = page(client, "/findings/"), page(client, "/findings/feed.xml")
    for address, kind in both.items():
        assert f'<a href="{address}">Ketamine in the county <span class="kind">' in listed
        assert f"<title>Ketamine in the county ({kind}), edition 1</title>" in feed
        shown = page(client, address)
        assert f"<title>Ketamine in the county: {kind}, edition 1" in shown
        assert f'"genre": "{kind.capitalize()}"' in shown
        assert kind in page(client, f"{address}status/")
        assert kind.capitalize() in page(client, f"{address}cite.txt")
        assert f"{kind.capitalize()} · Edition 1" in page(client, f"{address}report.txt")
    only = page(client, "/findings/?kind=Two-page+summary")
    assert "/findings/bcdfghj/" in only and edition.address not in only


def test_the_address_of_a_document_leads_to_its_newest_edition(client, told, edition, at):
    stays = f"{edition.address}newest/"
    assert client.get(stays)["Location"] == edition.address
    released(told, draft_of(told.id), at)
    second = Edition.objects.get(number=2)
    assert client.get(stays)["Location"] == f"/findings/{second.slug}/"
    assert f"http://testserver{stays}" in page(client, f"/findings/{second.slug}/")
    assert f'rel="canonical" href="http://testserver{stays}"' in page(client, edition.address)
    assert client.get("/findings/nowhere/newest/").status_code == 404


def test_it_describes_itself_to_machines(client, edition):
    shown = page(client, edition.address)
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', shown).group(1)
    data = json.loads(found)
    assert data["@type"] == "Report" and data["keywords"] == ["Somebody looks up"]
    assert data["url"] == f"http://testserver{edition.address}"
    assert 'property="og:title" content="Ketamine in the county (report)"' in shown
    for form, word in (("txt", "Marsh Lane (2026)"), ("bib", "@techreport"), ("ris", "TY  - "),
                       ("json", '"literal": "Marsh Lane"')):  # fmt: skip
        assert word in page(client, f"{edition.address}cite.{form}")
    assert client.get(f"{edition.address}cite.exe").status_code == 404


def test_the_feed_holds_each_edition_and_no_quote(client, told, edition, at):
    released(told, draft_of(told.id), at)
    feed = client.get("/findings/feed.xml")
    assert feed["Content-Type"] == "application/atom+xml" and CANARY not in feed.content.decode()
    root = ElementTree.fromstring(feed.content)
    entries = root.findall(f"{ATOM}entry")
    assert [one.find(f"{ATOM}title").text[-9:] for one in entries] == ["edition 2", "edition 1"]
    assert len({one.find(f"{ATOM}id").text for one in entries}) == 2


def test_only_what_is_not_invented_and_newest_may_be_listed(client, told, real, at):
    assert client.get(real.address)["X-Robots-Tag"] == "noarchive, nosnippet"
    assert 'name="robots" content="noarchive, nosnippet"' in page(client, real.address)
    assert real.address in page(client, "/sitemap.xml")
    assert client.get("/findings/")["X-Robots-Tag"] == "noarchive, nosnippet"
    assert client.get("/findings/?q=county")["X-Robots-Tag"] == "noindex"
    assert client.get(f"{real.address}report.pdf")["X-Robots-Tag"] == "noindex"
    assert "http://testserver/sitemap.xml" in page(client, "/robots.txt")
    released(told, draft_of(told.id), at)
    Edition.objects.filter(number=1).update(invented=False)
    assert client.get(real.address)["X-Robots-Tag"] == "noindex"
    newest = Edition.objects.get(number=2)
    assert client.get(f"/findings/{newest.slug}/")["X-Robots-Tag"] == "noindex"
    assert newest.slug not in page(client, "/sitemap.xml")


def test_nothing_of_a_draft_is_open(client, told, edition, at):
    """A new document, and a changed draft of a released one."""
    rename_findings(draft=draft_of(told.id), title="Quokka diary", by="user:1", at=at)
    put_block(
        draft=draft_of(told.id), block=Prose("A quokka was here."), place=1,
        new=True, based_on=1, by="user:1", at=at,
    )  # fmt: skip
    other = start_findings(
        study=told.card, new=NewFindings(template="summary", title="Quokka in short"), by="user:1",
        at=at,
    ).id  # fmt: skip
    assert draft_by_id(other)
    for address in ("/", "/findings/", "/findings/?q=diary", "/findings/feed.xml", "/sitemap.xml",
                    "/robots.txt", "/promises/", edition.address, f"{edition.address}status/",
                    f"{edition.address}promises/", f"{edition.address}cite.bib",
                    f"{edition.address}report.txt"):  # fmt: skip
        shown = page(client, address)
        assert "uokka" not in shown and str(other) not in shown, address
    assert client.get(f"/findings/{other}/").status_code == 404


def test_what_was_taken_back_is_not_described_anywhere(client, told, edition, at):
    withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    for address in ("/findings/?q=county", "/findings/feed.xml", edition.address):
        assert CANARY not in page(client, address)
