"""A coordinator looks into a project, says what it cannot say, brings it in, and takes one out."""

import datetime as dt
import os

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pennydrop.core.erasure.models import HandCopy
from pennydrop.rooms.understand.actions import project_files
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.project_files import drop_old_projects
from pennydrop.rooms.understand.models import Code, Coding, Pending
from pennydrop.rooms.understand.queries.project_files import held, held_in, place_of
from pennydrop.rooms.understand.rules.exchange.opening import open_project
from tests.understand.exchanging import in_dialect, selection

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


def address(name, study, *more):
    return reverse(f"understand:{name}", args=[study.pk, *more])


def add(client, study, data, name="Karen.qdpx"):
    file = SimpleUploadedFile(name, data)
    answer = client.post(address("projects", study), {"file": file})
    return answer, (held_in(study.pk) or [None])[-1]


@pytest.fixture
def file():
    made = in_dialect("utf16", 2, 1)
    code = Code(name="x")
    far = selection("far", 9000, 9100, made.codes[0].split('guid="')[1][:36])
    made.sources[0] = made.sources[0].replace("</TextSource>", f"{far}</TextSource>")
    assert code.name
    return made.zipped()


@pytest.mark.parametrize(("who", "status"), [("colleague", 403), ("worker", 403),
                                             ("stranger", 404)])  # fmt: skip
def test_only_a_coordinator_here_gets_to_these_pages(request, client, study, who, status, file):
    client.force_login(request.getfixturevalue(who))
    assert client.get(address("projects", study)).status_code == status
    assert add(client, study, file)[0].status_code == status
    assert client.post(address("project-export", study)).status_code == status
    assert not held_in(study.pk) and not HandCopy.objects.exists()


def test_a_project_is_shown_before_it_comes_in_and_then_waits_for_names(client, owner, study, file):
    client.force_login(owner)
    answer, one = add(client, study, file)
    assert answer.status_code == 302 and not Code.objects.exists()
    page = client.get(answer["Location"]).content.decode()
    for said in (
        "UTF-16 units", "100.0% of the passages", "1 coding: it lies outside the text",
        "“nobody believed me”", "<h3>Codes</h3>", "such as “Interview 3”",
    ):  # fmt: skip
        assert said in page
    answer = client.post(answer["Location"], {"fidelity": "notes", "agreed": "later"})
    page = client.get(answer["Location"]).content.decode()
    assert "1 source, 1 codes, 6 codings and 1 memos came in." in page
    assert Pending.objects.count() == 6
    assert "nobody believed me" not in (place_of(one.id) / "held.json").read_text()
    assert not (place_of(one.id) / "project.data").exists()
    # A second job, or a second yes, brings nothing in twice.
    client.post(address("project-held", study, one.id), {"fidelity": "notes", "agreed": "yes"})
    project_files.bring_in_held(number=one.id, at=dt.datetime.now(dt.UTC))
    assert Pending.objects.count() == 6
    assert "6 codings wait" in client.get(address("study", study)).content.decode()
    client.post(address("project-away", study, one.id))
    assert held(one.id) is None


def test_with_a_yes_and_names_out_the_team_reads_and_the_study_leaves_again(
    client, owner, study, file
):
    client.force_login(owner)
    _, one = add(client, study, file)
    terms = {"fidelity": "word_for_word", "agreed": "yes", "names_out": "on"}
    client.post(address("project-held", study, one.id), terms)
    assert Coding.objects.count() == 6
    assert "Everybody in it agrees" in client.get(address("projects", study)).content.decode()
    data = client.post(address("project-export", study))
    assert data["Content-Disposition"] == 'attachment; filename="analysis.qdpx"'
    assert open_project(data.content, "p").placed == 6
    assert HandCopy.objects.get().by == f"user:{owner.pk}"
    codes = client.post(address("project-export", study), {"which": "codebook"})
    assert len(open_project(codes.content, "c").read.codes) == 1
    table = client.post(address("project-export", study), {"which": "table"})
    head, first = table.content.decode("utf-8-sig").splitlines()[:2]
    assert head == "tag,description" and first.split(",")[0] == Code.objects.get().name
    assert HandCopy.objects.count() == 1  # a codebook holds nobody's words


def test_what_is_no_project_or_breaks_on_the_way_is_told_and_not_kept(
    client, owner, study, file, monkeypatch
):
    client.force_login(owner)
    answer, one = add(client, study, b"no project")
    assert (
        "This is no project that can be read here"
        in client.get(answer["Location"]).content.decode()
    )
    assert client.post(address("projects", study), {}).status_code == 422
    answer, one = add(client, study, file, "second.qdpx")
    one = next(h for h in held_in(study.pk) if h.name == "second.qdpx")

    def broken(**_):
        raise ValueError("a secret word")

    monkeypatch.setattr(project_files, "bring_in_project", broken)
    where = address("project-held", study, one.id)
    assert client.post(where, {"fidelity": "nothing"}).status_code == 422
    client.post(where, {"fidelity": "notes", "agreed": "later"})
    page = client.get(where).content.decode()
    assert "nothing of it was kept" in page and "secret" not in page
    assert not (place_of(one.id) / "project.data").exists()


def test_of_codes_alone_nothing_about_texts_is_asked(client, owner, study, at):
    client.force_login(owner)
    make_code(study=study.pk, name="Pain", by="user:1", at=at)
    book = client.post(address("project-export", study), {"which": "codebook"}).content
    Code.objects.all().delete()
    answer, _ = add(client, study, book, "book.qdc")
    page = client.get(answer["Location"]).content.decode()
    assert "written down" not in page and "No text comes in" in page
    page = client.post(answer["Location"], follow=True).content.decode()
    assert "It is in" in page
    assert Code.objects.filter(study=study.pk).count() == 1


def test_files_nobody_came_back_to_go_after_a_day(client, owner, study, file, at):
    client.force_login(owner)
    _, one = add(client, study, file)
    old = dt.datetime.now(dt.UTC) - dt.timedelta(days=2)
    os.utime(place_of(one.id), (old.timestamp(), old.timestamp()))
    assert drop_old_projects(at=dt.datetime.now(dt.UTC)) == 1
    answer = client.get(address("project-held", study, one.id), follow=True)
    assert "kept for a day at most" in answer.content.decode()
