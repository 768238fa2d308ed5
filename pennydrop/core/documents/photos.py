"""A team's own picture: drawn anew from its pixels, so that nothing else of a file comes along."""

import base64
import hashlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps

LARGEST = 10 * 1024 * 1024
LARGEST_SAID = "10 megabytes"
MOST_PIXELS = 50_000_000
WIDEST = 1600  # dots; as sharp as a page across A4 can show
HEAVIEST = 900_000  # bytes of a PNG, above which it becomes a JPEG
MEDIA = {"JPEG": "image/jpeg", "PNG": "image/png"}
DOTS_AN_INCH = 150.0
TALLEST = 4.5  # inches


class BadPhoto(ValueError):
    """The file cannot be taken; the message says why to whoever chose it."""


@dataclass(frozen=True)
class Photo:
    """A cleaned picture: its bytes, their type, and its size in dots."""

    data: bytes
    media: str
    width: int
    height: int

    @property
    def digest(self) -> str:
        """What names it: another picture, another name."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def encoded(self) -> str:
        return base64.b64encode(self.data).decode()

    @property
    def address(self) -> str:
        """All of it as an address, so that a page asks nobody for it."""
        return f"data:{self.media};base64,{self.encoded}"

    @property
    def inches(self) -> float:
        """How wide it stands on paper: never blurred, never taller than half a page."""
        return min(self.width / DOTS_AN_INCH, TALLEST * self.width / self.height)

    @property
    def ending(self) -> str:
        return "png" if self.media == MEDIA["PNG"] else "jpg"


def clean_photo(data: bytes) -> Photo:
    """The picture without place, time, make and whatever else a file can carry, turned as the
    camera meant it and no wider or taller than `WIDEST`. Raises BadPhoto."""
    if len(data) > LARGEST:
        raise BadPhoto(f"This is larger than {LARGEST_SAID}. Choose a smaller picture.")
    refused = (
        OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    )  # fmt: skip
    try:
        with Image.open(BytesIO(data), formats=list(MEDIA)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise BadPhoto("This picture has too many dots. Save it smaller, then choose it.")
            return _kept(_drawn(picture), picture.format or "")
    except BadPhoto:
        raise
    except refused as broken:
        said = "This could not be opened as a picture. Choose a JPEG or PNG file."
        raise BadPhoto(said) from broken


def _drawn(picture: Image.Image) -> Image.Image:
    """New pixels and nothing else; what can be seen through stays so in a PNG."""
    turned = ImageOps.exif_transpose(picture)
    clear = picture.format == "PNG" and turned.has_transparency_data
    mode = "RGBA" if clear else "RGB"
    drawn = Image.frombytes(mode, turned.size, turned.convert(mode).tobytes())
    drawn.thumbnail((WIDEST, WIDEST))
    return drawn


def _kept(drawn: Image.Image, kind: str) -> Photo:
    data = _saved(drawn, kind)
    if kind == "PNG" and drawn.mode == "RGB" and len(data) > HEAVIEST:
        kind = "JPEG"
        data = _saved(drawn, kind)
    return Photo(data, MEDIA[kind], drawn.width, drawn.height)


def _saved(drawn: Image.Image, kind: str) -> bytes:
    how: dict[str, Any] = {"quality": 85} if kind == "JPEG" else {"optimize": True}
    out = BytesIO()
    drawn.save(out, format=kind, **how)
    return out.getvalue()
