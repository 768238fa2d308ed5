"""Forms about people."""

from django import forms
from django.contrib.auth.forms import SetPasswordForm
from django.core.validators import RegexValidator

from pennydrop.core.people.rules import Role

ROLES = [(role.value, role.label) for role in Role]


class AddPerson(forms.Form):
    name = forms.CharField(max_length=80, label="Name", help_text="What colleagues will see.")
    username = forms.CharField(
        max_length=60,
        label="Sign-in name",
        help_text="Letters, digits, dots and dashes.",
        validators=[RegexValidator(r"^[\w.-]+$", "Use letters, digits, dots and dashes only.")],
    )
    role = forms.ChoiceField(choices=ROLES, widget=forms.RadioSelect, label="Role")


class ChooseRole(forms.Form):
    role = forms.ChoiceField(choices=[*ROLES, ("", "Take out of the organisation")], required=False)


class Welcome(SetPasswordForm):  # type: ignore[type-arg]  # not generic at run time
    """A first password, typed twice."""
