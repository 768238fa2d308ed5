"""A recording that staff bring in: sniffed, cleaned, and never unsealed on a disk."""

import re
from typing import Any

from django import forms
from django.core.files.uploadhandler import StopUpload

from pennydrop.rooms.listen.actions.recordings import NewRecording
from pennydrop.rooms.listen.forms.answer_files import InMemory, clean, sniff
from pennydrop.rooms.listen.forms.answers import Unread
from pennydrop.rooms.listen.rules.recording_drafts import DAYS, LATEST_DAYS

LARGEST = 120 * 1024 * 1024
LARGEST_SAID = "120 megabytes"
TAKES = ".wav,.mp3,.m4a,.mp4,.ogg,.opus,audio/*"
TOO_LARGE = (
    f"This is larger than {LARGEST_SAID}. Save it as MP3 or M4A, or divide it and bring in one "
    "part after the other"
)
NO_SOUND = "We cannot read this file. Bring in a WAV, MP3, M4A or OGG"
A_VIDEO = "This is a video. Save its sound alone, as MP3 or M4A: nobody’s face is needed here"
BROKEN = "We cannot open this recording. Save it as MP3 or M4A, and try again"
# A box that says what kind of track follows (ISO 14496-12, 8.4.3): here, pictures.
_PICTURES = re.compile(rb"hdlr.{8}vide", re.DOTALL)


class RecordingInMemory(InMemory):
    """`InMemory` for a file of another size."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.held.tell() + len(raw_data) > LARGEST:
            self.over = True
            raise StopUpload(connection_reset=False)
        self.held.write(raw_data)


class RecordingForm(forms.Form):
    """The file, what everybody knows, and how long it is kept."""

    file = forms.FileField(
        label="Recording",
        widget=forms.ClearableFileInput(attrs={"accept": TAKES}),
        help_text=f"WAV, MP3, M4A or OGG, up to {LARGEST_SAID} (two hours of MP3). In English.",
        error_messages={
            "required": "Choose a recording first",
            "empty": "This file is empty. Choose another",
        },
    )
    known = forms.BooleanField(
        label="Everybody on it knew that it was recorded, and agreed",
        error_messages={"required": "Say that everybody knew and agreed, or leave it out"},
    )
    days = forms.IntegerField(
        label="Days that it is kept after the draft is corrected",
        initial=DAYS,
        min_value=1,
        max_value=LATEST_DAYS,
        help_text=f"Then it is destroyed by itself; {LATEST_DAYS} days from now in any case.",
    )

    def __init__(self, data: Any = None, files: Any = None, *, stopped: bool = False) -> None:
        super().__init__(data, files)
        self.stopped = stopped

    def clean(self) -> dict[str, Any]:
        if self.stopped:
            self.errors.pop("file", None)
            self.add_error("file", TOO_LARGE)
        return self.cleaned_data

    def clean_file(self) -> Any:
        data = self.cleaned_data["file"].read()
        self.kind = sound_type(data)
        if self.kind == "video/mp4":
            raise forms.ValidationError(A_VIDEO)
        if not self.kind:
            raise forms.ValidationError(NO_SOUND)
        try:
            self.sound = data if self.kind == "audio/ogg" else clean(data, self.kind)
        except Unread as broken:
            raise forms.ValidationError(BROKEN) from broken
        return self.cleaned_data["file"]

    @property
    def recording(self) -> NewRecording:
        return NewRecording(self.sound, self.kind, self.cleaned_data["days"])


def sound_type(data: bytes) -> str:
    """The type that the bytes show; empty for what is no sound. Phones put sound into MP4 files
    that do not call themselves so."""
    if data.startswith(b"OggS"):
        return "audio/ogg"
    media = sniff(data)
    if media in {"video/mp4", "audio/mp4"}:
        return "video/mp4" if _PICTURES.search(data) else "audio/mp4"
    return media if media.startswith("audio/") else ""
