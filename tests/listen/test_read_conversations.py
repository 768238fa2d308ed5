"""Nineteen real conversations, some with ten annotators, read as one study of interviews."""

import csv
from pathlib import Path

import pytest

from pennydrop.rooms.listen.queries.reading import columns_of, read_upload
from pennydrop.rooms.listen.rules.transcripts.table import Columns

FILE = (
    Path(__file__).parents[2] / "../shared/data/transcripts/counselling_conversations.csv"
).resolve()
COLUMNS = Columns(
    text="utterance_text", speaker="interlocutor", source="transcript_id", once="utterance_id"
)

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason="the shared conversations are not beside this repository"
)


def expected() -> dict[str, dict[str, tuple[str, str]]]:
    """Transcript → utterance → speaker and words of the first row, by the csv module alone."""
    first: dict[str, dict[str, tuple[str, str]]] = {}
    with FILE.open(encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            talk = first.setdefault(row["transcript_id"], {})
            words = (row["interlocutor"], row["utterance_text"].strip())
            talk.setdefault(row["utterance_id"], words)
    return first


def test_the_file_gives_nineteen_conversations_whole() -> None:
    wanted = expected()
    read = read_upload(FILE.name, FILE.read_bytes(), COLUMNS)
    assert len(read) == 19
    assert {source: len(t.turns) for source, t in read.items()} == {
        source: len(utterances) for source, utterances in wanted.items()
    }
    for source, utterances in wanted.items():
        turns = [(turn.speaker, turn.text) for turn in read[source].turns]
        assert turns == list(utterances.values())
        assert set(read[source].speakers) == {"therapist", "client"}


def test_rows_of_other_annotators_are_counted_in_a_note() -> None:
    read = read_upload(FILE.name, FILE.read_bytes(), COLUMNS)
    noted = {source for source, t in read.items() if any("read before" in n for n in t.notes)}
    assert noted == {"7", "55"}
    assert "594 rows left out whose utterance_id had been read before" in read["7"].notes


def test_its_columns_are_guessed() -> None:
    assert columns_of(FILE.name, FILE.read_bytes()).guess == COLUMNS


def test_one_annotator_can_be_chosen() -> None:
    columns = Columns(
        "utterance_text", "interlocutor", "transcript_id", keep=(("annotator_id", "4"),)
    )
    read = read_upload(FILE.name, FILE.read_bytes(), columns)
    assert {"7", "21", "52", "55", "63", "132"} == set(read)
    assert len(read["7"].turns) == len(expected()["7"])
