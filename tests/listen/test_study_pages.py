"""Staff pages of the listen room: who may open them, and what they say."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.erasure.models import HandCopy
from pennydrop.core.people.rules import Role
from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.uploads import keep_uploads, read_uploads
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import FormVersion, Participant, Sheet, Study

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]

TALK = b"Interviewer: How did it start?\n\nKaren: At a party.\n\nInterviewer: And?\n\nKaren: Bad.\n"


@pytest.fixture
def interviewed(study, at):
    """Two people: P001 is here, P002 has taken their words back and left a receipt."""
    files = [Upload.of("a.txt", TALK), Upload.of("b.txt", TALK)]
    import_files(study=study, files=files, kind="interview", fidelity="notes", by="test", at=at)
    HandCopy.objects.create(study=study.pk, what="Transcript, printed", by="test", on=at.date())
    gone = Participant.objects.get(number=2)
    receipt = withdraw(participant=gone, asked="through a coordinator", by="test", at=at)
    return Participant.objects.get(number=1), receipt


@pytest.fixture
def batch(study, at):
    files = [
        ("a.txt", len(TALK), lambda path: path.write_bytes(TALK)),
        ("b.csv", 20, lambda path: path.write_bytes(b"text,who\nHello,me\n")),
    ]
    made = keep_uploads(study=study.pk, files=files, by="test", at=at)
    read_uploads(batch_id=made)
    return made


@pytest.fixture
def pages(study, interviewed, batch):
    person, receipt = interviewed
    return {
        "study": [study.pk], "asks": [study.pk], "bring_in": [study.pk],
        "batch": [study.pk, batch], "who": [study.pk, batch], "columns": [study.pk, batch, 1],
        "paper": [study.pk], "paper_csv": [study.pk], "receipts": [study.pk],
        "receipt": [study.pk, receipt.pk], "take_back": [study.pk, person.pk],
    }  # fmt: skip


READ_BY_TEAM = [
    "study",
    "asks",
    "bring_in",
    "batch",
    "who",
    "columns",
    "paper",
    "paper_csv",
    "receipts",
    "receipt",
]


@pytest.mark.parametrize("name", [*READ_BY_TEAM, "take_back"])
def test_who_may_open_it(name, pages, client, owner, colleague, worker, stranger):
    address = reverse(f"listen:{name}", args=pages[name])
    assert client.get(address).status_code == 302
    client.force_login(owner)
    assert client.get(address).status_code == 200
    client.force_login(colleague)
    assert client.get(address).status_code == (200 if name in READ_BY_TEAM else 403)
    client.force_login(worker)
    assert client.get(address).status_code == 403
    client.force_login(stranger)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("name", ["contacts", "throw_away", "receipt_seen", "copy_destroyed"])
def test_who_may_press_it(name, study, batch, interviewed, client, worker, stranger, colleague):
    _, receipt = interviewed
    copy = HandCopy.objects.get()
    args = {
        "contacts": [study.pk],
        "throw_away": [study.pk, batch],
        "receipt_seen": [study.pk, receipt.pk],
        "copy_destroyed": [study.pk, receipt.pk, copy.pk],
    }[name]
    address = reverse(f"listen:{name}", args=args)
    for who, status in ((worker, 403), (stranger, 404)):
        client.force_login(who)
        assert client.post(address, {"contacts": "3"}).status_code == status
    client.force_login(colleague)
    assert client.get(address).status_code == 405
    wanted = 403 if name in {"contacts", "receipt_seen"} else 302
    assert client.post(address, {"contacts": "3"}).status_code == wanted


def test_a_batch_of_one_study_is_not_found_under_another(
    batch, client, owner, study, new_study, at
):
    from pennydrop.rooms.listen.actions.studies import create_study

    other = create_study(new=new_study, by="test", at=at)
    client.force_login(owner)
    for name, more in (("batch", []), ("who", []), ("columns", [1])):
        address = reverse(f"listen:{name}", args=[other.pk, batch, *more])
        assert client.get(address).status_code == 404
    assert client.post(reverse("listen:throw_away", args=[other.pk, batch])).status_code == 404
    assert client.get(reverse("listen:batch", args=[study.pk, batch])).status_code == 200


def test_the_list_shows_ones_own_studies_only(study, client, owner, stranger, worker):
    client.force_login(owner)
    assert "Ketamine in the county" in client.get(reverse("listen:studies")).text
    client.force_login(stranger)
    assert "Ketamine in the county" not in client.get(reverse("listen:studies")).text
    client.force_login(worker)
    page = client.get(reverse("listen:studies")).text
    assert "Ketamine in the county" not in page and "does not open studies" in page


def test_the_study_page_names_sources_and_people_without_words(study, interviewed, client, owner):
    client.force_login(owner)
    page = client.get(reverse("listen:study", args=[study.pk])).text
    assert "Interview 1" in page and "Notes" in page and "P001" in page
    assert f"/s/{study.slug}/" in page
    assert "Taken back" in page and "Not known" in page
    assert "party" not in page and "Karen" not in page


def test_long_lists_come_by_pages_in_order(study, client, owner, at, monkeypatch):
    monkeypatch.setattr("pennydrop.rooms.listen.views.studies.PAGE", 2)
    for kind in ("focus_group", "interview"):
        files = [Upload.of(f"{kind}{n}.txt", TALK) for n in range(3)]
        import_files(study=study, files=files, kind=kind, fidelity="notes", by="test", at=at)
    client.force_login(owner)
    address = reverse("listen:study", args=[study.pk])
    pages = [client.get(address, {"sources": n, "people": n}).context for n in (1, 2, 3)]
    listed = [[row.title for row in page["sources"]] for page in pages]
    assert listed == [
        ["Interview 1", "Interview 2"],
        ["Interview 3", "Focus group 1"],
        ["Focus group 2", "Focus group 3"],
    ]
    assert [row.name for row in pages[1]["people"]] == ["P003", "P004"]
    assert pages[1]["sources"][0].people == ("P006",) and pages[1]["sources"][0].segments == 4


def test_a_new_study_is_a_closed_draft_that_says_why(client, owner, organisation):
    client.force_login(owner)
    said = {
        "title": "In the county",
        "public_title": "Your say",
        "substance": "ketamine",
        "approach": "framework",
        "asks_whom": "used",
    }
    address = client.post(reverse("listen:new_study"), said)["Location"]
    made = Study.objects.get()
    assert (made.state, made.invented, made.approach) == ("draft", False, "framework")
    assert "Marsh Lane" in Sheet.objects.get().text
    assert len(FormVersion.objects.get().definition["items"]) == 7
    assert Event.objects.filter(what="listen.study.created", on=str(made.pk)).exists()
    page = client.get(address).text
    assert "a draft: nobody can be asked" in page and f"/s/{made.slug}/" not in page
    asked = client.get(reverse("listen:asks", args=[made.pk])).text
    assert "What got in the way of help?" in asked and "Limits of confidentiality" in asked


def test_a_new_study_needs_a_title_and_a_coordinator(client, owner, colleague):
    client.force_login(owner)
    page = client.post(reverse("listen:new_study"), {"title": ""})
    assert "Error: " in page.text and not Study.objects.exists()
    client.force_login(colleague)
    assert client.get(reverse("listen:new_study")).status_code == 403
    assert client.post(reverse("listen:new_study"), {"title": "x"}).status_code == 403


def test_somebody_in_two_organisations_says_whose_study_it_is(client, person, organisation):
    from pennydrop.core.people.actions import found_organisation
    from pennydrop.core.people.models import Membership

    both = person("both", Role.COORDINATOR)
    second = found_organisation(
        name="Second",
        invented=True,
        require_second_factor=False,
        by="test",
        at=both.date_joined,
    )
    Membership.objects.create(user=both, organisation_id=second.pk, role="coordinator")
    client.force_login(both)
    said = {
        "title": "T",
        "public_title": "P",
        "substance": "k",
        "approach": "codebook",
        "asks_whom": "used",
        "organisation": str(uuid.uuid4()),
    }
    assert client.post(reverse("listen:new_study"), said).status_code == 200
    client.post(reverse("listen:new_study"), {**said, "organisation": str(second.pk)})
    assert Study.objects.get().organisation_id == second.pk


@pytest.mark.parametrize(("sent", "kept"), [("120", 120), ("", None), ("0", 0)])
def test_contacts_are_counted(sent, kept, study, client, owner):
    client.force_login(owner)
    client.post(reverse("listen:contacts", args=[study.pk]), {"contacts": sent})
    study.refresh_from_db()
    assert study.contacts_made == kept


def test_contacts_below_nothing_are_refused(study, client, owner):
    client.force_login(owner)
    page = client.post(reverse("listen:contacts", args=[study.pk]), {"contacts": "-1"})
    assert page.status_code == 422 and "problems" in page.text
    study.refresh_from_db()
    assert study.contacts_made is None


def test_a_study_that_does_not_exist_is_not_found(client, owner):
    client.force_login(owner)
    assert client.get(reverse("listen:study", args=[uuid.uuid4()])).status_code == 404


def test_an_upload_by_a_worker_is_refused_before_it_is_kept(study, client, worker):
    client.force_login(worker)
    file = SimpleUploadedFile("a.txt", TALK)
    address = reverse("listen:bring_in", args=[study.pk])
    assert client.post(address, {"files": [file]}).status_code == 403
