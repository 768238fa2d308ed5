"""Blind double coding as a choice: who is done with which text, and who sees whose codings."""

import datetime as dt

import pytest
from django.urls import reverse

from pennydrop.core.audit.models import Event
from pennydrop.core.people.queries import actor
from pennydrop.rooms.understand import urls as understand
from pennydrop.rooms.understand.actions.codes import make_code
from pennydrop.rooms.understand.actions.codings import add_coding
from pennydrop.rooms.understand.actions.memos import add_memo
from pennydrop.rooms.understand.actions.themes import make_theme
from pennydrop.rooms.understand.actions.together import (
    code_blind,
    code_openly,
    finish_text,
    open_text,
)
from pennydrop.rooms.understand.models import Blind, Finished
from pennydrop.rooms.understand.queries.agreement import agreement_of
from pennydrop.rooms.understand.queries.readers import readings_of
from pennydrop.rooms.understand.queries.texts import segments_of
from pennydrop.rooms.understand.queries.workspace import stamps, text_mark
from tests.architecture.test_house import flatten

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
GLASS, NURSE = "it burned like glass", "Same nurse every time since"
TOLD = "My own words about a memo of the source"


@pytest.fixture
def pain(study, at):
    return make_code(study=study.pk, name="Pain", by="user:1", at=at)


@pytest.fixture
def coded(interview, study, owner, colleague, pain, at):
    """Dev coded one passage, Ros another; Ros wrote a memo on hers and one on the whole source."""
    for who, turn, words in ((owner, 3, NURSE), (colleague, 1, GLASS)):
        start, end = interview.place(turn, words)
        add_coding(text=interview.id, code=pain.pk, start=start, end=end, by=actor(who), at=at)
    memo = {"study": study.pk, "text": interview.id, "by": actor(colleague), "at": at}
    add_memo(words=f"{TOLD}.", start=start, end=end, **memo)
    add_memo(words=f"{TOLD}!", **memo)
    add_memo(study=study.pk, words="On the study itself.", by=actor(colleague), at=at)
    return interview


@pytest.fixture
def theme(study, pain, at):
    return make_theme(study=study.pk, title="Heat", codes=[pain.pk], by="user:1", at=at)


def address(name, *args, query=""):
    return reverse(f"understand:{name}", args=args) + query


# Pages that show a source's words whoever coded them; and answers as a table, without any coding.
THE_WORDS_THEMSELVES = {
    "data",
    "workspace",
    "part",
    "since",
    "review",
    "correct",
    "quote-new",
    "correct-segment",
}


def pages_of(text, pain, theme):
    """Every page of the room that can be asked for with these: a new one is among them by itself,
    and has to ask `queries/blind.py` what it may show."""
    known = {
        "study": text.study, "source": text.id, "code": pain.pk, "theme": theme.pk,
        "participant": text.people["Ash"].pk, "segment": segments_of(text.id)[1].id,
    }  # fmt: skip
    start, end = text.place(1, GLASS)
    found = {}
    for name, pattern in flatten(understand.urlpatterns):
        wanted = set(pattern.pattern.converters)
        if wanted <= set(known) and name not in THE_WORDS_THEMSELVES:
            found[name] = reverse(f"understand:{name}", kwargs={key: known[key] for key in wanted})
    found["passage"] += f"?start={start}&end={end}"
    found["contrary"] += f"?code={pain.pk}"
    found["ask"] += f"?code1={pain.pk}"
    return found


def marks(client, text):
    page = client.get(address("workspace", text.study, text.id)).content.decode()
    return {words for words in (GLASS, NURSE) if f">{words}</mark>" in page}


def shown(client, text, pain, theme):
    """The pages that show Ros's coding or memos to whoever is signed in."""
    found = set()
    for name, url in pages_of(text, pain, theme).items():
        answer = client.get(url)
        if answer.status_code != 200 or answer.streaming:
            continue
        page = answer.content.decode()
        # Her words are in the passage pane whoever coded them: there her code is looked for.
        sign = "Ros" if name == "passage" else GLASS
        if TOLD in page or sign in page.split("<h2>Memo</h2>")[0]:
            found.add(name)
    return found


def test_while_blind_nobody_sees_what_others_coded(
    client, owner, colleague, coded, pain, theme, at
):
    client.force_login(owner)
    assert marks(client, coded) == {GLASS, NURSE}
    everything = shown(client, coded, pain, theme)
    assert everything >= {"code", "theme", "theme-passages", "theme-change", "memos", "passage"}
    assert everything >= {"contrary", "differences", "ask", "code-split"}

    code_blind(study=coded.study, by="test", at=at)
    assert marks(client, coded) == {NURSE}
    assert shown(client, coded, pain, theme) == set()
    assert "On the study itself." in client.get(address("memos", coded.study)).content.decode()
    client.force_login(colleague)
    assert marks(client, coded) == {GLASS}

    client.force_login(owner)
    client.post(address("done", coded.study, coded.id))
    assert marks(client, coded) == {GLASS, NURSE}
    # Ros is not done: there is nothing to compare yet.
    assert shown(client, coded, pain, theme) == everything - {"differences"}
    finish_text(text=coded.id, by=actor(colleague), at=at)
    assert "differences" in shown(client, coded, pain, theme)


def test_a_file_of_quotes_holds_back_too(client, owner, coded, at):
    client.force_login(owner)
    code_blind(study=coded.study, by="test", at=at)
    file = client.post(address("export", coded.study)).content.decode()
    assert NURSE in file and GLASS not in file


