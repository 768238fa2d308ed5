"""Files on their way in: kept in scratch, read, answered about, brought in, thrown away.

Only a batch's number travels in a job: names of files and speakers may be real names, and a job's
arguments and errors are kept in the database.
"""

import dataclasses
import datetime as dt
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from uuid import UUID, uuid4

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.listen.actions.importing import Incoming, Met, bring_in
from pennydrop.rooms.listen.models import Study
from pennydrop.rooms.listen.queries.reading import columns_of, read_upload
from pennydrop.rooms.listen.queries.uploads import PLACE, batch, piece_of, place_of
from pennydrop.rooms.listen.rules.speakers import Voice, is_generic, read_choice
from pennydrop.rooms.listen.rules.transcripts.sniff import check_size
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import Unreadable
from pennydrop.rooms.listen.rules.uploads import (
    Batch,
    Choice,
    File,
    Stage,
    found_in,
    refused,
)

log = logging.getLogger(__name__)

KEPT_FOR = dt.timedelta(days=1)
_TABLES = (".csv", ".tsv", ".tab")
_UNEXPECTED = (
    "{name}: something went wrong while this file was {doing}, and nothing of it was kept; "
    "try again, and if it happens again save it as plain text (.txt, UTF-8) first."
)

Write = Callable[[Path], None]


def keep_uploads(
    *, study: UUID, files: Iterable[tuple[str, int, Write]], by: str, at: dt.datetime
) -> UUID:
    """Keep files in scratch until they are answered about. Returns the batch's number.

    A file is its name, its size in bytes and a function that writes it to a path. One that is
    empty or too large is never written: its place holds only the reason.
    """
    drop_old_uploads(at=at)
    number = uuid4()
    folder(PLACE, number.hex)
    count = 0
    for count, (name, size, write) in enumerate(files, start=1):
        file = File(count - 1, name, size)
        try:
            check_size(name, size)
            write(piece_of(number, file.number))
        except Unreadable as reason:
            file = refused(file, reason)
        _save(number, file)
    head = {"study": str(study), "by": by, "files": count, "same_names": False}
    _write(place_of(number) / "batch.json", head)
    return number


def read_uploads(*, batch_id: UUID) -> None:
    """Read every file that waits: find its sources and speakers, or say why it cannot be read."""
    found = batch(batch_id)
    for file in found.at(Stage.WAITING) if found else []:
        _settle(batch_id, file, _read, "read")


def _read(batch_id: UUID, file: File) -> File:
    data = piece_of(batch_id, file.number).read_bytes()
    if file.columns is None and file.name.lower().endswith(_TABLES):
        columns_of(file.name, data)  # refused here when it is not a table at all
        return dataclasses.replace(file, stage=Stage.COLUMNS)
    read = read_upload(file.name, data, file.columns)
    found = tuple(found_in(key, transcript) for key, transcript in read.items())
    return dataclasses.replace(file, stage=Stage.READ, found=found)


def choose_columns(*, batch_id: UUID, file: File, columns: Columns) -> None:
    """Say which column of a table means what. Raises Unreadable when they cannot be read so."""
    read_upload(file.name, piece_of(batch_id, file.number).read_bytes(), columns)
    _save(batch_id, dataclasses.replace(file, stage=Stage.WAITING, columns=columns))


def choose_voices(
    *, batch_id: UUID, choices: Mapping[int, Iterable[Choice]], same_names: bool
) -> None:
    """Say what each read file is and who is who in it; a job then brings them in."""
    found = batch(batch_id)
    if found is None:
        return
    head = {
        "study": str(found.study),
        "by": found.by,
        "files": len(found.files),
        "same_names": same_names,
    }
    _write(place_of(batch_id) / "batch.json", head)
    for file in found.at(Stage.READ):
        chosen = tuple(choices[file.number])
        _save(batch_id, dataclasses.replace(file, stage=Stage.CHOSEN, choices=chosen))


def bring_in_uploads(*, batch_id: UUID, at: dt.datetime) -> None:
    """Bring in every file that was answered about. Each is whole or refused; its bytes go."""
    found = batch(batch_id)
    if found is None:
        return
    study = Study.objects.get(pk=found.study)
    met = Met()

    def keep(_: UUID, file: File) -> File:
        sources = _incoming(found, file)
        made = bring_in(study=study, file=file.name, sources=sources, met=met, by=found.by, at=at)
        kept = tuple(str(source.pk) for source in made)
        return File(file.number, file.name, file.size, Stage.BROUGHT_IN, sources=kept)

    for file in found.at(Stage.CHOSEN):
        if _claim(batch_id, file):
            _settle(batch_id, file, keep, "brought in")


def _claim(batch_id: UUID, file: File) -> bool:
    """Whether this job is the one that brings the file in: a second one finds it taken."""
    try:
        (place_of(batch_id) / f"{file.number}.claim").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _incoming(found: Batch, file: File) -> list[Incoming]:
    read = read_upload(file.name, piece_of(found.id, file.number).read_bytes(), file.columns)
    return [
        Incoming(
            transcript=read[choice.key],
            kind=choice.kind,
            fidelity=choice.fidelity,
            voices={
                label: _voice(found, label, value, file.name) for label, value in choice.voices
            },
        )
        for choice in file.choices
    ]


def _voice(found: Batch, label: str, value: str, file: str) -> Voice:
    voice = read_choice(value)
    if voice is None:
        raise Unreadable(
            file=file,
            place="who is who",
            problem="a speaker was not answered about",
            remedy="add the file again",
        )
    shared = found.same_names and value == "new" and not is_generic(label)
    return dataclasses.replace(voice, same_as=label.casefold()) if shared else voice


def _settle(batch_id: UUID, file: File, step: Callable[[UUID, File], File], doing: str) -> None:
    """Take a file one step on. Whatever happens, the page says so and no word reaches a log."""
    try:
        file = step(batch_id, file)
    except Unreadable as reason:
        file = refused(file, reason)
    except Exception:
        # The job's own error would be kept in the database, and could quote somebody's words.
        log.exception("A file could not be %s", doing)
        file = refused(file, _UNEXPECTED.format(name=file.name, doing=doing))
    if file.stage in {Stage.REFUSED, Stage.BROUGHT_IN}:
        piece_of(batch_id, file.number).unlink(missing_ok=True)
    if place_of(batch_id).exists():
        _save(batch_id, file)


def throw_away(*, batch_id: UUID) -> None:
    """Remove everything of a batch from scratch. What was brought in before stays."""
    shutil.rmtree(place_of(batch_id), ignore_errors=True)


def drop_old_uploads(*, at: dt.datetime) -> int:
    """Throw away batches that nobody came back to for a day. Returns how many."""
    old = [
        path
        for path in folder(PLACE).iterdir()
        if dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < at - KEPT_FOR
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _save(batch_id: UUID, file: File) -> None:
    _write(place_of(batch_id) / f"{file.number}.json", file.to_json())


def _write(path: Path, value: object) -> None:
    """Whole or not at all, because a page reads while a job writes."""
    part = path.with_suffix(".part")
    part.write_text(json.dumps(value), encoding="utf-8")
    os.replace(part, path)
