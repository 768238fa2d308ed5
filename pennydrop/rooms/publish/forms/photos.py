"""The form for a picture of the team's own."""

from collections.abc import Mapping
from typing import Any

from django import forms

from pennydrop.core.documents.photos import LARGEST, LARGEST_SAID, BadPhoto, Photo, clean_photo
from pennydrop.rooms.publish.forms.writing import BlockForm


class PhotoWords(forms.CharField):
    needed_when = "unless it only decorates"


class ChosenPhoto(forms.FileField):
    """`needed_when` is told where it may be left empty."""

    needed_when = ""


class PhotoForm(BlockForm):
    """`photo` is what was chosen, cleaned; None where the one that stands there stays."""

    kind, title, about = "photo", "Your own picture", "a photograph or drawing of yours (JPEG, PNG)"
    file = ChosenPhoto(
        label="The picture",
        error_messages=dict.fromkeys(("required", "empty"), "Choose a picture."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png"}),
        help_text=f"JPEG or PNG, up to {LARGEST_SAID}. It is drawn anew: where and when it was "
        "taken, and with what, is left out. No picture by which somebody who took part could be "
        "known, and nothing that a participant drew or wrote: it could not be taken back.",
    )
    alt = PhotoWords(
        label="What it shows, for somebody who cannot see it",
        max_length=300,
        required=False,
        help_text="What matters in it, in a sentence: “Six chairs in a circle by the window”.",
    )
    decorative = forms.BooleanField(
        label="It only decorates",
        required=False,
        help_text="Then nobody is told of it who cannot see it.",
    )

    photo: Photo | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        file = self.fields["file"]
        if isinstance(file, ChosenPhoto) and self.initial.get("photo"):
            file.required = False
            file.needed_when = "leave it, and the one that stands here stays"

    def clean_file(self) -> Any:
        sent = self.cleaned_data["file"]
        if sent is None:
            return None
        try:
            self.photo = clean_photo(sent.read(LARGEST + 1))
        except BadPhoto as bad:
            raise forms.ValidationError(str(bad)) from None
        return sent

    def clean(self) -> dict[str, Any]:
        alt, decorative = self.cleaned_data.get("alt"), self.cleaned_data.get("decorative")
        if alt and decorative:
            self.add_error("alt", "Either it shows something that matters, or it only decorates.")
        elif not alt and not decorative:
            self.add_error("alt", "Say what it shows, or that it only decorates.")
        return super().clean()

    def say_again(self) -> None:
        """The form is shown again, and a browser keeps no chosen file: say which one to choose."""
        if self.photo is not None and "file" not in self.errors:
            name = self.cleaned_data["file"].name
            self.add_error("file", f"Choose “{name}” again: your browser does not keep it.")

    def data_of(self, values: Mapping[str, Any]) -> dict[str, Any]:
        photo = self.photo.digest if self.photo else self.initial["photo"]
        return {"photo": photo, "alt": values["alt"], "decorative": values["decorative"]}
