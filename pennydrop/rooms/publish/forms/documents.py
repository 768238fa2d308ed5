"""Start a document, and name it."""

from collections.abc import Mapping

from django import forms

from pennydrop.rooms.publish.rules.templates import REPORT, TEMPLATES


class NamedForm(forms.Form):
    """What it is called comes last: first what it is to be."""

    field_order = ("template", "themes", "title")
    title = forms.CharField(
        label="Title",
        max_length=160,
        required=False,
        help_text="Left empty, it is the study’s title. A subtitle may follow after a colon.",
    )


class StartForm(NamedForm):
    """What a new document is started as. Without a title it takes the study's."""

    template = forms.ChoiceField(
        label="What would you like to make?",
        widget=forms.RadioSelect,
        choices=[(one.name, f"{one.title}. {one.about}") for one in TEMPLATES.values()],
        initial=REPORT,
    )


class CardsForm(NamedForm):
    """Which key insights go on cards: none is ticked, because each is somebody's choice."""

    themes = forms.MultipleChoiceField(
        label="Key insights for the cards",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Tick what suits young people who may use or not. Matter for adults stays out.",
    )

    def offer(self, insights: Mapping[str, str]) -> None:
        """`insights`: id of a theme -> its key insight with its title."""
        field = self.fields["themes"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(insights.items())


class TitleForm(forms.Form):
    """The findings' title. A colon parts it from its subtitle."""

    title = forms.CharField(
        label="Title of the findings",
        max_length=160,
        help_text="A subtitle may follow after a colon.",
    )


class StudiesForm(forms.Form):
    """Which other studies a document draws on."""

    studies = forms.MultipleChoiceField(
        label="Other studies", required=False, widget=forms.CheckboxSelectMultiple
    )

    def offer(self, titles: Mapping[str, str]) -> None:
        """`titles`: id of a study -> its title."""
        field = self.fields["studies"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = list(titles.items())
