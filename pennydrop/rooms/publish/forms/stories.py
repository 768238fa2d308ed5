"""Forms for stories: as the team writes them down."""

from typing import Any
from uuid import UUID

from django import forms

from pennydrop.rooms.listen.public import Use, participants_of, studies_in, who_agrees
from pennydrop.rooms.publish.rules.stories import (
    LONGEST_NOTE,
    LONGEST_TITLE,
    LONGEST_WORDS,
    PARTS,
    StoryText,
    Teller,
    Told,
)

_HINTS = {
    "before": "As much or as little as they like. No amounts.",
    "helped": "People, places, luck, a good week. Name no service: say what was done.",
    "now": "What they call better. Nobody has to have stopped.",
}


class StoryForm(forms.Form):
    """One wording, read back to the teller before it goes out."""

    title = forms.CharField(label="Title", max_length=LONGEST_TITLE)
    note = forms.CharField(
        label="What in it could be hard to read?", max_length=LONGEST_NOTE,
        help_text="It stands before the story, such as: pain, hospital, somebody who died.",
    )  # fmt: skip
    told = forms.ChoiceField(
        label="Whose words are they?", choices=[(one.value, one.value) for one in Told],
        widget=forms.RadioSelect, initial=Told.OWN.value,
    )  # fmt: skip
    before = forms.CharField()
    helped = forms.CharField()
    now = forms.CharField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in PARTS:
            self.fields[name] = forms.CharField(
                label=label, help_text=_HINTS[name], required=False, max_length=LONGEST_WORDS,
                widget=forms.Textarea(attrs={"rows": 6}),
            )  # fmt: skip

    @property
    def text(self) -> StoryText:
        said = self.cleaned_data
        return StoryText(
            said["title"].strip(), said["note"].strip(), Told(said["told"]),
            *(said[name].strip() for name, _ in PARTS),
        )  # fmt: skip


class NewStoryForm(StoryForm):
    """The first wording, and who tells it."""

    teller = forms.ChoiceField(
        label="As whom do they tell it?", choices=[(one.value, one.value) for one in Teller]
    )
    person = forms.ChoiceField(
        label="Did they take part in a study here?", required=False,
        help_text="Only people who agreed that their words are published are listed. Anybody else "
        "gets a code of their own for this story.",
    )  # fmt: skip
    field_order = ("teller", "person")

    def __init__(self, organisation: UUID, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ChoiceField)
        person.choices = [("", "No, or they tell it apart from that"), *_people(organisation)]

    @property
    def who(self) -> dict[str, UUID]:
        """The study and the person, or nothing."""
        chosen = self.cleaned_data["person"]
        if not chosen:
            return {}
        study, person = chosen.split(":")
        return {"study": UUID(study), "participant": UUID(person)}


def _people(organisation: UUID) -> list[tuple[str, str]]:
    found = []
    for study in studies_in([organisation]):
        cards = [one for one in participants_of(study.id) if not one.staff]
        agree = who_agrees([one.id for one in cards], Use.PUBLISH_QUOTE)
        found += [
            (f"{study.id}:{one.id}", f"{one.name}, {study.title}")
            for one in cards
            if one.id in agree
        ]
    return found
