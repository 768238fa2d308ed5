"""Send the key store's tables to their own database, and nothing else there."""

from typing import Any

from django.db.models import Model


class KeysApart:
    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return "keys" if model._meta.app_label == "vault" else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return (app_label == "vault") == (db == "keys")
