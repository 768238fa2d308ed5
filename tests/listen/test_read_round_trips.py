"""What is written in any format is read back word for word; cutting long turns loses nothing."""

import csv
import io
import unicodedata

import docx
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from pennydrop.rooms.listen.queries.reading import read_upload
from pennydrop.rooms.listen.rules.transcripts.table import Columns
from pennydrop.rooms.listen.rules.transcripts.turns import Turn, split_long

SPEAKERS = st.sampled_from(["Interviewer", "P1", "P014", "Speaker 2", "Facilitator", "INT"])
FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
THUMB = "\U0001f44d\U0001f3fd"
FLAGS = "\U0001f1ec\U0001f1e7\U0001f1ee\U0001f1ea"
HEART = "\u2764\ufe0f\u200d\U0001f525"
ENGLAND = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
HEBREW, ARABIC, HINDI = "שלום", "\u200fمرحبا\u200f", "हिन्दी"
PLAIN = "well; it hurt; 10:30; the thing is: no; a & b; x < y; 100 %; --; …; k-hole; it's; &amp;"
ACCENTS = ["e\u0301", "n\u0303o", "\ufb01", "\u1e9b\u0323"]
WORD = st.one_of(
    st.sampled_from([*PLAIN.split("; "), *ACCENTS, FAMILY, THUMB, FLAGS, HEBREW, ARABIC, HINDI]),
    st.text(st.characters(categories=["Ll", "Lu", "Lo", "Mn", "Nd", "Sc"]), min_size=1, max_size=8),
)
SENTENCE = st.lists(WORD, min_size=1, max_size=6).map(" ".join)
# A continuation line opens with a small word, so that no line of it could be a speaker's label.
TEXT = st.lists(SENTENCE, min_size=1, max_size=3).map("\nthen ".join)
SAID = st.lists(st.tuples(SPEAKERS, TEXT), min_size=1, max_size=6)
LINE_ENDS = st.sampled_from(["\n", "\r\n"])


def pairs(name: str, data: bytes, columns: Columns | None = None) -> list[tuple[str, str]]:
    (transcript,) = read_upload(name, data, columns).values()
    return [(turn.speaker, turn.text) for turn in transcript.turns]


def clock(second: int, mark: str) -> str:
    return f"00:{second // 60:02}:{second % 60:02}{mark}000"


