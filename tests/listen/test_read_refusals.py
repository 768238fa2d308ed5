"""Files that cannot be read: each gets its own message with file, place and what to do."""

import contextlib
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.queries.reading import columns_of, read_upload
from pennydrop.rooms.listen.rules.transcripts.sniff import check_size
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import MAX_BYTES, Unreadable

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TIMED = "1\n00:00:01,000 --> 00:00:02,000\nHello\n\n"

REFUSED = [
    ("a.txt", b"", "", "empty"),
    ("a.txt", b" \r\n", "", "no words"),
    ("a.txt", b"%PDF-1.7\n...", "first bytes", "PDF"),
    ("a.doc", OLD + bytes(600), "first bytes", "old kind"),
    ("a.docx", OLD + "EncryptedPackage".encode("utf-16-le"), "first bytes", "password"),
    ("a.docx", b"{\\rtf1 hello}", "first bytes", "Rich Text"),
    ("a.m4a", b"\x00\x00\x00\x20ftypM4A ", "first bytes", "recording"),
    ("a.txt", b"<!DOCTYPE html><p>x", "first bytes", "web page"),
    ("a.txt", b"hello\x00there", "byte 6", "not text"),
    ("a.txt", "hello".encode("utf-16-le"), "byte 2", "not text"),
    ("a.txt", b"\xff\xfeh\x00\x00\xd8", "byte 5", "damaged or in an unknown encoding"),
    ("a.txt", "a\r\ncafé\r\n".encode() + b"\xe9", "line 3", "damaged or in an unknown encoding"),
    ("a.txt", b"one\ntwo \x81", "line 2", "damaged or in an unknown encoding"),
    ("a.txt", b"one\ntwo\x07", "line 2", "control characters"),
    ("a.srt", b"Hello\n", "line 1", "caption with its times"),
    ("a.vtt", b"00:00:01.000 --> soon\nHello\n", "line 1", "times of this caption"),
    ("a.vtt", b"WEBVTT\n\n00:99:01.000 --> 00:99:02.000\nHi\n", "line 3", "times of this caption"),
    ("a.srt", (TIMED + "2\n00:00:03 -> 00:00:04\nx").encode(), "line 6", "times of this caption"),
    ("a.vtt", b"WEBVTT\n\nNOTE nothing\n", "", "no words"),
    ("a.csv", b"a,b\n1,2\n", "row 1", "there are \u201ca\u201d, \u201cb\u201d"),
    ("a.csv", b"who,text\nA,x\nB,y,z\n", "row 3", "3 cells"),
    ("a.csv", b"who,text\nA,x\n\nB\n", "row 4", "1 cell"),
    ("a.csv", b'who,text\nA,x\nB,"y\nC,z\n', "row 3", "quotation mark"),
    ("a.csv", b"who,text\nA,\n", "column \u201ctext\u201d", "no row"),
    ("a.csv", b"text,text\nA,x\n", "row 1", "twice"),
]


@pytest.mark.parametrize(("name", "data", "place", "problem"), REFUSED)
def test_each_refusal_names_file_place_and_remedy(
    name: str, data: bytes, place: str, problem: str
) -> None:
    with pytest.raises(Unreadable) as caught:
        read_upload(name, data)
    reason = caught.value
    assert (reason.file, reason.place) == (name, place)
    assert problem in reason.problem
    assert reason.remedy
    assert str(reason).startswith(f"{name}, {place}: " if place else f"{name}: ")


def test_missing_columns_are_named_with_those_present() -> None:
    with pytest.raises(Unreadable) as caught:
        read_upload("a.csv", b"who;what\nA;x\n", Columns(text="words", speaker="name", once="who"))
    assert caught.value.problem == (
        "the columns “words”, “name” cannot be found (there are “who”, “what”)"
    )


def test_size_is_refused_before_and_after_reading() -> None:
    with pytest.raises(Unreadable, match="200 MB and the most that can be read is 20 MB"):
        check_size("talk.txt", 200 * 1024 * 1024)
    with pytest.raises(Unreadable, match="the most that can be read"):
        read_upload("talk.txt", b"a" * (MAX_BYTES + 1))
    check_size("talk.txt", MAX_BYTES)


@pytest.mark.parametrize(("name", "start"), [("a.txt", "x"), ("a.vtt", "WEBVTT")])
def test_more_lines_than_talk_has_are_refused(name: str, start: str) -> None:
    with pytest.raises(Unreadable, match="line 200001: this file has more than 200,000 lines"):
        read_upload(name, (start + "\n" * 200_001 + "x").encode())


NAMES = st.sampled_from(["a.txt", "a.docx", "a.vtt", "a.srt", "a.csv", "a", "a.doc"])
STARTS = st.sampled_from(
    [
        b"",
        b"WEBVTT\n\n",
        b"1\n00:00:01,000 --> 00:00:02,000\n",
        b"PK\x03\x04",
        b"text,a\n",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"P1: a\nP2: b\n",
        b"<v ",
        b"0:01\n",
    ]
)
PIECES = st.lists(
    st.sampled_from(
        [
            "00:01",
            " --> ",
            "\n",
            "\n\n",
            "P1:",
            "Ann: ",
            "<v Ann>",
            ",",
            '"',
            "x",
            "\t",
            "[",
            "] ",
            " - ",
            "1",
            "NOTE",
            "é",
            "\u2028",
            "\x0b",
            "&#x110000;",
            "&#0;",
        ]
    ),
    max_size=30,
).map(lambda pieces: "".join(pieces).encode())


@settings(max_examples=100, deadline=None)
@given(NAMES, STARTS, st.one_of(st.binary(max_size=200), PIECES))
@example("a.vtt", b"", b"WEBVTT\n\n\x0b\n\x0b\n")
@example("a.vtt", b"WEBVTT\n\n", b"\x1f\n")
def test_arbitrary_bytes_raise_nothing_but_unreadable(name: str, start: bytes, rest: bytes) -> None:
    for columns in (None, Columns("text", "a"), Columns("")):
        try:
            read = read_upload(name, start + rest, columns)
        except Unreadable as reason:
            assert str(reason).startswith(name)
        else:
            assert all(transcript.turns for transcript in read.values())
            assert all(
                turn.text and not turn.text.endswith("\n") and turn.place
                for transcript in read.values()
                for turn in transcript.turns
            )
    try:
        columns_of(name, start + rest)
    except Unreadable as reason:
        assert str(reason).startswith(name)


ODD = [" " * 200_000 + "x", "0:00" * 50_000, "<v " * 60_000, "<v" + " " * 99_000, "&#1" * 60_000]


@pytest.mark.parametrize("odd", ODD, ids=["spaces", "times", "voices", "voice", "entities"])
def test_odd_lines_take_time_in_proportion_to_their_length(odd: str) -> None:
    """A pattern that goes back over what it read would take minutes here, not parts of a second."""
    began = time.process_time()
    for name in ("a.txt", "a.srt", "a.csv"):
        for start in (
            "",
            "1\n00:00:01,000 --> 00:00:02,000\n",
            "WEBVTT\n\n00:01.000 --> 00:02.000\n",
        ):
            with contextlib.suppress(Unreadable):
                read_upload(name, (start + odd).encode())
    assert time.process_time() - began < 10
