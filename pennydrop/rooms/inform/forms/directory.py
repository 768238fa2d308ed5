"""A service as somebody writes it down, that it was checked, how the law stands, and a file."""

import datetime as dt
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile

from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Access, LegalStanding, Offer, Status, Word
from pennydrop.rooms.inform.rules.service_lines import (
    read_hours,
    read_sites,
    written_hours,
    written_sites,
)
from pennydrop.rooms.inform.rules.services import (
    LONGEST_CHECK_DAYS,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_TEXT,
    BadService,
    Provider,
    Said,
    Service,
    Standing,
    Wait,
)

_PROVIDERS = UUID("9a1d2e6c-54a7-5a52-8a3e-0b9f2d6c7e11")
_LINES = (
    "name", "about", "for_ketamine", "way_in", "cost", "website", "email", "phone", "least_age",
    "most_age", "anywhere",
)  # fmt: skip


def _day(label: str, **more: Any) -> forms.DateField:
    # A date field of the browser reads no other form of a day than this.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, **more)


def _words(label: str, words: type[Word], **more: Any) -> forms.MultipleChoiceField:
    choices = [(one.code, one.label) for one in words]
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, widget=forms.CheckboxSelectMultiple, **more
    )


def _line(label: str, most: int = LONGEST_LINE, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=most, **more)


def _web(label: str, **more: Any) -> forms.URLField:
    return forms.URLField(label=label, max_length=300, assume_scheme="https", **more)


class ServiceForm(forms.Form):
    """After `is_valid`, `service` holds what was written, on top of what was there before."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = _line("What it is called", LONGEST_NAME)
    provider = _line("Who runs it", LONGEST_NAME)
    status = forms.ChoiceField(choices=[(one.value, one.label) for one in Status])
    offers = _words("What it offers", Offer)
    about = forms.CharField(
        max_length=LONGEST_TEXT, required=False, widget=forms.Textarea(attrs={"rows": 4}),
        label="About it", help_text="Facts. Advice belongs in a claim, where somebody signs it.",
    )  # fmt: skip
    for_ketamine = _line(
        "What it does for people who use ketamine", required=False,
        help_text="Such as “two workers know ketamine well; joint clinic with urology”.",
    )  # fmt: skip
    way_in = _line(
        "How people get in", required=False, help_text="Such as “ring them” or “a GP refers you”."
    )
    access = _words("Access", Access)
    website = _web("Website", required=False)
    phone = _line("Phone", 60, required=False)
    email = forms.EmailField(label="E-mail", required=False, max_length=300)
    cost = _line("Cost", required=False)
    least_age = forms.IntegerField(label="Youngest", required=False, min_value=0, max_value=120)
    most_age = forms.IntegerField(label="Oldest", required=False, min_value=0, max_value=120)
    nations = forms.MultipleChoiceField(
        label="Takes people from", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.value, one.value) for one in Nation],
    )  # fmt: skip
    anywhere = forms.BooleanField(label="People can use it from home", required=False)
    sites = forms.CharField(
        label="Places", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on a line: name | street | town | county | postcode | degrees | access. "
        "Without degrees (such as 52.63, 1.30) a place counts as where its town is.",
    )  # fmt: skip
    hours = forms.CharField(
        label="Open", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One on a line, such as MO,WE 09:00-17:00 | ring the bell.",
    )  # fmt: skip
    wait_for = _line("A wait, as somebody said it: for what", required=False)
    wait_least = forms.IntegerField(
        label="Weeks, at least", required=False, min_value=0, max_value=520
    )
    wait_most = forms.IntegerField(
        label="Weeks, at most", required=False, min_value=0, max_value=520
    )
    wait_words = _line("Or in words", required=False)
    wait_by = _line("Who said so", required=False)
    wait_on = _day("On which day", required=False)
    wait_link = _web("Where they say so", required=False)
    law = forms.ChoiceField(
        label="How it stands in law", required=False,
        choices=[("", "Not said"), *((one.code, one.label) for one in LegalStanding)],
        help_text="Needed for safe-use facilities and drug checking.",
    )  # fmt: skip
    law_words = _line("What that means there", required=False)
    law_by = _line("Who says how it stands", required=False)
    law_on = _day("Of which day", required=False)
    law_link = _web("Where it is said", required=False)
    service: Service

    def __init__(self, *args: Any, before: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.before = before

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if self.errors:
            return kept
        try:
            self.service = self._made(kept)
        except BadService as why:
            self.add_error(None, str(why))
        return kept

    def _made(self, kept: dict[str, Any]) -> Service:
        said = {name: _tidy(kept[name]) for name in _LINES}
        return replace(
            self.before,
            provider=self._provider(_tidy(kept["provider"])),
            status=Status(kept["status"]),
            offers=frozenset(one for one in Offer if one.code in kept["offers"]),
            access=frozenset(one for one in Access if one.code in kept["access"]),
            nations=frozenset(map(Nation, kept["nations"])),
            sites=read_sites(kept["sites"], service=self.before.id),
            hours=read_hours(kept["hours"]),
            waits=(*self.before.waits, *_wait(kept)),
            standing=_standing(kept),
            **said,
        )

    def _provider(self, name: str) -> Provider:
        before = self.before.provider
        if name == before.name:
            return before
        return Provider(uuid5(_PROVIDERS, name.casefold()), name)


class CheckForm(forms.Form):
    """That somebody asked the service itself today."""

    who = _line(
        "Who checked it", 80, help_text="Readers see this: no name, such as “our outreach worker”."
    )
    again = _day("Check it again by", help_text=f"Within {LONGEST_CHECK_DAYS} days.")


class _SeveralInput(forms.FileInput):
    allow_multiple_selected = True


class _SeveralFiles(forms.FileField):
    """One file or more; each is checked like one alone. What comes of it is a list."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(_SeveralFiles, self).clean(one, initial) for one in given or [None]]