def test_a_coding_made_now_draws_the_turn_without_the_others(client, owner, coded, pain, at):
    client.force_login(owner)
    code_blind(study=coded.study, by="test", at=at)
    sent = {"turn": 1, "words": "how much are you taking", "code": pain.pk}
    answer = client.post(
        address("coding-add", coded.study, coded.id), sent, headers={"accept": "application/json"}
    )
    drawn = answer.json()["turns"]["1"]
    assert "how much are you taking</mark>" in drawn and f"{GLASS}</mark>" not in drawn


def test_pages_that_are_open_notice_the_change(client, owner, colleague, coded, pain, at):
    """Whoever has the source open is sent the others' codings when the blind is lifted."""
    code_blind(study=coded.study, by="test", at=at)
    text = coded.text
    before = text_mark(text, reader=actor(owner)), stamps(text, reader=actor(owner))
    open_text(text=coded.id, by="test", at=at)
    after = text_mark(text, reader=actor(owner)), stamps(text, reader=actor(owner))
    assert before[0] != after[0]
    assert [order for order in before[1] if before[1][order] != after[1][order]] == [1]


def test_the_coding_of_somebody_else_is_not_opened_by_its_number(client, owner, coded, pain, at):
    from pennydrop.rooms.understand.models import Coding

    client.force_login(owner)
    code_blind(study=coded.study, by="test", at=at)
    theirs = Coding.objects.exclude(by=actor(owner)).get()
    pane = client.get(address("passage", coded.study, coded.id, query=f"?coding={theirs.pk}"))
    assert GLASS not in pane.content.decode()


def test_a_coordinator_opens_one_source_or_all(client, owner, colleague, coded, group, at):
    code_blind(study=coded.study, by="test", at=at)
    for who, status in ((colleague, 403), (owner, 302)):
        client.force_login(who)
        url = address("open-text", coded.study, coded.id)
        assert client.post(url).status_code == status
    client.force_login(colleague)
    assert marks(client, coded) == {GLASS, NURSE}
    for who, sent, status in (
        (colleague, {}, 403), (owner, {}, 302), (colleague, {"on": "1"}, 403),
    ):  # fmt: skip
        client.force_login(who)
        assert client.post(address("blind", coded.study), sent).status_code == status
    assert not Blind.objects.exists()
    client.post(address("blind", coded.study), {"on": "1"})
    assert not Blind.objects.exists(), "a colleague may not"
    client.force_login(owner)
    client.post(address("blind", coded.study), {"on": "1"})
    client.post(address("blind", coded.study), {"on": "1"})
    assert Blind.objects.count() == 1
    assert Event.objects.filter(what="understand.blind.started").count() == 2


def test_done_and_not_done_after_all(client, owner, colleague, coded, group, at):
    client.force_login(owner)
    for _ in range(2):
        client.post(address("done", coded.study, coded.id))
    assert Finished.objects.get().coder == actor(owner)
    client.post(address("done", coded.study, coded.id), {"again": "1"})
    assert not Finished.objects.exists()
    code_blind(study=coded.study, by="test", at=at)
    client.post(address("done", coded.study, coded.id))
    page = client.post(address("done", coded.study, coded.id), {"again": "1"}, follow=True)
    assert "cannot be a fresh one again" in page.content.decode()
    assert Finished.objects.count() == 1
    # Nobody else has coded the focus group: nothing was seen.
    client.post(address("done", coded.study, group.id))
    client.post(address("done", coded.study, group.id), {"again": "1"})
    assert Finished.objects.count() == 1


def test_the_list_says_who_is_where(client, owner, colleague, coded, group, at):
    finish_text(text=coded.id, by=actor(colleague), at=at)
    client.force_login(colleague)
    page = client.get(address("readers", coded.study)).content.decode()
    assert page.count("not begun") == 2  # the focus group, for each of the two
    row = page.split("Interview 1</a>")[1].split("</tr>")[0]
    assert row.count("1 coding") == 2 and row.count('class="status') == 1
    assert "Code on your own first" not in page, "only for somebody who runs studies"
    client.force_login(owner)
    assert "Code on your own first" in client.get(address("readers", coded.study)).content.decode()


@pytest.mark.parametrize(("who", "status"), [("worker", 403), ("stranger", 404)])
def test_nobody_else_says_anything(request, client, coded, who, status):
    client.force_login(request.getfixturevalue(who))
    for url in (
        address("blind", coded.study),
        address("done", coded.study, coded.id),
        address("open-text", coded.study, coded.id),
    ):
        assert client.post(url, {"on": "1"}).status_code == status
    assert not Blind.objects.exists() and not Finished.objects.exists()


def test_what_was_coded_after_looking_is_not_compared(owner, colleague, coded, pain, at):
    code_blind(study=coded.study, by="test", at=at)
    for who in (owner, colleague):
        finish_text(text=coded.id, by=actor(who), at=at)
    start, end = coded.place(1, GLASS)
    later = at + dt.timedelta(minutes=1)
    add_coding(text=coded.id, code=pain.pk, start=start, end=end, by=actor(owner), at=later)
    found = readings_of(coded.study)
    came_out = agreement_of(coded.study, found, found.coders, done=False, drawings=0)
    assert came_out.material.late == 1 and came_out.codes[0].passages == (1, 1)
    code_openly(study=coded.study, by="test", at=at)
    found = readings_of(coded.study)
    came_out = agreement_of(coded.study, found, found.coders, done=False, drawings=0)
    assert came_out.material.late == 0 and came_out.codes[0].passages == (2, 1)


def test_opening_twice_is_opening_once(coded, at):
    for _ in range(2):
        open_text(text=coded.id, by="test", at=at)
    assert Finished.objects.filter(coder="").count() == 1
    assert Event.objects.filter(what="understand.text.finished").count() == 1
