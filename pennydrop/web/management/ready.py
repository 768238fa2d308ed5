"""A command that finds its tables: it brings the databases up to date before it does anything."""

from typing import Any

from django.core.management.base import BaseCommand

from pennydrop.web.readiness import migrate


class ReadyCommand(BaseCommand):
    requires_system_checks: list[str] = []

    def execute(self, *args: Any, **options: Any) -> Any:
        migrate(lambda text: self.stderr.write(f"  {text}"))
        return super().execute(*args, **options)
