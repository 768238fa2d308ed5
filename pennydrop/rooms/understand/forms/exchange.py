"""What is asked when a project of another tool comes in."""

from collections.abc import Mapping
from typing import Any, Self

from django import forms

from pennydrop.rooms.listen.public import NEEDS, Reply, Use
from pennydrop.rooms.understand.actions.projects import Terms
from pennydrop.rooms.understand.rules.exchange.project import CodedTable, TableColumns

LATER, ANALYSE, PUBLISH = "later", "yes", "publish"
AGREED: Mapping[str, tuple[Use, ...]] = {
    LATER: (),
    ANALYSE: (Use.ANALYSE,),
    PUBLISH: (Use.ANALYSE, Use.PUBLISH_QUOTE),
}
PARTS = ("text", "code", "speaker", "source", "turn", "coder")
LONGEST_LABELS = 500


class FileForm(forms.Form):
    file = forms.FileField(
        label="The project",
        help_text="REFI-QDA (.qdpx), as NVivo, ATLAS.ti, MAXQDA, QualCoder and others write it; a "
        "codebook (.qdc); a Taguette project (.sqlite3); the data.qda of a QualCoder project; or a "
        "table (.csv) with a row for each turn and the code it was given.",
    )


class TermsForm(forms.Form):
    """What the file itself cannot say."""

    fidelity = forms.ChoiceField(
        label="How were the texts written down?",
        choices=[("word_for_word", "Word for word"), ("notes", "As notes"),
                 ("remembered", "From memory")],
        initial="notes", widget=forms.RadioSelect,
    )  # fmt: skip
    agreed = forms.ChoiceField(
        label="Has everybody in it agreed, on paper, that their words are read and analysed here?",
        choices=[(LATER, "Not noted yet: I will note it for each person"),
                 (ANALYSE, "Yes, everybody, and I have the papers"),
                 (PUBLISH, "Yes, and that they are quoted word for word and published")],
        initial=LATER, widget=forms.RadioSelect,
    )  # fmt: skip
    names_out = forms.BooleanField(
        label="Somebody has read these texts and taken names and places out of them already",
        help_text="Then I sign for that, and the team can read them at once if everybody agreed.",
        required=False,
    )

    def __init__(self, *args: Any, texts: bool = True, **kwargs: Any) -> None:
        """`texts`: whether any text comes in; of codes alone nothing has to be known."""
        super().__init__(*args, **kwargs)
        if not texts:
            self.fields.clear()

    def terms(self) -> Terms:
        said = self.cleaned_data
        if not said:
            return Terms()
        agreed = {scope.value: Reply.YES.value for use in AGREED[said["agreed"]]
                  for scope in NEEDS[use]}  # fmt: skip
        return Terms(fidelity=said["fidelity"], names_out=said["names_out"], consents=agreed)


class ColumnsForm(forms.Form):
    """As what the columns of a table are to be read."""

    text = forms.ChoiceField(label="What was said")
    code = forms.ChoiceField(label="Its code", required=False)
    speaker = forms.ChoiceField(label="Who speaks", required=False)
    source = forms.ChoiceField(label="Which conversation", required=False)
    turn = forms.ChoiceField(
        label="Which turn", required=False,
        help_text="Where several people coded one turn, each in a row of their own.",
    )  # fmt: skip
    coder = forms.ChoiceField(label="Who coded it", required=False)
    staff = forms.CharField(
        label="Who asked the questions", required=False, max_length=LONGEST_LABELS,
        help_text="As it stands in the table, parted by ;. Labels such as Interviewer are known.",
    )  # fmt: skip

    def __init__(self, *args: Any, headings: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(heading, heading) for heading in headings if heading]
        for part in PARTS:
            none = [] if part == "text" else [("", "No such column")]
            self.fields[part].choices = [*none, *named]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, table: CodedTable | None, sent: Any = None) -> Self:
        """The form for this table, as it was read last; one without columns where there is none."""
        if table is None:
            return cls(sent)
        now = table.columns
        initial = {**{part: getattr(now, part) for part in PARTS}, "staff": "; ".join(now.staff)}
        return cls(sent, headings=table.headings, initial=initial)

    def columns(self) -> TableColumns:
        said = self.cleaned_data
        staff = tuple(filter(None, (label.strip() for label in said["staff"].split(";"))))
        return TableColumns(**{part: said[part] for part in PARTS}, staff=staff)
