"""Project files on their way in: kept in scratch, inspected, asked about, brought in, thrown away.

Only a file's number travels in a job: names in it may be real names, and a job's arguments and
errors are kept in the database.
"""

import datetime as dt
import json
import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from uuid import UUID, uuid4

from pennydrop.core.vault.scratch import folder
from pennydrop.rooms.understand.actions.projects import BroughtIn, Terms, bring_in_project
from pennydrop.rooms.understand.queries.project_files import PLACE, held, place_of
from pennydrop.rooms.understand.rules.exchange.held import Held, Stage, Told, told_of
from pennydrop.rooms.understand.rules.exchange.opening import LARGEST, open_project
from pennydrop.rooms.understand.rules.exchange.project import Refused, TableColumns

log = logging.getLogger(__name__)
KEPT_FOR = dt.timedelta(days=1)
_UNEXPECTED = (
    "Something went wrong while this project was brought in, and nothing of it was kept. Try "
    "again; if it happens again, `pennydrop project inspect` may say more."
)


def keep_project(
    *, study: UUID, name: str, size: int, write: Callable[[Path], None], by: str, at: dt.datetime
) -> Held:
    """Keep a file in scratch and look into it. `write` writes its bytes to a path."""
    drop_old_projects(at=at)
    one = Held(id=uuid4(), study=study, by=by, name=name)
    folder(PLACE, one.id.hex)
    try:
        if size > LARGEST:
            raise Refused("This file is larger than any project that can be read here.")
        write(_data(one.id))
        return _save(_look_into(one))
    except Refused as reason:
        return _refuse(one, str(reason))


def read_table_again(*, number: UUID, columns: TableColumns) -> None:
    """Read a table by other columns than were guessed. Raises Refused, and then all stays."""
    one = held(number)
    if one is not None and one.stage is Stage.READ and one.table is not None:
        _save(_look_into(one, columns))


def _look_into(one: Held, columns: TableColumns | None = None) -> Held:
    found = open_project(_data(one.id).read_bytes(), one.name, columns)
    return replace(one, told=told_of(found), table=found.read.table)


def answer_terms(*, number: UUID, terms: Terms) -> None:
    """Say what has to be known before it comes in; a job then brings it in."""
    one = held(number)
    if one is not None and one.stage is Stage.READ:
        _save(replace(one, stage=Stage.ASKED, terms=asdict(terms)))


def bring_in_held(*, number: UUID, at: dt.datetime) -> None:
    """Bring in a file that was answered about: whole, or not at all. Its bytes go."""
    one = held(number)
    if one is None or one.stage is not Stage.ASKED or not _claim(number):
        return
    try:
        columns = one.table.columns if one.table else None
        project = open_project(_data(number).read_bytes(), one.name, columns)
        made = bring_in_project(
            study=one.study, project=project, terms=Terms(**one.terms), by=one.by, at=at
        )
    except Refused as reason:
        _refuse(one, str(reason))
    except Exception:
        # The job's own error would be kept in the database, and could quote somebody's words.
        log.exception("A project could not be brought in")
        _refuse(one, _UNEXPECTED)
    else:
        _data(number).unlink(missing_ok=True)
        _save(replace(one, stage=Stage.DONE, told=_wordless(one), result=tuple(_result(made))))


def throw_away_project(*, number: UUID) -> None:
    """Remove a file from scratch. What was brought in before stays."""
    shutil.rmtree(place_of(number), ignore_errors=True)


def drop_old_projects(*, at: dt.datetime) -> int:
    """Throw away files that nobody came back to for a day. Returns how many."""
    old = [
        path
        for path in folder(PLACE).iterdir()
        if dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC) < at - KEPT_FOR
    ]
    for path in old:
        shutil.rmtree(path, ignore_errors=True)
    return len(old)


def _result(made: BroughtIn) -> list[str]:
    sources = len(made.sources)
    lines = [
        f"{sources} source{'' if sources == 1 else 's'}, {made.codes} codes, {made.codings} "
        f"codings and {made.memos} memos came in.",
        *made.remarks,
    ]
    if sources > made.opened:
        lines.append(
            "The codings wait with their sources. Note what the people agreed to, then take names "
            "out: the codings move along."
        )
    return lines


def _refuse(one: Held, why: str) -> Held:
    _data(one.id).unlink(missing_ok=True)
    return _save(replace(one, stage=Stage.REFUSED, told=_wordless(one), result=(why,)))


def _wordless(one: Held) -> Told | None:
    """What is said of the file, without its quotes: they go when its bytes go."""
    return one.told and replace(one.told, quotes=())


def _claim(number: UUID) -> bool:
    """Whether this job is the one that brings the file in: a second one finds it taken."""
    try:
        (place_of(number) / "claim").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _data(number: UUID) -> Path:
    return place_of(number) / "project.data"


def _save(one: Held) -> Held:
    """Whole or not at all, because a page reads while a job writes."""
    path = place_of(one.id) / "held.json"
    if path.parent.exists():
        part = path.with_suffix(".part")
        part.write_text(json.dumps(one.to_json()), encoding="utf-8")
        os.replace(part, path)
    return one
