"""How Django forms are written out, so that `{{ form }}` is accessible without further work."""

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Writes a label, a hint, an error and their connections for every field.

    Named in the setting `FORM_RENDERER`. Widgets keep Django's own templates.
    """

    form_template_name = "ui/forms/div.html"
    field_template_name = "ui/forms/field.html"
