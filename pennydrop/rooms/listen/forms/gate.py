"""What a coordinator enters before a study may open, one form for each item."""

import datetime as dt
from typing import Any

from django import forms

from pennydrop.rooms.listen.rules.entering import impossible
from pennydrop.rooms.listen.rules.gate import ITEMS, OLDEST, YOUNGEST, Item

NEEDED = "needed before you may open"
# What is needed only where another answer asks for it.
NEEDED_WITH = {
    "review_body": "needed for an ethics committee",
    "review_reference": "needed for an ethics committee",
    "review_reason": "needed for a service evaluation",
    "review_by": "needed for a service evaluation",
    "take_back_days": "needed with a number of days",
}
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _day(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DAY, help_text=help_text)


def _line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=False, max_length=length, help_text=help_text)


class ItemForm(forms.Form):
    """Nothing is required: what is known today can be saved, and the page says what is missing.
    Once the study has been open, a reason is asked for as well."""

    def __init__(
        self, *args: Any, on: dt.date | None = None, with_reason: bool = False, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.on = on
        if with_reason:
            self.fields["reason"] = forms.CharField(
                label="Why is it changed?",
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Say why this is changed"},
                help_text="People may have read the old one. The reason is kept with the new "
                "version, with an amendment’s number where there is one.",
            )

    def with_needs(self) -> list[tuple[forms.BoundField, str]]:
        """Every field, and when it must be filled in at the latest; nothing for the reason."""
        return [
            (bound, "" if bound.field.required else NEEDED_WITH.get(bound.name, NEEDED))
            for bound in self
        ]

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be so, at its field. A day of deletion that was entered before and
        has come since stays as it is."""
        said = super().clean() or self.cleaned_data
        for name, words in (impossible(said, on=self.on) if self.on else {}).items():
            if name != "keep_until" or name in self.changed_data:
                self.add_error(name, words)
        return said


class ReviewForm(ItemForm):
    review_kind = forms.ChoiceField(
        label="Who said yes?",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("ethics", "An ethics committee"),
            ("service_evaluation", "It is a service evaluation, and that was decided by somebody"),
        ],
    )
    review_body = _line("Which committee", 200, "Only for an ethics committee.")
    review_reference = _line("Its reference", 80, "As it stands on their letter.")
    review_reason = forms.CharField(
        label="Why it is a service evaluation",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Only for a service evaluation. What it measures, and why nobody’s care changes "
        "by it.",
    )
    review_by = _line("Who decided that", 120, "Name and role; not somebody of the team.")
    review_on = _day("Day of that decision")


class DpiaForm(ItemForm):
    dpia_reference = _line("Reference of the DPIA", 80)
    dpia_on = _day("Day on which it was agreed")


class SafeguardingForm(ItemForm):
    lead_name = _line("Safeguarding lead", 120, "People who take part read this name.")
    lead_role = _line("Their role", 120, "Such as: safeguarding lead of the council.")
    lead_reach = _line("How the team reaches them", 200, "For the team only.")
    deputy_name = _line("Deputy", 120, "Somebody else, for when the lead is away.")
    deputy_reach = _line("How the team reaches the deputy", 200)


class ContactForm(ItemForm):
    contact_name = _line(
        "Who answers", 120, "A first name or the project’s name will do. People who take part read "
        "it.",
    )  # fmt: skip
    contact_reach = _line("How people reach them", 200, "A phone number, an address, or both.")
    contact_when = _line("When somebody answers", 120, "Such as: weekdays from 9 to 5.")

    def clean(self) -> dict[str, Any]:
        said = super().clean()
        some = any(said.get(name) for name in ITEMS[Item.CONTACT].fields)
        wanted = {"contact_name": "Enter who answers", "contact_reach": "Enter how to reach them"}
        for name, words in wanted.items():
            if some and not said.get(name):
                self.add_error(name, words)
        return said


class RetentionForm(ItemForm):
    keep_until = _day(
        "Words are deleted on",
        "On this day the study closes, and the words of everybody who did not say “keep” go.",
    )
    keep_longest = _day(
        "Words of people who said “keep” are deleted on", "The same day, or a later one."
    )


class TakingBackForm(ItemForm):
    take_back = forms.ChoiceField(
        label="Taking back also reaches what you are writing",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("days", "for a number of days after somebody shared"),
            ("publication", "until you publish"),
        ],
    )
    take_back_days = forms.IntegerField(
        label="How many days",
        required=False,
        min_value=1,
        max_value=3650,
        error_messages={
            "min_value": "Enter at least 1 day.",
            "max_value": "Enter at most 3650 days; that is ten years.",
            "invalid": "Enter the number of days in figures, such as 30.",
        },
        help_text="Only with the first choice.",
    )


class AgeForm(ItemForm):
    minimum_age = forms.IntegerField(
        label="Youngest age, in years",
        required=False,
        min_value=YOUNGEST,
        max_value=OLDEST,
        error_messages={
            "min_value": f"A study here cannot ask children under {YOUNGEST}. Enter {YOUNGEST} or "
            "more.",
            "max_value": f"Enter {OLDEST} or less. A study for older people only says so in its "
            "information sheet.",
            "invalid": "Enter the age in figures, such as 16.",
        },
    )
    below_age = forms.ChoiceField(
        label="Somebody who is younger",
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("help_only", "is shown where to get help, and is asked nothing"),
            ("with_adult", "is asked nothing online, and may talk with one of you and a parent or "
             "guardian who agrees too"),
        ],
    )  # fmt: skip


FORMS: dict[Item, type[ItemForm]] = {
    Item.REVIEW: ReviewForm,
    Item.DPIA: DpiaForm,
    Item.SAFEGUARDING: SafeguardingForm,
    Item.CONTACT: ContactForm,
    Item.RETENTION: RetentionForm,
    Item.TAKING_BACK: TakingBackForm,
    Item.AGE: AgeForm,
}


def entered_in(item: Item, form: ItemForm) -> dict[str, Any]:
    """The item's values as they were entered; what does not belong to the choice made is emptied,
    so that no half-remembered answer stands beside the real one."""
    values = {name: form.cleaned_data[name] for name in ITEMS[item].fields}
    if values.get("review_kind") == "ethics":
        values |= {"review_reason": "", "review_by": ""}
    elif values.get("review_kind") == "service_evaluation":
        values |= {"review_body": "", "review_reference": ""}
    if values.get("take_back") == "publication":
        values["take_back_days"] = None
    return values


class SheetForm(forms.Form):
    """The information sheet and the limits of confidentiality, in Markdown."""

    text = forms.CharField(
        label="Information sheet",
        max_length=30_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="Headings begin with #. A line of three dashes parts the short sheet from the "
        "details. What is entered under Going live is added by itself, whom people can ask too.",
    )
    limits = forms.CharField(
        label="Limits of confidentiality",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Shown before the first question.",
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, with_reason: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        if with_reason:
            self.fields["reason"] = forms.CharField(
                label="Why is the wording changed?",
                widget=forms.Textarea(attrs={"rows": 3}),
                error_messages={"required": "Say why the wording is changed"},
                help_text="The wording was approved. Give the amendment’s number and date where "
                "there is one.",
            )
