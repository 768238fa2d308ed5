"""Captions become speaker turns: voices, labels, merging."""

from textwrap import dedent

import pytest

from pennydrop.rooms.listen.queries.reading import read_upload
from pennydrop.rooms.listen.rules.transcripts.turns import Transcript, Turn


def read(name: str, text: str) -> Transcript:
    return read_upload(name, dedent(text).lstrip("\n").encode())[""]


VTT = """
    WEBVTT - a talk
    Kind: captions

    STYLE
    ::cue { color: red }

    NOTE nobody says this

    first
    00:00:01.000 --> 00:00:02.500 align:start
    <v Karen Smith>Hello <i>there</i>,
    <c.loud>you</c> &amp; you</v>

    2
    00:00:02.500 --> 00:00:04.000
    <v Karen Smith>again <3</v>

    01:00:05.000 --> 01:00:06.000
    <v.soft Dave>Yes.</v> <v Karen Smith>No.</v>
    """


def test_voices_of_captions_are_merged_and_cleaned() -> None:
    transcript = read("talk.vtt", VTT)
    assert transcript.turns == (
        Turn("Karen Smith", "Hello there, you & you again <3", "00:00:01"),
        Turn("Dave", "Yes.", "01:00:05"),
        Turn("Karen Smith", "No.", "01:00:05"),
    )


SRT = """
    1
    00:00:01,000 --> 00:00:02,000
    Karen: <i>Hello</i>
    there

    2
    00:00:03,000 --> 00:00:04,000
    and so on
    3
    00:00:05,000 --> 00:00:06,000
    {\\an8}Dave: Yes.

    4
    00:00:07,000 --> 00:00:08,000
    Karen: 10:30

    and this after a blank line

    5
    00:00:09,000 --> 00:00:10,000
    Dave: Yes.
    """


def test_labels_inside_captions() -> None:
    assert read("talk.srt", SRT).turns == (
        Turn("Karen", "Hello there and so on", "00:00:01"),
        Turn("Dave", "Yes.", "00:00:05"),
        Turn("Karen", "10:30 and this after a blank line", "00:00:07"),
        Turn("Dave", "Yes.", "00:00:09"),
    )


def test_captions_without_speakers_are_cut_at_a_sentence_end() -> None:
    cues = "".join(
        f"{n}\n00:{n:02}:00,000 --> 00:{n:02}:30,000\n{'word ' * 30}end.\n\n" for n in range(1, 9)
    )
    transcript = read("talk.srt", cues)
    assert [turn.place for turn in transcript.turns] == ["00:01:00", "00:04:00", "00:07:00"]


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt", "talk"])
def test_bytes_and_not_the_name_say_what_captions_are(name: str) -> None:
    assert read(name, SRT).speakers == ("Karen", "Dave")
    assert read(name, VTT).speakers == ("Karen Smith", "Dave")
