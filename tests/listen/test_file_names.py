"""What a file was called stays with the original words that came in it, and goes with them."""

import io
import zipfile

import pytest
from django.apps import apps
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.actions.importing import Upload, import_files
from pennydrop.rooms.listen.actions.retention import delete_what_is_over
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import FileName, FormVersion, Participant
from pennydrop.rooms.listen.public import file_names
from pennydrop.rooms.listen.queries.holdings import FILE_NAMES, holdings
from pennydrop.rooms.listen.queries.record import record_of
from pennydrop.rooms.listen.rules.file_names import LONGEST, tidy_name
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.understand.actions.deidentify import decide_many
from pennydrop.rooms.understand.actions.names_out import sign_names_out
from pennydrop.rooms.understand.actions.originals import destroy_originals

database = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]
TALK = b"Interviewer: How did it start?\n\nKez: At a party.\n"
GROUP = b"Facilitator: Who begins?\n\nKez: Me.\n\nDan: And me.\n"
TABLE = b"id,said\n1,It burned.\n2,Nobody listened.\n"
CANARY = "Xanthippe 3 May"


@pytest.fixture
def bring(study, at):
    def go(name, data, kind="interview", **more):
        (result,) = import_files(
            study=study, files=[Upload.of(name, data)], kind=kind, fidelity="word_for_word",
            consents={"take_part": "yes", "analyse": "yes"}, by="user:1", at=at, **more,
        )  # fmt: skip
        return [source.pk for source in result.sources]

    return go


def taken_out(source, at):
    decide_many(source=source, rulings=[], rest="keep", by="user:1", at=at)
    sign_names_out(source=source, by="user:1", at=at)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("Amy 3 May.docx", "Amy 3 May.docx"),
        ("C:\\Users\\jo\\Amy.docx", "Amy.docx"),
        ("../../talks/Amy.txt", "Amy.txt"),
        ("Amy\r\nBcc: all.txt", "Amy Bcc: all.txt"),
        ("Amy\u202etxt.exe", "Amy txt.exe"),
        ("///", ""),
    ],
)
def test_a_name_is_kept_without_its_folders_and_without_tricks(name, kept):
    assert tidy_name(name) == kept


@given(st.text(max_size=400))
def test_any_name_is_one_short_line_and_tidying_is_done_once(name):
    kept = tidy_name(name)
    assert len(kept) <= LONGEST and kept.isprintable() and "\\" not in kept
    assert tidy_name(kept) == kept.rstrip()


class TestKept:
    pytestmark = database

    def test_nowhere_in_plain_sight(self, bring):
        (source,) = bring(f"{CANARY}.txt", TALK)
        assert file_names([source]) == {source: f"{CANARY}.txt"}
        for model in apps.get_models():
            alias = "keys" if model._meta.app_label == "vault" else "default"
            for row in model._base_manager.using(alias).values_list():
                told = [bytes(v) if isinstance(v, bytes | memoryview) else str(v) for v in row]
                assert CANARY not in str(told), model

    def test_shown_to_those_alone_who_may_see_originals(
        self, bring, study, client, owner, colleague, worker
    ):
        (source,) = bring(f"{CANARY}.txt", TALK)
        pages = [
            reverse("understand:review-list", args=[study.pk]),
            reverse("understand:review", args=[source]),
            reverse("understand:study", args=[study.pk]),
            reverse("listen:study", args=[study.pk]),
        ]
        for who in (owner, colleague):
            client.force_login(who)
            assert all(CANARY in client.get(page).text for page in pages)
        client.force_login(worker)
        assert not any(CANARY in client.get(page).text for page in pages)

    def test_in_nothing_that_leaves(self, bring, study, client, owner, at):
        (source,) = bring(f"{CANARY}.txt", TALK)
        taken_out(source, at)
        FormVersion.objects.filter(study=study).delete()  # the invented one is none to write out
        client.force_login(owner)
        for name in ("export", "project-export", "data-file"):
            answer = client.post(reverse(f"understand:{name}", args=[study.pk]), {"as": "csv"})
            assert answer.status_code == 200, name
            held = b"".join(answer) if answer.streaming else answer.content
            files = [held]
            if name != "export":
                with zipfile.ZipFile(io.BytesIO(held)) as box:
                    files = [one.encode() for one in box.namelist()] + [
                        *map(box.read, box.namelist())
                    ]
            assert len(files) and not any(b"Xanthippe" in one for one in files)
        assert file_names([source])

    def test_in_the_whole_record_of_the_one_whose_words_are_in_it(self, bring):
        bring(f"{CANARY}.txt", TALK)
        person = Participant.objects.get()
        (held,) = (one for one in record_of(person.pk) if one.words == f"{CANARY}.txt")
        assert held.facts == (("in", "Interview 1"),)


class TestGone:
    pytestmark = database

    def test_with_whoever_takes_their_words_back(self, bring, at):
        (source,) = bring(f"{CANARY}.txt", TALK)
        person = Participant.objects.get()
        assert [h.count for h in holdings(person.pk) if h.what == FILE_NAMES] == [1]
        receipt = withdraw(participant=person, asked="with the code", by="quiet", at=at)
        assert receipt.removed["listen"][FILE_NAMES] == 1
        assert not FileName.objects.exists() and file_names([source]) == {}

    def test_with_the_first_of_a_group_since_it_may_be_their_name(self, bring, at):
        (source,) = bring(f"{CANARY}.txt", GROUP, kind="focus_group")
        kez, dan = Participant.objects.filter(staff=False).order_by("number")
        # The key is Kez's; Dan goes.
        assert FileName.objects.get().participant_id == kez.pk
        assert not any(one.words == f"{CANARY}.txt" for one in record_of(kez.pk))
        withdraw(participant=dan, asked="with the code", by="quiet", at=at)
        assert file_names([source]) == {}

    def test_with_the_first_of_a_table(self, bring, at):
        columns = Columns(text="said", speaker="id", source="id")
        one, two = bring(f"{CANARY}.csv", TABLE, kind="survey", columns=columns)
        other = bring("another.txt", TALK)
        assert set(file_names([one, two]).values()) == {f"{CANARY}.csv"}
        first = Participant.objects.order_by("number").first()
        receipt = withdraw(participant=first, asked="with the code", by="quiet", at=at)
        assert receipt.removed["listen"][FILE_NAMES] == 1
        assert list(file_names([one, two, *other]).values()) == ["another.txt"]

    def test_with_the_originals(self, bring, study, at):
        (source,) = bring(f"{CANARY}.txt", TALK)
        taken_out(source, at)
        assert file_names([source])
        destroy_originals(study=study.pk, by="user:1", at=at)
        assert not FileName.objects.exists()

    def test_when_the_time_of_the_study_is_over(self, bring, study, at):
        bring(f"{CANARY}.txt", TALK)
        study.keep_until = at.date()
        study.save()
        (receipt,) = delete_what_is_over(at=at)
        assert receipt.removed["listen"][FILE_NAMES] == 1 and not FileName.objects.exists()
