"""Three Word interviews come in through a real browser; every staff page fits and passes axe."""

import datetime as dt
import io
import re

import docx
import pytest
from django.urls import reverse

from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.paper import record_paper_consents
from pennydrop.rooms.listen.actions.uploads import keep_uploads, read_uploads
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Participant, Source
from pennydrop.rooms.listen.rules.consent import Reply, Scope

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]

GROUP = (
    b"Facilitator: Welcome, all of you.\n\nP1: Hello.\n\nKez: Hi.\n\nFacilitator: Who begins?\n\n"
    b"P1: I waited nine weeks.\n\nKez: Same here.\n"
)
TABLE = b"talk,who,words\n1,client,I went there twice\n1,therapist,And then\n2,client,Nobody\n"


def interview(name):
    document = docx.Document()
    for line in ("Interviewer: How did it start?", f"{name}: At a party.",
                 "Interviewer: And then?", f"{name}: It burned."):  # fmt: skip
        document.add_paragraph(line)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


@pytest.fixture
def three(tmp_path):
    paths = []
    for name in ("Karen", "Joe", "Amal"):
        path = tmp_path / f"Interview {name}.docx"
        path.write_bytes(interview(name))
        paths.append(path)
    return paths


@pytest.mark.parametrize("script", [True, False], ids=["with-script", "without-script"])
def test_three_word_interviews_are_dropped_mapped_and_listed(window, owner, study, three, script):
    seat = window(by=owner, script=script)
    tab = seat.tab
    seat.go(reverse("listen:study", args=[study.pk]))
    seat.follow("Bring in interviews")
    tab.get_by_label("Your files").set_input_files(three)
    seat.press("Read the files")
    assert tab.get_by_text("2 speakers, 4 turns").count() == 3
    seat.follow("Say who is who")
    assert tab.get_by_role("radio", checked=True).count() == 0
    seat.press("Bring them in")
    assert "Something needs another look" in seat.html
    tab.get_by_role("radio", name=re.compile("^Interview")).check()
    tab.get_by_role("radio", name=re.compile("^Word for word")).check()
    assert tab.get_by_label("Karen in").evaluate("e => e.value") == "new"
    seat.press("Bring them in")
    assert tab.get_by_text("3 sources brought in").is_visible()
    seat.follow("See them in the study")
    assert tab.get_by_role("rowheader", name=re.compile("^Interview 3 ")).is_visible()
    assert tab.get_by_role("rowheader", name="P003", exact=True).is_visible()
    # Nobody's name but in the name of the file, which those see who may see originals.
    assert "Karen" not in seat.html.replace("Interview Karen.docx", "")
    assert Source.objects.count() == 3


def test_progress_is_shown_while_a_job_works(window, owner, study, at):
    data = interview("Karen")
    batch = keep_uploads(
        study=study.pk,
        files=[("Karen.docx", len(data), lambda p: p.write_bytes(data))],
        by="test",
        at=at,
    )
    seat = window(320, by=owner)
    seat.go(reverse("listen:batch", args=[study.pk, batch]))
    assert seat.tab.get_by_text("Waiting").is_visible()
    read_uploads(batch_id=batch)
    seat.tab.get_by_role("link", name="Say who is who").wait_for()
    assert seat.tab.get_by_text("2 speakers, 4 turns").is_visible()
    assert seat.tab.locator("[data-working]").count() == 0


@pytest.fixture
def filled(study, at):
    """A study with everything that the pages can show."""
    talk = b"Interviewer: So?\n\nKaren: At a party.\n\nInterviewer: And?\n\nKaren: Bad.\n"
    import_files(study=study, files=[Upload.of(f"{n}.txt", talk) for n in range(3)],
                 kind="interview", fidelity="word_for_word", by="test", at=at)  # fmt: skip
    import_files(study=study, files=[Upload.of("g.txt", GROUP)], kind="focus_group",
                 fidelity="notes", by="test", at=at)  # fmt: skip
    first, second = Participant.objects.filter(staff=False).order_by("number")[:2]
    said = {Scope.TAKE_PART: Reply.YES, Scope.ANALYSE: Reply.YES, Scope.QUOTE: Reply.NO}
    record_paper_consents(study=study, replies={first.pk: said}, sheet=None,
                          signed_on=dt.date(2026, 2, 1), by="test", at=at)  # fmt: skip
    HandCopy.objects.create(study=study.pk, what="Findings, printed", by="test", on=at.date())
    receipt = withdraw(participant=second, asked="through a coordinator", by="test", at=at)
    return first, receipt


@pytest.fixture
def waiting(study, at):
    """Files at every step: read, a table that asks, one that could not be read."""
    pieces = [("Group Thetford.txt", GROUP), ("Talk with Karen, long name of a file.txt", GROUP),
              ("talks.csv", TABLE), ("torn.docx", b"PK\x03\x04 broken")]  # fmt: skip
    files = [(n, len(d), lambda path, d=d: path.write_bytes(d)) for n, d in pieces]
    made = keep_uploads(study=study.pk, files=files, by="test", at=at)
    read_uploads(batch_id=made)
    return made


def pages(study, filled, waiting):
    person, receipt = filled
    key = study.pk
    return {
        "studies": ("studies", []), "new": ("new_study", []), "study": ("study", [key]),
        "asks": ("asks", [key]), "bring-in": ("bring_in", [key]),
        "batch": ("batch", [key, waiting]), "columns": ("columns", [key, waiting, 2]),
        "who": ("who", [key, waiting]), "paper": ("paper", [key]),
        "take-back": ("take_back", [key, person.pk]), "receipts": ("receipts", [key]),
        "receipt": ("receipt", [key, receipt.pk]),
    }  # fmt: skip


def test_every_staff_page_fits_and_passes_axe(window, owner, study, filled, waiting):
    seat = window(by=owner)
    ways = pages(study, filled, waiting)
    for name, (view, args) in ways.items():
        assert seat.go(reverse(f"listen:{view}", args=args)) == 200, name
        seat.looks(name)
    for name in ("who", "columns", "new", "take-back"):
        view, args = ways[name]
        seat.go(reverse(f"listen:{view}", args=args))
        if name == "columns":
            seat.tab.get_by_label("The words").select_option("")
        seat.leads(seat.tab.locator("main form button[type=submit]").last)
        assert seat.title.startswith("Error: "), name
        seat.looks(f"{name}-wrong")
