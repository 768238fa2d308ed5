"""Forms that put right what was entered wrongly: each asks for what the entry holds, and why."""

from typing import Any

from django import forms

from pennydrop.rooms.publish.forms.promises import PutForm, day, words
from pennydrop.rooms.publish.rules.correcting import Noun
from pennydrop.rooms.publish.rules.past import FIRST_YEAR, LAST_YEAR, LONGEST


class CorrectForm(forms.Form):
    """What every correction asks for."""

    reason = words(
        "What was wrong",
        "It stands on the public page with the day. Words that stood there before are shown to "
        "your team alone; days and figures to everybody.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "reason"])


class CorrectRecommendation(CorrectForm):
    text = words("What should change")


class CorrectPast(CorrectRecommendation):
    source_title = forms.CharField(
        label="The report that it stands in", max_length=LONGEST["source title"]
    )
    source_publisher = forms.CharField(label="Who published that", max_length=LONGEST["publisher"])
    source_year = forms.IntegerField(
        label="In which year", min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    source_link = forms.CharField(
        label="Its address", max_length=LONGEST["link"], help_text="It begins with https://."
    )


class CorrectAsk(CorrectForm, PutForm):
    """What is asked where something is put to an owner, once more."""


class CorrectReply(CorrectForm):
    on = day("On which day did they say so?")
    said = words("What they said, in short")


class CorrectPromise(CorrectForm):
    due = day("The first day they gave", "A later day that they gave since is noted as such.")
    measure = forms.CharField(label="What shows that it is done", max_length=200)
    target = forms.DecimalField(label="Target", min_value=0, max_digits=12, decimal_places=2)
    at_least = forms.BooleanField(label="At least this; unticked, at most", required=False)
    lasting = forms.BooleanField(label="It has to go on holding after that day", required=False)


class CorrectLater(CorrectForm):
    due = day("The later day they gave")
    why = words("Why, as they put it")


class TakeOffForm(forms.Form):
    reason = words(
        "Why it should not have been entered",
        "Everybody can read this, and how it stood until today.",
    )


FORMS: dict[Noun, type[CorrectForm]] = {
    Noun.RECOMMENDATION: CorrectRecommendation,
    Noun.ASK: CorrectAsk,
    Noun.REPLY: CorrectReply,
    Noun.PROMISE: CorrectPromise,
    Noun.LATER: CorrectLater,
}
