"""An alert as somebody passes it on, a grade, and why it is withdrawn."""

from typing import Any

from django import forms

from pennydrop.rooms.inform.rules.alerts import (
    LONGEST_LINE,
    LONGEST_WHY,
    AlertText,
    BadAlert,
    Evidence,
    Level,
    check_alert,
    tidied,
)
from pennydrop.rooms.inform.rules.claims import Side, Source
from pennydrop.rooms.inform.rules.places import Place

# What most alerts need; only those that the organisation has are put in.
USUAL_CLAIMS = (
    "mix-downers", "night-testing", "naloxone-carry", "call-999-wont-wake", "call-999-breathing",
    "call-999-blue", "aid-side", "aid-stay", "aid-naloxone", "aid-tell-crew",
)  # fmt: skip


def _day(label: str, **more: Any) -> forms.DateField:
    # A date field of the browser reads no other form of a day than this.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


class AlertForm(forms.Form):
    """After `is_valid`, `alert` holds what was written."""

    found = forms.CharField(
        label="What was found", max_length=LONGEST_LINE,
        help_text="Such as “nitazenes” or “a cutting agent that numbs”. No brand and no amount.",
    )  # fmt: skip
    sold_as = forms.CharField(
        label="Sold as", max_length=LONGEST_LINE, required=False, help_text="Such as “ketamine”."
    )
    why = forms.CharField(
        label="Why it matters", max_length=LONGEST_WHY, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Facts from the source. What to do comes from claims, below.",
    )  # fmt: skip
    level = forms.ChoiceField(choices=[(one.value, one.value) for one in Level])
    area = forms.ChoiceField(
        label="Where",
        choices=[(one.value, one.value) for one in Place if one is not Place.UNKNOWN],
    )
    evidence = forms.ChoiceField(
        label="What it stands on", choices=[(one.value, one.value) for one in Evidence]
    )
    samples = forms.IntegerField(label="How many samples", min_value=1, required=False)
    first_seen = _day("First seen", required=False)
    last_seen = _day("Last seen", required=False)
    looks = forms.CharField(
        label="What it looks like", max_length=LONGEST_LINE, required=False,
        help_text="Readers see this only if both graders agree: something that looks otherwise may "
        "be taken for safe.",
    )  # fmt: skip
    strength = forms.CharField(
        label="Why its strength has to be said", max_length=LONGEST_LINE, required=False,
        help_text="Needed for words such as “strong” or “pure”, which can draw people in.",
    )  # fmt: skip
    publisher = forms.CharField(label="Who raised the alert", max_length=120)
    title = forms.CharField(label="What their page is called", max_length=200)
    link = forms.URLField(
        label="Its address", max_length=300, assume_scheme="https", help_text="https://…"
    )
    claims = forms.CharField(
        label="What to do", widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Keys of claims, one on a line, with at least one emergency step. Advice shows "
        "while it is signed and in date; emergency steps always show.",
    )  # fmt: skip
    review_by = _day("Look at it again by", help_text="Within 14 days. It ends then by itself.")
    expires = _day("Last day in any case")
    alert: AlertText

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if self.errors:
            return kept
        source = Source(kept.pop("title"), kept.pop("publisher"), link=kept.pop("link"))
        self.alert = tidied(
            AlertText(
                **kept | {
                    "source": source,
                    "level": Level(kept["level"]),
                    "area": Place(kept["area"]),
                    "evidence": Evidence(kept["evidence"]),
                    "claims": tuple(dict.fromkeys(kept["claims"].split())),
                }
            )
        )  # fmt: skip
        try:
            check_alert(self.alert)
        except BadAlert as why:
            self.add_error(None, str(why))
        return kept


class GradeForm(forms.Form):
    """A grade: from which side, and the level that this person gives it."""

    number = forms.IntegerField(widget=forms.HiddenInput)
    side = forms.ChoiceField(choices=[(side.value, side.value) for side in Side])
    level = forms.ChoiceField(
        label="The level you give it", choices=[(one.value, one.value) for one in Level]
    )
    looks = forms.BooleanField(label="Readers may be told what it looks like", required=False)
    role = forms.CharField(
        max_length=80, label="Who you are to readers",
        help_text="No name: such as “peer with lived experience”, “drugs pharmacist”.",
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why it no longer holds."""

    why = forms.CharField(label="Why it is withdrawn", max_length=300)


def first_of(text: AlertText) -> dict[str, Any]:
    """What the form begins with when an alert is written anew."""
    kept = {name: getattr(text, name) for name in text.__dataclass_fields__ if name != "source"}
    source = {"publisher": text.source.publisher, "title": text.source.title}
    return kept | source | {"link": text.source.link, "claims": "\n".join(text.claims)}
