"""Forms for recommendations and what came of them. They read what was sent; what is true is decided
by actions and rules."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from pennydrop.core.figures import Kind, named_figures
from pennydrop.rooms.publish.actions.recommendations import Terms
from pennydrop.rooms.publish.rules.commitments import (
    LONGEST_WAIT_DAYS,
    USUAL_WAIT_DAYS,
    OwnerKind,
)


def day(label: str, hint: str = "") -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=hint, widget=widget)


def words(
    label: str, hint: str = "", *, rows: int = 3, most: int = 600, needed: bool = True
) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, help_text=hint, max_length=most, widget=widget, required=needed
    )


class FromFindingsForm(forms.Form):
    """A recommendation of ours, and the part of a released edition that it rests on."""

    rests_on = forms.ChoiceField(
        label="Which part of the findings it rests on",
        help_text="Recommendations that stand in them come first. The public page links there.",
    )
    text = words(
        "What should change, in your own words",
        "Who should do what, in a sentence. Left empty, it is the recommendation chosen above.",
        needed=False,
    )

    def __init__(self, places: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rests_on"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = places


class PutForm(forms.Form):
    owner = forms.CharField(
        label="Whom did you put it to?",
        max_length=160,
        help_text="An organisation or an office, never a person’s name: everybody can read it.",
    )
    kind = forms.ChoiceField(
        label="What are they?",
        choices=[(kind.name, kind.value[0].upper() + kind.value[1:]) for kind in OwnerKind],
        widget=forms.RadioSelect,
    )
    on = day("On which day?")
    how = forms.CharField(
        label="How?", max_length=200, help_text="By letter, at a meeting, in a consultation."
    )
    wait_days = forms.IntegerField(
        label="Days to wait for a reply",
        initial=USUAL_WAIT_DAYS,
        min_value=1,
        max_value=LONGEST_WAIT_DAYS,
        help_text="After that the page says “no reply”, by itself.",
    )


class DeclinedForm(forms.Form):
    on = day("On which day did they say so?")
    said = words("What they said, in short", "It stands on the public page as their reply.")


ENTERED = "entered"
PEOPLE = "people"
# What a figure of one's own cannot do without, and what is said where it is missing.
OF_OUR_OWN = {
    "measure": "Say what your own figure counts.",
    "kind": "Say what kind of figure yours is.",
    "people": "Say whether your figure counts people.",
}


class OwnWords(forms.CharField):
    """Asked only of a figure that somebody enters; the label says so."""

    needed_when = "for a figure that you enter"


class OwnChoice(forms.ChoiceField):
    """As `OwnWords`, from a few answers."""

    needed_when = OwnWords.needed_when


class AgreedForm(forms.Form):
    """What was agreed: by when, and what will show it."""

    on = day("On which day did they say so?")
    said = words("What they promised, in a sentence")
    due = day("By which day will it be done?", "Choose one by which its figure can be here.")
    figure = forms.ChoiceField(
        label="What will show it?",
        help_text="A figure that is read by itself each day, or one that you enter with evidence.",
    )
    measure = OwnWords(
        label="What your own figure counts",
        max_length=200,
        required=False,
        help_text="Such as: people who were rung on the day that was named.",
    )
    kind = OwnChoice(
        label="What kind of figure is yours?",
        choices=[(Kind.COUNT.value, "A number"), (Kind.SHARE.value, "So many of so many")],
        widget=forms.RadioSelect,
        required=False,
    )
    people = OwnChoice(
        label="Does your figure count people?",
        choices=[(PEOPLE, "Yes: small numbers of them are hidden"), ("things", "No")],
        widget=forms.RadioSelect,
        required=False,
    )
    target = forms.DecimalField(
        label="Target", min_value=0, max_digits=12, decimal_places=2,
        help_text="A number; of “so many of so many”, a percentage.",
    )  # fmt: skip
    at_most = forms.BooleanField(label="At most this, not at least", required=False)
    lasting = forms.BooleanField(label="It has to go on holding after that day", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["figure"]
        assert isinstance(field, forms.ChoiceField)
        named = [(figure.name, figure.title) for figure in named_figures().values()]
        field.choices = [(ENTERED, "A figure that we enter with its evidence"), *named]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("figure") == ENTERED:
            for name, missing in OF_OUR_OWN.items():
                if name not in self.errors and not values.get(name, "").strip():
                    self.add_error(name, missing)
        return values

    @property
    def terms(self) -> Terms:
        values: Mapping[str, Any] = self.cleaned_data
        return Terms(
            due=values["due"],
            target=values["target"],
            figure="" if values["figure"] == ENTERED else values["figure"],
            measure=values["measure"],
            kind=Kind(values["kind"] or Kind.COUNT.value),
            people=values["people"] == PEOPLE,
            at_least=not values["at_most"],
            lasting=values["lasting"],
        )


class NewDateForm(forms.Form):
    due = day("Which later day did they give?")
    why = words("Why, as they put it")


class FigureForm(forms.Form):
    """A figure about one day. `base` is asked only of a part of a whole."""

    on = day("Which day is it about?")
    value = forms.DecimalField(label="The figure", min_value=0, max_digits=12, decimal_places=2)
    base = forms.DecimalField(label="Of how many", min_value=0, max_digits=12, decimal_places=2)
    evidence = words(
        "Where it comes from", "A report, a letter, minutes: so that others can check."
    )
    link = forms.URLField(
        label="Its address, if it has one", required=False, max_length=400, assume_scheme="https"
    )

    def __init__(self, share: bool, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not share:
            del self.fields["base"]


class StrikeForm(forms.Form):
    why = words("What was wrong with it", "The figure stays in sight with this beside it.")


LONGEST_LINK_DAYS = 400


class OwnerLinkForm(forms.Form):
    """A link for an owner."""

    name = forms.CharField(
        label="Who gets it?",
        max_length=80,
        help_text="An office or a role, as your team knows it. It is not shown to others.",
    )
    ends_on = day("Last day it works")

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].initial = today + dt.timedelta(days=180)

    def clean_ends_on(self) -> dt.date:
        last: dt.date = self.cleaned_data["ends_on"]
        if not self.today <= last <= self.today + dt.timedelta(days=LONGEST_LINK_DAYS):
            raise forms.ValidationError(
                f"Choose a day from today on, at most {LONGEST_LINK_DAYS} days ahead."
            )
        return last


class AnswerForm(forms.Form):
    said = words(
        "Your answer",
        "Everybody can read it, as yours. Do not name anybody, and do not quote people’s words.",
        rows=6,
        most=1200,
    )


class WithholdForm(forms.Form):
    why = forms.CharField(
        label="Why it must not be shown",
        max_length=300,
        help_text="Everybody can read this. Withhold only what would harm somebody, never what you "
        "disagree with.",
    )
