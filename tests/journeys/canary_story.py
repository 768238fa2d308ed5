"""Plant a story, use it everywhere, take it back, and look for it in every place.

Runs by itself (`python -m tests.journeys.canary_story FOLDER`) on whatever databases the settings
name, with real files on a real disk. Prints where the story was found; 0 when it is nowhere.
"""

import os
import sys
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "pennydrop.web.settings"
django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from pennydrop.core.people.actions import add_person, found_organisation  # noqa: E402
from pennydrop.core.people.queries import actor  # noqa: E402
from pennydrop.core.people.rules import Role  # noqa: E402
from pennydrop.core.vault import keys  # noqa: E402
from pennydrop.core.vault.models import ParticipantKey  # noqa: E402
from pennydrop.rooms.listen.actions.file_names import keep_file_name  # noqa: E402
from pennydrop.rooms.listen.actions.participants import (  # noqa: E402
    add_participant,
    keep_hide_list,
    record_consent,
)
from pennydrop.rooms.listen.actions.recording_hearing import hear  # noqa: E402
from pennydrop.rooms.listen.actions.recordings import (  # noqa: E402
    NewRecording,
    keep_recording,
)
from pennydrop.rooms.listen.actions.sessions import NewSession, note_session  # noqa: E402
from pennydrop.rooms.listen.actions.sources import NewSegment, add_source  # noqa: E402
from pennydrop.rooms.listen.actions.studies import create_from_builtin, open_study  # noqa: E402
from pennydrop.rooms.listen.actions.targets import (  # noqa: E402
    keep_about_you,
    keep_characteristic,
)
from pennydrop.rooms.listen.actions.typing import keep_turns  # noqa: E402
from pennydrop.rooms.listen.actions.withdrawal import withdraw  # noqa: E402
from pennydrop.rooms.listen.rules.recording_drafts import Draft, Heard  # noqa: E402
from pennydrop.rooms.listen.rules.sessions import Said  # noqa: E402
from pennydrop.rooms.listen.rules.targets import Wanted  # noqa: E402
from pennydrop.rooms.publish.public import Try, draft_findings, publish_study  # noqa: E402
from pennydrop.rooms.understand.actions.care import mark_hard  # noqa: E402
from pennydrop.rooms.understand.actions.checks import answer_check, send_check  # noqa: E402
from pennydrop.rooms.understand.actions.codes import make_code  # noqa: E402
from pennydrop.rooms.understand.actions.codings import add_coding  # noqa: E402
from pennydrop.rooms.understand.actions.deidentify import decide_many  # noqa: E402
from pennydrop.rooms.understand.actions.framework import sum_up  # noqa: E402
from pennydrop.rooms.understand.actions.memos import add_memo  # noqa: E402
from pennydrop.rooms.understand.actions.names_out import sign_names_out  # noqa: E402
from pennydrop.rooms.understand.actions.quotes import make_quote  # noqa: E402
from pennydrop.rooms.understand.actions.signing import sign_quote  # noqa: E402
from pennydrop.rooms.understand.actions.themes import make_theme  # noqa: E402
from pennydrop.rooms.understand.rules.quoting import Words  # noqa: E402
from pennydrop.rooms.understand.rules.weighing import HIDE, Ruling  # noqa: E402
from pennydrop.web.readiness import finish_what_was_interrupted, migrate  # noqa: E402
from pennydrop.web.safekeeping.backup import write_backup  # noqa: E402
from pennydrop.web.safekeeping.restore import restore_backup  # noqa: E402
from tests.journeys.canary_places import (  # noqa: E402
    in_server_files,
    in_tables,
    on_disk,
    sightings,
)

# What was said, a name in it, what a researcher wrote about it, what somebody shared, and what the
# file was called that it came in.
SAID = "the vermilion heron knelt in the carpark"
NAME = "Xanthippe"
NOTED = "cinnabar kneeling motif again"
SHARED = "ultramarine decade"
SUMMED = "saffron kneeling summary"
WHY = "no, it was indigo sleet"
FILE = "celadon otter.docx"
CANARIES = (SAID, "vermilion", NAME, "cinnabar", SHARED, "saffron", "indigo", "celadon")
# Where the words stand while they are used: were they not seen there, the test would look amiss.
SHOWN_ON = (
    "public page", "search", "workspace", "memos", "correcting", "names out", "export", "typing",
    "sound", "key",
)  # fmt: skip
SCOPES = ("take_part", "analyse", "quote", "publish", "keep", "contact_again")


