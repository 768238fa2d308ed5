"""Captions (.vtt and .srt) into speaker turns.

WebVTT: https://www.w3.org/TR/webvtt1/. SubRip has no standard; the reader takes what players take.
"""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pennydrop.core.numbers.plural import plural
from pennydrop.rooms.listen.rules.transcripts.labels import Line, label_lines
from pennydrop.rooms.listen.rules.transcripts.sniff import check_lines
from pennydrop.rooms.listen.rules.transcripts.turns import (
    Transcript,
    Turn,
    Unreadable,
    transcript_of,
)

_CLOCK = r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d)(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*{_CLOCK}\s*-->\s*{_CLOCK}(?:[ \t].*)?")
_LIKE_TIMING = re.compile(r"\s*[\d:.,]+\s*-{1,2}>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]([^<>]*)>|</v>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|v|ruby|rt|lang|font)(?:[.\s][^<>]*)?/?>|<\d[\d:.,]*>|\{\\an?\d\}",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,30});")
_SENTENCE = (".", "?", "!", "…", "。", "؟", "।")
_PARAGRAPH = 400
"""Captions without speakers: a turn ends at the first sentence end after so many code points."""


@dataclass(frozen=True)
class _Cue:
    start: str
    lines: list[str] = field(default_factory=list)


def read_captions(name: str, text: str) -> Transcript:
    """Read WebVTT or SubRip from text whose line ends are "\\n".

    Speakers come from voice tags, else from labels such as "Karen: …" that recur. Cues in a row
    of one speaker become one turn, their lines joined by spaces; its place is the start of its
    first cue. Raises Unreadable naming the line of a cue time that is no time, and where words
    stand before any cue.
    """
    check_lines(name, text.count("\n"))
    is_vtt = text.startswith("WEBVTT")
    cues = _cues(name, text.split("\n"), is_vtt)
    voiced = any(_VOICE.search(line) for cue in cues for line in cue.lines)
    said = list(_voices(cues) if voiced else _labels(cues))
    clean = [(who, _clean(words, is_vtt), at) for who, words, at in said]
    turns = list(_merged([c for c in clean if c[1]], speakers=any(who for who, _, _ in clean)))
    if not turns:
        raise Unreadable(
            file=name,
            place="",
            problem="these captions hold no words",
            remedy="check that the file was saved completely and add it again",
        )
    silent = sum(1 for cue in cues if not any(_clean(line, is_vtt) for line in cue.lines))
    notes = [f"{plural(silent, 'caption', 'captions')} without words left out"] if silent else []
    return transcript_of(turns, notes)


def _cues(name: str, lines: Sequence[str], is_vtt: bool) -> list[_Cue]:
    cues: list[_Cue] = []
    for first, block in _blocks(lines):
        if is_vtt and (first == 0 or _is_remark(block[0])):
            continue
        _read_block(name, first, block, cues)
    return cues


def _is_remark(line: str) -> bool:
    return line.split(maxsplit=1)[0] in {"NOTE", "STYLE", "REGION"}


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    block: list[str] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _read_block(name: str, first: int, block: Sequence[str], cues: list[_Cue]) -> None:
    """Add a block's cues; words without a time belong to the cue before them."""
    opens = next((i for i in (0, 1) if i < len(block) and _looks_timed(block[i])), None)
    for i, line in enumerate(block):
        if _TIMING.fullmatch(line):
            cues.append(_Cue(_clock(line)))
        elif i == opens or _LIKE_TIMING.match(line):
            raise _malformed(name, first + i, "the times of this caption cannot be read")
        elif opens is not None and i < opens:
            continue
        elif not _is_number_of_next(block, i):
            _add_words(name, first + i, line, cues)


def _looks_timed(line: str) -> bool:
    return "-->" in line or bool(_LIKE_TIMING.match(line))


def _is_number_of_next(block: Sequence[str], i: int) -> bool:
    """A caption's number, where the blank line before it is missing or it stands alone."""
    if not block[i].strip().isdecimal():
        return False
    return len(block) == 1 or (i + 1 < len(block) and bool(_TIMING.fullmatch(block[i + 1])))


def _add_words(name: str, index: int, line: str, cues: Sequence[_Cue]) -> None:
    if not cues:
        raise _malformed(name, index, "a caption with its times should stand here")
    cues[-1].lines.append(line)


def _malformed(name: str, index: int, problem: str) -> Unreadable:
    return Unreadable(
        file=name,
        place=f"line {index + 1}",
        problem=problem,
        remedy="correct the line to look like 00:01:02.000 --> 00:01:05.000 and try again",
    )


def _clock(line: str) -> str:
    found = _TIMING.fullmatch(line)
    hours, minutes, seconds = found.group(1, 2, 3) if found else ("", "0", "0")
    return f"{int(hours or 0):02}:{int(minutes):02}:{int(seconds):02}"


_Said = tuple[str, str, str]


def _voices(cues: Sequence[_Cue]) -> Iterator[_Said]:
    for cue in cues:
        text = " ".join(line.strip() for line in cue.lines)
        speaker, place = "", 0
        for tag in _VOICE.finditer(text):
            yield speaker, text[place : tag.start()], cue.start
            speaker, place = _unescaped(tag[1] or "").strip(), tag.end()
        yield speaker, text[place:], cue.start


def _labels(cues: Sequence[_Cue]) -> Iterator[_Said]:
    """Words by "Karen: …" labels; a cue without one goes on with the speaker before it."""
    lines = [Line(cue.start, _TAG.sub("", line)) for cue in cues for line in cue.lines]
    speaker = ""
    for line, opening in zip(lines, label_lines(lines).openings, strict=True):
        speaker = opening.label if opening else speaker
        yield speaker, opening.rest if opening else line.text, line.place


def _clean(words: str, is_vtt: bool) -> str:
    plain = _TAG.sub("", words)
    return (_unescaped(plain) if is_vtt else plain).strip(" \t\n\u00a0")


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)


def _merged(said: Sequence[_Said], *, speakers: bool) -> Iterator[Turn]:
    pending: list[_Said] = []
    for piece in said:
        if pending and (piece[0] != pending[0][0] or (not speakers and _is_full(pending))):
            yield _joined(pending)
            pending = []
        pending.append(piece)
    if pending:
        yield _joined(pending)


def _is_full(pending: Sequence[_Said]) -> bool:
    long = sum(len(words) for _, words, _ in pending) >= _PARAGRAPH
    return long and pending[-1][1].endswith(_SENTENCE)


def _joined(pending: Sequence[_Said]) -> Turn:
    speaker, _, place = pending[0]
    return Turn(speaker, " ".join(words for _, words, _ in pending), place)
