"""The shared look: base templates, style sheets, fonts and page parts. Knows no room."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "pennydrop.core.ui"
    label = "ui"
    verbose_name = "The look"
