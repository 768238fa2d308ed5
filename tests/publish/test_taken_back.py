"""Words that are taken back leave every edition; its PDF is kept no longer than they are."""

import io
import subprocess
from shutil import which

import pikepdf
import pytest

from pennydrop.core.erasure.registry import holdings_everywhere
from pennydrop.core.vault.keys import destroy, forget_opened_keys
from pennydrop.core.vault.scratch import study_folder
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.publish.models import Edition, Slot
from pennydrop.rooms.publish.public import (
    removed_count,
)
from pennydrop.rooms.publish.queries.printing import edition_pdf
from tests.publish.conftest import CANARY, SECOND

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
SITE = "http://testserver/"


def pdf_text(content):
    if which("pdftotext") is None:
        pytest.skip("pdftotext is not here, so the words in the PDF were not read.")
    done = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_words_taken_back_are_in_no_page_file_or_slot(told, edition, client, at):
    kept = Edition.objects.get().skeleton
    commitments = list(Slot.objects.order_by("pk").values_list("commitment", flat=True))
    before = client.get(edition.address).content.decode()
    printed = client.get(f"{edition.address}report.pdf").content
    assert CANARY in before and CANARY in pdf_text(printed)
    assert list(study_folder(told.id).glob("edition-*.pdf")), "the PDF is kept in scratch"

    # One quote, as readers see it: kept in three pieces and a line on who said it.
    held = {holding.what: holding.count for holding in holdings_everywhere(told.person().pk)}
    assert held["lines made public"] == held["lines picked to be shown"] == 1

    receipt = withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)

    assert receipt.removed["publish"] == {"lines made public": 1}
    assert receipt.removed["understand"]["lines picked to be shown"] == 1
    page = client.get(edition.address).content.decode()
    assert "Removed at the person&#x27;s wish." in page or "Removed at the person’s wish." in page
    assert "One quote has been taken back since." in page
    again = pdf_text(client.get(f"{edition.address}report.pdf").content)
    assert "Removed at the person’s wish" in again.replace("'", "’")
    for said in (CANARY, SECOND, "heron", "lighthouse", "at the surgery"):
        assert said not in page and said not in again
    for file in study_folder(told.id).rglob("*"):
        if file.is_file():
            content = file.read_bytes()
            assert b"heron" not in content
            assert not content.startswith(b"%PDF") or "heron" not in pdf_text(content)
    assert Slot.objects.filter(sealed__isnull=False).count() == 0
    assert Edition.objects.get().skeleton == kept
    assert list(Slot.objects.order_by("pk").values_list("commitment", flat=True)) == commitments
    assert removed_count(edition.id) == 1


def test_a_key_that_died_before_the_data_was_cleared_shows_nothing(told, edition, client):
    destroy([told.person().pk])
    forget_opened_keys()
    page = client.get(edition.address).content.decode()
    assert "heron" not in page and "taken back since" in page


def test_a_file_written_while_somebody_withdrew_is_removed_again(told, edition, at, monkeypatch):
    from pennydrop.rooms.publish.queries import printing

    real = printing.render_pdf

    def slow(document, **options):
        content = real(document, **options)
        withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
        return content

    monkeypatch.setattr(printing, "render_pdf", slow)
    edition_pdf(edition, site=SITE)
    assert not list(study_folder(told.id).glob("edition-*"))


def test_the_pdf_is_kept_and_made_once(edition, monkeypatch):
    from pennydrop.rooms.publish.queries import printing

    first = edition_pdf(edition, site=SITE)
    monkeypatch.setattr(printing, "render_pdf", lambda *_, **__: 1 / 0)
    assert edition_pdf(edition, site=SITE) == first


def test_the_pdf_is_tagged_titled_described_and_says_where_to_ask(edition):
    content = edition_pdf(edition, site=SITE)
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked and str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo["/Title"]) == edition.title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        alts = [
            str(o.Alt) for o in pdf.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o
        ]
    assert any("Somebody looks up: interviews nearly all" in alt for alt in alts), alts
    text = pdf_text(content)
    assert f"{SITE}findings/{edition.slug}/status/" in text.replace(" ", "")
    assert "Invented for demonstration" in text and "about 10 interviews" in text
    assert "heron on my wristband [at the surgery] […] my dad waited in the van" in text


def test_the_receipt_counts_what_was_counted_before_under_the_same_names(told, edition, at):
    before = {one.what: one.count for one in holdings_everywhere(told.person().pk)}
    receipt = withdraw(participant=told.person(), asked="with the code", by="quiet", at=at)
    after = {what: n for room in receipt.removed.values() for what, n in room.items()}
    assert after == before
    assert before["labels that we put on the words"] >= 1
