"""Sound and video without what a phone writes into them beside the sound and the picture.

Where it was, when, with what, and by whom: WAV (RIFF, Microsoft 1991), MP3 (id3.org), and MP4 (ISO
14496-12, and Apple's QuickTime File Format for `udta` and `mebx`). What cannot be cleaned is
refused; the sound itself may of course tell who speaks.
"""

import struct
from collections.abc import Iterator

BROKEN = "We cannot open this recording. Choose another, or skip this"
TRACKED = (
    "This video holds a track that may tell where it was made, and we cannot take it out. Choose "
    "another, or skip this"
)
DEEPEST = 8
# Boxes with others inside, and boxes that hold what is beside the sound and the picture.
_INSIDE = frozenset(
    {b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf", b"moof", b"traf"}
)
_BESIDE = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"XMP_", b"pnot"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_SEEN = frozenset({b"soun", b"vide"})  # a time code, too, would tell when


class BadRecording(ValueError):
    """The recording cannot be taken. The message is for the person who gave it."""


def clean_wav(data: bytes) -> bytes:
    """Only the format and the sound are taken over."""
    chunks = {name: body for name, body in _riff(data) if name in {b"fmt ", b"data", b"fact"}}
    if b"fmt " not in chunks or b"data" not in chunks:
        raise BadRecording(BROKEN)
    kept = b"".join(
        name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        for name, body in chunks.items()
    )
    return b"RIFF" + struct.pack("<I", len(kept) + 4) + b"WAVE" + kept


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    while place + 8 <= len(data):
        size = struct.unpack_from("<I", data, place + 4)[0]
        yield data[place : place + 4], data[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def clean_mp3(data: bytes) -> bytes:
    """Without the tags before (ID3v2) and behind (ID3v1, APE, Lyrics3) the sound."""
    while data[:3] == b"ID3" and len(data) > 10:
        size = sum(
            (byte & 0x7F) << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True)
        )
        data = data[10 + size + (10 if data[5] & 0x10 else 0) :]
    if data[-128:-125] == b"TAG":
        data = data[:-128]
    for mark in (b"APETAGEX", b"LYRICSBEGIN"):
        found = data.find(mark, max(0, len(data) - 262_144))
        data = data[:found] if found >= 0 else data
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE0 != 0xE0:
        raise BadRecording(BROKEN)
    return data


def clean_mp4(data: bytes) -> bytes:
    """The same length, with everything that is no sound or picture, and every date, zeroed.

    A track that is neither (phones write one with the place) is refused, as its bytes lie among
    those of the picture.
    """
    cleaned = bytearray(data)
    names = {name for _, name, _, _ in _boxes(data, 0, len(data))}
    if b"moov" not in names or b"mdat" not in names:
        raise BadRecording(BROKEN)
    _clean_boxes(cleaned, 0, len(data), 0)
    return bytes(cleaned)


def _clean_boxes(data: bytearray, start: int, end: int, depth: int) -> None:
    if depth > DEEPEST:
        raise BadRecording(BROKEN)
    for place, name, body, stop in _boxes(data, start, end):
        if name in _BESIDE:
            data[body:stop] = bytes(stop - body)
            data[place + 4 : place + 8] = b"free"
        elif name in _TIMED:
            # One byte of version, three of flags, then two times of four or eight bytes each.
            width = 16 if data[body] == 1 else 8
            data[body + 4 : body + 4 + width] = bytes(width)
        elif name == b"hdlr":
            _check_track(data, body, stop)
        elif name in _INSIDE:
            _clean_boxes(data, body, stop, depth + 1)


def _check_track(data: bytearray, body: int, stop: int) -> None:
    if (
        bytes(data[body + 8 : body + 12]) not in _SEEN
        and bytes(data[body + 4 : body + 8]) != b"dhlr"
    ):
        raise BadRecording(TRACKED)
    data[body + 24 : stop] = bytes(max(0, stop - body - 24))  # a name in words, often the maker's


def _boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[tuple[int, bytes, int, int]]:
    """Each box: where it begins, its name, where its body begins, and where it ends."""
    place = start
    while place + 8 <= end:
        size, name = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1 and place + 16 <= end:
            size, head = struct.unpack_from(">Q", data, place + 8)[0], 16
        stop = end if size == 0 else place + size
        if size and size < head or stop > end:
            raise BadRecording(BROKEN)
        yield place, name, place + head, stop
        place = stop