class Story:
    """One study in which one person's story is used for everything that we do with words."""

    def __init__(self) -> None:
        migrate(lambda text: None)
        self.at = timezone.now()
        place = found_organisation(
            name="Canary", invented=True, require_second_factor=False, by="test", at=self.at
        )
        self.staff = [
            add_person(
                username=name, name=name, role=Role.COORDINATOR, organisation=place.pk,
                password=None, by="test", at=self.at,
            )
            for name in ("one", "two")
        ]  # fmt: skip
        self.by = actor(self.staff[0])
        self.study = create_from_builtin(
            organisation=place.pk, title="Canary", invented=True, by=self.by, at=self.at
        )
        open_study(study=self.study, by=self.by, at=self.at)
        self.person = self._tell()
        self._understand()
        self._meet()
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.staff[0], "pennydrop.web.signins.Backend")

    def _tell(self):
        person = add_participant(
            study=self.study, state="shared", lookup="c" * 64, by="quiet", at=self.at
        )
        record_consent(
            participant=person, answers=dict.fromkeys(SCOPES, "yes"), sheet=None, how="online",
            by="quiet", at=self.at,
        )  # fmt: skip
        keep_hide_list(participant=person, terms=[NAME], by="quiet", at=self.at)
        text = f"My sister {NAME} saw it. And {SAID}, and I stopped."
        segment = NewSegment(owner=person, speaker=person.name, text=text, question="change")
        self.source = add_source(
            study=self.study, kind="survey", fidelity="word_for_word", segments=[segment],
            by="quiet", at=self.at,
        )  # fmt: skip
        keep_file_name(name=FILE, sources=[self.source])
        return person

    def _meet(self) -> None:
        """They are met again: a transcript is half typed, and they share something about them."""
        how = {"by": self.by, "at": self.at}
        new = NewSession(kind="interview", on=self.at.date(), place=None, interviewer=self.by)
        self.session = note_session(
            study=self.study, new=new, people=[self.person.pk], joining=0, **how
        )
        turns = [Said(self.person.pk, f"As I told you, {SAID}.")]
        keep_turns(session=self.session, turns=turns, seen=0, **how)
        sound = NewRecording(f"sound of {SAID}".encode(), "audio/wav", 14)
        self.recording = keep_recording(session=self.session, new=sound, **how)
        draft = Draft((Heard(1, f"A machine heard: {SAID}"),), 9)
        hear(recording_id=self.recording.pk, engine=lambda data, told: draft, at=self.at)
        about = keep_characteristic(
            study=self.study, name="About", question="", bands=[Wanted("Others")], **how
        )
        keep_about_you(participant=self.person, shared={about.pk: SHARED}, **how)

    def _understand(self) -> None:
        how = {"by": self.by, "at": self.at}
        ruling = Ruling(NAME, "person", HIDE, "[sister 1]")
        decide_many(source=self.source.pk, rulings=[ruling], rest="keep", **how)
        sign_names_out(source=self.source.pk, **how)
        start = len("My sister [sister 1] saw it. And ")
        where = {"text": self.source.pk, "start": start, "end": start + len(SAID)}
        code = make_code(study=self.study.pk, name="Turning", **how)
        add_coding(code=code.pk, **where, **how)
        add_memo(study=self.study.pk, words=NOTED, **where, **how)
        theme = make_theme(
            study=self.study.pk, title="Turns", insight="It turned.", codes=[code.pk], **how
        )
        pieces = [Words(where["start"], where["end"])]
        quote = make_quote(
            theme=theme.pk, source=self.source.pk, pieces=pieces, attribution="Survey", **how
        )
        sum_up(theme=theme.pk, participant=self.person.pk, words=SUMMED, **how)
        check = send_check(theme=theme.pk, **how)
        answer_check(
            participant=self.person.pk, check=check.pk, answer="no", why=WHY, by="quiet",
            at=self.at,
        )  # fmt: skip
        mark_hard(**where, note="violence", **how)
        for signer in self.staff:
            sign_quote(quote=quote, by=actor(signer), at=self.at)
        self.document = draft_findings(
            study=self.study.pk, title="Canary findings", points=["It turns."], **how
        )
        tried = Try("nobody", tried_by="A colleague", kinds=("search",), minutes=30)
        second = next(name for name in map(actor, self.staff) if name != self.by)
        released = publish_study(
            study=self.study.pk, weighed="Read by two people.", tried=tried, second=second, **how
        )
        assert released.edition is not None, released.blocks
        self.slug = released.edition.slug

    def pages(self) -> dict[str, bytes]:
        """Every rendered thing in which the words could stand, rendered anew."""
        study, found = self.study.pk, {}
        paths = {
            "public page": reverse("publish:edition", args=[self.slug]),
            "PDF": reverse("publish:report", args=[self.slug]),
            "search": reverse("understand:search", args=[study]) + "?q=knelt",
            "workspace": reverse("understand:workspace", args=[study, self.source.pk]),
            "memos": reverse("understand:memos", args=[study]),
            "correcting": reverse("understand:correct", args=[self.source.pk]),
            "quotes": reverse("understand:quotes", args=[study]),
            "preview": reverse("publish:preview", args=[study, self.document]),
            "study": reverse("listen:study", args=[study]),
            "names out": reverse("understand:review-list", args=[study]),
            "session": reverse("listen:session", args=[study, self.session.pk]),
            "typing": reverse("listen:typing", args=[study, self.session.pk]),
            "sound": reverse(
                "listen:recording_sound", args=[study, self.session.pk, self.recording.pk]
            ),
        }
        for name, path in paths.items():
            answer = self.client.get(path)
            found[name] = b"".join(answer) if answer.streaming else answer.content
        answer = self.client.post(reverse("understand:export", args=[study]))
        found["export"] = b"".join(answer) if answer.streaming else answer.content
        found["key"] = self.client.post(reverse("understand:key", args=[study])).content
        return found


