"""What staff fill in about a study."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from pennydrop.rooms.listen.models.studies import APPROACHES


class NewStudyForm(forms.Form):
    """A new study. The organisation is asked only of somebody who runs studies in several."""

    organisation = forms.ChoiceField(label="Whose study is it?", widget=forms.RadioSelect)
    title = forms.CharField(
        label="Title",
        max_length=120,
        error_messages={"required": "Give the study a title"},
        help_text="For you and your team, and later for the findings.",
    )
    public_title = forms.CharField(
        label="Title for people who take part",
        max_length=120,
        initial="Your say",
        help_text="Neutral, because it shows on phones that others may see: “Your say”, not "
        "the name of a substance.",
    )
    asks_whom = forms.ChoiceField(
        label="Whom will you ask?",
        choices=[
            ("used", "People who use or used it"),
            ("affected", "People close to somebody who uses: family, partners, friends"),
        ],
        initial="used",
        widget=forms.RadioSelect,
        help_text="Each has an information sheet and seven questions of its own. Ask both in two "
        "studies: what people close to somebody say is about their own lives, and findings keep "
        "the two apart.",
    )
    substance = forms.CharField(
        label="Substance",
        max_length=60,
        initial="ketamine",
        help_text="As it should read in the information sheet.",
    )
    approach = forms.ChoiceField(
        label="How will you analyse?",
        choices=[(a, a.capitalize()) for a in APPROACHES],
        initial="codebook",
        widget=forms.RadioSelect,
        help_text="Codebook: the team agrees on a list of codes and codes with it. Reflexive "
        "thematic: you read closely, keep a journal and build themes; nothing is counted to prove "
        "agreement. Framework: a table of people by themes with a summary in each cell. If you are "
        "new to this, begin with a codebook. You can change it later and say why.",
    )

    def __init__(self, organisations: Sequence[tuple[UUID, str]], *args: Any) -> None:
        super().__init__(*args)
        self.only = organisations[0][0] if len(organisations) == 1 else None
        if self.only:
            del self.fields["organisation"]
        else:
            field = self.fields["organisation"]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(str(key), name) for key, name in organisations]

    @property
    def organisation_id(self) -> UUID:
        return self.only or UUID(self.cleaned_data["organisation"])


class ContactsForm(forms.Form):
    """How many people were told about the study, if anybody counted."""

    contacts = forms.IntegerField(
        label="Contacts made",
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text="People your team told about the study in person, by phone or on the street. "
        "It goes into the method section. Leave it empty if nobody counted.",
    )
