"""Uploaded files become speaker turns: what each style of file gives."""

from textwrap import dedent

import pytest

from pennydrop.rooms.listen.queries.reading import read_upload
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript, Turn


def read(name: str, text: str) -> Transcript:
    return read_upload(name, dedent(text).lstrip("\n").encode())[""]


def said(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


TWO_VOICES = [("Karen", "Hi."), ("Dave", "Hello.\nIt hurt."), ("Karen", "When?"), ("Dave", "Then.")]

STYLES = {
    "colon": """
        Karen: Hi.
        Dave: Hello.
        It hurt.
        Karen: When?
        Dave: Then.
        """,
    "colon, label alone on its line": """
        Karen:
        Hi.

        Dave:
        Hello.
        It hurt.

        Karen:
        When?
        Dave:
        Then.
        """,
    "capitals and dash": """
        KAREN - Hi.
        DAVE – Hello.
        It hurt.
        KAREN - When?
        DAVE — Then.
        """,
    "brackets": """
        [Karen] Hi.
        [Dave]: Hello.
        It hurt.
        [Karen] When?
        [Dave] Then.
        """,
    "time in the label": """
        Karen (00:01:02): Hi.
        Dave [00:01:05]: Hello.
        It hurt.
        [00:01:09] Karen: When?
        00:01:11 Dave: Then.
        """,
    "Otter": """
        Karen  0:05
        Hi.

        Dave  0:08
        Hello.
        It hurt.

        Karen  0:12
        When?

        Dave  1:00:14
        Then.

        Transcribed by https://otter.ai
        """,
    "Zoom": """
        [Karen] 10:15:30
        Hi.

        [Dave] 10:15:34
        Hello.
        It hurt.

        [Karen] 10:15:39
        When?

        [Dave] 10:15:50
        Then.
        """,
    "Teams": """
        0:0:0.0 --> 0:0:3.40
        Karen
        Hi.
        0:0:4.0 --> 0:0:5.40
        Dave
        Hello.
        It hurt.
        0:0:6.0 --> 0:0:7.40
        Karen
        When?
        0:0:8.0 --> 0:0:9.10
        Dave
        Then.
        """,
    "times on their own lines": """
        [00:00:01]
        Karen: Hi.
        [00:00:05]
        Dave: Hello.
        [00:00:09]
        It hurt.
        Karen: When?
        Dave: Then.
        """,
    "tabs": "Karen\tHi.\nDave\tHello.\nIt hurt.\nKaren\tWhen?\nDave\tThen.\n",
}


@pytest.mark.parametrize("style", STYLES)
def test_every_style_of_label_gives_the_same_turns(style: str) -> None:
    transcript = read("talk.txt", STYLES[style])
    assert [(who.title(), text) for who, text in said(transcript)] == TWO_VOICES


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_and_encodings_do_not_matter(line_end: str, encoding: str) -> None:
    text = "P1: It was at the café.\nInterviewer: “Which?”\nP1: The old one.\n"
    data = text.replace("\n", line_end).encode(encoding)
    assert said(read_upload("talk.txt", data)[""]) == [
        ("P1", "It was at the café."),
        ("Interviewer", "“Which?”"),
        ("P1", "The old one."),
    ]


def test_windows_1252_is_said_and_utf8_is_not() -> None:
    assert "Windows-1252" in read_upload("a.txt", "café".encode("cp1252"))[""].notes[0]
    assert not any("1252" in note for note in read_upload("a.txt", "café".encode())[""].notes)


@pytest.mark.parametrize(
    "line",
    [
        "The thing is: I was scared",
        "Thing is: I was scared",
        "Time: 10:30",
        "10:30 was when it began",
        "https://example.org/help",
        "Honestly: it was bad",
        "What I said then was this: stop",
        "I - I do not know",
        "[laughs] it was bad",
        'She said, "listen: no"',
        "note: he stopped here",
    ],
)
def test_an_ordinary_line_is_no_speaker(line: str) -> None:
    for repeats in (1, 2, 3):
        middle = "\n".join([line] * repeats)
        transcript = read("talk.txt", f"P1: So.\n{middle}\nInterviewer: And?\nP1: Yes.\n")
        assert transcript.speakers == ("P1", "Interviewer")
        assert transcript.turns[0].text == f"So.\n{middle}"


def test_the_head_of_a_document_names_no_speaker() -> None:
    head = "Interview Date: 3 May\nInterview Date: changed\nStart Time: 10:30\nStart Time: 11:00"
    transcript = read("talk.txt", f"{head}\n\nP1: So.\nInterviewer: And?\nP1: Yes.\n")
    assert transcript.speakers == ("P1", "Interviewer")


def test_a_stutter_is_no_speaker_where_dashes_follow_names() -> None:
    talk = "KAREN - Hi.\nDAVE - Well.\nI - I fell.\nI - I hurt.\nKAREN - So?\nDAVE - So.\n"
    assert read("talk.txt", talk).speakers == ("KAREN", "DAVE")


def test_places_are_lines() -> None:
    transcript = read("talk.txt", "Talk at the hall\n\nP1: One.\nP2: Two.\n\nP1: Three.\n")
    assert transcript.turns == (
        Turn("", "Talk at the hall", "line 1"),
        Turn("P1", "One.", "line 3"),
        Turn("P2", "Two.", "line 4"),
        Turn("P1", "Three.", "line 6"),
    )


def test_somebody_who_speaks_once_is_heard_and_pointed_out() -> None:
    transcript = read("group.txt", "Ann: a.\nBen: b.\nAnn: c.\nBen: d.\nCleo: e.\nAnn: f.\n")
    assert transcript.speakers == ("Ann", "Ben", "Cleo")
    assert any(note.startswith("line 5 names a speaker") for note in transcript.notes)


def test_a_line_that_might_be_a_speaker_is_pointed_out_without_its_words() -> None:
    text = "Ann: a.\n\nBen: b.\nHades: e.\n\nAnn: c.\n\nBen: d.\n"
    transcript = read("group.txt", text)
    assert transcript.speakers == ("Ann", "Ben")
    assert any(note.startswith("line 4 begins like") for note in transcript.notes)
    assert not any("Hades" in note for note in transcript.notes)


def test_spellings_of_one_speaker_are_one() -> None:
    assert read("t.txt", "KAREN: a\nP1: b\nKaren: c\n").speakers == ("KAREN", "P1")


def test_right_to_left_names_and_words() -> None:
    transcript = read(
        "t.txt", "\u200fسارة: مرحبا\n\u200fعمر: نعم\n\u200fسارة: متى؟\n\u200fعمر: أمس\n"
    )
    assert transcript.speakers == ("سارة", "عمر")
    assert transcript.turns[2].text == "متى؟"


def test_notes_without_speakers_are_one_turn_a_paragraph() -> None:
    transcript = read(
        "notes.txt", "It began at school.\nHarms: the bladder.\n\n\nThen it got worse.\n"
    )
    assert transcript.turns == (
        Turn("", "It began at school.\nHarms: the bladder.", "line 1"),
        Turn("", "Then it got worse.", "line 5"),
    )
    assert transcript.speakers == ()
    assert any("no speakers" in note for note in transcript.notes)
