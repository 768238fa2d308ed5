"""A coordinator makes a backup, and puts one back after somebody has withdrawn."""

import io
import json
import zipfile

import pytest
from django.core.management import call_command
from django.urls import reverse

from pennydrop.core.audit.actions import record
from pennydrop.core.audit.models import Event
from pennydrop.core.audit.queries import broken_seals
from pennydrop.core.people.models import Membership, User
from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import Participant, Recording, Segment, Source
from pennydrop.rooms.listen.public import original_segments
from pennydrop.web.safekeeping.backup import BackupFailed, write_backup
from pennydrop.web.safekeeping.restore import NotABackup, restore_backup

pytestmark = [
    pytest.mark.django_db(databases=["default", "keys"], transaction=True),
    pytest.mark.postgres,
]
CANARY = "the heron stood in the burning carpark"


@pytest.fixture
def teller(study, at):
    return add_participant(study=study, state="shared", lookup=None, by="quiet", at=at)


@pytest.fixture
def source(study, teller, at):
    return add_source(
        study=study,
        kind="survey",
        fidelity="word_for_word",
        by="quiet",
        at=at,
        segments=[NewSegment(owner=teller, speaker="P001", text=CANARY)],
    )


@pytest.fixture
def copy(source, owner, tmp_path, at):
    path = tmp_path / "copy.zip"
    write_backup(path=path, by="user:1", at=at)
    return path


def test_what_was_copied_comes_back(copy, source, owner, at):
    Source.objects.all().delete()
    Membership.objects.all().delete()

    done = restore_backup(path=copy, by="user:1", at=at)

    assert done.forgotten == 0
    assert original_segments(source.pk)[0].text == CANARY + "\n"
    assert User.objects.get(username="dev").check_password("devdev")
    assert broken_seals() == []
    assert done.before.exists()


def test_the_record_comes_back_to_the_microsecond(owner, at, tmp_path):
    odd = at.replace(microsecond=123_457)
    record(what="room.thing.done", on="x", by="user:1", at=odd)
    path = tmp_path / "odd.zip"
    write_backup(path=path, by="user:1", at=odd)
    restore_backup(path=path, by="user:1", at=odd)
    assert Event.objects.get(on="x").at == odd
    assert broken_seals() == []


def test_rows_made_after_a_restore_get_fresh_numbers(copy, study, at):
    restore_backup(path=copy, by="user:1", at=at)
    again = add_participant(study=study, state="shared", lookup=None, by="quiet", at=at)
    assert again.name == "P002"
    assert Event.objects.count() == len(set(Event.objects.values_list("pk", flat=True)))


def test_whoever_withdrew_since_is_forgotten_before_anything_is_served(copy, source, teller, at):
    withdraw(participant=teller, asked="with the code", by="quiet", at=at)

    done = restore_backup(path=copy, by="user:1", at=at)

    assert done.forgotten == 1
    assert not Segment.objects.exists() and not Source.objects.exists()
    assert Participant.objects.get(pk=teller.pk).state == "withdrawn"
    assert teller.pk not in keys.holders()


def test_a_backup_holds_no_words_and_no_keys(copy):
    with zipfile.ZipFile(copy) as box:
        content = b"".join(box.read(name) for name in box.namelist())
    assert CANARY.encode() not in content
    assert b"heron" not in content and b"wrapped" not in content
    assert b"vault." not in content


def test_a_backup_says_that_recordings_are_not_in_it(copy, study, client, owner, tmp_path, at):
    said = "Recordings of interviews are never in a copy; there is none here now."
    client.force_login(owner)
    assert said in client.get(reverse("safety")).text
    for _ in range(2):
        Recording.objects.create(study=study, media="audio/wav", size=9, days=14, on=at.date(),
                                 added_by="user:1", go_on=at.date())  # fmt: skip
    Recording.objects.filter(pk=Recording.objects.first().pk).update(
        state="gone", gone_on=at.date(), gone_why="day", erased=True
    )
    made = write_backup(path=tmp_path / "second.zip", by="user:1", at=at)
    assert "1 recording lies on this disk alone" in made.left_out
    with zipfile.ZipFile(tmp_path / "second.zip") as box:
        assert json.loads(box.read("manifest.json"))["recordings_left_out"] == 1
    assert "1 recording lies on this disk alone" in client.get(reverse("safety")).text
    out = io.StringIO()
    call_command("backup", str(tmp_path / "third.zip"), stdout=out)
    assert "1 recording lies on this disk alone" in out.getvalue()


def test_a_backup_never_overwrites(copy, at):
    with pytest.raises(BackupFailed, match="there already"):
        write_backup(path=copy, by="user:1", at=at)


@pytest.mark.parametrize("spoil", ["not a zip", "altered", "other version", "missing"])
def test_what_is_not_a_backup_changes_nothing(spoil, copy, source, at, tmp_path):
    path = tmp_path / "spoilt.zip"
    if spoil == "not a zip":
        path.write_bytes(b"hello")
    elif spoil != "missing":
        with zipfile.ZipFile(copy) as box:
            data, manifest = box.read("data.jsonl"), json.loads(box.read("manifest.json"))
        if spoil == "altered":
            data = data.replace(b"listen.study", b"listen.stuby", 1)
        else:
            manifest["migrations"].append("listen.9999_later")
        with zipfile.ZipFile(path, "w") as box:
            box.writestr("data.jsonl", data)
            box.writestr("manifest.json", json.dumps(manifest))

    with pytest.raises(NotABackup, match="spoilt.zip|no file"):
        restore_backup(path=path, by="user:1", at=at)

    assert original_segments(source.pk)[0].text == CANARY + "\n"
