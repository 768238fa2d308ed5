"""Three Word interviews come in through a real browser; every staff page fits and passes axe."""

import datetime as dt
import io
import os
import re
from pathlib import Path

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
from tests.chromium import FLAGS, find_chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
]

GROUP = (
    b"Facilitator: Welcome, all of you.\n\nP1: Hello.\n\nKez: Hi.\n\nFacilitator: Who begins?\n\n"
    b"P1: I waited nine weeks.\n\nKez: Same here.\n"
)
TABLE = b"talk,who,words\n1,client,I went there twice\n1,therapist,And then\n2,client,Nobody\n"
# Where pictures for a person to look at go, when somebody asks for them.
PICTURES = os.environ.get("PENNYDROP_PICTURES", "")

SMALL_TARGETS = """() => [...document.querySelectorAll(`.btn, .tile, summary, nav a,
  input:not([type=hidden],[type=radio],[type=checkbox]), select, textarea`)]
  .filter(e => e.offsetParent && e.getBoundingClientRect().height < 43.5)
  .map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def chromium():
    sync_api = pytest.importorskip("playwright.sync_api")
    # The driver's own event loop would make Django refuse ordinary database calls.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_api.sync_playwright() as playwright:
        try:
            yield playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        except sync_api.Error as problem:
            pytest.skip(f"No Chromium here: {problem}")
    os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


@pytest.fixture
def window(chromium, live_server, client, owner):
    """Open a signed-in window of a width; `said` gathers what the browser complains about."""
    client.force_login(owner)
    opened = []

    def go(width, **more):
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce", **more
        )
        context.add_cookies([{
            "name": "sessionid", "value": client.cookies["sessionid"].value,
            "url": live_server.url,
        }])  # fmt: skip
        context.set_default_timeout(8000)
        opened.append(context)
        return context.new_page()

    yield go
    for context in opened:
        context.close()


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
def test_three_word_interviews_are_dropped_mapped_and_listed(
    window, live_server, study, three, script
):
    tab = window(1280, java_script_enabled=script)
    tab.goto(live_server.url + reverse("listen:study", args=[study.pk]))
    tab.get_by_role("link", name="Bring in interviews").first.click()
    tab.get_by_label("Your files").set_input_files(three)
    tab.get_by_role("button", name="Read the files").click()
    assert tab.get_by_text("2 speakers, 4 turns").count() == 3
    tab.get_by_role("link", name="Say who is who").click()
    assert tab.get_by_role("radio", checked=True).count() == 0
    tab.get_by_role("button", name="Bring them in").click()
    assert "Something needs another look" in tab.content()
    tab.get_by_role("radio", name=re.compile("^Interview")).check()
    tab.get_by_role("radio", name=re.compile("^Word for word")).check()
    assert tab.get_by_label("Karen in").evaluate("e => e.value") == "new"
    tab.get_by_role("button", name="Bring them in").click()
    assert tab.get_by_text("3 sources brought in").is_visible()
    tab.get_by_role("link", name="See them in the study").click()
    assert tab.get_by_role("rowheader", name="Interview 3", exact=True).is_visible()
    assert tab.get_by_role("rowheader", name="P003", exact=True).is_visible()
    assert "Karen" not in tab.content()
    assert Source.objects.count() == 3


def test_progress_is_shown_while_a_job_works(window, live_server, study, settings, at):
    data = interview("Karen")
    batch = keep_uploads(
        study=study.pk,
        files=[("Karen.docx", len(data), lambda p: p.write_bytes(data))],
        by="test",
        at=at,
    )
    tab = window(320)
    tab.goto(live_server.url + reverse("listen:batch", args=[study.pk, batch]))
    assert tab.get_by_text("Waiting").is_visible()
    read_uploads(batch_id=batch)
    tab.get_by_role("link", name="Say who is who").wait_for(timeout=8000)
    assert tab.get_by_text("2 speakers, 4 turns").is_visible()
    assert tab.locator("[data-working]").count() == 0


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


@pytest.mark.parametrize("width", [320, 1280])
def test_every_staff_page_fits_and_passes_axe(window, live_server, study, filled, waiting, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    tab = window(width)
    said = []
    tab.on("console", lambda m: said.append(m.text) if m.type in ("error", "warning") else None)
    for name, (view, args) in pages(study, filled, waiting).items():
        tab.goto(live_server.url + reverse(f"listen:{view}", args=args))
        check(tab, axe, f"{name}-{width}")
    for name in ("who", "columns", "new", "take-back"):
        view, args = pages(study, filled, waiting)[name]
        tab.goto(live_server.url + reverse(f"listen:{view}", args=args))
        if name == "columns":
            tab.get_by_label("The words").select_option("")
        tab.locator("main form button[type=submit]").last.click()
        assert tab.title().startswith("Error: "), name
        check(tab, axe, f"{name}-wrong-{width}")
    assert [line for line in said if "422" not in line] == []


def check(tab, axe, name):
    if PICTURES:
        tab.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)
    found = axe.run(tab)
    assert found.violations_count == 0, f"{name}: {found.generate_report()}"
    wide = tab.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wide, f"{name} scrolls sideways"
    if tab.viewport_size["width"] == 320:
        assert tab.evaluate(SMALL_TARGETS) == [], name
