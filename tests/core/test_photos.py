"""A picture is drawn anew from its pixels; what is none, or too much of one, is refused."""

import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from pennydrop.core.documents.photos import LARGEST, WIDEST, BadPhoto, clean_photo


def jpeg_of(size=(60, 40), colour="teal", turn=0):
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Canary phone", turn or 1
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif, comment=b"canary")
    return out.getvalue()


def png_of(mode="RGBA", size=(60, 40)):
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "canary")
    out = io.BytesIO()
    Image.new(mode, size).save(out, "PNG", pnginfo=told, exif=Image.Exif())
    return out.getvalue()


@pytest.mark.parametrize("data", [jpeg_of(), png_of(), png_of("RGB"), png_of("P"), png_of("LA")])
def test_only_pixels_stay(data):
    photo = clean_photo(data)
    assert b"canary" in data.lower() and b"canary" not in photo.data.lower()
    with Image.open(io.BytesIO(photo.data)) as kept:
        assert kept.size == (photo.width, photo.height) == (60, 40)
        assert not kept.getexif() and not set(kept.info) & {"comment", "exif", "Author"}
    assert clean_photo(data).digest == photo.digest


def test_what_can_be_seen_through_stays_so():
    with Image.open(io.BytesIO(clean_photo(png_of()).data)) as kept:
        assert kept.mode == "RGBA" and kept.getpixel((0, 0))[3] == 0


def test_it_is_turned_as_the_camera_meant_it():
    photo = clean_photo(jpeg_of(turn=6))
    assert (photo.width, photo.height) == (40, 60)


def test_a_large_one_becomes_as_large_as_a_page_can_show():
    photo = clean_photo(jpeg_of((4000, 1000)))
    assert (photo.width, photo.height) == (WIDEST, WIDEST // 4)
    assert 0 < photo.inches <= 11


def bomb(width=60_000, height=60_000):
    """A PNG that says it is huge and holds nearly nothing."""

    def chunk(name, data):
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"0"))
        + chunk(b"IEND", b"")
    )


def gif():
    out = io.BytesIO()
    Image.new("P", (4, 4)).save(out, "GIF")
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"", b"no picture", b"<svg onload='alert(1)'/>", gif(), bomb(), bomb(9_000, 9_000),
        bomb(300, 300), jpeg_of()[:300], png_of()[:60], b"\xff\xd8\xff" + bytes(500),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_too_much_of_one_is_refused(data):
    with pytest.raises(BadPhoto, match=r"(JPEG or PNG|too many dots)"):
        clean_photo(data)


def test_a_file_that_is_too_large_is_not_opened():
    with pytest.raises(BadPhoto, match="10 megabytes"):
        clean_photo(jpeg_of() + bytes(LARGEST))
