"""Files on their way in: what is known of each, and what a person has said about them.

These values lie in the scratch place as JSON while somebody answers, because names of files and
speakers may be real names. They never go into the database.
"""

import dataclasses
from dataclasses import dataclass
from enum import Enum
from typing import Any, Self
from uuid import UUID

from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript, Unreadable

MOST_FILES = 100
"""As many files as one form may carry."""

_SAMPLE = 90


class Stage(Enum):
    """Where a file is on its way."""

    WAITING = "waiting"
    COLUMNS = "columns"
    READ = "read"
    CHOSEN = "chosen"
    BROUGHT_IN = "brought_in"
    REFUSED = "refused"


@dataclass(frozen=True)
class Speaker:
    """A label of a file: how many turns it has, and how its first one begins."""

    label: str
    turns: int
    begins: str


@dataclass(frozen=True)
class Found:
    """One source within a file. `key` is "" unless a table is parted into several."""

    key: str
    turns: int
    speakers: tuple[Speaker, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """What a person said about one source: what it is, and who is who (label to form value)."""

    key: str
    kind: str
    fidelity: str
    voices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class File:
    """One uploaded file. `problem` is shown as it stands; `sources` are ids once brought in."""

    number: int
    name: str
    size: int
    stage: Stage = Stage.WAITING
    problem: str = ""
    columns: Columns | None = None
    found: tuple[Found, ...] = ()
    choices: tuple[Choice, ...] = ()
    sources: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {**dataclasses.asdict(self), "stage": self.stage.value}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        columns = stored["columns"]
        return cls(
            number=stored["number"],
            name=stored["name"],
            size=stored["size"],
            stage=Stage(stored["stage"]),
            problem=stored["problem"],
            columns=columns and _columns(columns),
            found=tuple(_found(found) for found in stored["found"]),
            choices=tuple(_choice(choice) for choice in stored["choices"]),
            sources=tuple(stored["sources"]),
        )


@dataclass(frozen=True)
class Batch:
    """Files added together, by one person, for one study."""

    id: UUID
    study: UUID
    by: str
    same_names: bool
    files: tuple[File, ...]

    def at(self, *stages: Stage) -> list[File]:
        return [file for file in self.files if file.stage in stages]

    @property
    def is_working(self) -> bool:
        """Whether a job still has something to do."""
        return bool(self.at(Stage.WAITING, Stage.CHOSEN))

    @property
    def is_over(self) -> bool:
        return not self.at(Stage.WAITING, Stage.CHOSEN, Stage.COLUMNS, Stage.READ)


def found_in(key: str, transcript: Transcript) -> Found:
    """What is shown of a transcript when a person is asked who is who."""
    turns: dict[str, list[str]] = {}
    for turn in transcript.turns:
        turns.setdefault(turn.speaker, []).append(turn.text)
    speakers = [Speaker(label, len(said), _begins(said[0])) for label, said in turns.items()]
    return Found(key, len(transcript.turns), tuple(speakers), transcript.notes)


def _begins(text: str) -> str:
    line = " ".join(text[: _SAMPLE * 2].split())
    return line if len(line) <= _SAMPLE else line[:_SAMPLE].rsplit(" ", 1)[0] + " …"


def refused(file: File, reason: Unreadable | str) -> File:
    """The file with nothing kept of it but why it was not taken."""
    return File(file.number, file.name, file.size, Stage.REFUSED, problem=str(reason))


def _columns(stored: dict[str, Any]) -> Columns:
    keep = tuple((column, value) for column, value in stored["keep"])
    return Columns(**{**stored, "keep": keep})


def _found(stored: dict[str, Any]) -> Found:
    speakers = tuple(Speaker(**speaker) for speaker in stored["speakers"])
    return Found(stored["key"], stored["turns"], speakers, tuple(stored["notes"]))


def _choice(stored: dict[str, Any]) -> Choice:
    voices = tuple((label, voice) for label, voice in stored["voices"])
    return Choice(stored["key"], stored["kind"], stored["fidelity"], voices)
