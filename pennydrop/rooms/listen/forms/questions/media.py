"""Pictures and sounds that come beside a form: several files, or all of them in a zip."""

from io import BytesIO
from pathlib import PurePosixPath
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from django import forms

from pennydrop.rooms.listen.forms.answer_files import clean, sniff
from pennydrop.rooms.listen.forms.answers import Unread
from pennydrop.rooms.listen.forms.questions.several import SeveralFiles, Upload

MOST = 100
LARGEST_MB = 10
ALL_MB = 60
TAKES = ".zip,.jpg,.jpeg,.png,.webp,.mp3,.m4a,.wav"
SIZES = (
    "Only if the form names them under image or audio. JPEG, PNG or WebP; MP3, M4A or WAV; or all "
    f"of them in one zip. At most {MOST}, each at most {LARGEST_MB} MB, {ALL_MB} MB together. "
    "Where and when they were made is taken out."
)
Files = dict[str, tuple[bytes, str]]


class MediaField(forms.FileField):
    """Name -> (bytes, type) of every picture and sound, cleaned."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> Files:
        found: Files = {}
        for upload in data or []:
            for name, held in _unpacked(super().clean(upload, initial)).items():
                found[name] = _looked_at(name, held)
        if len(found) > MOST:
            raise forms.ValidationError(f"There are {len(found)} files; at most {MOST} fit")
        if sum(len(held) for held, _ in found.values()) > ALL_MB * 1024 * 1024:
            raise forms.ValidationError(f"Together they have more than {ALL_MB} MB")
        return found


def _unpacked(upload: Upload) -> dict[str, bytes]:
    name = PurePosixPath((upload.name or "").replace("\\", "/")).name
    if not upload.read(4).startswith(b"PK\x03\x04"):
        upload.seek(0)
        _small(name, upload.size or 0)
        return {name: upload.read()}
    upload.seek(0)
    try:
        with ZipFile(BytesIO(upload.read())) as archive:
            wanted = [info for info in archive.infolist() if _wanted(info)]
            if len(wanted) > MOST:
                raise forms.ValidationError(f"{name} holds more than {MOST} files")
            return {PurePosixPath(info.filename).name: _read(archive, info) for info in wanted}
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError) as broken:
        raise forms.ValidationError(f"{name} is a zip that cannot be opened") from broken


def _wanted(info: ZipInfo) -> bool:
    path = PurePosixPath(info.filename)
    hidden = any(part.startswith(".") or part == "__MACOSX" for part in path.parts)
    return not info.is_dir() and not hidden


def _read(archive: ZipFile, info: ZipInfo) -> bytes:
    """What a zip says of a size need not be so: no more than fits is unpacked."""
    with archive.open(info) as file:
        data = file.read(LARGEST_MB * 1024 * 1024 + 1)
    _small(PurePosixPath(info.filename).name, len(data))
    return data


def _small(name: str, size: int) -> None:
    if size > LARGEST_MB * 1024 * 1024:
        raise forms.ValidationError(f"{name} has more than {LARGEST_MB} MB")


def _looked_at(name: str, data: bytes) -> tuple[bytes, str]:
    if len(name) > 160:
        raise forms.ValidationError(f"{name[:40]}… has too long a name")
    kind = sniff(data)
    if not kind.startswith(("image/", "audio/")):
        raise forms.ValidationError(
            f"{name} is no picture (JPEG, PNG, WebP) and no sound (MP3, M4A, WAV) that we know"
        )
    try:
        return clean(data, kind), kind
    except Unread:
        raise forms.ValidationError(f"{name} cannot be opened") from None
