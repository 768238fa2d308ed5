"""Django made ready in the places that the environment names. Import this before any model."""

import os

import django
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pennydrop.web.settings")
django.setup()


def make_databases() -> None:
    """Both databases with all their tables, empty when new."""
    for alias in ("keys", "default"):
        call_command("migrate", database=alias, interactive=False, verbosity=0)
