"""What is about all questions together: the title, the languages, and keeping a version."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pennydrop.rooms.listen.forms.questions.item import words
from pennydrop.rooms.listen.rules.editing.texts import Piece
from pennydrop.rooms.listen.rules.form import Form

LONGEST_LANGUAGE = 40


class KeepForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, with_reason: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if with_reason:
            self.fields["reason"] = words(
                "Why are the questions changed?", 3,
                "People have been asked the old ones. The reason is kept with the new version, "
                "with an amendment’s number where there is one.", required=True,
            )  # fmt: skip
            self.fields["reason"].error_messages["required"] = "Say why the questions are changed"


class WholeForm(forms.Form):
    """The title, and what the first language is called."""

    seen = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField(
        label="Title of the form", max_length=120,
        help_text="For you and your team: people who answer do not see it.",
        error_messages={"required": "Give it a title"},
    )  # fmt: skip
    own = forms.CharField(
        label="The language it is written in", max_length=LONGEST_LANGUAGE, required=False,
        help_text="As people who speak it write it, with its code: English (en), Cymraeg (cy).",
    )  # fmt: skip
    new = forms.CharField(
        label="Another language", max_length=LONGEST_LANGUAGE, required=False,
        help_text="Write its name and code, such as Polski (pl). Then you put each text into it.",
    )  # fmt: skip

    def __init__(self, form: Form, data: Any = None, **more: Any) -> None:
        self.form = form
        initial = {"title": form.title, "own": form.default_language or "English (en)"}
        super().__init__(data, initial={**initial, **more.pop("initial", {})}, **more)

    def clean_own(self) -> str:
        return self._named("own", but=self.form.default_language)

    def clean_new(self) -> str:
        return self._named("new", but=None)

    def _named(self, field: str, but: str | None) -> str:
        name = " ".join(str(self.cleaned_data[field]).split())
        if ":" in name:
            raise forms.ValidationError("Write the name without “:”")
        others = [one for one in self.form.languages if one and one != but]
        if name and any(name.lower() == other.lower() for other in others):
            raise forms.ValidationError(f"The form is in “{name}” already")
        return name


class WordsForm(forms.Form):
    """Texts of the form in one language, side by side with how they read in the first one."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(
        self, pieces: Sequence[tuple[int, Piece]], language: str, data: Any = None, **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.pieces = pieces
        for number, piece in pieces:
            said = dict(piece.said.said).get(language, "")
            field = words(f"{piece.what}: {piece.said}", 1 + len(str(piece.said)) // 60)
            field.initial = said
            field.widget.attrs["class"] = "translation"
            self.fields[f"text_{number}"] = field

    @property
    def rows(self) -> list[tuple[Piece, forms.BoundField]]:
        return [(piece, self[f"text_{number}"]) for number, piece in self.pieces]

    def words(self) -> dict[tuple[str, ...], str]:
        """What was written, by the key of each piece."""
        return {
            piece.key: str(self.cleaned_data[f"text_{number}"]).replace("\r\n", "\n").strip()
            for number, piece in self.pieces
        }
