"""A picture, recording or text that somebody gives: sniffed, cleaned, and never on a disk."""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from PIL import Image, ImageOps, UnidentifiedImageError

from pennydrop.rooms.listen.actions.answers import NewFile
from pennydrop.rooms.listen.forms.answers import FIELD, Unread
from pennydrop.rooms.listen.rules.answer_media import ALLOWED, NAMES
from pennydrop.rooms.listen.rules.form import Kind
from pennydrop.rooms.listen.rules.recordings import BadRecording, clean_mp3, clean_mp4, clean_wav

LARGEST = 12 * 1024 * 1024
LARGEST_SAID = "12 megabytes"
MOST_PIXELS = 60_000_000
# What is said beside the field, and what a phone's chooser is asked to offer (it then turns its own
# kinds of picture into one of these).
TAKES = {
    Kind.IMAGE: ("A picture (JPEG, PNG or WebP)", "image/jpeg,image/png,image/webp"),
    Kind.AUDIO: ("A recording (MP3, M4A or WAV)", "audio/mpeg,audio/mp4,audio/x-m4a,audio/wav"),
    Kind.VIDEO: ("A video (MP4)", "video/mp4"),
    Kind.FILE: (
        "A picture (JPEG, PNG or WebP), a recording (MP3, M4A or WAV) or plain text",
        "image/jpeg,image/png,image/webp,audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,text/plain",
    ),
}
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
TOO_LARGE = f"This is larger than {LARGEST_SAID}. Choose a smaller one, or skip this"


class InMemory(FileUploadHandler):
    """Keeps an upload in memory, so that nothing unsealed is ever on a disk; stops a large one."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.held = BytesIO()
        self.over = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.held.tell() + len(raw_data) > LARGEST:
            self.over = True
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)

    def file_complete(self, file_size: int) -> SimpleUploadedFile:
        # Its name is the person's own, and may tell who they are: it goes no further.
        return SimpleUploadedFile("file", self.held.getvalue())


def read_file(
    sent: Mapping[str, Any], kind: Kind, *, stopped: bool, prefix: str = ""
) -> NewFile | None:
    """The file of a posted page, cleaned; None where none was chosen. `stopped`: it was too large
    and not taken in. `prefix`: of the name of its field. Raises Unread."""
    if stopped:
        raise Unread(TOO_LARGE)
    chosen = sent.get(f"{prefix}{FIELD}")
    data = chosen.read() if chosen else b""
    if not data:
        return None
    file = new_file(data)
    if not file.media.startswith(ALLOWED[kind]):
        raise Unread(f"We cannot take this kind of file. {TAKES[kind][0]} will do")
    return file


def new_file(data: bytes) -> NewFile:
    """A file with the type of its bytes, cleaned. Raises Unread for one that we do not take."""
    media = sniff(data)
    if not media:
        raise Unread(f"We cannot take this kind of file. {TAKES[Kind.FILE][0]} will do")
    return NewFile(clean(data, media), media)


def name_of(file: NewFile) -> str:
    """What stands for the file in the answers: our own name, never the person's."""
    return NAMES[file.media]


def sniff(data: bytes) -> str:
    """The type that the bytes themselves show; empty for what we do not take."""
    if data[4:8] == b"ftyp":
        return "audio/mp4" if data[8:12] in {b"M4A ", b"M4B "} else _moving(data)
    for start, media in (
        (b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"ID3", "audio/mpeg"),
    ):  # fmt: skip
        if data.startswith(start):
            return media
    if data[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(data[8:12], "")
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE6 == 0xE2:
        return "audio/mpeg"
    return "text/plain" if _is_text(data) else ""


def _moving(data: bytes) -> str:
    known = {b"isom", b"iso2", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"qt  ", b"3gp4",
             b"3gp5", b"MSNV"}  # fmt: skip
    return "video/mp4" if data[8:12] in known else ""


def _is_text(data: bytes) -> bool:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return not any(ord(letter) < 9 or 13 < ord(letter) < 32 for letter in text)


def clean(data: bytes, media: str) -> bytes:
    """The same without what a phone or program added: place, time, make, names. Raises Unread."""
    if media.startswith("image/"):
        return _clean_picture(data)
    cleaners = {"audio/wav": clean_wav, "audio/mpeg": clean_mp3, "audio/mp4": clean_mp4,
                "video/mp4": clean_mp4}  # fmt: skip
    cleaner = cleaners.get(media)
    try:
        return cleaner(data) if cleaner else data
    except BadRecording as bad:
        raise Unread(str(bad)) from None


def _clean_picture(data: bytes) -> bytes:
    """Drawn anew from its pixels: nothing else of the file is taken over, not even a colour
    profile. The turn of the camera is carried out first, as it stands in what is left behind."""
    try:
        with Image.open(BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Unread("This picture is too large. Choose a smaller one, or skip this")
            kind = picture.format or ""
            turned = ImageOps.exif_transpose(picture)
            mode = "RGBA" if kind != "JPEG" and "A" in turned.getbands() else "RGB"
            drawn = Image.frombytes(mode, turned.size, turned.convert(mode).tobytes())
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as broken:
        raise Unread("We cannot open this picture. Choose another, or skip this") from broken
    out = BytesIO()
    drawn.save(out, format=kind, **({"quality": 88} if kind != "PNG" else {}))
    return out.getvalue()
