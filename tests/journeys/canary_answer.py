"""Somebody answers a form of every kind by themself; then traces of them are looked for.

Runs by itself (`python -m tests.journeys.canary_answer FOLDER`) on whatever databases the settings
name, with real files. Prints what was found: an address, a browser's name, a time finer than a day,
an answer in the clear, the place in a picture. 0 when there is nothing.
"""

import datetime as dt
import os
import sys
import time
import zipfile
from io import BytesIO
from pathlib import Path

# Sets the settings up, and knows where to look.
from tests.journeys.canary_places import (  # isort: skip
    in_server_files,
    in_tables,
    on_disk,
    sightings,
)

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from pennydrop.core.people.actions import found_organisation
from pennydrop.core.vault import keys
from pennydrop.rooms.listen.actions.studies import NewStudy
from pennydrop.rooms.listen.actions.withdrawal import withdraw
from pennydrop.rooms.listen.models import AnswerFile, Participant, Value
from pennydrop.web.readiness import finish_what_was_interrupted, migrate
from pennydrop.web.safekeeping.backup import write_backup
from pennydrop.web.safekeeping.restore import restore_backup
from tests.listen.answering import Teller
from tests.listen.every_kind import every_kind, study_of

ADDRESS, BROWSER, TONGUE = "203.0.113.77", "CanaryPhone/9.4", "tlh-Canary"
SAID, AREA, MAKER = "the saffron kite came down twice", "Saffronby", "CanaryLens"
TRACES = (ADDRESS, BROWSER, TONGUE, MAKER)
WORDS = (SAID, AREA)


def photo() -> SimpleUploadedFile:
    exif = Image.Exif()
    exif[0x010F] = MAKER
    exif[0x8825] = {1: "N", 2: (52.0, 37.0, 41.0)}
    out = BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile(f"{MAKER}.jpg", out.getvalue(), "image/jpeg")


def all_rows() -> dict[tuple[str, str], tuple[object, ...]]:
    found = {}
    for model in apps.get_models(include_auto_created=True):
        alias = "keys" if model._meta.app_label == "vault" else "default"
        for row in model._base_manager.using(alias).values_list():
            found[model._meta.label, str(row[0])] = row
    return found


def times_in(row: tuple[object, ...], began: float) -> list[str]:
    """Values that say when, finer than a day: a moment, a number of seconds, a clock in a text."""
    now, found = time.time(), []
    minutes = [dt.datetime.fromtimestamp(s, dt.UTC).strftime("%H:%M:")
               for s in range(int(began) - 60, int(now) + 61, 30)]  # fmt: skip
    for value in row:
        moment = isinstance(value, dt.datetime | dt.time)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        seconds = number and any(began - 1 <= float(value) / scale <= now + 1  # type: ignore[arg-type]
                                 for scale in (1, 1e3, 1e6, 1e9))  # fmt: skip
        clock = isinstance(value, str | dict | list) and any(m in str(value) for m in minutes)
        if moment or seconds or clock:
            found.append(repr(value)[:60])
    return found


def everywhere(needles: tuple[str, ...], when: str, backup: Path | None = None) -> list[str]:
    found = [text.encode() for text in needles]
    places = [on_disk(), in_tables(), in_server_files()]
    if backup:
        with zipfile.ZipFile(backup) as packed:
            places.append(iter([(f"backup:{n}", packed.read(n)) for n in packed.namelist()]))
    return [f"{when}: {seen}" for place in places for seen in sightings(place, tuple(found))]


def answered(teller: Teller) -> str:
    """From the door to "Thank you", in another language and with larger text. Gives the code."""
    teller.agree()
    teller.go("lang-1")
    teller.go("all")
    teller.go("save", step=2, answer=SAID)
    code = teller.code()
    given = {
        3: {"answer": SAID}, 4: {"answer": "41"}, 6: {"answer": "yes"},
        15: {"answer-day": "27", "answer-month": "3", "answer-year": "2019"},
        20: {"answer": photo()}, 24: {"answer": AREA},
    }  # fmt: skip
    for number, fields in given.items():
        teller.post("question", number, go="save", **fields)
        assert teller.page.status_code == 200, (number, teller.text)
    teller.get("check", t="1")
    return code


def main(folder: Path) -> int:
    migrate(lambda text: None)
    at = timezone.now()
    place = found_organisation(
        name="Canary", invented=True, require_second_factor=False, by="test", at=at
    )
    new = NewStudy(
        organisation=place.pk, title="Canary", public_title="Your say", substance="ketamine",
        approach="reflexive thematic", sheet="# About\n\nInvented.", limits="If in danger.",
        form={}, invented=True,
    )  # fmt: skip
    teller = Teller(study_of(every_kind(), new, at))
    teller.client.defaults |= {
        "REMOTE_ADDR": ADDRESS, "HTTP_USER_AGENT": BROWSER, "HTTP_ACCEPT_LANGUAGE": TONGUE,
        "HTTP_X_FORWARDED_FOR": ADDRESS, "SERVER_NAME": "localhost",
    }  # fmt: skip
    before, began = all_rows(), time.time()
    code = answered(teller)
    found = everywhere(TRACES + WORDS, "as a draft")
    teller.share(quote="yes")
    assert "Thank you" in teller.text
    assert Value.objects.count() >= 4 and AnswerFile.objects.count() == 1
    if os.environ.get("CANARY_LEAK"):
        clock = f"{dt.datetime.now(dt.UTC):%H:%M:%S}"
        Participant.objects.update(hide=b"at " + ADDRESS.encode(), lookup=clock)
    backup = folder / "before.zip"
    write_backup(path=backup, by="test", at=at)
    # Nobody who has an account did anything here: what is new is the person's.
    found += [
        f"a time in {label}: {seen}"
        for (label, number), row in all_rows().items()
        if before.get((label, number)) != row and not label.startswith(("audit.Event", "sessions"))
        for seen in times_in(row, began)
    ]
    found += everywhere(TRACES + WORDS, "shared", backup)
    found += taken_back(teller, code, backup)
    print("\n".join(found))
    return 1 if found else 0


def taken_back(teller: Teller, code: str, backup: Path) -> list[str]:
    """Neither values nor files are left, and an older backup does not bring them again."""
    withdraw(
        participant=Participant.objects.get(), asked="with the code", by="quiet", at=timezone.now()
    )
    keys.forget_opened_keys()
    found = everywhere(TRACES + WORDS, "taken back")
    restore_backup(path=backup, by="test", at=timezone.now())
    finish_what_was_interrupted(lambda text: None, timezone.now())
    left = Value.objects.count() + AnswerFile.objects.count()
    found += [f"{left} values and files after restoring"] if left else []
    found += everywhere(TRACES + WORDS, "after restoring")
    again = Teller(teller.study)
    again.client.defaults["SERVER_NAME"] = "localhost"
    again.post("code", code=code)
    return found + ([] if again.page.status_code == 422 else ["the code still opens something"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