def spoken_once_each(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As captions merge them: one turn while the speaker stays, lines joined by spaces."""
    merged: list[tuple[str, str]] = []
    for speaker, text in said:
        flat = text.replace("\n", " ")
        if merged and merged[-1][0] == speaker:
            merged[-1] = (speaker, f"{merged[-1][1]} {flat}")
        else:
            merged.append((speaker, flat))
    return merged


@settings(max_examples=60, deadline=None)
@given(SAID, LINE_ENDS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]), st.booleans())
def test_plain_text(
    said: list[tuple[str, str]], line_end: str, encoding: str, spaced: bool
) -> None:
    between = "\n\n" if spaced else "\n"
    text = between.join(f"{speaker}: {words}" for speaker, words in said) + "\n"
    assert pairs("a.txt", text.replace("\n", line_end).encode(encoding)) == said


@settings(max_examples=60, deadline=None)
@given(SAID, LINE_ENDS)
def test_web_captions(said: list[tuple[str, str]], line_end: str) -> None:
    cues = ["WEBVTT\n"]
    for n, (speaker, words) in enumerate(said):
        escaped = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        cues.append(f"{clock(n, '.')} --> {clock(n + 1, '.')}\n<v {speaker}>{escaped}</v>\n")
    text = "\n".join(cues).replace("\n", line_end)
    assert pairs("a.vtt", text.encode()) == spoken_once_each(said)


@settings(max_examples=60, deadline=None)
@given(SAID, LINE_ENDS)
def test_subtitles(said: list[tuple[str, str]], line_end: str) -> None:
    cues = [
        f"{n + 1}\n{clock(n, ',')} --> {clock(n + 1, ',')}\n{speaker}: {words}\n"
        for n, (speaker, words) in enumerate(said)
    ]
    text = "\n".join(cues).replace("\n", line_end)
    assert pairs("a.srt", text.encode()) == spoken_once_each(said)


@settings(max_examples=60, deadline=None)
@given(SAID, st.sampled_from([",", ";", "\t"]), st.sampled_from(["\r\n", "\n"]))
@example([("P1", 'say "no"; or, "yes"\nthen ; , "')], ";", "\r\n")
def test_tables(said: list[tuple[str, str]], delimiter: str, line_end: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=line_end)
    writer.writerows([("who", "what"), *said])
    data = out.getvalue().encode("utf-8-sig")
    assert pairs("a.csv", data, Columns("what", "who")) == said


@settings(max_examples=40, deadline=None)
@given(SAID)
def test_word_documents(said: list[tuple[str, str]]) -> None:
    document = docx.Document()
    for speaker, words in said:
        document.add_paragraph(f"{speaker}: {words}")
    out = io.BytesIO()
    document.save(out)
    assert pairs("a.docx", out.getvalue()) == said


# Each is what a reader sees as one character.
CHARACTERS = [
    *"ab .?\n",
    "\n\n",
    *ACCENTS[:1],
    FAMILY,
    THUMB,
    FLAGS[:2],
    HEART,
    ENGLAND,
    "\u1112\u1161\u11ab",
]
LONGEST = max(map(len, CHARACTERS))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(CHARACTERS), max_size=120), st.integers(LONGEST, 40))
def test_cutting_keeps_every_character_whole_and_in_order(parts: list[str], limit: int) -> None:
    text = "".join(parts)
    pieces = split_long([Turn("P1", text, "line 4")], limit)
    assert all(len(piece.text) <= limit for piece in pieces)
    assert {(piece.speaker, piece.place) for piece in pieces} <= {("P1", "line 4")}
    assert "".join(p.text for p in pieces).replace("\n", "") == text.replace("\n", "")
    lengths = [len(part.replace("\n", "")) for part in parts]
    whole = {sum(lengths[:n]) for n in range(len(lengths) + 1)}
    done = 0
    for piece in pieces:
        done += len(piece.text.replace("\n", ""))
        assert done in whole


@given(st.text(max_size=300), st.integers(1, 20))
def test_cutting_any_text_loses_nothing_and_keeps_the_limit(text: str, limit: int) -> None:
    pieces = split_long([Turn("", text, "line 1")], limit)
    assert all(len(piece.text) <= limit for piece in pieces)
    assert "".join(p.text for p in pieces).replace("\n", "") == text.replace("\n", "")
    assume(len(text) > limit)
    assert not any(piece.text.endswith("\n") for piece in pieces)


def test_cuts_fall_at_paragraphs_then_sentences_then_words() -> None:
    def cut(text: str) -> list[str]:
        return [piece.text for piece in split_long([Turn("", text, "")], 20)]

    assert cut("One two. Three.\n\nFour five six.") == ["One two. Three.", "Four five six."]
    assert cut("One two three. Four five six.") == ["One two three. ", "Four five six."]
    assert cut("One two three four five six") == ["One two three four ", "five six"]
    assert cut("a" * 45) == ["a" * 20, "a" * 20, "a" * 5]


def test_flags_in_a_row_are_cut_between_flags() -> None:
    pieces = split_long([Turn("", FLAGS * 4, "")], 5)
    assert [piece.text for piece in pieces] == [FLAGS] * 4


def test_short_turns_stay_as_they_are_and_default_is_four_thousand() -> None:
    turns = (Turn("A", "x" * 4000, "line 1"), Turn("B", "", "line 2"))
    assert split_long(turns) == turns
    assert len(split_long([Turn("A", "x" * 4001, "line 1")])) == 2


def test_code_points_are_not_normalised() -> None:
    text = "e\u0301 \ufb01 \u212b"
    assert pairs("a.txt", text.encode()) == [("", text)]
    assert unicodedata.normalize("NFC", text) != text
