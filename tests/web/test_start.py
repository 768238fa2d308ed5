"""What must be true before anything is served."""

import pytest

from pennydrop.core.audit.actions import record, seal_events
from pennydrop.core.vault.models import Mark, StudyKey
from pennydrop.rooms.listen.actions.participants import add_participant
from pennydrop.rooms.listen.models import Participant
from pennydrop.web.readiness import WrongKeys, finish_what_was_interrupted
from pennydrop.web.safekeeping.doctor import Grade, examine

pytestmark = [pytest.mark.django_db(databases=["default", "keys"]), pytest.mark.postgres]


@pytest.fixture
def teller(study, at):
    return add_participant(study=study, state="shared", lookup=None, by="quiet", at=at)


def start(at):
    finish_what_was_interrupted(lambda text: None, at)


def test_a_foreign_key_store_stops_the_start_and_forgets_nobody(teller, at):
    StudyKey.objects.all().delete()
    with pytest.raises(WrongKeys, match="does not belong"):
        start(at)
    assert Participant.objects.get().state == "shared"


def test_an_older_key_store_stops_the_start_and_forgets_nobody(teller, at):
    for _ in range(3):
        record(what="room.thing.done", on="x", by="user:1", at=at)
        seal_events(at=at)
    Mark.objects.filter(name="audit/staff").update(value="1:" + "0" * 64)
    with pytest.raises(WrongKeys, match="older than the data"):
        start(at)
    assert Participant.objects.get().state == "shared"


def test_the_right_keys_start(teller, at):
    record(what="room.thing.done", on="x", by="user:1", at=at)
    seal_events(at=at)
    start(at)
    assert Participant.objects.get().state == "shared"


def test_the_doctor_names_what_is_unsafe(teller, at, settings, tmp_path):
    fine = {finding.what for finding in examine(at=at) if finding.grade is Grade.FINE}
    assert "The key store belongs to this data." in fine

    StudyKey.objects.all().delete()
    settings.ALLOWED_HOSTS = ["voices.example.org"]
    shared = tmp_path / "OneDrive - Council" / "keys"
    shared.mkdir(parents=True, mode=0o755)
    settings.KEY_COPY = str(shared)
    unsafe = " ".join(f.what for f in examine(at=at) if f.grade is Grade.UNSAFE)
    for words in (
        "does not belong",
        "without HTTPS",
        "OneDrive",
        "Other accounts",
        "missing or older",
        "demonstration study",
    ):
        assert words in unsafe
