"""What a phone writes into a recording beside the sound and the picture is gone."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pennydrop.rooms.listen.forms.answer_files import clean, sniff
from pennydrop.rooms.listen.forms.answers import Unread
from pennydrop.rooms.listen.rules.recordings import (
    BadRecording,
    clean_mp3,
    clean_mp4,
    clean_wav,
)
from tests.journeys.robot import mp4, png, wav

FRAME = b"\xff\xfb\x90\x00" + bytes(400)


def box(name, body):
    return struct.pack(">I4s", len(body) + 8, name) + body


def handler(kind):
    return box(b"hdlr", bytes(8) + kind + bytes(12) + b"CANARY Media Handler\0")


def film(kind=b"vide", beside=b""):
    when = struct.pack(">II", 3_800_000_000, 3_800_000_001)
    moov = (
        box(b"mvhd", bytes(4) + when + struct.pack(">II", 1000, 5000) + bytes(80))
        + box(b"trak", box(b"tkhd", b"\0\0\0\7" + when + bytes(76))
              + box(b"mdia", box(b"mdhd", bytes(4) + when + bytes(12)) + handler(kind)))
        + beside
    )  # fmt: skip
    return box(b"ftyp", b"isom" + bytes(4)) + box(b"moov", moov) + box(b"mdat", b"PICTURE" * 9)


@pytest.mark.parametrize(
    "beside",
    [
        box(b"udta", box(b"\xa9xyz", b"CANARY+52.6281+001.2993/")),
        box(b"meta", bytes(4) + handler(b"mdta") + b"CANARY"),
        box(b"uuid", b"CANARY" * 4), box(b"free", b"CANARY"),
        struct.pack(">I4sQ", 1, b"udta", 22) + b"CANARY",
    ],
)  # fmt: skip
def test_a_film_loses_place_maker_and_day_and_keeps_its_length_and_pictures(beside):
    before = film(beside=beside)
    after = clean_mp4(before)
    assert b"CANARY" in before and b"CANARY" not in after
    assert struct.pack(">I", 3_800_000_000) not in after
    assert len(after) == len(before) and b"PICTURE" * 9 in after
    assert struct.pack(">II", 1000, 5000) in after  # how long it lasts
    assert clean_mp4(after) == after


@pytest.mark.parametrize("kind", [b"meta", b"mdta", b"tmcd", b"text", b"\0\0\0\0"])
def test_a_track_that_may_tell_a_place_or_time_is_refused(kind):
    with pytest.raises(BadRecording, match="may tell where"):
        clean_mp4(film(kind))


def test_sound_is_kept_and_tags_are_not():
    tag = b"ID3\x04\0\0" + bytes([0, 0, 0, 20]) + b"CANARY".ljust(20, b"\0")
    tail = b"APETAGEX" + b"CANARY" * 3 + b"TAG" + b"CANARY".ljust(125, b"\0")
    assert clean_mp3(tag + FRAME + tail) == FRAME
    noted = wav() + b"LIST" + struct.pack("<I", 10) + b"INFOCANARY"
    assert b"CANARY" not in clean_wav(noted) and clean_wav(noted) == clean_wav(wav())


@pytest.mark.parametrize(
    ("data", "media"),
    [(png(), "image/png"), (wav(), "audio/wav"), (mp4(), "video/mp4"), (FRAME, "audio/mpeg"),
     (box(b"ftyp", b"M4A " + bytes(4)), "audio/mp4"), ("naïve words\n".encode(), "text/plain"),
     (b"<html>", "text/plain"), (b"%PDF-1.7\x00\xff", ""), (b"PK\x03\x04\xff", ""),
     (b"", "text/plain"), (box(b"ftyp", b"heic" + bytes(4)), "")],
)  # fmt: skip
def test_the_bytes_say_what_it_is(data, media):
    assert sniff(data) == media


@given(st.binary(max_size=200), st.sampled_from([film(), wav(), FRAME, png(), mp4()]), st.data())
def test_broken_files_are_refused_and_never_crash(noise, whole, data):
    cut = data.draw(st.integers(0, len(whole)))
    broken = whole[:cut] + noise + whole[cut + len(noise) :]
    for media in ("audio/wav", "audio/mpeg", "video/mp4", "image/png"):
        try:
            clean(broken, media)
        except Unread as refused:
            assert refused.message
