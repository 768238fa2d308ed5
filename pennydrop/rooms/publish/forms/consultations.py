"""Forms for answers to consultations."""

from collections.abc import Sequence
from typing import Any

from django import forms

from pennydrop.rooms.publish.actions.consultations import LONGEST_ANSWER, NewConsultation
from pennydrop.rooms.publish.forms.promises import day, words
from pennydrop.rooms.publish.queries.consultations import Cited
from pennydrop.rooms.publish.rules.consultations import BadQuestions, read_questions

LARGEST_FILE = 200_000


class ConsultationForm(forms.Form):
    """Whose consultation it is, and its questions."""

    title = forms.CharField(label="What it is called", max_length=200)
    asked_by = forms.CharField(
        label="Who asks", max_length=160, help_text="An organisation, never a person’s name."
    )
    due = day("The last day for answers")
    link = forms.URLField(label="Where it can be read", required=False, max_length=400,
                          assume_scheme="https")  # fmt: skip
    questions = words(
        "The questions",
        "Paste them from Word or a page: a paragraph each. “(at most 500 words)” sets a limit. Or "
        "a table: question,words.",
        rows=10, most=60_000, needed=False,
    )  # fmt: skip
    file = forms.FileField(label="Or a file (text or CSV)", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        try:
            cleaned["read"] = read_questions(self._text(cleaned))
        except (BadQuestions, UnicodeDecodeError) as why:
            said = str(why) if isinstance(why, BadQuestions) else "The file is not plain text."
            self.add_error("questions", said)
        return cleaned

    @property
    def new(self) -> NewConsultation:
        said = self.cleaned_data
        return NewConsultation(
            said["title"], said["asked_by"], said["due"], said["read"], said["link"]
        )

    def _text(self, cleaned: dict[str, Any]) -> str:
        sent = cleaned.get("file")
        if not sent:
            return str(cleaned.get("questions", ""))
        if sent.size > LARGEST_FILE:
            raise BadQuestions("The file is too large: at most 200 KB.")
        return str(sent.read().decode("utf-8-sig"))


class AnswerForm(forms.Form):
    """Our words to one question, and what they quote."""

    answer = words("Our answer", rows=12, most=LONGEST_ANSWER, needed=False)
    cites = forms.MultipleChoiceField(
        label="Quote from what was published, after our words", required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Each stands with its edition, its figures and its address. It counts as words.",
    )  # fmt: skip

    def __init__(self, offered: Sequence[Cited], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cites"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.name, f"{one.text} ({one.edition})") for one in offered]


class SentForm(forms.Form):
    """When it went out."""

    on = day("The day on which it was sent")


class OutcomeForm(forms.Form):
    """What they said, and what is followed since."""

    reply = words("What came of it", most=2000)
    on = day("On which day")
    led_to = forms.ChoiceField(
        label="What we follow since", required=False,
        help_text="A recommendation, with its owners and promises on “what we did”.",
    )  # fmt: skip

    def __init__(self, followed: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["led_to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Nothing yet"), *followed]