def words_kept_apart(story: Story) -> list[str]:
    """While the story is used: its words may stand in scratch and on pages, nowhere else."""
    needles = tuple(canary.encode() for canary in CANARIES)
    scratch = str(settings.PLACES.scratch)
    disk = ((name, held) for name, held in on_disk() if not name.startswith(scratch))
    return sightings(disk, needles) + sightings(in_tables(), needles)


def main(folder: Path) -> int:
    story = Story()
    needles = tuple(canary.encode() for canary in CANARIES)
    before = story.pages()
    backup = folder / "before.zip"
    write_backup(path=backup, by=story.by, at=story.at)
    wrapped = tuple(
        bytes(row.wrapped)
        for row in ParticipantKey.objects.filter(
            participant__in=[story.person.pk, story.recording.pk]
        )
    )
    seen = sightings(iter(before.items()), needles)
    for page in SHOWN_ON:
        assert any(page in sight for sight in seen), f"the test looks in the wrong place: {page}"
    found = words_kept_apart(story)

    withdraw(participant=story.person, asked="with the code", by="quiet", at=timezone.now())
    keys.forget_opened_keys()
    if os.environ.get("CANARY_LEAK"):
        (settings.PLACES.scratch / "left-behind.txt").write_text(SAID)
    found += everywhere(story, needles, wrapped)

    restore_backup(path=backup, by=story.by, at=timezone.now())
    finish_what_was_interrupted(lambda text: None, timezone.now())
    story.client.force_login(story.staff[0], "pennydrop.web.signins.Backend")
    found += [f"after restoring: {sight}" for sight in everywhere(story, needles, wrapped)]
    print("\n".join(found))
    return 1 if found else 0


def everywhere(story: Story, needles: tuple[bytes, ...], wrapped: tuple[bytes, ...]) -> list[str]:
    places = [on_disk(), in_tables(), in_server_files(), iter(story.pages().items())]
    found = [sight for place in places for sight in sightings(place, needles)]
    # The keys themselves must be overwritten, not only unlinked, in the key store's own file.
    store = str(settings.PLACES.keys)
    files = ((name, held) for name, held in on_disk() if name.startswith(store))
    return found + [f"a destroyed key: {sight}" for sight in sightings(files, wrapped)]


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