class BatchForm(forms.Form):
    """A file of services that somebody else publishes, or the pages of a list as several."""

    publisher = _line("Who publishes it", LONGEST_NAME)
    file = _SeveralFiles(
        label="The file (JSON, Open Referral UK)",
        help_text="Where the list has several pages, choose all of them at once, or one .zip.",
        widget=_SeveralInput(attrs={"accept": ".json,.zip,application/json,application/zip"}),
    )
    link = _web("Where it is published", required=False)
    licence = _line("Its licence", required=False, help_text="Such as OGL 3.0.")


class LawForm(forms.Form):
    """How something stands in law in a nation."""

    nation = forms.ChoiceField(choices=[(one.value, one.value) for one in Nation])
    offer = forms.ChoiceField(label="What", choices=[(one.code, one.label) for one in Offer])
    law = forms.ChoiceField(
        label="How it stands", choices=[(one.code, one.label) for one in LegalStanding]
    )
    law_words = _line("What that means there", required=False)
    law_by = _line("Who says so")
    law_on = _day("Of which day")
    law_link = _web("Where they say so")

    @property
    def standing(self) -> Standing:
        found = _standing(self.cleaned_data)
        if found is None:
            raise BadService("Say how it stands.")
        return found


def first_of(service: Service) -> dict[str, Any]:
    """What the form begins with when a service is changed."""
    law = service.standing
    return {
        **{name: getattr(service, name) for name in _LINES},
        "provider": service.provider.name,
        "status": service.status.value,
        "offers": [one.code for one in service.offers],
        "access": [one.code for one in service.access],
        "nations": [one.value for one in service.nations],
        "sites": written_sites(service.sites),
        "hours": written_hours(service.hours),
        "law": law.standing.code if law else "",
        "law_words": law.words if law else "",
        "law_by": law.said.by if law else "",
        "law_on": law.said.on if law else None,
        "law_link": law.said.link if law else "",
    }


def _tidy(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _said(kept: dict[str, Any], name: str) -> Said:
    on: dt.date | None = kept[f"{name}_on"]
    if on is None:
        raise BadService("Say of which day it is: nobody could know how old it is.")
    return Said(_tidy(kept[f"{name}_by"]), on, kept[f"{name}_link"])


def _wait(kept: dict[str, Any]) -> tuple[Wait, ...]:
    least, most = kept["wait_least"], kept["wait_most"]
    if not any((kept["wait_for"], kept["wait_words"], least is not None, most is not None)):
        return ()
    words = _tidy(kept["wait_words"])
    return (Wait(_tidy(kept["wait_for"]), _said(kept, "wait"), least, most, words),)


def _standing(kept: dict[str, Any]) -> Standing | None:
    word = LegalStanding.coded(kept["law"])
    return Standing(word, _said(kept, "law"), _tidy(kept["law_words"])) if word else None
