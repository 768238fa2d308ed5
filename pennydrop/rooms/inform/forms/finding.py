"""What somebody looks for in the directory."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pennydrop.rooms.inform.queries.services import Wanted
from pennydrop.rooms.inform.rules.claims import Nation
from pennydrop.rooms.inform.rules.offers import Access, Offer

_OFFERS = [("", _("Anything")), *((one.code, _(one.label)) for one in Offer)]
_NATIONS = [("", _("Anywhere in the UK")), *((one.name.lower(), _(one.value)) for one in Nation)]


class FindForm(forms.Form):
    """After `is_valid`, `wanted` holds what was chosen. Whatever does not fit is passed over: an
    old address still leads to a list."""

    offer = forms.ChoiceField(label=_("What you look for"), choices=_OFFERS, required=False)
    place = forms.CharField(
        label=_("Town or county"), max_length=80, required=False,
        help_text=_(
            "Or the first letters of a postcode, such as NR. We do not keep it, and it goes "
            "nowhere else."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    nation = forms.ChoiceField(label=_("Where"), choices=_NATIONS, required=False)
    need = forms.MultipleChoiceField(
        label=_("What you need"), required=False, choices=[(one.code, one.label) for one in Access],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    @property
    def wanted(self) -> Wanted:
        kept = self.cleaned_data
        needs = {Access.coded(code) for code in kept.get("need", [])}
        return Wanted(
            offer=Offer.coded(kept.get("offer", "")),
            nation=next((n for n in Nation if n.name.lower() == kept.get("nation")), None),
            access=frozenset(one for one in needs if one),
        )

    @property
    def query(self) -> dict[str, Any]:
        """What may stand in an address: never the place."""
        kept = {name: self.cleaned_data.get(name) for name in ("offer", "nation", "need")}
        return {name: value for name, value in kept.items() if value}
