"""Answers as a table: for the team with de-identified words, or to leave the house without."""

import io
import zipfile
from collections.abc import Collection, Iterable, Mapping, Sequence
from uuid import UUID

from pennydrop.core.documents.csv_writing import as_csv
from pennydrop.rooms.listen.public import (
    AskedColumn,
    Use,
    answered_values,
    asked_columns,
    form_workbooks,
    participants_of,
    who_agrees,
)
from pennydrop.rooms.understand.models import Segment
from pennydrop.rooms.understand.queries.texts import open_segments
from pennydrop.rooms.understand.rules.dataset import Column, Holds, Row, protect

PERSON = "participant"
_HOLDS = {
    "integer": Holds.NUMBER, "decimal": Holds.NUMBER, "range": Holds.NUMBER,
    "date": Holds.DAY, "dateTime": Holds.DAY, "text": Holds.WORDS,
}  # fmt: skip
_MANY = {"select_multiple", "rank"}


def outside_columns(study: UUID) -> list[Column]:
    """The columns that a file for outside may have: one for each closed question; several of a
    question with several answers. Questions asked in rounds are left out: how many rounds somebody
    has would point at them."""
    found: list[Column] = []
    for asked in asked_columns(study):
        if asked.rounds or asked.own_words or asked.kind in {"calculate", "hidden"}:
            continue
        if asked.kind in _MANY:
            found += [
                Column(f"{asked.path}/{name}", f"{asked.label}: {label}", Holds.CHOICE)
                for name, label in asked.choices
            ]
            continue
        holds = _HOLDS.get(asked.kind, Holds.CHOICE)
        found.append(Column(asked.path, asked.label, holds, asked.choices))
    return found


def outside_rows(study: UUID, columns: Sequence[Column], *, least: int) -> list[Row]:
    """Protected rows of everybody who agrees that something of theirs is seen outside."""
    values = answered_values(study)
    several = many_chosen(study)
    agreed = who_agrees(values, Use.RELEASE_DATA)
    rows = [chosen_apart(row, several) for person, row in values.items() if person in agreed]
    return protect(rows, columns, least=least)


def outside_file(study: UUID, columns: Sequence[Column], *, least: int) -> bytes:
    """A zip with the protected answers, what each column means, and the forms."""
    rows = outside_rows(study, columns, least=least)
    names = [column.name for column in columns if column.holds is not Holds.WORDS]
    note = (
        "Each combination of what could be known about a person is shared by at least "
        f"{least} people in this file; what fewer gave is left out (*). Numbers and days stand in "
        "bands. It holds no words, no pseudonym, and nobody who did not agree that something of "
        "theirs may be seen by anyone. Who checked it: see the record of the study.\r\n"
    )
    return _packed(
        {
            "answers.csv": as_csv(names, ([row[name] for name in names] for row in rows)),
            "columns.csv": as_csv(COLUMN_HEAD, map(_about, columns)),
            "read me.txt": note,
        },
        study,
    )


def team_file(study: UUID) -> bytes:
    """A zip for the team: everybody who agrees to be read, by pseudonym, with de-identified words
    of texts that somebody has signed; what each column means; and the forms."""
    asked = asked_columns(study)
    values = answered_values(study)
    words = _words(study, {one.name for one in asked if one.own_words})
    agreed = who_agrees({*values, *words}, Use.ANALYSE)
    people = [card for card in participants_of(study) if card.id in agreed]
    rows = [{**values.get(card.id, {}), **words.get(card.id, {})} for card in people]
    names = _in_order(asked, {name for row in rows for name in row})
    table = [
        [card.name, *(row.get(name, "") for name in names)]
        for card, row in zip(people, rows, strict=True)
    ]
    return _packed(
        {
            "answers.csv": as_csv([PERSON, *names], table),
            "columns.csv": as_csv(DICTIONARY_HEAD, map(_dictionary, asked)),
            "read me.txt": TEAM_NOTE,
        },
        study,
    )


COLUMN_HEAD = ["column", "question", "holds", "answers"]
DICTIONARY_HEAD = ["column", "question", "type", "answers", "asked in rounds"]
TEAM_NOTE = (
    "For the team only. Names and places were taken out of the words by one person; nobody has "
    "checked this file for leaving the study. Answers in own words are there only where that was "
    "done. Destroy it when somebody takes their words back: the receipt names it.\r\n"
)


def many_chosen(study: UUID) -> dict[str, AskedColumn]:
    """Questions to which several answers can be chosen, by path."""
    return {asked.path: asked for asked in asked_columns(study) if asked.kind in _MANY}


def chosen_apart(row: Mapping[str, str], several: Mapping[str, AskedColumn]) -> Row:
    """A person's answers with each choice of such a question as a column of its own."""
    out: Row = {}
    for path, stored in row.items():
        if path not in several:
            out[path] = stored
            continue
        chosen = stored.split()
        out |= {f"{path}/{name}": str(int(name in chosen)) for name, _ in several[path].choices}
    return out


def _words(study: UUID, questions: Collection[str]) -> dict[UUID, dict[str, str]]:
    """Participant -> question -> de-identified words, out of survey texts that are signed."""
    rows = Segment.objects.filter(text__study=study, text__kind="survey", question__in=questions)
    rows = rows.order_by("text", "order")
    found: dict[UUID, dict[str, str]] = {}
    agreed = who_agrees(set(rows.values_list("participant", flat=True)), Use.ANALYSE)
    for one in open_segments(rows.filter(participant__in=agreed)):
        said = found.setdefault(one.participant, {})
        said[one.question] = (said.get(one.question, "") + one.text).strip()
    return found


def _in_order(asked: Collection[AskedColumn], found: Collection[str]) -> list[str]:
    """The names that occur, in the order of the form, rounds one after the other."""
    place = {one.path: number for number, one in enumerate(asked)}
    # Words are kept under the question's bare name.
    place |= {one.name: number for number, one in enumerate(asked) if one.own_words}
    last = len(place)
    return sorted(found, key=lambda name: (place.get(_plain(name), last), name))


def _plain(path: str) -> str:
    return "/".join(step.partition("[")[0] for step in path.split("/"))


def _about(column: Column) -> list[str]:
    return [column.name, column.label, column.holds.value, _choices(column.choices)]


def _dictionary(asked: AskedColumn) -> list[str]:
    rounds = "yes" if asked.rounds else ""
    return [asked.path, asked.label, asked.kind, _choices(asked.choices), rounds]


def _choices(choices: Iterable[tuple[str, str]]) -> str:
    return "; ".join(f"{name} = {label}" for name, label in choices)


def _packed(files: dict[str, str], study: UUID) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name), text.encode())
        for version, book in form_workbooks(study).items():
            packed.writestr(zipfile.ZipInfo(f"questions, version {version}.xlsx"), book)
    return held.getvalue()
