"""Tables with one row for each utterance become transcripts, one for each source."""

import pytest

from pennydrop.rooms.listen.queries.reading import columns_of, read_upload
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript, Turn


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_in_any_delimiter(delimiter: str) -> None:
    rows = [
        ["Speaker", "Words"],
        ["A", '"one, two; three\nfour"'],
        ["B", ""],
        ["A", "five"],
        ["", ""],
    ]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    transcript = read_upload("talk.csv", text.encode())[""]
    assert transcript.turns == (
        Turn("A", "one, two; three\nfour", "row 2"),
        Turn("A", "five", "row 4"),
    )
    assert transcript.notes == ("1 empty row left out",)


def test_columns_split_filter_and_take_the_first() -> None:
    text = "sep=;\nid;talk;who;what;by\n" + "".join(
        f"{row}\n"
        for row in (
            "1;x;P1;Hello;anna",
            "1;x;P1;Hello!;ben",
            "2;x;I;;anna",
            "2;x;I;Yes;ben",
            "1;y;P2;Hi;anna",
            "3;x;I;No;carl",
            ";y;P2;Oh;anna",
            ";y;P2;Ah;anna",
        )
    )
    columns = Columns(text="what", speaker="who", source="talk", once="id", keep=(("talk", "x"),))
    read = read_upload("t.csv", text.encode(), columns)
    assert {k: said(t) for k, t in read.items()} == {
        "x": [("P1", "Hello"), ("I", "Yes"), ("I", "No")]
    }
    assert read["x"].notes == (
        "1 empty row left out",
        "1 row left out whose id had been read before",
        "1 of them had other words than the first: check them",
        "3 rows of the file left out as chosen",
    )
    both = read_upload("t.csv", text.encode(), Columns("what", "who", "talk", once="id"))
    assert said(both["y"]) == [("P2", "Hi"), ("P2", "Oh"), ("P2", "Ah")]


def test_the_mapping_page_sees_headings_a_guess_and_five_rows() -> None:
    text = "Interview ID,Speaker,Text,Coder,Utterance ID\n" + "1,A,hello,x,1\n\n" * 7
    headers, guess, rows = columns_of("t.csv", text.encode())
    assert headers == ("Interview ID", "Speaker", "Text", "Coder", "Utterance ID")
    assert guess == Columns("Text", "Speaker", "Interview ID", once="Utterance ID")
    assert rows == (("1", "A", "hello", "x", "1"),) * 5


def test_the_longest_column_is_guessed_to_be_the_words() -> None:
    assert columns_of("t.csv", b"a,b\nx,It was a long time before I said so.\n").guess == Columns(
        "b"
    )
    assert columns_of("t.csv", b"a,b\n1,2\n").guess is None
